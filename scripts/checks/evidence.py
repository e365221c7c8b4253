"""Notices on evidence: claims whose sources were retracted, sources that may be one.

Two sources that a label counts as independent may go back to one text when all of this holds:

1. They have a publisher in common.
2. They have an author in common, or both are unsigned.
3. The days on which they came out are known, and less than `WEEK` days apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scripts.checks.claims import claims_of, source_name
from scripts.problems import Problem
from scripts.records.fields import Text
from scripts.records.load import Records
from scripts.records.source import InlineSource, Source
from scripts.timeline.evidence import Label, basis_of, of_claim, origins, sources_of

WEEK = 7


def claims_of_retracted_sources(records: Records) -> Iterator[Problem]:
    """For a claim of an entry that stands and rests only on retracted sources, a notice."""
    recorded = sources_of(records)
    for entry in records.entries:
        if entry.record.withdrawn:
            continue
        sources = recorded.of(entry.record)
        for path, claim in claims_of(entry):
            if of_claim(claim, sources).label == Label.UNSUPPORTED:
                yield entry.location.problem((*path, "cites"), "unsupported-claim", key=True)


def possible_dependence(records: Records) -> Iterator[Problem]:
    """For two sources that may go back to one text, a notice at the second, once in an entry."""
    recorded = sources_of(records)
    for entry in records.entries:
        sources = recorded.of(entry.record)
        told: set[frozenset[str]] = set()
        for path, claim in claims_of(entry):
            _, basis = basis_of(claim, sources)
            for one, other in combinations(basis, 2):
                names = [sources.name(each.source) for each in (one, other)]
                pair = frozenset(names)
                first, second = map(sources.source, names)
                if pair in told or len(pair) == 1 or first is None or second is None:
                    continue
                began = origins(one, sources), origins(other, sources)
                if began[0].isdisjoint(began[1]) and _are_close(first, second):
                    told.add(pair)
                    place = (*path, "cites", claim.cites.index(other), "source")
                    named = source_name(one)
                    yield entry.location.problem(place, "possible-dependence", id=named)


def _are_close(one: Source | InlineSource, other: Source | InlineSource) -> bool:
    """Whether they have an author, a publisher and a week in common."""
    authors = [
        {name for each in source.authors for name in _names(each.name)} for source in (one, other)
    ]
    if any(authors) and authors[0].isdisjoint(authors[1]):
        return False
    if _publishers(one).isdisjoint(_publishers(other)):
        return False
    dates = [source.published for source in (one, other) if source.published]
    days = [day for date in dates for day in (date.lower, date.upper) if day]
    return len(days) == 2 * len((one, other)) and (max(days) - min(days)).days < WEEK


def _publishers(source: Source | InlineSource) -> set[str]:
    if isinstance(source, InlineSource):
        return {source.publisher.casefold()} | _names(source.publisher_in)
    return _names(source.publisher)


def _names(text: Text | None) -> set[str]:
    return {name.casefold() for _, name in text.items()} if text else set()
