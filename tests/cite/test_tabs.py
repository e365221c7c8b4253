"""The tabs of citations say, once the publisher has read them, just what the styles say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

import lxml.html
import pytest
import yaml
from hypothesis import example, given
from markdown import Markdown

from scripts.cite.styles import Citation, citations
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language, read_languages
from scripts.pages.citing import Forms, citation_tabs
from scripts.pages.escape import isolates_to_bdi

from .test_hostile import ALL, TITLES
from .tools import BIDI, FIXED, PAPER, ROOT, italicized, marked

LANGUAGES = read_languages()

EXTENSIONS = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["markdown_extensions"]


def given_of(works: Sequence[Work]) -> list[Forms]:
    """The forms of a work, which has one value for each language."""
    return [
        Forms(language, citations(work, language))
        for work, language in zip(works, LANGUAGES, strict=True)
    ]


def published(forms: Sequence[Forms]) -> lxml.html.HtmlElement:
    """The tabs as HTML, made as the publisher makes them."""
    text = isolates_to_bdi(citation_tabs(forms, count(1)))
    convert = Markdown(extensions=[*EXTENSIONS], extension_configs=EXTENSIONS).convert
    return lxml.html.fragment_fromstring(convert(text), create_parent="main")


def wanted(forms: Sequence[Forms]) -> list[str]:
    return [" ".join(italicized(form.segments).split()) for each in forms for form in each.forms]


def _in_text(form: Citation, language: Language) -> Iterator[str]:
    for label, short in (("in-text", form.brief), ("several", form.several)):
        if short:
            yield f"{language.word(f'citing.{label}')} {italicized(short)}"


def test_every_citation(works: dict[str, list[Work]]) -> None:
    """Of every entry and every source, in both languages: signs, italics, ids."""
    for each in zip(*(works[language.code] for language in LANGUAGES), strict=True):
        forms = given_of(each)
        made = published(forms)
        paragraphs = made.xpath(".//*[@class='tabbed-block']/p[@id]")
        assert [marked(p) for p in paragraphs] == wanted(forms)
        assert [p.get("id") for p in paragraphs] == [
            f"cite_{number}" for number in range(1, len(paragraphs) + 1)
        ]
        labels = [label.text_content() for label in made.iter("label")]
        assert labels == [form.name for of in forms for form in of.forms]
        briefs = made.xpath(".//*[@class='tabbed-block']/p[not(@id)]")
        assert [" ".join(p.text_content().split()) for p in briefs] == [
            " ".join(each.split())
            for of in forms
            for form in of.forms
            for each in _in_text(form, of.language)
        ]


@FIXED
@given(TITLES)
@example(ALL)
def test_text_of_strangers(titles: list[str]) -> None:
    """No sign of a title, a name or a place of publication becomes markup."""
    for title in titles:
        work = replace(
            PAPER,
            title=title,
            authors=(Name(family=title, given=title),),
            container=title,
            address="https://example.org/a_b_c*d*?x=[1]&copy=2&lt;#'e'",
        )
        forms = given_of([work, work])
        paragraphs = published(forms).xpath(".//*[@class='tabbed-block']/p[@id]")
        assert [marked(p) for p in paragraphs] == wanted(forms)
        links = {a.get("href") for p in paragraphs for a in p.iter("a")}
        assert links == {work.address}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "x", "//example.org/", ""])
def test_other_addresses_are_no_links(address: str) -> None:
    """What the check lets through in no record is text all the same."""
    work = replace(PAPER, address=address)
    made = published(given_of([work, work]))
    assert not list(made.iter("a"))
    assert made.text_content().count(address)


def test_direction_and_language(works: dict[str, list[Work]]) -> None:
    """What is in the other language says so, and the line with its name."""
    forms = given_of([works[language.code][0] for language in LANGUAGES])
    own, other = (each.language for each in forms)
    made = published(forms)
    marks = [(p.get("lang"), p.get("dir")) for p in made.iter("p")]
    assert set(marks) == {(None, None), (other.code, other.direction)}
    (name,) = made.xpath("./p")
    assert name.text_content() == other.name
    assert not made.xpath(f".//*[@lang='{own.code}']")
    assert {label[0].get("lang") for label in made.xpath("./div[2]//label")} == {other.code}


@pytest.mark.parametrize("name", ["Reuters", "رويترز"])
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_isolates_only_where_they_change_something(language: Language, name: str) -> None:
    """A Latin name in an Arabic form, an Arabic one in an English form; no marks of direction."""
    work = replace(PAPER, title=name, container=name)
    made = published([Forms(language, citations(work, language))])
    isolated = {bdi.text for bdi in made.iter("bdi") if not bdi.get("dir")}
    assert isolated == ({name} if name.isascii() == (language.direction == "rtl") else set())
    assert not BIDI.search(made.text_content())
