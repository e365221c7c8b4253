"""Dates and spans of time in words of a language."""

from __future__ import annotations

import datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from scripts.i18n.language import Language
from scripts.records.dates import Edtf, Point, Precision

CENTURY = 100
DECADE = 10


def date_words(date: Edtf, language: Language) -> str:
    """The date in words: "20 January 2014", "c. 1930", "2–19 January 2022", "since 2013"."""
    patterns = language.dates
    if date.start is None and date.end is not None:
        return str(patterns["until"]).format(end=_point(date.end, language))
    if date.end is None and date.start is not None:
        return str(patterns["since"]).format(start=_point(date.start, language))
    start, end = _ends(date)
    if not date.is_interval:
        return _point(start, language)
    if _sure(start) and _sure(end) and start.day and end.day and start.year == end.year:
        if start.month == end.month:
            return str(patterns["days"]).format(
                first=start.day, last=end.day, month=_month(end, language), year=end.year
            )
        return str(patterns["interval"]).format(
            start=str(patterns["day-of-year"]).format(day=start.day, month=_month(start, language)),
            end=_point(end, language),
        )
    return str(patterns["interval"]).format(
        start=_point(start, language), end=_point(end, language)
    )


def _ends(date: Edtf) -> tuple[Point, Point]:
    if date.start is None or date.end is None:
        raise ValueError("a date has a beginning or an end")
    return date.start, date.end


def _sure(point: Point) -> bool:
    return not (point.uncertain or point.approximate)


def _month(point: Point, language: Language) -> str:
    months: list[str] = language.dates["months"]
    return months[(point.month or 1) - 1]


def _point(point: Point, language: Language) -> str:
    patterns: Any = language.dates
    words = str(_plain(point, language))
    if point.approximate:
        words = patterns["approximate"].format(date=words)
    if point.uncertain:
        words = patterns["uncertain"].format(date=words)
    return words


def _plain(point: Point, language: Language) -> str:
    """The point in words, without what qualifies it."""
    patterns: Any = language.dates
    match point.precision:
        case Precision.DAY:
            month = _month(point, language)
            words = patterns["day"].format(day=point.day, month=month, year=point.year)
        case Precision.MONTH:
            words = patterns["month"].format(month=_month(point, language), year=point.year)
        case Precision.YEAR:
            words = point.year
        case Precision.DECADE:
            pattern = patterns["decades"][point.year % CENTURY // DECADE]
            words = pattern.format(year=point.year, century=_century(point, language))
        case Precision.CENTURY:
            words = patterns["century"].format(century=_century(point, language))
    return str(words)


def _century(point: Point, language: Language) -> str:
    centuries: list[str] = language.dates["centuries"]
    return centuries[point.year // CENTURY]


def year_words(year: str, language: Language) -> str:
    """The heading of a year page: `2014`, `199x`, `14xx`."""
    return date_words(Edtf.parse(year.upper()), language)


def day_words(day: datetime.date, language: Language) -> str:
    """A calendar day in words."""
    return date_words(Edtf.parse(day.isoformat()), language)


def span_words(earlier: Edtf, later: Edtf, language: Language) -> str:
    """How much time lies between the beginnings of two dates: "7 years and 8 months".

    No finer than the coarser of the two dates, and at most two units; an empty string where that
    is nothing (the same year, say) or where a date is known to the decade or century only.
    """
    precision = min(earlier.precision, later.precision)
    first, second = earlier.lower or earlier.upper, later.lower or later.upper
    if precision < Precision.YEAR or first is None or second is None:
        return ""
    if precision == Precision.YEAR:
        first, second = first.replace(month=1, day=1), second.replace(month=1, day=1)
    elif precision == Precision.MONTH:
        first, second = first.replace(day=1), second.replace(day=1)
    delta = relativedelta(second, first)
    units = [("years", delta.years), ("months", delta.months), ("days", delta.days)]
    parts = [language.word(f"spans.{unit}", n=count) for unit, count in units if count > 0]
    return language.listed(parts[:2])
