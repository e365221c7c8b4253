"""Text: its visual order, the forms of glyphs, lines that fit, letters that exist."""

from __future__ import annotations

import re
import unicodedata

import bidi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.i18n.language import Language
from scripts.share.text import FONTS, Glyph, Line, Paragraph, letters, mask, visual_order

MIRRORED = str.maketrans(")]}»>", "([{«<")
"""Mirrored signs as their partners: which of two is drawn is no matter of order."""

CHARACTERS = "abcZ بأدﷲ١٢12-+.,%$€()[]«»:/–!'\u064e\u200d"

LONG = "كازاخستان وإسرائيل توقّعان اتفاقًا مع Elbit Systems (Israel) بقيمة 3.5 مليون دولار " * 3


def shown(text: str, base: str) -> str:
    """What the eye meets from left to right."""
    places = [place for place, _ in visual_order(text, base)]
    assert sorted(places) == [*range(len(text))]
    return "".join(text[place] for place in places)


@pytest.mark.parametrize(
    ("base", "text", "expected"),
    [
        ("ltr", "Elbit in 2014", "Elbit in 2014"),
        ("rtl", "في 2014", "2014 يف"),
        ("rtl", "20 أيار/مايو 2014", "2014 ويام/رايأ 20"),
        ("rtl", "شركة Elbit Systems في", "يف Elbit Systems ةكرش"),
        # The bracket goes with the name that it stands beside, though what follows is Arabic.
        ("rtl", "شركة Elbit (Israel) في", "يف Elbit (Israel) ةكرش"),
        ("rtl", "بيع 3.5 مليون $", "$ نويلم 3.5 عيب"),
        ("rtl", "«بيغاسوس» NSO", "NSO »سوساغيب«"),
        ("ltr", "the word سلام means", "the word مالس means"),
        ("rtl", "", ""),
    ],
)
def test_by_example(base: str, text: str, expected: str) -> None:
    assert shown(text, base) == expected


@given(st.text(CHARACTERS, max_size=24), st.sampled_from(["ltr", "rtl"]))
def test_the_order_is_that_of_python_bidi(text: str, base: str) -> None:
    """Python-bidi moves characters without width at the end, so this is compared without them."""
    visible = text.replace("\u200d", "")
    expected = bidi.get_display(visible, base_dir="R" if base == "rtl" else "L")
    assert shown(visible, base).translate(MIRRORED) == expected.translate(MIRRORED)


@given(st.text(max_size=40), st.sampled_from(["ltr", "rtl"]))
def test_any_line_has_an_order(text: str, base: str) -> None:
    text = " ".join(text.split())
    assert sorted(shown(text, base)) == sorted(text)


def paragraph(text: str, base: str = "rtl") -> Paragraph:
    return Paragraph(text, "bold", "ar" if base == "rtl" else "en", base)


def clusters(text: str, base: str = "rtl") -> list[int]:
    """The place in the text that each glyph comes from, from left to right."""
    return [glyph.cluster for glyph in paragraph(text, base).line().glyphs]


def test_glyphs_stand_in_visual_order() -> None:
    places = clusters("سلام")
    assert places == sorted(places, reverse=True)
    assert places[-1] == 0
    text = "سنة 2014 مع Elbit"
    places, name, year = clusters(text), text.index("Elbit"), text.index("2014")
    assert places[:5] == [*range(name, name + 5)]
    assert places[places.index(year) :][:4] == [*range(year, year + 4)]
    assert places[-1] == 0
    assert clusters("Elbit 2014", "ltr") == [*range(10)]
    assert clusters("a سلام", "ltr")[0] == 0
    assert clusters("a سلام", "rtl")[-1] == 0


def test_letters_join() -> None:
    """The same letter has other glyphs alone, at the beginning, within, and at the end."""
    alone, joined = paragraph("ب").line().glyphs, paragraph("ببب").line().glyphs

    def forms(glyphs: tuple[Glyph, ...]) -> set[tuple[int, ...]]:
        places = {glyph.cluster for glyph in glyphs}
        return {tuple(glyph.id for glyph in glyphs if glyph.cluster == place) for place in places}

    assert len(forms(alone) | forms(joined)) == 4


def test_letters_join_across_fonts_and_lines() -> None:
    """A line is shaped as part of its paragraph; its words keep their forms."""
    whole, part = paragraph("بيت ألفا"), paragraph("بيت")
    assert [glyph.id for glyph in whole.line(0, 3).glyphs] == [
        glyph.id for glyph in part.line().glyphs
    ]


def test_marks_have_no_width() -> None:
    assert paragraph("وقّع").line().width == paragraph("وقع").line().width


def test_every_letter_of_a_language_can_be_drawn(language: Language) -> None:
    """Whatever letter or digit of its own a language has stands in one of the fonts."""
    own = re.compile(f"[{language.facts['letters']}\\u00c0-\\u017f]")
    allowed = [chr(code) for code in range(0x20, 0x2100) if own.match(chr(code))]
    words = [each for each in allowed if unicodedata.category(each)[0] in "LMN"]
    assert len(words) > 60
    for weight in FONTS:
        missing = {*allowed} - letters(weight).keys()
        assert missing & {*words} == set()
        assert missing <= {*"‖‗‛‟"}, "only what nobody types"


def test_letters_of_transliteration_are_drawn_without_their_marks() -> None:
    """Where the fonts lack them: no name loses a letter."""
    assert paragraph("ʿAbd al-Ḥamīd aṣ-Ṣāliḥ", "ltr").text == "‘Abd al-Hamīd as-Sālih"
    assert paragraph("Qurʾān, H̱alīfa", "ltr").text == "Qur’ān, Halīfa"
    for code in range(0x1E00, 0x1F00):
        assert paragraph(f"a{chr(code)}a", "ltr").text != "aa" or chr(code) in "ẜẝẟỺỻỼỽỾỿ"


def test_what_cannot_be_drawn_is_left_out() -> None:
    made = paragraph("a\N{HANGUL SYLLABLE GA}‖b", "ltr")
    assert made.text == "ab"
    assert all(glyph.id for glyph in made.line().glyphs)


def test_a_letter_that_the_first_font_lacks_comes_from_the_second() -> None:
    glyphs = paragraph("Šefčovič", "ltr").line().glyphs
    assert len({id(glyph.font) for glyph in glyphs}) == 2
    assert all(glyph.id for glyph in glyphs)


@pytest.mark.parametrize("width", [7000, 12_000, 25_000])
@pytest.mark.parametrize("text", [LONG, "Azerbaijan–Kazakhstan/Uzbekistan " * 5, "w" * 500])
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    made = paragraph(text)
    lines = made.lines(width)
    kept = [place for start, end in lines for place in range(start, end)]
    assert kept == sorted(set(kept))
    assert {made.text[place] for place in {*range(len(made.text))} - {*kept}} <= {" "}
    widest = max(piece.width for piece in made.pieces)
    for start, end in lines:
        # Words are measured one by one; the space between two may be drawn a hair wider.
        assert made.line(start, end).width <= max(width, widest) * 1.01


def test_lines_are_about_as_long_as_one_another() -> None:
    made = paragraph(LONG)
    widths = [made.line(*line).width for line in made.lines(25_000)]
    assert min(widths) > 0.6 * max(widths)


def test_what_is_cut_fits_and_says_so() -> None:
    made = paragraph(LONG * 5)
    shorter = made.cut(20_000, 3)
    assert len(shorter.lines(20_000)) == 3
    assert shorter.text.endswith("…")
    assert made.text.startswith(shorter.text[:-1])


def test_a_mask_is_upright_and_where_it_is_wanted() -> None:
    """An L: its stroke is at the left, its foot at the bottom, right above the baseline."""
    width, height, size = 60, 80, 60
    line = paragraph("L", "ltr").line()
    cover = mask(line, 10, 70, size, (0, 0, width, height))
    part = mask(line, 10, 70, size, (5, 20, 35, 70))
    assert part.tobytes() == cover.crop((5, 20, 35, 70)).tobytes()
    left, top, _, bottom = cover.getbbox() or (0, 0, 0, 0)
    assert bottom == 70
    assert 20 < top < 35
    assert left >= 10

    def ink(row: int) -> int:
        return sum(map(bool, cover.crop((0, row, width, row + 1)).tobytes()))

    assert ink(69) > 2 * ink(top)


def test_nothing_to_draw() -> None:
    assert paragraph("").line() == Line((), 0)
