"""What a release published: its addresses, kept in `timeline/published.json` for those after it.

An address once published is answered for good: by its page, by a notice or by a redirect.  The
command `published` writes the list from the finished site when a version is released.  The build
keeps the pages of topics, actors, places and years that no entry belongs to any more, and makes no
site that lacks a page of the list (`scripts.lost_addresses`); a test finds the files beside them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path("timeline/published.json")

REVISION = re.compile(r"events/(?P<id>[^/]+)/(?P<name>[0-9a-f]{10})/")

FAMILIES = ("events", "sources", "topics")
"""The families of pages that have files beside them."""


@dataclass(frozen=True)
class Published:
    """The addresses of a release.

    `pages` and `beside` (files beside each page of a family) are below every language, `files`
    below the site's root. `revisions` are the names of the revisions of each entry that had pages.
    """

    version: str
    languages: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    beside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    revisions: Mapping[str, Sequence[str]] = field(default_factory=dict)

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
            yield from (revision_address(id_, name) for name in names)


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
    revisions: dict[str, list[str]] = {}
    for match in filter(None, map(REVISION.fullmatch, found)):
        revisions.setdefault(match["id"], []).append(match["name"])
    return Published(
        version,
        tuple(codes),
        pages,
        {family: tuple(_beside(home, family, pages)) for family in FAMILIES},
        tuple(sorted(_files(site, codes))),
        revisions,
    )


def _beside(home: Path, family: str, pages: Sequence[str]) -> list[str]:
    """The files that every page of a family has beside it, pictures left out."""
    folders = [
        home / page for page in pages if page.startswith(f"{family}/") and page.count("/") > 1
    ]
    names = [
        {file.name for file in folder.iterdir() if file.suffix in {".bib", ".json", ".ris", ".xml"}}
        for folder in folders
    ]
    return sorted(set.intersection(*names)) if names else []


def _files(site: Path, codes: Sequence[str]) -> Iterator[str]:
    """The files for reuse and the feeds of the languages."""
    data = [file for file in (site / "data").rglob("*") if file.is_file()]
    feeds = [site / code / name for code in codes for name in ("feed.json", "feed.xml")]
    for file in [*data, *feeds]:
        yield file.relative_to(site).as_posix()


def published_text(published: Published) -> str:
    """The list as it is kept: JSON, an address a line, so that changes can be read."""
    facts = {
        "version": published.version,
        "languages": list(published.languages),
        "pages": list(published.pages),
        "beside": dict(published.beside),
        "files": list(published.files),
        "revisions": {id_: " ".join(names) for id_, names in published.revisions.items()},
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def read_published(root: Path) -> Published:
    """The list of the checkout at `root`; an empty one before the first release.

    Raises ValueError for a list that this module has not written.
    """
    file = root / FILE
    if not file.exists():
        return Published("")
    try:
        facts = json.loads(file.read_text("utf-8"))
        return Published(
            facts["version"],
            _texts(facts["languages"]),
            _texts(facts["pages"]),
            {family: _texts(names) for family, names in facts["beside"].items()},
            _texts(facts["files"]),
            {id_: names.split(" ") for id_, names in facts["revisions"].items()},
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(error) from None


def _texts(value: object) -> tuple[str, ...]:
    """A list of texts. Raises TypeError for anything else."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(value)
    return tuple(value)
