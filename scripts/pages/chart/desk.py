"""The drawing for wide windows: lane names beside the lanes, the labels of landmarks above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from scripts.i18n.dates import year_words
from scripts.pages.chart.axis import YEARS_FROM, Axis, first_day
from scripts.pages.chart.labels import Flag, Labels, wrapped
from scripts.pages.chart.layout import At, Mark, marks, rows, span
from scripts.pages.chart.subject import Subject
from scripts.pages.chart.svg import add, data_at, draw_shape, number

WIDTH = 950.0
GUTTER = 136.0
TARGET = 24.0
"""The side of what a finger must hit (WCAG 2.5.8), and the height of a row."""

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
    """Which way time runs, and how high the lanes and the labels above them are.

    `topics` are the names of the lanes by topic, `heights` the room for marks in each.
    """

    axis: Axis
    mirrored: bool
    topics: Mapping[str, str]
    heights: Sequence[float]
    flags: Mapping[str, Flag] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """From the top: the labels, the years, the lanes, the years again."""
        lines: dict[int, int] = {}
        for flag in self.flags.values():
            lines[flag.tier] = max(len(flag.lines), lines.get(flag.tier, 0))
        last = max(lines, default=-1)
        self.tiers = [lines.get(tier, 0) * LINE + 9 for tier in range(last + 1)]
        lanes = (height + 2 * PAD for height in self.heights)
        self.tops = list(accumulate(lanes, initial=sum(self.tiers) + AXIS_ROOM))

    @property
    def bottom(self) -> float:
        """Where the lanes end."""
        return self.tops[-1]

    def middle(self, mark: Mark) -> float:
        """How far down the middle of a mark is."""
        return self.tops[mark.lane] + PAD + (mark.row + 0.5) * TARGET

    def group(self, parent: Element, tag: str, at: At, y: float, /, **more: object) -> Element:
        """An element at a place of the axis; its parts are drawn around that place."""
        where = data_at(at, self.axis.width, mirrored=self.mirrored)
        move = f"translate({where.partition(' ')[0]} {number(y)})"
        return add(parent, tag, transform=move, data_at=where, **more)


def draw_marks(subject: Subject, box: Element) -> None:
    """A drawing in `box` with a mark for each entry, in the order of time."""
    axis = Axis(subject.stretches, WIDTH)
    placed = marks(subject.entries, subject.lanes, axis, TARGET)
    heights = [count * TARGET for count in rows(placed, len(subject.topics))]
    plot = Plot(axis, subject.mirrored, subject.topics, heights, _flags(subject, placed))
    svg = begin(plot, subject.word("list"), box, [mark for mark in placed if mark.landmark])
    for mark in placed:
        item = add(svg, "g", role="listitem")
        _draw(plot, mark, _link(subject, plot, mark, item))


def begin(plot: Plot, name: str, box: Element, landmarks: Sequence[Mark] = ()) -> Element:
    """The lane names and the ground of a drawing in `box`; the list, called `name`, to fill."""
    _draw_names(plot, box)
    size = {"width": plot.axis.width, "height": plot.bottom + AXIS_ROOM}
    svg = add(box, "svg", class_="plot", role="list", aria_label=name, **size)
    ground = add(svg, "g", class_="ground", aria_hidden="true")
    for here, there in list(pairwise(plot.tops))[1::2]:
        add(ground, "rect", class_="stripe", y=here, width="100%", height=there - here)
    top, height = plot.tops[0], plot.bottom - plot.tops[0]
    axis, years = plot.axis, first_day(YEARS_FROM)
    if axis.start < years:
        at = span(axis, (axis.start, min(years, axis.end)))
        before = plot.group(ground, "g", at, top, class_="before")
        add(before, "rect", x=-at.length / 2, width=at.length, height=height)
    for mark in landmarks:
        if flag := plot.flags.get(mark.entry.id):
            pole = plot.group(ground, "g", mark.at, 0, class_="pole", data_id=mark.entry.id)
            add(pole, "line", y1=sum(plot.tiers[flag.tier :]), y2=plot.middle(mark))
    for stretch, free in axis.ticks(TICK_ROOM):
        at = At(axis.elastic(stretch.start), axis.true(stretch.start))
        tick = plot.group(ground, "g", at, top, class_="tick" if free else "tick tight")
        add(tick, "line", y2=height)
        for y in (-8, height + 17):
            add(tick, "text", str(stretch.first), x=-4 if plot.mirrored else 4, y=y)
    return svg


def _draw_names(plot: Plot, box: Element) -> None:
    """The names of the lanes, in a drawing of their own that stays while the other moves."""
    size = {"width": GUTTER, "height": plot.bottom + AXIS_ROOM}
    svg = add(box, "svg", class_="names", aria_hidden="true", **size)
    for (topic, name), edges in zip(plot.topics.items(), pairwise(plot.tops), strict=True):
        lines = wrapped(name, NAMES, GUTTER - 16, 2)
        text = add(svg, "g", class_=f"topic-{topic}", text_anchor="end")
        for line, words in enumerate(lines):
            y = sum(edges) / 2 + (line - (len(lines) - 1) / 2) * LINE + NAMES / 3
            add(text, "text", words, x=12.0 if plot.mirrored else GUTTER - 12, y=y)


def _flags(subject: Subject, placed: Sequence[Mark]) -> dict[str, Flag]:
    """The labels of the landmarks: the year, then the title."""
    landmarks = [mark for mark in placed if mark.landmark]
    lines = {
        mark.entry.id: (
            year_words(mark.entry.year, subject.language),
            *wrapped(subject.title(mark.entry), LETTERS, LABEL_WIDTH, LABEL_LINES),
        )
        for mark in landmarks
    }
    return Labels(lines, LETTERS, WIDTH).flags(landmarks)


def _link(subject: Subject, plot: Plot, mark: Mark, item: Element) -> Element:
    """The link to an entry: its name, and what the script's card shows."""
    entry = mark.entry
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
        data_evidence=subject.evidence(entry),
    )
    topic = subject.topics[entry.record.topics[0]]
    add(link, "title", subject.word("mark", date=date, title=title, topic=topic))
    return link


def _draw(plot: Plot, mark: Mark, link: Element) -> None:
    """What is hit, the label of a landmark, what is seen."""
    reach = max(TARGET, mark.at.length)
    add(link, "rect", class_="hit", x=-reach / 2, y=-TARGET / 2, width=reach, height=TARGET)
    if flag := plot.flags.get(mark.entry.id):
        _draw_flag(plot, mark, flag, link)
    draw_shape(link, mark.ends, mark.at.length, RADII[mark.entry.record.weight])


def _draw_flag(plot: Plot, mark: Mark, flag: Flag, link: Element) -> None:
    """The words above the lanes; the line from them down to the mark is part of the ground."""
    bottom = sum(plot.tiers[flag.tier :]) - plot.middle(mark)
    side = -flag.side if plot.mirrored else flag.side
    anchor = {0: "middle", 1: "start", -1: "end"}[flag.side]
    label = add(link, "g", class_="flag", text_anchor=anchor)
    for line, text in enumerate(flag.lines):
        above = (len(flag.lines) - 1 - line) * LINE
        add(label, "text", text, x=side * 5, y=bottom - 7 - above)
