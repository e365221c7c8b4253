"""Dates and spans of time in words of a language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from dateutil.relativedelta import relativedelta

from scripts.i18n.language import Language
from scripts.records.dates import DatePart, Edtf, Precision


def date_words(date: Edtf, language: Language) -> str:
    """The date in words: "20 January 2014", "c. 1930", "2–19 January 2022", "since 2013".

    Month and year that both ends have are named once: "between March and May 1992".
    """
    patterns: Any = language.facts["dates"]
    one, other = date.start, date.end
    if one and one is other:
        return _point(one, language)
    start = _point(one, language) if one else ""
    end = _point(other, language) if other else ""
    if not (one and other):
        known = one or other
        side = "until" if other else "since"
        if date.is_set:
            side = "latest" if other else "earliest"
            side += "-day" if known and known.day else ""
        return str(patterns[side].format(start=start, end=end))
    if pattern := _without_shared(one, other, patterns):
        start = _point(one, language, pattern)
    if pattern == "{day}" and not (date.is_set or date.approximate):
        facts = {"first": one.day, "last": other.day, "year": one.year}
        return str(patterns["days"].format(month=_month(one, language), **facts))
    return str(patterns["between" if date.is_set else "interval"].format(start=start, end=end))


def _without_shared(one: DatePart, other: DatePart, patterns: Mapping[str, str]) -> str:
    """The pattern of a beginning whose month or year stands with the end; empty where none does.

    An uncertain end says so in parentheses, which would seem to be of both.
    """
    if one.uncertain or other.uncertain:
        return ""
    if one.year != other.year or one.precision != other.precision:
        return ""
    of_day = "{day}" if one.month == other.month else patterns["day-of-year"]
    found = {Precision.SEASON: "{season}", Precision.MONTH: "{month}", Precision.DAY: of_day}
    return found.get(one.precision, "")


def _month(point: DatePart, language: Language) -> str:
    months: list[str] = language.facts["dates"]["months"]
    return months[(point.month or 1) - 1]


def _point(point: DatePart, language: Language, pattern: str = "") -> str:
    """A single date, by a `pattern` or by that of its precision."""
    patterns: Any = language.facts["dates"]
    pattern = (
        pattern
        or {
            Precision.CENTURY: patterns["century"],
            Precision.DECADE: patterns["decades"][point.year % 100 // 10],
            Precision.YEAR: "{year}",
            Precision.SEASON: patterns["season"],
            Precision.MONTH: patterns["month"],
            Precision.DAY: patterns["day"],
        }[point.precision]
    )
    facts = {
        "day": point.day,
        "month": _month(point, language),
        "season": patterns["seasons"][(point.season or 3) // 3 - 1],
        "year": point.year,
        "last": point.upper.year,
        "century": patterns["centuries"][point.year // 100],
    }
    words = str(pattern.format(**facts))
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
    or where a date is known to the decade or century only, or is an unknown day within a span.
    """
    if earlier.is_set or later.is_set:
        return ""
    precision = min(earlier.precision, later.precision)
    first, second = earlier.lower or earlier.upper, later.lower or later.upper
    if precision < Precision.YEAR or first is None or second is None:
        return ""
    if precision < Precision.MONTH:
        first, second = first.replace(month=1, day=1), second.replace(month=1, day=1)
    elif precision == Precision.MONTH:
        first, second = first.replace(day=1), second.replace(day=1)
    delta = relativedelta(second, first)
    units = [("years", delta.years), ("months", delta.months), ("days", delta.days)]
    parts = [language.word(f"spans.{unit}", n=count) for unit, count in units if count > 0]
    return language.listed(parts[:2])
