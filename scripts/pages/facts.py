"""The facts of entries that are counted: by the filters, by the chart of very many entries.

They are gathered year by year, so that where one entry changes only those of its year are read
again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from scripts.chronology import Chronology, JoinedEntry, named_sources
from scripts.memory import Recall, fresh
from scripts.pages.views import years_of
from scripts.records.dates import Edtf, Precision

MOST_ENTRIES = 1000
"""With more the timeline shows its years, and each year's page the entries of that year."""


class Extent(NamedTuple):
    """Which years a date touches: from the first to the last, the one in which it begins.

    `named` is the last year that it names as such, and not as part of a decade or century; None
    where there is none. `exact` says whether the year in which it begins is one.
    """

    first: int
    last: int
    begins: int
    exact: bool
    named: int | None


class Fact(NamedTuple):
    """What is counted of an entry; `year` is its year page."""

    id: str
    path: str
    year: str
    first: int
    last: int
    topics: tuple[str, ...]
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str
    kind: str
    extent: Extent


def extent_of(date: Edtf) -> Extent:
    """The years of a date."""
    points = [point for point in (date.start, date.end) if point]
    begun = points[0]
    named = [point.year for point in points if point.precision >= Precision.YEAR]
    return Extent(
        min(point.lower.year for point in points),
        max(point.upper.year for point in points),
        begun.year,
        begun.precision >= Precision.YEAR,
        max(named, default=None),
    )


def facts_of(entry: JoinedEntry) -> Fact:
    """The facts of an entry."""
    record = entry.record
    first, last = years_of(record.date)
    return Fact(
        entry.id,
        entry.path,
        entry.year,
        first,
        last,
        tuple(record.topics),
        tuple(record.actors),
        tuple(sorted(named_sources(record))),
        str(entry.evidence.label),
        str(record.kind),
        extent_of(record.date),
    )


def facts_of_year(chronology: Chronology, year: str) -> tuple[Fact, ...]:
    """The facts of the entries of a year page, in the order of time."""
    return tuple(facts_of(chronology.entries[id_]) for id_ in chronology.years.get(year, ()))


def facts(chronology: Chronology, recall: Recall = fresh) -> Iterator[Fact]:
    """The facts of every entry that stands, year by year in the order of time."""
    for year in chronology.years:
        yield from recall(("facts", year), partial(facts_of_year, chronology, year))


def is_paged(chronology: Chronology) -> bool:
    """Whether the timeline has so many entries that each year's page shows its own."""
    return len(chronology.entries) > MOST_ENTRIES
