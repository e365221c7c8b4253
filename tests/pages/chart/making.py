"""Chronologies for the tests of the chart, made in a line."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import making

from scripts.i18n.language import Language, read_languages
from scripts.pages.chart import chart
from scripts.pages.chart.axis import Axis
from scripts.pages.chart.marks import Mark, Subject
from scripts.pages.facts import facts_by_year
from scripts.records.dates import Edtf
from scripts.records.fields import Text
from scripts.records.vocabulary import Topic
from scripts.timeline.model import Chronology, JoinedEntry, join

LANGUAGES = {each.code: each for each in read_languages()}

TOPICS = ("defence", "diplomacy", "trade", "unrest")

KINDS_OF_DATES = (
    "14XX",
    "1870~/1884",
    "1930~/1953",
    "195X~",
    "199X",
    "1991-12/1992",
    "1992-04-10",
    "1992",
    "1995?",
    "[1994..1996]",
    "[..1994-05-06]",
    "[1994..]",
    "1995-21",
    "1995-08-30~/1995-08-31",
    "2004-05",
    "../2006-03-01",
    "2009~/2023",
    "2013/..",
    "2014-01-20",
    "2016-12-14?",
    "2021-05?",
    "2022-01-02/2022-01-19",
    "2022-01-05~/2022-01-19",
    "2022-01-07",
    "2022-12-31",
    "2023-01-01",
    "2023-10/..",
    "2025",
    "2025?",
    "2025-11",
    "2025-11",
    *["2025-11-06"] * 9,
    "2025-11-06~",
    "2025-11-06/2025-11-07",
    "2025-11-07",
    "2026-02-17",
)
"""Every way to write a date, and a day on which much happens."""

YEARS_FROM = 1990

LANDMARKS = ("1991-12/1992", "2014-01-20", "2022-01-02/2022-01-19", "2026-02-17")


def whole_of(around: Chronology, entries: Mapping[str, JoinedEntry]) -> Chronology:
    """`around` with these entries in place of its own, by year too."""
    years: dict[str, tuple[str, ...]] = {}
    for id_, each in entries.items():
        years[each.year] = (*years.get(each.year, ()), id_)
    return replace(around, entries=MappingProxyType(dict(entries)), years=years)


def dated(dates: Iterable[str]) -> Chronology:
    """Entries of these dates, of four topics in turn, some of them landmarks."""
    entries = {}
    for n, date in enumerate(dates):
        title = f"What happened in {date.replace('/', ' to ')}"
        titles = {"en": title, "ar": f"{title} بالعربية"}
        weight = "landmark" if date in LANDMARKS else "minor"
        topics = [TOPICS[n % len(TOPICS)]]
        entries[f"entry-{n}"] = making.entry(date, title=titles, topics=topics, weight=weight)
    located = {}
    for id_ in TOPICS:
        value = {"label": {"en": id_.title(), "ar": f"موضوع {id_}"}, "about": making.text()}
        topic = Topic.model_validate(value, context=making.FACTS)
        located[id_] = making.located(topic, id_, "topics.yml")
    return join(replace(making.records(entries), topics=located))


def subject(whole: Chronology, language: Language) -> Subject:
    """All entries, for a page one folder below the root."""
    return Subject(whole, language, "../", facts_by_year(whole), YEARS_FROM)


def chart_of(whole: Chronology, language: Language, *, slim: bool = False) -> str:
    return str(chart(subject(whole, language), slim=slim))


def drawn(whole: Chronology, width: float = 950.0, least: float = 24.0) -> tuple[Axis, list[Mark]]:
    """The axis and the marks of all entries."""
    shown = subject(whole, LANGUAGES["en"])
    axis = shown.axis(width)
    return axis, shown.marks(axis, least)


def many(count: int) -> Chronology:
    """So many entries over the years; only their dates, ids and topics differ."""
    chance = random.Random(7)  # noqa: S311  (a repeatable draw, no secret)
    whole = dated(["2014-01-20"])
    (one,) = whole.entries.values()
    first = datetime.date(1992, 1, 1).toordinal()
    days = sorted(first + int(12600 * chance.random() ** 0.5) for _ in range(count))
    made = {}
    for n, day in enumerate(map(datetime.date.fromordinal, days)):
        changes = {
            "title": Text.model_construct(dict.fromkeys(LANGUAGES, "A title")),
            "date": Edtf.parse(day.isoformat()),
            "topics": (chance.choice(TOPICS),),
            "weight": "minor",
        }
        record, location = one.record.model_copy(update=changes), replace(one.location, id=f"e{n}")
        made[f"e{n}"] = replace(one, location=location, record=record, year=str(day.year))
    return whole_of(whole, made)
