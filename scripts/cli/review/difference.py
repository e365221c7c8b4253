"""Two texts, and two records, side by side: what only one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from scripts.records.reader import Value

MOST_PAIRS = 1_000_000
"""Of longer texts, which no editor writes, the words are not compared."""

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, parted by spaces; True for those that the other text has not."""


@dataclass(frozen=True)
class FieldRow:
    """A field of a record: where it stands, what it said, what it says."""

    name: str
    before: Pieces
    after: Pieces


def whole(text: str) -> Pieces:
    """A text that is compared with nothing."""
    return ((text, False),)


def pieces(old: str, new: str) -> tuple[Pieces, Pieces]:
    """`old` and `new` in pieces, compared word by word."""
    was, now = old.split(), new.split()
    if len(was) * len(now) > MOST_PAIRS:
        return ((old, True),), ((new, True),)
    first: list[tuple[str, bool]] = []
    second: list[tuple[str, bool]] = []
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        for found, words in ((first, was[start:end]), (second, now[begin:stop])):
            if words:
                found.append((" ".join(words), tag != "equal"))
    return tuple(first), tuple(second)


def fields(old: Value | None, new: Value | None) -> Iterator[FieldRow]:
    """The fields that differ, each with what it said and says."""
    was, now = dict(_leaves(old)), dict(_leaves(new))
    for name in [*now, *(each for each in was if each not in now)]:
        before, after = was.get(name, ""), now.get(name, "")
        if before != after:
            compared = pieces(before, after) if before and after else (whole(before), whole(after))
            yield FieldRow(name, *compared)


def _leaves(value: Value | None, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a value by its place, such as `title_in.en` or `derives_from.1`."""
    if isinstance(value, str):
        yield where, " ".join(value.split())
    elif value is not None:
        parts = value.items() if isinstance(value, dict) else enumerate(value, start=1)
        for key, part in parts:
            yield from _leaves(part, f"{where}.{key}" if where else str(key))
