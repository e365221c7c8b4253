"""The labels of the landmarks: how wide their text is, and where there is room for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.pages.chart.axis import Position

MAX_TIERS, MAX_ARRANGED = 4, 8
"""How many rows of labels stand above the lanes at most; of how many every arrangement is tried."""


@dataclass(frozen=True)
class Flag:
    """The label of a landmark: its lines, its tier counted from the lanes upwards, its side.

    The side is 0 above the mark, 1 after it in time, -1 before it.
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
        return {0: "middle", 1: "start", -1: "end"}[self.side]


Flags = Mapping[str, Flag]
"""Labels by the id of the entry."""


@dataclass(frozen=True)
class Labels:
    """Places the labels of landmarks so that none covers another label or leader line.

    By entry, `lines` are the words and `places` the positions of the marks; `size` is the font
    size, `width` the length of the axis. Labels that do not collide on the two scales do not
    collide when both are enlarged.
    """

    lines: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Position]
    size: float
    width: float

    def flags(self) -> Flags:
        """The labels in as few tiers as can be; one that finds no room is left out."""
        ids = [*self.places]
        for tiers in range(1, MAX_TIERS + 1):
            for placed in self._arranged(ids[:MAX_ARRANGED], tiers, {}):
                return placed
        placed = {}
        for id_ in ids:
            placed = next(self._choices(id_, MAX_TIERS, placed), placed)
        return placed

    def _arranged(self, ids: Sequence[str], tiers: int, placed: Flags) -> Iterator[Flags]:
        """Every way to place the labels of all of `ids` beside those that are placed."""
        if not ids:
            yield placed
            return
        for more in self._choices(ids[0], tiers, placed):
            yield from self._arranged(ids[1:], tiers, more)

    def _choices(self, id_: str, tiers: int, placed: Flags) -> Iterator[Flags]:
        """Every way to place one more label, the best first."""
        width = max(text_width(line, self.size) for line in self.lines[id_]) + self.size
        for tier in range(tiers):
            for side in (0, 1, -1):
                flag = Flag(self.lines[id_], width, tier, side)
                if self._is_free(id_, flag, placed):
                    yield {**placed, id_: flag}

    def _is_free(self, id_: str, flag: Flag, placed: Flags) -> bool:
        """Whether a label lies on the axis and collides with no other one, on both scales."""
        for scale in ("weighted", "linear"):
            x: float = getattr(self.places[id_], scale)
            left, right = flag.span(x)
            if left < 0 or right > self.width:
                return False
            for other_id, other in placed.items():
                other_x: float = getattr(self.places[other_id], scale)
                first, last = other.span(other_x)
                if other.tier == flag.tier:
                    collides = left < last and first < right
                elif other.tier < flag.tier:
                    collides = first <= x <= last
                else:
                    collides = left <= other_x <= right
                if collides:
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
