#!/usr/bin/env python3
"""Whether letters in print files are the letters that their senders would get alone.

    benches/sameness.py LIKHIT [--rows 60] [--letters 24] [--seed 1] [--project DIR --case ID --font FILE]

Makes up a list of senders from several countries, some with words of their own, some with long names;
prints it with `likhit mailing`, once on fronts and once on both sides; and compares random letters,
word by word and place by place as poppler's `pdftotext -bbox` gives them, with what `likhit letters`
prints for the same sender. With 5,000 rows and 400 letters it takes some minutes.
"""

import argparse
import csv
import pathlib
import random
import re
import subprocess
import sys
import tempfile

DATE = "2018-01-15"
# Places are written to the thousandth of a point, and rounded once more by poppler.
TOLERANCE = 0.02
# So many sentences that the letter needs more pages than those of others.
LONGEST = 40

FIRST = "Élodie Brian Jürgen Åse Jgpqy José Zoë Włodzimierz Tomáš Nguyễn Kari Aoife Chantou Sokha".split()
LAST = "Müller,Quinn,Eriksen-Sok,O’Brien,van den Berg,Dvořák,Nordmann,Ng,Ågård,Chea".split(",")
LONG_NAME = "Maria Magdalena Theresia Euphrosine von Hohenstaufen-Wittelsbach und zu Sankt Gallen-Appenzell"
STREETS = "Mill Lane,Harbour Street,Church Row,Bridge Street,Queen’s Drive".split(",")
TOWNS = "Hull York Derry Luton Exeter Swansea".split()
COUNTRIES = "GB GB GB DE FR NO US CH AU".split()
WORDS = {
    "en": "I have followed this case with sorrow, and I shall go on writing until there is an answer.",
    # Universal Declaration of Human Rights, article 1.
    "km": "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាព។",
}


def senders(rows, chance):
    for number in range(1, rows + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        if chance.random() < 0.02:
            name = LONG_NAME
        language, personal = "", ""
        if chance.random() < 0.5:
            language = chance.choice(list(WORDS))
            personal = " ".join([WORDS[language]] * chance.choice([1, 1, 2, 3, 6]))
        if number == 2:
            language, personal = "en", " ".join([WORDS["en"]] * LONGEST)
        yield {
            "id": str(number),
            "name": name,
            "address1": f"{chance.randrange(1, 200)} {chance.choice(STREETS)}",
            "address2": chance.choice(TOWNS),
            "country": chance.choice(COUNTRIES),
            "lang": language,
            "personal": personal,
        }


def run(*command):
    """Runs a command; 1 is what the program says where something is wrong with some rows."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stderr


def words(pdf, first, last):
    """Each page's size and its words with their boxes."""
    command = ["pdftotext", "-bbox", "-f", str(first), "-l", str(last), str(pdf), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = []
    for line in said.splitlines():
        numbers = [float(number) for number in re.findall(r'"([0-9.]+)"', line)]
        if "<page " in line:
            pages.append((numbers, []))
        elif "<word " in line:
            pages[-1][1].append((numbers, re.search(">(.*)</word>", line).group(1)))
    return pages


def letter(folder, row):
    """The words of the letter in this row of a manifest."""
    first = int(row["first_page"])
    return words(folder / row["file"], first, first + int(row["pages"]) - 1)


def differences(one, other):
    if len(one) != len(other):
        return [f"{len(one)} pages and {len(other)}"]
    found = []
    for number, ((_, ours), (_, theirs)) in enumerate(zip(one, other), 1):
        if [word for _, word in ours] != [word for _, word in theirs]:
            found.append(f"page {number}: other words")
            continue
        for (place, word), (other_place, _) in zip(ours, theirs):
            if max(abs(a - b) for a, b in zip(place, other_place)) > TOLERANCE:
                found.append(f"page {number}: `{word}` at {place} and {other_place}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("likhit", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--rows", type=int, default=60)
    parser.add_argument("--letters", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--project", type=pathlib.Path)
    parser.add_argument("--case", default="kem-sokha")
    parser.add_argument("--font")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    common = ["--date", DATE]
    if arguments.project:
        common += ["--project", arguments.project.resolve()]
    if arguments.font:
        common += ["--font", arguments.font]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        everybody = {sender["id"]: sender for sender in senders(arguments.rows, chance)}
        with open(folder / "list.csv", "w", newline="", encoding="utf-8") as out:
            table = csv.DictWriter(out, everybody["1"].keys())
            table.writeheader()
            table.writerows(everybody.values())
        manifests = []
        for sides in [], ["--duplex"]:
            out = folder / f"mailing{len(sides)}"
            mailing = [arguments.likhit, "mailing", arguments.case, "--senders", folder / "list.csv"]
            said = run(*mailing, *common, *sides, "--out", out)
            if "en" in said and not arguments.project and "longer-letter" not in said:
                sys.exit("nobody was told of the letter that is longer than others")
            with open(out / arguments.case / "manifest.csv", newline="", encoding="utf-8") as table:
                manifests.append((out / arguments.case, list(csv.DictReader(table))))
        if any(int(row["first_page"]) % 2 == 0 for row in manifests[1][1]):
            sys.exit("a letter that is printed on both sides begins on a back")
        compared, wrong = 0, 0
        longest = [row for row in manifests[0][1] if row["sender"] == "2"][:2]
        for folder_of, rows in manifests:
            for row in longest + chance.sample(rows, min(arguments.letters // 2, len(rows))):
                row = next(one for one in rows if all(one[key] == row[key] for key in ("sender", "recipient", "language")))
                sender = everybody[row["sender"]]
                lines = [f"name: {sender['name']}", f"address: [{sender['address1']}, {sender['address2']}]"]
                lines.append(f'country: "{sender["country"]}"')
                if sender["personal"]:
                    lines += [f"lang: {sender['lang']}", f"personal: {sender['personal']}"]
                (folder / "sender.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
                alone = [arguments.likhit, "letters", arguments.case, "--sender", folder / "sender.yaml"]
                # In all languages: the letters of an envelope have the same size.
                alone += ["--to", row["recipient"], "--out", folder / "alone"]
                run(*alone, *common)
                single = folder / "alone" / arguments.case
                with open(single / "manifest.csv", newline="", encoding="utf-8") as table:
                    keys = ("recipient", "language")
                    theirs = next(one for one in csv.DictReader(table) if all(one[key] == row[key] for key in keys))
                found = differences(letter(folder_of, row), letter(single, theirs))
                compared += 1
                if found:
                    wrong += 1
                    print(f"letter {row['sequence']}, of {sender['name']} to {row['recipient']} in {row['language']}:")
                    print("\n".join(f"  {line}" for line in found[:5]))
        print(f"{compared} of {sum(len(rows) for _, rows in manifests)} letters compared, {wrong} differ")
        sys.exit(1 if wrong or not compared else 0)


main()
