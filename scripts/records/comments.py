"""The comments of a YAML text, which no parser event reports, and the texts that they cut off.

A `#` after a space ends a plain scalar, and so does one on a line of its own; a line that begins
with `#` and is indented less than a block ends that (https://yaml.org/spec/1.2.2/, 6.6, 7.3.3,
8.1.1).  The rest of the sentence is lost then, and the file is still valid.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from scripts.records.location import KeyPath

BLOCK = frozenset("|>")
"""The styles of a scalar whose first line may end in a comment."""

_COMMENT = re.compile("#[^\n]*")
_OPENED = re.compile(r"[-?\s\[{]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, from its `#` to the end of its line.

    `begin` is its index in the text and `column` that in its line, from 0. `alone`: nothing else
    is on its line, or only the sign that opens what follows. `apart`: an empty line is above it.
    """

    begin: int
    column: int
    words: str
    alone: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class LostText:
    """A comment that cuts off the text at `path`; `scalar` is the index of its event.

    `instead`: the text is empty, and the comment stands in its place.
    """

    comment: Comment
    path: KeyPath
    scalar: int
    instead: bool


@dataclass(frozen=True, slots=True)
class _Text:
    """A scalar of a field that holds text.

    Its lines begin after its key or hyphen, at `opened`, and end where the next event begins, at
    `until`. `indent` is the column of the key or hyphen; within brackets there is none. `listed`:
    it is an item of a list in brackets, which may begin anywhere.
    """

    event: yaml.ScalarEvent
    opened: int
    until: int
    indent: int | None
    listed: bool


def comments(text: str, events: Sequence[yaml.Event]) -> Iterator[Comment]:
    """Every comment of `text`, whose parser events are `events`, in the order of the text."""
    at = 0
    for begin, end in [*_scalar_spans(text, events), (len(text), len(text))]:
        for match in _COMMENT.finditer(text, at, begin):
            yield _comment(text, match)
        at = max(at, end)


def without_comments(text: str, found: Sequence[Comment]) -> str:
    """`text` of the same length, a space for every character of a comment."""
    parts, at = [], 0
    for each in found:
        end = _line_end(text, each.begin)
        parts += [text[at : each.begin], " " * (end - each.begin)]
        at = end
    return "".join([*parts, text[at:]])


def span(event: yaml.Event) -> tuple[int, int]:
    """Where an event begins in the text, and where it ends."""
    begin, end = event.start_mark, event.end_mark
    return (begin.index if begin else 0), (end.index if end else 0)


def lost_texts(
    text: str,
    events: Sequence[yaml.Event],
    paths: Mapping[int, KeyPath],
    is_text: Callable[[KeyPath], bool],
) -> list[LostText]:
    """The comments of `text` that cut a text off, in order.

    `events` are those of the parser, `paths` the paths of scalars by the index of their event;
    `is_text` says whether the field at a path holds text. `text` ends where the parser stopped.
    """
    # The comment in the first line is for editors.
    if text.find("#", text.find("\n") if text.startswith("#") else 0) < 0:
        return []
    found = list(comments(text, events))
    begins = [each.begin for each in found]
    plain = without_comments(text, found)
    lost: dict[int, LostText] = {}
    for index, scalar in _texts(plain, events, paths, is_text):
        first, last = (bisect_left(begins, each) for each in (scalar.opened, scalar.until))
        for comment in found[first:last]:
            if _cuts(plain, text, scalar, comment):
                instead = not scalar.event.value and not scalar.event.style
                lost.setdefault(comment.begin, LostText(comment, paths[index], index, instead))
    return [lost[begin] for begin in sorted(lost)]


def _scalar_spans(text: str, events: Sequence[yaml.Event]) -> Iterator[tuple[int, int]]:
    """Where each scalar begins and ends; in it a `#` is no comment."""
    for event in events:
        if not isinstance(event, yaml.ScalarEvent):
            continue
        begin, end = span(event)
        if event.style in BLOCK:
            # The line that opens the block may end in a comment: `>-  # so`.
            head = _line_end(text, begin)
            comment = text.find("#", begin, head)
            yield begin, comment if comment >= 0 else head
            yield head, end
        else:
            yield begin, end


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end


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


def _texts(
    plain: str,
    events: Sequence[yaml.Event],
    paths: Mapping[int, KeyPath],
    is_text: Callable[[KeyPath], bool],
) -> Iterator[tuple[int, _Text]]:
    """The scalars of fields that hold text, by the index of their event."""
    open_: list[yaml.CollectionStartEvent] = []
    for index, event in enumerate(events):
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
        elif isinstance(event, yaml.ScalarEvent) and index in paths and is_text(paths[index]):
            outer = open_[-1]
            is_item = isinstance(outer, yaml.SequenceStartEvent)
            begin, end = span(event)
            before, opened = span(events[index - 1])
            if is_item and not outer.flow_style:
                before = opened = plain.rfind("-", 0, begin)
            indent = None if outer.flow_style else before - plain.rfind("\n", 0, before) - 1
            until = span(events[index + 1])[0] if index + 1 < len(events) else len(plain)
            listed = is_item and bool(outer.flow_style)
            yield index, _Text(event, opened, max(end, until), indent, listed)


def _cuts(plain: str, text: str, scalar: _Text, comment: Comment) -> bool:
    """Whether a comment between what opens a scalar and what follows it may be meant as text.

    Any may, where the text can go on. Where it cannot (after a closing quotation mark, the sign of
    a block, a comma) only `#` and a letter or digit: "#2334" is an unlikely start of a comment.
    """
    event, at = scalar.event, comment.begin
    begin, end = span(event)
    word = text[at + 1 : at + 2].isalnum()
    if at < begin:
        return word or not (event.style or scalar.listed)
    if event.style in BLOCK and at < _line_end(text, begin):
        return word
    between = plain[end:at]
    beside = event.style not in BLOCK and "\n" not in between
    deeper = scalar.indent is None or comment.column > scalar.indent
    if not beside and not deeper:
        return False
    ended = event.style in {"'", '"'} or "," in between or not (event.value or beside)
    return word or not ended
