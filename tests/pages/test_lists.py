"""Lists of entries in Markdown: an item or a line for each, and what they are filtered by."""

from __future__ import annotations

import json
from itertools import accumulate

import pytest
from lxml import html
from making import cite, claim, entry, records, text
from publishing import converted

from scripts.i18n.language import Language
from scripts.pages.entry_writer import EntryWriter
from scripts.pages.kinds import pages
from scripts.pages.page import Page
from scripts.pages.references import References
from scripts.pages.render import Renderer
from scripts.pages.views import Views
from scripts.timeline.model import Chronology, join

DATES = {"until": "1990/199X", "decade": "199X", "year": "1990"}
"""In the order of time, in which one of another year page stands between two of one."""


def test_each_year_stands_once(language: Language) -> None:
    """With all its entries, also where others come between them in time."""
    whole = join(records({id_: entry(date) for id_, date in DATES.items()}))
    assert list(whole.entries) == list(DATES)
    found = Views(whole, language).by_year(whole.entries)
    assert [(year, [line.id for line in lines]) for year, _, lines in found] == [
        ("1990", ["until", "year"]),
        ("199x", ["decade"]),
    ]


def written(method: str, language: Language) -> html.HtmlElement:
    """A landmark on which sources differ, written by a method of EntryWriter, as HTML."""
    contested = claim(cite("a"), cite("b"), cite("c", "disputes"))
    record = entry("2001-05", contested, weight="landmark", title=text("1. *A* bridge"))
    chronology = join(records({"bridge": record}))
    card = Views(chronology, language).card(chronology.entries["bridge"], ("- one", "[two]"))
    references = References()
    made = getattr(EntryWriter(references.link, "../", language), method)([card])
    return converted(f"{made}\n\n{references.definitions()}")


@pytest.mark.parametrize(("method", "kind"), [("items", "when"), ("lines", "line")])
def test_what_a_list_says_of_an_entry(method: str, kind: str, language: Language) -> None:
    """Its date, title, evidence with what the label means, where the sources differ; its id."""
    (entry,) = written(method, language).xpath("ul/li")
    (marked,) = entry.xpath("descendant-or-self::*[@id]")
    assert marked.get("id") == "bridge"
    assert set(marked.get("class").split()) == {kind, "topic-1", "landmark"}
    assert "2001" in marked.text_content()
    title, label, counts, whole, differs = (
        (link.text_content(), link.get("href"), link.get("title"))
        for link in entry.xpath(".//a[not(contains(@href, 'topics/'))]")
    )
    assert title == ("1. *A* bridge", "../events/bridge/", None)
    meaning = language.word("label-meanings.contested")
    assert label == (language.word("labels.contested"), "../method/#labels", meaning)
    explained = language.section("evidence")
    assert counts[1:] == ("../method/#independence", explained("counts-meaning"))
    assert whole[1:] == ("../method/#whole-entry", explained("whole-meaning"))
    assert differs[2] == explained("differs-meaning")
    assert differs[:2] == (language.word("evidence.differs", n=1), "../events/bridge/#claims")
    assert entry.xpath(".//strong/a")
    assert not entry.xpath(".//h1 | .//ol | .//em")


def test_only_an_item_has_topics_and_summary(language: Language) -> None:
    """A line says what the list has it for, as a list of its own below it."""
    item, line = written("items", language), written("lines", language)
    assert item.xpath("ul/li/p[1]/a/@href") == ["../topics/topic/"]
    assert item.xpath("ul/li/p[3]")[0].text_content() == "words"
    assert item.xpath("ul/li/p[4]/@class") == ["evidence"]
    assert not line.xpath("//p | //a[contains(@href, 'topics/')]")
    assert [each.text_content() for each in line.xpath("ul/li/ul/li")] == ["- one", "[two]"]


def filtered(page: Page, language: Language) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    """The entries of a page as it lists them: the first topic, and by what each is filtered."""
    ids = converted(Renderer(language).body(page, "../")).xpath(
        "//li/descendant-or-self::*[contains(@class, 'topic-')]/@id"
    )
    form = html.fragment_fromstring(page.parts["places"]["filters"], create_parent="div")
    facts = json.loads(form.xpath("string(script[@type='application/json'])"))
    assert sum(count for _, count in facts["years"]) == len(facts["spans"]) == len(ids)
    found: list[dict[str, tuple[str, ...]]] = [{"id": (id_,)} for id_ in ids]
    for name, values in facts["has"].items():
        for value, distances in values.items():
            for number in accumulate(distances):
                found[number][name] = tuple(sorted((*found[number].get(name, ()), value)))
    return [(facts["topics"][main], each) for main, each in zip(facts["main"], found, strict=True)]


def test_the_facts_are_those_of_the_entries_in_their_order(
    toy: Chronology, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the timeline; on the pages of the years if it has very many entries, and then there."""

    def fact(id_: str) -> tuple[str, dict[str, tuple[str, ...]]]:
        record, label = toy.entries[id_].record, toy.entries[id_].evidence.label
        facts = {
            "id": (id_,),
            "topic": record.topics,
            "actor": record.actors,
            "source": record.named_sources,
            "evidence": (label,),
            "kind": (record.kind,),
        }
        return record.topics[0], {k: tuple(sorted(map(str, v))) for k, v in facts.items() if v}

    made = {page.address: page for page in pages(toy, language)}
    assert filtered(made["timeline/"], language) == [*map(fact, toy.shown)]
    monkeypatch.setattr("scripts.pages.page.MOST_ENTRIES", 1)
    made = {page.address: page for page in pages(toy, language)}
    assert "application/json" not in made["timeline/"].parts["places"]["filters"]
    for year, ids in toy.years.items():
        assert filtered(made[f"years/{year}/"], language) == [*map(fact, ids)]
