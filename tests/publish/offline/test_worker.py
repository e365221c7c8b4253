"""The service worker, in a browser, below a base path: what is kept, and that nothing is stale."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab
from website.tools import wait_for

from scripts.i18n.language import Language, read_languages
from scripts.site.app import ICONS, KEPT, assets, look_folder, manifest, service_worker

CODES = [each.code for each in read_languages()]
VISITED = "en/events/river-talks/"
OTHER = "en/events/border-opens/"

CACHES = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    found[name] = (await (await caches.open(name)).keys()).map((request) => request.url);
  }
  return found;
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A new reader's browser."""
    made = browser.new_context()
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext, url: str) -> Tab:
    """A tab in which an entry was opened, and the worker has done its first work."""
    tab = context.new_page()
    tab.goto(url + VISITED)
    wait_for(tab, "navigator.serviceWorker.controller !== null")
    wait_until_kept(tab, url + VISITED)
    return tab


def kept(tab: Tab) -> dict[str, list[str]]:
    """The caches: the addresses in each, by name."""
    found = tab.evaluate(CACHES)
    assert isinstance(found, dict)
    return found


def wait_until_kept(tab: Tab, address: str) -> None:
    wait_for(tab, "async (address) => Boolean(await caches.match(address))", address)


def status(tab: Tab, address: str) -> int:
    """Open a page; the status of the answer."""
    answer = tab.goto(address)
    assert answer is not None
    return answer.status


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first `old` in a text."""
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def assert_kept(tab: Tab, context: BrowserContext, address: str) -> None:
    """A page is shown with its look, and again without the network."""
    tab.goto(address)
    assert has_look(tab)
    wait_until_kept(tab, address)
    context.set_offline(offline=True)
    tab.goto(address)
    assert has_look(tab)


def has_look(tab: Tab) -> bool:
    """Whether both stylesheets are there: the theme's makes the header a row, ours lets it wrap."""
    style = "e => `${getComputedStyle(e).display} ${getComputedStyle(e).flexWrap}`"
    return bool(tab.locator(".md-header__inner").evaluate(style) == "flex wrap")


def test_what_was_opened_is_there_offline(tab: Tab, context: BrowserContext, url: str) -> None:
    """Also the first page, which was opened before there was a worker; with its stylesheet."""
    title = tab.title()
    tab.goto(url + OTHER)
    wait_until_kept(tab, url + OTHER)
    context.set_offline(offline=True)
    for path in (VISITED, OTHER, VISITED.rstrip("/"), f"{VISITED}index.html", f"{VISITED}#x"):
        answer = tab.goto(url + path)
        assert answer is None or answer.ok
        assert has_look(tab)
    assert tab.title() == title


@pytest.mark.parametrize("code", CODES)
def test_the_timeline_is_there_in_every_language(
    tab: Tab, context: BrowserContext, url: str, code: str
) -> None:
    """Though it was never opened, and with its filters."""
    context.set_offline(offline=True)
    tab.goto(f"{url}{code}/timeline/?kind=event")
    assert tab.locator("html").get_attribute("lang") == code
    assert tab.locator("main li > .when:visible").count() > 0
    assert has_look(tab)


def test_what_was_not_opened_gives_the_notice(
    tab: Tab, context: BrowserContext, url: str, languages: tuple[Language, ...]
) -> None:
    """At its own address, in every language; with the network back, trying again shows the page."""
    context.set_offline(offline=True)
    assert status(tab, url + OTHER) == 503
    assert tab.url == url + OTHER
    for language in languages:
        section = tab.locator(f"section[lang={language.code}]")
        assert section.locator("h1").inner_text() == language.word("offline.title")
    context.set_offline(offline=False)
    tab.get_by_text(languages[-1].word("offline.again")).click()
    tab.locator(".md-header").wait_for()


def test_a_change_is_shown_at_once(tab: Tab, served: Path, url: str) -> None:
    """While there is a network, no page comes from what is kept."""
    edit(served / "base" / VISITED / "index.html", "<h1", '<h1 data-new="yes"')
    tab.goto(url + VISITED)
    assert tab.locator("h1[data-new]").count() == 1


def test_a_page_that_is_gone_is_gone(
    tab: Tab, context: BrowserContext, served: Path, url: str
) -> None:
    """Not only online: what the host has withdrawn is not shown from memory."""
    folder = served / "base" / VISITED
    folder.rename(folder.with_name("elsewhere"))
    assert status(tab, url + VISITED) == 404
    context.set_offline(offline=True)
    assert status(tab, url + VISITED) == 503


def test_a_page_with_another_look_gets_it(tab: Tab, served: Path, url: str) -> None:
    """After a release the first page asks for a stylesheet that the old worker does not have."""
    folder = served / "base" / look_folder()
    another = shutil.copytree(folder, folder.with_name("0123456789abcdef"))
    with (another / "timeline.css").open("a", encoding="utf-8") as file:
        file.write("h1 { opacity: 0.5 }")
    opacity = "e => getComputedStyle(e).opacity"
    tab.goto(url + VISITED)
    assert tab.locator("h1").evaluate(opacity) == "1"
    page = served / "base" / VISITED / "index.html"
    page.write_text(page.read_text("utf-8").replace(folder.name, another.name), "utf-8")
    tab.goto(url + VISITED)
    assert tab.locator("h1").evaluate(opacity) == "0.5"


def test_a_page_whose_look_is_gone_gets_the_workers(
    tab: Tab, context: BrowserContext, served: Path, url: str
) -> None:
    """A page that was kept since another release, whose folder the host has no more."""
    page = served / "base" / OTHER / "index.html"
    name = look_folder().partition("/")[2]
    page.write_text(page.read_text("utf-8").replace(name, "0123456789abcdef"), "utf-8")
    assert_kept(tab, context, url + OTHER)


def test_a_new_worker_clears_up_after_the_old_one(tab: Tab, served: Path, url: str) -> None:
    """Its own old cache goes; the pages stay; other sites of the host keep theirs."""
    before = kept(tab)
    assert sum("assets" in name for name in before) == 1
    tab.evaluate("caches.open('of another site')")
    worker = served / "base" / "service-worker.js"
    version = build_of(worker.read_text("utf-8"))["version"]
    worker.write_text(worker.read_text("utf-8").replace(version, "another"), "utf-8")
    tab.evaluate("navigator.serviceWorker.ready.then((each) => each.update())")
    old = next(name for name in before if "assets" in name)
    wait_for(tab, "async (name) => !(await caches.has(name))", old)
    after = kept(tab)
    assert "of another site" in after
    assert len(after) == 3
    pages = next(name for name in before if name.endswith("pages"))
    assert set(before[pages]) <= set(after[pages])
    assert all(url in name for name in before)


def build_of(worker: str) -> dict[str, Any]:
    """What a worker knows of the site."""
    return dict(json.loads(worker.partition(" = ")[2].partition(";\n")[0]))


def test_the_worker_is_no_part_of_what_it_keeps(languages: tuple[Language, ...]) -> None:
    """It depends on the look, on the theme and on the kept pages, and on nothing else."""
    assert "service-worker.js" not in assets()
    assert {"timeline.css", "root.css", "site.js", "offline.js"} <= set(assets())
    paths = [f"{look_folder()}/site.js", "ar/assets/stylesheets/main.57a0d79d.min.css"]
    made = service_worker(paths, languages, ["one", "two"])
    assert made == service_worker(paths, languages, ["one", "two"])
    others = [
        service_worker([f"{look_folder()}/site.js", "ar/x.57a0d79e.min.css"], languages, ["one"]),
        service_worker(paths, languages, ["one", "three"]),
    ]
    assert len({made, *others}) == 3
    known = build_of(made.decode())
    assert known["assets"] == paths
    assert f"{{site}}{look_folder()}/root.css" in known["notice"]
    assert known["pages"] == [f"{code}/{page}" for code in CODES for page in KEPT]


def test_the_theme_is_kept_once(tab: Tab, context: BrowserContext, served: Path, url: str) -> None:
    """Its files are the same in every language, and stand for those of another release."""
    (cache,) = (addresses for name, addresses in kept(tab).items() if "assets" in name)
    themes = [address for address in cache if "/assets/" in address]
    assert len(themes) == 3
    page = served / "base" / OTHER / "index.html"
    text = re.sub(r"(?<=\.)\w{8}(?=\.min\.)", "01234567", page.read_text("utf-8"))
    page.write_text(text, "utf-8")
    assert_kept(tab, context, url + OTHER)
    tab.goto(f"{url}ar/timeline/")
    assert has_look(tab)


def test_the_site_is_an_app(context: BrowserContext, url: str, served: Path) -> None:
    """One an each language; Chromium finds nothing wrong; the pictures are of the size they say."""
    tab = context.new_page()
    for code in CODES:
        tab.goto(f"{url}{code}/")
        answer = context.new_cdp_session(tab).send("Page.getAppManifest")
        assert answer["url"] == f"{url}{code}/manifest.webmanifest"
        assert answer["errors"] == []
        given = json.loads(answer["data"])
        assert urljoin(answer["url"], given["start_url"]) == f"{url}{code}/"
        assert urljoin(answer["url"], given["scope"]) == url
        for icon in given["icons"]:
            file = served / "base" / urljoin(answer["url"], icon["src"]).removeprefix(url)
            if icon["type"] == "image/png":
                width, height = Image.open(io.BytesIO(file.read_bytes())).size
                assert icon["sizes"] == f"{width}x{height}"
            else:
                assert file.is_file()


def test_the_manifest_is_in_the_language(language: Language) -> None:
    given = json.loads(manifest(language))
    assert (given["lang"], given["dir"]) == (language.code, language.direction)
    assert given["name"] == language.word("home.title")
    assert len(given["short_name"]) <= 12
    assert [icon["sizes"] for icon in given["icons"]] == ["any", *(f"{n}x{n}" for n in ICONS)]
