"""Dates as precise as their sources: a subset of EDTF (ISO 8601-2:2019).

Taken from the specification (https://www.loc.gov/standards/datetime/), years 1000 to 9999:

    1992 · 1992-04 · 1992-04-10           level 0, Date
    2013/2014 · 2022-01-02/2022-01-19     level 0, Time Interval
    1992-12? · 1930~ · 1930%              level 1, Qualification of a date (complete)
    199X · 19XX                           level 1, Unspecified digit(s) from the right
    2013/.. · ../1995 · 1930~/1940?       level 1, Extended Interval

Of two spellings of one date one is refused, so that equal dates are equal texts: `2016-12-XX`
says no more than `2016-12`. How a date is put into words is in `i18n.dates`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

OPEN = ".."

_PART = re.compile(
    r"(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|([0-9]{3})X|([0-9]{2})XX)([?~%]?)"
)

# How people write what EDTF writes otherwise; used for remedies only.
_FAMILIAR = str.maketrans(
    {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}  # Arabic, Persian
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"x": "X", "\u061f": "?", "\u066a": "%"}
)
_SEPARATED = re.compile(r"[0-9]{4}([/.])[0-9]{1,2}(?:\1[0-9]{1,2})?[?~%]?")
_SINGLE_DIGIT = re.compile(r"(?<=-)([0-9])(?![0-9])")
_NEEDLESS_X = re.compile(r"(?<=[0-9X])(?:-XX)+(?=[?~%]?(?:/|$))")


class DateError(ValueError):
    """A text that is not a date of the subset: the code of the rule, the arguments of its message.

    They always have `value`, the text or the end of it that is wrong.
    """

    def __init__(self, code: str, args_: dict[str, str]) -> None:
        super().__init__(code, args_)
        self.code = code
        self.args_ = args_


class Precision(IntEnum):
    """How much of a date is given; coarser is smaller."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    MONTH = 4
    DAY = 5


@dataclass(frozen=True, slots=True)
class DatePart:
    """A date without `/`; `year` is the first of its decade or century: 1990 for 199X."""

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
        years = {Precision.CENTURY: 100, Precision.DECADE: 10}.get(self.precision, 1)
        year = self.year + years - 1
        month = self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval, made by `Edtf.parse`; equal where the texts are equal.

    A single date is its own `start` and `end`. None is an open end (`..`); one at most is open.
    """

    text: str
    start: DatePart | None = field(compare=False)
    end: DatePart | None = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """The date that is written as `text`, character for character.

        Raises DateError: `bad-date`; `misspelt-date`, `needless-x`, `needless-interval`,
        `reversed-interval` (each with `remedy`); `year-out-of-range`; `no-such-month` (`month`);
        `no-such-day` (`day`, `month`, `last`).
        """
        if ends := _ends(text):
            return cls(text, *ends)
        raise _refusal(text)

    def __str__(self) -> str:
        return self.text

    @property
    def is_interval(self) -> bool:
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
        """The precision of its coarser end."""
        return min(part.precision for part in self._parts)

    @property
    def uncertain(self) -> bool:
        return any(part.uncertain for part in self._parts)

    @property
    def approximate(self) -> bool:
        return any(part.approximate for part in self._parts)

    @property
    def sort_key(self) -> tuple[date, Precision, date, str]:
        """A total order: lower bound, then coarser first, then upper bound, then text.

        An open beginning sorts by its upper bound; an open end comes after every known end.
        """
        upper = self.upper or date.max
        return (self.lower or upper, self.precision, upper, self.text)

    @property
    def _parts(self) -> list[DatePart]:
        return [part for part in (self.start, self.end) if part]


def _ends(text: str) -> tuple[DatePart | None, DatePart | None] | None:
    """Both ends of `text`, or None where it does not fit the grammar."""
    first, slash, last = text.partition("/")
    start = _part(first)
    if not slash:
        return (start, start) if start else None
    end = _part(last)
    if start and end:
        if start == end:
            raise DateError("needless-interval", {"value": text, "remedy": first})
        if start.lower > end.upper:
            raise DateError("reversed-interval", {"value": text, "remedy": f"{last}/{first}"})
        return start, end
    half_open = (start and last == OPEN) or (end and first == OPEN)
    return (start, end) if half_open else None


def _part(text: str) -> DatePart | None:
    """The date part in `text`, or None where it does not fit the grammar. Raises DateError."""
    match = _PART.fullmatch(text)
    if match is None:
        return None
    given, month, day, decade, century, qualifier = match.groups()
    if text.startswith("0"):
        raise DateError("year-out-of-range", {"value": text})
    if month and not "01" <= month <= "12":
        raise DateError("no-such-month", {"value": text, "month": month})
    year = int((given or decade or century).ljust(4, "0"))
    last = calendar.monthrange(year, int(month or 1))[1]
    if day and not 1 <= int(day) <= last:
        facts = {"value": text, "day": day, "month": f"{given}-{month}", "last": str(last)}
        raise DateError("no-such-day", facts)
    parts = (century, decade, given, month, day)  # as Precision has them, coarsest first
    return DatePart(
        year,
        int(month) if month else None,
        int(day) if day else None,
        max(precision for part, precision in zip(parts, Precision, strict=True) if part),
        uncertain=qualifier in {"?", "%"},
        approximate=qualifier in {"~", "%"},
    )


def _refusal(text: str) -> DateError:
    """Why `text` does not fit the grammar, with the remedy if one is evident."""
    familiar = "".join(text.split()).translate(_FAMILIAR)
    if separated := _SEPARATED.fullmatch(familiar):
        familiar = familiar.replace(separated[1], "-")
    familiar = _SINGLE_DIGIT.sub(r"0\1", familiar)
    remedy = _NEEDLESS_X.sub("", familiar)
    if remedy == text or _ends(remedy) is None:
        return DateError("bad-date", {"value": text})
    code = "misspelt-date" if remedy == familiar else "needless-x"
    return DateError(code, {"value": text, "remedy": remedy})
