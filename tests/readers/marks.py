"""Reads the marks of a print file's pages with ZXing, and compares them with the manifest.

    marks.py MANIFEST FILE PAGE.png...
"""

import csv
import sys

import zxingcpp
from PIL import Image


def expected(manifest, file):
    """What each front of the file should say, by its page."""
    with open(manifest, newline="", encoding="utf-8") as rows:
        letters = list(csv.DictReader(rows))
    sheets = {}
    for letter in letters:
        sheets[letter["envelope"]] = sheets.get(letter["envelope"], 0) + int(letter["sheets"])
    words = {}
    before = {}
    for letter in letters:
        envelope = letter["envelope"]
        for n in range(int(letter["sheets"])):
            before[envelope] = before.get(envelope, 0) + 1
            if letter["file"] == file:
                job = letter["plan"][:8]
                page = int(letter["first_page"]) + 2 * n
                words[page] = f"{job}{int(envelope):08}{before[envelope]:02}{sheets[envelope]:02}"
    return words


def main():
    manifest, file, *pages = sys.argv[1:]
    wanted = expected(manifest, file)
    found = {}
    for number, page in enumerate(sorted(pages), 1):
        for code in zxingcpp.read_barcodes(Image.open(page)):
            assert code.format == zxingcpp.BarcodeFormat.DataMatrix, (page, code.format)
            assert number not in found, f"two marks on page {number}"
            found[number] = code.text
    assert found == wanted, f"found {found}, expected {wanted}"
    assert found, "there is no mark"
    print(f"{len(found)} marks on {len(pages)} pages are as the manifest says")


main()
