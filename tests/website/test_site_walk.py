"""A walk through the whole site as it is published: what pages may do, and what they do.

The policy of every page holds, with search, chart, filters, form and offline use, and nothing of
the reader leaves the browser, or stays in it without being told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from conftest import Sweep
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from scripts.i18n.language import Language, read_languages

from .tools import CODES, Site, told, wait_for

LANGUAGES = {each.code: each for each in read_languages()}

AT_ONCE = 8
"""Frames that walk side by side."""

STORED = re.compile(r"language|.+\.__(palette|tabs)|timeline draft .+")
"""What the reader's browser may keep under a name of its own; the about page tells of each."""

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What a page may load: its own files, and the machine code of the search."""

LISTEN = """
addEventListener("securitypolicyviolation", (event) => {
  console.error("refused: " + event.effectiveDirective + " " + event.blockedURI);
});
"""

WALK = """async ([paths, frames]) => {
  const ahead = paths.slice(), found = [];
  async function walk() {
    const frame = document.body.appendChild(document.createElement("iframe"));
    while (ahead.length) {
      const path = ahead.pop();
      await new Promise((done) => { frame.onload = done; frame.src = path; });
      // A page that could be written to from here would have no policy of its own.
      const page = frame.contentDocument;
      found.push([path, page.title, page.cookie]);
    }
  }
  await Promise.all(Array.from({ length: frames }, walk));
  return found;
}"""

KEPT = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((each) => each.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).map((each) => each.scope),
  cookie: document.cookie,
})"""


@dataclass
class Heard:
    """What was heard of a browser: messages of pages, and the hosts that were asked."""

    context: BrowserContext
    messages: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser, in which every refusal of the policy is a message."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    made.add_init_script(LISTEN)
    yield made
    made.close()


@pytest.fixture
def heard(context: BrowserContext) -> Heard:
    """What is heard of that browser from now on."""
    heard = Heard(context)
    context.on("console", lambda message: heard.messages.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: heard.messages.append(f"error: {error.error}"))
    context.on("request", lambda request: heard.hosts.add(urlsplit(request.url).netloc))
    return heard


def test_every_page_has_the_policy(site: Site) -> None:
    """One for all pages, as early as it can be, and none that loosens it."""
    given: dict[str, list[str]] = {}
    for page in site.pages:
        (policy,) = page.values("//meta[@http-equiv='Content-Security-Policy']/@content")
        before = page.values("//meta[@http-equiv]/preceding-sibling::*/@charset")
        assert before == ["utf-8"], page.path
        given.setdefault(policy, []).append(page.path)
    assert len(given) == 1, {policy: paths[:3] for policy, paths in given.items()}
    (policy,) = given
    assert dict(part.strip().split(" ", 1) for part in policy.split(";")) == POLICY


@pytest.mark.parametrize("code", ["", *CODES])
def test_every_page_is_quiet(site: Site, url: str, heard: Heard, sweep: Sweep, code: str) -> None:
    """Nothing is refused, no script fails, no other host is asked, and no cookie is there."""
    # The 404 page looks for its script at two places: test_site_root.py looks at it.
    pages = [page for page in site.pages if page.code == code and page.path != "404.html"]
    pages = sweep.sample(pages, lambda page: (page.code, page.kind), 4)
    tab = heard.context.new_page()
    tab.route(f"{url}walk", lambda route: route.fulfill(body="<!doctype html><title>x</title>"))
    tab.goto(f"{url}walk")
    found = tab.evaluate(WALK, [[url + page.path for page in pages], AT_ONCE])
    assert sorted(path for path, _, _ in found) == sorted(url + page.path for page in pages)
    assert [path for path, title, _ in found if not title] == []
    assert {cookie for _, _, cookie in found} == {""}
    assert not heard.messages, told(heard.messages)
    assert heard.hosts == {urlsplit(url).netloc}
    assert heard.context.cookies() == []
    kept = tab.evaluate(KEPT)
    assert (kept["local"], kept["session"], kept["databases"]) == ([], [], [])


def test_the_walk_does_hear(site: Site, url: str, context: BrowserContext, heard: Heard) -> None:
    """What the test above calls quiet is not so where something is refused."""
    page = next(page for page in site.in_languages if page.kind == "entry")
    body = page.file.read_text("utf-8").replace(
        "</main>", "<p style='color: red'>a<img src='https://elsewhere.example/a.png'></main>", 1
    )
    tab = context.new_page()
    tab.route(url + page.path, lambda route: route.fulfill(body=body, content_type="text/html"))
    tab.route(f"{url}walk", lambda route: route.fulfill(body="<!doctype html><title>x</title>"))
    tab.goto(f"{url}walk")
    tab.evaluate(WALK, [[url + page.path], 1])
    refused = {each for each in heard.messages if each.startswith("error: refused: ")}
    assert refused == {
        "error: refused: style-src-attr inline",
        "error: refused: img-src https://elsewhere.example/a.png",
    }


@pytest.mark.parametrize("code", CODES)
def test_all_that_pages_do_is_quiet(
    url: str, context: BrowserContext, heard: Heard, code: str
) -> None:
    """Search, chart, filters, colours, languages, copying, the form, reading offline."""
    tab = context.new_page()
    tab.goto(f"{url}{code}/timeline/")
    use_search(tab, LANGUAGES[code])
    use_chart_and_filters(tab)
    tab.locator("form[data-md-component=palette] label:visible").click()
    tab.goto(f"{url}{code}/events/defence-agreement/")
    tab.locator(".tabbed-labels label").nth(1).click()
    tab.locator(".tabbed-block button.copy:visible").first.click()
    expect(tab.locator(".md-dialog__inner")).not_to_be_empty()
    tab.locator("nav.languages a").first.click()
    tab.goto(f"{url}{code}/contribute/new/")
    expect(tab.locator(".contribution form")).to_be_visible()
    tab.fill(f"#f-title-{code}", "a")
    expect(tab.locator(f"#f-title-{code}")).to_have_value("a")
    read_offline(tab, context, f"{url}{code}/timeline/")
    kept = tab.evaluate(KEPT)
    names = [re.sub(r".*\.__", "__", name) for name in kept["local"]]
    assert sorted(names) == ["__palette", "__tabs", "language", "timeline draft new"]
    assert all(STORED.fullmatch(name) for name in kept["local"])
    assert (kept["session"], kept["databases"], kept["cookie"]) == ([], [], "")
    assert kept["workers"] == [url]
    names = [name.removeprefix(f"timeline {url} ").split()[0] for name in kept["caches"]]
    assert sorted(names) == ["assets", "pages"]
    assert context.cookies() == []
    assert not heard.messages, told(heard.messages)
    assert heard.hosts == {urlsplit(url).netloc}


def use_search(tab: Tab, language: Language) -> None:
    """Find something, narrow it, close it."""
    tab.keyboard.press("/")
    tab.fill("#search_query", language.word("home.title").split()[-1])
    expect(tab.locator("dialog.search ol.results li").first).to_be_visible()
    topics = tab.locator("dialog.search select").first
    topics.focus()
    expect(topics.locator("option")).not_to_have_count(1)
    topics.select_option(index=1)
    tab.locator("dialog.search button[value=close]").click()


def use_chart_and_filters(tab: Tab) -> None:
    """Press each button of the chart, choose of each filter."""
    for button in tab.locator(".chart-tools button:visible").all():
        button.click()
    tab.locator(".chart .mark").first.focus()
    for box in tab.locator("details.filters select").all():
        box.focus()  # the sources are listed when somebody reaches for them
        box.select_option(index=1)
    tab.locator("details.filters [type=checkbox]").first.check()
    tab.locator("details.filters [type=reset]").click()


def read_offline(tab: Tab, context: BrowserContext, address: str) -> None:
    """Open a page without a network once the worker has it."""
    wait_for(tab, "async (address) => Boolean(await caches.match(address))", address)
    context.set_offline(offline=True)
    answer = tab.goto(address)
    assert answer is not None
    assert answer.from_service_worker
    context.set_offline(offline=False)


@pytest.mark.parametrize("code", CODES)
def test_the_about_page_tells_what_is_kept(site: Site, code: str) -> None:
    """Each thing that the browser keeps is told, under the names that it has there."""
    (section,) = site.page(f"{code}/about/").all("//h2[@id='privacy']/..")
    names = section.xpath(".//h2[@id='privacy']/following-sibling::ul[1]//code/text()")
    assert names == [
        *("language", "….__palette", "….__tabs"),
        *("timeline draft …", "timeline … pages", "timeline … assets"),
    ]
    assert all(STORED.fullmatch(name.replace("…", "x")) for name in names[:4])
