"""The templates for Wikipedia: the names that each has, and text that can only be text."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from scripts.cite.styles import Citation, citations
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf

from .tools import accessed, text_of

Entries = dict[str, list[tuple[Work, Language]]]

DAY = Edtf.parse("2026-11-21")


ADDRESS = "https://example.org/a/0123456789/"


def made(
    entries: Entries,
    code: str,
    title: str = "Title (2016)",
    address: str = ADDRESS,
    issued: Edtf | None = DAY,
) -> Citation:
    """The template for one entry in a language, some of its facts changed."""
    sample, language = entries[code][0]
    known = replace(sample, authors=(Name(literal="Author"),), container="Site")
    return citations(
        replace(known, title=title, address=address, issued=issued, when=""), language
    )[-1]


def test_english(entries: Entries) -> None:
    """`Cite encyclopedia`, with parameters of the Citation Style 1 module."""
    citation = made(entries, "en")
    assert text_of(citation) == (
        "{{Cite encyclopedia |author=Author |title=Title (2016) |encyclopedia=Site "
        "|version=2026.11 |date=2026-11-21 |url=https://example.org/a/0123456789/ |language=en}}"
    )
    assert accessed(citation, datetime.date(2026, 12, 1)) == text_of(citation).replace(
        "}}", " |access-date=2026-12-01}}"
    )


def test_arabic(entries: Entries) -> None:
    """`استشهاد ويب`, with the parameters that are in use there."""
    citation = made(entries, "ar")
    assert text_of(citation) == (
        "{{استشهاد ويب |مؤلف=Author |عنوان=Title (2016) |عمل=Site |تاريخ=2026-11-21 "
        "|مسار=https://example.org/a/0123456789/ |لغة=ar}}"
    )
    assert accessed(citation, datetime.date(2026, 12, 1)).endswith(" |تاريخ الوصول=2026-12-01}}")


def test_undated(entries: Entries) -> None:
    """A date that is not known is left out."""
    assert "|date" not in text_of(made(entries, "en", issued=None))


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
def test_text_is_only_text(title: str, expected: str, entries: Entries) -> None:
    """Nothing in a text is markup to MediaWiki, and what is none stays readable."""
    assert f" |title={expected} |" in text_of(made(entries, "en", title=title))


def test_addresses_stay_addresses(entries: Entries) -> None:
    """What would end an address or a parameter is percent-encoded; what is encoded stays so."""
    address = "https://example.org/a%20b?c=[d]|{e}'&f=~g#h"
    text = text_of(made(entries, "en", address=address))
    assert " |url=https://example.org/a%20b?c=%5Bd%5D%7C%7Be%7D%27&f=~g#h |" in text
