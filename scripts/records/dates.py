"""Dates as precise as their sources: a subset of EDTF (ISO 8601-2:2019).

Taken from the specification (https://www.loc.gov/standards/datetime/), years 1000 to 9999:

    1992 · 1992-04 · 1992-04-10           level 0, Date
    2013/2014 · 2022-01-02/2022-01-19     level 0, Time Interval
    1992-12? · 1930~ · 1930%              level 1, Qualification of a date (complete)
    199X · 19XX                           level 1, Unspecified digit(s) from the right
    2013/.. · ../1995 · 1930~/1940?       level 1, Extended Interval
    1995-21                               level 1, Seasons: 21 spring, 22 summer, 23 autumn
    [1951..1953] · [..1952] · [1953..]    level 2, Set representation, "one of a set"

A season is that of the northern hemisphere, by whole months: March to May, June to August,
September to November. Winter lies in two years, so it is written as an interval. An interval lasts
from its beginning to its end; a set is one unknown day within a span, which is given by two level 0
dates of one precision.

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
_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_PLAIN = rf"[1-9][0-9]{{3}}(-{_MONTH}(-{_DAY})?)?"
_ANY = rf"(({_PLAIN}|[1-9][0-9]([0-9]X|XX))[?~%]?|[1-9][0-9]{{3}}-2[1-3])"
DATE_PATTERN = (
    rf"^({_ANY}|{_ANY}/({_ANY}|\.\.)|\.\./{_ANY}|\[{_PLAIN}\.\.({_PLAIN})?\]|\[\.\.{_PLAIN}\])$"
)
"""What a date looks like, for editors; `Edtf.parse` knows the calendar."""

_SET = re.compile(r"\[([^.]*)\.\.([^.]*)\]")
_SEASONS = {"21": 3, "22": 6, "23": 9}  # the first month of each
_WINTER = "24"

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
    SEASON = 4
    MONTH = 5
    DAY = 6


@dataclass(frozen=True, slots=True)
class DatePart:
    """A single date; `year` is the first of its decade or century: 1990 for 199X.

    `season` is the first month of a season, which has no `month`.
    """

    year: int
    month: int | None
    day: int | None
    precision: Precision
    uncertain: bool
    approximate: bool
    season: int | None = None

    @property
    def lower(self) -> date:
        """The first day it can mean by its digits; qualifiers do not widen it."""
        return date(self.year, self.month or self.season or 1, self.day or 1)

    @property
    def upper(self) -> date:
        """The last day it can mean by its digits; qualifiers do not widen it."""
        years = {Precision.CENTURY: 100, Precision.DECADE: 10}.get(self.precision, 1)
        year = self.year + years - 1
        month = self.month or (self.season + 2 if self.season else 12)
        return date(year, month, self.day or calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, an interval or a set, made by `Edtf.parse`; equal where the texts are equal.

    A single date is its own `start` and `end`. None is an open end (`..`); one at most is open.
    """

    text: str
    start: DatePart | None = field(compare=False)
    end: DatePart | None = field(compare=False)

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """The date that is written as `text`, character for character.

        Raises DateError: `bad-date`; `misspelt-date`, `needless-x`, `needless-interval`,
        `reversed-interval`, `qualified-season` (each with `remedy`); `ambiguous-date` (`first`,
        `second`), for a winter; `year-out-of-range`; `no-such-month` (`month`); `no-such-day`
        (`day`, `month`, `last`).
        """
        if ends := _ends(text):
            return cls(text, *ends)
        raise _refusal(text)

    def __str__(self) -> str:
        return self.text

    @property
    def is_interval(self) -> bool:
        """Whether it lasted from `start` to `end`."""
        return "/" in self.text

    @property
    def is_set(self) -> bool:
        """Whether it is one unknown day, from `start` to `end`."""
        return self.text.startswith("[")

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
    form, no_end = "{}/{}", OPEN
    if found := _SET.fullmatch(text):
        (first, last), form, no_end = found.groups(), "[{}..{}]", ""
    start = _part(first)
    if not (slash or found):
        return (start, start) if start else None
    end = _part(last)
    if start and end:
        if start == end:
            raise DateError("needless-interval", {"value": text, "remedy": first})
        if start.lower > end.upper:
            remedy = form.format(last, first)
            raise DateError("reversed-interval", {"value": text, "remedy": remedy})
    elif not ((start and last == no_end) or (end and first == no_end)):
        return None
    return (start, end) if not found or _is_plain_set(text, start, end) else None


def _is_plain_set(text: str, start: DatePart | None, end: DatePart | None) -> bool:
    """Whether no end is qualified. Raises DateError where other ends say the same plainly."""
    parts = [part for part in (start, end) if part]
    if any(part.uncertain or part.approximate for part in parts):
        return False
    finest = max(part.precision for part in parts)
    first = written(start.lower, finest) if start else ""
    last = written(end.upper, finest) if end else ""
    if text != (plain := f"[{first}..{last}]"):
        raise DateError("misspelt-date", {"value": text, "remedy": plain})
    return True


def _part(text: str) -> DatePart | None:
    """The date part in `text`, or None where it does not fit the grammar. Raises DateError."""
    match = _PART.fullmatch(text)
    if match is None:
        return None
    given, month, day, decade, century, qualifier = match.groups()
    if text.startswith("0"):
        raise DateError("year-out-of-range", {"value": text})
    year = int((given or decade or century).ljust(4, "0"))
    if month == _WINTER and not day:
        raise DateError("ambiguous-date", {"value": text, **winters(year)})
    season = None if day else _SEASONS.get(month)
    if season and qualifier:
        remedy = text.removesuffix(qualifier)
        raise DateError("qualified-season", {"value": text, "remedy": remedy})
    month = None if season else month
    if month and not "01" <= month <= "12":
        raise DateError("no-such-month", {"value": text, "month": month})
    last = calendar.monthrange(year, int(month or 1))[1]
    if day and not 1 <= int(day) <= last:
        facts = {"value": text, "day": day, "month": f"{given}-{month}", "last": str(last)}
        raise DateError("no-such-day", facts)
    parts = (century, decade, given, season, month, day)  # as Precision has them, coarsest first
    return DatePart(
        year,
        int(month) if month else None,
        int(day) if day else None,
        max(precision for part, precision in zip(parts, Precision, strict=True) if part),
        uncertain=qualifier in {"?", "%"},
        approximate=qualifier in {"~", "%"},
        season=season,
    )


def written(day: date, precision: Precision) -> str:
    """`day` to `precision`; season to the month, decade and century to the year."""
    sizes = {Precision.DAY: 10, Precision.MONTH: 7, Precision.SEASON: 7}
    return day.isoformat()[: sizes.get(precision, 4)]


def winters(year: int) -> dict[str, str]:
    """The two winters that can be meant by that of a year."""
    return {"first": f"{year - 1}-12/{year}-02", "second": f"{year}-12/{year + 1}-02"}


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
