"""The generated pages: where each stands, where its links lead, that a language words it all."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml.html import HtmlElement
from mkdocs.utils.meta import get_data
from publishing import converted

from scripts.i18n.language import Language
from scripts.pages.kinds import pages
from scripts.pages.page import address_of
from scripts.pages.render import TEMPLATES, Renderer
from scripts.records.load import load
from scripts.timeline.model import Chronology, join

TOY = Path(__file__).parents[1] / "toy"
BY_HAND = {"method/", "about/", "contribute/"}


def rendered(chronology: Chronology, language: Language) -> dict[str, str]:
    """The text of every generated page by its address below the language's root."""
    renderer = Renderer(language)
    return {page.address: renderer.render(page) for page in pages(chronology, language)}


def test_addresses() -> None:
    """A page has the address that the publisher gives it: sitemap and links name it."""
    addresses = {
        "index.md": "",
        "topics/index.md": "topics/",
        "events/press-freedom-index.md": "events/press-freedom-index/",
        "years/199x.md": "years/199x/",
    }
    assert {path: address_of(path) for path in addresses} == addresses


def body(text: str) -> HtmlElement:
    """A page without its front matter, as the publisher reads it."""
    return converted(get_data(text)[0])


def dead_links(made: dict[str, str]) -> list[tuple[str, str]]:
    """The links within the site that lead to no page, or to no id on it."""
    bodies = {address: body(text) for address, text in made.items()}
    places = {address: {"", *each.xpath("//@id")} for address, each in bodies.items()}
    parts = {"", "labels", "whole-entry", "claims", "independence", "limits", "corrections"}
    places |= dict.fromkeys(BY_HAND, parts)
    # The feeds of changes: of all, and beside the page of each topic.
    with_feeds = [
        "",
        *(each for each in made if each.count("/") > 1 and each.startswith("topics/")),
    ]
    places |= {f"{each}changes.{form}/": {""} for each in with_feeds for form in ("json", "xml")}
    dead = []
    for address, each in bodies.items():
        for link in each.xpath("//a/@href"):
            _, host, path, _, fragment = urlsplit(link)
            # `lychee` follows links to other sites and to files of the root on the built site.
            if host or path.count("../") > address.count("/"):
                continue
            joined = posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")
            if fragment not in places.get(f"{joined}/" if joined else "", ()):
                dead.append((address, link))
    return dead


def test_links_lead_somewhere(toy: Chronology, language: Language) -> None:
    """Every link of every page within the site leads to a page, and to a place that it has."""
    made = rendered(toy, language)
    assert sum(len(body(text).xpath("//a")) for text in made.values()) > 200
    assert dead_links(made) == []


def test_links_of_a_withdrawn_entry(
    tmp_path: Path, languages: tuple[Language, ...], language: Language
) -> None:
    """What only a withdrawn entry names has no page, and so no link to it."""
    root = shutil.copytree(TOY, tmp_path / "checkout")
    record = root / "timeline/events/telegram-lost.yml"
    written = record.read_text("utf-8")
    record.write_text(written.replace("[water]", "[water, music]"), "utf-8")
    records, problems = load(root, tuple(each.code for each in languages))
    assert problems == []
    made = rendered(join(records), language)
    assert "topics/music/" not in made
    assert records.topics["music"].record.label[language.code] in made["events/telegram-lost/"]
    assert dead_links(made) == []


def test_passages(toy: Chronology, language: Language) -> None:
    """A link to a passage goes on where the fragment of the source's address ends."""
    page = rendered(toy, language)["events/border-opens/"]
    after_a_fragment, after_none, *_ = body(page).xpath("//a[contains(@href, ':~:')]/@href")
    assert after_a_fragment == (
        "https://gazette.example.org/2004/bridge?part=1&page=2#top"
        ":~:text=in%20that%20winter-,the%20border%20was,opened%20at%20last,-and%20people"
    )
    assert after_none == (
        "https://herald.example.org/%D8%AC%D8%B3%D8%B1"
        "#:~:text=%D9%81%D9%8F%D8%AA%D8%AD%D8%AA%20%D8%A7%D9%84%D8%AD%D8%AF%D9%88%D8%AF"
    )


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        (
            "events/river-talks/",
            "en",
            "to a spokesman of the Ferry Company, through River Agency, then the Harbour Radio",
        ),
        (
            "events/river-talks/",
            "ar",
            "ينسبه إلى متحدث باسم Ferry Company عن طريق وكالة النهر ثم إذاعة الميناء",
        ),
        ("events/river-talks/", "en", "itself a party to the claim"),
        ("events/river-talks/", "ar", "المصدر نفسه طرف في المسألة"),
        ("events/telegram-lost/", "en", "retracted (20 February 2020)"),
        ("events/telegram-lost/", "ar", "سحبه ناشره (20 شباط/فبراير 2020)"),
        ("sources/river-post/", "en", "Its publisher retracted this source on 20 February 2020."),
        ("sources/river-post/", "ar", "سحب الناشر هذا المصدر في 20 شباط/فبراير 2020."),
        ("sources/southern-herald/", "en", "corrected (1 July 2004) The name of the river."),
        ("sources/southern-herald/", "ar", "لا يُقرأ إلا باشتراك (3 كانون الثاني/يناير 2020)"),
        ("sources/river-agency/", "en", "not read; known only through sources that derive from it"),
        ("sources/river-agency/", "ar", "لم يُقرأ، ولا يُعرف إلا مما نقلته مصادر أخرى عنه"),
    ],
)
def test_what_is_said_of_sources(
    place: str, code: str, said: str, toy: Chronology, languages: tuple[Language, ...]
) -> None:
    """Who said it and through whom, who is a party, what became of a source, what nobody read."""
    (language,) = (each for each in languages if each.code == code)
    text = body(rendered(toy, language)[place]).text_content()
    assert said in " ".join(text.split())


def test_a_source_that_is_gone(toy: Chronology, language: Language) -> None:
    """The archived copy is linked first, on the page of the source and where it is cited."""
    made, record = rendered(toy, language), toy.sources["river-post"].record
    links = body(made["sources/river-post/"]).xpath("//li/a[starts-with(@href, 'http')]/@href")
    assert links == [record.archived_url, record.url]
    (link,) = body(made["events/telegram-lost/"]).xpath("//a[starts-with(@href, 'http')]")
    assert link.get("href") == record.archived_url
    assert link.text_content() == language.word("cite.open-archived")
    others = body(made["sources/northern-gazette/"]).xpath("//li/a[@data-originalurl]/@href")
    assert others[0] == toy.sources["northern-gazette"].record.url


def test_what_is_kept_while_pages_are_filled_changes_none(
    toy: Chronology, language: Language
) -> None:
    """Links and lines that stand on many pages are filled once, whichever page comes first."""
    made = pages(toy, language)
    there, back = Renderer(language), Renderer(language)
    texts = [there.render(page) for page in made]
    assert [back.render(page) for page in reversed(made)] == texts[::-1]


def test_templates_have_no_words() -> None:
    """What is said on a page, its commas too, comes from a language file."""
    for file in sorted(TEMPLATES.glob("*.j2")):
        source = file.read_text("utf-8")
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source, flags=re.DOTALL)
        # Lists of attributes, the kinds of admonition, the numbers of items.
        bare = re.sub(r"\{ [^}\n]*\}|^!!! [a-z]+|^[0-9]\.", " ", bare, flags=re.MULTILINE)
        assert not re.search(r"[\w,.;:!?]", bare), file.name
