// Writes the list of the fonts in a folder that `web/build` makes, as the engine itself reads them:
//
//     node web/fonts.mjs FOLDER
//
// FOLDER/fonts/families.json has for each font file the families that it holds, so that a page fetches only those that a
// case needs.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = path.resolve(process.argv[2]);
const { Engine } = await import(pathToFileURL(path.join(folder, "engine.js")));
const engine = await Engine.of(await WebAssembly.compile(readFileSync(path.join(folder, "engine.wasm"))), "2018-01-15");
for (const name of readdirSync(path.join(folder, "fonts"), { recursive: true })) {
  if (!/\.(ttf|otf|ttc)$/.test(name)) continue;
  engine.ask("POST", `/files/fonts/${name.split(path.sep).join("/")}`, readFileSync(path.join(folder, "fonts", name)));
}
const { status, body } = engine.ask("GET", "/fonts");
if (status !== 200) throw new Error(`the fonts are not listed: ${status} ${new TextDecoder().decode(body)}`);
writeFileSync(path.join(folder, "fonts/families.json"), body);
