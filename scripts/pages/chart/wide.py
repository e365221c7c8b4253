"""The drawing for where there is room: names beside the lanes, the labels of landmarks above them.

Every element with a position on the axis has `data-at`: its centre on the weighted and on the
linear scale, then its length on both, if it has one. `chart.js` moves it to these positions.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from scripts.i18n.dates import year_words
from scripts.pages.chart.axis import Position
from scripts.pages.chart.labels import Label, place_labels, wrapped
from scripts.pages.chart.marks import Count, Mark, Subject
from scripts.pages.chart.svg import add, draw_shape, number
from scripts.pages.evidence_line import entry_evidence

WIDTH, SLIM = 950.0, 800.0
"""How wide the part beside the names is, alone on a page and beside a table of contents."""

NAMES_WIDTH = 136.0
TARGET = 24.0
"""The side of what a finger must hit (WCAG 2.5.8), and the height of a row."""

BARS_HEIGHT = 36.0
PAD = 3.0
LINE = 16.0
AXIS_ROOM = 24.0
TICK_ROOM = 36.0
"""From one year's label to the next."""

LETTERS, NAMES = 12.5, 13.0
LABEL_WIDTH, LABEL_LINES = 165.0, 3
RADII = {"landmark": 8.0, "major": 6.0, "minor": 5.0}


class Plot:
    """Where all is; from the top: the labels, the years, the lanes, the years again."""

    def __init__(self, subject: Subject, width: float) -> None:
        self.subject = subject
        self.axis = subject.axis(width, TARGET if subject.counted else 0.0)
        self.marks = subject.marks(self.axis, TARGET)
        self.landmarks = [mark for mark in self.marks if mark.landmark]
        words = {}
        for mark in self.landmarks:
            title = wrapped(subject.title(mark.entry), LETTERS, LABEL_WIDTH, LABEL_LINES)
            year = year_words(mark.entry.year, subject.language)
            words[mark.entry.id] = mark.at, (year, *title)
        self.labels = place_labels(words, LETTERS, width)
        lines = [(label.tier, len(label.lines)) for label in self.labels.values()]
        self.tiers = [
            max((count for at, count in lines if at == tier), default=0) * LINE + 9
            for tier in range(max(lines, default=(-1, 0))[0] + 1)
        ]
        rows = subject.rows(self.marks)
        lanes = ((BARS_HEIGHT if subject.counted else n * TARGET) + 2 * PAD for n in rows)
        self.tops = list(accumulate(lanes, initial=sum(self.tiers) + AXIS_ROOM))
        self.top, self.bottom = self.tops[0], self.tops[-1]

    def middle(self, mark: Mark) -> float:
        return self.tops[mark.lane] + PAD + (mark.row + 0.5) * TARGET

    def foot(self, label: Label) -> float:
        """How far down the room of a label ends."""
        return sum(self.tiers[label.tier :])

    def group(self, parent: Element, tag: str, at: Position, y: float, **more: object) -> Element:
        """An element at a place of the axis; its parts are drawn around that place."""
        lengths = [at.length, at.linear_length] if at.length else []
        places = [self.axis.x(at.weighted), self.axis.x(at.linear), *lengths]
        where = " ".join(map(number, places))
        move = f"translate({where.partition(' ')[0]} {number(y)})"
        return add(parent, tag, transform=move, data_at=where, **more)


def draw_wide(subject: Subject, box: Element, width: float) -> None:
    """A drawing in `box` with a mark for each entry or bars for each year, in the order of time."""
    plot = Plot(subject, width)
    _draw_names(plot, box)
    size = {"width": plot.axis.width, "height": plot.bottom + AXIS_ROOM}
    svg = add(box, "svg", class_="plot", role="list", aria_label=subject.word("list"), **size)
    _draw_ground(plot, add(svg, "g", class_="ground", aria_hidden="true"))
    for mark in plot.marks:
        _draw_mark(plot, mark, add(svg, "g", role="listitem"))
    for each in subject.counts:
        _draw_count(plot, each, add(svg, "g", role="listitem"))


def _draw_ground(plot: Plot, ground: Element) -> None:
    """What stands behind the marks: stripes, the background, lines of landmarks and years."""
    for here, there in list(pairwise(plot.tops))[1::2]:
        add(ground, "rect", class_="stripe", y=here, width="100%", height=there - here)
    height = plot.bottom - plot.top
    if at := plot.axis.background:
        before = plot.group(ground, "g", at, plot.top, class_="before")
        add(before, "rect", x=-at.length / 2, width=at.length, height=height)
    for mark in plot.landmarks:
        if label := plot.labels.get(mark.entry.id):
            leader = plot.group(ground, "g", mark.at, 0, class_="pole", data_id=mark.entry.id)
            add(leader, "line", y1=plot.foot(label), y2=plot.middle(mark))
    for segment, free in plot.axis.ticks(TICK_ROOM):
        at = Position(plot.axis.weighted(segment.start), plot.axis.linear(segment.start))
        tick = plot.group(ground, "g", at, plot.top, class_="tick" if free else "tick tight")
        add(tick, "line", y2=height)
        for y in (-8, height + 17):
            add(tick, "text", str(segment.first), x=-4 if plot.axis.rtl else 4, y=y)


def _draw_names(plot: Plot, box: Element) -> None:
    """The names of the lanes, in a drawing of their own that stays while the other moves."""
    size = {"width": NAMES_WIDTH, "height": plot.bottom + AXIS_ROOM}
    svg = add(box, "svg", class_="names", aria_hidden="true", **size)
    for (topic, name), edges in zip(plot.subject.topics.items(), pairwise(plot.tops), strict=True):
        lines = wrapped(name, NAMES, NAMES_WIDTH - 16, 2)
        text = add(svg, "g", class_=plot.subject.colour(topic), text_anchor="end")
        for line, words in enumerate(lines):
            y = sum(edges) / 2 + (line - (len(lines) - 1) / 2) * LINE + NAMES / 3
            add(text, "text", words, x=12.0 if plot.axis.rtl else NAMES_WIDTH - 12, y=y)


def _draw_mark(plot: Plot, mark: Mark, item: Element) -> None:
    """The link to an entry: its name, what the script's card shows, what is hit, what is seen."""
    subject, entry, middle = plot.subject, mark.entry, plot.middle(mark)
    topic, date, title = entry.record.topics[0], subject.date(entry), subject.title(entry)
    evidence = entry_evidence(entry.evidence, subject.language).line
    class_ = f"mark {subject.colour(topic)} {mark.classes}".rstrip()
    href = subject.address(entry)
    card = {"data_date": date, "data_title": title, "data_evidence": evidence}
    link = plot.group(
        item, "a", mark.at, middle, href=href, class_=class_, data_id=entry.id, **card
    )
    name = subject.word("mark", date=date, title=title, topic=subject.topics[topic])
    add(link, "title", name)
    reach = max(TARGET, mark.at.length)
    add(link, "rect", class_="hit", x=-reach / 2, y=-TARGET / 2, width=reach, height=TARGET)
    if label := plot.labels.get(entry.id):
        # The line from these words down to the mark is part of the ground.
        side = -label.side if plot.axis.rtl else label.side
        flag = add(link, "g", class_="flag", text_anchor=label.anchor)
        top = plot.foot(label) - middle - 7 - (len(label.lines) - 1) * LINE
        for line, text in enumerate(label.lines):
            add(flag, "text", text, x=side * 5, y=top + line * LINE)
    draw_shape(link, mark.ends, mark.at.length, RADII[entry.record.weight])


def _draw_count(plot: Plot, each: Count, item: Element) -> None:
    """The link to the page of a year: its name, the script's card, a bar for each topic."""
    subject, at = plot.subject, plot.axis.span(*each.days)
    count = subject.language.word("count.entries", n=each.topics.total())
    parts = " · ".join(
        subject.word("part", topic=name, n=each.topics[topic])
        for topic, name in subject.topics.items()
        if each.topics[topic]
    )
    card = {"data_date": each.date, "data_title": count, "data_evidence": parts}
    link = plot.group(item, "a", at, 0, href=each.page, class_="mark count", **card)
    add(link, "title", subject.word("year", date=each.date, count=count))
    wide = {"x": -at.length / 2, "width": at.length}
    add(link, "rect", class_="hit", y=plot.top, height=plot.bottom - plot.top, **wide)
    bottoms = dict(zip(subject.topics, plot.tops[1:], strict=True))
    for topic, n in each.topics.items():
        high = subject.bar_height(n, BARS_HEIGHT)
        class_ = f"shape {subject.colour(topic)}"
        shape = {"class_": class_, "data_years": each.years, "data_topic": topic}
        add(link, "rect", y=bottoms[topic] - PAD - high, height=high, **shape, **wide)
