"""The home page: what it offers first."""

from __future__ import annotations

import datetime

import pytest
from publishing import converted

from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language
from scripts.pages.kinds import pages
from scripts.pages.page import SiteContext
from scripts.pages.render import Renderer
from scripts.timeline.model import Chronology


@pytest.mark.parametrize("overview", [True, False])
def test_the_history_in_brief_comes_first(
    toy: Chronology, language: Language, *, overview: bool
) -> None:
    """Where there is one; else the timeline."""
    made = pages(toy, language, SiteContext(overview=overview))
    home = next(page for page in made if not page.address)
    text = Renderer(language).render(home).partition("---\n")[2].partition("---\n")[2]
    buttons = converted(text).xpath("//a[contains(@class, 'md-button')]")
    first = [link for link in buttons if "md-button--primary" in link.get("class")]
    assert first == buttons[:1]
    offered = [link.get("href") for link in buttons]
    assert offered[:2] == (["./overview/", "./timeline/"] if overview else offered[:2])
    assert ("./overview/" in offered) == overview


def test_what_was_added_last(toy: Chronology, language: Language) -> None:
    """Each entry with its own date and the day of its addition; a link to all changes."""
    added = {"river-patrol": datetime.date(2026, 1, 2), "river-talks": datetime.date(2025, 3, 4)}
    home = next(
        each for each in pages(toy, language, SiteContext(additions=added)) if not each.address
    )
    text = Renderer(language).render(home).split("---\n", 2)[2]
    shown = converted(text).xpath("//h2[@id='latest']/following::li")
    assert len(shown) == len(added)
    for item, (id_, day) in zip(shown, added.items(), strict=True):
        assert item.xpath("a/@href") == [f"./events/{id_}/"]
        assert f"({date_words(toy.entries[id_].record.date, language)})" in item.text_content()
        (last,) = item.xpath("em")
        assert last.text_content() == language.word("home.added", day=day_words(day, language))
    assert "./changes/" in converted(text).xpath("//h2[@id='latest']/following::p/a/@href")
