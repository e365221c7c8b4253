"""The drawing for wide windows: names beside the lanes, the labels of landmarks above them.

Every element with a position on the axis has `data-at`: its centre on the weighted and on the
linear scale, then its length on both, if it has one. `chart.js` moves it to these positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from scripts.i18n.dates import year_words
from scripts.pages.chart.axis import Axis, Position
from scripts.pages.chart.labels import Flag, Labels, wrapped
from scripts.pages.chart.marks import Count, Mark, Subject, rows
from scripts.pages.chart.svg import add, draw_shape, number
from scripts.pages.evidence_line import entry_evidence

WIDTH = 950.0
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


@dataclass
class Plot:
    """Where the lanes and the labels above them are.

    `topics` are the names of the lanes by topic, `heights` the room for marks in each.
    """

    axis: Axis
    topics: Mapping[str, str]
    heights: Sequence[float]
    flags: Mapping[str, Flag] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """From the top: the labels, the years, the lanes, the years again."""
        lines = [(flag.tier, len(flag.lines)) for flag in self.flags.values()]
        self.tiers = [
            max((count for at, count in lines if at == tier), default=0) * LINE + 9
            for tier in range(max(lines, default=(-1, 0))[0] + 1)
        ]
        lanes = (height + 2 * PAD for height in self.heights)
        self.tops = list(accumulate(lanes, initial=sum(self.tiers) + AXIS_ROOM))
        self.top, self.bottom = self.tops[0], self.tops[-1]

    def middle(self, mark: Mark) -> float:
        return self.tops[mark.lane] + PAD + (mark.row + 0.5) * TARGET

    def foot(self, flag: Flag) -> float:
        """How far down the room of a label ends."""
        return sum(self.tiers[flag.tier :])

    def group(self, parent: Element, tag: str, at: Position, y: float, **more: object) -> Element:
        """An element at a place of the axis; its parts are drawn around that place."""
        lengths = [at.length, at.linear_length] if at.length else []
        places = [self.axis.x(at.weighted), self.axis.x(at.linear), *lengths]
        where = " ".join(map(number, places))
        move = f"translate({where.partition(' ')[0]} {number(y)})"
        return add(parent, tag, transform=move, data_at=where, **more)


def draw_wide(subject: Subject, box: Element) -> None:
    """A drawing in `box` with a mark for each entry or bars for each year, in the order of time."""
    if subject.counted:
        heights = [BARS_HEIGHT] * len(subject.topics)
        plot = Plot(subject.axis(WIDTH, TARGET), subject.topics, heights)
        svg = _begin(plot, subject.word("list"), box, [])
        for each in subject.counts:
            _draw_count(subject, plot, each, add(svg, "g", role="listitem"))
        return
    axis = subject.axis(WIDTH)
    marks = subject.marks(axis, TARGET)
    heights = [count * TARGET for count in rows(marks, len(subject.topics))]
    landmarks = [mark for mark in marks if mark.landmark]
    plot = Plot(axis, subject.topics, heights, _flags(subject, landmarks))
    svg = _begin(plot, subject.word("list"), box, landmarks)
    for mark in marks:
        _draw_mark(subject, plot, mark, add(svg, "g", role="listitem"))


def _begin(plot: Plot, name: str, box: Element, landmarks: Sequence[Mark]) -> Element:
    """The lane names and the ground of a drawing in `box`; the list, called `name`, to fill."""
    _draw_names(plot, box)
    size = {"width": plot.axis.width, "height": plot.bottom + AXIS_ROOM}
    svg = add(box, "svg", class_="plot", role="list", aria_label=name, **size)
    ground = add(svg, "g", class_="ground", aria_hidden="true")
    for here, there in list(pairwise(plot.tops))[1::2]:
        add(ground, "rect", class_="stripe", y=here, width="100%", height=there - here)
    height = plot.bottom - plot.top
    if at := plot.axis.background:
        before = plot.group(ground, "g", at, plot.top, class_="before")
        add(before, "rect", x=-at.length / 2, width=at.length, height=height)
    for mark in landmarks:
        if flag := plot.flags.get(mark.entry.id):
            leader = plot.group(ground, "g", mark.at, 0, class_="pole", data_id=mark.entry.id)
            add(leader, "line", y1=plot.foot(flag), y2=plot.middle(mark))
    for segment, free in plot.axis.ticks(TICK_ROOM):
        at = Position(plot.axis.weighted(segment.start), plot.axis.linear(segment.start))
        tick = plot.group(ground, "g", at, plot.top, class_="tick" if free else "tick tight")
        add(tick, "line", y2=height)
        for y in (-8, height + 17):
            add(tick, "text", str(segment.first), x=-4 if plot.axis.mirrored else 4, y=y)
    return svg


def _draw_names(plot: Plot, box: Element) -> None:
    """The names of the lanes, in a drawing of their own that stays while the other moves."""
    size = {"width": NAMES_WIDTH, "height": plot.bottom + AXIS_ROOM}
    svg = add(box, "svg", class_="names", aria_hidden="true", **size)
    for (topic, name), edges in zip(plot.topics.items(), pairwise(plot.tops), strict=True):
        lines = wrapped(name, NAMES, NAMES_WIDTH - 16, 2)
        text = add(svg, "g", class_=f"topic-{topic}", text_anchor="end")
        for line, words in enumerate(lines):
            y = sum(edges) / 2 + (line - (len(lines) - 1) / 2) * LINE + NAMES / 3
            add(text, "text", words, x=12.0 if plot.axis.mirrored else NAMES_WIDTH - 12, y=y)


def _flags(subject: Subject, landmarks: Sequence[Mark]) -> dict[str, Flag]:
    """The labels of the landmarks: the year, then the title."""
    lines = {
        mark.entry.id: (
            year_words(mark.entry.year, subject.language),
            *wrapped(subject.title(mark.entry), LETTERS, LABEL_WIDTH, LABEL_LINES),
        )
        for mark in landmarks
    }
    places = {mark.entry.id: mark.at for mark in landmarks}
    return Labels(lines, places, LETTERS, WIDTH).flags()


def _draw_mark(subject: Subject, plot: Plot, mark: Mark, item: Element) -> None:
    """The link to an entry: its name, what the script's card shows, what is hit, what is seen."""
    entry, length = mark.entry, mark.at.length
    date, title = subject.date(entry), subject.title(entry)
    link = plot.group(
        item,
        "a",
        mark.at,
        plot.middle(mark),
        href=subject.address(entry),
        class_=f"mark {mark.classes}",
        data_id=entry.id,
        data_date=date,
        data_title=title,
        data_evidence=entry_evidence(entry.evidence, subject.language).line,
    )
    topic = subject.topics[entry.record.topics[0]]
    add(link, "title", subject.word("mark", date=date, title=title, topic=topic))
    reach = max(TARGET, length)
    add(link, "rect", class_="hit", x=-reach / 2, y=-TARGET / 2, width=reach, height=TARGET)
    if flag := plot.flags.get(entry.id):
        _draw_flag(plot, mark, flag, link)
    draw_shape(link, mark.ends, length, RADII[entry.record.weight])


def _draw_flag(plot: Plot, mark: Mark, flag: Flag, link: Element) -> None:
    """The words above the lanes; the line from them down to the mark is part of the ground."""
    bottom = plot.foot(flag) - plot.middle(mark)
    side = -flag.side if plot.axis.mirrored else flag.side
    label = add(link, "g", class_="flag", text_anchor=flag.anchor)
    for line, text in enumerate(flag.lines):
        above = (len(flag.lines) - 1 - line) * LINE
        add(label, "text", text, x=side * 5, y=bottom - 7 - above)


def _draw_count(subject: Subject, plot: Plot, each: Count, item: Element) -> None:
    """The link to the page of a year: its name, the script's card, a bar for each topic."""
    at = plot.axis.span(each.segment.start, each.segment.end)
    count = subject.language.word("count.entries", n=each.topics.total())
    parts = (
        subject.word("part", topic=name, n=each.topics[topic])
        for topic, name in subject.topics.items()
        if each.topics[topic]
    )
    link = plot.group(
        item,
        "a",
        at,
        0,
        href=each.page,
        class_="mark count",
        data_date=each.date,
        data_title=count,
        data_evidence=" · ".join(parts),
    )
    add(link, "title", subject.word("year", date=each.date, count=count))
    wide = {"x": -at.length / 2, "width": at.length}
    add(link, "rect", class_="hit", y=plot.top, height=plot.bottom - plot.top, **wide)
    bottoms = dict(zip(subject.topics, plot.tops[1:], strict=True))
    for topic, n in each.topics.items():
        high = subject.bar_height(n, BARS_HEIGHT)
        shape = {"class_": f"shape topic-{topic}", "data_years": each.years}
        add(link, "rect", y=bottoms[topic] - PAD - high, height=high, **shape, **wide)
