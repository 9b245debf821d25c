"""Prints the licences of the crates that are in the program, for the people who get it.

    python3 packaging/licences.py TARGET

Most licences of crates ask that their text goes with every copy. A text that several crates share, word for word,
is printed once, after the names of all of them. A crate whose package has no text gets that of the MIT licence with
the names of its authors, if it is under it; if not, the program ends with a fault. TARGET is a target of rustc.
"""

import json
import pathlib
import re
import subprocess
import sys

NAMES = re.compile(r"^(licen[cs]e|copying|notice|copyright|unlicense|ofl)([-._].*)?$", re.IGNORECASE)

# Crates without a text, with one of the same authors, repository and licence.
SIBLINGS = {"alloc-stdlib": "alloc-no-stdlib"}
MIT = pathlib.Path(__file__).parent.parent / "LICENSE-MIT"


def crates(target):
    """The crates that are linked into the program, without those of tests and of the build."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    seen, left = set(), [root]
    while left:
        for dependency in nodes[left.pop()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_linked and dependency["pkg"] not in seen:
                seen.add(dependency["pkg"])
                left.append(dependency["pkg"])
    return sorted((packages[crate] for crate in seen), key=lambda crate: (crate["name"], crate["version"]))


def texts(crate):
    """The texts of the licences of a crate, which lie beside its `Cargo.toml`."""
    folder = pathlib.Path(crate["manifest_path"]).parent
    files = {file for file in folder.iterdir() if file.is_file() and NAMES.match(file.name)}
    if crate["license_file"]:
        files.add(folder / crate["license_file"])
    for file in sorted(files):
        yield "\n".join(line.rstrip() for line in file.read_text(encoding="utf-8", errors="replace").strip().splitlines())


def mit(holders):
    """The text of the MIT licence with other holders of the copyright than ours."""
    return re.sub(r"(?m)^Copyright .*$", f"Copyright (c) {holders}", MIT.read_text(encoding="utf-8").strip(), count=1)


def all_texts(crate, linked):
    """The texts of a crate, also of one whose package has none."""
    siblings = [other for other in linked if other["name"] == SIBLINGS.get(crate["name"])]
    found = [text for one in [crate, *siblings] for text in texts(one)]
    if not found and "MIT" in (crate["license"] or ""):
        authors = [author.split(" <")[0] for author in crate["authors"]]
        found = [mit(", ".join(authors) or f"the authors of {crate['name']}")]
    if not found:
        sys.exit(f"{crate['name']} has no text of its licence, {crate['license']}: look for one that it may have")
    return found


def main():
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    linked = crates(sys.argv[1])
    sharing = {mit("The Rust Project contributors"): ["Rust's standard library"]}
    print("The program is built with these crates, under these licences:\n")
    print("Rust's standard library: MIT OR Apache-2.0")
    for crate in linked:
        name = f"{crate['name']} {crate['version']}"
        print(f"{name}: {crate['license'] or 'see its text'}")
        for text in all_texts(crate, linked):
            sharing.setdefault(text, []).append(name)
    for text, names in sharing.items():
        print(f"\n{'=' * 80}\n{', '.join(dict.fromkeys(names))}\n{'=' * 80}\n\n{text}")


main()
