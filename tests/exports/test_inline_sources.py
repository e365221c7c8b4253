"""Inline sources of an entry, which it names by their keys, in the data and on its page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from cli.test_adopt import KEYED, PATH, propose

from scripts.exports import exports
from scripts.exports.timeline_model import GivenSource
from scripts.i18n.language import Language
from scripts.pages.citing import cite_entry
from scripts.pages.kinds import plans
from scripts.pages.page import PageContext, SiteContext
from scripts.pages.render import Renderer
from scripts.records.load import load
from scripts.records.source import InlineSource
from scripts.timeline.model import Chronology, join

from .tools import LANGUAGES, publication_of

MILL, COPY = "https://example.org/mill", "https://example.org/copy"


def entry_page(chronology: Chronology, language: Language, id_: str) -> str:
    """The Markdown of the page of an entry."""
    context = PageContext(chronology, language, SiteContext())
    plan = next(each for each in plans(context) if each.address == f"events/{id_}/")
    return Renderer(language).render(plan.make())


def test_named_by_key(checkout: Path) -> None:
    """Wherever a key stands in the record, data and page have the source, each once."""
    propose(checkout, KEYED, PATH.replace("proposed", "events"))
    records, problems = load(checkout, tuple(each.code for each in LANGUAGES))
    assert problems == []
    chronology = join(records)
    files = exports(chronology, publication_of(chronology))

    entries = json.loads(files["data/timeline.json"])["entries"]
    entry = next(each for each in entries if each["id"] == "mill-burns")
    (first,), (again, copy) = (claim["cites"] for claim in entry["claims"])
    assert first["given"] == again["given"]
    assert first["given"]["key"] == "mill"
    assert copy["given"]["derives_from"][0] == {"source": "mill", "paragraphs": "2"}
    assert [each["source"] for each in (first, again, copy)] == [None] * 3
    assert entry["differences"][0]["positions"][0]["sources"] == ["mill", "miller-copy"]
    assert list(entry["claims"][1]["evidence"].values())[1:3] == [2, 1]
    table = csv.DictReader(io.StringIO(files["data/timeline.csv"].decode("utf-8-sig")))
    row = next(each for each in table if each["id"] == "mill-burns")
    assert (row["sources"], row["source_count"]) == (f"{COPY}; {MILL}", "2")

    names = {"en": "The Miller", "ar": "الطحّان"}
    for language in LANGUAGES:
        page = entry_page(chronology, language, "mill-burns")
        assert page.count(f"]: {MILL} ") == page.count(f"]: {COPY} ") == 1
        assert page.count(names[language.code]) == 6  # two positions, three cites, an origin


def test_every_field_is_given_out() -> None:
    """Whatever such a source can have is in the data, but for the day that is for editors."""
    assert InlineSource.model_fields.keys() - GivenSource.model_fields.keys() == {"compared"}


def test_the_toys_keyed_source_is_shown_once(toy: Chronology, toy_files: dict[str, bytes]) -> None:
    """The letter: two cites, a position and an origin; one link, one source in data and citation.

    It is gone from its address, so that the archived copy is the link.
    """
    letter = next(iter(toy.entries["bell-hung"].record.given_sources))
    assert letter.archived_url
    entries = json.loads(toy_files["data/timeline.json"])["entries"]
    (entry,) = (each for each in entries if each["id"] == "bell-hung")
    cites = [cite for claim in entry["claims"] for cite in claim["cites"]]
    given = [each["given"] for each in cites if each["given"]]
    assert [each["key"] for each in given] == ["bell-letter", "bell-letter", "bell-digest"]
    assert given[0] == given[1]
    table = csv.DictReader(io.StringIO(toy_files["data/timeline.csv"].decode("utf-8-sig")))
    (row,) = (each for each in table if each["id"] == "bell-hung")
    assert row["source_count"] == "3"
    assert row["sources"].count("letters.example.org") == 1
    published = publication_of(toy)
    for language in LANGUAGES:
        page = entry_page(toy, language, "bell-hung")
        assert page.count(f"]: {letter.archived_url} ") == 1
        name = letter.publisher_in[language.code] if letter.publisher_in else ""
        assert page.count(name) == 4
        linked = cite_entry(toy.entries["bell-hung"], language, toy, published).linked_data
        works = json.loads(linked)["citation"]
        assert [each["headline"] for each in works].count(letter.title) == 1
        assert len(works) == 3
        (work,) = (each for each in works if each["headline"] == letter.title)
        assert work["publisher"]["name"] == name or work["isPartOf"]["name"] == name
        assert work["url"] == letter.archived_url
