"""What a page costs a reader who comes for the first time, in the bytes that go over the line."""

from __future__ import annotations

import gzip
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree, rmtree
from urllib.parse import urlsplit

import pytest
from conftest import Sweep
from playwright.sync_api import Browser, Response, expect
from playwright.sync_api import Page as Tab

from bench import reader
from scripts.publish.mkdocs import PUBLISHERS, theme_files
from scripts.publish.search import FOLDER, make_index
from scripts.site.app import look_folder

from .tools import CODES, Site, serving

MOST_OF_THE_LONGEST = 105_000
"""Bytes of the longest entry with all that it loads, compressed as hosts compress."""

MOST_OF_AN_ENTRY = 85_000
"""The same of an entry of middling length."""

FRAME_OF_THE_TIMELINE, IN_THE_TIMELINE, MOST_OF_THE_TIMELINE = 85_000, 500, 200_000
"""The same of the timeline without entries, of each entry in it, and of the whole."""

MOST_OF_CHANGES = 200_000
"""Bytes of the HTML of a page of changes."""

MOST_OF_A_SEARCH = 340_000
"""The same of what a search in ENTRIES entries loads until it shows its first results."""

ENTRIES = 10_000

IN_FIELDS = {"summary": 0.7, "named": 0.15, "words": 1.0}
"""In how many of the entries a common word stands in a field."""

COMPRESSED = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
"""What hosts compress, by the beginning of its type."""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A browser that has never been here.

    What the service worker fetches for later, once the page is there, is not what the page costs.
    """
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def visit(tab: Tab, address: str) -> dict[str, int]:
    """What the page at `address` loads, with the compressed size of each."""
    return loaded(tab, lambda: tab.goto(address, wait_until="networkidle"))


def loaded(tab: Tab, act: Callable[[], object]) -> dict[str, int]:
    """What the tab loads while `act` runs, with the compressed size of each."""
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        answers.append(answer)

    tab.on("response", hear)
    act()
    tab.remove_listener("response", hear)
    sizes = {}
    for answer in answers:
        body = answer.body()
        if answer.headers["content-type"].startswith(COMPRESSED):
            body = gzip.compress(body, 6)
        sizes[answer.url] = len(body)
    return sizes


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["entry", "timeline"])
def test_a_first_visit_is_light(tab: Tab, site: Site, url: str, kind: str, code: str) -> None:
    pages = [each for each in site.one_of_a_kind if (each.kind, each.code) == (kind, code)]
    assert len(pages) == 1
    sizes = visit(tab, url + pages[0].path)
    assert {urlsplit(each).netloc for each in sizes} == {urlsplit(url).netloc}
    assert {urlsplit(each).path.rpartition(".")[2] for each in sizes} >= {"css", "js"}
    most = MOST_OF_THE_LONGEST
    if kind == "timeline":
        entries = sum((each.kind, each.code) == ("entry", code) for each in site.pages)
        most = min(FRAME_OF_THE_TIMELINE + IN_THE_TIMELINE * entries, MOST_OF_THE_TIMELINE)
    assert sum(sizes.values()) <= most, sizes


@pytest.mark.parametrize("code", CODES)
def test_an_entry_is_light(tab: Tab, site: Site, url: str, code: str) -> None:
    entries = [each for each in site.pages if (each.kind, each.code) == ("entry", code)]
    middle = sorted(entries, key=lambda each: each.file.stat().st_size)[len(entries) // 2]
    assert sum(visit(tab, url + middle.path).values()) <= MOST_OF_AN_ENTRY


def test_a_page_of_changes_is_light(site: Site) -> None:
    """The largest are full: all records came on one day."""
    sizes = [each.file.stat().st_size for each in site.pages if each.kind == "changes"]
    assert len(sizes) > 6
    assert max(sizes) <= MOST_OF_CHANGES


@pytest.fixture(scope="module")
def entries(sweep: Sweep) -> int:
    """How many entries the index has: a tenth without `--sweep`."""
    return ENTRIES if sweep.whole else ENTRIES // 10


@pytest.fixture(scope="module")
def crowd(
    small_site: Site, entries: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the small site with the search index of a site with very many pages.

    Each entry has the year 1994 as often and in as many places as a synthetic one has a common
    word. One page in six is not an entry.
    """
    root = tmp_path_factory.mktemp("crowd")
    site = copytree(small_site.root, root / "site", copy_function=os.link)
    for code in CODES:
        for number in range(entries * 6 // 5):
            text = crowded(code, number, is_entry=number < entries)
            put(root / "pages" / code / f"events/{number}/index.html", text)
    make_index(root / "pages", CODES)
    rmtree(site / FOLDER)
    (root / "pages" / FOLDER).rename(site / FOLDER)
    with serving(site) as address:
        yield address


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")


def crowded(code: str, number: int, *, is_entry: bool) -> str:
    """One of the pages of the crowd."""
    chance = random.Random(f"{code} {number}")  # noqa: S311  (words by chance)
    words = [f"{word:x}" for word in chance.choices(range(0x1000, 0x1400), k=140)]
    fields = {name: [*words[:30]] for name in IN_FIELDS}
    page = " data-pagefind-filter='kind:page'"
    if is_entry:
        page = f" data-pagefind-sort='date:19{number % 90 + 10}-01-01'"
        for place in chance.sample(range(len(words)), chance.randint(2, 7)):
            words[place] = "1994"
        for name, part in IN_FIELDS.items():
            if chance.random() < part:
                fields[name][chance.randrange(30)] = "1994"
    metadata = "".join(
        f"<p data-pagefind-ignore data-pagefind-meta='{name}'>{' '.join(each)}</p>"
        for name, each in fields.items()
    )
    return (
        f"<html lang='{code}'><main data-pagefind-body><h1>{number}</h1>"
        f"<p{page}>{' '.join(words)}</p>{metadata}</main></html>"
    )


@pytest.mark.parametrize("code", CODES)
def test_a_search_of_very_many_is_light(tab: Tab, crowd: str, entries: int, code: str) -> None:
    """From opening the search until its first results are there."""
    tab.goto(f"{crowd}{code}/about/", wait_until="networkidle")
    results = tab.locator("dialog.search ol[aria-busy=false] li > a")

    def search() -> None:
        tab.keyboard.press("/")
        tab.locator("dialog.search input").fill("1994")
        expect(results).to_have_count(8)

    sizes = loaded(tab, search)
    assert f"{entries}" in (tab.locator("dialog.search output").text_content() or "")
    ends = Counter(urlsplit(each).path.rpartition(".")[2] for each in sizes)
    assert (ends["pf_meta"], ends["pf_index"], ends["pf_fragment"]) == (1, 1, 8)
    assert sum(sizes.values()) <= MOST_OF_A_SEARCH, sizes


def test_what_readers_wait_for_is_measured(
    small_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The benchmark of a site brings figures that can be true."""
    monkeypatch.setattr(reader, "TIMES", 1)
    words = {"ar": ("جسر", "نهر"), "en": ("bridge", "river")}
    # It has a browser of its own, for which there must be none in its thread.
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(reader.measure, small_site.root, words).result()
    assert found
    assert found.first > 0
    assert found.filter > 0
    assert found.task == 0 or found.task >= 50
    assert 100_000 < found.word <= found.words < MOST_OF_A_SEARCH


def test_nothing_of_the_theme_is_shipped_that_no_page_uses(site: Site) -> None:
    """No source map, no language of its own search, no script or style but those of the look."""
    names = [path.relative_to(site.root).as_posix() for path in site.root.rglob("*.*")]
    scripts = {name for name in names if name.endswith((".js", ".css", ".map", ".mjs"))}
    ours = {name for name in scripts if name.startswith(f"{look_folder()}/")}
    search = {"pagefind/pagefind.js", "pagefind/pagefind-worker.js"}
    theme = {f"{code}/{path}" for code in CODES for path in theme_files(PUBLISHERS["mkdocs"])}
    assert scripts - ours == {"service-worker.js", *search, *theme}
    asked = {
        urlsplit(each).path.rpartition("/")[2]
        for page in site.pages
        for each in page.values("//script/@src | //link[@rel='stylesheet']/@href")
    }
    # The search comes when it is asked for; modules import others; the form has its own.
    named = {each.rpartition("/")[2] for each in (*ours, *theme) if "/form/" not in each}
    assert named - {"search.js", "evidence.js"} == asked - {"main.js"}
