"""The order in which the eye meets text that mixes writing directions (Unicode UAX #9).

For pictures only: in pages the browser does this.  Records hold no characters that embed, override
or isolate a direction (`records.characters`), so of the algorithm only the implicit rules are here;
each function names its rules.  Types are written as one letter, so that a rule is a substitution:
L and R as in UAX #9, A for AL, 1 for EN, 2 for AN, O for what is neutral.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

TYPES = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "1",
    "AN": "2",
    "ES": "+",
    "CS": ",",
    "ET": "%",
    "NSM": "~",
    # A joiner does not show: it goes with what stands before it.
    "BN": "~",
}
BRACKETS = {"(": ")", "[": "]", "{": "}"}


class Run(NamedTuple):
    """A stretch of a text, from `start` up to `end`, that is written in one direction.

    A direction is `ltr` or `rtl`, as in HTML.
    """

    start: int
    end: int
    direction: str


def levels(text: str, base: str) -> list[int]:
    """The embedding level of each character of a paragraph whose own direction is `base`."""
    own = "R" if base == "rtl" else "L"
    types = "".join(TYPES.get(unicodedata.bidirectional(each) or "L", "O") for each in text)
    types = _neutral(_brackets(text, _weak(types, own), own), own)
    by_type = (
        {"L": 2, "R": 1, "1": 2, "2": 2} if base == "rtl" else {"L": 0, "R": 1, "1": 2, "2": 2}
    )
    return [by_type[each] for each in types]  # I1, I2


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
    """The runs with every sequence of them that is at `level` or deeper turned round."""
    turned: list[tuple[int, int, int]] = []
    sequence: list[tuple[int, int, int]] = []
    for run in found:
        if run[2] >= level:
            sequence.insert(0, run)
        else:
            turned += [*sequence, run]
            sequence = []
    return turned + sequence


def _weak(types: str, own: str) -> str:
    """Types without A, ~ and separators: W1 to W7."""

    def numbers_as(kind: str) -> Callable[[re.Match[str]], str]:
        return lambda match: match[0].replace("1", kind)

    types = re.sub("^~+", lambda match: own * len(match[0]), types)
    types = re.sub("(.)~+", lambda match: match[1] * len(match[0]), types)
    types = re.sub("A[^LRA]*", numbers_as("2"), types).replace("A", "R")
    types = re.sub("(?<=1)[+,](?=1)", "1", types)
    types = re.sub("(?<=2),(?=2)", "2", types)
    types = re.sub("%+(?=1)|(?<=1)%+", lambda match: "1" * len(match[0]), types)
    types = re.sub("[+,%]", "O", types)
    return re.sub("(?:^|L)[^LR]*" if own == "L" else "L[^LR]*", numbers_as("L"), types)


def _brackets(text: str, types: str, own: str) -> str:
    """Both brackets of a pair go with what they enclose, or with what stands before: N0."""
    shown = list(types)
    for first, last in _pairs(text, types):
        inside = {_strong(each) for each in shown[first + 1 : last]} - {""}
        if not inside:
            continue
        before = next((kind for each in shown[first::-1] if (kind := _strong(each))), own)
        kind = own if own in inside else before
        for place in (first, last):
            marks = _marks(text, place)
            shown[place : place + 1 + marks] = kind * (1 + marks)
    return "".join(shown)


def _marks(text: str, place: int) -> int:
    """How many marks stand on the character at `place`."""
    after = text[place + 1 :]
    return next(
        (count for count, each in enumerate(after) if unicodedata.bidirectional(each) != "NSM"),
        len(after),
    )


def _pairs(text: str, types: str) -> list[tuple[int, int]]:
    """The places of brackets that belong together, by the first of each pair: BD16."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for place, (character, kind) in enumerate(zip(text, types, strict=True)):
        if kind != "O":
            continue
        if character in BRACKETS:
            waiting.append((BRACKETS[character], place))
        while any(closing == character for closing, _ in waiting):
            closing, first = waiting.pop()
            if closing == character:
                found.append((first, place))
                break
    return sorted(found)


def _neutral(types: str, own: str) -> str:
    """Types without O: the neutral goes with both its neighbours, else with the text: N1, N2."""

    def resolved(match: re.Match[str]) -> str:
        before = _strong(types[match.start() - 1]) if match.start() else own
        after = _strong(types[match.end()]) if match.end() < len(types) else own
        return (before if before == after else own) * len(match[0])

    return re.sub("O+", resolved, types)


def _strong(kind: str) -> str:
    """The direction that a type has for its neighbours, numbers included; O has none."""
    return {"L": "L", "O": ""}.get(kind, "R")
