// Makes lists.jsonl, how each language joins a list, from a package of Unicode CLDR:
//
//   npm install cldr-misc-full@48.2.0
//   node lists.mjs node_modules >lists.jsonl
//
// A tag is listed if it differs from the same tag without its last part. The data is under the Unicode License V3,
// see countries/LICENSE-UNICODE.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.argv[2], "cldr-misc-full");
const version = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
const plain = "{0}, {1}";
const patterns = new Map();
for (const tag of readdirSync(join(folder, "main"))) {
    const file = join(folder, "main", tag, "listPatterns.json");
    if (!existsSync(file)) continue;
    const list = JSON.parse(readFileSync(file, "utf8")).main[tag].listPatterns["listPattern-type-standard"];
    // Marks of direction are for a screen. What is in brackets is for two words to choose from.
    const clean = (pattern) => pattern.replace(/[\u200E\u200F]/g, "");
    const all = [list["2"], list.start, list.middle, list.end].map(clean);
    patterns.set(tag, all.some((pattern) => pattern.includes("(")) ? [plain, plain, plain, plain] : all);
}
const parent = (tag) => tag.slice(0, Math.max(tag.lastIndexOf("-"), 0));
const nearest = (tag) => {
    if (!tag) return [plain, plain, plain, plain];
    return patterns.get(tag) ?? nearest(parent(tag));
};
const groups = new Map();
for (const [tag, all] of [...patterns].sort()) {
    const key = JSON.stringify(all);
    if (key === JSON.stringify(nearest(parent(tag)))) continue;
    groups.set(key, [...(groups.get(key) ?? []), tag]);
}
console.log(JSON.stringify({ source: `Unicode CLDR ${version}, under the Unicode License V3` }));
for (const [key, tags] of groups) {
    const [two, start, middle, end] = JSON.parse(key);
    console.log(JSON.stringify({ tags, two, start, middle, end }));
}
