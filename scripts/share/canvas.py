"""Pictures of few colours: coverage becomes colour, and colours become PNG (ISO/IEC 15948).

A pixel is a place in a palette of sixteen, so that two go into a byte and a picture is small.  The
first colour is the paper; every colour that is laid on the paper takes a few places more, from
hardly covering to covering whole.  While it is drawn a pixel is a hexadecimal digit: of such digits
Python makes bytes in one go.
"""

from __future__ import annotations

import struct
import zlib
from binascii import unhexlify
from copy import copy
from dataclasses import dataclass
from functools import cached_property

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH = 4
INDEXED = 3
EFFORT = 5
"""Of zlib; the most makes a picture a seventh smaller and takes ten times as long."""

DIGITS = b"0123456789abcdef"
FILTER = b"00"
"""What each row of the file begins with, the number of the filter that it went through: none."""

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
        """For each of 256 degrees of coverage the digit of the shade; the paper's for none."""
        nearest = (round(degree * self.shades / 255) for degree in range(256))
        return bytes(DIGITS[self.place + step - 1 if step else 0] for step in nearest)


class Canvas:
    """A picture in the making, bare paper at first; the width must be even."""

    def __init__(self, width: int, height: int, paper: Colour) -> None:
        """A sheet of `paper`."""
        self.width, self.height = width, height
        self.palette = [paper]
        self.pixels = bytearray((FILTER + DIGITS[:1] * width) * height)

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

    def stamp(self, cover: bytes, ink: Ink, left: int, top: int, width: int) -> None:
        """Lay a colour in place of whatever is there: `cover` is `width` pixels wide.

        A pixel of it is 0 to 255, as much as is covered.
        """
        shades = cover.translate(ink.table)
        row = len(FILTER) + self.width
        start = top * row + len(FILTER) + left
        for place in range(0, len(shades), width):
            self.pixels[start : start + width] = shades[place : place + width]
            start += row

    def png(self) -> bytes:
        """The picture as a file."""
        header = struct.pack(">IIBBBBB", self.width, self.height, DEPTH, INDEXED, 0, 0, 0)
        colours = b"".join(map(bytes, self.palette))
        data = zlib.compress(unhexlify(self.pixels), EFFORT)
        parts = {b"IHDR": header, b"PLTE": colours, b"IDAT": data, b"IEND": b""}
        return SIGNATURE + b"".join(_chunk(name, content) for name, content in parts.items())


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
