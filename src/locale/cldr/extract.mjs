// Makes languages.jsonl, what is known of languages and of their regions, from Unicode CLDR's packages:
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
const all = json("cldr-core", "availableLocales.json").availableLocales.full;
// A language, or a language in one of its scripts.
const languages = all.filter((tag) => /^[a-z]{2,3}(-[A-Z][a-z]{3})?$/.test(tag) && tag !== "und");
const regions = all.filter((tag) => /^[a-z]{2,3}(-[A-Z][a-z]{3})?-[A-Z]{2}$/.test(tag));

console.log(JSON.stringify({ source: `Unicode CLDR ${version}, under the Unicode License V3` }));
const known = new Map();
for (const tag of languages.sort()) {
    const facts = factsOf(tag);
    if (!facts) continue;
    known.set(tag, facts);
    console.log(JSON.stringify(facts));
}
// A region whose language is written in another script there.
for (const tag of Object.keys(likely).filter((tag) => /^[a-z]{2,3}-[A-Z]{2}$/.test(tag) && !tag.startsWith("und")).sort()) {
    const [language, script] = likely[tag].split("-");
    const own = known.get(`${language}-${script}`);
    if (own && known.has(language) && known.get(language).script !== script) {
        console.log(JSON.stringify({ tag, of: own.tag }));
    }
}
// Of a language in a region, what differs from the language.
for (const tag of regions.sort()) {
    const of = known.get(tag.slice(0, tag.lastIndexOf("-")));
    const facts = of && factsOf(tag);
    if (!facts) continue;
    const path = [root, "cldr-localenames-full", "main", tag, "languages.json"];
    const name = existsSync(join(...path)) && json(...path.slice(1)).main[tag].localeDisplayNames.languages[tag];
    const rest = { tag, ...(name ? { name } : {}) };
    for (const key of ["digits", "quotes", "months", "date"]) {
        if (JSON.stringify(facts[key]) !== JSON.stringify(of[key])) rest[key] = facts[key];
    }
    if (Object.keys(rest).length > 1) console.log(JSON.stringify(rest));
}

function factsOf(tag) {
    const main = (name, file) => {
        const path = [name, "main", tag, file];
        return existsSync(join(root, ...path)) ? json(...path).main[tag] : undefined;
    };
    const names = main("cldr-localenames-full", "languages.json")?.localeDisplayNames.languages ?? {};
    const orientation = main("cldr-misc-full", "layout.json")?.layout.orientation.characterOrder;
    const delimiters = main("cldr-misc-full", "delimiters.json")?.delimiters;
    const numbers = main("cldr-numbers-full", "numbers.json")?.numbers;
    const gregorian = main("cldr-dates-full", "ca-gregorian.json")?.dates.calendars.gregorian;
    const [language, second] = tag.split("-");
    const maximal = likely[tag] ?? likely[language] ?? "";
    const script = second?.length === 4 ? second : maximal.split("-")[1];
    if (!script || !orientation || !delimiters || !numbers || !gregorian) return undefined;
    const months = Object.values(gregorian.months.format.wide);
    const long = gregorian.dateFormats.long;
    const date = typeof long === "string" ? long : long._value;
    // Where CLDR has nothing of its own it numbers the months.
    const isNamed = months.every((month) => !/^M\d\d$/.test(month));
    const rules = Object.keys(plurals[tag] ?? plurals[language] ?? {});
    return {
        tag,
        name: names[tag] ?? names[language] ?? english[tag] ?? english[language] ?? tag,
        english: english[tag] ?? english[language] ?? tag,
        direction: orientation === "right-to-left" ? "rtl" : "ltr",
        script,
        digits: numbers.defaultNumberingSystem,
        native_digits: numbers.otherNumberingSystems?.native ?? numbers.defaultNumberingSystem,
        quotes: [delimiters.quotationStart, delimiters.quotationEnd],
        plurals: rules.map((rule) => rule.replace("pluralRule-count-", "")),
        months: isNamed ? months : [],
        date: isNamed ? date : "",
    };
}
