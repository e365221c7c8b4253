"""The names of actors and places: of a time, in other scripts, in registers of names."""

from __future__ import annotations

import json
import re

import pytest
from making import FACTS, text

from scripts.cite.jsonld import item_node
from scripts.cite.metadata import PageMeta
from scripts.i18n.folding import forms
from scripts.i18n.language import Language
from scripts.pages.kinds import pages
from scripts.pages.page import SiteContext
from scripts.pages.render import Renderer
from scripts.records.dates import Edtf
from scripts.records.vocabulary import Place, addresses, name_at, spellings
from scripts.timeline.model import Chronology

SITE = SiteContext(years_from=1990)
FORMER = {"en": "Concord", "ar": "الوئام"}


def place(*names: tuple[str, str, str], **fields: object) -> Place:
    """A place with the label "new" and names with the years or days from and until."""
    of_time = [
        {"name": text(name), **{key: each for key, each in (("from", a), ("until", b)) if each}}
        for name, a, b in names
    ]
    value = {"label": text("new"), "names": of_time, **fields}
    return Place.model_validate(value, context=FACTS)


RENAMED = place(
    ("new", "", "2019-03-23"), ("old", "2019-03-23", "2022-09-17"), ("new", "2022-09-17", "")
)


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("2016-12-14", "new"),
        ("2019-03-22", "new"),
        ("2019-03-23", "old"),  # on the day of the change it has its new name
        ("2022-01-05~/2022-01-19", "old"),
        ("2021", "old"),
        ("2022-09-17", "new"),
        ("2026", "new"),
        # Not for certain: a part of the year, of the interval or of the decade is of another time.
        ("2019", "new"),
        ("2019-03", "new"),
        ("2021/2023", "new"),
        ("202X", "new"),
        ("2020/..", "new"),
        ("../2020", "new"),
    ],
)
def test_a_place_has_the_name_of_the_time(date: str, name: str) -> None:
    assert name_at(RENAMED, Edtf.parse(date))["en"] == name


@pytest.mark.parametrize(("date", "name"), [("1989", "old"), ("1990-06", "new"), ("1991", "new")])
def test_a_name_holds_where_its_dates_are_vague_only_beyond_them(date: str, name: str) -> None:
    """Of the year of the change itself, nobody knows."""
    assert name_at(place(("old", "", "1990")), Edtf.parse(date))["en"] == name


def markdown(chronology: Chronology, language: Language, path: str) -> str:
    (page,) = (each for each in pages(chronology, language, SITE) if each.path == path)
    return Renderer(language).render(page)


def test_the_chips_of_an_entry(toy: Chronology, language: Language) -> None:
    """The name of its time is the link, and the tooltip has today's."""
    name, today = FORMER[language.code], toy.places["two-rivers"].label[language.code]
    of_then = markdown(toy, language, "events/border-opens.md")
    assert f"[{name}][two-rivers]" in of_then
    note = language.word("names.today", name=today)
    assert f'[two-rivers]: ../../places/two-rivers/ "{note}"' in of_then
    of_now = markdown(toy, language, "events/bridge-opens.md")
    assert f"[{today}][two-rivers]" in of_now
    assert note not in of_now


def test_the_page_of_a_renamed_place(toy: Chronology, language: Language) -> None:
    """Each name with its time; names in other scripts say their language; the register."""
    made = markdown(toy, language, "places/two-rivers.md")
    today = toy.places["two-rivers"].label[language.code]
    times = {
        "en": ["until 1950", "1950 – 1 June 1993", "since 1 June 1993"],
        "ar": [
            "حتى 1950",
            "من 1950 إلى 1 حزيران/يونيو 1993",
            "منذ 1 حزيران/يونيو 1993",
        ],
    }
    names = [today, FORMER[language.code], today]
    assert [
        language.word("names.in-time", name=name, time=time)
        for name, time in zip(names, times[language.code], strict=True)
        if f"{name} ({time})" in made
    ] == [f"{name} ({time})" for name, time in zip(names, times[language.code], strict=True)]
    assert '<bdi lang="he">שני הנהרות</bdi>' in made
    assert '<bdi lang="ru">Двуречье</bdi>' in made
    assert "https://www.wikidata.org/entity/Q4115189" in made


def test_the_search_finds_every_name(toy: Chronology, language: Language) -> None:
    """The pages of a place and of its entries have the folded words of all its names."""
    made = {each.path: str(each.parts.get("tail", "")) for each in pages(toy, language, SITE)}
    for path in ("places/two-rivers.md", "events/border-opens.md", "events/bridge-opens.md"):
        assert "הנהרות" in made[path]
        assert "двуречье" in made[path]
        assert set(forms([FORMER[language.code]], language)) <= set(re.findall(r"\w+", made[path]))


def test_spellings_stand_once() -> None:
    found = place(("old", "", "1990"), aliases={"en": ["old", "other"], "ar": ["ب"], "he": ["א"]})
    assert spellings(found, "en") == ["new", "old", "other", "א"]
    assert spellings(found, "ar") == ["new", "old", "ب", "א"]


def test_registers(language: Language) -> None:
    """Linked data names the addresses of the identifiers as `sameAs`, and every name."""
    found = place(("old", "", "1990"), same_as={"wikidata": "Q42", "viaf": "113230702"})
    known = ["https://www.wikidata.org/entity/Q42", "https://viaf.org/viaf/113230702"]
    assert list(addresses(found).values()) == known
    front = PageMeta("new", "about", "https://timeline.example.org/en/places/x/")
    node = item_node("Place", spellings(found, "en"), known, front, language)
    assert node["sameAs"] == known
    assert (node["name"], node["alternateName"]) == ("new", ["old"])
    assert "sameAs" not in item_node("Place", ["new"], [], front, language)
    assert json.dumps(node)
