"""Rules on ids: every id is unique, and every id that a record names exists.

The rules read the values of all files, valid or not, so that one mistake in a record does not hide
another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.problems import Problem
from scripts.records.errors import closest
from scripts.records.fields import wrong_id
from scripts.records.load import Records
from scripts.records.location import EACH, KeyPath, SourceLocation
from scripts.records.model import VOCABULARIES

UNKNOWN = {
    "topics": "unknown-topic",
    "actors": "unknown-actor",
    "places": "unknown-place",
    "entries": "unknown-entry",
    "sources": "unknown-source",
}
"""The code of an id that does not exist, by its family."""


def ids_are_unique(records: Records) -> Iterator[Problem]:
    """No two files have the same id, whatever folder they are in."""
    for drafts in records.drafts.values():
        first: dict[str, str] = {}
        for draft in sorted(drafts, key=lambda each: each.path):
            if draft.id in first:
                yield draft.problem((), "duplicate-id", id=draft.id, other=first[draft.id])
            first.setdefault(draft.id, draft.path)


def terms_are_known(records: Records) -> Iterator[Problem]:
    """Every topic, actor and place of an entry is in its vocabulary, and is named once."""
    for family in VOCABULARIES:
        yield from _named_in_entries(records, family, family)


def related_entries_are_known(records: Records) -> Iterator[Problem]:
    """Every id in see_also is another entry's, and is named once."""
    yield from _named_in_entries(records, "see_also", "entries")
    for draft in records.drafts.get("entries", ()):
        for path, id_ in _strings(draft, ("see_also", EACH)):
            if id_ == draft.id:
                yield draft.problem(path, "names-itself", id=id_)


def cited_sources_are_known(records: Records) -> Iterator[Problem]:
    """Every source that an entry names is a file in seeds/."""
    paths = (
        ("cites", EACH, "source"),
        ("claims", EACH, "cites", EACH, "source"),
        ("differences", EACH, "positions", EACH, "sources", EACH),
    )
    for draft in records.drafts.get("entries", ()):
        for path, id_ in _strings(draft, *paths):
            yield from _unknown(records, draft, path, id_, "sources")


def derivations_are_known(records: Records) -> Iterator[Problem]:
    """Every source that another derives from is a file in seeds/."""
    for draft in records.drafts.get("sources", ()):
        for path, id_ in _strings(draft, ("derives_from", EACH), ("derives_from", EACH, "source")):
            yield from _unknown(records, draft, path, id_, "sources")


def redirects_lead_to_entries(records: Records) -> Iterator[Problem]:
    """A redirect leads from an id that is no entry's to an entry, in one step."""
    for id_, redirect in records.redirects.items():
        to = redirect.record.to
        if id_ in records.ids["entries"]:
            yield redirect.location.problem((), "redirect-from-entry", key=True, id=id_)
        if to in records.ids["redirects"]:
            yield redirect.location.problem(("to",), "redirect-to-redirect", id=to)
        else:
            yield from _unknown(records, redirect.location, ("to",), to, "entries")


def _strings(location: SourceLocation, *paths: Iterable[str]) -> Iterator[tuple[KeyPath, str]]:
    """The texts at `paths` of a record, as they stand in the file, each with its own path."""
    for path in paths:
        for where, value in location.values(*path):
            if isinstance(value, str):
                yield where, value


def _named_in_entries(records: Records, field: str, family: str) -> Iterator[Problem]:
    for draft in records.drafts.get("entries", ()):
        before: set[str] = set()
        for path, id_ in _strings(draft, (field, EACH)):
            if id_ in before:
                yield draft.problem(path, "named-twice", id=id_)
            else:
                yield from _unknown(records, draft, path, id_, family)
            before.add(id_)


def _unknown(
    records: Records, location: SourceLocation, path: KeyPath, id_: str, family: str
) -> Iterator[Problem]:
    """A Problem if an id does not exist; a text that cannot be an id is reported elsewhere."""
    known = records.ids.get(family)
    if known is not None and id_ not in known and not wrong_id(id_):
        suggestion = closest(id_, known)
        yield location.problem(path, UNKNOWN[family], id=id_, suggestion=suggestion)
