"""The templates for Wikipedia: the names that each has, and text that can only be text."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from scripts.cite.styles import Citation
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf

from .tools import PAPER, accessed, form, text_of

DAY = datetime.date(2026, 12, 1)


@pytest.fixture
def work(entries: dict[str, list[Work]]) -> Work:
    """An entry, some of its facts changed."""
    return replace(
        entries["en"][0],
        title="Title (2016)",
        authors=(Name("Author"),),
        container="Site",
        issued=Edtf.parse("2026-11-21"),
        when="",
        address="https://example.org/a/0123456789/",
    )


def made(work: Work, language: Language) -> Citation:
    return form("wikipedia", work, language)


def test_english(work: Work, english: Language) -> None:
    """`Cite encyclopedia`, with parameters of the Citation Style 1 module."""
    citation = made(work, english)
    assert text_of(citation) == (
        "{{Cite encyclopedia |author=Author |title=Title (2016) |encyclopedia=Site "
        "|version=2026.11 |date=2026-11-21 |url=https://example.org/a/0123456789/ |language=en}}"
    )
    assert accessed(citation, DAY, english) == text_of(citation).replace(
        "}}", " |access-date=2026-12-01}}"
    )


def test_arabic(work: Work, arabic: Language) -> None:
    """`استشهاد ويب`, with the parameters that are in use there."""
    citation = made(replace(work, language="ar"), arabic)
    assert text_of(citation) == (
        "{{استشهاد ويب |مؤلف=Author |عنوان=Title (2016) |عمل=Site |تاريخ=2026-11-21 "
        "|مسار=https://example.org/a/0123456789/ |لغة=ar}}"
    )
    assert accessed(citation, DAY, arabic).endswith(" |تاريخ الوصول=2026-12-01}}")


def test_a_source(english: Language) -> None:
    """The template of the kind, the author apart, the archived copy with its day."""
    work = replace(
        PAPER,
        title="A|B",
        authors=(Name("", "Jahn", "George"), Name("", "Carroll", "Paul A.")),
        issued=Edtf.parse("2025-11"),
        when="November 2025",
        address="https://example.org/a",
        archived="https://web.archive.org/web/20251109000000/https://example.org/a",
    )
    assert text_of(made(work, english)) == (
        "{{Cite news |last=Jahn |first=George |last2=Carroll |first2=Paul A. |title=A&#124;B "
        "|newspaper=Paper |date=November 2025 |url=https://example.org/a |language=en "
        "|archive-url=https://web.archive.org/web/20251109000000/https://example.org/a "
        "|archive-date=2025-11-09 |url-status=live}}"
    )


@pytest.mark.parametrize(
    ("date", "written", "in_words"),
    [
        ("2025-11-09", "2025-11-09", ""),
        ("2025-11", "November 2025", ""),
        ("2025", "2025", ""),
        ("2025-11-08/2025-11-12", "8–12 November 2025", ""),
        ("2025-11-30/2025-12-02", "30 November – 2 December 2025", ""),
        ("2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026", ""),
        ("2025-11/2025-12", "November–December 2025", ""),
        ("2025-11/2026-01", "November 2025 – January 2026", ""),
        ("2009/2010", "2009–2010", ""),
        ("1930~", "c. 1930", ""),
        ("1991-12?", "c. 1991", "in words"),
        ("1991?/1992", "n.d.", "in words"),
        ("2013/..", "n.d.", "in words"),
        ("199X", "n.d.", "in words"),
        ("1995-21", "n.d.", "in words"),
        ("[1991..1993]", "n.d.", "in words"),
    ],
)
def test_dates(date: str, written: str, in_words: str, english: Language) -> None:
    """Only what the module for dates (CS1) accepts is a date; whatever that loses is in words."""
    work = replace(PAPER, issued=Edtf.parse(date), when="in words")
    own = f" |orig-date={in_words}" if in_words else ""
    assert f" |date={written}{own} |" in text_of(made(work, english))


def test_dates_in_arabic(arabic: Language) -> None:
    """The one name of a month that the Arabic Wikipedia has."""
    work = replace(PAPER, issued=Edtf.parse("2025-11/2025-12"))
    assert " |تاريخ=نوفمبر–ديسمبر 2025 |" in text_of(made(work, arabic))


def test_a_foreign_title(english: Language, arabic: Language) -> None:
    work = replace(PAPER, title="Titel", translation="T", language="de")
    assert " |title=Titel |trans-title=T |newspaper=Paper " in text_of(made(work, english))
    assert " |عنوان=Titel |عنوان مترجم=T |عمل=Paper " in text_of(made(work, arabic))


def test_an_archived_copy_alone(english: Language) -> None:
    """The modules want both addresses, and the day: without it, the copy is the address."""
    copy = "https://web.archive.org/web/20251109000000/https://example.org/a"
    work = replace(PAPER, address=copy, archived=copy)
    assert f" |url=https://example.org/a |language=en |archive-url={copy} |archive-date=" in (
        text_of(made(work, english))
    )
    other = "https://archive.example/x"
    text = text_of(made(replace(PAPER, address=other, archived=other), english))
    assert f" |url={other} |language=en}}}}" in text


def test_undated(work: Work, english: Language) -> None:
    assert "|date" not in text_of(made(replace(work, issued=None), english))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("a|b=c", "a&#124;b=c"),
        ("}} {{PAGENAME}}", "&#125;&#125; &#123;&#123;PAGENAME&#125;&#125;"),
        ("[[x]] [y]", "&#91;&#91;x&#93;&#93; &#91;y&#93;"),
        ("<ref>&amp;</ref>", "&#60;ref&#62;&#38;amp;&#60;/ref&#62;"),
        ("''it's'' ~~~~ __TOC__", "&#39;'it's&#39;' &#126;&#126;&#126;~ &#95;_TOC&#95;_"),
        ("* item: x", "&#42; item: x"),
        ("http://x.y", "http&#58;//x.y"),
        ("نتنياهو «في» أستانا؟", "نتنياهو «في» أستانا؟"),
    ],
)
def test_text_is_only_text(title: str, expected: str, work: Work, english: Language) -> None:
    """Nothing in a text is markup to MediaWiki, and what is none stays readable."""
    assert f" |title={expected} |" in text_of(made(replace(work, title=title), english))


def test_addresses_stay_addresses(work: Work, english: Language) -> None:
    """What would end an address or a parameter is percent-encoded; what is encoded stays so."""
    address = "https://example.org/a%20b?c=[d]|{e}'&f=~g#h"
    text = text_of(made(replace(work, address=address), english))
    assert " |url=https://example.org/a%20b?c=%5Bd%5D%7C%7Be%7D%27&f=~g#h |" in text
