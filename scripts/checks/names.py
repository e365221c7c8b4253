"""Rules on the names that actors and places had for a time."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.problems import Problem
from scripts.records.load import Located, Records
from scripts.records.vocabulary import Actor, Place

SPANS = frozenset("/[")
"""What stands in the EDTF of an interval and of a set."""


def names_have_their_time(records: Records) -> Iterator[Problem]:
    """A name has a beginning or an end, single dates in order; one without an end is the label."""
    rows: list[Located[Actor] | Located[Place]]
    rows = [*records.actors.values(), *records.places.values()]
    for row in rows:
        for number, name in enumerate(row.record.names):
            path = ("names", number)
            ends = {"from": name.since, "until": name.until}
            given = {field: date.text for field, date in ends.items() if date}
            spans = [field for field, text in given.items() if not SPANS.isdisjoint(text)]
            if not given:
                yield row.location.problem(path, "name-undated", key=False)
            elif spans:
                at = (*path, spans[0])
                yield row.location.problem(at, "name-span", value=given[spans[0]])
            elif name.until is None and name.name != row.record.label:
                yield row.location.problem((*path, "name"), "name-not-label")
            elif name.is_reversed:
                at, (first, last) = (*path, "until"), given.values()
                yield row.location.problem(at, "name-reversed", first=first, last=last)
