"""Makes `khmer.bin`, the Khmer words with their frequencies, from a list of words and from texts.

    cargo info chamkho@1.5.0          # from another folder than a project: it loads the source of the crate
    python3 src/line/lexicon/make.py ~/.cargo/registry/src/*/chamkho-1.5.0/data/khmerdict.txt
    python3 src/line/lexicon/make.py --check ~/.cargo/registry/src/*/chamkho-1.5.0/data/khmerdict.txt

With `--check` nothing is written: it compares. The README in this folder says how the frequencies are found, and how
the file is read. The same inputs always give the same bytes. It needs nothing but Python, and about ten seconds.
"""

import hashlib
import math
import pathlib
import re
import struct
import sys

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent.parent
OUT = HERE / "khmer.bin"

# The list in chamkho 1.5.0.
LIST_SHA256 = "955fbe68c7c38d4bfc10d0c4957160404378c8cb5ed1253048e717edc3f97eac"

# Texts that the words are counted in. They do not change.
TEXTS = [ROOT / "benches/data/khmer-breaks.txt", ROOT / "tests/data/udhr-khm.txt"]

# A word that never occurs is counted as if it did this often.
UNSEEN = 0.05

# The model of unknown words, as in `word_model/lattice.rs`: one of a cluster, and each cluster more.
UNKNOWN, UNKNOWN_CLUSTER = 2.0**-20, 2.0**-8

# The longest word, in clusters.
LONGEST = 16

# After this many rounds the likelihood of the texts grows by less than a ten-thousandth.
ROUNDS = 6

# A level is half a power of two; level 1 is a word in 32, level 31 one in a million.
LEVELS, LEVEL_0 = 31, 9

COENG, RO, DA, TA = "\u17d2", "\u179a", "\u178a", "\u178f"


def is_letter(character):
    return "\u1780" <= character <= "\u17b3"


def clusters(run):
    """A run of Khmer letters and marks, cut before each letter that no coeng puts below another."""
    cuts = [i for i, c in enumerate(run) if is_letter(c) and run[i - 1 : i] != COENG] + [len(run)]
    return [run[start:end] for start, end in zip(cuts, cuts[1:])]


def rank(mark):
    """The place of a mark in its cluster: robat, register shifter, vowel, sign, final."""
    if mark == "\u17cc":
        return 0
    if mark in "\u17c9\u17ca":
        return 1
    if "\u17b4" <= mark <= "\u17c5":
        return 2
    return 4 if mark in "\u17c7\u17c8" else 3


def folded(cluster):
    """The same as `script::khmer::folded`, whose tests read every word of the lexicon."""
    below, marks, rest = [], [], list(cluster[1:])
    while rest:
        mark = rest.pop(0)
        if mark == COENG and rest and is_letter(rest[0]):
            letter = rest.pop(0)
            below.append(TA if letter == DA else letter)
        elif mark not in "\u17b4\u17b5\u200c\u200d":
            marks.append(mark)
    below.sort(key=lambda letter: letter == RO)
    return cluster[0] + "".join(COENG + letter for letter in below) + "".join(sorted(marks, key=rank))


def ends_syllable(cluster):
    """Whether the letter of a cluster has the sign of a final one, so that no word begins with it."""
    return any(mark in "\u17cb\u17cd" for mark in re.match(f".([^{COENG}]*)", cluster)[1])


def words_of(file):
    """The words of the list, folded. Those with other characters than letters and their marks are left out."""
    raw = pathlib.Path(file).read_bytes()
    if hashlib.sha256(raw).hexdigest() != LIST_SHA256:
        sys.exit(f"{file} is not the list of chamkho 1.5.0")
    words = {}
    for line in raw.decode("utf-8").split("\n"):
        if re.fullmatch("[\u1780-\u17b3][\u1780-\u17d2\u17dd]*", line) and not line.endswith(COENG):
            word = tuple(folded(cluster) for cluster in clusters(line))
            if len(word) <= LONGEST:
                words[word] = None
    return sorted(words)


def runs_of(files):
    """How often each run of Khmer without spaces occurs in the texts, without the zero width spaces of authors."""
    runs = {}
    for file in files:
        text = file.read_text(encoding="utf-8").replace("\u200b", "")
        for run in re.findall("[\u1780-\u17b3][\u1780-\u17d3\u17dd]*", text):
            key = tuple(folded(cluster) for cluster in clusters(run))
            runs[key] = runs.get(key, 0) + 1
    return runs


def expect(run, probabilities, counts, times):
    """Adds how often each word is expected in a run: forward and backward over all ways to divide it into words."""
    length = len(run)
    begins = [not (i and ends_syllable(run[i]) and not ends_syllable(run[i - 1])) for i in range(length)] + [True]
    incoming = [[] for _ in range(length + 1)]
    for start in filter(lambda i: begins[i], range(length)):
        for end in range(start + 1, min(length, start + LONGEST) + 1):
            if begins[end]:
                word = run[start:end]
                known = probabilities.get(word, 0.0)
                incoming[end].append((start, word, known, known + UNKNOWN * UNKNOWN_CLUSTER ** (end - start - 1)))
    ways, shares = [1.0] + [0.0] * length, [[]]
    for end in range(1, length + 1):
        shares.append([ways[start] * both for start, _, _, both in incoming[end]])
        ways[end] = sum(shares[end])
        if 0.0 < ways[end] < 1e-100:
            # Only the ratios of those within a word count.
            first = max(0, end - LONGEST)
            ways[first : end + 1] = [way * 1e100 for way in ways[first : end + 1]]
    ending = [0.0] * length + [1.0]
    for end in range(length, 0, -1):
        total = sum(shares[end])
        for (start, word, known, both), share in zip(incoming[end], shares[end]):
            part = ending[end] * share / total if total else 0.0
            ending[start] += part
            if known:
                counts[word] = counts.get(word, 0.0) + times * part * known / both


def frequencies(words, runs):
    """The probability of each word: that under which the texts are most probable, without any marked text."""
    probabilities = dict.fromkeys(words, 1.0 / len(words))
    for _ in range(ROUNDS):
        counts = {}
        for run, times in runs.items():
            expect(run, probabilities, counts, times)
        total = sum(counts.values()) + UNSEEN * len(words)
        probabilities = {word: (counts.get(word, 0.0) + UNSEEN) / total for word in words}
    return probabilities


def level(probability):
    return min(max(round(-2.0 * math.log2(probability)) - LEVEL_0, 1), LEVELS)


def automaton(levels):
    """The words as the smallest acyclic automaton, each edge in four bytes; the edges of the root are first."""
    root = {}
    for word, value in levels.items():
        node = root
        for character in word[:-1]:
            node = node.setdefault(character, [0, {}])[1]
        node.setdefault(word[-1], [0, {}])[0] = value
    numbers, nodes = {(): 0}, [()]

    def number(node):
        key = tuple((character, value, number(child)) for character, (value, child) in sorted(node.items()))
        if key not in numbers:
            numbers[key] = len(nodes)
            nodes.append(key)
        return numbers[key]

    number(root)
    order = [nodes[-1], *nodes[1:-1]]
    places, place = {(): 0}, 0
    for node in order:
        places[node] = place
        place += len(node)
    edges = []
    for node in order:
        for i, (character, value, child) in enumerate(node):
            last = i + 1 == len(node)
            edges.append(ord(character) - 0x1780 | last << 7 | value << 8 | places[nodes[child]] << 13)
    return struct.pack(f"<{len(edges)}I", *edges)


def main():
    arguments = sys.argv[1:]
    is_check = arguments[:1] == ["--check"]
    [file] = arguments[is_check:] or sys.exit(__doc__)
    probabilities = frequencies(words_of(file), runs_of(TEXTS))
    made = automaton({"".join(word): level(probability) for word, probability in probabilities.items()})
    if not is_check:
        OUT.write_bytes(made)
    print(f"{len(probabilities)} words, {len(made)} bytes, SHA-256 {hashlib.sha256(made).hexdigest()}")
    if is_check and made != OUT.read_bytes():
        sys.exit(f"{OUT.name} is not what this script makes")


main()
