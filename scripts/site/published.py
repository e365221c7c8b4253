"""What a release published: its addresses, kept in `timeline/published.json` for those after it.

An address once published is answered for good: by its page, by a notice or by a redirect.  The
command `published` writes the list when a version is released.  The build keeps the pages of lists
that no entry belongs to any more, and makes no site that lacks a page (`missing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pydantic import TypeAdapter

FILE = Path("timeline/published.json")

REVISION = re.compile(r"events/(?P<id>[^/]+)/(?P<name>[0-9a-f]{10})/")


@dataclass(frozen=True)
class Published:
    """The addresses of a release.

    `pages` and `beside` (files beside each page of a family) are below every language, `files`
    below the site's root. `revisions` names those of each entry that had pages, joined by spaces.
    """

    version: str
    languages: tuple[str, ...]
    pages: tuple[str, ...]
    beside: Mapping[str, tuple[str, ...]]
    files: tuple[str, ...]
    revisions: Mapping[str, str]

    def addresses(self) -> Iterator[str]:
        """Every address below the site's root but those of revisions; a page's ends in a slash."""
        yield from self.files
        for code in self.languages:
            for page in self.pages:
                yield f"{code}/{page}"
                family, _, rest = page.partition("/")
                for name in self.beside.get(family, ()) if rest else ():
                    yield f"{code}/{page}{name}"

    def revision_addresses(self) -> Iterator[str]:
        """The address of every revision, below the root of each language."""
        for id_, names in self.revisions.items():
            yield from (revision_address(id_, name) for name in names.split())


EMPTY = Published("", (), (), {}, (), {})
"""What is published before the first release."""

JSON = TypeAdapter(Published)


def revision_address(id_: str, name: str) -> str:
    """The address of a revision of the entry `id_`, below the root of each language."""
    return f"events/{id_}/{name}/"


def list_site(site: Path, codes: Sequence[str], version: str) -> Published:
    """The addresses of the finished `site` that people cite, subscribe to and reuse."""
    home = site / codes[0]
    found = sorted(
        f"{file.parent.relative_to(home).as_posix()}/" for file in home.rglob("index.html")
    )
    pages = tuple("" if page == "./" else page for page in found if not REVISION.fullmatch(page))
    matches = groupby(filter(None, map(REVISION.fullmatch, found)), key=itemgetter("id"))
    # The files for reuse, and the feeds of the languages.
    files = [file for file in (site / "data").rglob("*") if file.is_file()]
    files += [
        site / code / f"{name}.{suffix}"
        for code in codes
        for name in ("changes", "feed")
        for suffix in ("json", "xml")
    ]
    for code in codes:
        files += [*(site / code / "data").glob("cite.*"), *(site / code / "data").glob("*.cff")]
    return Published(
        version,
        tuple(codes),
        pages,
        {family: _beside(home, family, pages) for family in ("events", "sources", "topics")},
        tuple(sorted(file.relative_to(site).as_posix() for file in files)),
        {id_: " ".join(match["name"] for match in some) for id_, some in matches},
    )


def _beside(home: Path, family: str, pages: Sequence[str]) -> tuple[str, ...]:
    """The files that every page of a family has beside it, pictures left out."""
    suffixes = {".bib", ".json", ".ris", ".xml"}
    names = [
        {file.name for file in (home / page).iterdir() if file.suffix in suffixes}
        for page in pages
        if page.startswith(f"{family}/") and page.count("/") > 1
    ]
    return tuple(sorted(set.intersection(*names))) if names else ()


def published_text(published: Published) -> bytes:
    """The list as it is kept: JSON, an address a line, so that changes can be read."""
    return JSON.dump_json(published, indent=1) + b"\n"


def read_published(root: Path) -> Published:
    """The list of the checkout at `root`; EMPTY before the first release. Raises ValueError."""
    file = root / FILE
    return JSON.validate_json(file.read_bytes()) if file.exists() else EMPTY
