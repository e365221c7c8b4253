"""Rules on ids: each is given once, and each that is named exists.

They look at what stands in the files, valid or not, so that a mistake elsewhere in a record does
not hide these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scripts.problems import Problem
from scripts.records.errors import closest
from scripts.records.fields import wrong_id
from scripts.records.load import Records
from scripts.records.spots import EACH, Spot, Where

UNKNOWN = {
    "topics": "unknown-topic",
    "actors": "unknown-actor",
    "places": "unknown-place",
    "entries": "unknown-entry",
    "sources": "unknown-source",
}
"""The code of an id that is none of a family."""


class Named(NamedTuple):
    """An id that a record names, and where."""

    spot: Spot
    where: Where
    id: str


def ids_are_unique(records: Records) -> Iterator[Problem]:
    """No two files have the same id, whatever folder they are in."""
    for drafts in records.drafts.values():
        first: dict[str, str] = {}
        for spot in sorted(drafts, key=lambda each: each.path):
            if spot.id in first:
                yield spot.problem((), "duplicate-id", id=spot.id, other=first[spot.id])
            first.setdefault(spot.id, spot.path)


def topics_are_known(records: Records) -> Iterator[Problem]:
    """Every topic of an entry is in topics.yml, and is named once."""
    yield from _named_in_entries(records, "topics", "topics")


def actors_are_known(records: Records) -> Iterator[Problem]:
    """Every actor of an entry is in actors.yml, and is named once."""
    yield from _named_in_entries(records, "actors", "actors")


def places_are_known(records: Records) -> Iterator[Problem]:
    """Every place of an entry is in places.yml, and is named once."""
    yield from _named_in_entries(records, "places", "places")


def related_entries_are_known(records: Records) -> Iterator[Problem]:
    """Every id in see_also is another entry's, and is named once."""
    yield from _named_in_entries(records, "see_also", "entries")
    for spot in records.drafts.get("entries", ()):
        for where, id_ in strings(spot, "see_also", EACH):
            if id_ == spot.id:
                yield spot.problem(where, "names-itself", id=id_)


def cited_sources_are_known(records: Records) -> Iterator[Problem]:
    """Every source that an entry names is a file in seeds/."""
    for spot in records.drafts.get("entries", ()):
        for path in (
            ("cites", EACH, "source"),
            ("claims", EACH, "cites", EACH, "source"),
            ("differences", EACH, "positions", EACH, "sources", EACH),
        ):
            for where, id_ in strings(spot, *path):
                yield from _unknown(records, Named(spot, where, id_), "sources")


def derivations_are_known(records: Records) -> Iterator[Problem]:
    """Every source that another derives from is a file in seeds/."""
    for spot in records.drafts.get("sources", ()):
        for path in (("derives_from", EACH), ("derives_from", EACH, "source")):
            for where, id_ in strings(spot, *path):
                yield from _unknown(records, Named(spot, where, id_), "sources")


def redirects_lead_to_entries(records: Records) -> Iterator[Problem]:
    """A redirect leads from an id that is no entry's to an entry, in one step."""
    for id_, redirect in records.redirects.items():
        to = redirect.record.to
        if id_ in records.ids["entries"]:
            yield redirect.spot.problem((), "redirect-from-entry", key=True, id=id_)
        if to in records.ids["redirects"]:
            yield redirect.spot.problem(("to",), "redirect-to-redirect", id=to)
        else:
            yield from _unknown(records, Named(redirect.spot, ("to",), to), "entries")


def strings(spot: Spot, *path: str) -> Iterator[tuple[Where, str]]:
    """The texts at `path` of a record, as they stand in the file, each with where it stands."""
    for where, value in spot.values(*path):
        if isinstance(value, str):
            yield where, value


def _named_in_entries(records: Records, field: str, family: str) -> Iterator[Problem]:
    for spot in records.drafts.get("entries", ()):
        before: set[str] = set()
        for where, id_ in strings(spot, field, EACH):
            if id_ in before:
                yield spot.problem(where, "named-twice", id=id_)
            else:
                yield from _unknown(records, Named(spot, where, id_), family)
            before.add(id_)


def _unknown(records: Records, named: Named, family: str) -> Iterator[Problem]:
    """A Problem where an id is none of a family; that it is no id at all is told elsewhere."""
    known, id_ = records.ids.get(family), named.id
    if known is not None and id_ not in known and not wrong_id(id_):
        suggestion = closest(id_, known)
        yield named.spot.problem(named.where, UNKNOWN[family], id=id_, suggestion=suggestion)
