"""Packs a folder into a `.tar.gz` or a `.zip`: the same files give the same bytes, on every system.

    python3 packaging/archive/pack.py FOLDER ARCHIVE

The names in the archive begin with that of the folder. No file in it has the name of a user, and all have the time of
SOURCE_DATE_EPOCH, or 1980-01-01, the first day that a ZIP knows.
"""

import gzip
import os
import pathlib
import sys
import tarfile
import time
import zipfile

FIRST_DAY = 315532800


def modified():
    return int(os.environ.get("SOURCE_DATE_EPOCH", FIRST_DAY))


def files(folder):
    """Each file with its name in the archive and its mode."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        is_program = path.name in ("likhit", "likhit.exe") and path.parent == folder
        yield path, path.relative_to(folder.parent).as_posix(), 0o755 if is_program else 0o644


def tar(folder, archive):
    with open(archive, "wb") as out, gzip.GzipFile("", "wb", 9, out, modified()) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as made:
            for path, name, mode in files(folder):
                entry = tarfile.TarInfo(name)
                entry.size, entry.mode, entry.mtime = path.stat().st_size, mode, modified()
                with open(path, "rb") as file:
                    made.addfile(entry, file)


def zipped(folder, archive):
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path, name, mode in files(folder):
            entry = zipfile.ZipInfo(name, time.gmtime(modified())[:6])
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, mode << 16, 3
            made.writestr(entry, path.read_bytes())


def main():
    folder, archive = pathlib.Path(sys.argv[1]), sys.argv[2]
    (zipped if archive.endswith(".zip") else tar)(folder, archive)
    print(archive)


main()
