"""Counts the words of README, docs and `--help` that a reader has to read twice.

    python .ci/plain_english.py PROGRAM [PAGE]...

Without a page, reads README.md and docs/*.md. The help of every command comes from the program itself.
Prints each place with what to write, and fails if there are more than LIMIT. It is a smoke alarm: a page
without a hit can still be hard to read, so read it aloud too.
"""

import pathlib
import re
import subprocess
import sys

LIMIT = 25
MOST_EXCEPTIONS = 10

# What to look for (a regular expression; a space also matches the end of a line), what to write instead,
# and a sentence that must be found.
STILTED = [
    (r"stands?|stood|standing", "is in, is on", "The date stands in the first line."),
    (r"bears?|bore|borne", "has", "The letter bears a date."),
    (r"holds|held", "has, contains", "The file holds a name."),
    (r"lies", "is in, is on", "A file lies beside the mailing."),
    (r"owed|owes?", "missing, still to be translated", "What is empty is owed."),
    (r"(say|says|said) `-", "use `--x`", "Say `--one-page`."),
    (r"call (it|them) `", "rename it to `x`", "Call it `letter.ftl`."),
    (r"(is|are) none", "is not a valid X", "A number that is none."),
    (r"(is|are) no(?! (longer|more))", "is not a X", "This is no language."),
    (r"there (is|are|was|were) (no|nobody|nothing)", "unknown X; X is missing", "There is no country `UK`."),
    (r"(is|are|was|were) (always |still |also |not )?there(?! (a|an|any|no))", "exists, is missing", "It is not there."),
    (r"nobody|no one|none of (it|them)", "no person; say who", "Nobody would be reached."),
    (r"nothing (asks|gives|says|tells|takes|is said|is told)", "X is not used, X is not defined", "Nothing gives it."),
    (r"(asks|asked) for", "uses, requires", "Nobody asks for this message."),
    (r"one asks", "ask", "From this day on one asks the office."),
    (r"(is|are|be|was|were|been) (also )?(told|said)", "is reported", "The change is told."),
    (r"you are told", "you get a warning", "You are told to ask."),
    (r"said so|says so|say so", "say what is reported", "Figures that differ say so."),
    (r"stays? away|left away", "is optional", "A comment may stay away."),
    (r"so many", "number of", "At most so many letters."),
    (r"lack(s|ed|ing)?", "is missing", "Take what a language lacks."),
    (r"parted|parts? (its|a|no|words?|lines?)|(given|stands?) apart", "split, separate", "A language that parts its words."),
    (r"whoever|whomever|whatever", "name the person or thing", "Whoever follows."),
    (r"whom", "name the person", "To whom letters go."),
    (r"those (who|hear|whose)", "people who, readers who", "Words for those who cannot see it."),
    (r"to who (gets|signs|follows|bears)|[;,.] who (gets|signs|follows|bears)", "the person who", "Harm to who bears them."),
    (r"what of|of what", "which part", "What of each is translated."),
    (r"of which", "whose, with a new sentence", "The file of which it tells."),
    (r"(all|everything|anything|nobody|nothing|somebody|at all|in all) else", "the other X", "All else stays."),
    (r"(?:else|otherwise)[.;,:)]", "a new sentence", "Write it otherwise."),
    (r"[Oo]therwise", "[default: x], or a new sentence", "Otherwise in all languages."),
    (r"(is|are) (not )?of (it|the|a|an|this|that|no|several|many)", "belongs to", "A file that is not of it."),
    (r"several times", "can be repeated", "May be given several times."),
    (r"by default|as a default", "[default: x]", "All cores by default."),
    (r"(of|by|for|from) (your|its|their|our|his) own", "your own X", "A file of your own."),
    (r"judges?|judged", "checks", "Both ask the same judge."),
    (r"speaks? (of|for|PO|with)", "is about, reads and writes", "It speaks of all letters."),
    (r"knows? (of|no|which)", "reports", "The disk knows no locks."),
    (r"for itself|by itself|of itself|in itself", "leave it out", "It ends by itself."),
    (r"anew|once more|all the same|in spite of", "again; although", "Translate it anew."),
    (r"remed(y|ies)|in silence|in vain|by chance|at your option", "what to do; name it", "With its row and remedy."),
    (r"has one right answer|have one right answer", "has only one correct fix", "What has one right answer."),
    (r"slides? about|out of all proportion|comes? to nothing|plays?(?! of)", "say what moves, and how far", "It slides about."),
    (r"what (\w+ ){1,2}(is|are) made of|what is not \w+", "its parts; a plain noun", "What it is made of is shown."),
    (r"must not (stay|go)|may be (given|left) (out|apart)", "is optional", "It may be left out."),
    (r"come out|came out|comes out", "is printed", "It would not come out."),
    (r"to be had|is to be|are to be", "can be; will be", "The case is to be named."),
    (r"outweighs?|is against it|keeps? from", "overrides, prevents", "The option outweighs it."),
]

# Places that are right: file, a part of the line, and the reason.
EXCEPTIONS = []


def compiled(expression):
    """The expression for whole words, with line ends inside a paragraph in the place of spaces."""
    spaced = expression.replace(" ", r"(?: +|\n *)")
    return re.compile(rf"(?<![\w-])(?:{spaced})(?:(?<!\w)|(?!\w))", re.IGNORECASE)


PATTERNS = [(compiled(expression), plain) for expression, plain, _ in STILTED]


def prove_patterns():
    """Each pattern must find its own sentence: one that finds nothing would count nothing."""
    for (pattern, _), (expression, _, sentence) in zip(PATTERNS, STILTED, strict=True):
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
    """Where a text has one of the words: each place once, by the first pattern that finds it."""
    taken = set()
    for pattern, plain in PATTERNS:
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                number = text.count("\n", 0, match.start())
                yield name, number + 1, " ".join(match[0].split()), plain, text.split("\n")[number].strip()


def main(program, pages):
    """Prints all places, and gives the exit code."""
    prove_patterns()
    assert len(EXCEPTIONS) <= MOST_EXCEPTIONS, "too many exceptions"
    pages = [pathlib.Path(page) for page in pages] or [pathlib.Path("README.md"), *sorted(pathlib.Path("docs").glob("*.md"))]
    texts = [(str(page), page.read_text(encoding="utf-8")) for page in pages]
    helps = list(help_of(program))
    found = sorted(hit for name, text in [*texts, *helps] for hit in hits(name, text))
    used, left = set(), 0
    for name, number, words, plain, line in found:
        reason = next((each for each in EXCEPTIONS if each[0] == name and each[1] in line), None)
        if reason:
            used.add(reason)
            print(f"{name}:{number}: “{words}” is right here: {reason[2]}")
        else:
            left += 1
            print(f"{name}:{number}: “{words}”: write {plain}\n    {line}")
    for exception in set(EXCEPTIONS) - used:
        print(f"this exception is not needed any more: {exception}")
    print(f"{left} words to replace in {len(texts)} pages and the help of {len(helps)} commands; maximum {LIMIT}")
    return int(left > LIMIT or len(used) < len(EXCEPTIONS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
