"""The labels of the landmarks: how wide their text is, and where there is room for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from scripts.pages.chart.axis import Position

MAX_TIERS, MAX_ARRANGED = 4, 8
"""How many rows of labels stand above the lanes at most; of how many every arrangement is tried."""


class Label(NamedTuple):
    """The label of a landmark whose mark is `at` a position; `tier` is counted from the lanes up.

    The side is 0 above the mark, 1 after it in time, -1 before it.
    """

    id: str
    at: Position
    lines: tuple[str, ...]
    width: float
    tier: int
    side: int

    @property
    def anchor(self) -> str:
        return {0: "middle", 1: "start", -1: "end"}[self.side]

    def span(self, x: float) -> tuple[float, float]:
        """What it takes up with its mark at `x`."""
        left = x - self.width * (1 - self.side) / 2
        return left, left + self.width

    def fits(self, width: float) -> bool:
        """Whether it lies on an axis of this width, on both scales."""
        spans = map(self.span, self.at[:2])
        return all(left >= 0 and right <= width for left, right in spans)

    def collides(self, other: Label) -> bool:
        """Whether one of the two covers the other or its leader line, on either scale."""
        low, high = sorted((self, other), key=attrgetter("tier"))
        for x, line in zip(low.at[:2], high.at[:2], strict=True):
            (left, right), (first, last) = low.span(x), high.span(line)
            if (left < last and first < right) if low.tier == high.tier else left <= line <= right:
                return True
        return False


def place_labels(
    words: Mapping[str, tuple[Position, tuple[str, ...]]], size: float, width: float
) -> dict[str, Label]:
    """Labels by id in as few tiers as can be; one that finds no room is left out.

    `words` are the position and the lines of each, `size` is the font size, `width` the length of
    the axis. Labels that do not collide on the two scales do not when both are enlarged.
    """
    choices = []
    for id_, (at, lines) in words.items():
        needed = max(text_width(line, size) for line in lines) + size
        places = product(range(MAX_TIERS), (0, 1, -1))
        labels = (Label(id_, at, lines, needed, tier, side) for tier, side in places)
        choices.append([label for label in labels if label.fits(width)])
    few = choices[:MAX_ARRANGED]
    for tiers in range(1, MAX_TIERS + 1):
        low = [[label for label in each if label.tier < tiers] for each in few]
        for placed in _arranged(low):
            return {label.id: label for label in placed}
    placed = ()
    for each in choices:
        placed = next(_arranged([each], placed), placed)
    return {label.id: label for label in placed}


def _arranged(
    choices: Sequence[Sequence[Label]], placed: tuple[Label, ...] = ()
) -> Iterator[tuple[Label, ...]]:
    """Every way to add one of each of `choices` so that no two collide, the best first."""
    if not choices:
        yield placed
        return
    for label in choices[0]:
        if not any(map(label.collides, placed)):
            yield from _arranged(choices[1:], (*placed, label))


def wrapped(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """`text` in lines of a width, at most so many; what is left out shows as an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"])


# Shares of the letters' size, in the wider ones of the style sheet's faces.
WIDTHS = {
    0.35: "ijltfrI.,:;'|!()[]/- \u0627\u0623\u0625\u0622\u0644",
    0.56: "0123456789acekszvxy",
    1.0: "mwMW@%—…",
}
LETTERS = {letter: width for width, letters in WIDTHS.items() for letter in letters}


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif face: rather too much than too little."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return LETTERS.get(letter, 0.72 if letter.isupper() else 0.63)
