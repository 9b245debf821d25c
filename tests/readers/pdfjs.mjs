// Prints the text of a PDF as pdf.js reads it, each page ended by U+000C: node pdfjs.mjs PDFJS FILE
// PDFJS is the folder of the package pdfjs-dist.

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);

// pdf.js wants what browsers draw with and says at length that it is missing; reading text needs none.
globalThis.DOMMatrix ??= class {};
globalThis.ImageData ??= class {};
globalThis.Path2D ??= class {};
console.warn = () => {};
const pdfjs = await import(pathToFileURL(join(resolve(folder), "legacy/build/pdf.mjs")));

if (file === "--version") {
  console.log(`pdf.js ${pdfjs.version}`);
} else {
  const data = new Uint8Array(await readFile(file));
  const loading = pdfjs.getDocument({ data, verbosity: pdfjs.VerbosityLevel.ERRORS, useSystemFonts: false });
  const document = await loading.promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    text += items.map((item) => (item.str ?? "") + (item.hasEOL ? "\n" : "")).join("") + "\f";
  }
  process.stdout.write(text);
  await loading.destroy();
}
