"""Every change of the timeline: what was added, revised, re-dated, merged, renamed or withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scripts.records.model import Because, Redirect
from scripts.timeline.git import revision_name
from scripts.timeline.revisions import EntryRevision, RevisionHistory

DATING = ("date", "published")
"""The fields that date what happened and what a source is."""

MOST_CHANGES = 200
"""How many changes a page lists, so that its HTML has less than 200 KB."""


class ChangeKind(StrEnum):
    """What a change is; those of one day are listed in this order."""

    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    RENAMED = "renamed"
    REDATED = "redated"
    REVISED = "revised"
    ADDED = "added"


@dataclass(frozen=True)
class RecordChange:
    """What a revision, `new`, changed in the one before it, `old`; or that `to` replaced an id.

    `family` is "events" or "sources". An id that was replaced has its last revision as `new`.
    """

    day: datetime.date
    kind: ChangeKind
    family: str
    id: str
    new: EntryRevision
    old: EntryRevision | None = None
    to: str = ""

    @property
    def name(self) -> str:
        """The name of the change, which no later change of the record's form alters."""
        state = revision_name(self.new.blobs[-1])
        return f"{self.family}/{self.id}/{self.kind}/{self.day}/{state}"


Histories = Mapping[str, RevisionHistory]


def find_changes(
    entries: Histories, sources: Histories, redirects: Mapping[str, Redirect]
) -> tuple[RecordChange, ...]:
    """All changes on known days, from the last day to the first; on one day entries go first.

    The day of a redirect is the one that its record has, the others are those of the commits.
    """
    renamed = {
        each.to: entries[id_].revisions[0]
        for id_, each in redirects.items()
        if each.because == Because.RENAMED and id_ in entries
    }
    found = [each for id_, history in entries.items() for each in _of(history, "events", renamed)]
    found += [each for history in sources.values() for each in _of(history, "sources", {})]
    for id_, redirect in redirects.items():
        if id_ in entries:
            kind, last = ChangeKind(redirect.because), entries[id_].revisions[0]
            found.append(RecordChange(redirect.date, kind, "events", id_, last, to=redirect.to))
    order = [*ChangeKind]
    found.sort(key=lambda each: (-each.day.toordinal(), each.family, order.index(each.kind)))
    return tuple({each.name: each for each in found}.values())


def _of(
    history: RevisionHistory, family: str, renamed: Mapping[str, EntryRevision]
) -> Iterator[RecordChange]:
    """What each revision changed; the first of a `renamed` record in the last of its old id."""
    before = renamed.get(history.id)
    for new, old in zip(history.revisions, (*history.revisions[1:], before), strict=True):
        is_same = old is not None and old is before and old.value == new.value
        if new.day and not is_same:
            yield RecordChange(new.day, _kind(old, new), family, history.id, new, old)


def _kind(old: EntryRevision | None, new: EntryRevision) -> ChangeKind:
    if old is None:
        return ChangeKind.ADDED
    was, now = old.value or {}, new.value or {}
    if "withdrawn" in now and "withdrawn" not in was:
        return ChangeKind.WITHDRAWN
    is_redated = was and now and any(was.get(name) != now.get(name) for name in DATING)
    return ChangeKind.REDATED if is_redated else ChangeKind.REVISED


def by_page(changes: tuple[RecordChange, ...]) -> dict[str, tuple[RecordChange, ...]]:
    """The changes of each page: a month ("2026-12"), or a part of one that has too many.

    Parts are numbered from the oldest ("2026-12/1"), so that full ones stay as they are. The newest
    has the address of the month.
    """
    months: dict[str, list[RecordChange]] = {}
    for each in changes:
        months.setdefault(f"{each.day:%Y-%m}", []).append(each)
    pages: dict[str, tuple[RecordChange, ...]] = {}
    for month, listed in months.items():
        rest = len(listed) % MOST_CHANGES or MOST_CHANGES
        pages[month] = tuple(listed[:rest])
        for start in range(rest, len(listed), MOST_CHANGES):
            number = (len(listed) - start) // MOST_CHANGES
            pages[f"{month}/{number}"] = tuple(listed[start : start + MOST_CHANGES])
    return pages
