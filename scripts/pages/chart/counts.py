"""The chart of very many entries: it counts them, by the years in which they begin and by topic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from xml.etree.ElementTree import Element

from scripts.i18n.dates import date_words
from scripts.pages.chart.axis import Axis, Stretch
from scripts.pages.chart.desk import PAD, TARGET, WIDTH, Plot, begin
from scripts.pages.chart.layout import span
from scripts.pages.chart.subject import Subject
from scripts.pages.chart.svg import add
from scripts.records.dates import Edtf

HEIGHT = 36.0
"""Of the highest bar."""


@dataclass(frozen=True)
class Count:
    """The entries that begin in a stretch of the axis: how many a topic has, and their page."""

    stretch: Stretch
    topics: Counter[str]
    date: str
    page: str

    @property
    def years(self) -> str:
        """Its first year and its last, for the script to know its entries by."""
        return f"{self.stretch.first} {self.stretch.last}"


def counts(subject: Subject, axis: Axis) -> list[Count]:
    """The entries of each stretch that has some, in the order of time."""
    topics: dict[Stretch, Counter[str]] = {}
    years: dict[Stretch, set[str]] = {}
    begun = Counter((fact.extent.begins, fact.year, fact.topics[0]) for fact in subject.facts)
    for (year, page, topic), count in begun.items():
        stretch = axis.stretch_of(year)
        topics.setdefault(stretch, Counter())[topic] += count
        years.setdefault(stretch, set()).add(page)
    found = []
    for stretch in sorted(topics, key=lambda each: each.first):
        alone = stretch.first == stretch.last
        first = str(stretch.first)
        date = Edtf.parse(first if alone else f"{first}/{stretch.last}")
        # Several years have no page of their own: there is the list of years.
        page = f"{first}/" if alone and first in years[stretch] else ""
        words = date_words(date, subject.language)
        found.append(Count(stretch, topics[stretch], words, f"{subject.up}years/{page}"))
    return found


def highest(found: Sequence[Count]) -> int:
    """The most entries that a topic has in a stretch."""
    return max(max(each.topics.values()) for each in found)


def bar_height(count: int, most: int, height: float = HEIGHT) -> float:
    """How high a bar is: as the root of its count, so that one shows beside a thousand."""
    return height * max(sqrt(count / most), 0.05)


def draw_counts(subject: Subject, box: Element) -> None:
    """A drawing in `box` with one link a year, and in it a bar for each topic that has some."""
    axis = Axis(subject.stretches, WIDTH, TARGET)
    plot = Plot(axis, subject.mirrored, subject.topics, [HEIGHT] * len(subject.topics))
    bottoms = dict(zip(subject.topics, plot.tops[1:], strict=True))
    found = counts(subject, axis)
    most = highest(found)
    svg = begin(plot, subject.word("list"), box)
    for each in found:
        item = add(svg, "g", role="listitem")
        link = _link(subject, plot, each, item)
        length = span(axis, (each.stretch.start, each.stretch.end)).length
        wide = {"x": -length / 2, "width": length}
        add(link, "rect", class_="hit", y=plot.tops[0], height=plot.bottom - plot.tops[0], **wide)
        for topic, count in each.topics.items():
            high = bar_height(count, most)
            y = bottoms[topic] - PAD - high
            shape = {"class_": f"shape topic-{topic}", "data_years": each.years}
            add(link, "rect", y=y, height=high, **shape, **wide)


def _link(subject: Subject, plot: Plot, each: Count, item: Element) -> Element:
    """The link to the page of a year: its name, and what the script's card shows."""
    count = subject.language.word("count.entries", n=each.topics.total())
    parts = (
        subject.word("part", topic=name, n=each.topics[topic])
        for topic, name in subject.topics.items()
        if each.topics[topic]
    )
    link = plot.group(
        item,
        "a",
        span(plot.axis, (each.stretch.start, each.stretch.end)),
        0,
        href=each.page,
        class_="mark count",
        data_date=each.date,
        data_title=count,
        data_evidence=" · ".join(parts),
    )
    add(link, "title", subject.word("year", date=each.date, count=count))
    return link
