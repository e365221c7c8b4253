"""The comments of a YAML text, which no parser event reports, and the texts that they cut off.

A `#` after a space ends a plain scalar, and so does one on a line of its own; a line that begins
with `#` and is indented less than a block ends that (https://yaml.org/spec/1.2.2/, 6.6, 7.3.3,
8.1.1).  The rest of the sentence is lost then, and the file is still valid.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from scripts.records.location import KeyPath

BLOCK = frozenset("|>")  # the styles of a scalar whose first line may end in a comment

_COMMENT = re.compile("#[^\n]*")


class LostText(NamedTuple):
    """A comment that cuts off the text at `path`; `scalar` is the index of its event.

    `begin` is the index of the `#` in the file. `instead`: the text is empty, and the comment
    stands in its place.
    """

    begin: int
    words: str
    path: KeyPath
    scalar: int
    instead: bool


def comments(text: str, events: Sequence[yaml.Event]) -> Iterator[re.Match[str]]:
    """Every comment of `text`, whose parser events are `events`, from its `#` to the line's end."""
    at = 0
    for begin, end in [*_scalar_spans(text, events), (len(text), len(text))]:
        yield from _COMMENT.finditer(text, at, begin)
        at = max(at, end)


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
    characters = list(text)
    for each in found:
        characters[each.start() : each.end()] = " " * len(each[0])
    plain = "".join(characters)
    lost: dict[int, LostText] = {}
    outer: list[yaml.CollectionStartEvent] = []
    for index, event in enumerate(events):
        if isinstance(event, yaml.CollectionStartEvent):
            outer.append(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            outer.pop()
        elif isinstance(event, yaml.ScalarEvent) and index in paths and is_text(paths[index]):
            begin, end = _span(event)
            # The lines of the text begin after its key or hyphen, and end where the next event
            # begins. `indent` is the column of the key or hyphen; within brackets there is none.
            before, opened = _span(events[index - 1])
            in_list = isinstance(outer[-1], yaml.SequenceStartEvent)
            in_brackets = bool(outer[-1].flow_style)
            if in_list and not in_brackets:
                before = opened = plain.rfind("-", 0, begin)
            indent = None if in_brackets else before - plain.rfind("\n", 0, before) - 1
            until = _span(events[index + 1])[0] if index + 1 < len(events) else len(plain)
            first = bisect_left(found, opened, key=re.Match.start)
            last = bisect_left(found, max(end, until), key=re.Match.start)
            for each in found[first:last]:
                if _cuts(each, plain, event, indent, listed=in_list and in_brackets):
                    instead = not event.value and not event.style
                    facts = each[0].rstrip(), paths[index], index, instead
                    lost.setdefault(each.start(), LostText(each.start(), *facts))
    return [lost[begin] for begin in sorted(lost)]


def _span(event: yaml.Event) -> tuple[int, int]:
    """Where an event begins in the text, and where it ends."""
    begin, end = event.start_mark, event.end_mark
    return (begin.index if begin else 0), (end.index if end else 0)


def _scalar_spans(text: str, events: Sequence[yaml.Event]) -> Iterator[tuple[int, int]]:
    """Where each scalar begins and ends; in it a `#` is no comment."""
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            begin, end = _span(event)
            if event.style in BLOCK:
                # The line that opens the block may end in a comment: `>-  # so`.
                head = _line_end(text, begin)
                comment = text.find("#", begin, head)
                yield begin, comment if comment >= 0 else head
                begin = head
            yield begin, end


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _cuts(
    comment: re.Match[str], plain: str, event: yaml.ScalarEvent, indent: int | None, *, listed: bool
) -> bool:
    """Whether a comment between what opens a scalar and what follows it may be meant as text.

    Any may, where the text can go on. Where it cannot (after a closing quotation mark, the sign of
    a block, a comma) only `#` and a letter or digit: "#2334" is an unlikely start of a comment.
    `listed`: the scalar is an item of a list in brackets, which may begin anywhere.
    """
    begin, end = _span(event)
    at, word = comment.start(), comment[0][1:2].isalnum()
    if at < begin:
        return word or not (event.style or listed)
    if event.style in BLOCK and at < _line_end(plain, begin):
        return word
    between = plain[end:at]
    beside = event.style not in BLOCK and "\n" not in between
    column = at - plain.rfind("\n", 0, at) - 1
    if not beside and indent is not None and column <= indent:
        return False
    ended = event.style in {"'", '"'} or "," in between or not (event.value or beside)
    return word or not ended
