"""Dates as precise as their sources: a subset of EDTF (ISO 8601-2:2019).

Taken from the specification (https://www.loc.gov/standards/datetime/), years 1000 to 9999:

    1992 · 1992-04 · 1992-04-10           level 0, Date
    2013/2014 · 2022-01-02/2022-01-19     level 0, Time Interval
    1992-12? · 1930~ · 1930%              level 1, Qualification of a date (complete)
    199X · 19XX                           level 1, Unspecified digit(s) from the right
    2013/.. · ../1995 · 1930~/1940?       level 1, Extended Interval

Of two spellings for one thing one is refused, so that equal dates are equal texts: `2016-12-XX`
says no more than `2016-12`. How a date is put into words is a matter of language, not of this
module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from scripts.records.points import DateError, Point, Precision, parse_point

__all__ = ["DateError", "Edtf", "Point", "Precision"]

OPEN = ".."

# How people write what EDTF writes otherwise: needed for remedies alone.
_FAMILIAR = str.maketrans(
    {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}  # Arabic, Persian
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"x": "X", "\u061f": "?", "\u066a": "%"}
)
_SEPARATED = re.compile(r"[0-9]{4}([/.])[0-9]{1,2}(?:\1[0-9]{1,2})?[?~%]?")
_SINGLE_DIGIT = re.compile(r"(?<=-)([0-9])(?![0-9])")
_NEEDLESS_X = re.compile(r"(?<=[0-9X])(?:-XX)+(?=[?~%]?(?:/|$))")


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval, made by `Edtf.parse`; equal where the texts are equal.

    `start` and `end` are the same Point for a single date; None is an open end (`..`), which an
    interval has at one side at most.
    """

    text: str
    start: Point | None = field(compare=False)
    end: Point | None = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """The date that `text` spells, character for character.

        Raises DateError: `bad-date`; `misspelt-date`, `needless-x`, `needless-interval`,
        `reversed-interval` (each with `remedy`); `year-out-of-range`; `no-such-month` (`month`);
        `no-such-day` (`day`, `month`, `last`).
        """
        ends = _ends(text)
        if ends is None:
            raise _refusal(text)
        return cls(text, *ends)

    def __str__(self) -> str:
        """The date as it is written."""
        return self.text

    @property
    def is_interval(self) -> bool:
        """Whether beginning and end are given apart, be one of them open."""
        return "/" in self.text

    @property
    def lower(self) -> date | None:
        """The first day it can mean, inclusive; None for an open beginning."""
        return self.start.lower if self.start else None

    @property
    def upper(self) -> date | None:
        """The last day it can mean, inclusive; None for an open end."""
        return self.end.upper if self.end else None

    @property
    def precision(self) -> Precision:
        """That of its coarser end."""
        return min(point.precision for point in self._points)

    @property
    def uncertain(self) -> bool:
        """Whether an end of it is uncertain (`?` or `%`)."""
        return any(point.uncertain for point in self._points)

    @property
    def approximate(self) -> bool:
        """Whether an end of it is approximate (`~` or `%`)."""
        return any(point.approximate for point in self._points)

    @property
    def sort_key(self) -> tuple[date, Precision, date, str]:
        """Lower bound, then the coarser first, then upper bound, then text: a total order.

        An open beginning sorts by its upper bound, all that is known of it; an open end comes
        after every end that is known.
        """
        upper = self.upper or date.max
        return (self.lower or upper, self.precision, upper, self.text)

    @property
    def _points(self) -> tuple[Point, ...]:
        return tuple(point for point in (self.start, self.end) if point)


def _ends(text: str) -> tuple[Point | None, Point | None] | None:
    """Both ends of `text`, or None where it does not fit the grammar."""
    first, slash, last = text.partition("/")
    start = parse_point(first)
    if not slash:
        return (start, start) if start else None
    end = parse_point(last)
    if start and end:
        _check_order(start, end, text)
        return start, end
    half_open = (start and last == OPEN) or (end and first == OPEN)
    return (start, end) if half_open else None


def _check_order(start: Point, end: Point, text: str) -> None:
    """Refuse an interval that is reversed however its ends are read, or that is a single date."""
    if start == end:
        raise DateError("needless-interval", {"value": text, "remedy": text.partition("/")[0]})
    if start.lower > end.upper:
        first, _, last = text.partition("/")
        raise DateError("reversed-interval", {"value": text, "remedy": f"{last}/{first}"})


def _refusal(text: str) -> DateError:
    """Why `text`, which does not fit the grammar, is no date, and the remedy if one is evident."""
    familiar = _respelled(text)
    remedy = _NEEDLESS_X.sub("", familiar)
    if remedy == text or _ends(remedy) is None:
        return DateError("bad-date", {"value": text})
    code = "misspelt-date" if remedy == familiar else "needless-x"
    return DateError(code, {"value": text, "remedy": remedy})


def _respelled(text: str) -> str:
    """`text` with ASCII digits and hyphens, two digits a part, a capital X, no white space."""
    text = "".join(text.split()).translate(_FAMILIAR)
    if separated := _SEPARATED.fullmatch(text):
        text = text.replace(separated[1], "-")
    return _SINGLE_DIGIT.sub(r"0\1", text)
