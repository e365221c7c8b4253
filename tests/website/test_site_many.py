"""Timelines of many entries and of very many: what their pages weigh, and how they are filtered.

The records are those of the benchmark. Only the pages that lists and filters are about are made,
by the real publisher.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from making import located
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from publishing import converted

from bench.records import records as synthetic
from scripts.i18n.language import Language
from scripts.pages import entry_pages
from scripts.pages.facts import FACTS, MOST_ENTRIES, Fact, facts_by_year, facts_json
from scripts.pages.kinds import plans, with_head
from scripts.pages.page import PageContext, SiteContext
from scripts.pages.render import Renderer
from scripts.pages.views import MOST_CARDS
from scripts.publish import mkdocs
from scripts.publish.write import write_file
from scripts.records.load import Located, Records
from scripts.records.model import Entry
from scripts.records.source import Source
from scripts.settings import read_settings
from scripts.site import template_text
from scripts.site.app import look_folder
from scripts.site.files import look_files
from scripts.site.frame import FRAME, frame
from scripts.timeline.model import Chronology, join

from .test_site_size import visit
from .tools import CODES, REPOSITORY, reading, serving, wait_for

MOST_BYTES = 200_000
"""Of a list with all that it loads, compressed as hosts compress."""

BY_HAND = ("overview", "method", "contribute", "about")

ENTRIES = "article li > .when[id], article li.line"
"""The entries of a list, by what has their ids."""

MANY = 1300
"""More than the timeline shows on one page; each topic has more of them than a list has cards."""


@dataclass(frozen=True)
class Crowd:
    """A chronology of many entries, and where the pages of it are served."""

    chronology: Chronology
    url: str

    @property
    def years(self) -> list[str]:
        """The years whose pages are there."""
        return some_years(self.chronology)

    def counted(self, query: str) -> dict[str, int]:
        """How many entries of each year page fit a query of a filter."""
        wanted = parse_qs(query)
        found: dict[str, int] = {}
        for fact in chain(*facts_by_year(self.chronology).values()):
            if all(has(fact, name, values) for name, values in wanted.items()):
                found[fact.year] = found.get(fact.year, 0) + 1
        return found


def has(fact: Fact, name: str, values: list[str]) -> bool:
    """Whether an entry has one of the values that a field asks for."""
    if name in {"from", "to"}:
        year = int(values[0])
        return fact.extent.last >= year if name == "from" else fact.extent.first <= year
    return not set(fact.values[name]).isdisjoint(values)


def crowd_of(count: int, toy: Records) -> Chronology:
    """So many synthetic entries and their sources, with the vocabularies of the toy."""
    context = {"languages": ("ar", "en"), "complete": True}
    entries: list[Located[Any]] = []
    sources: list[Located[Any]] = []
    for family, number, value in synthetic(count, sorted(toy.topics), sorted(toy.actors)):
        kind, model, made = (
            ("source", Source, sources) if family == "sources" else ("entry", Entry, entries)
        )
        id_ = f"{kind}-{number}"
        made.append(located(model.model_validate(value, context=context), id_, f"{id_}.yml"))
    return join(
        replace(toy, entries=tuple(entries), sources=tuple(sources), proposed=(), redirects={})
    )


def publish_lists(chronology: Chronology, tree: Path) -> Path:
    """The site of `chronology` with its timeline, years and lists alone, published in `tree`."""
    for file in (REPOSITORY / "pyproject.toml", *REPOSITORY.glob("mkdocs*.yml")):
        shutil.copy(file, tree)
    without = shutil.ignore_patterns("frame")
    shutil.copytree(REPOSITORY / "docs/theme", tree / "docs/theme", ignore=without)
    settings = read_settings(tree, {})
    wanted: list[str] = []
    for language in settings.languages:
        docs = tree / "docs" / language.code
        context = PageContext(chronology, language, SiteContext())
        renderer = Renderer(language)
        for plan in plans(context):
            if plan.address.partition("/")[0] in LISTS and is_list(plan.address, chronology):
                page = with_head(plan.make(), context)
                write_file(docs / f"{page.address}index.md", renderer.render(page).encode())
                parts = tree / "docs" / FRAME / language.code / page.address / "parts.html"
                write_file(parts, template_text("parts", {**page.parts}))
                wanted.append(mkdocs.page_path(language.code, plan.address))
        for name in BY_HAND:
            (docs / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n# {name}\n", "utf-8")
        facts = template_text("frame", {**frame(settings, language, chronology), "prose": {}})
        write_file(tree / "docs" / FRAME / f"{language.code}.html", facts)
    site = tree / "served" / "site"
    beside = {
        code: {file.name: file.read_bytes() for file in (tree / "docs" / code).glob("*.md")}
        | {f"{name}/index.md": b"---\ntitle: x\n---\n" for name in LISTS}
        for code in settings.codes
    }
    sources = mkdocs.Sources(
        settings,
        lambda path: (tree / mkdocs.markdown(path)).read_bytes(),
        mkdocs.markdown,
        beside,
        look_folder(),
    )
    mkdocs.publish(sources, wanted, site)
    facts_of_all = facts_json(facts_by_year(chronology)).encode()
    theme = mkdocs.theme_files(mkdocs.PUBLISHERS[settings.publisher])
    assets = {f"{code}/{path}": each for code in settings.codes for path, each in theme.items()}
    for path, content in {**look_files(settings), **assets, FACTS: facts_of_all}.items():
        write_file(site / path, content)
    return site


def some_years(chronology: Chronology) -> list[str]:
    """Years whose pages are looked at, one after the other."""
    return list(chronology.years)[40:46]


LISTS = ("timeline", "years", "topics", "differences", "sources")


def is_list(address: str, chronology: Chronology) -> bool:
    """Whether a page is a list that is looked at: of the years some, of the sources the index."""
    family, _, name = address.rstrip("/").partition("/")
    some = {"years": {"", *some_years(chronology)}, "sources": {""}}
    return name in some.get(family, {name})


@pytest.fixture(scope="module")
def made(
    records: Records, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[int], Crowd]]:
    """Makes a crowd of so many entries, and serves it as long as the tests of this file run."""
    with ExitStack() as stack:

        @cache
        def make(count: int) -> Crowd:
            chronology = crowd_of(count, records)
            site = publish_lists(chronology, tmp_path_factory.mktemp("crowd"))
            return Crowd(chronology, stack.enter_context(serving(site)))

        yield make


@pytest.fixture
def few(made: Callable[[int], Crowd]) -> Crowd:
    """As many entries as the timeline shows on one page."""
    return made(MOST_ENTRIES)


@pytest.fixture
def many(made: Callable[[int], Crowd]) -> Crowd:
    """More than that."""
    return made(MANY)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A reader who has never been here, and whose console stays empty."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    opened = context.new_page()
    said: list[str] = []
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert not said


@pytest.mark.parametrize("code", CODES)
def test_all_entries_on_one_page_are_light(tab: Tab, few: Crowd, code: str) -> None:
    """With the facts to filter them by, which no file has to give."""
    sizes = visit(tab, f"{few.url}{code}/timeline/")
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert tab.locator(ENTRIES).count() == MOST_ENTRIES
    assert not [address for address in sizes if address.endswith(FACTS)]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["timeline", "sources", "differences", "topics/water"])
def test_a_list_of_very_many_is_light(tab: Tab, many: Crowd, code: str, name: str) -> None:
    sizes = visit(tab, f"{many.url}{code}/{name}/")
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def tiles(tab: Tab) -> dict[str, str]:
    """The years that the timeline shows, with the words of their counts."""
    found = tab.locator("article .period:visible").evaluate_all(
        "all => all.map((each) => [each.id.slice(1), each.querySelector('em').textContent])"
    )
    return dict(found)


def expect_years(tab: Tab, years: Iterable[str]) -> None:
    """Wait until the timeline shows these years; its script hides them all while it fetches."""
    wanted = list(years)
    expect(tab.locator("article .period:visible")).to_have_count(len(wanted))
    assert list(tiles(tab)) == wanted


@pytest.mark.parametrize("code", CODES)
def test_the_years_count_what_a_filter_leaves(
    tab: Tab, many: Crowd, code: str, languages: tuple[Language, ...]
) -> None:
    """Chosen or opened afresh; the facts are fetched when they are needed, and once."""
    language = next(each for each in languages if each.code == code)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{many.url}{code}/timeline/", wait_until="networkidle")
    assert not [each for each in asked if each.endswith(FACTS)]
    whole = {year: len(ids) for year, ids in many.chronology.years.items()}
    expect_years(tab, whole)
    heights = "all => all.map((each) => each.getBoundingClientRect().height)"
    before = tab.locator(".plot [data-years]").evaluate_all(heights)
    for query in (
        "topic=trade",
        "topic=trade&topic=water&evidence=corroborated",
        "source=source-7&from=1960&to=1992",
    ):
        counted = many.counted(query)
        assert counted
        tab.goto(f"{many.url}{code}/timeline/?{query}", wait_until="networkidle")
        shown = {year: language.word("count.entries", n=n) for year, n in counted.items()}
        expect_years(tab, shown)
        assert tiles(tab) == shown
        words = language.word("filters.count", n=sum(counted.values()))
        expect(tab.locator("details.filters").get_by_role("status")).to_have_text(words)
        assert tab.locator(".plot [data-years]").evaluate_all(heights) != before
    asked.clear()
    tab.locator(".filters [name=topic][value=music]").check()
    tab.locator("[type=reset]").click()
    expect_years(tab, whole)
    assert {year: int(words) for year, words in numbers(tiles(tab)).items()} == whole
    assert not [each for each in asked if each.endswith(FACTS)]


def numbers(words: dict[str, str]) -> dict[str, str]:
    """The numbers in words of counts; those that have none in Arabic are one and two."""
    alone = {"مدخل واحد": "1", "مدخلان": "2"}
    return {year: alone.get(text) or text.split()[0] for year, text in words.items()}


def test_what_is_chosen_goes_along(tab: Tab, many: Crowd) -> None:
    """From the timeline to a year, to the next year, to the other language, and back."""
    query = "topic=trade&actor=ada-northman"
    counted = many.counted(query)
    year, following = next(
        pair for pair in pairwise(many.years) if all(year in counted for year in pair)
    )
    tab.goto(f"{many.url}en/timeline/?{query}")
    tab.locator(f"#y{year} a").click()
    tab.wait_for_url(f"**/en/years/{year}/?{query}")
    cards = tab.locator(ENTRIES).locator("visible=true")
    expect(cards).to_have_count(counted[year])
    expect(tab.locator(".filters [name=actor]")).to_have_value("ada-northman")
    tab.locator("[rel=next]").click()
    tab.wait_for_url(f"**/en/years/{following}/?{query}")
    expect(cards).to_have_count(counted[following])
    tab.locator("nav.languages a").click()
    tab.wait_for_url(f"**/ar/years/{following}/?{query}")
    expect(cards).to_have_count(counted[following])
    tab.locator(".filters [name=topic][value=trade]").uncheck()
    tab.locator(".md-tabs a[href*='timeline/']").click()
    tab.wait_for_url("**/ar/timeline/?actor=ada-northman")
    expect_years(tab, many.counted("actor=ada-northman"))


@pytest.mark.parametrize("reach", ["hover", "focus"])
def test_very_many_choices_come_when_somebody_reaches_for_them(
    tab: Tab, many: Crowd, reach: str
) -> None:
    """With the pointer or the keyboard; then they are those of the page, each once."""
    tab.goto(f"{many.url}en/timeline/")
    field = tab.locator(".filters [name=source]")
    assert field.locator("option").count() == 1
    getattr(field, reach)()
    field.hover()
    field.focus()
    values = field.locator("option").evaluate_all("all => all.map(each => each.value)")
    assert values[0] == ""
    assert sorted(values[1:]) == sorted(many.chronology.by_source)
    field.select_option("source-7")
    tab.wait_for_url("**/en/timeline/?source=source-7")
    expect(tab.locator(".filters output")).to_contain_text(
        f"{sum(many.counted('source=source-7').values())} "
    )


def test_a_value_of_another_year_is_kept(tab: Tab, many: Crowd) -> None:
    """It leaves nothing here, says so, and goes along; what can be no id is no choice."""
    year = many.years[1]
    facts = facts_by_year(many.chronology)[year]
    here = {source for fact in facts for source in fact.values["source"]}
    absent = next(id_ for id_ in many.chronology.by_source if id_ not in here)
    tab.goto(f"{many.url}en/years/{year}/?source={absent}")
    expect(tab.locator(ENTRIES).locator("visible=true")).to_have_count(0)
    expect(tab.locator("p.none")).to_be_visible()
    expect(tab.locator(".filters [name=source]")).to_have_value(absent)
    assert str(tab.locator("[rel=next]").get_attribute("href")).endswith(f"/?source={absent}")
    tab.goto(f"{many.url}en/years/{year}/?source=%3Cimg%3E&actor=NO")
    expect(tab.locator(ENTRIES).locator("visible=true")).to_have_count(
        len(many.chronology.years[year])
    )


def test_without_the_facts_the_links_lead_on(tab: Tab, many: Crowd) -> None:
    """Where they cannot be fetched: every year stays, its link has the choice, and it is said."""
    tab.route(f"**/{FACTS}", lambda route: route.abort())
    tab.goto(f"{many.url}en/timeline/?topic=water", wait_until="networkidle")
    status = tab.locator("details.filters output")
    expect(status).to_have_text(str(status.get_attribute("data-failed")))
    expect_years(tab, many.chronology.years)
    year = many.years[0]
    assert str(tab.locator(f"#y{year} a").get_attribute("href")).endswith("?topic=water")


def test_without_script_every_entry_is_reached(browser: Browser, many: Crowd) -> None:
    """The years from the timeline, the entries from the years; the anchors are the old ones."""
    with reading(browser, java_script_enabled=False) as tab:
        tab.goto(f"{many.url}ar/timeline/")
        expect_years(tab, many.chronology.years)
        expect(tab.locator("details.filters")).to_be_hidden()
        year = many.years[2]
        tab.locator(f"#y{year} a").click()
        tab.wait_for_url(f"**/ar/years/{year}/")
        ids = tab.locator(ENTRIES).evaluate_all("all => all.map(each => each.id)")
        assert ids == list(many.chronology.years[year])


def test_a_long_list_has_a_line_an_entry(tab: Tab, many: Crowd) -> None:
    """By year, in the order of the timeline; each leads to its entry."""
    tab.goto(f"{many.url}en/topics/water/")
    ids = many.chronology.indexes["topics"]["water"]
    assert len(ids) > MOST_CARDS
    lines = tab.locator("article li.line").evaluate_all("all => all.map(each => each.id)")
    assert sorted(lines) == sorted(ids)
    years = tab.locator("article h2").evaluate_all("all => all.map(each => each.id.slice(1))")
    order = [*many.chronology.years]
    assert [*years] == [year for year in order if year in set(years)]
    first = tab.locator("article li.line strong a").first
    assert str(first.get_attribute("href")).endswith(f"/events/{lines[0]}/")


def test_very_many_differences_have_a_line_an_entry(
    many: Crowd, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the points on which the sources part; who holds what stands with the entry."""
    monkeypatch.setattr(entry_pages, "MOST_CARDS", 50)
    chronology = many.chronology
    context = PageContext(chronology, language, SiteContext())
    (plan,) = (each for each in plans(context) if each.address == "differences/")
    page = converted(Renderer(language).body(plan.make(), "../"))
    differing = [each for each in chronology.entries.values() if each.evidence.differences]
    assert len(differing) > 50
    lines = {each.get("id"): each.text_content() for each in page.xpath("//ul/li[@id]")}
    assert set(lines) == {each.id for each in differing}
    for entry in differing:
        assert entry.record.title[language.code] in lines[entry.id]
        assert all(
            each.about[language.code] in lines[entry.id] for each in entry.record.differences
        )


@pytest.mark.parametrize(("code", "width", "scheme"), [("ar", 360, "dark"), ("en", 1280, "light")])
def test_axe_finds_nothing(
    browser: Browser, many: Crowd, code: str, width: int, scheme: Literal["dark", "light"]
) -> None:
    """And nothing is wider than the window."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    tab = context.new_page()
    for name in ("timeline/?topic=water", f"years/{many.years[0]}/", "topics/water/"):
        tab.goto(f"{many.url}{code}/{name}", wait_until="networkidle")
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= width
        # Of what there is very much some is enough; the chart has tests of its own.
        tab.evaluate(
            """() => document.querySelectorAll(`.chart, article > :nth-child(n+12),
              article ul > :nth-child(n+5), .md-nav li:nth-child(n+5), option:nth-child(n+5)`
              ).forEach((each) => each.remove())"""
        )
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(tab, options={"runOnly": {"type": "tag", "values": tags}})
        broken = [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]]
        assert not broken, name
    context.close()


def test_an_address_of_a_year_leads_there(tab: Tab, few: Crowd) -> None:
    """Opened with it or followed to it, though what is on the way is not laid out yet."""
    top = "each => each.getBoundingClientRect().top"
    first, other = list(few.chronology.years)[30], list(few.chronology.years)[80]
    tab.goto(f"{few.url}en/timeline/#y{other}", wait_until="networkidle")
    assert -50 < tab.locator(f"#y{other}").evaluate(top) < 200
    tab.locator(f".md-nav a[href='#y{first}']").evaluate("each => each.click()")
    assert tab.url.endswith(f"#y{first}")
    wait_for(tab, f"() => Math.abs(({top})(document.getElementById('y{first}')) - 75) < 125")
