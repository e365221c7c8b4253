"""The facts of entries that are counted: by the filters, by the chart of very many entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from scripts.cite.jsonld import script_json
from scripts.records.dates import Edtf, Precision
from scripts.timeline.model import Chronology, JoinedEntry

FACTS = "facts.json"
"""The file below the site's root by which a timeline of very many entries is filtered; other pages
with filters have the facts of their own entries."""

MOST_ENTRIES = 780
"""With more the timeline shows its years, and each year's page the entries of that year."""


class Extent(NamedTuple):
    """Which years a date touches; an open end counts as the other end.

    `named` is the last year that the date names as such, not as part of a decade or century.
    `exact` says whether the year in which it begins is one.
    """

    first: int
    last: int
    begins: int
    exact: bool
    named: int | None


class Fact(NamedTuple):
    """What is counted of an entry; `year` is its year page.

    `values` are what the filters ask for by id, by the name of the filter.
    """

    id: str
    year: str
    topics: tuple[str, ...]
    extent: Extent
    values: Mapping[str, tuple[str, ...]]


Facts = Mapping[str, Sequence[Fact]]
"""By year page, in the order of time."""


def extent_of(date: Edtf) -> Extent:
    points = [point for point in (date.start, date.end) if point]
    named = [point.year for point in points if point.precision >= Precision.YEAR]
    return Extent(
        first=min(point.lower.year for point in points),
        last=max(point.upper.year for point in points),
        begins=points[0].year,
        exact=points[0].precision >= Precision.YEAR,
        named=max(named, default=None),
    )


def facts_of(entry: JoinedEntry) -> Fact:
    record = entry.record
    values = {
        "topic": tuple(record.topics),
        "actor": tuple(record.actors),
        "source": tuple(sorted(record.named_sources)),
        "evidence": (str(entry.evidence.label),),
        "kind": (str(record.kind),),
    }
    return Fact(entry.id, entry.year, values["topic"], extent_of(record.date), values)


def facts_by_year(chronology: Chronology) -> Facts:
    return {
        year: [facts_of(chronology.entries[id_]) for id_ in ids]
        for year, ids in chronology.years.items()
    }


def facts_json(facts: Facts) -> str:
    """The facts by which a script counts the entries that a filter leaves, as JSON.

    Entries have the numbers of their place. `years` are the year pages, each with how many entries
    it has; `spans` how many years an entry lasts beyond its first; `main` the place of its first
    topic in `topics`. `has` gives for each field and value the numbers of the entries that have it:
    the first, then the distance to each next one, which are small and compress well.
    """
    known = [*chain(*facts.values())]
    topics = [*dict.fromkeys(id_ for fact in known for id_ in fact.topics)]
    has = defaultdict[str, dict[str, list[int]]](dict)
    latest = Counter[tuple[str, str]]()
    for number, fact in enumerate(known):
        for name, values in fact.values.items():
            for value in values:
                has[name].setdefault(value, []).append(number - latest[name, value])
                latest[name, value] = number
    content = {
        "years": [[year, len(found)] for year, found in facts.items()],
        "spans": [fact.extent.last - fact.extent.first for fact in known],
        "topics": topics,
        "main": [topics.index(fact.topics[0]) for fact in known],
        "has": has,
    }
    return script_json(content)
