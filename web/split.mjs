// Takes data that the first page does not need out of a module, so that the first load is small:
//
//     node web/split.mjs MODULE OUT
//
// OUT/engine.wasm has zeros in its place. OUT/languages.bin has what other languages and old encodings need: for each piece its
// address and its length, as numbers of 4 bytes, and its content. The engine is complete when `Engine.complete` has
// written them into its memory. The pieces are found by the sources of the crates that they are from. The names of
// functions are taken out too: they are a tenth of the module.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const [, , input, out] = process.argv;

/** The languages of the program. Their patterns for hyphenation stay, and the models of words of their scripts. */
const bundled = readdirSync("locales").filter((name) => !name.startsWith(".")).map((tag) => tag.split("-")[0]);
const SCRIPT = "Khmer";
if (bundled.some((language) => ["my", "lo", "th"].includes(language))) throw new Error(`only ${SCRIPT} stays`);

/** In the order in which the models are in the file. */
const SCRIPTS = ["Burmese", "Khmer", "Lao", "Thai"];

/** Smaller pieces stay. */
const LEAST = 1000;

const metadata = execFileSync("cargo", [
  "metadata", "--format-version", "1", "--offline", "--manifest-path", "web/Cargo.toml",
], { maxBuffer: 1 << 28 });
const { packages } = JSON.parse(metadata);

function folderOf(crate) {
  const [found, ...more] = packages.filter(({ name }) => name === crate);
  if (!found || more.length > 0) throw new Error(`there must be one version of ${crate}`);
  return path.dirname(found.manifest_path);
}

/** The bytes of the byte strings in a file of Rust, in their order. */
function byteStrings(text) {
  const escapes = { n: 10, r: 13, t: 9, "0": 0, "\\": 92, "'": 39, '"': 34 };
  return [...text.matchAll(/b"((?:[^"\\]|\\.)*)"/gs)].map(([, written]) => {
    const bytes = [];
    for (let at = 0; at < written.length; at += 1) {
      if (written[at] !== "\\") bytes.push(written.charCodeAt(at));
      else if (written[at += 1] === "x") bytes.push(parseInt(written.slice(at + 1, (at += 2) + 1), 16));
      else bytes.push(escapes[written[at]]);
    }
    return Buffer.from(bytes);
  }).filter((bytes) => bytes.length >= LEAST);
}

/** The models of all scripts but one: those of each script are as many, and follow each other. */
function models(file) {
  const strings = byteStrings(readFileSync(path.join(folderOf("icu_segmenter_data"), "data", file), "utf8"));
  const each = strings.length / SCRIPTS.length;
  if (!Number.isInteger(each) || each === 0) throw new Error(`${file} has ${strings.length} models`);
  return strings.filter((_, at) => SCRIPTS[Math.floor(at / each)] !== SCRIPT);
}

/** The tables of the encodings of the time before Unicode: only lists are in those, and a list comes with a request. */
function encodings() {
  const source = readFileSync(path.join(folderOf("encoding_rs"), "src/data.rs"), "utf8");
  const tables = [...source.matchAll(/static \w+: \[u16; (\d+)\] = \[([^\]]*)\];/g)];
  const large = tables.filter(([, length]) => 2 * Number(length) >= LEAST);
  if (large.length === 0) throw new Error("there are no tables of encodings");
  return large.map(([, , numbers]) => {
    const words = numbers.split(",").map((written) => written.trim()).filter(Boolean).map(Number);
    return Buffer.from(Uint16Array.from(words).buffer);
  });
}

const hyphenation = path.join(folderOf("hypher"), "tries");
const pieces = [
  ...readdirSync(hyphenation).filter((file) => !bundled.includes(path.parse(file).name))
    .map((file) => readFileSync(path.join(hyphenation, file))).filter((bytes) => bytes.length >= LEAST),
  ...models("segmenter_dictionary_extended_v2.rs.data"),
  ...models("segmenter_lstm_auto_v1.rs.data"),
  ...encodings(),
];

/** The words that Brotli knows, which are an array of numbers in the source. */
function brotliWords() {
  const source = readFileSync(path.join(folderOf("brotli-decompressor"), "src/dictionary/mod.rs"), "utf8");
  const [, numbers] = /kBrotliDictionary\s*:[^=]*=\s*\[([^\]]*)\]/.exec(source);
  return Buffer.from(numbers.split(",").map((written) => written.trim()).filter(Boolean).map(Number));
}

/**
 * Data that no document needs, and that is nowhere after this: printpdf's profile of a printing press, which is not in our
 * files, and the words of Brotli for compressed web fonts, which are refused before they are read.
 */
const unused = [readFileSync(path.join(folderOf("printpdf"), "src/res/CoatedFOGRA39.icc")), brotliWords()];

const module = readFileSync(input);

/** Reads a number of WebAssembly (LEB128) at `at`: its value, and where it ends. */
function number(at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = module[at];
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

/** The data that the module begins with: where it is in the file, and its address in the memory. */
function segments() {
  const DATA = 11;
  const I32_CONST = 0x41;
  let at = 8;
  while (at < module.length) {
    const id = module[at];
    const [length, start] = number(at + 1);
    at = start + length;
    if (id !== DATA) continue;
    const found = [];
    let [count, next] = number(start);
    for (; count > 0; count -= 1) {
      if (module[next] !== 0 || module[next + 1] !== I32_CONST) throw new Error("a segment of an unexpected kind");
      const [address, end] = number(next + 2);
      const [size, from] = number(end + 1);
      found.push({ address, from, to: from + size });
      next = from + size;
    }
    return found;
  }
  throw new Error(`${input} has no data`);
}

/** The module without the sections that are not for running it, such as the names of functions. */
function withoutNames() {
  const CUSTOM = 0;
  const kept = [module.subarray(0, 8)];
  for (let at = 8; at < module.length;) {
    const [length, start] = number(at + 1);
    if (module[at] !== CUSTOM) kept.push(module.subarray(at, start + length));
    at = start + length;
  }
  return Buffer.concat(kept);
}

const [whole, ...others] = segments().toSorted((a, b) => (b.to - b.from) - (a.to - a.from));
if (!whole || others.some(({ from, to }) => to - from > whole.to - whole.from)) throw new Error("no data to split");
const taken = [];
for (const piece of pieces) {
  const at = module.indexOf(piece, whole.from);
  // The patterns of languages that the program does not hyphenate are not in it.
  if (at < 0 || at + piece.length > whole.to) continue;
  const place = Buffer.alloc(8);
  place.writeUInt32LE(whole.address + at - whole.from, 0);
  place.writeUInt32LE(piece.length, 4);
  taken.push(place, Buffer.from(piece));
  module.fill(0, at, at + piece.length);
}
for (const piece of unused) {
  const at = module.indexOf(piece, whole.from);
  if (at >= 0 && at + piece.length <= whole.to) module.fill(0, at, at + piece.length);
  else console.log(`${piece.length} unused bytes were not found: the module could be smaller`);
}
if (taken.length < 2 * 20) throw new Error(`only ${taken.length / 2} pieces of data were found`);
writeFileSync(path.join(out, "engine.wasm"), withoutNames());
writeFileSync(path.join(out, "languages.bin"), Buffer.concat(taken));
console.log(`${taken.length / 2} pieces of data are in languages.bin`);
