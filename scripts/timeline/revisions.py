"""The revisions of each entry that matter: the states of its record that say something different.

A state that says the same as the one before it (comments, order of keys, folding of lines, the
short form for the long one) is no revision of its own; the name of every state still leads to one.
What an old state says is read by today's reader; where it is no record any more by today's model,
what it says is kept as plain values, and where nothing can be read, as nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from scripts.records.blobs import blob_id
from scripts.records.load import EVENTS
from scripts.records.model import Entry
from scripts.records.reader import Value, parse
from scripts.timeline.git import History, Revision, State, read_blobs, revision_name
from scripts.timeline.model import Chronology

Said = dict[str, Value]
"""What a record says, without the ways of saying it: see `said`."""

DEFAULTS = {
    name: str(field.default)
    for name, field in Entry.model_fields.items()
    if isinstance(field.default, StrEnum)
}
"""What a record says where it says nothing."""


NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class EntryRevision:
    """One revision of an entry.

    `blobs` are those of its states, newest first. `day` is that on which the oldest of them came,
    None where it is not committed; `commit` and `path` say where the newest one is found, and are
    empty where that is not committed.

    `value` is what it says (`said`): None where that cannot be read, or, for the only revision of
    an entry, where there is nothing to compare it with.
    """

    blobs: tuple[str, ...]
    day: datetime.date | None = None
    commit: str = ""
    path: str = ""
    value: Said | None = None

    @property
    def blob(self) -> str:
        """The blob of its newest state, which stands for all of them."""
        return self.blobs[0]

    @property
    def name(self) -> str:
        """The name of the revision in its address."""
        return revision_name(self.blob)


@dataclass(frozen=True)
class Trail:
    """All revisions of one entry, newest first; `at_hand`: whether there is a history to read.

    Where `to` is empty, the first revision is the entry as it is now. Else `to` is the id of the
    entry that stands for this one since it was renamed or merged: all its revisions are past.
    """

    id: str
    revisions: tuple[EntryRevision, ...]
    at_hand: bool
    to: str = ""

    @cached_property
    def pages(self) -> tuple[tuple[str, int, str], ...]:
        """For every state that has a page: its name, the place of its revision, its blob."""
        found: dict[str, tuple[str, int, str]] = {}
        for place, revision in enumerate(self.revisions):
            for blob in revision.blobs:
                name = revision_name(blob)
                found.setdefault(name, (name, place, blob))
        return tuple(found.values())

    @property
    def current(self) -> EntryRevision | None:
        """The entry as it is now; None for an id that gave way to another."""
        return None if self.to else self.revisions[0]

    @cached_property
    def state(self) -> State | None:
        """The state in which the entry is published; None as above."""
        current = self.current
        if current is None:
            return None
        return State(
            blob=current.blob,
            revision=current.name,
            commit=current.commit if current.day else "",
            path=current.path,
            first=self.revisions[-1].day,
            last=current.day,
        )


MadeOf = tuple[str, tuple[Revision, ...], str, bool, bool]
"""What a trail is made of: the blob of the entry now and its states in git, the id that stands for
it, whether it is compared with another entry, whether there is a history."""

Known = dict[str, tuple[MadeOf, Trail]]
"""Trails by the id of the entry, each with all that it was made of."""


def find_revisions(
    chronology: Chronology,
    root: Path,
    history: History,
    blobs: Mapping[str, str] = NOTHING,
    known: Known | None = None,
) -> dict[str, Trail]:
    """The trails of all entries, and of all ids that gave way to another, by id.

    `blobs` are the ids of the contents of files, by path, where they have been read already;
    `known` is what the last time has left, and is brought up to date.

    Raises OSError where the file of an entry cannot be read.
    """
    targets = {id_: redirect.to for id_, redirect in chronology.redirects.items()}
    compared = {*targets, *targets.values()}
    # Of an id that gave way to another nothing is there now.
    files = {
        **{
            id_: (each.path, blobs.get(each.path) or blob_id((root / each.path).read_bytes()))
            for id_, each in chronology.entries.items()
        },
        **{id_: ((EVENTS / f"{id_}.yml").as_posix(), "") for id_ in targets},
    }
    at_hand = bool(history)
    made_of: dict[str, MadeOf] = {
        id_: (blob, history.get(path, ()), targets.get(id_, ""), id_ in compared, at_hand)
        for id_, (path, blob) in files.items()
    }
    before = known if known is not None else {}
    trails = {
        id_: kept[1]
        for id_, each in made_of.items()
        if (kept := before.get(id_)) and _alike(kept[0], each)
    }
    new = {id_: tuple(_states(history, *each)) for id_, each in files.items() if id_ not in trails}
    contents = _contents(new, compared, chronology, root)
    for id_, each in new.items():
        if revisions := _revisions(each, contents):
            trails[id_] = Trail(id_, revisions, at_hand, targets.get(id_, ""))
    found = {id_: trails[id_] for id_ in files if id_ in trails}
    before.clear()
    before.update({id_: (made_of[id_], trail) for id_, trail in found.items()})
    return found


def _alike(one: MadeOf, other: MadeOf) -> bool:
    """Whether both make the same trail."""
    # A revision equals one of another commit.
    pairs = () if one[1] is other[1] else zip(one[1], other[1], strict=False)
    return one == other and all((a.commit, a.path) == (b.commit, b.path) for a, b in pairs)


def _states(history: History, path: str, blob: str) -> Iterator[EntryRevision]:
    """The states of an entry whose content is `blob` now, newest first, not read yet."""
    committed = [
        EntryRevision((state.blob,), state.day, state.commit, state.path)
        for state in history.get(path, ())
    ]
    if blob and not (committed and committed[0].blob == blob):
        yield EntryRevision((blob,))
    yield from committed


def _contents(
    states: Mapping[str, Sequence[EntryRevision]],
    compared: Container[str],
    chronology: Chronology,
    root: Path,
) -> dict[str, bytes]:
    """What is in the blobs of these entries; what is alone has nothing to be compared with."""
    several = {id_: each for id_, each in states.items() if len(each) > 1 or id_ in compared}
    contents = {}
    for id_ in several.keys() & chronology.entries.keys():
        data = (root / chronology.entries[id_].path).read_bytes()
        contents[blob_id(data)] = data
    wanted = {state.blob for each in several.values() for state in each}
    return contents | read_blobs(root, wanted - contents.keys())


def _revisions(
    states: Iterable[EntryRevision], contents: Mapping[str, bytes]
) -> tuple[EntryRevision, ...]:
    """The states with what they say, those that say the same as one."""
    revisions: list[EntryRevision] = []
    # Most of what a state says the others say too: each text is kept once.
    known: dict[str, str] = {}
    for state in states:
        value = _value(contents[state.blob], known) if state.blob in contents else None
        newer = revisions[-1] if revisions else None
        if newer and value is not None and newer.value == value:
            blobs = (*newer.blobs, *state.blobs)
            revisions[-1] = replace(newer, blobs=blobs, day=state.day)
        else:
            revisions.append(replace(state, value=value))
    return tuple(revisions)


def _value(data: bytes, known: dict[str, str]) -> Said | None:
    document, _ = parse(data, "")
    if document is None or not isinstance(document.value, dict):
        return None
    return said(document.value, known)


def said(value: Mapping[str, Value], known: dict[str, str] | None = None) -> Said:
    """What a record says: equal for records that differ only in how they say it.

    White space is folded, and what is empty or goes without saying left out. In the short form the
    one claim is the summary: a claim that says no more than the summary has no text. Texts that
    are among `known` already are taken from there.
    """
    texts = {} if known is None else known
    record = {key: each for key, part in value.items() if (each := _folded(part, texts))}
    for key, default in DEFAULTS.items():
        if record.get(key) == default:
            del record[key]
    if "claims" not in record and "cites" in record:
        record["claims"] = [{"cites": record.pop("cites")}]
    claims = record.get("claims")
    for claim in claims if isinstance(claims, list) else []:
        if isinstance(claim, dict) and "text" in claim and claim["text"] == record.get("summary"):
            del claim["text"]
    return record


def _folded(value: Value, known: dict[str, str]) -> Value:
    if isinstance(value, str):
        text = " ".join(value.split())
        return known.setdefault(text, text)
    if isinstance(value, list):
        return [each for part in value if (each := _folded(part, known))]
    return {key: each for key, part in value.items() if (each := _folded(part, known))}


def record_of(value: Said, languages: Sequence[str]) -> Entry | None:
    """What a record said as a record by today's model; None where it is none.

    Of the texts in several languages one is enough: a language may have come to the site later.
    """
    claims, summary = value.get("claims"), value.get("summary", "")
    whole = {**value}
    if isinstance(claims, list):
        whole["claims"] = [
            {"text": summary, **each} if isinstance(each, dict) else each for each in claims
        ]
    try:
        return Entry.model_validate(
            whole, context={"languages": tuple(languages), "complete": False}
        )
    except ValidationError:
        return None
