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
