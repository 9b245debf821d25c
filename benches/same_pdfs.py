#!/usr/bin/env python3
"""Whether two builds of the program write PDFs that look alike and are read alike.

    benches/same_pdfs.py LIKHIT OTHER [--dpi 150]

Prints with both everything of which there is a PDF: letters of every layout and language, with the zones of
their windows, with lines to fill in and with a sender, with a letterhead; faxes, sheets, proofs, envelopes,
labels; and print files of all of them. Compares each PDF of one with that of the other: the pixels of every
page as pdfium renders it, its text as pdfium and poppler read it, its structure, links, bookmarks and sizes as
poppler and pdfium tell them, and the metadata. Print files must have the same bytes. Needs pypdfium2 and
poppler's `pdfinfo`; it takes a quarter of an hour.
"""

import argparse
import ctypes
import filecmp
import pathlib
import re
import subprocess
import sys
import tempfile

import pypdfium2
import pypdfium2.raw as pdfium

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = {"kem-sokha": ["--date", "2018-01-15"], "example-writer": ["--date", "2025-06-02", "--despite-status"]}
LABELS = "L7159 L7160 L7161 L7162 L7163 L7165 5163 3474".split()
SENDER = 'name: Chantou Eriksen-Sok\naddress: [Flat 3, 14 Harbour Street, Tromsø 9008]\ncountry: "NO"\nplace: Tromsø\n'
SENDERS = """name,address1,postcode,town,country
Anna Muster,Hauptstr. 1,10115,Berlin,DE
Ole Nordmann,Storgata 2,0155,Oslo,NO
Chantou Eriksen-Sok,14 Harbour Street,LS1 4AP,Leeds,GB
"""
# What holds print files, whose bytes must be the same.
BYTES = "print-file"


def commands(folder):
    """Each command with the name of the folder that it writes to."""
    section = ROOT / "tests/projects/section/section.yaml"
    sender, senders = folder / "sender.yaml", folder / "senders.csv"
    layouts = sorted(path.stem for path in (ROOT / "stationery").glob("*.yaml"))
    is_fax = {name: "\nmedium: fax" in (ROOT / f"stationery/{name}.yaml").read_text() for name in layouts}
    languages = sorted(path.parent.name for path in (ROOT / "locales").glob("*/locale.yaml"))
    text = (ROOT / "stationery/envelopes/common.yaml").read_text()
    envelopes = re.findall("^([a-z0-9_]+): ", text, re.MULTILINE)
    for case, terms in CASES.items():
        for layout in layouts:
            for language in languages:
                common = ["letters", case, *terms, "--stationery", layout, "--lang", language, "--fallback", "en"]
                yield f"{layout}-{language}", [*common, "--country", "GB", "--overlay"]
                yield f"{layout}-{language}-sender", [*common, "--sender", sender]
            if not is_fax[layout]:
                letters = ["letters", case, *terms, "--stationery", layout, "--section", section]
                yield f"{layout}-section", [*letters, "--sender", sender]
                for sides in [], ["--duplex"], ["--duplex", "--marks", "datamatrix"]:
                    mailing = ["mailing", case, *terms, "--stationery", layout, "--senders", senders, *sides]
                    yield f"{layout}-{BYTES}-{len(sides)}", mailing
                    yield f"{layout}-section-{BYTES}-{len(sides)}", [*mailing, "--section", section]
        for language in languages:
            common = [case, *terms, "--lang", language, "--fallback", "en"]
            yield f"fax-{language}", ["fax", *common, "--country", "GB"]
            for paper in "a4", "letter":
                yield f"sheet-{paper}-{language}", ["sheet", *common, "--paper", paper, "--country", "GB"]
            if language != "en":
                proof = ["proof", case, "--lang", language, "--date", terms[1]]
                yield f"proof-{language}", proof
        yield "bilingual", ["letters", case, *terms]
        yield "sheet-parallel", ["sheet", case, *terms, "--parallel", "en,km"]
        yield "sheet-section", ["sheet", case, *terms, "--section", section]
        for name in envelopes:
            yield f"envelopes-{name}", ["envelopes", case, *terms, "--envelope", name, "--sender", sender]
        yield "envelopes-section", ["envelopes", case, *terms, "--section", section]
        yield f"envelopes-{BYTES}", ["envelopes", case, *terms, "--senders", senders]
        for name in LABELS:
            yield f"labels-{name}", ["labels", case, *terms, "--sheet", name, "--start", "2"]
            yield f"labels-{name}-calibrate", ["labels", case, *terms, "--sheet", name, "--calibrate"]
        yield f"labels-{BYTES}", ["labels", case, *terms, "--senders", senders]


def write_all(likhit, folder):
    folder.mkdir()
    (folder / "sender.yaml").write_text(SENDER, encoding="utf-8")
    (folder / "senders.csv").write_text(SENDERS, encoding="utf-8")
    for name, command in commands(folder):
        out = folder / name
        if command[0] == "proof":
            out = folder / name / f"{command[1]}.pdf"
            out.parent.mkdir(exist_ok=True)
        # Some commands have nothing to print for some cases; both programs must then say the same.
        subprocess.run([likhit, *command, "--out", out], cwd=ROOT, capture_output=True, check=False)


def outline(document):
    """Bookmarks: level, title, page, place."""
    found = []
    for mark in document.get_toc():
        place = mark.get_dest()
        found.append((mark.level, mark.get_title(), place.get_index(), [round(n, 2) for n in place.get_view()[1]]))
    return found


def links(page):
    found = []
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        box = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, box)
        uri = ctypes.create_string_buffer(1000)
        action = pdfium.FPDFLink_GetAction(link)
        pdfium.FPDFAction_GetURIPath(page.pdf, action, uri, len(uri))
        found.append(([round(n, 2) for n in (box.left, box.bottom, box.right, box.top)], uri.value))
    return found


def elements(page):
    """The structure elements of a page: depth, type, language, other words, marks."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    found = []

    def text(get, element):
        units = ctypes.create_string_buffer(4000)
        length = get(element, units, len(units))
        return units.raw[: max(length - 2, 0)].decode("utf-16-le")

    def walk(element, depth):
        if not element:
            return
        said = (pdfium.FPDF_StructElement_GetType, pdfium.FPDF_StructElement_GetLang)
        said += (pdfium.FPDF_StructElement_GetAltText, pdfium.FPDF_StructElement_GetActualText)
        marks = pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)
        marks = [pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) for at in range(marks)]
        # A part that is no mark counts as -1.
        found.append((depth, *(text(get, element) for get in said), [mark for mark in marks if mark >= 0]))
        for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
            walk(pdfium.FPDF_StructElement_GetChildAtIndex(element, at), depth + 1)

    for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), 0)
    pdfium.FPDF_StructTree_Close(tree)
    return found


def poppler(*command):
    done = subprocess.run(["pdfinfo", "-enc", "UTF-8", *command], capture_output=True, check=True)
    text = (done.stdout + done.stderr).decode()
    # How the objects are packed and numbered is nobody's business; all else is told alike.
    return re.sub(r"^File size:.*\n|(?<=Object )[0-9]+ [0-9]+", "", text, flags=re.MULTILINE)


def differences(one, other, dpi):
    for what in ["-struct-text"], ["-struct"], ["-meta"], ["-custom"], ["-url"], ["-box"]:
        if poppler(*what, one) != poppler(*what, other):
            yield f"pdfinfo {what[0]} tells other things"
    ours, theirs = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)
    if len(ours) != len(theirs):
        yield f"{len(ours)} pages and {len(theirs)}"
        return
    if outline(ours) != outline(theirs):
        yield "other bookmarks"
    for number, (page, same) in enumerate(zip(ours, theirs), 1):
        if page.get_size() != same.get_size():
            yield f"page {number} has another size"
        if page.get_textpage().get_text_range() != same.get_textpage().get_text_range():
            yield f"page {number} has another text"
        if elements(page) != elements(same):
            yield f"page {number} has another structure"
        if links(page) != links(same):
            yield f"page {number} has other links"
        pixels = [bytes(p.render(scale=dpi / 72).buffer) for p in (page, same)]
        if pixels[0] != pixels[1]:
            off = [abs(a - b) for a, b in zip(*pixels) if a != b]
            yield f"page {number} has {len(off)} other bytes of pixels, by up to {max(off)} of 255"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("likhit", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("other", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--dpi", type=int, default=150)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        one, other = pathlib.Path(name) / "one", pathlib.Path(name) / "other"
        write_all(arguments.likhit, one)
        write_all(arguments.other, other)
        pdfs = [sorted(path.relative_to(folder) for path in folder.rglob("*.pdf")) for folder in (one, other)]
        if pdfs[0] != pdfs[1]:
            sys.exit(f"only one writes: {sorted(set(pdfs[0]) ^ set(pdfs[1]))}")
        same, pages, wrong = 0, 0, 0
        for pdf in pdfs[0]:
            if filecmp.cmp(one / pdf, other / pdf, shallow=False):
                same += 1
                continue
            found = list(differences(one / pdf, other / pdf, arguments.dpi))
            if BYTES in str(pdf):
                found.append("a print file has other bytes")
            pages += len(pypdfium2.PdfDocument(one / pdf))
            if found:
                wrong += 1
                print("\n  ".join([str(pdf), *found[:10]]))
        compared = len(pdfs[0]) - same
        print(f"{len(pdfs[0])} PDFs: {same} have the same bytes, {compared} of {pages} pages were compared, {wrong} differ")
        sys.exit(1 if wrong or not pdfs[0] else 0)


main()
