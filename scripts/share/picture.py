"""The pixels: the two shared pictures, of an entry and of the site, and the logo as an icon."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw

from scripts.share.text import UNIT, Line, Paragraph, mask, shaped

LOOK = Path(__file__).parents[2] / "docs" / "theme" / "look" / "timeline.css"
ICON = LOOK.with_name("icon.svg")
STROKE = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)")

SMOOTHING = 8
"""Shapes of the logo are drawn so many times larger than they are shown."""

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

Span = tuple[str, str, Ink]
"""A text within a line: its words, their weight, and their colour."""


class Sheet:
    """A canvas for the language `code`: its inks, and a band in the colour of that name."""

    def __init__(self, code: str, direction: str, colour: str) -> None:
        self.code, self.direction = code, direction
        look = colours()
        self.palette = [look["paper"]]
        self.image = Image.new("L", (WIDTH, HEIGHT))
        # Fifteen shades in all beside the paper, most for the largest letters.
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

    def logo(self, top: int, size: int) -> None:
        """The logo at the beginning of a line: its ground in colour, what lies on it left bare."""
        cover, *others = layers(size).values()
        for over in others:
            cover = ImageChops.subtract(cover, over)
        self.image.paste(cover.point(self.accent), (round(self.left(0, size)), top))

    def write(self, line: Line, size: float, ink: Ink, start: float, baseline: float) -> None:
        """Draw a line that begins `start` after the margin; it covers what is half an em beside."""
        scale = size / UNIT
        width = line.width * scale
        left = self.left(start, width)
        first = max(int(left - size / 2), BAND)
        last = min(int(left + width + size / 2), WIDTH - BAND)
        top, bottom = int(baseline - line.above * scale) - 1, int(baseline + line.below * scale) + 2
        cover = mask(line, left, baseline, size, (first, top, last, bottom))
        self.image.paste(cover.point(ink), (first, top))

    def row(self, spans: Sequence[Span], size: float, baseline: float, *, apart: bool) -> None:
        """Write texts one after the other, or the last one `apart`, at the end of the line."""
        shown = [span for span in spans if span[0]]
        lines = [shaped(text, weight, self.code, self.direction) for text, weight, _ in shown]
        wide = sum(line.width for line in lines) / UNIT + GAP * (len(lines) - 1)
        size = min(size, INNER / wide) if wide else size
        start = 0.0
        for number, ((*_, ink), line) in enumerate(zip(shown, lines, strict=True)):
            width = line.width * size / UNIT
            if apart and number and number == len(lines) - 1:
                start = INNER - width
            self.write(line, size, ink, start, baseline)
            start += width + GAP * size

    def block(self, text: str, ink: Ink, sizes: Sequence[int], top: int, height: int) -> int:
        """Write a text as large as fits, or cut it; return the top of what may stand below."""
        weight = "bold" if ink == self.ink else "regular"
        paragraph = Paragraph(text, weight, self.code, self.direction)
        widest = max((piece.width for piece in paragraph.pieces), default=0)
        for size in sizes:
            width = INNER / size * UNIT
            lines = [paragraph.line(*place) for place in paragraph.lines(width)]
            reach = (upper.below + lower.above for upper, lower in pairwise(lines))
            pitch = size * max(LEADING, max(reach, default=0) / UNIT + AIR)
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
        # Sixteen colours; this strategy packs a picture of this kind best in little time.
        return png(self.image, bits=4, compress_type=zlib.Z_RLE)


def png(image: Image.Image, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return buffer.getvalue()


@cache
def colours() -> dict[str, Colour]:
    """The colours of the light look by their names in the stylesheet."""
    found = re.findall(
        r"(?:--|\.)([\w-]+)(?: \{ --topic)?: light-dark\((#[0-9a-f]+)", LOOK.read_text("utf-8")
    )
    return {name: ImageColor.getrgb(value) for name, value in found}


@dataclass(frozen=True)
class Card:
    """The content of a picture in words of a language; `colour` is a name in the stylesheet."""

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
    head = [(card.date, "regular", sheet.muted), (card.topic, "bold", sheet.topic)]
    sheet.row(head, HEAD, HEAD_BASE, apart=True)
    sheet.block(card.title, sheet.ink, TITLE, TITLE_TOP, TITLE_HEIGHT)
    facts = [
        (card.label, "bold", sheet.ink),
        (card.counts, "regular", sheet.muted),
        (card.whole, "regular", sheet.muted),
        (card.differs, "regular", sheet.warn),
    ]
    sheet.row(facts, FACTS, FACTS_BASE, apart=False)
    return sheet.png()


@cache
def layers(size: int) -> dict[str, Image.Image]:
    """The colours of the logo, the undermost first, and how much each covers of each pixel."""
    root = ET.fromstring(ICON.read_bytes())  # noqa: S314  (a file of ours)
    scale = size * SMOOTHING / float(root.attrib["viewBox"].split()[2])
    covers: dict[str, Image.Image] = {}
    for element in root:
        left, top, width, height, radius = _rectangle(element)
        colour = element.get("fill") or element.attrib["stroke"]
        cover = covers.setdefault(colour, Image.new("L", (size * SMOOTHING, size * SMOOTHING)))
        # Pillow counts the last row and column as part of a shape.
        right, bottom = (left + width) * scale - 1, (top + height) * scale - 1
        box = (left * scale, top * scale, right, bottom)
        ImageDraw.Draw(cover).rounded_rectangle(box, radius * scale, fill=255)
    return {colour: cover.reduce(SMOOTHING) for colour, cover in covers.items()}


def _rectangle(element: ET.Element) -> tuple[float, float, float, float, float]:
    """Left, top, width, height and the radius of the corners: each shape is such a rectangle.

    Raises ValueError for another shape.
    """

    def numbers(*names: str) -> Iterator[float]:
        return (float(element.get(name, "0")) for name in names)

    match element.tag.rpartition("}")[2]:
        case "rect":
            left, top, width, height, radius = numbers("x", "y", "width", "height", "rx")
        case "circle":
            x, y, radius = numbers("cx", "cy", "r")
            left, top, width, height = x - radius, y - radius, 2 * radius, 2 * radius
        case "path" if stroke := STROKE.fullmatch(element.get("d", "")):
            x, y, length = map(float, stroke.groups())
            (height,) = numbers("stroke-width")
            radius = height / 2
            left, top, width = x - radius, y - radius, length + height
        case tag:
            raise ValueError(f"{ICON.name}: a {tag} cannot be drawn")
    return left, top, width, height, radius


def app_icon(size: int) -> bytes:
    """The logo as PNG, its background filling all four corners: each system cuts its own."""
    (background, _), *others = layers(size).items()
    image = Image.new("RGB", (size, size), background)
    for colour, cover in others:
        image.paste(colour, mask=cover)
    return png(image, optimize=True)
