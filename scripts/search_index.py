"""The search index of the finished site: a process a language makes it (see `indexing`).

It follows from the pages alone, in one fixed order: two builds of one commit are the same to the
byte, and so are an index that was made at once and one that followed a change.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from scripts import pagefind
from scripts.chronology import Chronology
from scripts.folding import spellings
from scripts.languages import Language
from scripts.pagefind import SearchIndexError
from scripts.shelves import shelves

FOLDER = "pagefind"
"""Where the index is in the site."""

SHELVES = "shelves"
"""Where the shelves are in the cache."""

CODE = Path(__file__).parent.parent


def make_index(
    site: Path,
    files: Mapping[str, bytes],
    to: Path,
    cache: Path,
    started: Callable[[subprocess.Popen[str]], None] | None = None,
) -> None:
    """Make the index of the finished site below `site` in the folder `to`, which is made anew.

    `files` are the digests of the site's files by path; `cache` keeps the shelves of the index.
    `started` hears of each process, which `end` may end. Raises SearchIndexError.
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
    with ExitStack() as stack:
        running = []
        for code, each in wanted.items():
            words = [sys.executable, "-m", "scripts.indexing", code]
            told = stack.enter_context(TemporaryFile("w+", encoding="utf-8"))
            json.dump(each, told)
            told.seek(0)
            process = stack.enter_context(
                subprocess.Popen(
                    [*words, *(str(place.resolve()) for place in (site, kept, to))],
                    cwd=CODE,
                    stdin=told,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    # It is ended with what it has started.
                    process_group=0,
                    # As the publisher, it holds the turn to build.
                    close_fds=False,
                )
            )
            if started:
                started(process)
            running.append(process)
            stack.callback(end, process)
        said = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise SearchIndexError("".join(said))
    _gather(wanted, to)


def end(process: subprocess.Popen[str]) -> None:
    """End a process that makes an index, and those that it has started, if they still run."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


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


def search_files(
    languages: Sequence[Language], chronology: Chronology, indexes: Sequence[str] = ()
) -> dict[str, bytes]:
    """What the search's script needs to fold a query as the pages were folded, by language.

    The names of the vocabularies are among it, so that other spellings of them are known; and
    `indexes`, the folders of further indexes, where the site was built in parts.
    """
    return {f"folding.{each.code}.json": _folding(each, chronology, indexes) for each in languages}


def _folding(language: Language, chronology: Chronology, indexes: Sequence[str]) -> bytes:
    facts = language.facts["search"]
    families = (chronology.topics, chronology.actors, chronology.places)
    names = [item.label[language.code] for family in families for item in family.values()]
    folding = {
        "letters": dict(language.folding),
        "prefixes": sorted(facts["prefixes"], key=len, reverse=True),
        "endings": sorted(facts["endings"], key=len, reverse=True),
        "sounds": facts["sounds"],
        "silent": facts["silent"],
        "names": spellings(names, language),
        "indexes": [f"{index}/" for index in indexes],
    }
    return json.dumps(folding, ensure_ascii=False).encode()
