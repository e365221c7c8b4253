"""The head of pages: what Zotero was seen to read, and nothing of what misleads it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from scripts.cite.formats import FORMATS
from scripts.cite.genres import GENRES
from scripts.cite.metadata import (
    LICENSE,
    PageMeta,
    Tag,
    context_object,
    entry_head,
    page_head,
    source_head,
)
from scripts.cite.works import Name, Work, source_work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.records.source import Genre
from scripts.timeline.model import Chronology

from .tools import PAPER

ROOT = "https://example.org/en/"
ENTRY = "https://example.org/en/events/netanyahu-visit/"
FRONT = PageMeta(
    "Topics", "All of them.", "https://example.org/en/topics/", datetime.date(2026, 1, 2)
)
FILES = {
    f"cite{FORMATS[name].suffix}": FORMATS[name].media_type
    for name in ("csl-json", "biblatex", "ris")
}

FORBIDDEN = re.compile(
    r"citation_|.*(?:archiveLocation|publisher|coverage|identifier|description)$"
    r"|prism\.|article:published_time|eprints|z:date|.*event.?date"
)
"""Names that a page must not have; `og:description` is the exception."""

PREFIXES = """\
link rel=schema.DC href=http://purl.org/dc/elements/1.1/
link rel=schema.DCTERMS href=http://purl.org/dc/terms/
link rel=schema.z href=http://www.zotero.org/namespaces/export#
"""

BLOCK = """\
meta name=z:itemType content=encyclopediaArticle
meta name=z:url content=https://example.org/en/events/netanyahu-visit/0123456789/
meta name=DC.title content=Netanyahu visits Astana (14 December 2016)
meta name=DC.creator content=Kazakhstan–Israel Timeline,
meta name=DC.source content=Kazakhstan–Israel Timeline
meta name=DC.language content=en
meta name=DC.rights content=https://creativecommons.org/licenses/by/4.0/
meta name=DCTERMS.issued content=2025-06-01
meta name=DCTERMS.created content=2025-03-02
meta name=DCTERMS.modified content=2025-06-01
meta name=DCTERMS.temporal content=2016-12-14
meta name=DCTERMS.abstract content=He "came" & went.
meta name=z:extra content=Version: 2025.06⏎SWHID: swh:1:cnt:3ff0
meta property=og:type content=article
meta property=og:title content=Netanyahu visits Astana (14 December 2016)
meta property=og:site_name content=Kazakhstan–Israel Timeline
meta property=og:url content=https://example.org/en/events/netanyahu-visit/
meta property=og:description content=He "came" & went.
meta property=og:locale content=en_US
meta property=article:modified_time content=2025-06-01
link rel=cite-as href=https://example.org/en/events/netanyahu-visit/0123456789/
link rel=type href=https://schema.org/AboutPage
link rel=type href=https://schema.org/Article
link rel=describedby type=application/vnd.citationstyles.csl+json href=cite.json
link rel=describedby type=application/x-bibtex href=cite.bib
link rel=describedby type=application/x-research-info-systems href=cite.ris
link rel=item type=application/yaml href=https://forge.example/raw/entry.yml
link rel=author href=https://example.org/en/
link rel=license href=https://creativecommons.org/licenses/by/4.0/
link rel=collection href=https://example.org/en/data/
"""


def lines(tags: list[Tag]) -> str:
    texts = [
        " ".join([element, *(f"{name}={value}" for name, value in attributes.items())])
        for element, attributes in tags
    ]
    return "".join(text.replace("\n", "⏎") + "\n" for text in texts)


@pytest.fixture
def visit(english: Language) -> Work:
    """An entry that is known in every respect."""
    return Work(
        key="kit-netanyahu-visit",
        title="Netanyahu visits Astana (14 December 2016)",
        language="en",
        container=english.word("home.title"),
        issued=Edtf.parse("2025-06-01"),
        address=f"{ENTRY}0123456789/",
        version="2025.06",
        swhid="swh:1:cnt:3ff0",
        abstract='He "came" & went.',
        page=ENTRY,
        name="Netanyahu visits Astana",
        event=Edtf.parse("2016-12-14"),
        created=datetime.date(2025, 3, 2),
    )


def test_the_block_of_an_entry(visit: Work, english: Language) -> None:
    """The block that was tried on Zotero's translation server, tag by tag, in its order."""
    head = entry_head(visit, english, ROOT, FILES, "https://forge.example/raw/entry.yml")
    assert lines(head) == PREFIXES + BLOCK


def test_what_is_not_known_is_left_out(visit: Work, english: Language) -> None:
    head = lines(entry_head(replace(visit, issued=None, created=None), english, ROOT, {}))
    for missing in ("issued", "created", "modified", "rel=item", "describedby"):
        assert missing not in head
    assert "DCTERMS.temporal" in head


def test_what_zotero_is_told_besides(visit: Work, english: Language) -> None:
    """A withdrawal stands with version and SWHID; where no version is known there is none."""
    withdrawn = replace(visit, version="", notes=("Withdrawn on 2 May 2027: no.",))
    assert ("z:extra content=SWHID: swh:1:cnt:3ff0⏎Withdrawn on 2 May 2027: no.\n") in lines(
        entry_head(withdrawn, english, ROOT, {})
    )


def test_a_page_and_the_data(english: Language) -> None:
    """A list is a web page; the data page is a dataset with a version; else they are alike."""
    page, data = lines(page_head(FRONT, english)), lines(page_head(FRONT, english, "2026.11"))
    assert page == PREFIXES + (
        "meta name=z:itemType content=webpage\n"
        "meta name=DC.title content=Topics\n"
        "meta name=DC.creator content=Kazakhstan–Israel Timeline,\n"
        "meta name=DC.language content=en\n"
        "meta name=DC.rights content=https://creativecommons.org/licenses/by/4.0/\n"
        "meta name=DCTERMS.issued content=2026-01-02\n"
        "meta name=DCTERMS.modified content=2026-01-02\n"
        "meta property=og:title content=Topics\n"
        "meta property=og:site_name content=Kazakhstan–Israel Timeline\n"
        "meta property=og:url content=https://example.org/en/topics/\n"
        "meta property=og:description content=All of them.\n"
        "meta property=og:locale content=en_US\n"
        "link rel=license href=https://creativecommons.org/licenses/by/4.0/\n"
    )
    assert data == page.replace("=webpage\n", "=dataset\n") + (
        "meta name=z:versionNumber content=2026.11\n"
    )


def test_nothing_misleads(entries: dict[str, list[Work]], language: Language) -> None:
    """No name that was seen to spoil what Zotero makes of the page, on any page.

    Each prefix is declared in the same head; no tag comes twice; none is empty.
    """
    record = "https://forge.example/x.yml"
    for head in [
        *(entry_head(each, language, ROOT, FILES, record) for each in entries[language.code]),
        page_head(FRONT, language),
        page_head(FRONT, language, "2026.11"),
    ]:
        for _, attributes in head:
            name = attributes.get("name") or attributes.get("property") or ""
            assert name == "og:description" or not FORBIDDEN.match(name)
            assert attributes != {"property": "og:type", "content": "website"}
            assert "COinS" not in str(attributes)
            assert attributes.get("rel") != "unapi-server"
            assert all(attributes.values())
        declared = {each["rel"].removeprefix("schema.") for _, each in head if "rel" in each}
        names = [each["name"] for _, each in head if "name" in each]
        assert {re.split("[.:]", name)[0] for name in names} <= declared
        assert len(set(names)) == len(names)


def test_language_of_the_page(entries: dict[str, list[Work]], arabic: Language) -> None:
    """The Arabic page says so in both vocabularies, and its author is one name."""
    head = lines(entry_head(entries["ar"][0], arabic, ROOT, {}))
    assert "meta name=DC.language content=ar\n" in head
    assert "og:locale content=ar_AR\n" in head
    assert "DC.creator content=الخط الزمني لعلاقات كازاخستان وإسرائيل,\n" in head


BRIDGE = replace(
    PAPER,
    title="Мост",
    language="ru",
    authors=(Name(family="Северов", given="Иван"), Name(literal="The editors")),
    container="Northern Gazette",
    issued=Edtf.parse("2009-06"),
    when="June 2009",
    address="https://gazette.example/12345679/bridge",
    notes=("Archived copy at https://archive.example/", "date inferred by us"),
)
FRONT_OF_BRIDGE = PageMeta("The bridge", "A newspaper.", "https://example.org/en/sources/x/")

BLOCK_OF_A_SOURCE = """\
meta name=z:itemType content=newspaperArticle
meta name=DC.title lang=ru content=Мост
meta name=DC.creator content=Северов, Иван
meta name=DC.creator content=The editors,
meta name=DC.publisher content=Northern Gazette
meta name=DC.date content=2009-06
meta name=DC.language content=ru
link rel=DC.type href=http://purl.org/dc/dcmitype/Text
link rel=DC.identifier href=https://gazette.example/12345679/bridge
meta name=z:url content=https://gazette.example/12345679/bridge
meta name=z:publicationTitle content=Northern Gazette
meta name=z:publisher content=BLANK
meta name=z:extra content=Archived copy at https://archive.example/⏎date inferred by us
meta property=og:title content=The bridge
meta property=og:site_name content=Kazakhstan–Israel Timeline
meta property=og:url content=https://example.org/en/sources/x/
meta property=og:description content=A newspaper.
meta property=og:locale content=en_US
link rel=cite-as href=https://gazette.example/12345679/bridge
link rel=type href=https://schema.org/AboutPage
link rel=type href=https://schema.org/NewsArticle
link rel=describedby type=application/vnd.citationstyles.csl+json href=cite.json
link rel=describedby type=application/x-bibtex href=cite.bib
link rel=describedby type=application/x-research-info-systems href=cite.ris
link rel=item href=https://gazette.example/12345679/bridge
""".replace("BLANK", " ")


def said(work: Work, english: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, each in source_head(work, FRONT_OF_BRIDGE, english, FILES):
        if name := each.get("name") or each.get("rel"):
            found.setdefault(name, []).append(each.get("content") or each["href"])
    return found


def test_the_block_of_a_source(english: Language) -> None:
    """Dublin Core and Zotero's tags describe the work, Open Graph the page; no licence."""
    head = lines(source_head(BRIDGE, FRONT_OF_BRIDGE, english, FILES))
    assert head == PREFIXES + BLOCK_OF_A_SOURCE


def test_what_is_not_known_of_a_source(english: Language) -> None:
    """No tag for it, or a blank one where Zotero would put something of the page in its place."""
    bare = replace(BRIDGE, authors=(), container="", issued=None, when="", address="", notes=())
    found = said(bare, english)
    missing = {"DC.creator", "DC.publisher", "DC.date", "DC.identifier", "z:url", "z:extra"}
    missing |= {"cite-as", "item"}
    assert not missing & set(found)
    assert found["z:publicationTitle"] == [" "]
    assert found["z:date"] == ["n.d."]


@pytest.mark.parametrize("genre", Genre)
def test_types_of_sources(genre: Genre, english: Language) -> None:
    """A container goes where the item has a field for it, beside the publisher."""
    found = said(replace(BRIDGE, genre=genre, publisher=""), english)
    archive = genre == Genre.ARCHIVE_DOCUMENT
    assert found["z:itemType"] == [GENRES[genre].zotero]
    assert found["DC.publisher"] == ["Northern Gazette"]
    assert found["z:archive" if archive else "z:publicationTitle"] == ["Northern Gazette"]
    assert found["z:publisher"] == [" "]
    types = {Genre.DATA: "Dataset", Genre.VIDEO: "MovingImage", Genre.AUDIO: "Sound"}
    assert found["DC.type"][0].endswith(f"/{types.get(genre, 'Text')}")
    alone = said(replace(BRIDGE, genre=Genre.BOOK, container="", publisher="Press"), english)
    assert alone["DC.publisher"] == ["Press"]
    assert not {"z:publicationTitle", "z:publisher"} & set(alone)


def test_numbers_of_sources(english: Language) -> None:
    """Zotero's own names for what else is known."""
    article = replace(
        BRIDGE,
        genre=Genre.JOURNAL_ARTICLE,
        volume="12",
        issue="3",
        pages="4–5",
        isbn="0-306-40615-2",
        issn="0378-5955",
        doi="10.1000/182",
        shelfmark="F. 1",
    )
    found = said(article, english)
    assert found["cite-as"] == ["https://doi.org/10.1000/182"]
    names = ("volume", "issue", "pages", "ISSN", "DOI")
    assert [found[f"z:{name}"] for name in names] == [
        [each] for each in ("12", "3", "4–5", "0378-5955", "10.1000/182")
    ]
    assert (found["z:ISBN"], found["z:archiveLocation"]) == (["0-306-40615-2"], ["F. 1"])


@pytest.mark.parametrize(
    ("issued", "date", "zotero"),
    [
        ("2009-06-01", ["2009-06-01"], None),
        ("2009", ["2009"], None),
        ("2009-06~", ["2009-06~"], None),
        ("2009-06-08/2009-06-12", ["2009-06-08/2009-06-12"], None),
        ("199X", ["199X"], ["in words"]),
        ("2013/..", ["2013/.."], ["in words"]),
        ("1995-21", ["1995-21"], ["in words"]),
        ("[1991..1993]", ["[1991..1993]"], ["in words"]),
        ("", None, ["n.d."]),
    ],
)
def test_dates_of_sources(
    issued: str, date: list[str] | None, zotero: list[str] | None, english: Language
) -> None:
    """As precise as the record; in words for Zotero where it would read another date."""
    known = Edtf.parse(issued) if issued else None
    found = said(replace(BRIDGE, issued=known, when="in words" if known else ""), english)
    assert (found.get("DC.date"), found.get("z:date")) == (date, zotero)


def test_the_heads_of_the_toys_sources(toy: Chronology, language: Language) -> None:
    """The original title in its language, or a description; the site is no author of any."""
    site = language.word("home.title")
    for source in toy.sources.values():
        head = source_head(source_work(source, language), FRONT_OF_BRIDGE, language, {})
        (title,) = [each for _, each in head if each.get("name") == "DC.title"]
        described = f"[{source.record.title_in[language.code]}]"
        assert title["content"] == (source.record.title or described)
        assert title.get("lang") == (source.record.language if source.record.title else None)
        named = [each for _, each in head if {site, f"{site},", LICENSE} & set(each.values())]
        assert named == [{"property": "og:site_name", "content": site}]
        names = {str(each.get("name") or each.get("rel")) for _, each in head}
        assert not {name for name in names if re.search("(?i)rights|license|modified", name)}


def test_context_objects(visit: Work) -> None:
    """A reader of OpenURL's keys and values gets the fields back; letters stay as they are."""
    found = context_object(replace(visit, title="Growth of 5% = 3+2 & more: «جسر» #1"))
    assert "«جسر»" in found
    assert dict(parse_qsl(found, strict_parsing=True)) == {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "encyclopediaArticle",
        "rft.title": "Growth of 5% = 3+2 & more: «جسر» #1",
        "rft.au": "Kazakhstan–Israel Timeline,",
        "rft.source": "Kazakhstan–Israel Timeline",
        "rft.date": "2025-06-01",
        "rft.language": "en",
        "rft.identifier": f"{ENTRY}0123456789/",
    }
