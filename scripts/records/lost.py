"""Text that YAML takes for a comment: a `#` where the text of a field could go on.

A `#` after a blank ends a plain scalar, and so does one on a line of its own; a line that begins
with `#` and is indented less than a block ends that (https://yaml.org/spec/1.2.2/, 6.6, 7.3.3,
8.1.1).  The rest of the sentence is gone then, and the file is as valid as before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from scripts.records.comments import BLOCK, Comment, at_end, comments, span, without_comments
from scripts.records.values import Where


@dataclass(frozen=True, slots=True)
class Lost:
    """A comment that takes text from the value at `where`; `scalar` is the index of its event.

    `instead`: the value is empty, and the comment stands in its place.
    """

    comment: Comment
    where: Where
    scalar: int
    instead: bool


@dataclass(frozen=True, slots=True)
class _Value:
    """A scalar of a field that holds text.

    What belongs to it begins after its key or hyphen, at `opened`, and ends where the next event
    begins, at `until`. `indent` is the column of the key or hyphen; within brackets there is none.
    `listed`: it is an item of a list in brackets, which begins wherever it likes.
    """

    event: yaml.ScalarEvent
    opened: int
    until: int
    indent: int | None
    listed: bool


def lost_texts(
    text: str,
    events: Sequence[yaml.Event],
    values: Mapping[int, Where],
    is_text: Callable[[Where], bool],
) -> list[Lost]:
    """The comments of `text` that take text from a value, in order.

    `events` are those of the parser; `values` say where the value of an event stands, by the index
    of the event; `is_text` says whether the field there holds text. `text` ends where the parser
    had to end.
    """
    # The comment in the first line is for editors.
    if text.find("#", text.find("\n") if text.startswith("#") else 0) < 0:
        return []
    found = list(comments(text, events))
    begins = [each.begin for each in found]
    plain = without_comments(text, found)
    lost: dict[int, Lost] = {}
    for index, value in _texts(plain, events, values, is_text):
        first, last = (bisect_left(begins, each) for each in (value.opened, value.until))
        for comment in found[first:last]:
            if _takes_text(plain, text, value, comment):
                instead = not value.event.value and not value.event.style
                lost.setdefault(comment.begin, Lost(comment, values[index], index, instead))
    return [lost[begin] for begin in sorted(lost)]


def _texts(
    plain: str,
    events: Sequence[yaml.Event],
    values: Mapping[int, Where],
    is_text: Callable[[Where], bool],
) -> Iterator[tuple[int, _Value]]:
    """The scalars of fields that hold text, by the index of their event."""
    open_: list[yaml.CollectionStartEvent] = []
    for index, event in enumerate(events):
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
        elif isinstance(event, yaml.ScalarEvent) and index in values and is_text(values[index]):
            outer = open_[-1]
            is_item = isinstance(outer, yaml.SequenceStartEvent)
            begin, end = span(event)
            before, opened = span(events[index - 1])
            if is_item and not outer.flow_style:
                before = opened = plain.rfind("-", 0, begin)
            indent = None if outer.flow_style else before - plain.rfind("\n", 0, before) - 1
            until = span(events[index + 1])[0] if index + 1 < len(events) else len(plain)
            listed = is_item and bool(outer.flow_style)
            yield index, _Value(event, opened, max(end, until), indent, listed)


def _takes_text(plain: str, text: str, value: _Value, comment: Comment) -> bool:
    """Whether a comment between what opens a value and what follows it may be meant as text.

    Any may, where the text can go on. Where it cannot (behind a closing quotation mark, the sign of
    a block, a comma) only `#` and a letter or digit: "#2334" is no way to begin a comment.
    """
    event, at = value.event, comment.begin
    begin, end = span(event)
    word = text[at + 1 : at + 2].isalnum()
    if at < begin:
        return word or not (event.style or value.listed)
    if event.style in BLOCK and at < at_end(text, begin):
        return word
    between = plain[end:at]
    beside = event.style not in BLOCK and "\n" not in between
    deeper = value.indent is None or comment.column > value.indent
    if not beside and not deeper:
        return False
    ended = event.style in {"'", '"'} or "," in between or not (event.value or beside)
    return word or not ended
