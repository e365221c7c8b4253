"""The changes that a proposal makes in the records, as values.

Both sides are read with the same code and compared by content: comments, the order of keys and the
folding of lines are no changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scripts.checks.passages import unrecorded
from scripts.cli.review.sides import FAMILIES, Side
from scripts.problems import Problem
from scripts.records.model import VOCABULARIES, Entry, InlineSource, Record, Redirect, Source
from scripts.timeline.diff import Change, compare
from scripts.timeline.evidence import EntryEvidence
from scripts.timeline.revisions import Said


class What(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


@dataclass(frozen=True)
class RecordChange:
    """One record that the proposal changes: what it said and says, None where it is missing."""

    id: str
    what: What
    old: Said | None
    new: Said | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class EntryFacts:
    """What a diff of the file of a changed entry does not show.

    `was` and `now` are its evidence, None where it is not valid. `to` is the id that replaces an
    entry that is gone. `notes` are warnings about its texts, passages and likely duplicates.
    `inline` is the number of its sources that have no record.
    """

    path: str
    was: EntryEvidence | None
    now: EntryEvidence | None
    to: str
    notes: tuple[Problem, ...]
    inline: int


@dataclass(frozen=True)
class Review:
    """All changes of a proposal by family, sorted by id, with the facts of each changed entry.

    `affected` are unchanged entries whose evidence differs, each with the evidence before and
    after. `loose` are passages in unchanged entries that were proven and are so no longer: the text
    of their source changed.
    """

    problems: tuple[Problem, ...]
    records: Mapping[str, tuple[RecordChange, ...]]
    entries: Mapping[str, EntryFacts]
    affected: tuple[tuple[str, EntryEvidence, EntryEvidence], ...]
    loose: tuple[Problem, ...]


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
    was, now = old.evidence(), new.evidence()
    unproven = tuple(unrecorded(new.records, proofs))
    notes: dict[str, list[Problem]] = {}
    for problem in (*notices, *unproven):
        notes.setdefault(problem.path, []).append(problem)
    inline = {each.id: _inline(each.record) for each in new.records.entries}
    entries = {}
    for id_ in [each.id for each in records["entries"]]:
        path = new.paths.get(id_) or old.paths[id_]
        redirect = new.records.redirects.get(id_)
        to = redirect.record.to if redirect else ""
        facts = tuple(notes.get(path, ())), inline.get(id_, 0)
        entries[id_] = EntryFacts(path, was.get(id_), now.get(id_), to, *facts)
    unchanged = sorted(was.keys() & now.keys() - entries.keys())
    paths = {each.path for each in entries.values()}
    before = {*unrecorded(old.records, proofs)}
    return Review(
        new.problems,
        records,
        entries,
        tuple((id_, was[id_], now[id_]) for id_ in unchanged if was[id_] != now[id_]),
        tuple(sorted(each for each in unproven if each.path not in paths and each not in before)),
    )


def _changed(
    family: str, old: Side, new: Side, by_address: Mapping[str, str]
) -> Iterable[RecordChange]:
    before, after = old.contents[family], new.contents[family]
    for id_ in sorted(before.keys() | after.keys()):
        was, now = before.get(id_), after.get(id_)
        if was != now:
            changes = compare(was, now, _model(family, id_), by_address)
            yield RecordChange(id_, _what(was, now), was, now, tuple(changes))


def _model(family: str, id_: str) -> type[Record]:
    if family == "vocabulary":
        return VOCABULARIES.get(id_.partition("/")[0], Redirect)
    return Source if family == "sources" else Entry


def _what(was: Said | None, now: Said | None) -> What:
    if was is None:
        return What.NEW
    if now is None:
        return What.GONE
    return What.WITHDRAWN if "withdrawn" in now and "withdrawn" not in was else What.CHANGED


def _inline(record: Entry) -> int:
    """The number of sources of an entry that are given inline."""
    cites = [cite for claim in record.all_claims for cite in claim.cites]
    return len({cite.source.url for cite in cites if isinstance(cite.source, InlineSource)})
