"""The files of each period, with what the files of the whole hold of it, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from scripts.chronology import Chronology
from scripts.contents import Chain, content_digest, size
from scripts.exports.edition import Edition
from scripts.exports.texts import dump
from scripts.periods import INDEX

PARTED = {
    "data/timeline.json": "data/timeline/{period}.json",
    "data/timeline.csv": "data/timeline/{period}.csv",
}
"""The files of the whole that are also there in parts, and the path of a part."""

Join = Callable[[str, Iterable[str], Iterable[str]], Chain]
"""Joins a file of the whole of these entries and sources alone."""


def parted(chronology: Chronology, edition: Edition, join: Join) -> dict[str, bytes | Chain]:
    """The files of the edition's periods and `data/periods.json`; nothing where it has none.

    A part has the form of the whole: its entries, the sources that they name, all vocabularies.
    """
    files: dict[str, bytes | Chain] = {}
    listed = []
    for period, ids in edition.periods.items():
        named = {source for id_ in ids for source in chronology.entries[id_].record.named_sources}
        row: dict[str, object] = {"period": period, "entries": len(ids)}
        for whole, pattern in PARTED.items():
            path = pattern.format(period=period)
            files[path] = join(whole, ids, sorted(named))
            row[PurePosixPath(path).suffix[1:]] = {
                "path": PurePosixPath(path).relative_to("data").as_posix(),
                "bytes": size(files[path]),
                "sha256": content_digest(files[path]).hex(),
            }
        listed.append(row)
    if listed:
        files[INDEX] = dump({"version": edition.version, "periods": listed}, indent=1)
    return files
