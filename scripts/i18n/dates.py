"""Dates and spans of time in words of a language."""

from __future__ import annotations

import datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from scripts.i18n.language import Language
from scripts.records.dates import DatePart, Edtf, Precision


def date_words(date: Edtf, language: Language) -> str:
    """The date in words: "20 January 2014", "c. 1930", "2–19 January 2022", "since 2013"."""
    patterns: Any = language.facts["dates"]
    start = _point(date.start, language) if date.start else ""
    end = _point(date.end, language) if date.end else ""
    if not date.is_interval:
        return start
    if not date.start:
        return str(patterns["until"].format(end=end))
    if not date.end:
        return str(patterns["since"].format(start=start))
    one, other = date.start, date.end
    is_sure = not (date.uncertain or date.approximate)
    if one.day and other.day and one.year == other.year and is_sure:
        facts = {"first": one.day, "last": other.day, "year": one.year}
        month = _month(one, language)
        if one.month == other.month:
            return str(patterns["days"].format(month=month, **facts))
        start = patterns["day-of-year"].format(day=one.day, month=month)
    return str(patterns["interval"].format(start=start, end=end))


def _month(point: DatePart, language: Language) -> str:
    months: list[str] = language.facts["dates"]["months"]
    return months[(point.month or 1) - 1]


def _point(point: DatePart, language: Language) -> str:
    patterns: Any = language.facts["dates"]
    pattern = {
        Precision.CENTURY: patterns["century"],
        Precision.DECADE: patterns["decades"][point.year % 100 // 10],
        Precision.YEAR: "{year}",
        Precision.MONTH: patterns["month"],
        Precision.DAY: patterns["day"],
    }[point.precision]
    century = patterns["centuries"][point.year // 100]
    month = _month(point, language)
    words = str(pattern.format(day=point.day, month=month, year=point.year, century=century))
    if point.approximate:
        words = patterns["approximate"].format(date=words)
    if point.uncertain:
        words = patterns["uncertain"].format(date=words)
    return words


def year_words(year: str, language: Language) -> str:
    """The heading of a year page: `2014`, `199x`, `14xx`."""
    return date_words(Edtf.parse(year.upper()), language)


def day_words(day: datetime.date, language: Language) -> str:
    return date_words(Edtf.parse(day.isoformat()), language)


def span_words(earlier: Edtf, later: Edtf, language: Language) -> str:
    """How much time lies between the beginnings of two dates: "7 years and 8 months".

    No finer than the coarser of the two dates, and at most two units; empty where that is nothing,
    or where a date is known to the decade or century only.
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
