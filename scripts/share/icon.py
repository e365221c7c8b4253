"""The site's logo in pixels, from `icon.svg`, for programs that show no SVG."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw

ICON = Path(__file__).parents[2] / "docs" / "theme" / "look" / "icon.svg"
STROKE = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)")

SMOOTHING = 8
"""Shapes are drawn so many times larger than they are shown."""


@dataclass(frozen=True)
class Shape:
    """A rectangle with round corners, in units of the file; every shape in it can be drawn as one.

    `box` is its left, top, right and bottom edge.
    """

    box: tuple[float, float, float, float]
    radius: float
    colour: str


def _shapes() -> Iterator[Shape]:
    """The shapes of the logo, the undermost first. Raises ValueError for one of another kind."""
    for element in ET.fromstring(ICON.read_bytes()):  # noqa: S314  (a file of ours)
        facts = {name: float(value) for name, value in element.items() if _is_number(value)}
        match element.tag.rpartition("}")[2]:
            case "rect":
                x, y, radius = facts.get("x", 0), facts.get("y", 0), facts.get("rx", 0)
                box = (x, y, x + facts["width"], y + facts["height"])
            case "circle":
                x, y, radius = facts["cx"], facts["cy"], facts["r"]
                box = (x - radius, y - radius, x + radius, y + radius)
            case "path" if stroke := STROKE.fullmatch(element.get("d", "")):
                x, y, length = map(float, stroke.groups())
                radius = facts["stroke-width"] / 2
                box = (x - radius, y - radius, x + length + radius, y + radius)
            case tag:
                raise ValueError(f"{ICON.name}: a {tag} cannot be drawn")
        yield Shape(box, radius, element.get("fill") or element.attrib["stroke"])


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


@cache
def layers(size: int) -> tuple[tuple[str, Image.Image], ...]:
    """The colours of the logo, the undermost first, and how much each covers of each pixel."""
    grouped = groupby(_shapes(), lambda shape: shape.colour)
    return tuple((colour, _coverage(shapes, size)) for colour, shapes in grouped)


def _coverage(shapes: Iterable[Shape], size: int) -> Image.Image:
    """0 to 255 for each pixel of a square picture."""
    whole = float(ET.fromstring(ICON.read_bytes()).attrib["viewBox"].split()[2])  # noqa: S314
    scale = size * SMOOTHING / whole
    large = Image.new("L", (size * SMOOTHING, size * SMOOTHING))
    for shape in shapes:
        left, top, right, bottom = (edge * scale for edge in shape.box)
        # Pillow counts the last row and column of a shape as part of it.
        box = (left, top, right - 1, bottom - 1)
        ImageDraw.Draw(large).rounded_rectangle(box, shape.radius * scale, fill=255)
    return large.reduce(SMOOTHING)


def app_icon(size: int) -> bytes:
    """The logo as PNG, its background filling all four corners: each system cuts its own."""
    (background, _), *others = layers(size)
    image = Image.new("RGB", (size, size), background)
    for colour, cover in others:
        image.paste(colour, mask=cover)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
