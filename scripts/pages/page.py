"""What a page is before its template is filled, and what its maker works with."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from scripts.checks.examples import Examples
from scripts.cite.metadata import Tag
from scripts.pages.citing import Publication
from scripts.pages.facts import MOST_ENTRIES, Facts, facts_by_year
from scripts.pages.views import Views
from scripts.records.load import EVENTS, SEEDS
from scripts.timeline.changes import RecordChange, by_page
from scripts.timeline.revisions import RevisionHistory
from scripts.timeline.translations import Lag

GENERATED = (
    *("index.md", "timeline", "events", "sources", "topics", "actors", "places", "years"),
    *("differences", "balance", "changes", "cite", "data", "contribute"),
)
"""What the build writes below a language's docs folder; the rest there is written by hand."""

ENTRIES = EVENTS.as_posix()
SOURCES = SEEDS.as_posix()
"""Folders that stand for all records of their kind, as what a page is made of."""

DIFFERENCES = "differences"
"""Stands for all entries on which sources differ."""

MOST_NEAR = 50
"""How many entries the side navigation lists."""


@dataclass(frozen=True)
class Page:
    """A page before its template is filled; `path` is below a language's docs folder.

    `records` are the files whose last change is the page's. ENTRIES and SOURCES stand for all of
    them, DIFFERENCES and names such as `topics/trade` or `years/2004` for those of a list.
    `linked_data` is JSON-LD that is inert in a script element. `hide` names what the frame leaves
    out (Material: navigation, toc). `parts` are what the theme reads besides the Markdown
    (docs/theme/page.html), for example under `places` the HTML for each comment in the Markdown.
    """

    path: str
    template: str
    title: str
    description: str
    shows: dict[str, Any] = field(repr=False)
    records: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    head: tuple[Tag, ...] = ()
    linked_data: str = ""

    @property
    def address(self) -> str:
        return address_of(self.path)


class Plan(NamedTuple):
    """A page that can be made: its address below the language's root, and what makes it."""

    address: str
    make: Callable[[], Page]


def address_of(path: str) -> str:
    """The address of a page below its language's root: `events/x/`, an empty string for home."""
    place = path.removesuffix(".md")
    return place.removesuffix("index") if f"/{place}".endswith("/index") else f"{place}/"


@dataclass(frozen=True)
class SiteContext:
    """What pages show besides the chronology."""

    address: str = ""
    """The address of the site's root."""
    repository: str = ""
    """The address of the repository; without it there are no links to edit a record."""
    additions: Mapping[str, datetime.date] = field(default_factory=dict)
    """The ids of the entries that were added last, newest first, with the day of it."""
    lags: Mapping[str, Sequence[Lag]] = field(default_factory=dict)
    """By the path of a record, the languages in which it is outdated."""
    published: Publication | None = None
    """What citations say; without it pages say nothing on citing."""
    histories: Mapping[str, RevisionHistory] = field(default_factory=dict)
    """The revisions by the id of the entry."""
    source_histories: Mapping[str, RevisionHistory] = field(default_factory=dict)
    """The revisions by the id of the source."""
    changes: tuple[RecordChange, ...] = ()
    """Every change, the newest first."""
    examples: Examples = field(default_factory=dict)
    """The examples for the page that explains problems."""
    kept: frozenset[str] = frozenset()
    """The addresses of published pages, which stay when no entry belongs to them any more."""
    overview: bool = False
    """Whether there is a history in brief, `docs/<language>/overview.md`."""
    years_from: int = 1
    """The first year that is no background in the chart."""

    @cached_property
    def changes_by_page(self) -> Mapping[str, tuple[RecordChange, ...]]:
        """The changes of each page that lists them, by its address below `changes/`."""
        return by_page(self.changes)

    @cached_property
    def months(self) -> Mapping[str, int]:
        """How many changes each month has, the newest first."""
        return Counter(f"{each.day:%Y-%m}" for each in self.changes)


@dataclass(frozen=True)
class PageContext(Views):
    """What a maker of pages works with."""

    site: SiteContext = SiteContext()

    @cached_property
    def facts(self) -> Facts:
        """The facts of all entries by year."""
        return facts_by_year(self.chronology)

    @cached_property
    def near(self) -> Mapping[str, str]:
        """By entry, the key of the entries that the side navigation lists beside it.

        They are those of its year; of a larger year, the MOST_NEAR among which it is.
        """
        return {
            id_: f"{year}-{place // MOST_NEAR}"
            for year, ids in self.chronology.years.items()
            for place, id_ in enumerate(ids)
        }

    @property
    def paged(self) -> bool:
        """Whether the timeline shows its years only, and each year's page the entries."""
        return len(self.chronology.shown) > MOST_ENTRIES

    def page(
        self,
        path: str,
        template: str,
        shows: dict[str, Any],
        records: tuple[str, ...] = (),
        words: str = "",
        **others: Any,  # noqa: ANN401  (fields of Page)
    ) -> Page:
        """A page whose title and description are words in the section `words`, or `template`."""
        section = self.language.section(words or template)
        title, description = section("title"), section("description")
        return Page(path, template, title, description, shows, records, **others)

    def neighbour(self, side: str, to: str, title: str, span: str = "") -> dict[str, str]:
        """What the frame links `before` or `after` a page, with how far away that is in time."""
        words = self.word(f"entry.{side}" if span else f"entry.{side}-at-once", span=span)
        return {"to": to, "title": title, "span": words}

    def lagging(self, path: str) -> str:
        """A sentence saying that the record at `path` is outdated in the page's language, if so."""
        behind = [lag for lag in self.site.lags.get(path, ()) if lag.language == self.code]
        if not behind:
            return ""
        changed = sorted({language for lag in behind for language in lag.changed})
        names = self.language.listed([self.word(f"language-names.{each}") for each in changed])
        return self.word("entry.lagging", n=len(behind), languages=names)
