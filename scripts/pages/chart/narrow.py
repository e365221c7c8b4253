"""The strips: for little room, each with the list of its entries; and on a linear scale.

A finger needs more room than a mark has there, so the links stand in the lists. A strip is as
wide as its column, without script: it is drawn about WIDTH wide and stretched, but for the points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from scripts.pages.chart.axis import Axis, Position, first_day
from scripts.pages.chart.labels import place_labels
from scripts.pages.chart.marks import Mark, Subject
from scripts.pages.chart.svg import add, fade

WIDTH = 1000.0
PIXEL = WIDTH / 290
"""What a pixel of the narrowest phone is on a strip."""

ROW = 10.0
BAR = 6.0
BARS_HEIGHT = 36.0
TICK_ROOM = 36 * PIXEL
LETTERS = 12.0
LINE = 16.0

LINEAR_ROW, NAME, STRIP = 28.0, 17.0, 8.0
MIN_LENGTH = 4.0
"""What is shorter is a tick."""

ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MAX_LABELS = 8


def draw_narrow(subject: Subject, box: Element) -> None:
    """Strips with a mark for each entry or a bar for each year, each above the list of these."""
    axis = subject.axis(WIDTH, 4 * PIXEL if subject.counted else 0.0)
    marks = subject.marks(axis, ROW * PIXEL)
    _draw_axis(axis, [mark for mark in marks if mark.landmark], box)
    for lane, (topic, rows) in enumerate(zip(subject.topics, subject.rows(marks), strict=True)):
        here = [mark for mark in marks if mark.lane == lane]
        counts = [(each, n) for each in subject.counts if (n := each.topics[topic])]
        class_ = f"lane {subject.colour(topic)}"
        details = add(box, "details", class_=class_, data_topic=topic)
        summary = add(details, "summary")
        add(summary, "span", subject.topics[topic], class_="name").tail = " "
        add(summary, "span", str(len(here) + sum(n for _, n in counts)), class_="count")
        height = BARS_HEIGHT if subject.counted else rows * ROW
        size = {"viewBox": f"0 0 {axis.width:g} {height:g}", "preserveAspectRatio": "none"}
        strip = add(summary, "svg", width="100%", height=height, aria_hidden="true", **size)
        entries = add(details, "ul", **({"class": "counts"} if subject.counted else {}))
        for mark in here:
            _draw_mark(axis, mark, strip)
            item = add(entries, "li", data_id=mark.entry.id)
            link = add(item, "a", href=subject.address(mark.entry))
            add(link, "span", subject.date(mark.entry), class_="when").tail = " "
            add(link, "span", subject.title(mark.entry))
        for each, n in counts:
            high = subject.bar_height(n, BARS_HEIGHT)
            place = {"y": BARS_HEIGHT - high, "height": high, "data_years": each.years}
            _draw_bar(axis, axis.span(*each.days), strip, **place)
            words = subject.word("year", date=each.date, count=n)
            add(add(entries, "li", data_years=each.years), "a", words, href=each.page)


def _draw_mark(axis: Axis, mark: Mark, strip: Element) -> None:
    """A bar, or a point: a line without length, whose ends stay round."""
    y = (mark.row + 0.5) * ROW
    facts = {"class_": f"shape {mark.classes}", "data_id": mark.entry.id}
    if mark.ends:
        bar = _draw_bar(axis, mark.at, strip, y=y - BAR / 2, height=BAR, **facts)
        fade(bar, mark.ends)
    else:
        add(strip, "path", d=f"M{axis.x(mark.at.weighted):.0f} {y:g}h.01", **facts)


def _draw_bar(axis: Axis, at: Position, strip: Element, **more: object) -> Element:
    long = max(at.length, BAR * PIXEL)
    x = axis.x(at.weighted) - long / 2
    return add(strip, "rect", **{"class_": "shape", "x": x, "width": long, **more})


def _draw_axis(axis: Axis, landmarks: Sequence[Mark], box: Element) -> None:
    """The years, those of the landmarks above them, and behind all lanes the lines of both."""
    words = {mark.entry.id: (mark.at, (mark.entry.year,)) for mark in landmarks}
    labels = place_labels(words, LETTERS * PIXEL, axis.width)
    high = (max((label.tier for label in labels.values()), default=-1) + 1) * LINE
    size = {"width": "100%", "height": high + LINE + 4}
    head = add(box, "svg", class_="head", aria_hidden="true", **size)
    back = add(box, "svg", class_="back", aria_hidden="true")
    if at := axis.background:
        left = axis.x(at.weighted) - at.length / 2
        x, width = (f"{100 * part / axis.width:.2f}%" for part in (left, at.length))
        add(back, "rect", class_="before", x=x, width=width, height="100%")
    for segment, free in axis.ticks(TICK_ROOM):
        if free:
            x = axis.percent(axis.weighted(segment.start))
            add(back, "line", x1=x, x2=x, y2="100%")
            add(head, "text", str(segment.first), x=x, y=high + LINE - 2)
    for mark in landmarks:
        x = axis.percent(mark.at.weighted)
        add(back, "line", class_="flag", x1=x, x2=x, y2="100%")
        if label := labels.get(mark.entry.id):
            y = high - label.tier * LINE - 4
            add(head, "text", *label.lines, class_="flag", x=x, y=y, text_anchor=label.anchor)


def draw_linear(subject: Subject, figure: Element) -> None:
    """A fold with a strip for each lane on a linear scale, for want of the script."""
    details = add(figure, "details", class_="chart-true")
    add(details, "summary", subject.word("true-scale"))
    axis = subject.axis(WIDTH)
    height = len(subject.topics) * LINEAR_ROW
    name = subject.word("true-scale-name")
    svg = add(details, "svg", width="100%", height=height + 26, role="img", aria_label=name)
    for year in _round_years(axis, subject.years_from):
        x = axis.percent(axis.linear(first_day(year)))
        add(svg, "line", x1=x, x2=x, y2=height + 8)
        add(svg, "text", str(year), x=x, y=height + 22, text_anchor="middle")
    for lane, (topic, label) in enumerate(subject.topics.items()):
        row = add(svg, "g", class_=subject.colour(topic))
        start = "100%" if axis.rtl else "0"
        add(row, "text", label, x=start, y=lane * LINEAR_ROW + 13, text_anchor="start")
        size = {"width": "100%", "height": STRIP, "y": lane * LINEAR_ROW + NAME}
        box = {"viewBox": f"0 0 {WIDTH:g} {STRIP:g}", "preserveAspectRatio": "none"}
        # Dates that look the same are drawn once.
        drawn = dict.fromkeys(_paths(subject, axis, topic))
        add(add(row, "svg", **size, **box), "path", d="".join(drawn))


def _paths(subject: Subject, axis: Axis, topic: str) -> Iterator[str]:
    """The bars of the years that have a topic; for each of its dates a tick, or a line as long."""
    for each in subject.counts:
        if count := each.topics[topic]:
            at, high = axis.span(*each.days), subject.bar_height(count, STRIP)
            left = axis.x(at.linear) - at.linear_length / 2
            yield f"M{left:.0f} 8v-{high:.1f}h{at.linear_length:.0f}V8"
    for entry in subject.entries:
        if entry.record.topics[0] == topic:
            at = axis.span(*axis.bounds(entry.record.date))
            x, long = axis.x(at.linear), at.linear_length
            yield f"M{x:.0f} 0V8" if long < MIN_LENGTH else f"M{x - long / 2:.0f} 4h{long:.0f}"


def _round_years(axis: Axis, years_from: int) -> range:
    """The years that the strips name; none of the background, which is not to scale."""
    last = axis.segments[-1].last
    first = max(axis.segments[0].first, years_from if last >= years_from else 0)
    steps = (step for step in ROUND if (last - first) / step <= MAX_LABELS)
    step = next(steps, ROUND[-1])
    return range(-(-first // step) * step, last + 1, step)
