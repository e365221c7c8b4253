"""The table of genres: an independent reader of each format tests every row and every field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from rispy.config import TYPE_OF_REFERENCE_MAPPING

from scripts.cite.bibtex import biblatex
from scripts.cite.formats import csl_json, item
from scripts.cite.genres import AS_CONTAINER, GENRES, Kind
from scripts.cite.jsonld import source_node
from scripts.cite.ris import ris
from scripts.cite.styles import citations
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.records.source import APPLIES, Genre

from .tools import STYLES, alike, bibliography, form, in_text, items, ours, text_of

NEW = [genre for genre in Genre if list(Genre).index(genre) > list(Genre).index(Genre.POST)][:-1]
"""The genres whose forms are not tested on real sources; pages of the web are."""

VALUES = {
    "container": "Container of Things",
    "event": "Meeting",
    "volume": "12",
    "issue": "3",
    "pages": "45–67",
    "isbn": "0-306-40615-2",
    "issn": "0378-5955",
    "shelfmark": "MFA 1/2",
}
"""A value for each field that applies to some genres."""


def full(genre: Genre) -> Work:
    """A work of this genre that has every field that applies."""
    fields = {name: VALUES[name] for name, genres in APPLIES.items() if genre in genres}
    if "event" in fields:
        fields["occasion"] = fields.pop("event")
    work = Work(
        key="kit-x",
        title="A small thing of things",
        language="en",
        authors=(Name(family="Jahn", given="George A."),),
        publisher="" if GENRES[genre].kind in AS_CONTAINER else "Press",
        issued=Edtf.parse("1992-04-10"),
        when="10 April 1992",
        address="https://example.org/a",
        genre=genre,
    )
    for name, value in fields.items():
        work = replace(work, **{name: value})  # type: ignore[arg-type]
    return work if work.container or work.publisher else replace(work, container="Container")


READ_BY_PANDOC = {
    # RIS has one type for laws and treaties, none for a speech; an interview is one of a newspaper.
    # Of those for recordings pandoc knows no CSL type.
    "ris": {
        "webpage": "misc",
        "post": "misc",
        "treaty": "legislation",
        "motion_picture": "graphic",
        "song": "musical_score",
        "speech": "graphic",
        "interview": "article-newspaper",
    },
    # BibLaTeX has no type for an interview; for data and treaties none that Zotero reads.
    "biblatex": {"post": "webpage", "interview": "", "dataset": "", "treaty": "legislation"},
    "csljson": {},
}


@pytest.mark.parametrize(
    ("reader", "written"), [("csljson", csl_json), ("biblatex", biblatex), ("ris", ris)]
)
def test_pandoc_reads_every_row(reader: str, written: Callable[[list[Work]], str]) -> None:
    """Of CSL-JSON and BibLaTeX every field, of RIS those that it knows."""
    works = [replace(full(genre), key=genre, doi="10.1000/182") for genre in Genre]
    read = items(reader, written(works))
    for work in works:
        found, expected = read[work.key], item(work)
        type_ = expected["type"]
        assert found["type"] == READ_BY_PANDOC[reader].get(type_, type_)
        assert found["title"] == work.title
        assert found["DOI"] == work.doi
        assert found.get("volume", "") == work.volume
        assert found.get("page", "").replace("-", "–") == work.pages
        if reader == "biblatex":
            assert found.get("ISBN", "") == work.isbn
            assert found.get("ISSN", "") == work.issn
            assert found.get("event", "") == work.occasion
            assert found.get("call-number", "") == work.shelfmark
            assert str(found.get("issue", found.get("number", ""))) == work.issue
        if reader != "biblatex" or work.kind not in {Kind.VIDEO, Kind.AUDIO}:
            # Pandoc reads no container of a recording in BibLaTeX.
            held = {found.get(name, "") for name in ("container-title", "publisher", "archive")}
            assert {work.container, work.publisher} - {""} <= held


@pytest.mark.parametrize("genre", Genre)
def test_rispy_reads_every_row(genre: Genre) -> None:
    """A type that RIS has; every field at its tag."""
    work = full(genre)
    (found,) = rispy.loads(ris([work]))
    assert found["type_of_reference"] == GENRES[genre].ris in TYPE_OF_REFERENCE_MAPPING
    first, _, last = work.pages.partition("–")
    assert [found.get(name, "") for name in ("start_page", "end_page")] == [first, last]
    assert found.get("secondary_title", "") == work.container or work.occasion
    assert found.get("publisher", "") == work.publisher
    assert found.get("volume", "") == work.volume
    assert found.get("number", "") == work.issue
    assert found.get("issn", "") == work.isbn or work.issn
    assert found.get("call_number", "") == work.shelfmark


@pytest.mark.parametrize("genre", Genre)
def test_bibtexparser_reads_every_row(genre: Genre) -> None:
    library = parse_string(biblatex([replace(full(genre), doi="10.1000/a_b")]))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry.entry_type == GENRES[genre].biblatex
    assert entry["doi"] == "10.1000/a_b"


def test_schema_org_has_every_type() -> None:
    """What a journal article and a chapter are part of; identifiers with their names."""
    article = source_node(replace(full(Genre.JOURNAL_ARTICLE), doi="10.1000/182"))
    assert article["@type"] == "ScholarlyArticle"
    assert article["isPartOf"] == {
        "@type": "Periodical",
        "name": "Container of Things",
        "issn": "0378-5955",
    }
    assert article["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.1000/182"}
    ]
    assert (article["volumeNumber"], article["issueNumber"]) == ("12", "3")
    assert article["pagination"] == "45–67"
    chapter = source_node(full(Genre.CHAPTER))
    assert chapter["isPartOf"]["@type"] == "Book"
    assert chapter["publisher"]["name"] == "Press"
    assert source_node(full(Genre.SPEECH))["recordedAt"]["name"] == "Meeting"


def variants() -> Iterator[Work]:
    """Works of the new genres with and without authors, numbers and publishers.

    Each has names of its own: styles tell namesakes apart.
    """
    cases = product(NEW, (True, False), (True, False), (True, False))
    for number, (genre, has_author, has_numbers, has_publisher) in enumerate(cases):
        whole = full(genre)
        work = replace(
            whole,
            key=f"k{number}",
            title=f"{whole.title} {number}",
            authors=(Name(family=f"Jahn{number:03}", given="George A."),) if has_author else (),
        )
        if not has_numbers:
            work = replace(work, volume="", issue="", pages="", shelfmark="")
        if has_publisher or not work.container:
            yield work
        elif work.publisher:
            yield replace(work, publisher="")


def csl(works: Iterable[Work]) -> str:
    """The works for citeproc, which is kept from giving capitals to names of journals."""

    def kept(text: str) -> str:
        return f'<span class="nocase">{text}</span>' if text else ""

    return csl_json(replace(each, container=kept(each.container)) for each in works)


def is_mlas_own(work: Work) -> bool:
    """Whether the style leaves out what the handbook has.

    That is the volume of a book, the date of a speech, the day of a journal.
    """
    return work.kind in {Kind.SPEECH, Kind.ARTICLE} or (
        work.kind == Kind.BOOK and bool(work.volume)
    )


@pytest.mark.parametrize(("name", "style"), STYLES.items())
def test_forms_equal_citeproc(name: str, style: str, english: Language) -> None:
    """Character for character, italics included."""
    works = [each for each in variants() if name != "mla" or not is_mlas_own(each)]
    assert len(works) > 50
    made = [ours(form(name, each, english)) for each in works]
    assert alike(made) == alike(bibliography(style, csl(works)))


@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "mla"])
def test_in_text_equals_citeproc(name: str, english: Language, tmp_path: Path) -> None:
    works = [*variants()]
    texts = in_text(STYLES[name], csl(works), tmp_path / "items.json")
    assert [form(name, each, english).in_text for each in works] == [
        each.replace("*", "") for each in texts
    ]


def test_notes_equal_citeproc(english: Language, tmp_path: Path) -> None:
    """With authors: without, the style puts a comma before the parentheses of a recording."""
    works = [each for each in variants() if each.authors]
    notes = in_text("chicago-notes-bibliography", csl(works), tmp_path / "items.json")
    assert [ours(form("chicago-notes", each, english)) for each in works] == notes


@pytest.mark.parametrize("genre", Genre)
def test_every_form_names_all_that_finds_it(genre: Genre, language: Language) -> None:
    """A DOI stands for the address; the Arabic form has every number."""
    work = replace(full(genre), doi="10.1000/182")
    made = citations(work, language)
    for citation in made[:-1]:
        assert "https://doi.org/10.1000/182" in text_of(citation)
        assert work.shelfmark in text_of(citation)
        assert work.occasion in text_of(citation)
    if language.code == "ar":
        for value in (work.container, work.volume, work.issue, work.pages, work.publisher):
            assert value in text_of(made[0])


def test_wikipedia_templates(english: Language, arabic: Language) -> None:
    """The names that each Wikipedia has for a chapter and for an article."""
    article = replace(full(Genre.JOURNAL_ARTICLE), doi="10.1000/182")
    assert text_of(citations(article, english)[-1]) == (
        "{{Cite journal |last=Jahn |first=George A. |title=A small thing of things "
        "|journal=Container of Things |volume=12 |issue=3 |pages=45–67 |issn=0378-5955 "
        "|doi=10.1000/182 |date=1992-04-10 |url=https://example.org/a |language=en}}"
    )
    assert text_of(citations(article, arabic)[-1]) == (
        "{{استشهاد بدورية محكمة |الأخير=Jahn |الأول=George A. |عنوان=A small thing of things "
        "|صحيفة=Container of Things |المجلد=12 |العدد=3 |صفحات=45–67 |دوي=10.1000/182 "
        "|تاريخ=1992-04-10 |مسار=https://example.org/a |لغة=en}}"
    )
    chapter = full(Genre.CHAPTER)
    assert " |chapter=A small thing of things |title=Container of Things |publisher=Press " in (
        text_of(citations(chapter, english)[-1])
    )
    assert "{{استشهاد بكتاب " in text_of(citations(chapter, arabic)[-1])
    names = {row.wikipedia for row in GENRES.values()}
    assert names == {
        *("Cite AV media", "Cite book", "Cite encyclopedia", "Cite interview", "Cite journal"),
        *("Cite news", "Cite report", "Cite speech", "Cite thesis", "Cite web"),
    }


def test_the_table_is_whole(language: Language) -> None:
    """A row for each genre; a pattern for each kind in each style."""
    assert set(GENRES) == set(Genre)
    assert {row.kind for row in GENRES.values()} == set(Kind)
    for style in language.facts["citation"]["styles"]:
        assert set(style["works"]) >= set(Kind)
    assert json.loads(csl_json([full(Genre.BOOK)]))[0]["ISBN"] == "0-306-40615-2"
