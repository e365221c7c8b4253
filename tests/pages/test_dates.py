"""A season, "before" and "between" in the toy: page, data and citations in both languages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exports.tools import made

from scripts.cite.styles import citations
from scripts.cite.works import entry_work
from scripts.i18n.language import read_languages
from scripts.pages.kinds import plans
from scripts.pages.page import PageContext, SiteContext
from scripts.pages.render import Renderer
from scripts.timeline.git import State
from scripts.timeline.model import Chronology

LANGUAGES = read_languages()

CASES: dict[str, dict[str, Any]] = {
    "ferry-spring": {
        "words": {"en": "spring 1995", "ar": "ربيع 1995"},
        "data": ("1995-21", "date", "1995-03-01", "1995-05-31", "season"),
        "start": {"year": 1995, "month": 3},
        "end": {"year": 1995, "month": 5, "day": 31},
    },
    "ford-closed": {
        "words": {"en": "in or before 1992", "ar": "في 1992 أو قبل ذلك"},
        "data": ("[..1992]", "set", None, "1992-12-31", "year"),
        "start": {"year": 1992, "month": 12, "day": 31},
        "end": None,
    },
    "tower-built": {
        "words": {"en": "between 1996 and 1998", "ar": "بين 1996 و1998"},
        "data": ("[1996..1998]", "set", "1996-01-01", "1998-12-31", "year"),
        "start": {"year": 1996},
        "end": {"year": 1998, "month": 12, "day": 31},
    },
}


@pytest.mark.parametrize("id_", CASES)
def test_data(id_: str, toy: Chronology) -> None:
    """The same bounds in every file; a calendar has none of them."""
    case = CASES[id_]
    entries = json.loads(made(toy, "data/timeline.json"))["entries"]
    (date,) = (each["date"] for each in entries if each["id"] == id_)
    names = ("edtf", "kind", "lower", "upper", "precision")
    assert tuple(date[name] for name in names) == case["data"]
    assert date["words"] == case["words"]
    (row,) = (line for line in made(toy, "data/timeline.csv").decode().split("\r\n") if id_ in line)
    assert ",".join(f'"{each or ""}"' for each in case["data"]) in row
    assert id_ not in made(toy, "data/timeline.ics").decode()
    slides = json.loads(made(toy, "data/timelinejs.en.json"))["events"]
    (slide,) = (each for each in slides if each["unique_id"] == id_)
    assert slide["start_date"] == case["start"]
    assert slide.get("end_date") == case["end"]
    assert slide["display_date"] == case["words"]["en"]


@pytest.mark.parametrize("id_", CASES)
def test_page_and_citations(id_: str, toy: Chronology) -> None:
    """The date in words, beside its EDTF; in the title of every citation."""
    record = toy.entries[id_].record
    for language in LANGUAGES:
        words = CASES[id_]["words"][language.code]
        context = PageContext(toy, language, SiteContext())
        (plan,) = (each for each in plans(context) if each.address == f"events/{id_}/")
        text = Renderer(language).render(plan.make())
        assert words in text
        work = entry_work(
            id_, record, State(""), language, version="2026.11", page="https://example.org/"
        )
        assert f"({words})" in work.title
        # Some styles have capitals in titles.
        assert all(words in str(each).casefold() for each in citations(work, language))
