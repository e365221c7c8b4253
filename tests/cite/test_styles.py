"""The forms of citation say what pandoc's citeproc says with the CSL styles of the manuals."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.cite.formats import csl_json
from scripts.cite.styles import Citation, citations
from scripts.cite.text import headline, quoted, typographic
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf

from .tools import BIDI, STYLES, accessed, bibliography, form, in_text, ours, text_of

Entries = dict[str, list[tuple[Work, Language]]]

DAY = datetime.date(2026, 11, 22)
AWKWARD = (
    "a small thing held on",
    "Thing: a story of things",
    "Thing; a story — the thing – a thing - a thing",
    "Co-operation, follow-up and well-to-do man's don'ts",
    'A "quoted" thing and the "other thing"',
    "the state-of-emergency in Almaty",
    "x. a b c. the d",
    "What? the thing! a thing",
    "A/b and/or c",
    "The 2nd of may and the 1990s",
    "C5+1 and e-mail, on iPhone and in NATO",
    "Sa'ar's visit to al-Farabi, d'Estaing and O'Neil",
    "UN's thing on",
    "(a) thing (the other)",
    "ALL CAPS TITLE OF IT",
    "About the thing, over it and without it",
    "Kazakhstan–Israel talks on-line and up-to-date",
)


@pytest.fixture
def cases(entries: Entries) -> list[tuple[Work, Language]]:
    """Every entry in English; each by an author of its own, since styles tell namesakes apart."""
    sample, language = entries["en"][0]
    awkward = [
        (replace(sample, title=f"{title} (14 December 2016)"), language) for title in AWKWARD
    ]
    found = []
    for number, (each, language) in enumerate([*entries["en"], *awkward]):
        authors = (Name(literal=f"{each.container} {number:03}"),)
        found.append((replace(each, key=f"k{number}", authors=authors), language))
    assert len(found) > 13 + len(AWKWARD)
    return found


def undated(cases: list[tuple[Work, Language]]) -> list[tuple[Work, Language]]:
    return [(replace(each, issued=None), language) for each, language in cases]


def forms(name: str, cases: list[tuple[Work, Language]]) -> list[Citation]:
    return [form(name, work, language) for work, language in cases]


def csl(cases: list[tuple[Work, Language]], accessed: datetime.date | None = None) -> str:
    return csl_json([replace(work, accessed=accessed) for work, _ in cases])


@pytest.mark.parametrize(("name", "style"), STYLES.items())
def test_forms_equal_citeproc(name: str, style: str, cases: list[tuple[Work, Language]]) -> None:
    """Of every entry, character for character, italics included."""
    assert [ours(each) for each in forms(name, cases)] == bibliography(style, csl(cases))


@pytest.mark.parametrize(
    ("name", "style", "change"),
    [
        # The manuals ask for the day of access where there is no date.
        *((name, style, undated) for name, style in STYLES.items()),
        ("chicago-author-date", "chicago-author-date-access-dates", list),
        ("chicago-bibliography", "chicago-notes-bibliography-access-dates", list),
    ],
)
def test_day_of_access(
    name: str,
    style: str,
    change: Callable[..., list[tuple[Work, Language]]],
    cases: list[tuple[Work, Language]],
) -> None:
    """The day of access stands where the style, or its variant that asks for it, has it."""
    changed = change(cases)
    # Of works without a date citeproc tells namesakes apart by letters, whatever their authors.
    made = [accessed(each, DAY) for each in forms(name, changed)]
    assert made == [each.replace("*", "") for each in bibliography(style, csl(changed, DAY))]


@pytest.mark.parametrize("change", [list, undated], ids=["dated", "undated"])
def test_notes_equal_citeproc(
    change: Callable[..., list[tuple[Work, Language]]],
    cases: list[tuple[Work, Language]],
    tmp_path: Path,
) -> None:
    """The note, with and without a date of issue."""
    changed = change(cases)
    expected = in_text("chicago-notes", csl(changed), tmp_path / "items.json")
    assert [ours(each) for each in forms("chicago-notes", changed)] == expected


def test_notes_with_a_day_of_access(cases: list[tuple[Work, Language]], tmp_path: Path) -> None:
    """The day of access within a note."""
    style = "chicago-notes-bibliography-access-dates"
    expected = in_text(style, csl(cases, DAY), tmp_path / "items.json")
    made = [accessed(each, DAY) for each in forms("chicago-notes", cases)]
    assert made == [each.replace("*", "") for each in expected]


@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "mla"])
def test_in_text_equals_citeproc(
    name: str, cases: list[tuple[Work, Language]], tmp_path: Path
) -> None:
    """What stands in the text, in parentheses."""
    expected = in_text(STYLES[name], csl(cases), tmp_path / "items.json")
    assert [each.in_text for each in forms(name, cases)] == expected


@pytest.mark.parametrize("title", ["A thing (c. 1930)", "The thing (December 1991 [uncertain])"])
def test_headline_of_dates(title: str, entries: Entries) -> None:
    """A date in words within the title fares as in citeproc."""
    sample, language = entries["en"][0]
    case = [(replace(sample, title=title), language)]
    made = [ours(each) for each in forms("chicago-bibliography", case)]
    assert made == bibliography("chicago-notes-bibliography", csl(case))


def test_the_arabic_form(entries: Entries) -> None:
    """Arabic punctuation, marks and months; the address in angle brackets at the end."""
    sample, language = entries["ar"][0]
    known = replace(
        sample,
        title="نتنياهو يزور «أستانا» (14 كانون الأول/ديسمبر 2016)",
        authors=(Name(literal="مشروع التسلسل الزمني"),),
        container="التسلسل الزمني",
        version="2025.06",
        issued=Edtf.parse("2025-06-01"),
        when="1 حزيران/يونيو 2025",
        address="https://example.org/ar/events/x/0123456789/",
    )
    made = citations(known, language)[0]
    assert made.in_text == "(مشروع التسلسل الزمني، 2025)"
    assert text_of(made) == (
        "مشروع التسلسل الزمني. «نتنياهو يزور “أستانا” (14 كانون الأول/ديسمبر 2016)». "
        "التسلسل الزمني، الإصدار 2025.06، 1 حزيران/يونيو 2025. "
        "<https://example.org/ar/events/x/0123456789/>"
    )
    assert accessed(made, DAY) == text_of(made).replace(
        "2025. <", "2025. اطُلع عليه في 22 تشرين الثاني/نوفمبر 2026. <"
    )
    assert citations(replace(known, issued=None), language)[0].in_text.endswith("، د.ت.)")


def test_every_form_is_whole(entries: Entries) -> None:
    """No form holds a bidi control or a place left open; each names title, version and address."""
    for each, language in [case for found in entries.values() for case in found]:
        for citation in [
            *citations(each, language),
            *citations(replace(each, issued=None), language),
        ]:
            for text in (citation.in_text, text_of(citation), accessed(citation, DAY)):
                assert not BIDI.search(text)
                assert citation.id == "wikipedia" or not set(text) & set("{}|*")
            assert each.address in [text for text, role in citation.segments if role == "address"]
            assert each.container in text_of(citation)
            assert citation.id == "wikipedia" or each.version in text_of(citation)


def test_values_are_no_patterns(entries: Entries) -> None:
    """What fills a form is never read as one."""
    sample, language = entries["en"][0]
    hostile = replace(sample, title="{author} *x* |y| {nothing}", container="{title} | *")
    made = citations(hostile, language)[0]
    assert "{author} *x* |y| {nothing}" in text_of(made)
    assert [text for text, role in made.segments if role == "italic"] == ["{title} | *"]


QUOTES = ("“", "”", "‘", "’")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel's \"first\" ('second')", "Israel’s “first” (‘second’)"),
        ("activists' phones", "activists’ phones"),
        ("“typed” well", "“typed” well"),
    ],
)
def test_typographic(text: str, expected: str) -> None:
    """Straight marks open after a blank or a bracket, and close elsewhere."""
    assert typographic(text, QUOTES) == expected
    assert quoted(text, QUOTES) == expected.replace("“", "‘").replace("”", "’")


def test_headline_keeps_what_has_no_capitals() -> None:
    """Letters of a script without capitals, digits and capitals stay."""
    assert headline("نتنياهو في أستانا IN 2nd a", {"a"}) == "نتنياهو في أستانا IN 2nd a"
