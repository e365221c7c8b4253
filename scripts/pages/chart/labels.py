"""The labels of the landmarks: how wide their text is, and where there is room for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.pages.chart.marks import Mark

MAX_TIERS, MAX_ARRANGED = 4, 8
"""How many rows of labels stand above the lanes at most; of how many every arrangement is tried."""


@dataclass(frozen=True)
class Flag:
    """The label of a landmark: its lines, its tier from the lanes upwards, its side.

    The side is 0 where it stands over its mark, 1 where it stands after it in time, -1 before.
    """

    lines: tuple[str, ...]
    width: float
    tier: int
    side: int

    def span(self, x: float) -> tuple[float, float]:
        """What it takes up with its mark at `x`."""
        left = x - self.width * (1 - self.side) / 2
        return left, left + self.width

    @property
    def anchor(self) -> str:
        """Its `text-anchor` in SVG."""
        return {0: "middle", 1: "start", -1: "end"}[self.side]


Placed = tuple[tuple[Mark, Flag], ...]


@dataclass(frozen=True)
class Labels:
    """Finds room for the labels of landmarks, none over another or across another's leader line.

    `lines` are their words by entry, `size` that of the letters, `width` that of the axis. What
    does not collide on the two scales does not when both are enlarged.
    """

    lines: Mapping[str, tuple[str, ...]]
    size: float
    width: float

    def flags(self, marks: Sequence[Mark]) -> dict[str, Flag]:
        """The labels of `marks` in as few tiers as can be; one that finds no room is left out."""
        tries = (self._arranged(marks[:MAX_ARRANGED], tier + 1, ()) for tier in range(MAX_TIERS))
        placed = next((each for each in tries if each is not None), None)
        if placed is None:
            placed = ()
            for mark in marks:
                placed = next(self._choices(mark, MAX_TIERS, placed), placed)
        return {mark.entry.id: flag for mark, flag in placed}

    def _arranged(self, marks: Sequence[Mark], tiers: int, placed: Placed) -> Placed | None:
        """Labels for all of `marks` beside those that are placed, or None if that cannot be."""
        if not marks:
            return placed
        choices = self._choices(marks[0], tiers, placed)
        tries = (self._arranged(marks[1:], tiers, more) for more in choices)
        return next((each for each in tries if each is not None), None)

    def _choices(self, mark: Mark, tiers: int, placed: Placed) -> Iterator[Placed]:
        """Every way to place one more label, the best first."""
        lines = self.lines[mark.entry.id]
        width = max(text_width(line, self.size) for line in lines) + self.size
        weighted = [(other.at.weighted, flag) for other, flag in placed]
        linear = [(other.at.linear, flag) for other, flag in placed]
        for tier in range(tiers):
            for side in (0, 1, -1):
                flag = Flag(lines, width, tier, side)
                if self._is_free(mark.at.weighted, flag, weighted) and self._is_free(
                    mark.at.linear, flag, linear
                ):
                    yield *placed, (mark, flag)

    def _is_free(self, x: float, flag: Flag, placed: Sequence[tuple[float, Flag]]) -> bool:
        """Whether a label at `x` lies on the axis and collides with none that is placed."""
        left, right = flag.span(x)
        if left < 0 or right > self.width:
            return False
        for other_x, other in placed:
            other_left, other_right = other.span(other_x)
            if other.tier == flag.tier and left < other_right and other_left < right:
                return False
            if other.tier < flag.tier and other_left <= x <= other_right:
                return False
            if other.tier > flag.tier and left <= other_x <= right:
                return False
        return True


def wrapped(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """`text` in lines of a width, at most so many; what is left out shows as an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        return (*lines[: most - 1], f"{lines[most - 1]}…")
    return tuple(lines)


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
