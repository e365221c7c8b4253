"""The visual order of text that mixes writing directions (Unicode UAX #9).

For pictures only: in pages the browser does this. Records hold no characters that embed, override
or isolate a direction (`records.characters`).
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from typing import NamedTuple

import bidi

_LEVEL = re.compile(r"Level\(\s*([0-9]+)")


class Run(NamedTuple):
    """A stretch of a text, from `start` up to `end`, that is written in one direction.

    A direction is `ltr` or `rtl`, as in HTML.
    """

    start: int
    end: int
    direction: str


def levels(text: str, base: str) -> list[int]:
    """The embedding level of each character of a paragraph whose own direction is `base`.

    python-bidi tells the levels in its debug output only, one for each byte of UTF-8.
    """
    if not text:
        return []
    report = bidi.get_display(text, base_dir="R" if base == "rtl" else "L", debug=True)
    # A line break in the text is escaped in the report, so these lines are not from the text.
    listed = report.partition("\n    levels: [\n")[2].partition("\n    paragraphs: [\n")[0]
    found = [int(level) for level in _LEVEL.findall(listed)]
    *starts, end = accumulate((len(each.encode()) for each in text), initial=0)
    if len(found) != end:
        raise ValueError("the report of python-bidi has another form than expected")
    return [found[start] for start in starts]


def runs(text: str, levels: list[int], base: str) -> list[Run]:
    """The runs of one line from left to right; `levels` are those of its characters."""
    own = int(base == "rtl")
    bare = len(text.rstrip())
    shown = [*levels[:bare], *[own] * (len(text) - bare)]  # L1
    found: list[tuple[int, int, int]] = []
    for level, places in groupby(range(len(shown)), shown.__getitem__):
        stretch = [*places]
        found.append((stretch[0], stretch[-1] + 1, level))
    for level in range(max(shown, default=0), 0, -1):
        found = _reversed(found, level)  # L2
    return [Run(start, end, "rtl" if level % 2 else "ltr") for start, end, level in found]


def _reversed(found: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    """The runs, with every sequence of runs at `level` or deeper in reverse order."""
    made: list[tuple[int, int, int]] = []
    for is_deep, group in groupby(found, lambda run: run[2] >= level):
        sequence = [*group]
        made += reversed(sequence) if is_deep else sequence
    return made
