#!/usr/bin/env python3
"""Reads faxes as the other end gets them, and says how much of their text is still there.

Each page is drawn at 204 x 98 points an inch, the coarser of the two rasters of a fax (ITU-T T.4). A
point is black where more of it is covered with ink than the scanner asks for: once half, as it should
be, and once three quarters, as by a machine that is set too light and loses what is thin. Tesseract then
reads the page, and its words (in Khmer, where none are parted, pairs of characters) are compared with
the text of the PDF. Less than the threshold fails.

usage: scan.py LANGUAGE FILE...
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PIL import Image

# Which part of a point must be covered, and how much of the text must then be read: a little less than
# was measured on the first case, and more than is left of a letter that was not made for a fax.
SCANS = {"eng": {0.5: 0.97, 0.75: 0.9}, "fra": {0.5: 0.93, 0.75: 0.87}, "khm": {0.5: 0.85, 0.75: 0.76}}


def pages(pdf, folder):
    """The pages in grey, which is how much of each point is covered."""
    subprocess.run(["pdftoppm", "-gray", "-rx", "204", "-ry", "98", pdf, folder / "page"], check=True)
    return [Image.open(file) for file in sorted(folder.glob("page-*.pgm"))]


def scanned(page, covered):
    """A page in black and white, enlarged until its points are square and large enough to read."""
    points = page.point(lambda grey: 0 if 1 - grey / 255 > covered else 255)
    return points.resize((page.width * 2, page.height * 4), Image.Resampling.BICUBIC)


def units(language, text):
    """The words; in Khmer each character with the next. How often each is there, in whatever order
    the columns of a page are read."""
    if language != "khm":
        return Counter(text.split())
    text = [character for character in text if not character.isspace() and character != "\u200b"]
    return Counter(zip(text, text[1:]))


def main():
    language, files = sys.argv[1], sys.argv[2:]
    failed = False
    for pdf in files:
        text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
        written = units(language, text)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            drawn = pages(pdf, folder)
            for covered, least in SCANS[language].items():
                read = Counter()
                for page in drawn:
                    picture = folder / "scan.png"
                    scanned(page, covered).save(picture)
                    command = ["tesseract", picture, "-", "-l", language, "--psm", "4", "--dpi", "400"]
                    read += units(language, subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                part = (written & read).total() / written.total()
                verdict = "ok" if part >= least else "UNREADABLE"
                print(f"{Path(pdf).name}, covered {covered}: {part:.3f} of at least {least}: {verdict}")
                failed |= part < least
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
