"""The two shared pictures, of an entry and of the site: what they show, and where.

A picture is drawn on a sheet with a palette, on which a text is fitted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from PIL import Image, ImageChops, ImageColor

from scripts.share.drawing import UNIT, Line, Paragraph, mask, shaped
from scripts.share.icon import ICON, layers

LOOK = ICON.with_name("timeline.css")

ACCENT = "md-primary-fg-color"
"""The name of the main colour in the stylesheet."""

WIDTH, HEIGHT = 1200, 630
BAND = 24
MARGIN = 88
INNER = WIDTH - 2 * MARGIN

GAP = 1.2
"""Between two texts on one line, in ems."""

LEADING, AIR = 1.24, 0.08
"""From one baseline to the next, in ems, at least; and between the marks of one and the next."""

BITS = 4
"""For a pixel: a palette of sixteen colours, of which the first is the paper."""

RUN_LENGTH = 3
"""The strategy of zlib that packs a picture of this kind best in little time (`Z_RLE`)."""

# Sizes of letters, baselines, tops and heights, in pixels.
HEAD, HEAD_BASE = 34, 118
TITLE = (76, 70, 64, 58, 52, 46, 40, 36)
TITLE_TOP, TITLE_HEIGHT = 158, 276
FACTS, FACTS_BASE = 31, 506
RULE, RULE_TOP = 2, 540
LOGO, LOGO_TOP = 44, 562
NAME, NAME_BASE = 28, 594

SITE_LOGO, SITE_LOGO_TOP = 76, 100
SITE_TITLE_TOP, SITE_TITLE_HEIGHT = 212, 210
LEAD = (38, 36, 34, 32, 30)
LEAD_GAP, LEAD_HEIGHT = 19, 170

Colour = tuple[int, ...]

Ink = tuple[int, ...]
"""A colour in a palette: for each of 256 degrees of coverage the number of its shade there."""


class Span(NamedTuple):
    """A text within a line: its words, their weight, and their colour."""

    text: str
    weight: str
    ink: Ink


class Sheet:
    """The canvas of a picture in one language: its inks, and a band in the colour of the topic."""

    def __init__(self, code: str, direction: str, colour: str) -> None:
        """A canvas for the language `code`, its band in the colour of that name."""
        self.code, self.direction = code, direction
        look = colours()
        self.palette = [look["paper"]]
        self.image = Image.new("L", (WIDTH, HEIGHT))
        # Fifteen shades in all, most for the largest letters.
        self.ink = self._ink(look["ink"], 4)
        self.muted = self._ink(look["muted"], 3)
        self.topic = self._ink(look[colour], 3)
        self.warn = self._ink(look["warn"], 2)
        self.accent = self._ink(look[ACCENT], 2)
        self.line = self._ink(look["line"], 1)
        self.fill(self.topic, self.left(-MARGIN, BAND), 0, BAND, HEIGHT)

    def _ink(self, over: Colour, shades: int) -> Ink:
        """Take a colour into the palette, in so many shades between the paper and itself."""
        first, paper = len(self.palette), self.palette[0]
        for step in range(1, shades + 1):
            mixed = [a + (b - a) * step / shades for a, b in zip(paper, over, strict=True)]
            self.palette.append(tuple(map(round, mixed)))
        steps = (round(degree * shades / 255) for degree in range(256))
        return tuple(first + step - 1 if step else 0 for step in steps)

    def left(self, start: float, width: float) -> float:
        """The left edge of what is `width` wide and begins `start` after the margin."""
        return MARGIN + start if self.direction == "ltr" else WIDTH - MARGIN - start - width

    def fill(self, ink: Ink, left: float, top: int, width: int, height: int) -> None:
        self.image.paste(ink[-1], (int(left), top, int(left) + width, top + height))

    def stamp(self, cover: Image.Image, ink: Ink, left: int, top: int) -> None:
        """Lay a colour in place of whatever is there; a pixel of `cover` is 0 to 255."""
        self.image.paste(cover.point(ink), (left, top))

    def logo(self, top: int, size: int) -> None:
        """The logo at the beginning of a line: its ground in colour, what lies on it left bare."""
        cover, *others = layers(size).values()
        for over in others:
            cover = ImageChops.subtract(cover, over)
        self.stamp(cover, self.accent, round(self.left(0, size)), top)

    def write(self, line: Line, size: float, ink: Ink, start: float, baseline: float) -> None:
        """Draw a line that begins `start` after the margin.

        Nothing that is already drawn may be within half an em of its sides, or where its marks
        reach.
        """
        scale = size / UNIT
        width = line.width * scale
        left = self.left(start, width)
        first = max(int(left - size / 2), BAND)
        last = min(int(left + width + size / 2), WIDTH - BAND)
        top, bottom = int(baseline - line.above * scale) - 1, int(baseline + line.below * scale) + 2
        cover = mask(line, left, baseline, size, (first, top, last, bottom))
        self.stamp(cover, ink, first, top)

    def row(self, spans: Sequence[Span], size: float, baseline: float, *, apart: bool) -> None:
        """Write texts one after the other, or the last one `apart`, at the end of the line."""
        shown = [span for span in spans if span.text]
        lines = [shaped(span.text, span.weight, self.code, self.direction) for span in shown]
        wide = sum(line.width for line in lines) / UNIT + GAP * (len(lines) - 1)
        size = min(size, INNER / wide) if wide else size
        start = 0.0
        for number, (span, line) in enumerate(zip(shown, lines, strict=True)):
            width = line.width * size / UNIT
            if apart and number and number == len(lines) - 1:
                start = INNER - width
            self.write(line, size, span.ink, start, baseline)
            start += width + GAP * size

    def block(self, text: str, ink: Ink, sizes: Sequence[int], top: int, height: int) -> int:
        """Write a text in the largest of `sizes` in which it fits, cut where it fits in none.

        Returns the top of what may stand below it.
        """
        weight = "bold" if ink == self.ink else "regular"
        paragraph = Paragraph(text, weight, self.code, self.direction)
        widest = max((piece.width for piece in paragraph.pieces), default=0)
        for size in sizes:
            width = INNER / size * UNIT
            lines = [paragraph.line(*place) for place in paragraph.lines(width)]
            pitch = size * leading(lines)
            if widest <= width and pitch * len(lines) <= height:
                break
        else:
            shorter = paragraph.cut(width, int(height / pitch))
            lines = [shorter.line(*place) for place in shorter.lines(width)]
        for number, line in enumerate(lines):
            self.write(line, size, ink, 0, top + size + number * pitch)
        return round(top + pitch * len(lines))

    def png(self) -> bytes:
        self.image.putpalette([part for colour in self.palette for part in colour])
        buffer = io.BytesIO()
        self.image.save(buffer, "PNG", bits=BITS, compress_type=RUN_LENGTH)
        return buffer.getvalue()


def leading(lines: Sequence[Line]) -> float:
    """How far the baselines of lines are apart, in ems, so that no mark touches the next line."""
    reach = (upper.below + lower.above for upper, lower in pairwise(lines))
    return max(LEADING, max(reach, default=0) / UNIT + AIR)


@cache
def colours() -> dict[str, Colour]:
    """The colours of the light look by their names in the stylesheet."""
    found = re.findall(
        r"(?:--|\.)([\w-]+)(?: \{ --topic)?: var\(--light, (#[0-9a-f]+)\)", LOOK.read_text("utf-8")
    )
    return {name: ImageColor.getrgb(value) for name, value in found}


@dataclass(frozen=True)
class Card:
    """The content of a picture, in words of the language `code`, written in `direction`.

    `colour` names the colour of its topic in the stylesheet.
    """

    code: str
    direction: str
    site: str
    title: str
    date: str = ""
    topic: str = ""
    colour: str = ACCENT
    label: str = ""
    counts: str = ""
    whole: str = ""
    differs: str = ""
    lead: str = ""


def draw(card: Card) -> bytes:
    """The picture of a card, as PNG."""
    sheet = Sheet(card.code, card.direction, card.colour)
    if card.lead:
        sheet.logo(SITE_LOGO_TOP, SITE_LOGO)
        below = sheet.block(card.title, sheet.ink, TITLE, SITE_TITLE_TOP, SITE_TITLE_HEIGHT)
        sheet.block(card.lead, sheet.muted, LEAD, below + LEAD_GAP, LEAD_HEIGHT)
        return sheet.png()
    sheet.fill(sheet.line, MARGIN, RULE_TOP, INNER, RULE)
    sheet.logo(LOGO_TOP, LOGO)
    name = shaped(card.site, "regular", card.code, card.direction)
    sheet.write(name, NAME, sheet.muted, LOGO + NAME * GAP / 2, NAME_BASE)
    head = [Span(card.date, "regular", sheet.muted), Span(card.topic, "bold", sheet.topic)]
    sheet.row(head, HEAD, HEAD_BASE, apart=True)
    sheet.block(card.title, sheet.ink, TITLE, TITLE_TOP, TITLE_HEIGHT)
    facts = [
        Span(card.label, "bold", sheet.ink),
        Span(card.counts, "regular", sheet.muted),
        Span(card.whole, "regular", sheet.muted),
        Span(card.differs, "regular", sheet.warn),
    ]
    sheet.row(facts, FACTS, FACTS_BASE, apart=False)
    return sheet.png()
