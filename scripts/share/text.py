"""Text as pixels: broken into lines, put in visual order, shaped and rasterised by HarfBuzz.

The fonts come with packages that the lock file pins, and the fonts and the locale of the system are
not used. So one lock file gives one picture, byte for byte.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

import bidi
import uharfbuzz as hb
from PIL import Image

ARABIC, LATIN = "fontpkg_ibm_plex_sans_arabic", "fontpkg_ibm_plex_sans"
LATIN_FILE = "IBMPlexSans[wdth,wght].ttf"
FONTS = {
    "regular": ((ARABIC, "IBMPlexSansArabic-Regular.ttf", None), (LATIN, LATIN_FILE, 400)),
    "bold": ((ARABIC, "IBMPlexSansArabic-SemiBold.ttf", None), (LATIN, LATIN_FILE, 600)),
}
"""For each weight the fonts in the order in which a letter is looked for: package, file, weight."""

UNIT = 1000
"""Both fonts are drawn on a grid of so many units an em; texts are measured in these."""

PIECE = re.compile(r"[^ ]{1,30}?(?:[-–—/]+(?=[^ ])|(?= |$))|[^ ]{30}")
"""What is not broken between lines: a word, up to a hyphen, dash or slash in it; never too long."""

AYN_AND_HAMZA = str.maketrans("ʿʾʹʺ", "‘’′″")

BALANCING = 8
"""How often the width of lines is halved in the search for lines of one length."""

# python-bidi gives back the reordered text only, in which characters have lost their places. So
# each is followed by its place in two tag characters, which go where it goes (UAX #9, X9). The mark
# at the end has the direction of the text: without it the last tags would not go along (L1).
_TAGS = [chr(point) for point in range(0xE0020, 0xE0080)]
_NUMBERS = {tag: number for number, tag in enumerate(_TAGS)}
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}


def visual_order(text: str, base: str) -> Iterator[tuple[int, str]]:
    """The places of a line's characters from left to right, and their directions (UAX #9).

    The line has at most 9,216 characters and the direction `base`, `ltr` or `rtl`. Records hold no
    characters that embed, override or isolate a direction (`records.characters`).
    """
    size, mark = len(_TAGS), _MARKS[base]
    tagged = (f"{each}{_TAGS[at // size]}{_TAGS[at % size]}" for at, each in enumerate(text))
    shown = bidi.get_display("".join(tagged) + mark, base_dir=base[0].upper())
    shown = shown.removeprefix(mark) if base == "rtl" else shown.removesuffix(mark)
    for first in range(0, len(shown), 3):
        each = shown[first : first + 3]
        direction = "rtl" if each[0] in _NUMBERS else "ltr"
        high, low = (_NUMBERS[tag] for tag in (each[1::-1] if direction == "rtl" else each[1:]))
        yield high * size + low, direction


@cache
def letters(weight: str) -> dict[str, hb.Font]:
    """The characters that can be drawn, each with the first font of a weight that has it."""
    found: dict[str, hb.Font] = {}
    for package, name, boldness in FONTS[weight]:
        face = hb.Face(files(package).joinpath("files", name).read_bytes())
        font = hb.Font(face)
        font.scale = (UNIT, UNIT)
        if boldness:
            font.set_variations({"wght": boldness})
        found = dict.fromkeys(map(chr, face.unicodes), font) | found
    return found


def _plain(character: str) -> str:
    """The letter without its marks; for the sign of an ayn or a hamza a quotation mark."""
    parts = unicodedata.normalize("NFKD", character).translate(AYN_AND_HAMZA)
    return "".join(each for each in parts if not unicodedata.combining(each))


class Glyph(NamedTuple):
    """A glyph `x` and `y` units from the line's left end; `cluster` is its character's place."""

    font: hb.Font
    id: int
    x: int
    y: int
    cluster: int


@dataclass(frozen=True)
class Line:
    """Shaped text: its glyphs from left to right, and how wide they are in units."""

    glyphs: tuple[Glyph, ...]
    width: int

    @cached_property
    def above(self) -> int:
        return max((each.y + extents(each.font, each.id)[0] for each in self.glyphs), default=0)

    @cached_property
    def below(self) -> int:
        return max((extents(each.font, each.id)[1] - each.y for each in self.glyphs), default=0)


@lru_cache(2000)
def extents(font: hb.Font, glyph: int) -> tuple[int, int]:
    """How far a glyph reaches above and below its own origin."""
    found = font.get_glyph_extents(glyph)
    return (found.y_bearing, -found.y_bearing - found.height) if found else (0, 0)


class Piece(NamedTuple):
    """What is not broken between two lines: its place in the text, its width, the space before."""

    start: int
    end: int
    width: int
    space: int


class Paragraph:
    """A text in one weight and direction, to be broken into lines and shaped."""

    def __init__(self, text: str, weight: str, language: str, base: str) -> None:
        """`text` in a language of code `language` that is written in the direction `base`.

        A letter that no font has is drawn without its marks. A character that has no such form is
        left out: an empty box would say less than nothing.
        """
        fonts = letters(weight)
        forms = (each if each in fonts else _plain(each) for each in text)
        self.text = " ".join("".join(filter(fonts.__contains__, "".join(forms))).split())
        self.weight, self.language, self.base = weight, language, base
        self._fonts = [fonts[character] for character in self.text]

    def cut(self, width: float, most: int) -> Paragraph:
        """As much of the text as fits into `most` lines, with an ellipsis."""
        for piece in reversed(self.pieces):
            text = f"{self.text[: piece.end]}…"
            shorter = Paragraph(text, self.weight, self.language, self.base)
            if len(shorter.lines(width)) <= most:
                break
        return shorter

    @cached_property
    def pieces(self) -> list[Piece]:
        """The words, and the parts of words that a line may end with."""
        font = letters(self.weight)[" "]
        space = font.get_glyph_h_advance(font.get_nominal_glyph(ord(" ")))
        found = []
        for match in PIECE.finditer(self.text):
            start, end = match.span()
            before = space if self.text[start - 1 : start] == " " else 0
            found.append(Piece(start, end, self.line(start, end).width, before))
        return found

    def line(self, start: int = 0, end: int | None = None) -> Line:
        def run_of(numbered: tuple[int, tuple[int, str]]) -> tuple[hb.Font, str, int]:
            """What is shaped at once has one font and direction, and follows one another."""
            number, (place, direction) = numbered
            step = -number if direction == "ltr" else number
            return self._fonts[start + place], direction, place + step

        glyphs: list[Glyph] = []
        x = 0
        order = enumerate(visual_order(self.text[start:end], self.base))
        for (font, direction, _), run in groupby(order, run_of):
            places = [start + place for _, (place, _) in run]
            buffer = hb.Buffer()
            # The whole text is given, for letters that join across the end of a run.
            buffer.add_str(self.text, min(places), len(places))
            buffer.direction = direction
            buffer.language = self.language  # else HarfBuzz asks the locale
            buffer.guess_segment_properties()
            hb.shape(font, buffer)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                place = (x + at.x_offset, at.y_offset)
                glyphs.append(Glyph(font, info.codepoint, *place, info.cluster))
                x += at.x_advance
        return Line(tuple(glyphs), x)

    def lines(self, width: float) -> list[tuple[int, int]]:
        """Where each line begins and ends: as few as fit into `width`, of about one length."""
        least = len(broken(self.pieces, width))
        narrow, wide = width / 2, width
        for _ in range(BALANCING):
            middle = (narrow + wide) / 2
            if len(broken(self.pieces, middle)) > least:
                narrow = middle
            else:
                wide = middle
        return broken(self.pieces, wide)


@lru_cache(4000)
def shaped(text: str, weight: str, language: str, base: str) -> Line:
    """A text as one line; many pictures have the same topics and the same words on evidence."""
    return Paragraph(text, weight, language, base).line()


def broken(pieces: Iterable[Piece], width: float) -> list[tuple[int, int]]:
    """Pieces put into lines of `width`: where each line begins and ends."""
    lines: list[tuple[int, int]] = []
    filled = 0.0
    for piece in pieces:
        if lines and filled + piece.space + piece.width <= width:
            lines[-1] = (lines[-1][0], piece.end)
            filled += piece.space + piece.width
        else:
            lines.append((piece.start, piece.end))
            filled = piece.width
    return lines


def mask(
    line: Line, left: float, baseline: float, size: float, box: tuple[int, int, int, int]
) -> Image.Image:
    """How much of each pixel of a box a line of text covers: 0 to 255.

    The line begins at `left` and stands on `baseline`, in pixels; `size` is that of the letters;
    `box` is left, top, right and bottom, as in Pillow.
    """
    first, top, last, bottom = box
    width, height, scale = last - first, bottom - top, size / UNIT
    raster = hb.RasterDraw()
    raster.extents = hb.RasterExtents(first, 0, width, height, width)
    for glyph in line.glyphs:
        x, y = left + glyph.x * scale, bottom - baseline + glyph.y * scale
        raster.transform = (scale, 0, 0, scale, x, y)
        raster.draw_glyph(glyph.font, glyph.id)
    from_the_bottom = Image.frombytes("L", (width, height), raster.render().buffer)
    return from_the_bottom.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
