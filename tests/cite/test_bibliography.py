"""The forms of citation of sources: the English ones against pandoc's citeproc, all whole."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.cite.formats import csl_json
from scripts.cite.patterns import resolved
from scripts.cite.styles import citations, date_text
from scripts.cite.works import Kind, Name, Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf

from .tools import BIDI, PAPER, STYLES, bibliography, form, in_text, ours, text_of

Works = dict[str, list[Work]]

LEFT_OUT = {Kind.ENTRY, Kind.POST}
"""What the Chicago styles name in notes only: a reader of ours gets a form nevertheless."""


@pytest.fixture(scope="module")
def sources(works: Works) -> list[Work]:
    """Every source, each by an author or a publisher of its own: styles tell namesakes apart."""
    found = [work for work in works["en"] if work.genre]
    return [
        replace(
            work,
            accessed=None,
            container=f"{work.container} {number:03}" if work.container else "",
            authors=tuple(
                replace(
                    name,
                    family=f"{name.family}{number:03}" if name.family else "",
                    literal=f"{name.literal} {number:03}" if name.literal else "",
                )
                for name in work.authors
            ),
        )
        for number, work in enumerate(found)
    ]


def fed(sources: list[Work]) -> str:
    """The sources for citeproc, which is kept from giving capitals to what is no English title."""

    def kept(text: str) -> str:
        return f'<span class="nocase">{text}</span>' if text else ""

    return csl_json(
        replace(
            work,
            container=kept(work.container),
            # Of Wikipedia, whose titles are no headlines, it does so by itself.
            title=kept(work.title) if work.description else work.title,
        )
        for work in sources
    )


def expected(text: str, work: Work, form: str) -> str:
    """What citeproc made, but for what is otherwise on purpose."""
    if work.description and form == "apa":
        text = re.sub(r"\*(\[.*?\])\*", r"\1", text)
        text = re.sub(r"“(\[.*?\]),”", r"\1,", text)
    elif work.description:
        text = re.sub(r"“\[(.*?)\]([.,]?)”", r"\1\2", text)
        text = re.sub(r"\*\[(.*?)\]\*", r"\1", text)
    # A full stop after the Arabic question mark; "Retrieved" without a day.
    text = text.replace("؟*.", "؟*").replace(" Retrieved http", " http")
    for name in work.authors:
        particle, _, rest = name.family.partition(" ")
        if rest and particle.islower():
            text = text.replace(f"{rest}, {name.given} {particle}", f"{name.family}, {name.given}")
    return text


@pytest.mark.parametrize(("name", "style"), STYLES.items())
def test_forms_equal_citeproc(
    name: str, style: str, sources: list[Work], english: Language
) -> None:
    """Of every source, character for character, italics included."""
    kept = [work for work in sources if name != "chicago-bibliography" or work.kind not in LEFT_OUT]
    assert len(kept) > 100
    if name == "chicago-bibliography":
        kept = [work for work in kept if work.authors or work.container]
    made = [ours(form(name, work, english)) for work in kept]
    theirs = bibliography(style, fed(kept))
    wanted = [expected(text, work, name) for text, work in zip(theirs, kept, strict=True)]
    for at, work in enumerate(kept):
        if work.container.startswith("Wikipedia "):
            # Citeproc knows the names of encyclopedias of the web, and their capitals.
            made[at], wanted[at] = made[at].casefold(), wanted[at].casefold()
    assert made == wanted


def test_notes_equal_citeproc(sources: list[Work], english: Language, tmp_path: Path) -> None:
    """The notes."""
    kept = [work for work in sources if work.kind not in LEFT_OUT]
    theirs = in_text("chicago-notes-bibliography", fed(kept), tmp_path / "items.json")
    assert [ours(form("chicago-notes", work, english)) for work in kept] == [
        expected(text, work, "") for text, work in zip(theirs, kept, strict=True)
    ]


@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "mla"])
def test_in_text_equals_citeproc(
    name: str, sources: list[Work], english: Language, tmp_path: Path
) -> None:
    """What stands in the text; entries of encyclopedias have rules of their own in Chicago."""
    kept = [
        work
        for work in sources
        if work.kind != Kind.ENTRY and (name != "mla" or ".." not in work.title)
    ]
    theirs = in_text(STYLES[name], fed(kept), tmp_path / "items.json")
    assert [form(name, work, english).in_text for work in kept] == [
        expected(text, work, name).replace("*", "") for text, work in zip(theirs, kept, strict=True)
    ]


PERSONS = (
    Name(family="Jahn", given="George"),
    Name(family="Carroll", given="Paul A."),
    Name(family="Epstein", given="Joseph"),
)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "chicago-bibliography"])
def test_several_authors(name: str, count: int, english: Language) -> None:
    """One, two, three of them, as citeproc joins them."""
    work = replace(PAPER, authors=PERSONS[:count])
    made = ours(form(name, work, english))
    assert made == bibliography(STYLES[name], csl_json([work]))[0]


def test_every_form_is_whole(works: Works, languages: tuple[Language, ...]) -> None:
    """In every language: no place left open, no bidi control, title and address in each."""
    for language in languages:
        for work in [each for each in works[language.code] if each.genre]:
            made = citations(work, language)
            assert [each.id for each in made][-1] == "wikipedia"
            assert len(made) == len(language.facts["citation"]["styles"]) + 1
            for citation in made:
                assert not BIDI.search(text_of(citation))
                if citation.id != "wikipedia":
                    text = text_of(citation).replace("..", "")  # some titles have these points
                    assert not re.search(r"[{}|*⟨¦⟩]|,,|\(\)|  | [.,]", text)
                assert text_of(citation).count(work.address) >= 1


def test_the_arabic_form(languages: tuple[Language, ...]) -> None:
    """Arabic punctuation and months; the address in angle brackets; descriptions in brackets."""
    arabic = next(each for each in languages if each.code == "ar")
    work = replace(
        PAPER,
        title="عنوان",
        language="ar",
        authors=(Name(family="العزب", given="موسى"), Name(literal="هيئة")),
        container="صحيفة",
        issued=Edtf.parse("2025-11-08/2026-01-12"),
        when="من 8 تشرين الثاني/نوفمبر 2025 إلى 12 كانون الثاني/يناير 2026",
        address="https://example.org/a",
    )
    first = citations(work, arabic)[0]
    assert first.in_text == "(العزب وهيئة، 2025/2026)"
    assert text_of(first) == (
        "موسى العزب وهيئة. «عنوان». صحيفة، من 8 تشرين الثاني/نوفمبر 2025 "
        "إلى 12 كانون الثاني/يناير 2026. <https://example.org/a>"
    )
    bare = replace(work, authors=(), issued=None, address="", description="وصف", title="[وصف]")
    assert text_of(citations(bare, arabic)[0]) == "[وصف]. صحيفة، د.ت."
    assert citations(bare, arabic)[0].in_text == "(صحيفة، د.ت.)"


def test_templates_for_wikipedia(english: Language) -> None:
    """The template of the kind, the author apart, the archived copy with its day."""
    work = replace(
        PAPER,
        title="A|B",
        authors=PERSONS[:2],
        issued=Edtf.parse("2025-11"),
        when="November 2025",
        address="https://example.org/a",
        archived="https://web.archive.org/web/20251109000000/https://example.org/a",
    )
    assert text_of(form("wikipedia", work, english)) == (
        "{{Cite news |last=Jahn |first=George |last2=Carroll |first2=Paul A. |title=A&#124;B "
        "|publisher=Paper |date=November 2025 |url=https://example.org/a |language=en "
        "|archive-url=https://web.archive.org/web/20251109000000/https://example.org/a "
        "|archive-date=2025-11-09}}"
    )


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2025-11-08", "8 Nov. 2025"),
        ("2025-11-08/2025-11-12", "8–12 Nov. 2025"),
        ("2025-11-30/2025-12-02", "30 Nov.–2 Dec. 2025"),
        ("2025-12-30/2026-01-02", "30 Dec. 2025–2 Jan. 2026"),
        ("2025-11/2026-01", "Nov. 2025–Jan. 2026"),
        ("2025-11/2025-12", "Nov.–Dec. 2025"),
        ("2009/2010", "2009–2010"),
    ],
)
def test_ranges(date: str, written: str, english: Language) -> None:
    """What both ends share is written once."""
    patterns = {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"}
    months = english.facts["citation"]["short-months"]
    assert date_text(Edtf.parse(date), patterns, months) == written


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("a⟨ {known}⟩⟨ {unknown}⟩", "a {known}"),
        ("⟨{unknown}¦{known}⟩", "{known}"),
        ("⟨{unknown}¦x⟩", "x"),
        ("⟨{known}⟨, {unknown}⟩.¦x⟩", "{known}."),
        ("⟨{?known}y¦n⟩⟨{?unknown}y¦n⟩", "yn"),
        ("⟨|{day}|{known}⟩", "|{day}|{known}"),
        ("“{asked}.” *{asked}*. {known}.", "“{asked}” *{asked}* {known}."),
        ("⟨|in {asked}. |{known}⟩", "|in {asked}. |{known}"),
    ],
)
def test_groups(pattern: str, written: str) -> None:
    """What is not known takes its surroundings with it."""
    values = {"known": "value", "unknown": "", "asked": "what?"}
    assert resolved(pattern, values) == written
