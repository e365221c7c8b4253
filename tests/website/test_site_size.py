"""What a page costs a reader who comes for the first time, in the bytes that go over the line."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response, expect
from playwright.sync_api import Page as Tab

from scripts.offline import look_folder

from .tools import CODES, Site

MOST = {"entry": 75_000, "timeline": 110_000}
"""Bytes of the longest page of a kind with all that it loads, compressed as hosts compress."""

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
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        answers.append(answer)

    tab.on("response", hear)
    tab.goto(address, wait_until="networkidle")
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
