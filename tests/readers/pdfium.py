#!/usr/bin/env python3
"""Prints the text of a PDF as pdfium reads it, each page ended by U+000C: python pdfium.py FILE"""

import sys

import pypdfium2


def main():
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if sys.argv[1:] == ["--version"]:
        print(f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}, pdfium {pypdfium2.PDFIUM_INFO}")
        return
    document = pypdfium2.PdfDocument(sys.argv[1])
    for page in document:
        text = page.get_textpage().get_text_range()
        sys.stdout.write(text.replace("\r\n", "\n") + "\f")


if __name__ == "__main__":
    main()
