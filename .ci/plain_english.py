"""Counts words in README, docs and `--help` that are hard to read.

    python .ci/plain_english.py PROGRAM [PAGE]...

Default pages: README.md and docs/*.md. The help of every command comes from PROGRAM itself.
Prints each place and what to write instead. Fails if there are more than LIMIT places. It is only a smoke
alarm: a page without such words can still be hard to read, so read it aloud too.
"""

import pathlib
import re
import subprocess
import sys

LIMIT = 25
MOST_EXCEPTIONS = 10

# A regular expression (a space also matches a line end), what to write instead, and a sentence that it must find.
STILTED = [
    (r"stands?|stood|standing", "is in, is on", "The date stands in the first line."),
    (r"lies", "is in, is on", "A file lies beside the mailing."),
    (r"bears?|bore|borne", "has", "The letter bears a date."),
    (r"holds|held (in|by)", "has, contains", "The file holds a name."),
    (r"owed|owes?", "missing, still to be translated", "What is empty is owed."),
    (r"says? `-", "use `--x`", "Say `--one-page`."),
    (r"call (it|them) `", "rename it to `x`", "Call it `letter.ftl`."),
    (r"(is|are) none", "is not a valid X", "A number that is none."),
    (r"(?<!there )(is|are) no(?! (longer|more))", "is not an X", "This is no language."),
    (r"there (is|are|was|were) (nobody|nothing|no such)", "unknown X, X is missing", "There is no such case."),
    (r"(is|are|was|were) (always |still |also |not )?there(?! (a|an|any|no))", "exists, is missing", "It is not there."),
    (r"nobody|no one|none of (it|them)", "no person, no X; say which", "Nobody would be reached."),
    (r"nothing (asks|gives|says|tells|takes|is said|is told)", "X is not used, X is not defined", "Nothing gives it."),
    (r"(ask|asks|asked) for(?! this order)", "uses, requires", "Nobody asks for this message."),
    (r"one asks", "ask", "From this day on one asks the office."),
    (r"(is|are|be|was|were|been) (also )?(told|said)", "is reported", "The change is told."),
    (r"you are told", "you get a warning", "You are told to ask."),
    (r"(say|says|said) so", "name what is reported", "Figures that differ say so."),
    (r"stays? away|left away", "is optional", "A comment may stay away."),
    (r"so many", "number of, maximum", "At most so many letters."),
    (r"lack(s|ed|ing)?", "is missing", "Take what a language lacks."),
    (r"parted|parts? (its|a|no|words?|lines?)", "split, hyphenated", "A language that parts its words."),
    (r"(given|stands?) apart", "separate", "The town may be given apart."),
    (r"whoever|whomever|whatever|whom", "name the person or thing", "Whoever follows."),
    (r"those (who|hear|whose)", "people who, readers who", "Words for those who cannot see it."),
    (r"(to|;|,|\.) who (gets|signs|follows|bears)", "the person who", "It could harm to who bears them."),
    (r"what of|of what", "which part", "What of each is translated."),
    (r"of which", "a new sentence", "The file of which it tells."),
    (r"(all|everything|anything|nobody|nothing|somebody) else", "the other X", "All else stays."),
    (r"(?:else|otherwise)[.;,:)]", "a new sentence", "Write it otherwise."),
    (r"otherwise", "[default: x], or a new sentence", "Otherwise in all languages."),
    (r"(is|are) (not )?of (it|the|a|an|this|that|no|several|many)", "belongs to", "A file that is not of it."),
    (r"several times", "can be repeated", "May be given several times."),
    (r"by default|as a default", "[default: x]", "All cores by default."),
    (r"(of|by|for|from) (your|its|their|our|his) own", "your own X", "A file of your own."),
    (r"judges?|judged", "checks", "Both ask the same judge."),
    (r"speaks? (of|for|PO|with)", "is about, reads and writes", "It speaks of all letters."),
    (r"knows? (of|no|which)", "reports, does not have", "The disk knows no locks."),
    (r"(for|by|of|in) itself", "leave it out", "It ends by itself."),
    (r"anew|once more", "again", "Translate it anew."),
    (r"all the same|in spite of", "although, nevertheless", "It is printed all the same."),
    (r"remed(y|ies)", "what to do", "With its row and remedy."),
    (r"in silence|in vain|by chance|at your option", "name what happens", "Nothing is skipped in silence."),
    (r"(has|have) one right answer", "has only one correct fix", "What has one right answer."),
    (r"slides? about|out of all proportion|comes? to nothing", "name what moves, and how far", "It slides about."),
    (r"what (\w+ ){1,2}(is|are) made of|what is not \w+", "a plain noun", "What it is made of is shown."),
    (r"may be (given|left) (out|apart)", "is optional", "It may be left out."),
    (r"(come|came|comes) out", "is printed", "It would not come out."),
    (r"(is|are) to be", "must be, can be", "The case is to be named."),
    (r"outweighs?|(is|are) against it|keeps? from", "has priority, prevents", "The option outweighs it."),
]

# Places that are right: page or command, a part of the line, and the reason.
EXCEPTIONS = []


def compiled(expression):
    """The expression for whole words. Spaces also match a line end inside a paragraph."""
    spaced = expression.replace(" ", r"(?: +|\n *)").replace(r"(?<!there(?: +|\n *))", "(?<!there )")
    return re.compile(rf"(?<![\w-])(?:{spaced})(?:(?<!\w)|(?!\w))", re.IGNORECASE)


PATTERNS = [(compiled(expression), plain) for expression, plain, _ in STILTED]


def prove_patterns():
    """Each pattern must find its own sentence."""
    for (pattern, _), (expression, _, sentence) in zip(PATTERNS, STILTED):
        if not pattern.search(sentence):
            sys.exit(f"the pattern {expression} does not find “{sentence}”")


def help_of(program, words=()):
    """The help of a command and of all commands below it."""
    shown = subprocess.run([program, *words, "--help"], check=True, capture_output=True, text=True).stdout
    yield " ".join(["likhit", *words, "--help"]), shown
    listed = re.search(r"^Commands:\n((?:  .*\n)+)", shown, re.MULTILINE)
    for name in re.findall(r"^  (\S+)", listed[1], re.MULTILINE) if listed else []:
        if name != "help":
            yield from help_of(program, (*words, name))


def hits(name, text):
    """Every place with such words. A place that two patterns find counts once."""
    taken = set()
    for pattern, plain in PATTERNS:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                number = text.count("\n", 0, match.start())
                yield name, number + 1, " ".join(match[0].split()), plain, text.split("\n")[number].strip()


def main(program, pages):
    """Prints all places, and returns the exit code."""
    prove_patterns()
    if len(EXCEPTIONS) > MOST_EXCEPTIONS:
        sys.exit(f"{len(EXCEPTIONS)} exceptions, maximum {MOST_EXCEPTIONS}")
    paths = [pathlib.Path(page) for page in pages or ["README.md", *sorted(map(str, pathlib.Path("docs").glob("*.md")))]]
    texts = [(str(path), path.read_text(encoding="utf-8")) for path in paths]
    helps = list(help_of(program))
    used, left = set(), 0
    for name, number, words, plain, line in sorted(hit for text in [*texts, *helps] for hit in hits(*text)):
        exception = next((each for each in EXCEPTIONS if each[0] == name and each[1] in line), None)
        if exception:
            used.add(exception)
            print(f"{name}:{number}: “{words}” is allowed: {exception[2]}")
        else:
            left += 1
            print(f"{name}:{number}: “{words}”: write {plain}\n    {line}")
    unused = [] if pages else [each for each in EXCEPTIONS if each not in used]
    for exception in unused:
        print(f"this exception is no longer needed: {exception}")
    print(f"{left} hard words in {len(texts)} pages and the help of {len(helps)} commands, maximum {LIMIT}")
    return int(left > LIMIT or bool(unused))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
