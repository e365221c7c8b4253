"""What is joined again is what it would be at first, and for the most part the very same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from remembering import edits

from scripts.memory import Memory
from scripts.records.load import Located, Records
from scripts.timeline import evidence
from scripts.timeline.join import join
from scripts.timeline.model import Chronology


class Files:
    """The files of records: each other record has another blob."""

    def __init__(self) -> None:
        """None yet."""
        self._known: dict[int, tuple[Located[Any], Located[Any]]] = {}

    def of(self, records: Records) -> Records:
        """The records as they are read: what is the very same was not read again."""
        entries = tuple(map(self._read, records.entries))
        return replace(records, entries=entries, sources=tuple(map(self._read, records.sources)))

    def _read(self, each: Located[Any]) -> Located[Any]:
        if id(each) not in self._known:
            spot = replace(each.spot, blob=f"blob {len(self._known)}")
            self._known[id(each)] = each, replace(each, spot=spot)
        return self._known[id(each)][1]


@pytest.mark.parametrize("seed", range(6))
def test_joined_again(records: Records, seed: int) -> None:
    """Over a sequence of edits, of which each concerns a few entries."""
    files, memory, last = Files(), Memory(), None
    for changed, _ in edits(records, seed):
        given = files.of(changed)
        whole = join(given, memory=memory, last=last)
        assert whole == join(given)
        if last:
            same = [id_ for id_, each in whole.entries.items() if each is last.entries.get(id_)]
            assert same
        last = whole


def test_nothing_changed(records: Records) -> None:
    """Then all of it is the very same, indexes included."""
    given, memory = Files().of(records), Memory()
    first = join(given, memory=memory)
    again = join(given, memory=memory, last=first)
    for name in ("by_topic", "by_source", "years", "differing", "derived"):
        assert getattr(again, name) is getattr(first, name)
    assert all(again.entries[id_] is each for id_, each in first.entries.items())
    assert all(again.sources[id_] is each for id_, each in first.sources.items())


def test_evidence_is_weighed_once(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory has it from the first time on, also where nothing is the same but the files."""
    given, memory = Files().of(records), Memory()
    first = join(given, memory=memory)

    def refuse(*_: object) -> None:
        raise AssertionError("it has been weighed")

    monkeypatch.setattr(evidence, "of_entry", refuse)
    again: Chronology = join(given, memory=memory)
    assert again == first
