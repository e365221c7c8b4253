"""The patterns in which a language file writes its forms of citation, and how they are filled.

In a pattern `{name}` stands for a value, `*…*` is in italics, and `|…|` is what the page's script
adds where the reader has the day of access put in.  What fills a pattern is never read as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_PARTS = re.compile(r"\{(?P<name>[a-z-]+)\}|(?P<switch>[*|])|(?P<text>[^{*|]+)")

ADDRESS = "address"
ITALIC = "italic"
ACCESSED = "accessed"
APART = "apart"


class Segment(NamedTuple):
    """A piece of a citation and its role: "", "italic", "address", "accessed" or "apart".

    An address, and what is like one, goes from left to right in every language. The text of an
    "accessed" segment is shown only by a script, which first fills its `{day}`, `{month}`, `{year}`
    or `{date}` (ISO 8601). What stands "apart" may be of another script than its surroundings, and
    goes in its own direction.
    """

    text: str
    role: str = ""


def filled(
    pattern: str, values: Mapping[str, str], apart: Collection[str] = ()
) -> tuple[Segment, ...]:
    """The segments of `pattern` with `values` in it; neighbours of one role are joined.

    `apart` are the names of values that stand apart where they are not in italics.
    """
    joined: list[Segment] = []
    for segment in _segments(pattern, values, apart):
        if joined and joined[-1].role == segment.role:
            joined[-1] = Segment(joined[-1].text + segment.text, segment.role)
        elif segment.text:
            joined.append(segment)
    return tuple(joined)


def _segments(pattern: str, values: Mapping[str, str], apart: Collection[str]) -> Iterator[Segment]:
    for text, name, role in _parts(pattern):
        if name:
            own = ADDRESS if name == ADDRESS else APART if name in apart else ""
            yield Segment(values[name], role or own)
        else:
            yield Segment(text, role)


@lru_cache(maxsize=256)
def _parts(pattern: str) -> tuple[tuple[str, str, str], ...]:
    """The parts of a pattern: text or else the name of a value that stands there, and the role."""
    found = []
    role = ""
    for match in _PARTS.finditer(pattern):
        name, switch, text = match["name"], match["switch"], match["text"]
        if switch:
            wanted = ITALIC if switch == "*" else ACCESSED
            role = "" if role == wanted else wanted
        elif text or role == ACCESSED:
            found.append((match[0], "", role))
        else:
            found.append(("", name, role))
    return tuple(found)
