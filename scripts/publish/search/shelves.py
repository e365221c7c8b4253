"""Shelves: pages of one language that are indexed together, and kept to be joined with others.

Pagefind indexes a site in one go.  So that what did not change is not indexed again, the pages
stand on shelves, each is indexed by a process of its own, and the index of the site is joined of
all of them (see `indexing`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import cbor2

from scripts.publish.digests import digest_of, file_digest
from scripts.publish.search import pagefind
from scripts.publish.search.pagefind import ARRAY, NUMBER, head
from scripts.publish.write import link_file

FOUND = re.compile(r"(?P<code>[^/]+)/([^/]+/){0,2}index\.html")
"""The pages that can be found, by their paths in the site: of each revision of an entry there is
one deeper down, which takes as long to read as the entry itself."""

MOST = 256
"""Pages on a shelf: fewer take longer in all, more take longer where one of them has changed."""

DAY = re.compile(rb'data-pagefind-sort="date">([0-9-]+)<')
"""What a page is sorted by."""

FIELDS = ("date", "named", "summary", "title", "topic", "words", "image", "image_alt")
"""What can be told of a page besides its text, in the order in which numbers stand for it."""

ORDERED = frozenset(map(FIELDS.index, ("date", "topic")))
"""Of these the places of words are told, since what they say need not stand in the text.

Of the others a word is told once, as at 0, which takes a search less: what is sought in quotes is
found in the text, and lists of words have no order that says anything.
"""

FILE = "shelf"
"""The file of a shelf, beside the fragments of its pages, which are named by their SHA-256."""

SHA = 32
"""With so many bytes it begins: the SHA-256 of the others."""


class Page(NamedTuple):
    """A page: the SHA-256 of its fragment, how many words it has, its day or nothing, its path."""

    fragment: str
    words: int
    day: str
    path: str


class Run(NamedTuple):
    """The pages that have a word: the first number, the last one, how many they are.

    `size` is of how many places Pagefind told, and how many pages there are. `rest` is the list of
    them in CBOR from behind the first number. In it each page is told by how far its number is from
    the one before, with the places of the word on it.
    """

    first: int
    last: int
    pages: int
    size: int
    rest: bytes


Word = tuple[Run, Mapping[str, Run]]
"""Where a word stands without its marks (accents, vowels), and where with them, by that form."""

EMPTY = Run(0, 0, 0, 0, b"")


class Shelf(NamedTuple):
    """What was found on pages; they are numbered in the order in which `pages` has them.

    `filters` gives the numbers of pages for each value of each filter.
    """

    pages: Sequence[Page]
    words: Mapping[str, Word]
    filters: Mapping[str, Mapping[str, Sequence[int]]]


def shelves(site: Mapping[str, bytes]) -> dict[str, dict[str, list[str]]]:
    """The shelves of each language by their names, each with the paths of its pages.

    `site` has the digests of all files. The shelf of a page follows from its path and from how many
    pages there are, its name from all that it depends on.
    """
    pages: dict[str, list[str]] = {}
    for path in site:
        if found := FOUND.fullmatch(path):
            pages.setdefault(found["code"], []).append(path)
    made: dict[str, dict[str, list[str]]] = {}
    for code, paths in sorted(pages.items()):
        number = 1
        while len(paths) > MOST * number:
            number *= 2
        placed: list[list[str]] = [[] for _ in range(number)]
        for path in sorted(paths):
            digest = hashlib.sha256(path.encode()).digest()
            placed[int.from_bytes(digest[:4], "big") % number].append(path)
        made[code] = {
            _name([(path, site[path].hex()) for path in each]): each for each in placed if each
        }
    return made


def _name(pages: Iterable[tuple[str, str]]) -> str:
    return digest_of([pagefind.VERSION, *_code(), *pages])[:32]


@cache
def _code() -> tuple[str, ...]:
    """What makes another shelf of the same pages."""
    return tuple(file_digest(Path(file)).hex() for file in (__file__, pagefind.__file__))


def make_shelf(code: str, site: Path, pages: Iterable[str], to: Path) -> None:
    """Index pages of the language `code`, by their paths below `site`; keep the shelf in `to`.

    Raises pagefind.SearchIndexError.
    """
    with TemporaryDirectory(dir=to.parent) as folder:
        work, index, made = (Path(folder, name) for name in ("pages", "index", "made"))
        made.mkdir()
        days = {}
        for path in pages:
            text = (site / path).read_bytes()
            if pagefind.BODY in text:
                (work / path).parent.mkdir(parents=True, exist_ok=True)
                link_file(site / path, work / path)
                day = DAY.search(text)
                days[path] = day[1].decode() if day else ""
        shelf = Shelf((), {}, {})
        if days:
            pagefind.run(code, work, index)
            shelf = _read(index, days, made)
        kept = cbor2.dumps(shelf)
        (made / FILE).write_bytes(hashlib.sha256(kept).digest() + kept)
        made.rename(to)


def read_shelf(folder: Path) -> Shelf:
    """The shelf in `folder`. Raises OSError where there is none, ValueError where it is damaged."""
    content = (folder / FILE).read_bytes()
    digest, kept = content[:SHA], content[SHA:]
    if hashlib.sha256(kept).digest() != digest:
        raise ValueError(folder)
    listed, words, filters = cbor2.loads(kept)
    pages = [Page(*each) for each in listed]
    for page in pages:
        if file_digest(folder / page.fragment).hex() != page.fragment:
            raise ValueError(folder / page.fragment)
    return Shelf(
        pages,
        {
            word: (Run(*run), {form: Run(*each) for form, each in forms.items()})
            for word, (run, forms) in words.items()
        },
        filters,
    )


def _read(index: Path, days: Mapping[str, str], to: Path) -> Shelf:
    """What an index of one language has; the fragments of its pages are moved into `to`."""
    ((_, language),) = pagefind.entry(index)["languages"].items()
    meta = pagefind.read(index / f"pagefind.{language['hash']}.pf_meta")
    _, listed, chunks, filters, _, fields = meta
    pages = []
    for name, count in listed:
        file = index / "fragment" / f"{name}.pf_fragment"
        content = file.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        path = pagefind.path_of(content)
        pages.append(Page(digest, count, days[path], path))
        file.rename(to / digest)
    order = [FIELDS.index(each) for each in fields]
    words: dict[str, Word] = {}
    for _, _, hash_ in chunks:
        (chunk,) = pagefind.read(index / "index" / f"{hash_}.pf_index")
        for word, plain, marked in chunk:
            forms = {form: run_of(found, order) for form, found in marked}
            words[word] = run_of(plain, order), forms
    found = {}
    for _, hash_ in filters:
        name, values = pagefind.read(index / "filter" / f"{hash_}.pf_filter")
        found[name] = dict(values)
    return Shelf(pages, words, found)


def _fields(places: Iterable[int], order: Sequence[int]) -> Iterator[int]:
    """The places of a word in fields: behind the field, which is told as -1 minus its number."""
    field = 0
    for place in places:
        if place < 0:
            field = order[-1 - place]
            yield from (-1 - field,) if field in ORDERED else (-1 - field, 0)
        elif field in ORDERED:
            yield place


def run_of(pages: Sequence[Any], order: Sequence[int]) -> Run:
    """A list of pages as Pagefind tells it; `order` has for each field its place in FIELDS."""
    if not pages:
        return EMPTY
    first, count = pages[0][0], len(pages)
    size = count + sum(len(page[1]) + len(page[2]) for page in pages)
    for page in pages:
        if page[2]:
            page[2] = [*_fields(page[2], order)]
    # The heads of the list and of its first page are written again, with another number.
    known = len(head(ARRAY, count)) + len(head(ARRAY, 3)) + len(head(NUMBER, first))
    last = sum(page[0] for page in pages)
    return Run(first, last, count, size, cbor2.dumps(pages)[known:])
