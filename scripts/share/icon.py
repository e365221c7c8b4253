"""The site's logo in pixels, from `icon.svg`, for programs that show no SVG."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

ICON = Path(__file__).parents[2] / "docs" / "theme" / "look" / "icon.svg"
STROKE = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)")

SMOOTHING = 8
"""Shapes are drawn so many times larger than they are shown."""


@cache
def layers(size: int) -> dict[str, Image.Image]:
    """The colours of the logo, the undermost first, and how much each covers of each pixel."""
    root = ET.fromstring(ICON.read_bytes())  # noqa: S314  (a file of ours)
    scale = size * SMOOTHING / float(root.attrib["viewBox"].split()[2])
    covers: dict[str, Image.Image] = {}
    for element in root:
        (left, top, right, bottom), radius = _rectangle(element)
        colour = element.get("fill") or element.attrib["stroke"]
        cover = covers.setdefault(colour, Image.new("L", (size * SMOOTHING, size * SMOOTHING)))
        # Pillow counts the last row and column as part of a shape.
        box = (left * scale, top * scale, right * scale - 1, bottom * scale - 1)
        ImageDraw.Draw(cover).rounded_rectangle(box, radius * scale, fill=255)
    return {colour: cover.reduce(SMOOTHING) for colour, cover in covers.items()}


def _rectangle(element: ET.Element) -> tuple[tuple[float, float, float, float], float]:
    """The box and the radius of the corners of a shape, all of which are such rectangles.

    Raises ValueError for another shape.
    """

    def number(name: str) -> float:
        return float(element.get(name, "0"))

    match element.tag.rpartition("}")[2]:
        case "rect":
            x, y, radius = number("x"), number("y"), number("rx")
            return (x, y, x + number("width"), y + number("height")), radius
        case "circle":
            x, y, radius = number("cx"), number("cy"), number("r")
            return (x - radius, y - radius, x + radius, y + radius), radius
        case "path" if stroke := STROKE.fullmatch(element.get("d", "")):
            x, y, length = map(float, stroke.groups())
            radius = number("stroke-width") / 2
            return (x - radius, y - radius, x + length + radius, y + radius), radius
        case tag:
            raise ValueError(f"{ICON.name}: a {tag} cannot be drawn")


def app_icon(size: int) -> bytes:
    """The logo as PNG, its background filling all four corners: each system cuts its own."""
    (background, _), *others = layers(size).items()
    image = Image.new("RGB", (size, size), background)
    for colour, cover in others:
        image.paste(colour, mask=cover)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
