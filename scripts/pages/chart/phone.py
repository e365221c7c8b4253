"""The form for narrow windows: a strip for each lane, which opens into the list of its entries.

A finger needs more room than a mark has there, so the links stand in the lists.  A strip is as
wide as the window, without script: it is drawn about STRIP wide and stretched, but for the points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scripts.pages.chart.axis import YEARS_FROM, Axis, first_day
from scripts.pages.chart.counts import HEIGHT, bar_height, counts, highest
from scripts.pages.chart.labels import Labels
from scripts.pages.chart.layout import At, Mark, marks, rows, span
from scripts.pages.chart.subject import Subject
from scripts.pages.chart.svg import add, fade

STRIP = 1000.0
PIXEL = STRIP / 290
"""What a pixel of the narrowest phone is on a strip."""

ROW = 10.0
BAR = 6.0
TICK_ROOM = 36 * PIXEL
LETTERS = 12.0
LINE = 16.0


def draw_strips(subject: Subject, box: Element) -> None:
    """Strips with a mark for each entry, and the lists of the entries, in `box`."""
    axis = Axis(subject.stretches, STRIP)
    placed = marks(subject.entries, subject.lanes, axis, ROW * PIXEL)
    strips = Strips(subject, axis, box)
    strips.draw_axis([mark for mark in placed if mark.landmark])
    heights = [count * ROW for count in rows(placed, len(subject.topics))]
    for lane, topic in enumerate(subject.topics):
        own = [mark for mark in placed if mark.lane == lane]
        details, strip = strips.lane(topic, len(own), heights[lane])
        for mark in own:
            strips.draw_mark(mark, strip)
        entries = add(details, "ul")
        for mark in own:
            item = add(entries, "li", data_id=mark.entry.id)
            link = add(item, "a", href=subject.address(mark.entry))
            add(link, "span", subject.date(mark.entry), class_="when").tail = " "
            add(link, "span", subject.title(mark.entry))


def draw_counted_strips(subject: Subject, box: Element) -> None:
    """Strips with a bar for each year, and the lists of the years, in `box`."""
    axis = Axis(subject.stretches, STRIP, 4 * PIXEL)
    found = counts(subject, axis)
    most = highest(found)
    strips = Strips(subject, axis, box)
    strips.draw_axis([])
    for topic in subject.topics:
        own = [each for each in found if each.topics[topic]]
        total = sum(each.topics[topic] for each in own)
        details, strip = strips.lane(topic, total, HEIGHT)
        years = add(details, "ul", class_="counts")
        for each in own:
            high = bar_height(each.topics[topic], most)
            at = span(axis, (each.stretch.start, each.stretch.end))
            strips.draw_bar(at, strip, y=HEIGHT - high, height=high, data_years=each.years)
            words = subject.word("year", date=each.date, count=each.topics[topic])
            add(add(years, "li", data_years=each.years), "a", words, href=each.page)


@dataclass(frozen=True)
class Strips:
    """The strips of a chart in `box`, one below the other, all on one axis."""

    subject: Subject
    axis: Axis
    box: Element

    def lane(self, topic: str, count: int, height: float) -> tuple[Element, Element]:
        """A lane that opens, with its name and how many entries it has; the strip to draw in."""
        details = add(self.box, "details", class_=f"lane topic-{topic}")
        summary = add(details, "summary")
        add(summary, "span", self.subject.topics[topic], class_="name").tail = " "
        add(summary, "span", str(count), class_="count")
        size = {"viewBox": f"0 0 {self.axis.width:g} {height:g}", "preserveAspectRatio": "none"}
        strip = add(summary, "svg", width="100%", height=height, aria_hidden="true", **size)
        return details, strip

    def draw_mark(self, mark: Mark, strip: Element) -> None:
        """A mark on a strip; a point is a line without length, whose ends stay round."""
        y = (mark.row + 0.5) * ROW
        facts = {"class_": f"shape {mark.classes}", "data_id": mark.entry.id}
        if mark.ends:
            bar = self.draw_bar(mark.at, strip, y=y - BAR / 2, height=BAR, **facts)
            fade(bar, mark.ends)
        else:
            add(strip, "path", d=f"M{self._x(mark.at.elastic):.0f} {y:g}h.01", **facts)

    def draw_bar(self, at: At, strip: Element, **more: object) -> Element:
        """A bar on a strip."""
        long = max(at.length, BAR * PIXEL)
        x = self._x(at.elastic) - long / 2
        return add(strip, "rect", **{"class_": "shape", "x": x, "width": long, **more})

    def draw_axis(self, landmarks: Sequence[Mark]) -> None:
        """The years, those of the landmarks above them, and behind all lanes the lines of both."""
        lines = {mark.entry.id: (mark.entry.year,) for mark in landmarks}
        flags = Labels(lines, LETTERS * PIXEL, self.axis.width).flags(landmarks)
        high = (max((flag.tier for flag in flags.values()), default=-1) + 1) * LINE
        size = {"width": "100%", "height": high + LINE + 4}
        head = add(self.box, "svg", class_="head", aria_hidden="true", **size)
        back = add(self.box, "svg", class_="back", aria_hidden="true")
        self._draw_before(back)
        for stretch, free in self.axis.ticks(TICK_ROOM):
            if free:
                x = self._percent(self.axis.elastic(stretch.start))
                add(back, "line", x1=x, x2=x, y2="100%")
                add(head, "text", str(stretch.first), x=x, y=high + LINE - 2)
        for mark in landmarks:
            x = self._percent(mark.at.elastic)
            add(back, "line", class_="flag", x1=x, x2=x, y2="100%")
            if flag := flags.get(mark.entry.id):
                anchor = {0: "middle", 1: "start", -1: "end"}[flag.side]
                y = high - flag.tier * LINE - 4
                add(head, "text", *flag.lines, class_="flag", x=x, y=y, text_anchor=anchor)

    def _draw_before(self, back: Element) -> None:
        years = first_day(YEARS_FROM)
        if self.axis.start < years:
            at = span(self.axis, (self.axis.start, min(years, self.axis.end)))
            left = self._x(at.elastic) - at.length / 2
            x, width = (f"{100 * part / self.axis.width:.2f}%" for part in (left, at.length))
            add(back, "rect", class_="before", x=x, width=width, height="100%")

    def _x(self, place: float) -> float:
        return self.axis.width - place if self.subject.mirrored else place

    def _percent(self, place: float) -> str:
        return f"{100 * self._x(place) / self.axis.width:.2f}%"
