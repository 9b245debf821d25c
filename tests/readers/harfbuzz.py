#!/usr/bin/env python3
"""Compares the shaping goldens with HarfBuzz itself: python harfbuzz.py [GOLDEN]...

A golden holds texts, and below each its runs, indented:

    face language script first-byte..last-byte [glyph=cluster@dx,dy+advance|...]

Each run is shaped again by HarfBuzz and must give the same glyphs at the same offsets with the same
advances. The program gathers clusters until no grapheme is parted, so its clusters may be coarser
than HarfBuzz's, but each must begin where one of HarfBuzz's begins.
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

ROOT = Path(__file__).resolve().parents[2]
RUN = re.compile(r"  (\S+) (\S+) (\S{4}) (\d+)\.\.(\d+) \[(.*)\]")
GLYPH = re.compile(r"([^=]+)=(\d+)(?:@(-?\d+),(-?\d+))?\+(-?\d+)")
ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class Glyph(NamedTuple):
    name: str
    cluster: int
    dx: int
    dy: int
    advance: int

    def placed(self):
        return self.name, self.dx, self.dy, self.advance

    def __str__(self):
        offset = f"@{self.dx},{self.dy}" if self.dx or self.dy else ""
        return f"{self.name}={self.cluster}{offset}+{self.advance}"


class Malformed(Exception):
    """A golden that does not hold what its description promises."""


def faces():
    """The fonts of the repository by their PostScript names."""
    fonts = {}
    for path in sorted(ROOT.glob("fonts/*/*.ttf")):
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        fonts[face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)] = hb.Font(face)
    return fonts


def glyphs(notation):
    found = []
    for piece in notation.split("|"):
        match = GLYPH.fullmatch(piece)
        if not match:
            raise Malformed(f"no glyph in HarfBuzz's notation: `{piece}`")
        name, cluster, dx, dy, advance = match.groups(default="0")
        found.append(Glyph(name, int(cluster), int(dx), int(dy), int(advance)))
    return found


def shape(font, text, language, script):
    """HarfBuzz's own shaping of a run, with clusters counted in bytes as the program counts them."""
    buffer = hb.Buffer()
    buffer.add_utf8(text.encode())
    buffer.direction = "ltr"
    buffer.script = script
    buffer.language = language
    hb.shape(font, buffer)
    return [
        Glyph(font.glyph_to_string(info.codepoint), info.cluster, at.x_offset, at.y_offset, at.x_advance)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions)
    ]


def difference(ours, theirs):
    """What differs first, or None."""
    for i, (our, their) in enumerate(zip(ours, theirs)):
        if our.placed() != their.placed():
            return f"glyph {i} is {our}, HarfBuzz has {their}"
    if len(ours) != len(theirs):
        return f"{len(ours)} glyphs, HarfBuzz has {len(theirs)}"
    starts = {their.cluster for their in theirs}
    for our in ours:
        if our.cluster not in starts:
            return f"a cluster begins at byte {our.cluster}, where none of HarfBuzz's begins"
    own_starts = sorted({our.cluster for our in ours})
    for our, their in zip(ours, theirs):
        gathered = max((start for start in own_starts if start <= their.cluster), default=-1)
        if our.cluster != gathered:
            return f"{our} is not in the cluster to which HarfBuzz's {their} belongs"
    return None


def check(path, fonts):
    """Compares one golden. Gives the number of its runs and of its glyphs, and its faults."""
    runs = glyph_count = 0
    faults = []
    text, end = b"", 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        where = f"{path}:{number}"
        if line.startswith("  "):
            match = RUN.fullmatch(line)
            if not match:
                raise Malformed(f"{where}: this is no run: `{line.strip()}`")
            name, language, script, first, last, notation = match.groups()
            if name not in fonts:
                raise Malformed(f"{where}: no font in fonts/ is called `{name}`")
            if int(first) != end:
                raise Malformed(f"{where}: the run begins at byte {first}, the one before it ended at {end}")
            end = int(last)
            run = text[int(first) : end].decode()
            ours = glyphs(notation)
            found = difference(ours, shape(fonts[name], run, language, script))
            if found:
                faults.append(f"{where}: `{run}` in {name}: {found}")
            runs += 1
            glyph_count += len(ours)
        elif line and not line.startswith("# "):
            if end != len(text):
                raise Malformed(f"{where}: the runs of the text before it end at byte {end} of {len(text)}")
            text, end = ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), line).encode(), 0
    if end != len(text):
        raise Malformed(f"{path}: the runs of the last text end at byte {end} of {len(text)}")
    return runs, glyph_count, faults


def main():
    goldens = [Path(name) for name in sys.argv[1:]] or sorted(ROOT.glob("tests/goldens/shaping/*.txt"))
    fonts = faces()
    total = 0
    failed = not goldens
    for path in goldens:
        try:
            runs, glyph_count, faults = check(path, fonts)
        except Malformed as fault:
            print(fault)
            failed = True
            continue
        print(f"{path.name}: {runs} runs, {glyph_count} glyphs, {len(faults)} differences")
        for fault in faults:
            print(f"  {fault}")
        total += runs
        failed = failed or bool(faults) or runs == 0
    print(f"{total} runs compared with HarfBuzz {hb.version_string()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
