"""The search index of the finished site: a process a language makes it (see `indexing`).

It follows from the pages alone, in one fixed order: two builds of one commit are the same to the
byte, and so are an index that was made at once and one that followed a change.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from scripts.publish.search import pagefind
from scripts.publish.search.pagefind import SearchIndexError
from scripts.publish.search.shelves import shelves
from scripts.standby import CODE, Leader, Running

FOLDER = "pagefind"
"""Where the index is in the site."""

SHELVES = "shelves"
"""Where the shelves are in the cache."""

Started = Callable[[Running], None]
"""Hears of each process that makes an index, which may be killed."""


def make_index(
    site: Path, files: Mapping[str, bytes], to: Path, cache: Path, started: Started | None = None
) -> None:
    """Make the index of the finished site below `site` in the folder `to`, which is made anew.

    `files` are the digests of the site's files by path; `cache` keeps the shelves of the index.
    `started` hears of each process. Raises SearchIndexError.
    """
    wanted, kept = shelves(files), cache / SHELVES
    if not wanted:
        raise SearchIndexError(f"{site}: no page that can be found")
    kept.mkdir(parents=True, exist_ok=True)
    known = {name for each in wanted.values() for name in each}
    for place in kept.iterdir():
        if place.name not in known:
            shutil.rmtree(place)
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    places = [str(place.resolve()) for place in (site, kept, to)]
    with ExitStack() as stack:
        running = {}
        for code in wanted:
            words = [sys.executable, "-m", "scripts.publish.search.indexing", code, *places]
            # As the publisher, it holds the turn to build.
            running[code] = Leader(words, CODE, os.environ, asks=True)
            stack.callback(running[code].end)
        for code, process in running.items():
            if started:
                started(process)
            # One that has ended already says why.
            with suppress(OSError):
                process.tell(wanted[code])
        said = [process.failed() for process in running.values()]
    if failed := [each for each in said if each is not None]:
        raise SearchIndexError("".join(failed))
    _gather(wanted, to)


def _gather(codes: Iterable[str], to: Path) -> None:
    """Make one of what the languages have in common, and of what the search reads first."""
    entry: dict[str, Any] = {}
    for code in codes:
        own = pagefind.entry(to / code)
        entry = {**own, "languages": {**entry.get("languages", {}), **own["languages"]}}
        for file in (to / code).iterdir():
            file.replace(to / file.name)
        (to / code).rmdir()
    (to / pagefind.ENTRY).write_text(json.dumps(entry, sort_keys=True), "utf-8")
