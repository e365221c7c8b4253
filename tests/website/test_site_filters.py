"""The filters of the published timeline, as a reader uses them, and the address they leave behind.

What has to be shown is taken from `data/timeline.json`, which another part of the build writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as Tab

from scripts.i18n.language import Language

from .tools import CODES, Site, reading

Fits = Callable[[dict[str, Any]], bool]


def cites(entry: dict[str, Any], source: str) -> bool:
    """Whether a claim of the entry rests on the source."""
    return any(cite["source"] == source for claim in entry["claims"] for cite in claim["cites"])


def years(entry: dict[str, Any]) -> tuple[int, int]:
    """The first and the last year that the entry's date may be in."""
    date = entry["date"]
    return int(date["lower"][:4]), int((date["upper"] or "9999")[:4])


FILTERS: dict[str, Fits] = {
    "topic=defence": lambda entry: "defence" in entry["topics"],
    "topic=defence&topic=energy": lambda entry: (
        not {"defence", "energy"}.isdisjoint(entry["topics"])
    ),
    "actor=shimon-peres": lambda entry: "shimon-peres" in entry["actors"],
    "actor=nso-group": lambda entry: "nso-group" in entry["actors"],
    "source=hafryat-why-israel-worries": lambda entry: cites(entry, "hafryat-why-israel-worries"),
    "evidence=attributed": lambda entry: entry["evidence"]["label"] == "attributed",
    "kind=statement": lambda entry: entry["kind"] == "statement",
    "from=2014&to=2021": lambda entry: years(entry)[0] <= 2021 and years(entry)[1] >= 2014,
    "topic=diplomacy&kind=event&from=2016&to=2016": lambda entry: (
        "diplomacy" in entry["topics"]
        and entry["kind"] == "event"
        and years(entry)[0] <= 2016 <= years(entry)[1]
    ),
    "actor=nso-group&topic=energy": lambda _: False,
}
"""Queries, and which entries they leave; every field, alone and together."""

SHOWN_YEARS = "article h2[id^=y] + ul:visible"
"""The lists of entries of the years that are shown."""

JUNK = (
    "topic=",
    "topic=nothing-such",
    "topic=<script>alert(1)</script>",
    "actor='\"><img src=x onerror=alert(1)>&from=abc&to=1e9x",
    "source=%00&kind=%E0%A4%A&__proto__=1",
    "unknown=1&constructor=2",
    "&&&=&?",
)
"""What no choice of the form gives: all of it chooses nothing."""


@pytest.fixture(scope="module")
def entries(site: Site) -> list[dict[str, Any]]:
    """The entries that the timeline shows, as the file of data has them."""
    data = json.loads((site.root / "data/timeline.json").read_bytes())
    return [entry for entry in data["entries"] if not entry["withdrawn"]]


def entries_of(tab: Tab) -> Locator:
    """The entries that the list shows: what has their ids."""
    return tab.locator("article ul > li > .when[id]").locator("visible=true")


def shown(tab: Tab) -> set[str]:
    """The ids of the entries that the list shows."""
    return set(entries_of(tab).evaluate_all("all => all.map(each => each.id)"))


def marked(tab: Tab) -> set[str]:
    """The ids of the entries whose marks in the chart are not dimmed."""
    marks = tab.locator(".plot a[data-id]:not(.out)")
    return set(marks.evaluate_all("all => all.map(each => each.dataset.id)"))


def choices(tab: Tab) -> str:
    """The query that the form's fields amount to."""
    return str(
        tab.evaluate(
            """() => new URLSearchParams([...new FormData(document.querySelector(
              "details.filters form"))].filter(([, value]) => value)).toString()"""
        )
    )


def test_an_address_shows_what_it_asks_for(
    tab: Tab, language: Language, entries: list[dict[str, Any]]
) -> None:
    """Opened afresh: list, chart, years, form, and the count in the form that its number wants."""
    code, counts = language.code, set()
    for query, fits in FILTERS.items():
        tab.goto(f"{code}/timeline/?{query}")
        wanted = {entry["id"] for entry in entries if fits(entry)}
        assert shown(tab) == wanted, query
        assert marked(tab) == wanted, query
        assert sorted(choices(tab).split("&")) == sorted(query.split("&"))
        status = tab.locator("details.filters").get_by_role("status")
        expect(status).to_have_text(language.word("filters.count", n=len(wanted)))
        counts.add(language.plural(len(wanted)))
        years = tab.locator("article h2[id^=y]:visible")
        contents = tab.locator(".md-nav--secondary li:visible")
        assert contents.count() == years.count() == tab.locator(SHOWN_YEARS).count()
        expect(tab.locator("p.none")).to_be_visible(visible=not wanted)
        expect(tab.locator("details.filters [type=reset]")).to_be_visible()
    assert counts >= {"en": {"one", "other"}, "ar": {"zero", "one", "few", "many"}}[code]


def test_choices_stand_in_the_address_and_go_back(
    tab: Tab, url: str, entries: list[dict[str, Any]]
) -> None:
    """Each choice is a step back; the back and the forward button restore list and form."""
    address = f"{url}en/timeline/"
    tab.goto(address)
    form = tab.locator("details.filters form")
    states = [("", {entry["id"] for entry in entries})]
    assert shown(tab) == states[0][1]

    def chosen() -> None:
        states.append((choices(tab), shown(tab)))
        assert states[-1][1] < states[-2][1]
        assert tab.url == f"{address}?{states[-1][0]}"

    form.locator("[name=topic][value=diplomacy]").check()
    chosen()
    form.locator("[name=actor]").select_option("shimon-peres")
    chosen()
    form.locator("[name=to]").fill("2000")
    form.locator("[name=to]").press("Enter")
    chosen()
    assert states[-1][0] == "topic=diplomacy&actor=shimon-peres&to=2000"
    for query, ids in (*reversed(states[:-1]), *states[1:]):
        tab.go_back() if len(ids) > len(shown(tab)) else tab.go_forward()
        assert tab.url == address + (f"?{query}" if query else "")
        assert (shown(tab), choices(tab)) == (ids, query)
    # From an entry back to the filtered list.
    entries_of(tab).locator("xpath=../p/strong/a").first.click()
    tab.wait_for_url("**/events/*/")
    tab.go_back()
    assert (choices(tab), shown(tab)) == states[-1]
    form.locator("[type=reset]").click()
    assert tab.url == address
    assert shown(tab) == marked(tab) == states[0][1]
    assert tab.evaluate("document.activeElement.form !== null")
    expect(form.locator("[type=reset]")).to_be_hidden()


@pytest.mark.parametrize("code", CODES)
def test_the_other_language_understands_the_address(tab: Tab, url: str, code: str) -> None:
    """The switch keeps path and query, and the same entries are shown; two ways to get there."""
    other = next(each for each in CODES if each != code)
    tab.goto(f"{code}/timeline/?topic=defence")
    tab.locator("details.filters [name=kind]").select_option("event")
    before = shown(tab)
    assert before
    tab.locator(f"nav.languages a[hreflang={other}]").click()
    tab.wait_for_url(f"{url}{other}/timeline/?topic=defence&kind=event")
    assert shown(tab) == before


def test_junk_in_the_address_does_no_harm(tab: Tab, entries: list[dict[str, Any]]) -> None:
    """Nothing runs, everything is shown, nothing is chosen, and the filters work."""
    for query in JUNK:
        tab.goto(f"ar/timeline/?{query}")
        assert shown(tab) == {entry["id"] for entry in entries}, query
        assert choices(tab) == ""
        blank = "all => all.filter(each => each.selectedIndex < 0).length"
        assert tab.locator("details.filters select").evaluate_all(blank) == 0
        assert tab.locator("main script:not([type='application/json']), main img").count() == 0
        tab.locator("details.filters [name=evidence]").select_option("attributed")
        assert tab.url.endswith("?evidence=attributed")
    long = "&".join(f"topic={quote('<')}{n}" for n in range(600))
    tab.goto(f"en/timeline/?{long}&topic=trade")
    assert shown(tab) == {entry["id"] for entry in entries if "trade" in entry["topics"]}


@pytest.mark.parametrize("arrives", [True, False])
def test_nothing_unfiltered_is_seen_first(browser: Browser, url: str, *, arrives: bool) -> None:
    """While the filters' script is on its way the list is not painted; if it never comes, it is."""
    held: list[Route] = []
    with reading(browser, base_url=url, service_workers="block") as tab:
        tab.route("**/filter.js*", lambda route: held.append(route))  # noqa: PLW0108
        tab.goto("en/timeline/?topic=cyber-surveillance", wait_until="commit")
        tab.wait_for_selector("article li > .when[id]", state="attached")
        assert not shown(tab)
        expect(tab.locator("h1")).to_be_visible()
        while not held:
            tab.wait_for_timeout(20)
        if arrives:
            held[0].continue_()
            expect(tab.locator("#pegasus-on-activists-phones")).to_be_visible()
            expect(tab.locator("#recognition")).to_be_hidden()
        else:
            held[0].abort()
            expect(tab.locator("#recognition")).to_be_visible()
        # Without a query nothing is held back.
        tab.goto("en/timeline/", wait_until="commit")
        expect(tab.locator("#recognition")).to_be_visible()


def test_without_script_everything_is_shown(
    browser: Browser, url: str, entries: list[dict[str, Any]]
) -> None:
    """Whatever the address asks for; and no form that does nothing."""
    with reading(browser, base_url=url, java_script_enabled=False) as tab:
        tab.goto("ar/timeline/?topic=defence")
        assert entries_of(tab).count() == len(entries)
        expect(tab.locator("details.filters")).to_be_hidden()
        tab.locator("#recognition + p a").click()
        tab.wait_for_url("**/ar/events/recognition/")
        tab.locator("nav.languages a").first.click()
        tab.wait_for_url("**/en/events/recognition/")


def test_a_phone_filters_by_keyboard_and_finger(browser: Browser, url: str) -> None:
    """The form is folded until it is wanted, and open where something is filtered."""
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    with reading(browser, base_url=url, **phone) as tab:
        tab.goto("ar/timeline/")
        box = tab.locator("details.filters")
        expect(box.locator("form")).to_be_hidden()
        box.locator("summary").tap()
        box.locator("[name=topic][value=energy]").tap()
        energy = shown(tab)
        assert "uranium-share" in energy
        tab.reload()
        expect(box.locator("form")).to_be_visible()
        box.locator("[name=topic][value=energy]").press("Space")
        assert len(shown(tab)) > len(energy)
        assert "?" not in tab.url
