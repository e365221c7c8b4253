"""The process that makes the search index of one language.

It is told on standard input, in a line of JSON, which shelves there are and which pages stand on
each; it indexes those that are not kept, and joins all of them.  What it needs of time and of
memory is not that of the build.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import accumulate, chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import cbor2

from scripts.publish.search import pagefind
from scripts.publish.search.pagefind import ARRAY, NUMBER, head
from scripts.publish.search.shelves import FIELDS, Run, Shelf, Word, make_shelf, read_shelf
from scripts.publish.write import link_file, write_file

SHORTEST = 7
"""Letters of the SHA-256 that a fragment is named by: every search loads the names of all."""

CHUNK = 20_000
"""How much a file of words has at least, as `Run.size` counts it: Pagefind's own measure, by which
it depends how many words that begin alike are found together."""

BARE = b"<html><body data-pagefind-body>a</body></html>"
"""A page with a word."""

BESIDE = ("pagefind.js", "pagefind-worker.js", "wasm.*")
"""What Pagefind adds to an index for the search of a site that has a search page of its own."""


def make(code: str, site: Path, shelves: Mapping[str, Sequence[str]], kept: Path, to: Path) -> None:
    """Make the index of the language `code` in the folder `to`, beside those of others.

    `shelves` are the paths of pages below `site` by the names of their shelves, which are kept in
    the folder `kept`. What others have too is left in a folder named after the language. Raises
    pagefind.SearchIndexError.
    """
    places = [kept / name for name in shelves]
    # Beside it another language is indexed.
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 1) // 2)) as pool:
        made = pool.map(partial(_shelf, code, site), shelves.values(), places)
        found = dict(zip(places, made, strict=True))
    with TemporaryDirectory(dir=kept) as folder:
        work = Path(folder, "index")
        write_file(Path(folder, "pages", code, "index.html"), BARE)
        pagefind.run(code, Path(folder, "pages"), work)
        entry = pagefind.entry(work)
        for pattern in BESIDE:
            for file in work.glob(pattern):
                write_file(to / code / file.name, file.read_bytes())
    entry["languages"][code] |= join(code, found, to)
    write_file(to / code / pagefind.ENTRY, json.dumps(entry).encode())


def _shelf(code: str, site: Path, pages: Sequence[str], place: Path) -> Shelf:
    """The shelf that is kept in `place`, if it is there and whole, else a new one."""
    try:
        return read_shelf(place)
    except (OSError, ValueError):
        shutil.rmtree(place, ignore_errors=True)
        make_shelf(code, site, pages, place)
        return read_shelf(place)


def join(code: str, shelves: Mapping[Path, Shelf], to: Path) -> dict[str, object]:
    """Join shelves, by their folders, to one index in `to`; what the search reads first of it."""
    pages = [page for shelf in shelves.values() for page in shelf.pages]
    named = names(code, [page.fragment for page in pages])
    (to / "fragment").mkdir(parents=True, exist_ok=True)
    for place, shelf in shelves.items():
        for page in shelf.pages:
            file = to / "fragment" / f"{named[page.fragment]}.pf_fragment"
            link_file(place / page.fragment, file)
    before = accumulate((len(shelf.pages) for shelf in shelves.values()), initial=0)
    numbered = [*zip(before, shelves.values(), strict=False)]
    # A search is seldom sorted by date: what that takes is not part of what every search loads.
    dated = sorted((page.day, page.path, named[page.fragment]) for page in pages if page.day)
    write_file(to / f"dates.{code}.json", json.dumps([name for *_, name in dated]).encode())
    meta = [
        pagefind.VERSION,
        [[named[page.fragment], page.words] for page in pages],
        [*_written(code, numbered, to / "index")],
        [*_filters(code, numbered, to / "filter")],
        [],
        FIELDS,
    ]
    stem = pagefind.write(to, f"pagefind.{code}", ".pf_meta", cbor2.dumps(meta))
    return {"hash": stem.removeprefix("pagefind."), "page_count": len(pages)}


def names(code: str, digests: Iterable[str]) -> dict[str, str]:
    """A name for each digest: as much of it as no other begins with."""
    ordered = sorted({*digests})
    alike = [0, *(_shared(*pair) for pair in pairwise(ordered)), 0]
    return {
        digest: f"{code}_{digest[: max(SHORTEST, 1 + before, 1 + after)]}"
        for digest, before, after in zip(ordered, alike, alike[1:], strict=False)
    }


Numbered = Sequence[tuple[int, Shelf]]
"""Shelves, each with how many pages there are before it."""


def _filters(code: str, shelves: Numbered, to: Path) -> Iterator[tuple[str, str]]:
    """Write the filters; the name of each, and that of its file."""
    joined: dict[str, dict[str, list[int]]] = {}
    for before, shelf in shelves:
        for name, values in shelf.filters.items():
            for value, numbers in values.items():
                own = joined.setdefault(name, {}).setdefault(value, [])
                own += [before + number for number in numbers]
    for name, values in sorted(joined.items()):
        yield (
            name,
            pagefind.write(to, code, ".pf_filter", cbor2.dumps([name, sorted(values.items())])),
        )


def _written(code: str, shelves: Numbered, to: Path) -> Iterator[tuple[str, str, str]]:
    """Write the words; where the words of each file begin and end, and its name."""
    chunks = [*_chunks(shelves)]
    ends = [(min(chunk), max(chunk)) for chunk in chunks]
    for chunk, (first, last) in zip(chunks, ranges(ends), strict=True):
        content = head(ARRAY, 1) + head(ARRAY, len(chunk)) + b"".join(chunk.values())
        yield first, last, pagefind.write(to, code, ".pf_index", content)


def ranges(ends: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """From where to where each file goes, the first and the last word of each given.

    As Pagefind has it, no more letters than tell the end of one from the beginning of the next: a
    query that begins like words on both sides has both files loaded.
    """
    between = [_shared(one, other) + 1 for (_, one), (other, _) in pairwise(ends)]
    for (first, last), before, after in zip(
        ends, chain([None], between), chain(between, [None]), strict=True
    ):
        begin, end = first[:before], last[:after]
        yield begin, end if end >= begin else last


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _chunks(shelves: Numbered) -> Iterator[dict[str, bytes]]:
    """What is written of each word, in order, as much as belongs into one file."""
    places: dict[str, list[tuple[int, Word]]] = {}
    for before, shelf in shelves:
        for word, found in shelf.words.items():
            places.setdefault(word, []).append((before, found))
    chunk: dict[str, bytes] = {}
    size = 0
    for word in sorted(places):
        chunk[word] = _word(word, places[word])
        size += sum(run.size for _, (run, _) in places[word])
        if size >= CHUNK:
            yield chunk
            chunk, size = {}, 0
    if chunk:
        yield chunk


def _word(word: str, places: Sequence[tuple[int, Word]]) -> bytes:
    """What is written of a word: its pages, and those of each of its forms."""
    plain = [(before, run) for before, (run, _) in places]
    forms: dict[str, list[tuple[int, Run]]] = {}
    for before, (_, found) in places:
        for form, run in found.items():
            forms.setdefault(form, []).append((before, run))
    marked = [head(ARRAY, 2) + cbor2.dumps(form) + _pages(forms[form]) for form in sorted(forms)]
    parts = [cbor2.dumps(word), _pages(plain), head(ARRAY, len(marked)), *marked]
    return head(ARRAY, 3) + b"".join(parts)


def _pages(runs: Iterable[tuple[int, Run]]) -> bytes:
    """The list of the pages of several shelves."""
    parts, count, last = [], 0, 0
    for before, run in runs:
        if run.pages:
            parts += [head(ARRAY, 3), head(NUMBER, before + run.first - last), run.rest]
            count, last = count + run.pages, before + run.last
    return head(ARRAY, count) + b"".join(parts)


def main(code: str, site: str, kept: str, to: str) -> None:
    """Make the index of a language; where that fails, say why, and end with status 1."""
    try:
        make(code, Path(site), json.loads(sys.stdin.readline()), Path(kept), Path(to))
    except pagefind.SearchIndexError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(*sys.argv[1:])
