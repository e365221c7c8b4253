"""Pictures of few colours: coverage becomes colour, and colours become PNG (ISO/IEC 15948).

A pixel is a place in a palette of sixteen, so that two go into a byte and a picture is small.  The
first colour is the paper; every colour that is laid on the paper takes a few places more, from
hardly covering to covering whole.
"""

from __future__ import annotations

import struct
import zlib
from copy import copy
from dataclasses import dataclass
from functools import cached_property

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH = 4
INDEXED = 3
EFFORT = 5
"""Of zlib; the most makes a picture a seventh smaller and takes ten times as long."""

Colour = tuple[int, int, int]


def colour(text: str) -> Colour:
    """The colour that `#rrggbb` or `#rgb` names."""
    digits = text.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004  (the short form has one digit each)
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def blend(under: Colour, over: Colour, share: float) -> Colour:
    """The colour of what `over` covers to a `share` of 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, over, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Ink:
    """A colour in a palette: its first place, and how many shades it has, the last one full."""

    place: int
    shades: int

    @cached_property
    def table(self) -> bytes:
        """For each of 256 degrees of coverage the place of the shade; 0, the paper, for none."""
        nearest = (round(degree * self.shades / 255) for degree in range(256))
        return bytes(self.place + step - 1 if step else 0 for step in nearest)


class Canvas:
    """A picture in the making, bare paper at first; the width must be even."""

    def __init__(self, width: int, height: int, paper: Colour) -> None:
        """A sheet of `paper`."""
        self.width, self.height = width, height
        self.palette = [paper]
        self.pixels = bytearray(width * height)

    def copy(self) -> Canvas:
        """The same once more, to draw on."""
        made = copy(self)
        made.palette, made.pixels = [*self.palette], self.pixels[:]
        return made

    def ink(self, over: Colour, shades: int) -> Ink:
        """Take a colour into the palette, in so many shades."""
        made = Ink(len(self.palette), shades)
        paper = self.palette[0]
        self.palette += [blend(paper, over, step / shades) for step in range(1, shades + 1)]
        return made

    def lay(self, cover: bytes, ink: Ink, top: int) -> None:
        """Lay a colour where the paper is bare: `cover` has whole rows, from the row `top` on.

        A pixel of it is 0 to 255, as much as is covered.
        """
        start, end = top * self.width, top * self.width + len(cover)
        # On all pixels at once, as on long numbers: bare paper is 0.
        laid = int.from_bytes(self.pixels[start:end], "big")
        laid |= int.from_bytes(cover.translate(ink.table), "big")
        self.pixels[start:end] = laid.to_bytes(len(cover), "big")

    def stamp(self, cover: bytes, ink: Ink, left: int, top: int, width: int) -> None:
        """Lay a colour in place of whatever is there: `cover` is `width` pixels wide."""
        shades = cover.translate(ink.table)
        for row in range(len(shades) // width):
            start = (top + row) * self.width + left
            self.pixels[start : start + width] = shades[row * width : (row + 1) * width]

    def png(self) -> bytes:
        """The picture as a file."""
        packed, half = self._packed(), self.width // 2
        # Each row begins with the number of the filter that it went through: none.
        rows = b"".join(
            b"\0" + packed[start : start + half] for start in range(0, len(packed), half)
        )
        header = struct.pack(">IIBBBBB", self.width, self.height, DEPTH, INDEXED, 0, 0, 0)
        colours = b"".join(map(bytes, self.palette))
        data = zlib.compress(rows, EFFORT)
        parts = {b"IHDR": header, b"PLTE": colours, b"IDAT": data, b"IEND": b""}
        return SIGNATURE + b"".join(_chunk(name, content) for name, content in parts.items())

    def _packed(self) -> bytes:
        """Two pixels a byte, of all pixels at once, as of two long numbers."""
        first, second = (int.from_bytes(self.pixels[n::2], "big") for n in (0, 1))
        return (first << DEPTH | second).to_bytes(len(self.pixels) // 2, "big")


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
