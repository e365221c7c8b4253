"""A site of records that nobody checked: their texts are text, and no script of theirs runs.

The layers of defence, each with the ones before it switched off.  Files, YAML, characters and
models are off in `hostile_site`: what is left are the escape of the pages and the policy that
stands in each.  Then either of these is off as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from conftest import Sweep
from playwright.sync_api import Browser, BrowserContext, Request, Route
from playwright.sync_api import Page as Tab
from website.tools import CODES, Page, Site, told

from .payloads import SCRIPTS, TEXTS

WATCH = """
window.hits = 0;
window.hit = () => { window.hits += 1; };
window.broken = [];
addEventListener("securitypolicyviolation", (event) => {
  window.broken.push(event.effectiveDirective + " " + event.blockedURI);
});
"""
"""Put before everything else in each page: what to call, and who hears of it."""

SHOWN = """() => ({
  hits: window.hits,
  broken: window.broken,
  title: document.title,
  ways: [...document.querySelectorAll("[href], [src], [action], [formaction]")].flatMap((each) =>
    ["href", "src", "action", "formaction"].filter((name) => each.hasAttribute(name)).map(
      (name) => new URL(each.getAttribute(name), location).protocol)),
  texts: [...document.querySelectorAll("h1, .lead, .claim")].map((element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach((each) => each.remove());
    return copy.textContent.replace(/[\\n\\r ]+/g, " ").trim();
  }),
})"""


@dataclass
class Heard:
    """What a browser has said of all pages that were opened in it."""

    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@contextmanager
def reading(browser: Browser, *, policy: bool) -> Iterator[tuple[Tab, Heard]]:
    """A tab in which pages are watched; with `policy` off the browser does not obey it."""
    context: BrowserContext = browser.new_context(bypass_csp=not policy, service_workers="block")
    context.add_init_script(WATCH)
    tab, heard = context.new_page(), Heard()

    def dismiss(dialog: object) -> None:
        heard.dialogs.append(str(dialog))
        dialog.dismiss()  # type: ignore[attr-defined]

    def failed(request: Request) -> None:
        # What the policy refuses is never sent.
        if request.failure != "csp":
            heard.hosts.add(urlsplit(request.url).netloc)

    tab.on("dialog", dismiss)
    tab.on("pageerror", lambda error: heard.errors.append(str(error)))
    tab.on("requestfinished", lambda request: heard.hosts.add(urlsplit(request.url).netloc))
    tab.on("requestfailed", failed)
    yield tab, heard
    context.close()


def answering(body: str) -> Callable[[Route], None]:
    """What answers a request with this page."""
    return lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")


def folded(text: str) -> str:
    """`text` as a page has it: white space folded as Python does it, no NUL."""
    return " ".join(ISOLATES.sub("", text).split()).replace("\0", "\ufffd")


ISOLATES = re.compile("[\u2066\u2069]")
"""What the pages turn into elements, whoever has written it."""

ENTRY = re.compile(r"(?P<code>ar|en)/events/hostile-(?P<number>[0-9]{3})/")


def opened(site: Site, sweep: Sweep, *, policy: bool) -> list[Page]:
    """Which pages are opened with the policy, and which without: those of entries are halved.

    Every text has a page of its own in one language or the other. Of the other pages some have all
    texts: without the policy one of each kind is opened, with it all of them in one language.
    Without `--sweep` one in four of the texts is looked at, and of the others one of each kind.
    """
    kinds = {page.path for page in site.one_of_a_kind}
    found = []
    for page in site.pages:
        if entry := ENTRY.fullmatch(page.path):
            if int(entry["number"]) % 8 > 1 and not sweep.whole:
                continue
            even = int(entry["number"]) % 2 == 0
            if even == policy and (entry["code"] == "en") == (int(entry["number"]) % 4 < 2):
                found.append(page)
        elif page.path in kinds or (sweep.whole and policy and page.code == "en"):
            found.append(page)
    return found


CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
"""What `escape` replaces."""


@pytest.mark.parametrize("policy", [True, False], ids=["whole", "without the policy"])
def test_no_script_of_a_record_runs(
    hostile_site: Site, hostile_url: str, browser: Browser, sweep: Sweep, *, policy: bool
) -> None:
    """In every page: nothing has run, nothing was refused, no other host was asked."""
    wrong: dict[str, object] = {}
    host = urlsplit(hostile_url).netloc
    pages = opened(hostile_site, sweep, policy=policy)
    with reading(browser, policy=policy) as (tab, heard):
        for page in pages:
            tab.goto(hostile_url + page.path, wait_until="domcontentloaded")
            found = tab.evaluate(SHOWN)
            ways = {way for way in found["ways"] if way not in {"http:", "https:"}}
            if found["hits"] or found["broken"] or ways:
                wrong[page.path] = (found["hits"], found["broken"], ways)
            entry = ENTRY.fullmatch(page.path)
            texts = {ISOLATES.sub("", text) for text in found["texts"]}
            # Control characters cannot be seen; a replacement stands for them.
            if entry and texts != {CONTROL.sub("\ufffd", folded(TEXTS[int(entry["number"])]))}:
                wrong[page.path] = texts
    assert len(pages) > len(TEXTS) / (2 if sweep.whole else 8)
    assert not wrong, told(wrong)
    assert heard == Heard(hosts={host})


def test_the_policy_stops_what_the_escape_lets_through(
    hostile_site: Site, hostile_url: str, browser: Browser
) -> None:
    """With texts in a page as they are: they do what HTML does, and no script of theirs runs."""
    page = hostile_site.page("en/events/hostile-000/")
    whole = page.file.read_text("utf-8")
    raw = "\n".join(f"<div class='raw'>{text}</div>" for text in SCRIPTS)
    hurt = {at: whole.replace(at, f"{raw}{at}", 1) for at in ("</main>", "</head>", "<title>")}
    for at, text in hurt.items():
        assert text != whole, at
        with reading(browser, policy=True) as (tab, heard):
            tab.route(hostile_url + page.path, answering(text))
            tab.goto(hostile_url + page.path, wait_until="domcontentloaded")
            for link in tab.locator("a[href^='javascript:']").all():
                link.dispatch_event("click")
            found = tab.evaluate(SHOWN)
            assert found["hits"] == 0, at
            assert found["broken"], at
            assert heard.dialogs == []
            assert heard.hosts == {urlsplit(hostile_url).netloc}


def test_the_watch_does_hear(hostile_site: Site, hostile_url: str, browser: Browser) -> None:
    """Without both, the same texts do run: what the tests above call nothing is something."""
    page = hostile_site.page("en/events/hostile-000/")
    raw = "".join(SCRIPTS)
    text = page.file.read_text("utf-8").replace("</main>", f"{raw}</main>", 1)
    with reading(browser, policy=False) as (tab, heard):
        tab.route("**evil.example**", lambda route: route.abort())
        tab.route(
            hostile_url + page.path,
            lambda route: route.fulfill(body=text, content_type="text/html"),
        )
        tab.goto(hostile_url + page.path)
        assert tab.evaluate(SHOWN)["hits"] > 0
        assert "evil.example" in heard.hosts


def test_every_page_has_no_more_than_its_template(hostile_site: Site) -> None:
    """No element, attribute or address that could do something stands in any page, read as HTML."""
    odd = (
        "//@*[starts-with(name(), 'on')] | //@style | //@srcdoc | //base | //iframe | //object"
        " | //embed | //style | //img[not(starts-with(@src, '../'))] | //video | //audio"
        " | //meta[@http-equiv][not(@http-equiv='Content-Security-Policy')]"
        " | //script[not(@src)][not(@type='application/ld+json' or @type='application/json')]"
        " | //*[@id='__config'][not(self::script)] | (//*[@id='__config'])[2] | //form[@action]"
    )
    wrong = {
        page.path: found
        for page in hostile_site.pages
        if (found := page.document.xpath(odd)) or not page.all("//meta[@http-equiv]")
    }
    assert not wrong, told(wrong)
    assert {page.code for page in hostile_site.pages} == {"", *CODES}
