"""The forms of citation: the English ones against pandoc's citeproc, all of them whole."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.cite.formats import csl_json
from scripts.cite.genres import Kind
from scripts.cite.patterns import resolved
from scripts.cite.styles import citations
from scripts.cite.text import date_text, headline, quoted, typographic
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.records.source import Genre

from .tools import (
    BIDI,
    PAPER,
    STYLES,
    accessed,
    alike,
    bibliography,
    form,
    in_text,
    italicized,
    ours,
    text_of,
    with_fixed_date,
)

Works = dict[str, list[Work]]

DAY = datetime.date(2026, 11, 22)

LEFT_OUT = {Kind.ENTRY, Kind.POST}
"""What the Chicago styles name in notes only: a reader of ours gets a form nevertheless."""

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


def alone(work: Work, number: int) -> Work:
    """The work by an author or a publisher of its own: styles tell namesakes apart."""

    def own(name: str) -> str:
        return f"{name} {number:03}" if name else ""

    return replace(
        work,
        key=f"k{number}",
        accessed=None,
        container=own(work.container) if work.genre else work.container,
        publisher=own(work.publisher),
        authors=tuple(
            Name(
                f"{name.literal} {number:03}" if name.literal else "",
                f"{name.family}{number:03}" if name.family else "",
                name.given,
            )
            for name in work.authors
        ),
    )


@pytest.fixture(scope="module")
def ours_in_english(entries: Works) -> list[Work]:
    """Every entry, and one under each of the awkward titles."""
    sample = entries["en"][0]
    awkward = [replace(sample, title=f"{title} (14 December 2016)") for title in AWKWARD]
    dates = ["A thing (c. 1930)", "The thing (December 1991 [uncertain])"]
    dated = [replace(sample, title=title) for title in dates]
    return [alone(each, at) for at, each in enumerate([*entries["en"], *awkward, *dated])]


@pytest.fixture(scope="module")
def theirs_in_english(sources: Works) -> list[Work]:
    # CSL has no translation of a title.
    return [replace(alone(each, at), translation="") for at, each in enumerate(sources["en"])]


def undated(works: list[Work]) -> list[Work]:
    return [replace(each, issued=None) for each in works]


def csl(works: list[Work], day: datetime.date | None = None) -> str:
    """The works for citeproc, which is kept from giving capitals to what is no English title."""

    def kept(text: str) -> str:
        return f'<span class="nocase">{text}</span>' if text else ""

    return csl_json(
        replace(
            work,
            accessed=day,
            container=kept(work.container) if work.genre else work.container,
            publisher=kept(work.publisher),
            # Of Wikipedia, whose titles are no headlines, it does so by itself.
            title=kept(work.title) if work.description else work.title,
        )
        for work in map(with_fixed_date, works)
    )


def expected(texts: list[str], works: list[Work], form: str = "") -> list[str]:
    """What citeproc made of sources, but for what is otherwise on purpose."""
    return [_expected(text, work, form) for text, work in zip(texts, works, strict=True)]


def _expected(text: str, work: Work, form: str) -> str:
    if not form and work.issued and work.issued.approximate:
        # In notes citeproc drops the comma before the name of a site if the date is not sure.
        text = re.sub(r"(?<=[^,])” ", ",” ", text, count=1)
    if work.description and form == "apa":
        text = re.sub(r"\*(\[.*?\])\*", r"\1", text)
        text = re.sub(r"“(\[.*?\]),”", r"\1,", text)
    elif work.description:
        text = re.sub(r"“\[(.*?)\]([.,]?)”", r"\1\2", text)
        text = re.sub(r"\*\[(.*?)\]\*", r"\1", text)
    # A full stop after the Arabic question mark; "Retrieved" without a day.
    text = text.replace("؟*.", "؟*").replace(" Retrieved http", " http")
    for name in work.authors:
        if form == "apa" and not name.given[:1].isupper():
            # It takes a name in a script without capitals for an initial.
            text = text.replace(f"{name.given}., ", f"{name.given}, ")
        particle, _, rest = name.family.partition(" ")
        if rest and particle.islower():
            text = text.replace(f"{rest}, {name.given} {particle}", f"{name.family}, {name.given}")
    return text


@pytest.mark.parametrize(("name", "style"), STYLES.items())
def test_entries_equal_citeproc(
    name: str, style: str, ours_in_english: list[Work], english: Language
) -> None:
    """Of every entry, character for character, italics included."""
    made = [ours(form(name, each, english)) for each in ours_in_english]
    assert alike(made) == alike(bibliography(style, csl(ours_in_english)))


@pytest.mark.parametrize(("name", "style"), STYLES.items())
def test_sources_equal_citeproc(
    name: str, style: str, theirs_in_english: list[Work], english: Language
) -> None:
    kept = theirs_in_english
    if name == "chicago-bibliography":
        kept = [work for work in kept if work.kind not in LEFT_OUT]
        kept = [work for work in kept if work.authors or work.container or work.publisher]
    if name == "chicago-author-date":
        # It lists no article of an encyclopedia of the web without a date.
        kept = [work for work in kept if work.issued or not work.container.startswith("Wikipedia")]
    assert len(kept) > 100
    made = [ours(form(name, work, english)) for work in kept]
    wanted = expected(bibliography(style, csl(kept)), kept, name)
    for at, work in enumerate(kept):
        if work.container.startswith("Wikipedia "):
            # Citeproc knows the names of encyclopedias of the web, and their capitals.
            made[at], wanted[at] = made[at].casefold(), wanted[at].casefold()
    assert alike(made) == alike(wanted)


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
    change: Callable[[list[Work]], list[Work]],
    ours_in_english: list[Work],
    english: Language,
) -> None:
    """The day of access stands where the style, or its variant that asks for it, has it."""
    changed = change(ours_in_english)
    made = [accessed(form(name, each, english), DAY, english) for each in changed]
    wanted = [each.replace("*", "") for each in bibliography(style, csl(changed, DAY))]
    assert alike(made) == alike(wanted)


@pytest.mark.parametrize("change", [list, undated], ids=["dated", "undated"])
def test_notes_of_entries_equal_citeproc(
    change: Callable[[list[Work]], list[Work]],
    ours_in_english: list[Work],
    english: Language,
    tmp_path: Path,
) -> None:
    """The note, with and without a date of issue."""
    changed = change(ours_in_english)
    made = [ours(form("chicago-notes", each, english)) for each in changed]
    assert alike(made) == alike(in_text("chicago-notes", csl(changed), tmp_path / "items.json"))


def test_notes_of_sources_equal_citeproc(
    theirs_in_english: list[Work], english: Language, tmp_path: Path
) -> None:
    kept = [work for work in theirs_in_english if work.kind not in LEFT_OUT]
    kept = [work for work in kept if work.authors or work.container or work.publisher]
    notes = in_text("chicago-notes-bibliography", csl(kept), tmp_path / "items.json")
    made = [ours(form("chicago-notes", each, english)) for each in kept]
    assert alike(made) == alike(expected(notes, kept))


def test_notes_with_a_day_of_access(
    ours_in_english: list[Work], english: Language, tmp_path: Path
) -> None:
    style = "chicago-notes-bibliography-access-dates"
    notes = in_text(style, csl(ours_in_english, DAY), tmp_path / "items.json")
    made = [
        accessed(form("chicago-notes", each, english), DAY, english) for each in ours_in_english
    ]
    assert alike(made) == alike(each.replace("*", "") for each in notes)


@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "mla"])
def test_in_text_equals_citeproc(
    name: str,
    ours_in_english: list[Work],
    theirs_in_english: list[Work],
    english: Language,
    tmp_path: Path,
) -> None:
    """What stands in the text; entries of encyclopedias have rules of their own in Chicago."""
    kept = [
        work
        for work in theirs_in_english
        if work.kind != Kind.ENTRY and (name != "mla" or ".." not in work.title)
    ]
    for works in (ours_in_english, kept):
        texts = in_text(STYLES[name], csl(works), tmp_path / "items.json")
        wanted = [each.replace("*", "") for each in expected(texts, works, name)]
        assert alike(form(name, each, english).in_text for each in works) == alike(wanted)


@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "mla"])
def test_entries_of_one_year_in_the_text(
    name: str, entries: Works, english: Language, tmp_path: Path
) -> None:
    """As citeproc tells the first of two apart: by a letter, in MLA by the title."""
    titles = ("A visit", "Another visit")
    works = [
        replace(entries["en"][0], key=f"k{at}", title=f"{title} (2016)", name=title)
        for at, title in enumerate(titles)
    ]
    text = in_text(STYLES[name], csl_json(works), tmp_path / "items.json")[0]
    assert [italicized(form(name, works[0], english).several)] == [text]


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


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "mla"])
def test_several_authors_in_the_text(
    name: str, count: int, english: Language, tmp_path: Path
) -> None:
    """As citeproc has them: no comma between two, and the first alone of three."""
    work = replace(PAPER, authors=PERSONS[:count])
    wanted = in_text(STYLES[name], csl_json([work]), tmp_path / "items.json")
    assert [form(name, work, english).in_text] == wanted


@pytest.mark.parametrize(
    ("name", "genre", "written"),
    [
        ("apa", Genre.NEWS, "Titel [A title]. *Paper*."),
        ("apa", Genre.BOOK, "*Titel* [A title]. Paper."),
        ("chicago-author-date", Genre.NEWS, "“Titel” [A title]. *Paper*"),
        ("chicago-notes", Genre.NEWS, "“Titel” [A title], *Paper*"),
        ("chicago-notes", Genre.BOOK, "*Titel* [A title] (Paper, 2025)"),
        ("chicago-bibliography", Genre.BOOK, "*Titel* [A title]. Paper"),
        # It does not ask for one.
        ("mla", Genre.NEWS, "“Titel.” *Paper*"),
    ],
)
def test_a_foreign_title_and_its_translation(
    name: str, genre: Genre, written: str, english: Language
) -> None:
    """After the title, in brackets, without italics and quotation marks."""
    is_news = genre == Genre.NEWS
    work = replace(
        PAPER,
        title="Titel",
        translation="A title",
        language="de",
        authors=PERSONS[:1],
        genre=genre,
        container="Paper" if is_news else "",
        publisher="" if is_news else "Paper",
    )
    assert written in ours(form(name, work, english))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("apa", "A thing (Retraction published 2026). "),
        ("chicago-author-date", " Retracted 2026."),
        ("chicago-notes", ", retracted 2026."),
        ("chicago-bibliography", " Retracted 2026."),
        ("mla", " Retracted 2026."),
    ],
)
def test_a_retracted_source(name: str, written: str, english: Language) -> None:
    assert written in ours(form(name, replace(PAPER, retracted="2026"), english))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("chicago-notes", "Talks Between Them Through the Day, with the UN About It"),
        ("mla", "Talks between Them through the Day, with the UN about It"),
    ],
)
def test_prepositions(name: str, title: str, english: Language) -> None:
    """Long ones have a capital in Chicago, none in MLA; the date of an event stays as it is."""
    plain = "Talks between them through the day, with the UN about it"
    work = replace(PAPER, title=f"{plain} (c. the 1950s)", name=plain)
    assert f"“{title} (c. the 1950s)" in ours(form(name, work, english))


@pytest.mark.parametrize("mark", "?!")
def test_a_title_that_ends_in_a_mark(mark: str, english: Language) -> None:
    """The comma after it stays, the full stop goes (Chicago 18, on titles that end in a mark)."""
    work = replace(PAPER, title=f"What{mark}")
    assert f"“What{mark},” *Paper*" in ours(form("chicago-notes", work, english))
    assert f"“What{mark}” *Paper*" in ours(form("mla", work, english))
    assert form("apa", work, english).in_text == f"(“What{mark},” 2025)"


def test_every_form_is_whole(works: Works, language: Language) -> None:
    """No place left open, no bidi control; title, version and address in each."""
    for work in works[language.code]:
        for each in (work, replace(work, issued=None)):
            made = citations(each, language)
            assert made[-1].id == "wikipedia"
            assert len(made) == len(language.facts["citation"]["styles"]) + 1
            for citation in made:
                text = text_of(citation)
                assert not BIDI.search(text)
                assert each.address in text
                assert work.genre or each.container in text
                if citation.id != "wikipedia":
                    assert each.version in text
                    for whole in (citation.in_text, text, accessed(citation, DAY, language)):
                        plain = whole.replace("..", "")  # some titles have these points
                        assert not re.search(r"[{}|*⟨¦⟩]|,,|\(\)|  | [.,]", plain)


def test_the_arabic_form_of_an_entry(entries: Works, arabic: Language) -> None:
    """Arabic punctuation, marks and months; the address in angle brackets at the end."""
    known = replace(
        entries["ar"][0],
        title="نتنياهو يزور «أستانا» (14 كانون الأول/ديسمبر 2016)",
        authors=(Name("مشروع التسلسل الزمني"),),
        container="التسلسل الزمني",
        version="2025.06",
        issued=Edtf.parse("2025-06-01"),
        when="1 حزيران/يونيو 2025",
        address="https://example.org/ar/events/x/0123456789/",
    )
    made = citations(known, arabic)[0]
    assert made.in_text == "(مشروع التسلسل الزمني، 2025)"
    assert text_of(made) == (
        "مشروع التسلسل الزمني. «نتنياهو يزور “أستانا” (14 كانون الأول/ديسمبر 2016)». "
        "التسلسل الزمني، الإصدار 2025.06، 1 حزيران/يونيو 2025. "
        "<https://example.org/ar/events/x/0123456789/>"
    )
    assert accessed(made, DAY, arabic) == text_of(made).replace(
        "2025. <", "2025. اطُلع عليه في 22 تشرين الثاني/نوفمبر 2026. <"
    )
    assert citations(replace(known, issued=None), arabic)[0].in_text.endswith("، د.ت.)")


def test_the_arabic_form_of_a_source(arabic: Language) -> None:
    """The same; descriptions in brackets."""
    work = replace(
        PAPER,
        title="عنوان",
        language="ar",
        authors=(Name(family="العزب", given="موسى"), Name("هيئة")),
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


def test_values_are_no_patterns(entries: Works, english: Language) -> None:
    """What fills a form is never read as one."""
    title, container = "{author} *x* |y| {nothing}", "{title} | *"
    made = citations(replace(entries["en"][0], title=title, container=container), english)[0]
    assert title in text_of(made)
    assert [text for text, role in made.segments if role == "italic"] == [container]


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
    quotes = ("“", "”", "‘", "’")
    assert typographic(text, quotes) == expected
    assert quoted(text, quotes) == expected.replace("“", "‘").replace("”", "’")


def test_headline_keeps_what_has_no_capitals() -> None:
    """Letters of a script without capitals, digits and capitals stay."""
    assert headline("نتنياهو في أستانا IN 2nd a", {"a"}) == "نتنياهو في أستانا IN 2nd a"
