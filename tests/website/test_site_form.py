"""The form for contributors, used as they use it: what it writes passes `check` as it is.

The form that is used is that of the small site, so that what is entered is about the toy.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Sweep
from form.test_form_yaml import folded
from playwright.sync_api import Browser, BrowserContext, Route, expect
from playwright.sync_api import Page as Tab

from scripts.checks import check, notice
from scripts.i18n.dates import date_words
from scripts.i18n.human_dates import DateReader
from scripts.i18n.language import Language, read_languages
from scripts.layout import first_line
from scripts.problems import Problem
from scripts.records.dates import Edtf
from scripts.records.ids import proposed_id
from scripts.records.load import Located, Records, load
from scripts.records.location import Value
from scripts.records.model import Entry
from scripts.records.yaml import parse

from .test_site_browser import AXE, TOO_WIDE, WAYS, WIDTHS
from .tools import CODES, Site, reading, told

LANGUAGES = {each.code: each for each in read_languages()}
ENGLISH = LANGUAGES["en"]

TEXTS = {
    "title": {"en": "The ferry stops", "ar": "توقّف العبّارة"},
    "summary": {
        "en": "The ferry between the two states stopped in the spring of 2005: nobody says why.",
        "ar": "توقّفت العبّارة بين الدولتين في ربيع عام 2005، ولا يذكر أحد السبب.",
    },
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A contributor's browser, which may be asked to copy."""
    made = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Tab]:
    """A tab in which every mistake of a script fails the test."""
    tab = context.new_page()
    heard: list[str] = []
    tab.on("pageerror", lambda error: heard.append(f"{error} {error.stack}"))
    yield tab
    assert not heard, told(heard)


def opened(tab: Tab, site: str, code: str = "en", edit: str = "") -> Tab:
    """The form, once it is there; with the entry `edit` to be corrected."""
    tab.goto(f"{site}{code}/contribute/new/{edit and f'?edit={edit}'}")
    expect(tab.locator(".contribution form:not([aria-busy])")).to_be_visible()
    return tab


def fill_texts(tab: Tab, *codes: str) -> None:
    for field, texts in TEXTS.items():
        for code in codes:
            tab.fill(f"#f-{field}-{code}", texts[code])


def choose(tab: Tab, field: str, words: str) -> None:
    """Choose by typing and the keys alone."""
    tab.focus(f"#{field}")
    tab.keyboard.type(words)
    tab.keyboard.press("Enter")


def add_source(tab: Tab, language: Language) -> None:
    words = language.facts["form"]["items"]["cites"]["add"]
    tab.get_by_role("button", name=words).click()


def fill_source(tab: Tab, language: Language) -> None:
    add_source(tab, language)
    choose(tab, "f-cites-0-source", "bridge and")
    tab.select_option("#f-cites-0-says", "states")


def fill(tab: Tab, site: str, code: str = "en") -> None:
    """Open the short form and fill in a whole entry."""
    opened(tab, site, code)
    fill_texts(tab, *CODES)
    tab.fill("#f-date", "2005-04")
    fill_source(tab, LANGUAGES[code])
    choose(tab, "f-topics", "water")
    choose(tab, "f-actors", "northland")


def written(tab: Tab) -> tuple[str, str]:
    """Where the file goes, and what is in it, once the form has taken in the last change."""
    tab.evaluate("() => new Promise((done) => setTimeout(done, 200))")  # the form waits for 150 ms
    path = tab.locator(".contribution .path").text_content() or ""
    return path, tab.locator(".contribution pre code").text_content() or ""


def checked(root: Path) -> tuple[Records, list[Problem]]:
    """What `check` says of a tree."""
    languages = tuple(LANGUAGES.values())
    records, problems = load(root, CODES, refusal=DateReader([*LANGUAGES.values()]).refusal)
    return records, [*problems, *check(records, languages)]


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def accepted(tab: Tab, root: Path) -> Located[Entry]:
    """The entry that the form has written, which passes `check` in a tree."""
    path, text = written(tab)
    assert path == "timeline/events/ferry-stops.yml"
    put(root, path, text)
    records, problems = checked(root)
    assert problems == []
    return next(each for each in records.entries if each.id == "ferry-stops")


@pytest.mark.parametrize("code", CODES)
def test_what_the_form_writes_passes_check(
    code: str, tab: Tab, small_url: str, checkout: Path
) -> None:
    """The short form, filled in either language: the file is right, and says what was entered."""
    language = LANGUAGES[code]
    fill(tab, small_url, code)
    assert accepted(tab, checkout).location.document.value == {
        **TEXTS,
        "date": "2005-04",
        "topics": ["water"],
        "actors": ["northland"],
        "cites": [{"source": "northern-gazette", "says": "states"}],
    }
    tab.click("[type=submit]")
    expect(tab.locator(".mistakes")).to_be_hidden()
    expect(tab.locator(".contribution .state")).to_have_text(language.word("form.ready"))


def reach(tab: Tab, target: str) -> None:
    """Go on with the Tab key until `target` has the focus."""
    for _ in range(80):
        if tab.evaluate("target => document.activeElement.matches(target)", target):
            return
        tab.keyboard.press("Tab")
    pytest.fail(f"the Tab key does not lead to {target}")


@pytest.mark.parametrize("code", CODES)
def test_with_the_keyboard_alone(code: str, tab: Tab, small_url: str, checkout: Path) -> None:
    """From the address bar to the finished file without a pointer, the date put together."""
    opened(tab, small_url, code)
    keys = tab.keyboard
    for each in sorted(CODES, key=lambda other: other != code):
        reach(tab, f"#f-title-{each}")
        keys.type(TEXTS["title"][each])
    reach(tab, ".helper summary")
    keys.press("Enter")
    reach(tab, ".helper fieldset:not([hidden]) select")
    keys.press("Home")
    keys.press("ArrowDown")  # to the month
    keys.press("Tab")
    keys.type("2005")
    keys.press("Tab")
    for _ in range(3):
        keys.press("ArrowDown")  # from January to April
    for each in sorted(CODES, key=lambda other: other != code):
        reach(tab, f"#f-summary-{each}")
        keys.type(TEXTS["summary"][each])
    reach(tab, "[data-path=cites] .add")
    keys.press("Enter")
    reach(tab, "#f-cites-0-source")
    keys.type("bridge")
    keys.press("ArrowDown")
    keys.press("Escape")
    assert tab.input_value("#f-cites-0-source") == ""
    keys.type("bridge and")
    keys.press("Enter")
    reach(tab, "#f-cites-0-says")
    keys.press("ArrowDown")
    reach(tab, "#f-topics")
    keys.type("water")
    keys.press("Enter")
    reach(tab, "[type=submit]")
    keys.press("Enter")
    entry = accepted(tab, checkout)
    assert str(entry.record.date) == "2005-04"
    assert entry.record.cites[0].source == "northern-gazette"
    assert tab.evaluate("document.activeElement.matches('.next')")


@pytest.mark.parametrize("code", CODES)
def test_the_preview_speaks_each_language(code: str, tab: Tab, small_url: str) -> None:
    """Each language's preview has its own words for the date and for what a source does."""
    fill(tab, small_url, code)
    written(tab)
    date = Edtf.parse(tab.input_value("#f-date"))
    for language in LANGUAGES.values():
        shown = tab.locator(f"article.preview[lang={language.code}]")
        expect(shown.locator(".when")).to_have_text(date_words(date, language))
        expect(shown.locator("li > strong").first).to_have_text(language.word("says.states"))


REPOSITORY = "https://example.org/somebody/timeline"


def change_data(tab: Tab, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Have the form load what `change` makes of one of its files."""

    def answer(route: Route) -> None:
        facts = json.loads(route.fetch().body())
        change(facts)
        # In ASCII, as the build writes it: see scripts/exports/form.py.
        route.fulfill(body=json.dumps(facts), content_type="application/json")

    tab.route(f"**/contribute/{name}.json", answer)


def with_repository(tab: Tab) -> None:
    """The form as if the site knew its repository."""
    change_data(tab, "form", lambda facts: facts.update(repository=REPOSITORY))


def test_it_ends_at_github(tab: Tab, small_url: str) -> None:
    """The page for a new file, with path and content; a long file is to be pasted there."""
    with_repository(tab)
    fill(tab, small_url)
    path, text = written(tab)
    link = tab.locator(".contribution a.button")
    address = urlsplit(link.get_attribute("href") or "")
    assert address._replace(query="").geturl() == f"{REPOSITORY}/new/main"
    assert parse_qs(address.query) == {"filename": [path], "value": [text]}
    expect(tab.locator(".next")).to_have_text(ENGLISH.word("form.next.filled"))
    tab.fill("#f-summary-ar", "توقّفت العبّارة. " * 60)
    tab.fill("#f-summary-en", "The ferry stopped. " * 60)
    tab.fill("#f-title-ar", "توقّفت العبّارة. " * 20)
    path, text = written(tab)
    address = urlsplit(link.get_attribute("href") or "")
    assert parse_qs(address.query) == {"filename": [path]}
    expect(tab.locator(".next")).to_have_text(ENGLISH.word("form.next.too-long"))
    tab.get_by_role("button", name=ENGLISH.word("form.copy")).click()
    expect(tab.get_by_text(ENGLISH.word("form.copied"), exact=True)).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == text
    with tab.expect_download() as download:
        tab.get_by_role("button", name=ENGLISH.word("form.download")).click()
    assert download.value.suggested_filename == "ferry-stops.yml"
    assert download.value.path().read_text("utf-8") == text


def test_without_a_repository(tab: Tab, small_url: str) -> None:
    """The file is copied or downloaded; no button leads nowhere, and nothing is sent anywhere."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    fill(tab, small_url)
    expect(tab.locator(".contribution a.button")).to_be_hidden()
    expect(tab.locator(".next")).to_have_text(ENGLISH.word("form.next.by-hand"))
    written(tab)
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(small_url).netloc}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "wrong",
    [
        ("f-date", "2005-13"),
        ("f-date", "4/5/2005"),
        ("f-title-en", "<script>alert(1)</script>"),
        ("f-title-ar", "توقّف العبّارة في المدینة"),
        ("f-summary-ar", ""),
        ("f-id", "Ferry stops"),
        ("f-id", "bridge-opens"),
        ("f-id", "index"),
    ],
)
def test_what_is_wrong_is_told_as_check_does(
    code: str, wrong: tuple[str, str], tab: Tab, small_url: str, checkout: Path
) -> None:
    """The message beside the field, and in the list of all, is that of `check`, in the language."""
    field, words = wrong
    language = LANGUAGES[code]
    fill(tab, small_url, code)
    tab.fill(f"#{field}", words)
    tab.keyboard.press("Tab")
    path, text = written(tab)
    if (checkout / path).exists():
        path = path.replace("events/", "events/more/")
    put(checkout, path, text)
    _, problems = checked(checkout)
    wanted = [language.message(each) for each in problems]
    assert len(wanted) == 1
    error = tab.locator(f"#{field}-error")
    if problems[0].code == "duplicate-id":
        assert error.inner_text() == wanted[0].replace("more/", "")
        return
    expect(error).to_have_text(wanted[0])
    assert tab.get_attribute(f"#{field}", "aria-invalid") == "true"
    assert f"{field}-error" in (tab.get_attribute(f"#{field}", "aria-describedby") or "").split()
    tab.click("[type=submit]")
    expect(tab.locator(".mistakes li a")).to_have_text(wanted)
    assert tab.evaluate("document.activeElement.matches('.mistakes')")
    tab.locator(".mistakes li a").click()
    assert tab.evaluate("document.activeElement.id") == field


def test_a_date_in_words_is_understood(tab: Tab, small_url: str) -> None:
    """Written as people write it, the date becomes EDTF, and is said in the page's words."""
    for code, typed, said in (
        ("en", "2 april 2005", "2 April 2005"),
        ("ar", "2 نيسان 2005", "2 نيسان/أبريل 2005"),
    ):
        opened(tab, small_url, code)
        tab.fill("#f-date", typed)
        tab.keyboard.press("Tab")
        expect(tab.locator("#f-date")).to_have_value("2005-04-02")
        expect(tab.locator("#f-date-words")).to_have_text(said)


def test_a_date_is_put_together(tab: Tab, small_url: str) -> None:
    """The helper begins with what is written, writes EDTF, and waits for a day that is needed."""
    opened(tab, small_url)
    helper = tab.locator(".helper").first
    tab.fill("#f-date", "1930~/1940-05-06?")
    helper.locator("summary").click()
    first, last = helper.locator("fieldset").all()
    expect(last.get_by_role("textbox", name="Day")).to_have_value("6")
    first.get_by_label(ENGLISH.word("form.date.approximate")).uncheck()
    expect(tab.locator("#f-date")).to_have_value("1930/1940-05-06?")
    helper.locator("select").first.select_option("since")
    expect(last).to_be_hidden()
    expect(tab.locator("#f-date")).to_have_value("1930/..")
    precision = first.locator("select").first
    precision.select_option("decade")
    expect(tab.locator("#f-date")).to_have_value("193X/..")
    expect(tab.locator("#f-date-words")).to_have_text("since the 1930s")
    precision.select_option("day")
    expect(tab.locator("#f-date")).to_have_value("193X/..")
    first.get_by_role("textbox", name="Day").fill("7")
    expect(tab.locator("#f-date")).to_have_value("1930-01-07/..")
    precision.select_option("year")
    helper.locator("select").first.select_option("earliest")
    expect(tab.locator("#f-date")).to_have_value("[1930..]")
    expect(tab.locator("#f-date-words")).to_have_text("in or after 1930")
    helper.locator("select").first.select_option("one")
    precision.select_option("season")
    first.locator("select").nth(1).select_option("22")
    expect(tab.locator("#f-date")).to_have_value("1930-22")
    expect(tab.locator("#f-date-words")).to_have_text("summer 1930")


def test_an_empty_form_says_what_is_needed(tab: Tab, small_url: str) -> None:
    """Nothing is told before something is asked for; then all of it, each beside its field."""
    opened(tab, small_url)
    assert tab.locator(".error:visible").count() == 0
    tab.click("[type=submit]")
    links = tab.locator(".mistakes li a")
    assert links.count() >= 5
    for place in range(links.count()):
        links.nth(place).click()
        assert tab.evaluate("document.activeElement.closest('.field') !== null"), place


def test_a_likely_duplicate_is_noticed(tab: Tab, small_url: str, checkout: Path) -> None:
    """The same time, the same actors, a similar title: the form names the entry, as `check`."""
    fill(tab, small_url)
    assert tab.locator(".alike li").count() == 0
    tab.fill("#f-title-en", "The border is opened")
    tab.fill("#f-date", "1991-12")
    path, text = written(tab)
    put(checkout, path, text)
    records, _ = checked(checkout)
    found = notice(records, tuple(LANGUAGES.values()), datetime.date(2030, 1, 1))
    found = [each for each in found if each.code == "possible-duplicate"]
    (wanted,) = (ENGLISH.message(each) for each in found if each.path == path)
    expect(tab.locator(".alike li p")).to_have_text([wanted])
    expect(tab.locator(".alike li a")).to_have_attribute("href", "../../events/border-opens/")


def test_one_language_is_enough_for_a_proposal(tab: Tab, small_url: str, checkout: Path) -> None:
    """Whoever writes one language is asked for that one; the file waits in timeline/proposed/."""
    language = LANGUAGES["ar"]
    opened(tab, small_url, "ar")
    tab.check("#languages-ar")
    expect(tab.locator("#f-title-en")).to_have_count(0)
    fill_texts(tab, "ar")
    tab.fill("#f-date", "2005-04")
    fill_source(tab, language)
    choose(tab, "f-topics", "المياه")
    tab.fill("#f-id", "ferry-stops")
    path, text = written(tab)
    assert path == "timeline/proposed/ferry-stops.yml"
    put(checkout, path, text)
    records, problems = checked(checkout)
    assert problems == []
    (proposal,) = records.proposed
    assert dict(proposal.record.title.items()) == {"ar": TEXTS["title"]["ar"]}
    assert text.splitlines()[0] == first_line(path)
    tab.click("[type=submit]")
    expect(tab.locator(".mistakes")).to_be_hidden()
    # Back to both: the other language is missing then.
    tab.check("#languages-ar-en")
    tab.click("[type=submit]")
    expect(tab.locator(".mistakes li a").first).to_be_visible()


def test_a_draft_survives(tab: Tab, small_url: str) -> None:
    """A reload, and a change of language: all is there, until it is discarded."""
    fill(tab, small_url)
    _, before = written(tab)
    opened(tab, small_url)
    assert written(tab)[1] == before
    tab.click("nav.languages a")
    expect(tab.locator(".contribution form")).to_be_visible()
    assert tab.url.endswith("/ar/contribute/new/")
    assert written(tab)[1] == before
    assert tab.input_value("#f-title-ar") == TEXTS["title"]["ar"]
    expect(tab.locator("#languages-ar-en")).to_be_checked()
    discard = tab.get_by_role("button", name=LANGUAGES["ar"].word("form.discard"))
    discard.click()
    assert tab.input_value("#f-title-ar") == ""
    assert written(tab)[1].count("\n") == 1
    opened(tab, small_url, "ar")
    assert tab.input_value("#f-title-ar") == ""
    expect(discard).to_have_count(0)


def test_what_was_only_looked_at_is_no_draft(tab: Tab, small_url: str) -> None:
    """Who opens the form, or writes and takes it back, finds it new the next time."""
    discard = tab.get_by_role("button", name=ENGLISH.word("form.discard"))
    for title in ("", "A treaty", ""):
        opened(tab, small_url)
        expect(discard).to_have_count(0)
        tab.fill("#f-title-en", title)
        tab.fill("#f-title-en", "")
        written(tab)


def test_editing_changes_nothing_by_itself(tab: Tab, small_site: Site, small_url: str) -> None:
    """Every entry that is opened to be corrected comes out as the record that it was."""
    records, _ = load(small_site.tree, CODES)
    assert len(records.entries) > 8
    for entry in records.entries:
        opened(tab, small_url, edit=entry.id)
        path, text = written(tab)
        assert path == entry.path
        assert same(text, entry.location.document.value), entry.id
        assert tab.input_value("#f-id") == entry.id


def test_editing_the_longest_entry(tab: Tab, site: Site, url: str) -> None:
    """The longest entry that is published, opened from its page, comes out as it was too."""
    records, _ = load(site.tree, CODES)
    longest = max(records.entries, key=lambda each: (site.tree / each.path).stat().st_size)
    for entry in (longest, *(each for each in records.entries if each.id == "recognition")):
        tab.goto(f"{url}ar/events/{entry.id}/")
        tab.get_by_role("link", name=LANGUAGES["ar"].word("entry.correct")).click()
        expect(tab.locator(".contribution form")).to_be_visible()
        path, text = written(tab)
        assert path == entry.path
        assert same(text, entry.location.document.value)


def same(text: str, value: Value) -> bool:
    """Whether a file says what a record says, but for the white space of its texts."""
    document, problems = parse(text.encode(), "x.yml")
    assert not problems
    assert document is not None
    return folded(document.value) == folded(value)


def test_editing_one_thing(tab: Tab, small_site: Site, small_url: str) -> None:
    """What is changed is changed, and the way leads to the file on GitHub, not to a new one."""
    with_repository(tab)
    opened(tab, small_url, edit="border-opens")
    tab.fill("#f-title-en", "The border is opened")
    path, text = written(tab)
    document, _ = parse(text.encode(), path)
    records, _ = load(small_site.tree, CODES)
    (entry,) = (each for each in records.entries if each.id == "border-opens")
    before, after = entry.location.document.value, document and document.value
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert {key for key in before if folded(before[key]) != folded(after[key])} == {"title"}
    link = tab.locator(".contribution a.button")
    assert link.get_attribute("href") == f"{REPOSITORY}/edit/main/{path}"


def test_the_long_form(tab: Tab, small_url: str, checkout: Path) -> None:
    """Claims, an inline source, an attribution, a difference, a search: all of it passes."""
    words = ENGLISH.facts["form"]
    fill(tab, small_url)
    tab.check("#long")
    assert tab.input_value("#f-claims-0-text-en") == TEXTS["summary"]["en"]
    tab.get_by_role("button", name=words["items"]["claims"]["add"]).click()
    claim = tab.locator("[data-path='claims/1']")
    for code in CODES:
        tab.fill(f"#f-claims-1-text-{code}", TEXTS["title"][code])
    assert tab.input_value("#f-claims-0-id") == "main"
    tab.locator("#f-claims-1-text-en").blur()
    named = proposed_id(TEXTS["title"]["en"]).split("-")[:4]
    assert tab.input_value("#f-claims-1-id").split("-") == named
    claim.get_by_role("button", name=words["items"]["cites"]["add"]).click()
    claim.get_by_label(words["source-other"]).check()
    given = "#f-claims-1-cites-0"
    tab.fill(f"{given}-source-title", "The last ferry")
    tab.fill(f"{given}-source-publisher", "A paper: of the harbour")
    tab.fill(f"{given}-source-published", "2005-04-02")
    tab.select_option(f"{given}-source-language", "en")
    tab.fill(f"{given}-source-url", "https://paper.example.org/ferry?a=1#b")
    expect(tab.locator(f"{given}-to-en")).to_be_hidden()
    tab.select_option(f"{given}-says", "attributes")
    for code in CODES:
        tab.fill(f"{given}-to-{code}", TEXTS["title"][code])
    first = tab.locator("[data-path='claims/0/cites/0']")
    first.get_by_role("button", name=ENGLISH.word("form.with", name="Passage")).click()
    tab.fill("#f-claims-0-cites-0-passage-start", "the ferry stopped")
    tab.fill("#f-claims-0-cites-0-passage-paragraph", "3")
    tab.locator("details:has([data-path=differences]) > summary").click()
    tab.get_by_role("button", name=words["items"]["differences"]["add"]).click()
    for code in CODES:
        tab.fill(f"#f-differences-0-about-{code}", TEXTS["title"][code])
        tab.fill(f"#f-differences-0-decision-{code}", TEXTS["title"][code])
    for place, source in enumerate(("bridge and", "herald")):
        tab.get_by_role("button", name=words["items"]["positions"]["add"]).click()
        for code in CODES:
            tab.fill(f"#f-differences-0-positions-{place}-text-{code}", TEXTS["title"][code])
        choose(tab, f"f-differences-0-positions-{place}-sources", source)
    tab.get_by_role("button", name=words["items"]["sought"]["add"]).click()
    for code in CODES:
        tab.fill(f"#f-sought-0-what-{code}", TEXTS["title"][code])
    tab.fill("#f-sought-0-date", "2020-01-02")
    tab.select_option("#f-sought-0-found", "nothing")
    choose(tab, "f-see_also", "border")
    entry = accepted(tab, checkout)
    assert [len(each.cites) for each in entry.record.claims] == [1, 1]
    assert len(entry.record.differences[0].positions) == 2
    assert entry.record.see_also == ("border-opens",)


@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing_on_the_form(code: str, tab: Tab, small_url: str, sweep: Sweep) -> None:
    """Filled, with mistakes told and everything open; narrow and wide, light and dark."""
    opened(tab, small_url, code, "border-opens")
    tab.fill("#f-date", "1991-13")
    tab.click("[type=submit]")
    tab.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    tab.click("#f-topics")
    tab.evaluate(Axe().axe_script)
    found = []
    for width, scheme in sweep.of(WAYS, CODES.index(code)):
        tab.emulate_media(color_scheme=scheme)
        tab.set_viewport_size({"width": width, "height": 900})
        outcome = tab.evaluate("options => axe.run(document, options)", AXE)
        assert outcome["passes"]
        found += [
            f"{scheme} {width} {each['id']}: {each['nodes'][0]['html'][:120]}"
            for each in outcome["violations"]
        ]
    assert not found, told(found)


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_cut_off(code: str, tab: Tab, small_url: str, sweep: Sweep) -> None:
    """From the narrowest phone to a desk: every field, open and filled, fits the window."""
    opened(tab, small_url, code, "border-opens")
    tab.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    for width in sweep.of(WIDTHS, CODES.index(code)):
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate(TOO_WIDE) == [], width


def test_a_name_without_blanks_fits(tab: Tab, small_url: str) -> None:
    """A publisher called by a long address makes no page wider than a telephone."""

    def rename(facts: dict[str, Any]) -> None:
        for source in facts["sources"]:
            source["publisher"] = dict.fromkeys(CODES, f"{'long' * 16}.example.org")

    change_data(tab, "lists", rename)
    tab.set_viewport_size({"width": 360, "height": 900})
    for code in CODES:
        opened(tab, small_url, code, "border-opens")
        expect(tab.locator(".chosen .by").first).to_contain_text("longlong")
        assert tab.evaluate(TOO_WIDE) == [], code


def test_parts_of_an_entry_to_be_edited(tab: Tab, small_url: str) -> None:
    """The parts of a form that is filled in are one step from its top, by their names."""
    tab.set_viewport_size({"width": 360, "height": 900})
    opened(tab, small_url, edit="border-opens")
    links = tab.get_by_role("navigation", name=ENGLISH.word("form.parts")).locator("a")
    headings = tab.locator(".contribution h2")
    assert links.all_inner_texts() == headings.all_inner_texts()
    links.last.click()
    expect(headings.last).to_be_in_viewport()


def test_fingers_find_every_control(tab: Tab, small_url: str) -> None:
    """Each control is 44 pixels high, or its label is that may be touched as well."""
    tab.set_viewport_size({"width": 360, "height": 900})
    opened(tab, small_url, edit="border-opens")
    small = tab.locator(".contribution :is(input, select, textarea, button, summary):visible")
    heights = small.evaluate_all(
        """all => all.map(each => {
          const box = (each.closest("label") || each).getBoundingClientRect();
          return [each.outerHTML.slice(0, 80), box.height];
        })"""
    )
    assert len(heights) > 30
    assert [each for each in heights if each[1] < 43.5] == []


def test_without_script(small_url: str, browser: Browser) -> None:
    """The page says that the form needs script, and leads to the ways that do not."""
    with reading(browser, java_script_enabled=False) as tab:
        for code in CODES:
            tab.goto(f"{small_url}{code}/contribute/new/")
            notice = tab.locator(".without")
            expect(notice).to_contain_text(LANGUAGES[code].word("form.without"))
            notice.locator("a").click()
            assert tab.url.endswith(f"/{code}/contribute/")


def test_data_that_does_not_come(tab: Tab, small_url: str) -> None:
    """Where the form's data cannot be loaded, the page says so; so it does for no such entry."""
    tab = tab.context.new_page()
    for address, missing in (("", "form"), ("", "lists"), ("?edit=no-such-entry", "")):
        if missing:
            tab.route(f"**/contribute/{missing}.json", lambda route: route.abort())
        tab.goto(f"{small_url}en/contribute/new/{address}")
        expect(tab.locator(".failed")).to_be_visible()
        tab.unroute_all()


def test_it_begins_before_the_lists_are_there(tab: Tab, small_url: str) -> None:
    """Who begins anew can write at once; what is looked for comes when the lists do."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    tab.route("**/contribute/lists.json", hold)
    tab.goto(f"{small_url}en/contribute/new/")
    form = tab.locator(".contribution form")
    expect(form).to_be_visible()
    expect(form).to_have_attribute("aria-busy", "true")
    fill_texts(tab, "en")
    add_source(tab, ENGLISH)
    tab.focus("#f-cites-0-source")
    tab.keyboard.type("bridge and")
    options = tab.locator("#f-cites-0-source-list [role=option]")
    expect(options).to_have_count(0)
    expect(tab.locator("#f-cites-0-source-list .none")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(options).to_have_count(1)
    tab.keyboard.press("Enter")
    expect(tab.locator(".chosen .by").first).to_be_visible()
    expect(tab.locator("#f-title-en")).to_have_value(TEXTS["title"]["en"])


def test_no_two_versions_are_mixed(small_site: Site) -> None:
    """Every module asks for the others in its own folder, which is that of one version."""
    page = small_site.page("en/contribute/new/")
    asked = page.values("//script[@type='module']/@src")
    (version,) = {each.partition("/look/")[2].partition("/")[0] for each in asked}
    look = small_site.root / "look"
    assert [folder.name for folder in look.iterdir() if folder.is_dir()] == [version]
    modules = sorted((look / version / "form").glob("*.js"))
    texts = "".join(module.read_text("utf-8") for module in modules)
    imported = re.findall(r' from "\./([^"]+)"', texts)
    assert len(imported) > 20
    assert set(imported) < {module.name for module in modules}
