"""The comments of a YAML text: what no parser event tells, found in the gaps between the values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

BLOCK = frozenset("|>")
"""The styles of a scalar whose first line may end in a comment."""

_COMMENT = re.compile("#[^\n]*")
_OPENED = re.compile(r"[-?\s\[{]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, from its `#` to the end of its line.

    `begin` is its place in the text and `column` that in its line, from 0. `alone`: nothing else
    is on its line, or only the sign that opens what follows. `apart`: an empty line is above it.
    """

    begin: int
    column: int
    words: str
    alone: bool
    apart: bool


def comments(text: str, events: Sequence[yaml.Event]) -> Iterator[Comment]:
    """Every comment of `text`, whose parser events are `events`, in the order of the text."""
    at = 0
    for begin, end in [*_values(text, events), (len(text), len(text))]:
        for match in _COMMENT.finditer(text, at, begin):
            yield _comment(text, match)
        at = max(at, end)


def without_comments(text: str, found: Sequence[Comment]) -> str:
    """`text` of the same length, a blank for every character of a comment."""
    parts, at = [], 0
    for each in found:
        end = at_end(text, each.begin)
        parts += [text[at : each.begin], " " * (end - each.begin)]
        at = end
    return "".join([*parts, text[at:]])


def span(event: yaml.Event) -> tuple[int, int]:
    """Where what an event tells of begins in the text, and where it ends."""
    begin, end = event.start_mark, event.end_mark
    return (begin.index if begin else 0), (end.index if end else 0)


def at_end(text: str, index: int) -> int:
    """Where the line of the character at `index` ends."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _values(text: str, events: Sequence[yaml.Event]) -> Iterator[tuple[int, int]]:
    """From where to where each scalar stands; in it a `#` is no comment."""
    for event in events:
        if not isinstance(event, yaml.ScalarEvent):
            continue
        begin, end = span(event)
        if event.style in BLOCK:
            # The line that opens the block may end in a comment: `>-  # so`.
            head = at_end(text, begin)
            comment = text.find("#", begin, head)
            yield begin, comment if comment >= 0 else head
            yield head, end
        else:
            yield begin, end


def _comment(text: str, match: re.Match[str]) -> Comment:
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[line : match.start()]
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : max(line - 1, 0)]
    return Comment(
        begin=match.start(),
        column=len(before),
        words=match[0].rstrip(),
        alone=_OPENED.fullmatch(before) is not None,
        apart=line > 0 and not above.strip(),
    )
