// Makes languages.jsonl, what `likhit new language` knows of languages, from Unicode CLDR's packages:
//
//   npm install cldr-core@48.2.0 cldr-dates-full@48.2.0 cldr-localenames-full@48.2.0 \
//       cldr-misc-full@48.2.0 cldr-numbers-full@48.2.0
//   node extract.mjs node_modules >languages.jsonl
//
// The data is under the Unicode License V3, see countries/LICENSE-UNICODE.
import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";

const root = process.argv[2];
const json = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const version = json("cldr-core", "package.json").version;
const likely = json("cldr-core", "supplemental", "likelySubtags.json").supplemental.likelySubtags;
const plurals = json("cldr-core", "supplemental", "plurals.json").supplemental["plurals-type-cardinal"];
const english = json("cldr-localenames-full", "main", "en", "languages.json").main.en.localeDisplayNames.languages;
const tags = json("cldr-core", "availableLocales.json").availableLocales.full
    // A language, or a language in one of its scripts; regions differ in little that matters here.
    .filter((tag) => /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/.test(tag) && tag !== "und");

console.log(JSON.stringify({ source: `Unicode CLDR ${version}, under the Unicode License V3` }));
for (const tag of tags.sort()) {
    const main = (name, file) => {
        const path = [name, "main", tag, file];
        return existsSync(join(root, ...path)) ? json(...path).main[tag] : undefined;
    };
    const names = main("cldr-localenames-full", "languages.json")?.localeDisplayNames.languages ?? {};
    const orientation = main("cldr-misc-full", "layout.json")?.layout.orientation.characterOrder;
    const delimiters = main("cldr-misc-full", "delimiters.json")?.delimiters;
    const numbers = main("cldr-numbers-full", "numbers.json")?.numbers;
    const gregorian = main("cldr-dates-full", "ca-gregorian.json")?.dates.calendars.gregorian;
    const [language] = tag.split("-");
    const maximal = likely[tag] ?? likely[language] ?? "";
    const script = tag.split("-")[1] ?? maximal.split("-")[1];
    if (!script || !orientation || !delimiters || !numbers || !gregorian) continue;
    const months = Object.values(gregorian.months.format.wide);
    const long = gregorian.dateFormats.long;
    const date = typeof long === "string" ? long : long._value;
    // Where CLDR has nothing of its own it numbers the months.
    const known = months.every((month) => !/^M\d\d$/.test(month));
    const rules = Object.keys(plurals[tag] ?? plurals[language] ?? {});
    console.log(JSON.stringify({
        tag,
        name: names[tag] ?? names[language] ?? english[tag] ?? english[language] ?? tag,
        english: english[tag] ?? english[language] ?? tag,
        direction: orientation === "right-to-left" ? "rtl" : "ltr",
        script,
        digits: numbers.defaultNumberingSystem,
        native_digits: numbers.otherNumberingSystems?.native ?? numbers.defaultNumberingSystem,
        quotes: [delimiters.quotationStart, delimiters.quotationEnd],
        plurals: rules.map((rule) => rule.replace("pluralRule-count-", "")),
        months: known ? months : [],
        date: known ? date : "",
    }));
}
