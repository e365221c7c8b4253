"""The visual order of mixed text: by example, and as python-bidi shows it."""

from __future__ import annotations

import bidi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.share.text import runs

MIRRORED = str.maketrans(")]}»>", "([{«<")
"""Mirrored signs as their partners: which of two is drawn is no matter of order."""

CHARACTERS = "abcZ بأدﷲ١٢12-+.,%$€()[]«»:/–!'\u064e\u200d"


def shown(text: str, base: str) -> str:
    """What the eye meets from left to right."""
    parts = runs(text, base)
    assert sorted(place for run in parts for place in range(run.start, run.end)) == [
        *range(len(text))
    ]
    return "".join(
        text[run.start : run.end][:: 1 if run.direction == "ltr" else -1] for run in parts
    )


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
def test_runs_give_the_order_of_python_bidi(text: str, base: str) -> None:
    """Python-bidi moves characters without width at the end, so this is compared without them."""
    visible = text.replace("\u200d", "")
    expected = bidi.get_display(visible, base_dir="R" if base == "rtl" else "L")
    assert shown(visible, base).translate(MIRRORED) == expected.translate(MIRRORED)


@given(st.text(max_size=40), st.sampled_from(["ltr", "rtl"]))
def test_any_line_has_an_order(text: str, base: str) -> None:
    text = " ".join(text.split())
    assert sorted(shown(text, base)) == sorted(text)
