"""The visual order of text that mixes writing directions (Unicode UAX #9).

For pictures only: in pages the browser does this. Records hold no characters that embed, override
or isolate a direction (`records.characters`).
"""

from __future__ import annotations

from typing import NamedTuple

import bidi

# python-bidi gives back the reordered text only, in which characters have lost their places. So
# each is followed by its place in two tag characters, which go where it goes (UAX #9, X9). The mark
# at the end has the direction of the text: without it the last tags would not go along (L1).
_TAGS = [chr(point) for point in range(0xE0020, 0xE0080)]
_NUMBERS = {tag: number for number, tag in enumerate(_TAGS)}
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}


class Run(NamedTuple):
    """A stretch of a text, from `start` up to `end`, that is written in one direction.

    A direction is `ltr` or `rtl`, as in HTML.
    """

    start: int
    end: int
    direction: str


def runs(text: str, base: str) -> list[Run]:
    """The runs of a line of at most 9,216 characters, from left to right; `base` is its direction.

    An rtl run is read from its end.
    """
    size, mark = len(_TAGS), _MARKS[base]
    tagged = (f"{each}{_TAGS[at // size]}{_TAGS[at % size]}" for at, each in enumerate(text))
    shown = bidi.get_display("".join(tagged) + mark, base_dir=base[0].upper())
    shown = shown.removeprefix(mark) if base == "rtl" else shown.removesuffix(mark)
    found: list[Run] = []
    for first in range(0, len(shown), 3):
        each = shown[first : first + 3]
        direction = "rtl" if each[0] in _NUMBERS else "ltr"
        high, low = (_NUMBERS[tag] for tag in (each[1::-1] if direction == "rtl" else each[1:]))
        place = high * size + low
        last = found[-1] if found and found[-1].direction == direction else None
        if last and place == (last.end if direction == "ltr" else last.start - 1):
            found[-1] = Run(min(last.start, place), max(last.end, place + 1), direction)
        else:
            found.append(Run(place, place + 1, direction))
    return found
