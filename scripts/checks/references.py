"""Rules on ids: each is given once, and each that is named exists."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.problems import Problem
from scripts.records.load import Records, closest


def ids_are_unique(records: Records) -> Iterator[Problem]:
    """No two files have the same id, whatever folder they are in."""
    for family in (records.entries, records.sources):
        first: dict[str, str] = {}
        for located in sorted(family, key=lambda each: each.path):
            if located.id in first:
                other = first[located.id]
                yield located.spot.problem((), "duplicate-id", id=located.id, other=other)
            first.setdefault(located.id, located.path)


def topics_are_known(records: Records) -> Iterator[Problem]:
    """Every topic of an entry is in topics.yml, and is named once."""
    yield from _known(records, "topics", "unknown-topic")


def actors_are_known(records: Records) -> Iterator[Problem]:
    """Every actor of an entry is in actors.yml, and is named once."""
    yield from _known(records, "actors", "unknown-actor")


def places_are_known(records: Records) -> Iterator[Problem]:
    """Every place of an entry is in places.yml, and is named once."""
    yield from _known(records, "places", "unknown-place")


def related_entries_are_known(records: Records) -> Iterator[Problem]:
    """Every id in see_also is another entry's, and is named once."""
    yield from _known(records, "see_also", "unknown-entry", among="entries")
    for entry in records.entries:
        for index, id_ in enumerate(entry.record.see_also):
            if id_ == entry.id:
                yield entry.spot.problem(("see_also", index), "names-itself", id=id_)


def _known(records: Records, field: str, code: str, among: str = "") -> Iterator[Problem]:
    known = records.ids[among or field]
    for entry in records.entries:
        ids: tuple[str, ...] = getattr(entry.record, field)
        for index, id_ in enumerate(ids):
            if id_ not in known:
                suggestion = closest(id_, known)
                yield entry.spot.problem((field, index), code, id=id_, suggestion=suggestion)
            elif id_ in ids[:index]:
                yield entry.spot.problem((field, index), "named-twice", id=id_)


def redirects_lead_to_entries(records: Records) -> Iterator[Problem]:
    """A redirect leads from an id that is no entry's to an entry, in one step."""
    entries = records.ids["entries"]
    for id_, redirect in records.redirects.items():
        to = redirect.record.to
        if id_ in entries:
            yield redirect.spot.problem((), "redirect-from-entry", key=True, id=id_)
        if to in records.redirects:
            yield redirect.spot.problem(("to",), "redirect-to-redirect", id=to)
        elif to not in entries:
            suggestion = closest(to, entries)
            yield redirect.spot.problem(("to",), "unknown-entry", id=to, suggestion=suggestion)
