#!/usr/bin/env python3
"""Prints what a PDF asks for when it is printed, as pdfium reads it: python printing.py FILE..."""

import sys

import pypdfium2.raw as pdfium

DUPLEX = {0: "undefined", 1: "simplex", 2: "flip-short-edge", 3: "flip-long-edge"}


def main():
    pdfium.FPDF_InitLibrary()
    for path in sys.argv[1:]:
        document = pdfium.FPDF_LoadDocument(path.encode(), None)
        assert document, f"{path} cannot be read"
        scaling = "fitted" if pdfium.FPDF_VIEWERREF_GetPrintScaling(document) else "actual-size"
        print(scaling, DUPLEX[pdfium.FPDF_VIEWERREF_GetDuplex(document)])
        pdfium.FPDF_CloseDocument(document)


if __name__ == "__main__":
    main()
