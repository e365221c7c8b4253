"""The page of the current revision, made of that of the entry: one notice in two forms."""

from __future__ import annotations

import pytest
from lxml import html
from publishing import markdown

from scripts.pages.current import CurrentPage

ENTRY = """---
title: "An entry"
description: "It is \\"so\\"."
kind: "entry"
---

# An entry { #entry }

See [this][a] and `href="../x"`: href="../y" [a]: ../../z/

[a]: ../../years/2010/ "../.. years"
[b]: cite.bib
"""

TITLES = [
    "A bridge & a river",
    "<b>a_b</b> *c* `d` [e](f) {g} ^h",
    "\"quoted\" and 'so' ]: \\\\ #",
    "جسر 2014-2020 و-3%",
    "- 1. item",
]


def page_of(title: str) -> CurrentPage:
    return CurrentPage("events/x/", "0123456789", f"{title} (now)", "It is current.", "Now:", title)


def converted(text: str) -> str:
    return markdown().reset().convert(text.split("---\n", 2)[2])


@pytest.mark.parametrize("title", TITLES)
def test_the_notice_is_the_same_in_both(title: str) -> None:
    """Whatever the title is, the publisher makes of the Markdown what the HTML has."""
    current = page_of(title)
    wanted = html.fragment_fromstring(converted(current.markdown(ENTRY)), "main")
    made = html.fragment_fromstring(current.html(converted(ENTRY)), "main")
    assert html.tostring(made) == html.tostring(wanted)
    (link,) = wanted.xpath("//div[@class='admonition notice']//a[@href='../']")
    assert link.text_content() == title


def test_what_people_wrote_stays() -> None:
    """Addresses go one level up in links alone; files beside the page stay where they are."""
    text = page_of("T").markdown(ENTRY)
    assert 'title: "T (now)"\n' in text
    assert 'kind: "revision"\n' in text
    assert 'See [this][a] and `href="../x"`: href="../y" [a]: ../../z/\n' in text
    assert text.endswith('[a]: ../../../years/2010/ "../.. years"\n[b]: cite.bib\n')
    made = page_of("T").html(converted(ENTRY))
    assert '<code>href="../x"</code>: href="../y"' in made
    assert 'href="../../../years/2010/" title="../.. years"' in made
