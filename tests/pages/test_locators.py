"""The part of a source that a cite rests on, in words, and a source that is a part of a work."""

from __future__ import annotations

import json
from dataclasses import replace

import making
import pytest
from exports.tools import made

from scripts.cite.formats import csl_json
from scripts.cite.ris import ris
from scripts.cite.styles import citations
from scripts.cite.text import part_words
from scripts.cite.works import source_work
from scripts.i18n.language import Language, read_languages
from scripts.pages.source_views import SourceViews
from scripts.records.bibliography import Locator, LocatorLabel
from scripts.records.model import Cite
from scripts.timeline.model import Chronology

ARABIC, ENGLISH = read_languages()
CHAPTER = {"label": "chapter", "value": "3"}


@pytest.mark.parametrize(
    ("label", "value", "english", "arabic"),
    [
        ("page", "12", "page 12", "الصفحة 12"),
        ("page", "12–14", "pages 12–14", "الصفحات 12–14"),
        ("page", "12, 14", "pages 12, 14", "الصفحات 12, 14"),
        ("article-locator", "5-7", "articles 5-7", "المواد 5-7"),
        ("chapter", "IV", "chapter IV", "الفصل IV"),
        ("folio", "A-12", "folio A-12", "الورقة A-12"),
        ("timestamp", "0:14:30", "at 0:14:30", "عند 0:14:30"),
    ],
)
def test_words(label: str, value: str, english: str, arabic: str) -> None:
    locator = Locator(label=LocatorLabel(label), value=value)
    assert part_words(locator, ENGLISH) == english
    assert part_words(locator, ARABIC) == arabic


@pytest.mark.parametrize("label", LocatorLabel)
def test_every_label_has_words(label: LocatorLabel, language: Language) -> None:
    """For one part and for several."""
    for value in ("1", "1–2"):
        assert part_words(Locator(label=label, value=value), language).endswith(f" {value}")


def test_a_cite_names_its_part(toy: Chronology) -> None:
    """Beside the source, whether it is recorded or inline."""
    views = SourceViews(toy, ENGLISH)
    for source in ("northern-gazette", making.inline("https://example.org/")):
        value = {"source": source, "says": "states", "locator": {"label": "page", "value": "7"}}
        view = views.cite(Cite.model_validate(value, context=making.FACTS), making.entry())
        assert view.part == "page \u20667\u2069"
        assert not view.place.text


def test_a_source_that_is_a_part_says_so(toy: Chronology) -> None:
    """In links to it, in every style of citation, in the files and in the data."""
    located = toy.sources["northern-gazette"]
    record = located.record.model_copy(update={"locator": Locator.model_validate(CHAPTER)})
    chapter = replace(located, record=record)
    changed = replace(toy, sources={**toy.sources, "northern-gazette": chapter})
    for language, words in ((ENGLISH, "chapter 3"), (ARABIC, "الفصل 3")):
        view = SourceViews(changed, language).source("northern-gazette")
        assert words in view.text.replace("\u2066", "").replace("\u2069", "")
        work = source_work(chapter, language)
        for citation in citations(work, language)[:-1]:
            text = "".join(segment.text for segment in citation.segments)
            assert words in text.lower(), citation.id
            assert ".." not in text
        assert words in csl_json([work])
        assert words in ris([work])
    data = json.loads(made(changed, "data/timeline.json"))
    (source,) = (each for each in data["sources"] if each["id"] == "northern-gazette")
    assert source["locator"] == CHAPTER
