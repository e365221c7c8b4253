"""Rules on ids: every id is unique, and every id that a record names exists.

The rules read the values of all files, valid or not, so that one mistake in a record does not hide
another.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts.problems import Problem
from scripts.records.errors import closest
from scripts.records.ids import wrong_id
from scripts.records.load import Records
from scripts.records.location import EACH, KeyPath, SourceLocation
from scripts.records.vocabulary import VOCABULARIES

UNKNOWN = {
    "topics": "unknown-topic",
    "actors": "unknown-actor",
    "places": "unknown-place",
    "entries": "unknown-entry",
    "sources": "unknown-source",
}
"""The code of an id that does not exist, by its family."""

CITED = (("cites", EACH, "source"), ("claims", EACH, "cites", EACH, "source"))
"""Where an entry names a source, or gives one inline."""

DERIVED = (("derives_from", EACH), ("derives_from", EACH, "source"))
"""Where a source names another one."""

NAMED = {
    "entries": (
        *(((name, EACH), name) for name in VOCABULARIES),
        (("see_also", EACH), "entries"),
        *((path, "sources") for path in CITED),
        (("differences", EACH, "positions", EACH, "sources", EACH), "sources"),
        *(((*path, *rest), "sources") for path in CITED for rest in DERIVED),
    ),
    "sources": tuple((path, "sources") for path in DERIVED),
}
"""Where a record names the ids of others, by its family: the path, and their family."""


def ids_are_unique(records: Records) -> Iterator[Problem]:
    """No two files have the same id, whatever folder they are in."""
    for drafts in records.drafts.values():
        first: dict[str, str] = {}
        for draft in sorted(drafts, key=lambda each: each.path):
            if draft.id in first:
                yield draft.problem((), "duplicate-id", id=draft.id, other=first[draft.id])
            first.setdefault(draft.id, draft.path)


def named_ids_are_known(records: Records) -> Iterator[Problem]:
    """Every id that a record names exists; a list of terms or related entries has each once."""
    for family, fields in NAMED.items():
        for draft in records.drafts.get(family, ()):
            given = (key for path in CITED for _, key in draft.values(*path, "key"))
            keys = {key for key in given if isinstance(key, str)}
            for names, wanted in fields:
                known = records.ids.get(wanted)
                if known is not None and wanted == "sources":
                    known |= keys
                before: set[str] = set()
                for path, id_ in draft.values(*names):
                    if not isinstance(id_, str):
                        continue  # reported elsewhere
                    if id_ in before and wanted != "sources":
                        yield draft.problem(path, "named-twice", id=id_)
                    else:
                        yield from _unknown(known, draft, path, id_, wanted)
                    if id_ == draft.id and wanted == "entries":
                        yield draft.problem(path, "names-itself", id=id_)
                    before.add(id_)


def redirects_lead_to_entries(records: Records) -> Iterator[Problem]:
    """A redirect leads from an id that is no entry's to an entry, in one step."""
    for id_, redirect in records.redirects.items():
        to = redirect.record.to
        if id_ in records.ids["entries"]:
            yield redirect.location.problem((), "redirect-from-entry", key=True, id=id_)
        if to in records.ids["redirects"]:
            yield redirect.location.problem(("to",), "redirect-to-redirect", id=to)
        else:
            known = records.ids.get("entries")
            yield from _unknown(known, redirect.location, ("to",), to, "entries")


def _unknown(
    known: frozenset[str] | None, location: SourceLocation, path: KeyPath, id_: str, family: str
) -> Iterator[Problem]:
    """A Problem if an id is not `known`; a text that cannot be an id is reported elsewhere."""
    if known is not None and id_ not in known and not wrong_id(id_):
        suggestion = closest(id_, known)
        yield location.problem(path, UNKNOWN[family], id=id_, suggestion=suggestion)
