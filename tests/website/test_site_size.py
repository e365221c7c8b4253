"""What a page costs a reader who comes for the first time, in the bytes that go over the line."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response, expect
from playwright.sync_api import Page as Tab

from bench import reader
from scripts.exports.pwa import look_folder
from scripts.publish.search import indexing, pagefind
from scripts.publish.search.index import FOLDER
from scripts.publish.search.shelves import FIELDS, Page, Shelf, run_of
from scripts.publish.write import write_file

from .tools import CODES, Site, serving

MOST = {"entry": 75_000, "timeline": 110_000}
"""Bytes of the longest page of a kind with all that it loads, compressed as hosts compress."""

MOST_OF_A_SEARCH = 300_000
"""The same of what a search in ENTRIES entries loads until it shows its first results."""

ENTRIES, PAGES = 10_000, 12_000

IN_FIELDS = {"summary": 0.7, "title": 0.2, "named": 0.15, "words": 1.0}
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
@pytest.mark.parametrize("kind", MOST)
def test_a_first_visit_is_light(tab: Tab, site: Site, url: str, kind: str, code: str) -> None:
    pages = [each for each in site.one_of_a_kind if (each.kind, each.code) == (kind, code)]
    assert len(pages) == 1
    sizes = visit(tab, url + pages[0].path)
    assert {urlsplit(each).netloc for each in sizes} == {urlsplit(url).netloc}
    assert {urlsplit(each).path.rpartition(".")[2] for each in sizes} >= {"css", "js"}
    assert sum(sizes.values()) <= MOST[kind], sizes


def test_the_search_comes_when_it_is_opened(tab: Tab, url: str) -> None:
    sizes = visit(tab, f"{url}ar/")
    assert not [each for each in sizes if "pagefind" in each or "folding" in each]
    with tab.expect_response("**/pagefind/pagefind.js"):
        tab.locator("button.search").click()
    expect(tab.locator("dialog.search")).to_be_visible()


@pytest.fixture(scope="module")
def crowd(small_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site with a search index of very many pages.

    Each entry has the year 1994 as often and in as many places as a synthetic one has a common
    word, and a number of its own. Whatever is found is shown as the same entry.
    """
    root = tmp_path_factory.mktemp("crowd")
    site = copytree(small_site.root, root / "site", copy_function=os.link)
    for code in CODES:
        place, to = root / code, site / FOLDER
        place.mkdir()
        shelf = crowded(code)
        fragments = pagefind.read(next(to.glob(f"pagefind.{code}_*.pf_meta")))[1]
        any_entry = max(
            (to / "fragment" / f"{name}.pf_fragment" for name, _ in fragments), key=size
        )
        for page in shelf.pages:
            os.link(any_entry, place / page.fragment)
        entry = pagefind.entry(to)
        entry["languages"][code] |= indexing.join(code, {place: shelf}, to)
        write_file(to / pagefind.ENTRY, json.dumps(entry).encode())
    with serving(site) as address:
        yield address


def size(file: Path) -> int:
    return file.stat().st_size


def crowded(code: str) -> Shelf:
    """So many pages, those of entries first."""
    chance = random.Random(code)  # noqa: S311  (numbers by chance)
    digests = [hashlib.sha256(f"{code} {number}".encode()).hexdigest() for number in range(PAGES)]
    pages = [Page(digest, chance.randint(90, 320), "", "") for digest in digests]
    fields = {name: number for number, name in enumerate(FIELDS)}
    common = []
    for page in pages[:ENTRIES]:
        places = sorted(chance.sample(range(page.words), chance.randint(2, 7)))
        apart = [place - before for before, place in pairwise([0, *places])]
        told = [name for name, part in IN_FIELDS.items() if chance.random() < part]
        beside = [number for name in told for number in (-1 - fields[name], chance.randint(0, 40))]
        common.append([1, [-25, *apart], beside])
    common[0][0] = 0
    words = {"1994": common}
    for number in range(ENTRIES):
        words[f"{number + 2_000_000}"] = [[number, [-25, 3], [-1 - fields["words"], 2]]]
    return Shelf(
        pages,
        {word: (run_of(found, range(len(FIELDS))), {}) for word, found in words.items()},
        {"kind": {"page": [*range(ENTRIES, PAGES)]}},
    )


@pytest.mark.parametrize("code", CODES)
def test_a_search_of_very_many_is_light(tab: Tab, crowd: str, code: str) -> None:
    """From opening the search until its first results are there."""
    tab.goto(f"{crowd}{code}/about/", wait_until="networkidle")
    results = tab.locator("dialog.search ol[aria-busy=false] a")

    def search() -> None:
        tab.keyboard.press("/")
        tab.locator("dialog.search input").fill("1994")
        expect(results).to_have_count(8)

    sizes = loaded(tab, search)
    assert f"{ENTRIES}" in (tab.locator("dialog.search output").text_content() or "")
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
    assert scripts - ours == {"service-worker.js", *search}
    asked = {
        urlsplit(each).path.rpartition("/")[2]
        for page in site.pages
        for each in page.values("//script/@src | //link[@rel='stylesheet']/@href")
    }
    assert {name.rpartition("/")[2] for name in ours if "/form/" not in name} == asked - {"main.js"}
