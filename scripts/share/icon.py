"""The site's sign as pixels, from `icon.svg`, for those who show no SVG.

Every shape of it (a rectangle, a circle, a stroke from left to right) is a rectangle with round
corners, and that is all that is drawn here; another shape in the file is a mistake of ours.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from scripts.share.canvas import Canvas, Ink, colour

ICON = Path(__file__).parents[2] / "docs" / "theme" / "look" / "icon.svg"
STROKE = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)")

SHADES = 8


@dataclass(frozen=True)
class Shape:
    """A rectangle: its middle, half of its width and height, the radius of its corners, its colour.

    All lengths are parts of the picture's width.
    """

    x: float
    y: float
    half_width: float
    half_height: float
    radius: float
    colour: str


@lru_cache
def layers() -> tuple[tuple[Shape, ...], ...]:
    """The shapes of the sign, the undermost first, those of one colour together.

    Raises ValueError for a shape of another kind.
    """
    root = ET.fromstring(ICON.read_bytes())  # noqa: S314  (a file of ours)
    whole = float(root.attrib["viewBox"].split()[2])
    found = [_shape(each, whole) for each in root]
    return tuple(tuple(group) for _, group in groupby(found, lambda shape: shape.colour))


def _shape(element: ET.Element, whole: float) -> Shape:
    def number(name: str) -> float:
        return float(element.get(name, "0")) / whole

    match element.tag.rpartition("}")[2]:
        case "rect":
            width, height = number("width") / 2, number("height") / 2
            place = (number("x") + width, number("y") + height, width, height, number("rx"))
        case "circle":
            radius = number("r")
            place = (number("cx"), number("cy"), radius, radius, radius)
        case "path" if match_ := STROKE.fullmatch(element.get("d", "")):
            x, y, length = (float(part) / whole for part in match_.groups())
            half = number("stroke-width") / 2
            place = (x + length / 2, y, length / 2 + half, half, half)
        case tag:
            raise ValueError(f"{ICON.name}: a {tag} is not among what is drawn")
    return Shape(*place, element.get("fill") or element.attrib["stroke"])


@lru_cache
def coverage(shapes: tuple[Shape, ...], size: int) -> bytes:
    """How much of each pixel of a square picture the shapes cover together: 0 to 255."""
    cover = bytearray(size * size)
    for shape in shapes:
        radius = shape.radius * size
        reach = (shape.half_width - shape.radius) * size
        for row in range(size):
            away = abs(row + 0.5 - shape.y * size) - (shape.half_height - shape.radius) * size
            if away > radius + 0.5:
                continue
            for column in range(size):
                across = abs(column + 0.5 - shape.x * size) - reach
                share = radius + 0.5 - math.hypot(max(across, 0), max(away, 0))
                place = row * size + column
                cover[place] = max(cover[place], round(255 * min(max(share, 0), 1)))
    return bytes(cover)


def app_icon(size: int) -> bytes:
    """The sign as PNG, its ground carried on to all four corners: each system cuts its own."""
    (ground, *_), *others = layers()
    canvas = Canvas(size, size, colour(ground.colour))
    for group in others:
        ink = canvas.ink(colour(group[0].colour), SHADES)
        canvas.stamp(coverage(group, size), ink, 0, 0, size)
    return canvas.png()


def draw_icon(canvas: Canvas, ink: Ink, left: int, top: int, size: int) -> None:
    """Draw the sign on a picture: its ground in `ink`, what lies on it left bare."""
    ground, *others = layers()
    bare = [coverage(group, size) for group in others]
    pairs = zip(coverage(ground, size), *bare, strict=True)
    cover = bytes(max(0, share - sum(over)) for share, *over in pairs)
    canvas.stamp(cover, ink, left, top, size)
