"""What a proposal changes in the records, as values: for whoever reviews it.

Both sides are read with the same code and compared by what they say: a comment, another order of
keys or other folds of lines are no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scripts.checks.passages import unrecorded
from scripts.cli.review.sides import Side
from scripts.problems import Problem
from scripts.records.model import Entry, InlineSource
from scripts.records.reader import Value
from scripts.timeline.evidence import EntryEvidence
from scripts.timeline.revisions import Said

__all__ = ["EntryChange", "RecordChange", "Review", "Side", "What", "review"]


class What(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


@dataclass(frozen=True)
class EntryChange:
    """One entry that the proposal touches.

    `old` and `new` are what it said and says; `record` is None where the proposed file is no valid
    record. `to` is the id that stands for it now, for what gave way to another. `unproven` are its
    passages that were not found in the text of their source, `inline` counts its sources that have
    no record of their own. `was` and `now` are its evidence, None where it is no valid record.
    """

    id: str
    what: What
    path: str
    old: Said | None = None
    new: Said | None = None
    record: Entry | None = None
    was: EntryEvidence | None = None
    now: EntryEvidence | None = None
    to: str = ""
    unproven: tuple[Problem, ...] = ()
    behind: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    inline: int = 0


@dataclass(frozen=True)
class RecordChange:
    """A source, or a row of a vocabulary as "file/id": what it said, what it says."""

    id: str
    what: What
    old: Value | None
    new: Value | None


@dataclass(frozen=True)
class Review:
    """All that a proposal changes, each part sorted by id.

    `affected` are entries that it does not touch and whose evidence is another all the same, with
    what that was and is. `loose` are passages that were proven and are not any more, in entries
    that it does not touch: the text of their source changed.
    """

    problems: tuple[Problem, ...]
    entries: tuple[EntryChange, ...]
    sources: tuple[RecordChange, ...]
    vocabulary: tuple[RecordChange, ...]
    drafts: tuple[RecordChange, ...]
    affected: tuple[tuple[str, EntryEvidence, EntryEvidence], ...]
    loose: tuple[Problem, ...]


def review(
    old: Side,
    new: Side,
    proofs: Mapping[str, frozenset[str]],
    behind: Mapping[str, tuple[Problem, ...]],
    notices: Iterable[Problem] = (),
) -> Review:
    """What `new` changes in `old`.

    `proofs` are the digests that are kept, `behind` the notices of texts that changed in one
    language only, by file; `notices` are the others, of any file.
    """
    was, now = old.evidence(), new.evidence()
    told = tuple(notices)
    unproven: dict[str, list[Problem]] = {}
    for problem in unrecorded(new.records, proofs):
        unproven.setdefault(problem.path, []).append(problem)
    valid = {each.id: each.record for each in new.records.entries}
    entries = []
    for id_ in sorted(old.entries.keys() | new.paths.keys() | old.paths.keys()):
        said, says = old.entries.get(id_), new.entries.get(id_)
        if said == says and (id_ in old.paths) == (id_ in new.paths):
            continue
        path = new.paths.get(id_) or old.paths[id_]
        redirect = new.records.redirects.get(id_)
        record = valid.get(id_)
        entries.append(
            EntryChange(
                id_,
                _what(id_, old, new),
                path,
                said,
                says,
                record,
                was.get(id_),
                now.get(id_),
                redirect.record.to if redirect else "",
                tuple(unproven.get(path, ())),
                behind.get(path, ()),
                tuple(each for each in told if each.path == path),
                _inline(record),
            )
        )
    touched = {each.id for each in entries}
    paths = {each.path for each in entries}
    before = set(unrecorded(old.records, proofs))
    return Review(
        new.problems,
        tuple(entries),
        _records(old.sources, new.sources),
        _records(old.vocabulary, new.vocabulary),
        _records(old.drafts, new.drafts),
        tuple(
            (id_, was[id_], now[id_])
            for id_ in sorted(was.keys() & now.keys() - touched)
            if was[id_] != now[id_]
        ),
        tuple(
            each
            for path, found in sorted(unproven.items())
            for each in found
            if path not in paths and each not in before
        ),
    )


def _what(id_: str, old: Side, new: Side) -> What:
    if id_ not in new.paths:
        return What.GONE
    if id_ not in old.paths:
        return What.NEW
    said, says = old.entries.get(id_, {}), new.entries.get(id_, {})
    withdrawn = "withdrawn" in says and "withdrawn" not in said
    return What.WITHDRAWN if withdrawn else What.CHANGED


def _inline(record: Entry | None) -> int:
    """How many sources of an entry are given on the spot."""
    cites = [cite for claim in record.all_claims for cite in claim.cites] if record else []
    return len({cite.source.url for cite in cites if isinstance(cite.source, InlineSource)})


def _records(old: Mapping[str, Value], new: Mapping[str, Value]) -> tuple[RecordChange, ...]:
    found = []
    for id_ in sorted(old.keys() | new.keys()):
        was, now = old.get(id_), new.get(id_)
        if was != now:
            what = What.NEW if was is None else What.GONE if now is None else What.CHANGED
            found.append(RecordChange(id_, what, was, now))
    return tuple(found)
