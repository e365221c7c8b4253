"""The entries on a linear scale, light and without links: for readers without the script."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.pages.chart.axis import Axis, first_day
from scripts.pages.chart.subject import Subject
from scripts.pages.chart.svg import add

WIDTH = 1000.0
"""The width that it is drawn with; it is stretched to the width that there is."""

ROW, NAME, STRIP = 28.0, 17.0, 8.0
MIN_LENGTH = 4.0
"""What is shorter is a tick."""

ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MAX_LABELS = 8


def draw_linear(subject: Subject, figure: Element) -> None:
    """A fold with a strip for each lane: a tick or a line for each date, or a bar for each year."""
    details = add(figure, "details", class_="chart-true")
    add(details, "summary", subject.word("true-scale"))
    axis = subject.axis(WIDTH)
    height = len(subject.topics) * ROW
    name = subject.word("true-scale-name")
    svg = add(details, "svg", width="100%", height=height + 26, role="img", aria_label=name)
    for year in _round_years(axis, subject.years_from):
        x = axis.percent(axis.linear(first_day(year)))
        add(svg, "line", x1=x, x2=x, y2=height + 8)
        add(svg, "text", str(year), x=x, y=height + 22, text_anchor="middle")
    for lane, (topic, label) in enumerate(subject.topics.items()):
        row = add(svg, "g", class_=f"topic-{topic}")
        start = "100%" if axis.mirrored else "0"
        add(row, "text", label, x=start, y=lane * ROW + 13, text_anchor="start")
        size = {"width": "100%", "height": STRIP, "y": lane * ROW + NAME}
        box = {"viewBox": f"0 0 {WIDTH:g} {STRIP:g}", "preserveAspectRatio": "none"}
        # Dates that look the same are drawn once.
        drawn = dict.fromkeys((_bars if subject.counted else _strokes)(subject, axis, topic))
        add(add(row, "svg", **size, **box), "path", d="".join(drawn))


def _strokes(subject: Subject, axis: Axis, topic: str) -> Iterator[str]:
    """The path of every date of a topic: a tick, or a line as long as the date can be."""
    for entry in subject.entries:
        if entry.record.topics[0] == topic:
            at = axis.span(*axis.bounds(entry.record.date))
            x, long = axis.x(at.linear), at.linear_length
            yield f"M{x:.0f} 0V8" if long < MIN_LENGTH else f"M{x - long / 2:.0f} 4h{long:.0f}"


def _bars(subject: Subject, axis: Axis, topic: str) -> Iterator[str]:
    """The path of a bar for each year of a topic, the higher the more entries it has."""
    for each in subject.counts:
        if count := each.topics[topic]:
            at = axis.span(each.segment.start, each.segment.end)
            left = axis.x(at.linear) - at.linear_length / 2
            high = subject.bar_height(count, STRIP)
            yield f"M{left:.0f} 8v-{high:.1f}h{at.linear_length:.0f}V8"


def _round_years(axis: Axis, years_from: int) -> range:
    """The years that the strips name; none of the background, which is not to scale."""
    last = axis.segments[-1].last
    first = max(axis.segments[0].first, years_from if last >= years_from else 0)
    steps = (step for step in ROUND if (last - first) / step <= MAX_LABELS)
    step = next(steps, ROUND[-1])
    return range(-(-first // step) * step, last + 1, step)
