"""The changes that a proposal makes in the records, as values.

Both sides are read with the same code and compared by content: comments, the order of keys and the
folding of lines are no changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scripts.checks.passages import unrecorded
from scripts.cli.review.sides import FAMILIES, Side
from scripts.problems import Problem
from scripts.records.model import VOCABULARIES, Entry, Record, Redirect, Source
from scripts.timeline.diff import Change, compare
from scripts.timeline.evidence import EntryEvidence
from scripts.timeline.revisions import NormalizedRecord


class What(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


@dataclass(frozen=True)
class RecordChange:
    """One record that the proposal changes: what it said and says, None where it is missing.

    `path` is the file of an entry.
    """

    id: str
    path: str
    what: What
    old: NormalizedRecord | None
    new: NormalizedRecord | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Review:
    """The changes of a proposal by family, sorted by id, and what a diff of its files hides.

    `was` and `now` are the evidence of all valid entries by id. `notes` are warnings about texts,
    passages and likely duplicates, by file. `loose` are passages in unchanged entries that were
    proven and are so no longer: the text of their source changed.
    """

    new: Side
    records: Mapping[str, tuple[RecordChange, ...]]
    was: Mapping[str, EntryEvidence]
    now: Mapping[str, EntryEvidence]
    notes: Mapping[str, Sequence[Problem]]
    loose: Sequence[Problem]


def review(
    old: Side,
    new: Side,
    proofs: Mapping[str, frozenset[str]],
    notices: Iterable[Problem],
    by_address: Mapping[str, str],
) -> Review:
    """The changes from `old` to `new`.

    `proofs` are the digests of proven passages; `notices` are warnings about any file of `new`;
    `by_address` are the ids of its sources.
    """
    records = {family: tuple(_changed(family, old, new, by_address)) for family in FAMILIES}
    changed = {new.paths.get(each.id) for each in records["entries"]}
    unproven = [*unrecorded(new.records, proofs)]
    before = {*unrecorded(old.records, proofs)}
    loose = sorted(each for each in unproven if each.path not in changed and each not in before)
    notes: dict[str, list[Problem]] = {}
    for problem in (*notices, *unproven):
        notes.setdefault(problem.path, []).append(problem)
    return Review(new, records, old.evidence(), new.evidence(), notes, loose)


def _changed(
    family: str, old: Side, new: Side, by_address: Mapping[str, str]
) -> Iterable[RecordChange]:
    before, after = old.contents[family], new.contents[family]
    for id_ in sorted(before.keys() | after.keys()):
        was, now = before.get(id_), after.get(id_)
        if was != now:
            path = new.paths.get(id_) or old.paths.get(id_, "")
            changes = compare(was, now, _model(family, id_), by_address)
            yield RecordChange(id_, path, _what(was, now), was, now, tuple(changes))


def _model(family: str, id_: str) -> type[Record]:
    if family == "vocabulary":
        return VOCABULARIES.get(id_.partition("/")[0], Redirect)
    return Source if family == "sources" else Entry


def _what(was: NormalizedRecord | None, now: NormalizedRecord | None) -> What:
    if was is None:
        return What.NEW
    if now is None:
        return What.GONE
    return What.WITHDRAWN if "withdrawn" in now and "withdrawn" not in was else What.CHANGED
