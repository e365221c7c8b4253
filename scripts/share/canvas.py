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
from itertools import groupby

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH = 4
INDEXED = 3
EFFORT, MOST = 4, 9
"""Of zlib, for what one picture has and for what many have; the most takes ten times as long."""

HEAD, LAST = zlib.compress(b"", EFFORT)[:2], b"\x03\x00"
"""What packed data begin with (RFC 1950), and an empty block that is their last (RFC 1951)."""

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


class Ground:
    """Rows that many pictures have: those that stay in a picture need not be packed for it."""

    def __init__(self, pixels: bytes | bytearray) -> None:
        """The rows of a canvas, as they are now."""
        self.data = unhexlify(pixels)
        self._packed: dict[tuple[int, int], bytes] = {}

    def packed(self, start: int, end: int) -> bytes:
        """A stretch of the data, packed."""
        if (start, end) not in self._packed:
            self._packed[start, end] = _packed(self.data[start:end], MOST)
        return self._packed[start, end]


class Canvas:
    """A picture in the making, bare paper at first; the width must be even."""

    def __init__(self, width: int, height: int, paper: Colour) -> None:
        """A sheet of `paper`."""
        self.width, self.height = width, height
        self.palette = [paper]
        self.pixels = bytearray((FILTER + DIGITS[:1] * width) * height)
        self.settle()

    def settle(self) -> None:
        """Take what is drawn so far for the ground, of this picture and of its copies."""
        self._ground = Ground(self.pixels)
        self.drawn = bytearray(self.height)

    def copy(self) -> Canvas:
        """The same once more, to draw on."""
        made = copy(self)
        made.palette, made.pixels = [*self.palette], self.pixels[:]
        made.drawn = self.drawn[:]
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
        rows = len(shades) // width
        self.drawn[top : top + rows] = b"\1" * rows

    def png(self) -> bytes:
        """The picture as a file."""
        header = struct.pack(">IIBBBBB", self.width, self.height, DEPTH, INDEXED, 0, 0, 0)
        colours = b"".join(map(bytes, self.palette))
        parts = {b"IHDR": header, b"PLTE": colours, b"IDAT": self._data(), b"IEND": b""}
        return SIGNATURE + b"".join(_chunk(name, content) for name, content in parts.items())

    def _data(self) -> bytes:
        """All rows, packed: stretches that were drawn on, and in between those of the ground."""
        row = (len(FILTER) + self.width) // 2
        parts, check, start = [HEAD], zlib.adler32(b""), 0
        for drawn, rows in groupby(self.drawn):
            end = start + row * len([*rows])
            if drawn:
                data = unhexlify(self.pixels[2 * start : 2 * end])
                parts.append(_packed(data, EFFORT))
            else:
                data = self._ground.data[start:end]
                parts.append(self._ground.packed(start, end))
            check = zlib.adler32(data, check)
            start = end
        return b"".join([*parts, LAST, struct.pack(">I", check)])


def _packed(data: bytes, effort: int) -> bytes:
    """Data as blocks that do not depend on what is before them, and end with a whole byte."""
    packer = zlib.compressobj(effort, wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
