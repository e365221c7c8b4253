"""The facts of entries that are counted: by the filters, by the chart of very many entries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from scripts.records.dates import Edtf, Precision
from scripts.timeline.model import Chronology, JoinedEntry

FACTS = "facts.json"
"""Where the site keeps, below its root, the facts by which a timeline of very many is filtered."""

FIELDS = ("topic", "actor", "source", "evidence", "kind")
"""What a filter asks for by id."""

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


Facts = Mapping[str, Sequence[Fact]]
"""By year page, in the order of time."""


def years_of(date: Edtf) -> tuple[int, int]:
    """The first and the last year that a date can mean; an open end is the year of the other."""
    first, last = date.lower or date.upper, date.upper or date.lower
    if first is None or last is None:
        raise ValueError("a date has a beginning or an end")
    return first.year, last.year


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
        tuple(sorted(record.named_sources)),
        str(entry.evidence.label),
        str(record.kind),
        extent_of(record.date),
    )


def facts_by_year(chronology: Chronology) -> Facts:
    """The facts of every entry that stands, by year page."""
    return {
        year: [facts_of(chronology.entries[id_]) for id_ in ids]
        for year, ids in chronology.years.items()
    }


def facts_file(chronology: Chronology, facts: Facts) -> bytes:
    """The facts of all entries by which a script counts those that a filter leaves, as JSON.

    Entries have the numbers of their place in time. `years` are the year pages, each with how many
    entries it has; `spans` how many years an entry lasts beyond its first; `main` the place of its
    first topic in `topics`. `has` gives for each field and value the numbers of the entries that
    have it: the first, then the distance to each next one, which are small and compress well.
    """
    known = [fact for year in chronology.years for fact in facts[year]]
    topics = [*dict.fromkeys(id_ for fact in known for id_ in fact.topics)]
    place = {id_: number for number, id_ in enumerate(topics)}
    has: dict[str, dict[str, list[int]]] = {name: {} for name in FIELDS}
    for number, fact in enumerate(known):
        for name, values in zip(FIELDS, _values(fact), strict=True):
            for value in values:
                has[name].setdefault(value, []).append(number)
    content = {
        "years": [[year, len(ids)] for year, ids in chronology.years.items()],
        "spans": [fact.last - fact.first for fact in known],
        "topics": topics,
        "main": [place[fact.topics[0]] for fact in known],
        "has": {
            name: {value: _distances(numbers) for value, numbers in found.items()}
            for name, found in has.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _values(fact: Fact) -> tuple[tuple[str, ...], ...]:
    return fact.topics, fact.actors, fact.sources, (fact.evidence,), (fact.kind,)


def _distances(numbers: list[int]) -> list[int]:
    return [numbers[0], *(later - earlier for earlier, later in pairwise(numbers))]


def is_paged(chronology: Chronology) -> bool:
    """Whether the timeline has so many entries that each year's page shows its own."""
    return sum(map(len, chronology.years.values())) > MOST_ENTRIES
