"""The revisions of each entry and source: the states of its record that differ in content.

A state with the same content as the one before it (other comments, order of keys, folded lines, the
short form for the long one) is not a revision of its own, but its name leads to one. Old states are
read with the current reader. Their content is plain values, since it may not fit the current model.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from scripts.records.ids import MAIN_CLAIM
from scripts.records.load import EVENTS
from scripts.records.location import Value
from scripts.records.yaml import parse
from scripts.timeline.content import NormalizedRecord, normalize, with_claim_texts
from scripts.timeline.diff import match, texts
from scripts.timeline.git import History, State, read_blobs, revision_name
from scripts.timeline.model import Chronology


@dataclass(frozen=True)
class EntryRevision:
    """One revision of an entry: its states, newest first, as blobs.

    `day` is that of the oldest state; `commit` and `path` locate the newest. What is not committed
    has none. `value` is None where it cannot be read, or where there is no other revision.
    """

    blobs: tuple[str, ...]
    day: datetime.date | None = None
    commit: str = ""
    path: str = ""
    value: NormalizedRecord | None = None

    @property
    def blob(self) -> str:
        """The blob of its newest state, which stands for all of them."""
        return self.blobs[0]

    @property
    def name(self) -> str:
        return revision_name(self.blob)


@dataclass(frozen=True)
class RevisionHistory:
    """All revisions of one entry, newest first; `at_hand`: whether there is a history to read.

    `to` is the id of the entry that replaces this one: then no revision is the current one.
    """

    id: str
    revisions: tuple[EntryRevision, ...]
    at_hand: bool
    to: str = ""

    @cached_property
    def pages(self) -> tuple[tuple[str, int, str], ...]:
        """For every state that has a page: its name, the position of its revision, its blob."""
        found: dict[str, tuple[str, int, str]] = {}
        for place, revision in enumerate(self.revisions):
            for blob in revision.blobs:
                name = revision_name(blob)
                found.setdefault(name, (name, place, blob))
        return tuple(found.values())

    @property
    def current(self) -> EntryRevision | None:
        """The current revision; None for an id that was replaced by another."""
        return None if self.to else self.revisions[0]

    @cached_property
    def state(self) -> State | None:
        """The state in which the entry is published; None as above."""
        if (now := self.current) is None:
            return None
        commit = now.commit if now.day else ""
        return State(now.blob, now.name, commit, now.path, self.revisions[-1].day, now.day)


def find_revisions(
    chronology: Chronology, root: Path, history: History
) -> dict[str, RevisionHistory]:
    """The revisions of all entries, and of all ids that were replaced by another, by id.

    Raises OSError where git cannot read a state.
    """
    targets = {id_: redirect.to for id_, redirect in chronology.redirects.items()}
    current = {id_: each.location for id_, each in chronology.entries.items()}
    states = {id_: _states(each.path, each.blob, history) for id_, each in current.items()}
    # An id that was replaced has no file.
    states |= {id_: _states((EVENTS / f"{id_}.yml").as_posix(), "", history) for id_ in targets}
    # Only states that are compared with another are read.
    redirected = {*targets, *targets.values()}
    several = [each for id_, each in states.items() if len(each) > 1 or id_ in redirected]
    wanted = {state.blob for each in several for state in each}
    values = {each.blob: each.document.value for each in current.values() if each.blob in wanted}
    values |= read_values(root, wanted - values.keys())
    found: dict[str, RevisionHistory] = {}
    for id_, each in states.items():  # those that were replaced come last
        to = targets.get(id_, "")
        newer = found[to].revisions[0].value if to in found else None
        if each:
            revisions = _revisions(each, values, newer)
            found[id_] = RevisionHistory(id_, revisions, bool(history), to)
    return found


def find_source_revisions(
    chronology: Chronology, root: Path, history: History
) -> dict[str, RevisionHistory]:
    """The revisions of all sources by id; those of one that has no other are not read.

    Raises OSError where git cannot read a state.
    """
    sources = chronology.sources
    states = {id_: _states(each.path, each.blob, history) for id_, each in sources.items()}
    wanted = {state.blob for each in states.values() if len(each) > 1 for state in each}
    values = read_values(root, wanted)
    return {
        id_: RevisionHistory(id_, _revisions(each, values, None), bool(history))
        for id_, each in states.items()
    }


_values: dict[str, Value | None] = {}
"""What YAML files say, by the ids of their blobs; None for what is no YAML."""


def read_values(root: Path, blobs: Iterable[str]) -> dict[str, Value]:
    """The parsed YAML of these blobs by id, without those that cannot be parsed.

    Each blob is read and parsed once in a process. Raises OSError where git cannot read the blobs.
    """
    wanted = {*blobs}
    for blob, data in read_blobs(root, wanted - _values.keys()).items():
        document, _ = parse(data, "")
        _values[blob] = document.value if document else None
    return {blob: value for blob in wanted if (value := _values.get(blob)) is not None}


def _states(path: str, blob: str, history: History) -> list[EntryRevision]:
    """The states of an entry whose file has the content `blob` now, newest first, not yet read."""
    committed = history.get(path, ())
    states = [EntryRevision((each.blob,), each.day, each.commit, each.path) for each in committed]
    uncommitted = blob and not (states and states[0].blob == blob)
    return [EntryRevision((blob,)), *states] if uncommitted else states


def _revisions(
    states: Iterable[EntryRevision],
    values: Mapping[str, Value],
    successor: NormalizedRecord | None,
) -> tuple[EntryRevision, ...]:
    """The states with their content; neighbours with the same content become one revision.

    `successor` is the content of the entry that replaced this one.
    """
    revisions: list[EntryRevision] = []
    for state in states:
        value = values.get(state.blob)
        content = normalize(value) if isinstance(value, dict) else None
        if content:
            content = upgrade(content, successor)
            successor = content
        newer = revisions[-1] if revisions else None
        if newer and content is not None and newer.value == content:
            revisions[-1] = replace(newer, blobs=newer.blobs + state.blobs, day=state.day)
        else:
            revisions.append(replace(state, value=content))
    return tuple(revisions)


def upgrade(old: NormalizedRecord, newer: NormalizedRecord | None) -> NormalizedRecord:
    """The content `old` in the current format, so that a change of format alone is no revision.

    Before the first release days were called `on`, and claims had no ids: each gets that of the
    claim in `newer`, the next content, that says the same, perhaps reworded; else one by position.
    """
    record = {name: _dated(value) for name, value in old.items()}
    claims, known = _claims(record), _claims(newer or {})
    ids = [each.get("id", "") for each in known]
    if [each.get("id") for each in claims] == [MAIN_CLAIM] and ids and MAIN_CLAIM not in ids:
        del claims[0]["id"]  # of the short form: the newer claims got theirs later
    if all("id" in each for each in claims):
        return record
    pairs = match(*([texts(each["text"]) for each in some] for some in (known, claims)))
    record["claims"] = [
        {"id": ids[pairs[place]] if place in pairs else f"claim-{place + 1}", **each}
        for place, each in enumerate(claims)
    ]
    return normalize(record)


def _claims(record: NormalizedRecord) -> list[dict[str, Value]]:
    """The claims, each with its text."""
    claims = with_claim_texts(record).get("claims")
    return [each for each in claims if isinstance(each, dict)] if isinstance(claims, list) else []


def _dated(value: Value) -> Value:
    """A value in which days are called `date` and not `on`."""
    if isinstance(value, list):
        return [_dated(each) for each in value]
    if not isinstance(value, dict) or "on" not in value:
        return value
    return {"date" if key == "on" else key: each for key, each in value.items()}
