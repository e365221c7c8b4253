"""The patterns in which a language file writes its forms of citation, and how they are filled.

In a pattern `{name}` stands for a value, `*…*` is in italics, and `|…|` is what the page's script
adds where the reader has the day of access put in.  What fills a pattern is never read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_PARTS = re.compile(r"\{(?P<name>[a-z-]+)\}|(?P<switch>[*|])|(?P<text>[^{*|]+)")

ADDRESS = "address"
ITALIC = "italic"
ACCESSED = "accessed"


class Segment(NamedTuple):
    """A piece of a citation and its role: "", "italic", "address" or "accessed".

    An address goes from left to right in every language. The text of an "accessed" segment is
    shown only by a script, which first fills its `{day}`, `{month}`, `{year}` or `{date}` (ISO
    8601).
    """

    text: str
    role: str = ""


def filled(pattern: str, values: Mapping[str, str]) -> tuple[Segment, ...]:
    """The segments of `pattern` with `values` in it; neighbours of one role are joined."""
    joined: list[Segment] = []
    for segment in _segments(pattern, values):
        if joined and joined[-1].role == segment.role:
            joined[-1] = Segment(joined[-1].text + segment.text, segment.role)
        elif segment.text:
            joined.append(segment)
    return tuple(joined)


def _segments(pattern: str, values: Mapping[str, str]) -> Iterator[Segment]:
    role = ""
    for match in _PARTS.finditer(pattern):
        name, switch, text = match["name"], match["switch"], match["text"]
        if switch:
            wanted = ITALIC if switch == "*" else ACCESSED
            role = "" if role == wanted else wanted
        elif text:
            yield Segment(text, role)
        elif role == ACCESSED:
            yield Segment(match[0], role)
        else:
            yield Segment(values[name], ADDRESS if name == ADDRESS else role)
