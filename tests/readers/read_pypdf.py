#!/usr/bin/env python3
"""Prints the text of a PDF as pypdf reads it, each page ended by U+000C: python read_pypdf.py FILE"""

import sys

import pypdf


def main():
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if sys.argv[1:] == ["--version"]:
        print(f"pypdf {pypdf.__version__}")
        return
    for page in pypdf.PdfReader(sys.argv[1]).pages:
        sys.stdout.write(page.extract_text() + "\f")


if __name__ == "__main__":
    main()
