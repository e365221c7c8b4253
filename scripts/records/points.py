"""The points that dates are made of: a day, a month, a year, a decade or a century.

The grammar of one point and the calendar's rules for it; `records.dates` joins points to dates
and says which parts of EDTF are taken.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

_POINT = re.compile(
    r"(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|([0-9]{3})X|([0-9]{2})XX)([?~%]?)"
)


class DateError(ValueError):
    """A text that is no date of the subset.

    `code` names the broken rule; `args_` fills the placeholders of its message, among them always
    `value`, the text or the end of it that is wrong. (`args` belongs to BaseException.)
    """

    def __init__(self, code: str, args_: dict[str, str]) -> None:
        """Keep the rule's name and what its message needs."""
        super().__init__(code, args_)
        self.code = code
        self.args_ = args_


class Precision(IntEnum):
    """How much of a date is given; the coarser, the smaller."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    MONTH = 4
    DAY = 5


_YEARS = {Precision.CENTURY: 100, Precision.DECADE: 10}


@dataclass(frozen=True, slots=True)
class Point:
    """A date without `/`. `year` is the first of its decade or century: 1990 for 199X."""

    year: int
    month: int | None
    day: int | None
    precision: Precision
    uncertain: bool
    approximate: bool

    @property
    def lower(self) -> date:
        """The first day it can mean by its digits; qualifiers do not widen it."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def upper(self) -> date:
        """The last day it can mean by its digits; qualifiers do not widen it."""
        year = self.year + _YEARS.get(self.precision, 1) - 1
        month = self.month or 12
        return date(year, month, self.day or _last_day(year, month))


def parse_point(text: str) -> Point | None:
    """The point that `text` spells, or None where it does not fit the grammar.

    Raises DateError: `year-out-of-range`, `no-such-month`, `no-such-day`.
    """
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day, decade, century, qualifier = match.groups()
    if text.startswith("0"):
        raise DateError("year-out-of-range", {"value": text})
    if month and not "01" <= month <= "12":
        raise DateError("no-such-month", {"value": text, "month": month})
    uncertain, approximate = qualifier in {"?", "%"}, qualifier in {"~", "%"}
    if decade:
        return Point(int(decade) * 10, None, None, Precision.DECADE, uncertain, approximate)
    if century:
        return Point(int(century) * 100, None, None, Precision.CENTURY, uncertain, approximate)
    if day:
        _check_day(text, year, month, day)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return Point(
        int(year),
        int(month) if month else None,
        int(day) if day else None,
        precision,
        uncertain,
        approximate,
    )


def _check_day(text: str, year: str, month: str, day: str) -> None:
    last = _last_day(int(year), int(month))
    if not 1 <= int(day) <= last:
        raise DateError(
            "no-such-day",
            {"value": text, "day": day, "month": f"{year}-{month}", "last": str(last)},
        )


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
