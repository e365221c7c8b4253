"""What a page is before its template is filled, and what its maker works with."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from scripts.checks.examples import Examples
from scripts.i18n.language import Language
from scripts.memory import Recall, fresh
from scripts.pages.citing import Publication
from scripts.pages.facts import Facts, facts_by_year
from scripts.pages.views import Views
from scripts.records.load import EVENTS, SEEDS
from scripts.timeline.model import Chronology
from scripts.timeline.revisions import Trail
from scripts.timeline.translations import Lag

GENERATED = (
    "index.md",
    "timeline",
    "events",
    "sources",
    "topics",
    "actors",
    "places",
    "years",
    "differences",
    "cite",
    "data",
    "contribute",
)
"""What the build writes below a language's docs folder; the rest there is written by hand."""

ENTRIES = EVENTS.as_posix()
SOURCES = SEEDS.as_posix()
"""Folders that stand for all records of their kind, as what a page is made of."""

DIFFERENCES = "differences"
"""Stands for all entries on which sources differ."""


@dataclass(frozen=True)
class Page:
    """A page to be: its path below a language's docs folder, template, title, and what it shows.

    `records` are the files that it is made of, whose last change is the page's; ENTRIES or SOURCES
    stand for all of them, DIFFERENCES and the likes of `topics/trade` or `years/2004` for those of
    a list. `head` are tags for its head, `linked_data` is JSON-LD that is inert in a script
    element.
    """

    path: str
    template: str
    title: str
    description: str
    shows: dict[str, Any] = field(repr=False)
    records: tuple[str, ...] = ()
    topic: str = ""
    scripts: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    head: tuple[tuple[str, dict[str, str]], ...] = ()
    linked_data: str = ""

    @property
    def address(self) -> str:
        """Its address below the language's root (`address_of`)."""
        return address_of(self.path)

    @property
    def file(self) -> str:
        """Its Markdown file below a language's docs folder.

        Always a folder's index: Zensical takes the links in it as relative to the file, MkDocs as
        relative to the address, and so both mean the same.
        """
        return f"{self.address}index.md"


class Plan(NamedTuple):
    """A page that can be made: its path, as a page has it, and what makes it."""

    path: str
    make: Callable[[], Page]

    @property
    def address(self) -> str:
        """The address of the page, as it has it."""
        return address_of(self.path)


def address_of(path: str) -> str:
    """The address of a page below its language's root: `events/x/`, an empty string for home."""
    place = path.removesuffix(".md")
    return place.removesuffix("index") if f"/{place}".endswith("/index") else f"{place}/"


@dataclass(frozen=True)
class Surroundings:
    """What pages show besides the chronology.

    `additions` are the entries that came last, newest first, by id with the day of it; `lags` say
    what is behind in a language, by the path of the record; `trails` are the revisions by the id of
    the entry; `examples` are those of the problems, on a page of their own if there are any; `kept`
    are the addresses of pages that were published and stay, whether entries belong to them or not.
    Without `published` pages say nothing on citing. `archive` is where the archive for reading
    offline stands below the site's root; empty where there is none. `scale` has `paged`. `facts`
    are those of all entries by year, where they are at hand.
    """

    address: str = ""
    repository: str = ""
    additions: Mapping[str, datetime.date] = field(default_factory=dict)
    lags: Mapping[str, Sequence[Lag]] = field(default_factory=dict)
    published: Publication | None = None
    trails: Mapping[str, Trail] = field(default_factory=dict)
    examples: Examples = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    archive: str = ""
    scale: Mapping[str, bool] = field(default_factory=dict)
    facts: Facts | None = None

    @property
    def paged(self) -> bool:
        """Whether the timeline shows its years, and each year's page the entries."""
        return self.scale.get("paged", False)


@dataclass(frozen=True)
class Stage:
    """What a maker of pages works with."""

    chronology: Chronology
    language: Language
    views: Views
    around: Surroundings
    recall: Recall = fresh

    @property
    def facts(self) -> Facts:
        """The facts of all entries by year."""
        return facts_by_year(self.chronology) if self.around.facts is None else self.around.facts

    def word(self, key: str, *, n: int | None = None, **args: object) -> str:
        """The words for `key` in the language of the pages."""
        return self.language.word(key, n=n, **args)
