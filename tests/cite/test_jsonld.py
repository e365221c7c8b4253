"""Linked data: a processor expands it without loss, offline, and every term is schema.org's."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pyld import jsonld

from scripts.cite.genres import GENRES
from scripts.cite.jsonld import (
    dataset_node,
    entry_node,
    page_node,
    script_json,
    source_node,
    source_page_node,
)
from scripts.cite.metadata import PageMeta
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.records.source import Genre

from .tools import PAPER, without_network

Works = dict[str, list[Work]]

SCHEMA = "https://schema.org/"
DATA = "https://example.org/en/data/"
ADDRESSES = ("url", "license", "archivedAt", "correction", "contentUrl", "mainEntityOfPage")
"""Properties whose values are addresses, as schema.org's own context has them."""

CONTEXT = {
    "@context": {
        "type": "@type",
        "id": "@id",
        "@vocab": SCHEMA,
        **{name: {"@type": "@id"} for name in ADDRESSES},
        **{name: {"@type": "Date"} for name in ("datePublished", "dateModified")},
    }
}

THING = {"name", "url", "identifier", "description"}
WORK = THING | {
    *("headline", "abstract", "inLanguage", "datePublished", "dateModified", "version", "about"),
    *("temporalCoverage", "author", "creator", "publisher", "isPartOf", "license", "citation"),
    *("workTranslation", "correction", "creditText", "isAccessibleForFree", "archivedAt"),
    *("creativeWorkStatus", "mainEntityOfPage", "keywords"),
}
PAGES = ("WebSite", "CollectionPage", "AboutPage")
VOCABULARY = {
    **dict.fromkeys({"Article", "WebPage", *PAGES, *(row.schema for row in GENRES.values())}, WORK),
    "Dataset": WORK | {"distribution"},
    "DataDownload": WORK | {"contentUrl", "encodingFormat"},
    "Event": THING | {"startDate", "endDate"},
    "Organization": THING,
    "Person": THING | {"familyName", "givenName"},
    "PropertyValue": THING | {"propertyID", "value"},
}
"""The properties that schema.org (August 2026) allows to each type, as far as they are used."""


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Schema.org's context is here; any other address is an error."""
    monkeypatch.setattr(jsonld, "_default_document_loader", without_network(CONTEXT))


@pytest.fixture
def cases(language: Language, entries: Works, sources: Works) -> list[tuple[Work, dict[str, Any]]]:
    """Every entry with its node, which cites seven sources."""
    translations, cited = {"qaa": "https://example.org/qaa/x/"}, sources[language.code][:7]
    return [
        (each, entry_node(each, language, DATA, translations, cited))
        for each in entries[language.code]
    ]


def nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def check_terms(node: dict[str, Any]) -> None:
    """Every property belongs to its type; nothing is empty."""
    for each in nodes({name: value for name, value in node.items() if name != "@context"}):
        properties = {name for name in each if not name.startswith("@")}
        # The author of whom a record has but the name is without a type.
        assert properties <= VOCABULARY[each["@type"]] if "@type" in each else {"name"}
        assert all(value not in ("", [], {}, None) for value in each.values())


def test_entries_expand(cases: list[tuple[Work, dict[str, Any]]]) -> None:
    """Through the script element and a JSON-LD processor, and all of it is there."""
    for _, node in cases:
        assert node["@context"] == "https://schema.org"
        check_terms(node)
    for each, node in cases[:: max(1, len(cases) // 20)]:
        read = json.loads(script_json(node))
        assert read == node
        (article,) = jsonld.expand(read)
        assert article["@id"] == each.address != each.page
        assert article["@type"] == [f"{SCHEMA}Article"]
        of = {name.removeprefix(SCHEMA): value for name, value in article.items()}
        assert of["headline"] == [{"@value": each.title}]
        assert of["url"] == [{"@id": each.address}]
        assert of["mainEntityOfPage"] == [{"@id": each.page}]
        assert of["about"][0]["@type"] == [f"{SCHEMA}Event"]
        assert of["about"][0][f"{SCHEMA}name"] == [{"@value": each.name}]
        assert of["isPartOf"][0]["@type"] == [f"{SCHEMA}Dataset"]
        assert of["identifier"][0][f"{SCHEMA}value"] == [{"@value": each.swhid}]
        assert len(of["citation"]) == 7
        # As many properties as were written, for none is unknown.
        assert len(article) == len(node) - 1


def test_the_entry(entries: Works, english: Language) -> None:
    """Both days, version, coverage in ISO 8601; the other language is a translation."""
    known = replace(
        entries["en"][0],
        event=Edtf.parse("1991-12?"),
        issued=Edtf.parse("2026-11-21"),
        created=datetime.date(2026, 1, 3),
    )
    node = entry_node(known, english, DATA, {"ar": "https://e.org/ar/"}, [])
    assert node["datePublished"] == "2026-01-03"
    assert node["dateModified"] == "2026-11-21"
    assert node["author"]["name"] == node["publisher"]["name"] == english.word("home.title")
    undated = entry_node(replace(known, issued=None, created=None), english, DATA, {}, [])
    assert not {"datePublished", "dateModified"} & set(undated)
    assert node["version"] == "2026.11"
    assert node["temporalCoverage"] == "1991-12"
    assert node["about"] == {"@type": "Event", "name": known.name}
    assert node["workTranslation"] == [
        {"@type": "Article", "@id": "https://e.org/ar/", "inLanguage": "ar"}
    ]
    assert node["correction"] == f"{known.page}#history"
    assert not {"citation", "translationOfWork"} & set(node)
    assert "ClaimReview" not in json.dumps(node)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2016-12-14", {"startDate": "2016-12-14"}),
        ("1992-04", {"startDate": "1992-04"}),
        ("1992", {"startDate": "1992"}),
        ("2022-01-02/2022-01-19", {"startDate": "2022-01-02", "endDate": "2022-01-19"}),
        ("2013/..", {"startDate": "2013"}),
        ("../1995", {"endDate": "1995"}),
        ("1930~/1953", {"endDate": "1953"}),
        ("1991-12?", {}),
        ("199X", {}),
        ("14XX", {}),
        ("18XX/19XX", {}),
        ("1995-21", {}),
        ("[1991..1993]", {}),
        ("[..1992]", {}),
    ],
)
def test_dates_of_the_event(
    event: str, expected: dict[str, str], entries: Works, english: Language
) -> None:
    """Only what is certain: a doubt is no date of schema.org's."""
    known = replace(entries["en"][0], event=Edtf.parse(event))
    node = entry_node(known, english, DATA, {}, [])["about"]
    assert {name: value for name, value in node.items() if "Date" in name} == expected


@pytest.mark.parametrize(
    ("event", "coverage"),
    [
        ("2022-01-02/2022-01-19", "2022-01-02/2022-01-19"),
        ("2013/..", "2013/.."),
        ("1930~/1953?", "1930/1953"),
        ("2004-06-11%", "2004-06-11"),
        ("1995-21", "1995-03-01/1995-05-31"),
        ("18XX/19XX", "1800-01-01/1999-12-31"),
        ("199X/..", "1990-01-01/.."),
        ("[1991..1993]", "1991-01-01/1993-12-31"),
        ("[..1992]", "../1992-12-31"),
    ],
)
def test_coverage(event: str, coverage: str, entries: Works, english: Language) -> None:
    """An interval of days where ISO 8601-1 has no form for the date."""
    known = replace(entries["en"][0], event=Edtf.parse(event))
    assert entry_node(known, english, DATA, {}, [])["temporalCoverage"] == coverage


def test_sources(sources: Works) -> None:
    """Every real source, each with the type of its genre; a doubtful date is left out."""
    assert set(GENRES) == set(Genre)
    for work in sources["en"]:
        node = source_node(work)
        assert node["headline"] == work.title
        assert work.genre
        assert node["@type"] == GENRES[work.genre].schema
        assert node.get("url", "") == work.address
        assert node.get("archivedAt", "") == work.archived
        date = node.get("datePublished", "")
        assert date == (work.issued.text if work.issued and date else "")
        assert not set(date) & set("?~%X/")


def test_a_source_in_full() -> None:
    """Persons apart, publisher, both addresses."""
    address, archived = "https://example.org/", "https://archive.example/2025"
    person = {"name": "David Rosenberg", "familyName": "Rosenberg", "givenName": "David"}
    work = replace(
        PAPER,
        language="he",
        authors=(Name("", "Rosenberg", "David"), Name("The editors")),
        address=address,
        archived=archived,
        genre=Genre.OPINION,
    )
    assert source_node(work) == {
        "@type": "OpinionNewsArticle",
        "headline": "A thing",
        "inLanguage": "he",
        "datePublished": "2025-11-09",
        "author": [{"@type": "Person", **person}, {"name": "The editors"}],
        "publisher": {"@type": "Organization", "name": "Paper"},
        "url": address,
        "archivedAt": archived,
    }


def test_the_page_of_a_source(sources: Works, language: Language) -> None:
    """Every real source: the work is the main entity, the page alone is part of the whole."""
    front = PageMeta("A page", "About a work.", "https://example.org/en/sources/x/")
    for work in sources[language.code]:
        node = source_page_node(work, front, language, DATA)
        check_terms(node)
        assert node["name"] == node["headline"] == work.title
        assert node["mainEntityOfPage"]["@id"] == front.address
        assert node["mainEntityOfPage"]["isPartOf"]["@id"] == DATA
        of_the_work = {name: node[name] for name in node if name != "mainEntityOfPage"}
        assert language.word("home.title") not in json.dumps(of_the_work, ensure_ascii=False)
        assert "license" not in json.dumps(node)
        (read,) = jsonld.expand(json.loads(script_json(node)))
        assert len(read) == len(node) - 1


def test_the_dataset(language: Language) -> None:
    front = PageMeta("Data", "What the files are for.", DATA, datetime.date(2026, 11, 21))
    files = {"https://example.org/data/timeline.json": "application/json"}
    facts = {"version": "2026.11", "temporalCoverage": "1992/2026", "keywords": ["Trade"]}
    node = dataset_node(front, language, files, facts)
    assert 50 <= len(node["description"]) <= 5000
    assert (node["keywords"], node["identifier"]) == (["Trade"], DATA)
    check_terms(node)
    (read,) = jsonld.expand(json.loads(script_json(node)))
    assert read["@id"] == DATA
    assert read["@type"] == [f"{SCHEMA}Dataset"]
    assert read[f"{SCHEMA}temporalCoverage"] == [{"@value": "1992/2026"}]
    (download,) = read[f"{SCHEMA}distribution"]
    assert download[f"{SCHEMA}contentUrl"] == [{"@id": next(iter(files))}]
    assert len(read) == len(node) - 1


@pytest.mark.parametrize("type_", ["WebSite", "CollectionPage", "WebPage", "AboutPage"])
def test_other_pages(type_: str, language: Language) -> None:
    front = PageMeta("A list", "What it has.", "https://example.org/en/x/")
    node = page_node(front, language, type_, DATA)
    check_terms(node)
    (read,) = jsonld.expand(json.loads(script_json(node)))
    assert read["@type"] == [f"{SCHEMA}{type_}"]
    assert read[f"{SCHEMA}isPartOf"][0]["@id"] == DATA
    assert len(read) == len(node) - 1
