"""The entries at true scale, light and without links: for readers without the script."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from scripts.pages.chart.axis import YEARS_FROM, Axis, first_day
from scripts.pages.chart.counts import bar_height, counts, highest
from scripts.pages.chart.layout import span
from scripts.pages.chart.subject import Subject
from scripts.pages.chart.svg import add

SCALE = 1000.0
"""The width that it is drawn with; it is stretched to the width that there is."""

ROW, NAME, STRIP = 28.0, 17.0, 8.0
SHORTEST = 4.0
"""What is shorter is a tick."""

ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST_LABELS = 8


def draw_true_scale(subject: Subject, figure: Element, *, counted: bool) -> None:
    """A fold with a strip for each lane: a tick or a line for each date, or a bar for each year."""
    details = add(figure, "details", class_="chart-true")
    add(details, "summary", subject.word("true-scale"))
    axis = Axis(subject.stretches, SCALE)
    height = len(subject.topics) * ROW
    name = subject.word("true-scale-name")
    svg = add(details, "svg", width="100%", height=height + 26, role="img", aria_label=name)
    for year in _round_years(axis):
        x = f"{100 * _x(subject, axis.true(first_day(year))) / SCALE:.2f}%"
        add(svg, "line", x1=x, x2=x, y2=height + 8)
        add(svg, "text", str(year), x=x, y=height + 22, text_anchor="middle")
    drawn = dict(_bars(subject, axis) if counted else _strokes(subject, axis))
    for lane, (topic, label) in enumerate(subject.topics.items()):
        row = add(svg, "g", class_=f"topic-{topic}")
        start = "100%" if subject.mirrored else "0"
        add(row, "text", label, x=start, y=lane * ROW + 13, text_anchor="start")
        size = {"width": "100%", "height": STRIP, "y": lane * ROW + NAME}
        box = {"viewBox": f"0 0 {SCALE:g} {STRIP:g}", "preserveAspectRatio": "none"}
        add(add(row, "svg", **size, **box), "path", d=drawn[topic])


def _strokes(subject: Subject, axis: Axis) -> Iterator[tuple[str, str]]:
    """For each topic a path with every date: a tick, or a line as long as it can be."""
    for topic in subject.topics:
        strokes: dict[str, None] = {}
        for entry in subject.entries:
            if entry.record.topics[0] == topic:
                at = span(axis, axis.bounds(entry.record.date))
                x, long = _x(subject, at.true), at.true_length
                tick = f"M{x:.0f} 0V8"
                strokes[tick if long < SHORTEST else f"M{x - long / 2:.0f} 4h{long:.0f}"] = None
        yield topic, "".join(strokes)


def _bars(subject: Subject, axis: Axis) -> Iterator[tuple[str, str]]:
    """For each topic a path with a bar for each year, the higher the more entries it has."""
    found = counts(subject, axis)
    most = highest(found)
    for topic in subject.topics:
        bars = []
        for each in found:
            if count := each.topics[topic]:
                at = span(axis, (each.stretch.start, each.stretch.end))
                left = _x(subject, at.true) - at.true_length / 2
                high = bar_height(count, most, STRIP)
                bars.append(f"M{left:.0f} 8v-{high:.1f}h{at.true_length:.0f}V8")
        yield topic, "".join(bars)


def _x(subject: Subject, place: float) -> float:
    return SCALE - place if subject.mirrored else place


def _round_years(axis: Axis) -> range:
    """The years that the strips name; none of the background, which is not true to scale."""
    last = axis.stretches[-1].last
    first = max(axis.stretches[0].first, YEARS_FROM if last >= YEARS_FROM else 0)
    steps = (step for step in ROUND if (last - first) / step <= MOST_LABELS)
    step = next(steps, ROUND[-1])
    return range(-(-first // step) * step, last + 1, step)
