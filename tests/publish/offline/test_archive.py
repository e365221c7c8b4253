"""The archive: whole, the same every time, and readable from a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, expect
from website.tools import files, run

from scripts.i18n.language import read_languages
from scripts.publish.archive import DAY, LEFT_OUT, file_link, offline_archive

ARCHIVE = "data/kazakhstan-israel-timeline.zip"
"""Where the archive stands in the site."""

LANGUAGES = read_languages()
CODES = [each.code for each in LANGUAGES]
PATHS = frozenset({"index.html", "en/index.html", "en/a b/index.html", "ar/index.html", "x.json"})
WEB = "https://example.org/base/en/a%20b/"


def links(file: Path) -> Iterator[str]:
    """Every address in a page that a browser may follow or load."""
    document = html.document_fromstring(file.read_bytes())
    for element in document.iter():
        for name in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            if (value := element.get(name)) is not None:
                yield value


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../", "../index.html"),
        ("../../ar/", "../../ar/index.html"),
        ("../../", "../../index.html"),
        ("./", "index.html"),
        ("../../x.json", "../../x.json"),
        ("../../ar/?topic=a&b=c#top", "../../ar/index.html?topic=a&b=c#top"),
        ("../../en/a%20b/#claims", "index.html#claims"),
        # What says nothing of a folder stays as it is.
        ("#claims", "#claims"),
        ("", ""),
        ("?topic=a", "?topic=a"),
        ("https://example.org/other/", "https://example.org/other/"),
        ("mailto:somebody@example.org", "mailto:somebody@example.org"),
        # What the archive has not is on the web.
        ("../../sitemap.xml", "https://example.org/base/sitemap.xml"),
        ("../../pagefind/pagefind.js", "https://example.org/base/pagefind/pagefind.js"),
        ("/elsewhere/", "https://example.org/elsewhere/"),
        ("../../../../../", "https://example.org/"),
    ],
)
def test_where_a_link_leads(link: str, expected: str) -> None:
    assert file_link(link, "en/a b/index.html", WEB, PATHS) == expected


@given(
    st.lists(st.sampled_from(["..", ".", "ar", "en", "a%20b", "events", "x.json", "index.html"])),
    st.sampled_from(["", "/", "?q=1", "#s"]),
    st.sampled_from(["index.html", "en/index.html", "en/a b/index.html", "en/events/x/index.html"]),
)
def test_a_link_leads_where_it_leads_on_the_web(folders: list[str], end: str, path: str) -> None:
    """To the file that a server would send, by the rules of addresses; the rest is not there."""
    link = "/".join(folders) + end
    address = f"https://example.org/1/2/3/4/{quote(path.removesuffix('index.html'))}"
    wanted = urlsplit(urljoin(address, link))
    found = urlsplit(urljoin(f"file:/1/2/3/4/{quote(path)}", file_link(link, path, address, PATHS)))
    if found.scheme == "file" and link not in {"", end}:
        assert unquote(found.path).removeprefix("/1/2/3/4/") in PATHS
        assert {found.path, found.path.removesuffix("index.html")} & {
            wanted.path,
            f"{wanted.path}/",
        }
    elif found.scheme != "file":
        assert found == wanted
    assert (found.query, found.fragment) == (wanted.query, wanted.fragment)


def test_every_link_leads_to_what_is_there(unpacked: Path) -> None:
    """To a file, and to an anchor in it."""
    wrong = []
    anchors = {
        file.resolve(): set(html.document_fromstring(file.read_bytes()).xpath("//@id"))
        for file in unpacked.rglob("*.html")
    }
    for file in unpacked.rglob("*.html"):
        for link in links(file):
            parts = urlsplit(link)
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file.resolve()
            is_text = not parts.fragment or parts.fragment.startswith(":~:")
            if not parts.scheme and not (
                target.is_file() and (is_text or unquote(parts.fragment) in anchors[target])
            ):
                wrong.append((file.name, link))
    assert wrong == []


def test_it_holds_every_page_and_nothing_that_needs_a_server(built: Path, unpacked: Path) -> None:
    there = files(built)
    kept = {path for path in there if not any(fnmatch(path, each) for each in LEFT_OUT)}
    assert files(unpacked).keys() == kept
    pages = {path for path in kept if path.endswith(".html")}
    revision = re.compile(r"(ar|en)/events/[^/]+/[0-9a-f]{10}/index\.html")
    present = {path for path in there if path.endswith("index.html")}
    assert {path for path in present if not revision.fullmatch(path)} == pages
    text = "".join((unpacked / path).read_text("utf-8") for path in pages)
    assert re.findall(r"search\.js|offline\.js|data-chooser|rel=\"manifest\"", text) == []


def test_scripts_are_no_modules(unpacked: Path) -> None:
    """What a script imports stands in it."""
    scripts = {file.name: file.read_text("utf-8") for file in unpacked.glob("look/*/*.js")}
    module = re.compile("^(import|export) ", re.MULTILINE)
    assert [name for name, text in scripts.items() if module.search(text)] == []
    assert "function evidenceNodes(" in scripts["chart.js"]


def test_each_page_says_what_it_is_and_where_the_present_one_is(unpacked: Path) -> None:
    for code in CODES:
        foot = html.document_fromstring((unpacked / code / "index.html").read_bytes())
        assert foot.xpath("//footer//a/@href")[-1] == f"https://example.org/base/{code}/"


def test_the_data_page_offers_it(built: Path, archive: Path, unpacked: Path) -> None:
    for code in CODES:
        page = html.document_fromstring((built / code / "data" / "index.html").read_bytes())
        [link] = page.xpath("//main//a[contains(@href, '.zip')]")
        target = built / code / "data" / link.get("href")
        assert target.resolve() == archive
        # In the archive it leads to the one on the web.
        copy = html.document_fromstring((unpacked / code / "data" / "index.html").read_bytes())
        [link] = copy.xpath("//main//a[contains(@href, '.zip')]")
        assert link.get("href") == f"https://example.org/base/{ARCHIVE}"


def test_the_data_page_says_how_large_it_is(browser: Browser, url: str, archive: Path) -> None:
    """With scripts: the page is made before the archive, and the server knows its size."""
    page = browser.new_page()
    for language in LANGUAGES:
        page.goto(f"{url}{language.code}/data/")
        size = f"{archive.stat().st_size / 1e6:.1f}"
        expect(page.locator("main .size")).to_have_text(language.word("data.size", size=size))
    page.close()


def test_a_site_without_it_does_not_offer_it(with_code: Path, archive: Path) -> None:
    for word, there in ("--no-archive", False), ("--archive", True):
        done = run(with_code, "build", "--lang", "en", word)
        assert done.status == 0, done.said
        page = (with_code / "site" / "en" / "data" / "index.html").read_text("utf-8")
        assert ((with_code / "site" / ARCHIVE).exists(), archive.name in page) == (there, there)


def test_its_files_stand_in_order_in_one_folder(archive: Path) -> None:
    with ZipFile(archive) as file:
        names = file.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in file.infolist()} == {DAY}
        assert {name.split("/")[0] for name in names} == {archive.stem}
        assert file.testzip() is None


def test_it_does_not_hold_itself(served: Path) -> None:
    """Rebuilt over an old archive within the site, it has the same bytes as one built elsewhere."""
    site = served / "base"
    beside, within = served / "some.zip", site / "data" / "some.zip"
    offline_archive(site, beside, LANGUAGES)
    for _ in range(2):
        offline_archive(site, within, LANGUAGES)
        assert within.read_bytes() == beside.read_bytes()
    assert not [*site.rglob("*.partial")]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_it_opens_from_a_folder(browser: Browser, unpacked: Path, script: bool) -> None:  # noqa: FBT001
    """Chooser, home, timeline, an entry, the other language: no server, and no complaint."""
    said: list[str] = []
    context = browser.new_context(java_script_enabled=script, offline=True)
    tab = context.new_page()
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("requestfailed", lambda request: said.append(f"{request.url} {request.failure}"))
    for code, other in (CODES, CODES[::-1]):
        tab.goto((unpacked / "index.html").as_uri())
        tab.locator(f"a[hreflang={code}]").first.click()
        tab.wait_for_url(f"**/{code}/index.html")
        tab.locator(".md-tabs a[href*=timeline]").click()
        tab.wait_for_url(f"**/{code}/timeline/index.html")
        entries = tab.locator("main li > .when + p a[href*=events]")
        entries.first.wait_for()
        assert tab.locator("html").get_attribute("lang") == code
        assert tab.locator("button.search").count() == 0
        # Both stylesheets have come.
        style = "e => `${getComputedStyle(e).display} ${getComputedStyle(e).flexWrap}`"
        assert tab.locator(".md-header__inner").evaluate(style) == "flex wrap"
        entries.first.click()
        tab.wait_for_url(f"**/{code}/events/*/index.html")
        here = tab.url
        tab.locator(f"nav.languages a[hreflang={other}]").click()
        tab.wait_for_url(here.replace(f"/{code}/", f"/{other}/"))
    # Though a language was chosen before, the chooser stays: it knows no file names.
    tab.goto((unpacked / "index.html").as_uri())
    assert tab.url.endswith("/index.html")
    # A page that is left while it loads breaks its requests off.
    assert [each for each in said if "ERR_ABORTED" not in each] == []
    context.close()


def test_the_filters_work_from_a_folder(browser: Browser, unpacked: Path) -> None:
    context = browser.new_context(offline=True)
    tab = context.new_page()
    tab.goto((unpacked / CODES[0] / "timeline" / "index.html").as_uri())
    entries = tab.locator("main li > .when:visible")
    before = entries.count()
    tab.locator("details.filters input[name=topic]").first.evaluate("box => box.click()")
    tab.wait_for_url("**?topic=*")
    shown = entries.count()
    assert 0 < shown < before
    tab.locator("nav.languages a").first.click()
    tab.wait_for_load_state()
    assert "index.html?topic=" in tab.url
    assert entries.count() == shown
    context.close()
