"""Chronologies for the tests of the chart, made in a line."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType

import making
from lxml import etree

from scripts.i18n.language import Language, read_languages
from scripts.pages.chart import Place, chart
from scripts.pages.chart.axis import Axis, segments_of
from scripts.pages.chart.marks import Mark, Subject
from scripts.pages.facts import extent_of, facts_by_year
from scripts.records.dates import Edtf
from scripts.records.fields import Text
from scripts.records.model import Entry, Topic
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


def entry(date: str, title: str, topic: str, weight: str = "minor") -> Entry:
    """An entry whose title says its language too."""
    titles = {"en": title, "ar": f"{title} بالعربية"}
    return making.entry(date, title=titles, topics=[topic], weight=weight)


def chronology(entries: Mapping[str, Entry]) -> Chronology:
    """The whole of these entries, of four topics."""
    labels = {id_: {"en": id_.title(), "ar": f"موضوع {id_}"} for id_ in TOPICS}
    topics = {
        id_: Topic.model_validate({"label": each, "about": making.text()}, context=making.FACTS)
        for id_, each in labels.items()
    }
    located = {id_: making.located(each, id_, "topics.yml") for id_, each in topics.items()}
    return join(replace(making.records(entries), topics=located))


def whole_of(around: Chronology, entries: Mapping[str, JoinedEntry]) -> Chronology:
    """`around` with these entries in place of its own, by year too."""
    years: dict[str, tuple[str, ...]] = {}
    for id_, each in entries.items():
        years[each.year] = (*years.get(each.year, ()), id_)
    return replace(around, entries=MappingProxyType(dict(entries)), years=years)


def dated(dates: Iterable[str]) -> Chronology:
    """Entries of these dates, topic by topic in turn, some of them landmarks."""
    return chronology(
        {
            f"entry-{n}": entry(
                date,
                f"What happened in {date.replace('/', ' to ')}",
                TOPICS[n % len(TOPICS)],
                "landmark" if date in LANDMARKS else "minor",
            )
            for n, date in enumerate(dates)
        }
    )


def sample() -> Chronology:
    """Every kind of date."""
    return dated(KINDS_OF_DATES)


def drawn(whole: Chronology, width: float = 950.0, least: float = 24.0) -> tuple[Axis, list[Mark]]:
    """The axis and the marks of all entries, a lane for each topic."""
    entries, facts = list(whole.entries.values()), [*chain(*facts_by_year(whole).values())]
    topics = dict.fromkeys(TOPICS, "")
    colours = {id_: whole.colour(id_) for id_ in topics}
    subject = Subject(LANGUAGES["en"], "../", entries, facts, topics, colours, YEARS_FROM)
    axis = subject.axis(width)
    return axis, subject.marks(axis, least)


def axis_of(dates: Iterable[Edtf], width: float, least: float = 0.0) -> Axis:
    """An axis that holds `dates`, with years from YEARS_FROM on."""
    segments = segments_of([extent_of(date) for date in dates], YEARS_FROM)
    return Axis(segments, width, YEARS_FROM, least=least)


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


def parsed(html: str) -> etree._Element:
    """The chart, read as XML."""
    return etree.fromstring(html.encode())


def chart_of(whole: Chronology, language: Language, *, slim: bool = False) -> str:
    """The chart of all entries, for a page one folder below the root."""
    return str(chart(whole, language, Place("../", slim), facts_by_year(whole), YEARS_FROM))
