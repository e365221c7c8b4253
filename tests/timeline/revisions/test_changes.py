"""The list of changes and its feeds: a withdrawal, a new date, a merge, and what is none."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import feedparser
import pytest
from publishing import converted

from scripts.exports.change_feeds import change_feeds
from scripts.i18n.language import Language
from scripts.pages import change_pages
from scripts.pages.change_pages import ChangeRow, ChangeRows
from scripts.pages.citing import Publication
from scripts.pages.kinds import pages
from scripts.pages.page import Page
from scripts.pages.render import Renderer
from scripts.pages.source_views import LinkView
from scripts.timeline import changes as changing
from scripts.timeline.changes import by_page

from .tools import ENTRY, FILE, ID, LANGUAGES, Repository, Site, day, in_the_first_format

EN, AR = LANGUAGES["en"], LANGUAGES["ar"]
REDIRECTS = "timeline/redirects.yml"
SOURCE = "seeds/northern-gazette.yml"

DATED = ENTRY.replace("2010-03", "2010-03-02").replace("northern-gazette", "river-post")
WITHDRAWN = DATED + 'withdrawn:\n  date: "2021-03-03"\n  why: {en: A mistake., ar: خطأ.}\n'


def rows(site: Site, language: Language = EN, most: int = 9) -> list[tuple[int, ChangeRow]]:
    """The newest changes in words, each with its day of the month; the first commit left out."""
    words = ChangeRows(site.stage(language))
    return [(each.day.day, words.row(each)) for each in site.changes[:most] if each.day > day(1)]


def redirect(repository: Repository, because: str, on: int) -> None:
    """Take the entry away, and lead its id to another."""
    (repository.root / FILE).unlink()
    text = (repository.root / REDIRECTS).read_text("utf-8")
    to = "river-ferry" if because == "renamed" else "bridge-fair"
    led = f'{ID}: {{to: {to}, date: "2021-03-{on:02}", because: {because}}}\n'
    repository.write(text + led, REDIRECTS)


def feeds(site: Site) -> dict[str, bytes]:
    languages, uuid = tuple(LANGUAGES.values()), partial(uuid5, NAMESPACE_URL)
    published = Publication(
        "https://example.org/", "1", "", languages, {}, uuid=lambda name: str(uuid(name))
    )
    return change_feeds(site.chronology, published, site.changes)


def atom(files: dict[str, bytes], path: str) -> list[Any]:
    """The items of an Atom feed, in which a reader finds nothing wrong."""
    found = feedparser.parse(files[path])
    assert not found.bozo, found.get("bozo_exception")
    assert UUID(found.feed.id).version == 5
    return list(found.entries)


def test_what_is_listed(repository: Repository) -> None:
    """An entry comes, gets another date and another source, and is withdrawn."""
    first = repository.commit(2, ENTRY)
    second = repository.commit(4, DATED)
    third = repository.commit(5, WITHDRAWN)
    site, to = repository.site(), f"events/{ID}/"
    link = LinkView("The ferry stops", to)
    dated = "Date: March 2010 → 2 March 2010"
    assert rows(site) == [
        (5, ChangeRow("Entry withdrawn", link, ("A mistake.",), None, f"{to}{third}/#changed")),
        (
            4,
            ChangeRow(
                "Entry re-dated",
                link,
                (dated, "Changed: the sources"),
                None,
                f"{to}{second}/#changed",
            ),
        ),
        (2, ChangeRow("Entry added", link)),
    ]
    arabic = [(row.kind, row.told) for _, row in rows(site, AR)]
    assert arabic == [
        ("سُحب مدخل", ("خطأ.",)),
        ("تغير تاريخ مدخل", ("التاريخ: آذار/مارس 2010 ← 2 آذار/مارس 2010", "ما تغير: المصادر")),
        ("أُضيف مدخل", ()),
    ]
    since = site.texts(EN)[first]
    assert "Added: Day" in since
    assert f"]: ../../../events/{ID}/changes.xml" in since


def test_a_change_of_form_is_none(repository: Repository) -> None:
    """Comments, order of keys, the format before the first release; nor what is not committed."""
    repository.commit(2, in_the_first_format(ENTRY))
    repository.commit(3, ENTRY)
    repository.commit(4, f"# A comment.\n{ENTRY}")
    source = (repository.root / SOURCE).read_text("utf-8")
    repository.commit(5, f"{source}# A comment.\n", SOURCE)
    before = repository.site()
    assert [(number, row.kind) for number, row in rows(before)] == [(2, "Entry added")]
    items = atom(feeds(before), f"en/events/{ID}/changes.xml")
    repository.commit(6, f"# Another comment.\n{ENTRY}")
    repository.write(DATED)
    after = repository.site()
    assert rows(after) == rows(before)
    assert [each.id for each in atom(feeds(after), f"en/events/{ID}/changes.xml")] == [
        each.id for each in items
    ]


def test_sources(repository: Repository) -> None:
    """A source has its comparisons on its page, under the day of each."""
    text = (repository.root / SOURCE).read_text("utf-8")
    other = text.replace('"2004-05-18"', '"2004-05-19"').replace("A newspaper of", "A daily of")
    repository.commit(3, other, SOURCE)
    repository.commit(4, other.replace("news", "analysis", 1), SOURCE)
    site, to = repository.site(), "sources/northern-gazette/"
    link, compared = LinkView("The bridge and the river", to), f"{to}#history"
    assert rows(site) == [
        (4, ChangeRow("Source revised", link, ("Changed: Kind of document",), None, compared)),
        (
            3,
            ChangeRow(
                "Source re-dated",
                link,
                ("Date: 18 May 2004 → 19 May 2004", "Changed only in English: Point of view"),
                None,
                compared,
            ),
        ),
    ]
    page = next(each for each in made(site) if each.address == to)
    assert [(when, len(view.changes)) for when, view in page.shows["history"]] == [
        ("4 March 2021", 1),
        ("3 March 2021", 2),
        ("1 March 2021", 0),
    ]
    (section,) = converted(body(page)).xpath("//h2[@id='history']")
    assert section.getnext().text_content().startswith("4 March 2021")


def made(site: Site, language: Language = EN) -> list[Page]:
    return pages(site.chronology, language, site.stage(language).site)


def body(page: Page, language: Language = EN) -> str:
    """The Markdown of a page without its front matter."""
    return Renderer(language).render(page).split("---\n", 2)[2]


def test_merged(repository: Repository) -> None:
    """The list, the feed of each of the two entries, and a citation of the old one say so."""
    first = repository.commit(2, ENTRY)
    redirect(repository, "merged", 8)
    repository.commit(8)
    site = repository.site()
    link, to = LinkView("The ferry stops", f"events/{ID}/"), LinkView("A fair on the bridge")
    assert [(number, row.kind, row.record) for number, row in rows(site)] == [
        (8, "Entry merged", link),
        (2, "Entry added", link),
    ]
    assert rows(site)[0][1].to == replace(to, to="events/bridge-fair/")
    files = feeds(site)
    assert feedparser.parse(files[f"en/events/{ID}/changes.xml"]).feed.title.startswith("The ferry")
    title, told = "Entry merged: The ferry stops", "now in: A fair on the bridge"
    for id_ in (ID, "bridge-fair"):
        newest = atom(files, f"en/events/{id_}/changes.xml")[0]
        assert (newest.title, newest.summary) == (title, told)
        assert newest.link == f"https://example.org/en/events/{ID}/"
        assert newest.updated == "2021-03-08T00:00:00Z"
    assert "On 8 March 2021 this entry was merged" in site.texts(EN)[first]
    # What was merged before the first commit, at an id without a history, is not listed.
    assert all("market-on-the-bridge" not in each.name for each in site.changes)


def test_renamed(repository: Repository) -> None:
    """The file of a new id adds no entry; what it says differently is a revision of the old one."""
    repository.commit(2, ENTRY)
    redirect(repository, "renamed", 8)
    repository.commit(8, ENTRY, "timeline/events/river-ferry.yml")
    assert [(number, row.kind) for number, row in rows(repository.site())] == [
        (8, "Entry moved"),
        (2, "Entry added"),
    ]
    repository.commit(9, DATED, "timeline/events/river-ferry.yml")
    assert next(row.kind for _, row in rows(repository.site())) == "Entry re-dated"


def test_back_and_forth_on_one_day(repository: Repository) -> None:
    """Every item of a feed has an id of its own."""
    for content in (ENTRY, DATED, ENTRY, DATED, ENTRY):
        repository.commit(2, content)
    site = repository.site()
    assert [row.kind for _, row in rows(site)] == ["Entry re-dated"] * 2 + ["Entry added"]
    ids = [each.id for each in atom(feeds(site), "en/changes.xml")]
    assert len(ids) == len({*ids})


def test_feeds(repository: Repository) -> None:
    """Of all, with sources; of a topic, without; of each entry; the same in both formats."""
    repository.commit(2, ENTRY)
    repository.commit(4, DATED)
    source = (repository.root / SOURCE).read_text("utf-8")
    repository.commit(5, source.replace("A newspaper of", "A daily of"), SOURCE)
    site = repository.site()
    files = feeds(site)
    titles = {path: [each.title for each in atom(files, path)] for path in files if "xml" in path}
    changed = ["Entry re-dated: The ferry stops", "Entry added: The ferry stops"]
    assert titles["en/changes.xml"][:3] == ["Source revised: The bridge and the river", *changed]
    assert titles["en/topics/water/changes.xml"][:2] == changed
    assert titles[f"en/events/{ID}/changes.xml"] == changed
    assert titles[f"ar/events/{ID}/changes.xml"][0] == "تغير تاريخ مدخل: توقّف العبّارة"
    ids = {*site.chronology.entries, *site.chronology.redirects}
    assert {f"en/events/{id_}/changes.xml" for id_ in ids} < {*files}
    for path in files:
        if path.endswith(".json"):
            found = json.loads(files[path])
            twin = atom(files, path.removesuffix("json") + "xml")
            assert [each["id"] for each in found["items"]] == [each.id for each in twin]
            assert found["feed_url"] == f"https://example.org/{path}"
    newest = atom(files, "en/changes.xml")[1]
    assert newest.link.endswith("/#changed")
    assert newest.summary == "Date: March 2010 → 2 March 2010 · Changed: the sources"
    added = atom(files, "en/changes.xml")[2]
    assert added.summary == "The ferry between the two states stopped."
    assert "The Northern Gazette, 18 May 2004" in files["en/changes.xml"].decode()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page lists three changes at most."""
    for module in (changing, change_pages):
        monkeypatch.setattr(module, "MOST_CHANGES", 3)


@pytest.mark.usefixtures("few")
def test_a_month_with_many_changes_has_parts(repository: Repository) -> None:
    """Full parts stay as they are when more comes; none is left out; a published one stays."""
    before = by_page(repository.site().changes)
    repository.commit(2, ENTRY)
    site = repository.site()
    after = by_page(site.changes)
    assert sum(after.values(), ()) == (
        *after["2021-03"],
        *(each for key in [*after][1:] for each in after[key]),
    )
    assert sorted(sum(after.values(), ()), key=site.changes.index) == [*site.changes]
    assert max(map(len, after.values())) == 3
    full = [key for key in before if "/" in key]
    assert {key: after[key] for key in full} == {key: before[key] for key in full}
    empty = {"changes/2021-03/99/", "changes/2020-01/"}
    odd = {"changes/2021-13/", "changes/x/", "changes/2021-03/0/", "changes/2021-03/1/2/"}
    kept = replace(site, kept=frozenset({*empty, *odd, "changes/"}))
    for language in LANGUAGES.values():
        found = {each.address: each for each in made(kept, language) if each.template == "changes"}
        assert {*found} == {"changes/", *empty, *(f"changes/{key}/" for key in after)}
        for page in found.values():
            links = converted(body(page, language)).xpath("//li[strong]/a[1]/@href")
            assert len(links) <= 3
        assert language.word("changes.none") in body(found["changes/2020-01/"], language)


def test_every_link_of_the_list_leads_somewhere(repository: Repository) -> None:
    """Pages of entries, sources and revisions, and the places on them."""
    repository.commit(2, ENTRY)
    repository.commit(3, DATED)
    text = (repository.root / SOURCE).read_text("utf-8")
    repository.commit(4, text.replace("A newspaper of", "A daily of"), SOURCE)
    redirect(repository, "merged", 8)
    repository.commit(8)
    site = repository.site()
    for language in LANGUAGES.values():
        there = {each.address: body(each, language) for each in made(site, language)}
        there |= {f"events/{ID}/{name}/": text for name, text in site.texts(language).items()}
        links = [
            link.removeprefix("../")
            for link in converted(there["changes/"]).xpath("//li//a/@href | //p/a/@href")
        ]
        pages_of = [link for link in links if not re.search(r"method|changes\.", link)]
        assert len(pages_of) > 20
        for link in pages_of:
            page, _, anchor = link.partition("#")
            assert page in there, link
            assert f"#{anchor} " in there[page] if anchor else True, link


def test_no_history(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page says that the history is missing; the feeds are there and empty."""
    repository.commit(2, ENTRY)
    monkeypatch.setenv("PATH", "")
    site = repository.site()
    assert site.changes == ()
    page = next(each for each in made(site) if each.address == "changes/")
    assert EN.word("changes.missing") in body(page)
    assert atom(feeds(site), f"en/events/{ID}/changes.xml") == []


def test_hostile_texts(repository: Repository) -> None:
    """What old records say is text in the list and in its feeds."""
    evil = '"\\"><script>alert(1)</script> {{ x }} [a](javascript:b)"'
    old = ENTRY.replace("en: The ferry stops\n", f"en: {evil}\n").replace('"2010-03"', evil)
    repository.commit(2, old)
    repository.commit(3, WITHDRAWN.replace("A mistake.", "A mistake"))
    site = repository.site()
    page = next(each for each in made(site) if each.address == "changes/")
    assert "<script" not in body(page)
    assert not re.search(r"(?<!\\)\]\(javascript", body(page))
    (_, added) = atom(feeds(site), f"en/events/{ID}/changes.xml")
    assert "alert(1)" in added.title
