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


def written(method: str, language: Language, notes: tuple[str, ...] = ()) -> html.HtmlElement:
    """A landmark on which sources differ, written by a method of EntryWriter, as HTML."""
    contested = claim(cite("a"), cite("b"), cite("c", "disputes"))
    record = entry("2001-05", contested, weight="landmark", title=text("1. *A* bridge"))
    chronology = join(records({"bridge": record}))
    card = Views(chronology, language).card(chronology.entries["bridge"], notes)
    references = References()
    lists = EntryWriter(references.link, "../", language)
    return converted(f"{getattr(lists, method)([card])}\n\n{references.definitions()}")


@pytest.mark.parametrize("method", ["items", "lines"])
def test_what_a_list_says_of_an_entry(method: str, language: Language) -> None:
    """Its date, title, evidence with what the label means, where the sources differ; its id."""
    (entry,) = written(method, language).xpath("ul/li")
    assert entry.xpath("descendant-or-self::*/@id") == ["bridge"]
    (marked,) = entry.xpath("descendant-or-self::*[@id]")
    kind = {"items": "when", "lines": "line"}[method]
    assert set(marked.get("class").split()) == {kind, "topic-1", "landmark"}
    assert "2001" in marked.text_content()
    (title,) = entry.xpath(".//strong/a")
    assert (title.text_content(), title.get("href")) == ("1. *A* bridge", "../events/bridge/")
    label, differs = entry.xpath(".//a[not(parent::strong)]")[-2:]
    assert label.text_content() == language.word("labels.contested")
    assert label.get("href") == "../method/#labels"
    assert label.get("title") == language.word("label-meanings.contested")
    assert differs.text_content() == language.word("evidence.differs", n=1)
    assert differs.get("href") == "../events/bridge/#claims"
    assert not entry.xpath(".//h1 | .//ol | .//em")


def test_an_item_has_topics_and_summary(language: Language) -> None:
    """A line does without."""
    item, line = written("items", language), written("lines", language)
    assert item.xpath("ul/li/p[1]/a/@href") == ["../topics/topic/"]
    assert item.xpath("ul/li/p[3]")[0].text_content() == "words"
    assert item.xpath("ul/li/p[4]/@class") == ["evidence"]
    assert not line.xpath("//p | //a[contains(@href, 'topics/')]")


def test_a_line_says_what_the_list_has_it_for(language: Language) -> None:
    """As a list of its own, below the line."""
    line = written("lines", language, notes=("- one", "[two]"))
    assert [each.text_content() for each in line.xpath("ul/li/ul/li")] == ["- one", "[two]"]
    assert line.xpath("ul/li/@id") == ["bridge"]


def filtered(page: Page, chronology: Chronology, language: Language) -> list[dict[str, list[str]]]:
    """By what the entries of a page are filtered, in the order in which it lists them."""
    listed = converted(Renderer(language).body(page, "../"))
    ids = listed.xpath("//li/descendant-or-self::*[contains(@class, 'topic-')]/@id")
    form = html.fragment_fromstring(page.parts["places"]["filters"], create_parent="div")
    facts = json.loads(form.xpath("string(script[@type='application/json'])"))
    assert sum(count for _, count in facts["years"]) == len(facts["spans"]) == len(ids)
    assert [facts["topics"][n] for n in facts["main"]] == [
        chronology.entries[id_].record.topics[0] for id_ in ids
    ]
    found: list[dict[str, list[str]]] = [{"id": [id_]} for id_ in ids]
    for name, values in facts["has"].items():
        for value, distances in values.items():
            for number in accumulate(distances):
                found[number].setdefault(name, []).append(value)
    return found


def test_the_facts_are_those_of_the_entries_in_their_order(
    toy: Chronology, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the timeline; on the pages of the years if it has very many entries, and then there."""

    def fact(id_: str) -> dict[str, list[str]]:
        record, evidence = toy.entries[id_].record, toy.entries[id_].evidence
        facts = {"topic": record.topics, "actor": record.actors, "kind": [record.kind]}
        facts |= {"source": sorted(record.named_sources), "evidence": [evidence.label]}
        return {
            "id": [id_],
            **{name: sorted(map(str, each)) for name, each in facts.items() if each},
        }

    def sorted_facts(page: Page) -> list[dict[str, list[str]]]:
        found = filtered(page, toy, language)
        return [{name: sorted(each) for name, each in one.items()} for one in found]

    made = {page.address: page for page in pages(toy, language)}
    ids = [id_ for year in toy.years.values() for id_ in year]
    assert sorted_facts(made["timeline/"]) == [*map(fact, ids)]
    monkeypatch.setattr("scripts.pages.page.MOST_ENTRIES", 1)
    made = {page.address: page for page in pages(toy, language)}
    assert "application/json" not in made["timeline/"].parts["places"]["filters"]
    for year, ids_of_year in toy.years.items():
        assert sorted_facts(made[f"years/{year}/"]) == [*map(fact, ids_of_year)]
