"""The book: a reader of PDF finds every text in it, and the standard's facts; bytes are equal."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from scripts.i18n.language import Language, read_languages
from scripts.pages import book
from scripts.pages.book import BOOK, books, volumes
from scripts.pages.citing import Commit, Publication
from scripts.pages.page import PageContext
from scripts.publish.typesetting import (
    _UNKNOWN,
    REPLACEMENT,
    Document,
    document,
    document_digest,
    typeset,
    typeset_all,
)
from scripts.timeline.git import State
from scripts.timeline.model import Chronology

LANGUAGES = read_languages()
TEMPLATE = BOOK.read_bytes()
COMMIT = "0123456789abcdef0123456789abcdef01234567"

FAMILIES = {"Amiri", "LibertinusSerif", "DejaVuSansMono", "NewCM10"}
"""What the names of fonts in a book begin with: each comes with a package."""


def published(chronology: Chronology) -> Publication:
    """The chronology as it might be published, its book included."""
    entries = [*chronology.entries.values(), *chronology.sources.values()]
    states = {each.path: State(f"{at:040x}", path=each.path) for at, each in enumerate(entries)}
    address = "https://example.org/base/"
    commit, keys = Commit(COMMIT, date(2031, 1, 2)), tuple(volumes(chronology))
    return Publication(address, "2031.1", "", LANGUAGES, states, str, commit=commit, volumes=keys)


def data_of(chronology: Chronology, language: Language) -> dict[str, dict[str, Any]]:
    return books(PageContext(chronology, language), published(chronology))


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda language: language.code)
def made(request: pytest.FixtureRequest, toy: Chronology) -> tuple[Language, Document, PdfReader]:
    """The toy's book in a language."""
    (data,) = data_of(toy, request.param).values()
    one = document(TEMPLATE, data)
    return request.param, one, PdfReader(io.BytesIO(typeset(one)))


def letters(text: str) -> str:
    """Letters and digits alone: lines are broken, and Arabic letters have forms of their own."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def titles(items: list[Any]) -> Iterator[str]:
    """The bookmarks of a PDF, all levels."""
    for each in items:
        yield from titles(each) if isinstance(each, list) else [str(each.title)]


def fonts_of(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            yield font.get_object()


def test_every_entry_is_there(made: tuple[Language, Document, PdfReader], toy: Chronology) -> None:
    """Each title is a bookmark, each claim and each source stands in the text."""
    language, _, reader = made
    marks = [*titles(reader.outline)]
    assert {each.record.title[language.code] for each in toy.entries.values()} <= set(marks)
    if language.direction == "rtl":  # a reader gives such lines in the order of the page
        return
    text = letters("".join(page.extract_text() for page in reader.pages))
    for entry in toy.entries.values():
        for claim in entry.record.all_claims:
            assert letters(claim.text[language.code]) in text
        assert letters(f"/events/{entry.id}/") in text
    for fact in ("2031.1", COMMIT, language.word("sources.title")):
        assert letters(fact) in text


def test_it_is_tagged(made: tuple[Language, Document, PdfReader]) -> None:
    """PDF/UA-1: marked, with a tree of tags, a language, and a title that a window shows."""
    language, _, reader = made
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == language.code
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (root["/ViewerPreferences"].get("/Direction") == "/R2L") == (language.direction == "rtl")
    assert reader.metadata is not None
    assert reader.metadata.title == language.word("home.title")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_its_fonts_are_those_of_the_packages(made: tuple[Language, Document, PdfReader]) -> None:
    """Every font is embedded, and none is of the system."""
    *_, reader = made
    found = {str(font["/BaseFont"]).partition("+")[2] for font in fonts_of(reader)}
    assert found
    assert {name for name in found if not name.startswith(tuple(FAMILIES))} == set()
    for font in fonts_of(reader):
        (inner,) = font["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"])


def test_equal_data_are_equal_bytes(toy: Chronology) -> None:
    """In other processes too; other data have another name."""
    data = next(iter(data_of(toy, LANGUAGES[0]).values()))
    one, other = document(TEMPLATE, data), document(TEMPLATE, data | {"lead": "Other"})
    first, second, third = typeset_all([one, one, other])
    assert first == second == typeset(one)
    assert first != third
    assert document_digest(one) != document_digest(other)
    assert [*typeset_all([])] == []


def test_a_letter_that_no_font_has(toy: Chronology) -> None:
    """It is replaced: the standard refuses a character without a glyph."""
    data = next(iter(data_of(toy, LANGUAGES[0]).values()))
    replaced = document(TEMPLATE, data | {"lead": "A 漢字"})
    assert f"A {REPLACEMENT * 2}" in replaced.data
    typeset(replaced)
    with pytest.raises(typst.TypstError, match="font"):
        typeset(Document(TEMPLATE, replaced.data.replace(REPLACEMENT, "漢")))


def test_every_other_letter_has_a_glyph(toy: Chronology) -> None:
    """All that is not replaced can be set, in each weight and slant."""
    data = next(iter(data_of(toy, LANGUAGES[0]).values()))
    known = [chr(point) for point in range(0x10000) if not _UNKNOWN.match(chr(point))]
    shown = [each for each in known if unicodedata.category(each)[0] in "LMNPSZ"]
    assert len(shown) > 3000
    words = " ".join(shown)
    (first, *_), (source, *_) = data["chapters"], data["sources"]
    entry = first["entries"][0] | {"title": words, "summary": words, "related": []}
    cited = source | {"citation": [(words, True)]}
    chapters = [first | {"entries": [entry]}]
    typeset(
        document(TEMPLATE, data | {"chapters": chapters, "sources": [cited, *data["sources"][1:]]})
    )


MARKUP = '#panic("read") = *a* _b_ `c` $d$ <e> @f https://example.org // g /* h */ \\ [i] "j" ~'


def test_text_is_never_markup(toy: Chronology) -> None:
    """What Typst would read as code or markup comes out as it went in."""
    data = next(iter(data_of(toy, LANGUAGES[-1]).values()))
    first = data["chapters"][0]
    entry = first["entries"][0] | {"title": MARKUP, "summary": MARKUP}
    chapters = [first | {"entries": [entry, *first["entries"][1:]]}, *data["chapters"][1:]]
    reader = PdfReader(io.BytesIO(typeset(document(TEMPLATE, data | {"chapters": chapters}))))
    assert MARKUP in [*titles(reader.outline)]
    assert re.sub(r"\s", "", MARKUP) in re.sub(
        r"[\s\u200b]", "", "".join(page.extract_text() for page in reader.pages)
    )


def test_many_entries_are_several_volumes(toy: Chronology, monkeypatch: pytest.MonkeyPatch) -> None:
    """A volume for each decade, each entry in one of them, each with the sources that it names."""
    (whole,) = data_of(toy, LANGUAGES[0]).values()
    monkeypatch.setattr(book, "MOST_ENTRIES", 3)
    made = data_of(toy, LANGUAGES[0])
    assert len(made) > 1
    assert all(re.fullmatch(r"data/timeline\.ar\.[0-9]{2}[0-9x]x\.pdf", path) for path in made)
    found = [
        entry["id"]
        for each in made.values()
        for one in each["chapters"]
        for entry in one["entries"]
    ]
    assert found == [*toy.entries]
    ids = {source["id"] for each in made.values() for source in each["sources"]}
    assert ids == {source["id"] for source in whole["sources"]}
    for each in made.values():
        assert each["volume"]
        typeset(document(TEMPLATE, each))
