"""The search of the published site: its own dialog, its own index, in a browser, below a base path.

`QUERIES` says what finds each entry among the first five.  One that fails is a sign of a cause: the
folding tables of the language files, `scripts/i18n/folding.py`, the words of a page
(`scripts/pages/findable.py`), the names in the vocabularies, or the search's script.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as Tab

from scripts.i18n.language import Language
from scripts.publish.search import UNSEARCHED

from .tools import CODES, Site, reading, told

QUERIES = {
    "ar": """
        recognition = اسرائيل تعترف | إسرائيل تعترف | الاعتراف باستقلال | وبالاعتراف | بالاعتراف
        recognition = للاعتراف | استقلال كازخستان
        defence-agreement = أتفاق دفاعى | اتفاقيه الدفاع | والدفاع 2014 | للدفاع | أسلحة
        oil-supplies = كالنفط | فالنفط | بترول
        netanyahu-visit = زياره نتنياهو لكازاخستان | نَتَنْيَاهُو | نتانياهو أستانة | ديسمبر 2016
        netanyahu-visit = كانون الأول 2016 | كانون الأول ٢٠١٦ | ١٤ ديسمبر ٢٠١٦
        netanyahu-visit = 14 كانون الأول/ديسمبر 2016
        embassy-of-israel-opens = السفارة الإسرائيلية
        palestinian-embassy-moves = سفارات
        diplomatic-relations = العلاقات الديبلوماسية | ابريل 1992
        accords-announcement = انضمام قازاقستان
        nazarbayev-in-abu-dhabi = نازارباييف
        nazarbayev-first-visit = نور سلطان نازاربايف
        nazarbayev-in-jerusalem = نزربايف القدس
        tokayev-in-ashgabat = توقاييف | توكايف عشق اباد
        accords-founding = اتفاقات ابراهيم | الاتفاقات الإبراهيمية
        january-unrest = احتجاجات كازاخستان | شهر يناير ٢٠٢٢
        state-of-emergency = الطوارئ
        csto-deployment = منظمة معاهده الأمن الجماعى
        pegasus-on-activists-phones = بيجاسوس | برامج تجسس إسرائيلية
        elbit-drone-production = درونز | المسيّرات
        joint-chamber-of-commerce = الغرفة التجارية
        almaty-tel-aviv-twinning = مدن توأم
        soviet-famine = مجاعه
        mamdani-election = مامداني
        peres-state-visit = شيمون بيرس
        herzog-visit-planned = هيرتزوج
        haaretz-on-israels-stake = هاآرتس
        visa-free-talks = الاعفاء من التأشيره
        periphery-doctrine = عقيدة المحيط
    """,
    "en": """
        ohana-visit = visited | visiting
        netanyahu-visit = Netanyahu's visit to Astana | when did Netanyahu visit Astana?
        netanyahu-visit = first Israeli PM visit Kazakhstan | NETANYAHU | 14 December 2016
        netanyahu-visit = December 14, 2016 | Dec 2016 | 2016-12-14 | 14/12/2016
        ohana-visit = 8.4.2025
        recognition = recognized independence
        embassy-of-israel-opens = embassies
        jewish-community-of-almaty = Alma-Ata
        nazarbayev-in-jerusalem = Nazarbaev Jerusalem
        nazarbayev-in-abu-dhabi = Nazarbaiev
        flight-from-isolation-opinion = isolation | an opinion piece reads the step
        nazarbayev-first-visit = Nursultan Äbishuly Nazarbayev
        tokayev-in-ashgabat = Tokaev Ashkhabad | Qasym-Jomart Toqayev | Aşgabat
        ashdod-mangystau-twinning = Mañğystau
        defence-agreement = defense agreement | "defence agreement" | weapons | 20 Jan 2014
        defence-agreement = Ya’alon | Yaalon
        joint-uav-production-agreed = unmanned aerial vehicles
        elbit-drone-production = drone factory
        pegasus-on-activists-phones = spyware | NSO
        january-unrest = protests January 2022 | Janaozen
        csto-deployment = CSTO troops
        accords-founding = Abraham Accord
        gaza-ceasefire-plan = normalization
        accords-announcement = joining the Abraham Accords
        saar-in-astana = Gideon Sa'ar | Saar Astana
        periphery-doctrine = Ben Gurion
        jackson-vanik-bill = Jackson-Vanik | jackson vanik
        visa-free-talks = visa free
        oil-supplies = petroleum
        almaty-tel-aviv-twinning = sister city
        hamas-attack-of-october = October 2023 | 7 October
        haaretz-on-israels-stake = Ha'aretz
        c5-plus-one-dinner = C5+1
        ran-ichay-statement = anti-Semitism
        saar-kosherbayev-call = Kosherbaev
        netanyahu-thanks-tokayev = Toqaev
        iran-rejects-accession = Iranian rejection
    """,
}
"""What should find each entry."""

SETTLED = """() => new Promise(settled => {
  const list = document.querySelector("dialog.search ol");
  const look = () => list.getAttribute("aria-busy") === "false" && settled();
  new MutationObserver(look).observe(list, {attributes: true});
  look();
})"""

ASK = """query => {
  const dialog = document.querySelector("dialog.search");
  dialog.querySelector("input").value = query;
  dialog.querySelector("form").requestSubmit();
}"""


def test_every_page_that_can_be_found_is_in_the_index(site: Site) -> None:
    """Whatever the folder: the index is made of the pages that ask for it, past revisions apart."""
    marked = Counter(
        page.code for page in site.in_languages if b"data-pagefind-body" in page.file.read_bytes()
    )
    entry = json.loads((site.root / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert {code: each["page_count"] for code, each in entry["languages"].items()} == dict(marked)
    assert min(marked.values()) > 50


def opened(tab: Tab, code: str, below: str = "about/") -> Locator:
    """The search of a page, opened by its key."""
    tab.goto(f"{code}/{below}")
    tab.keyboard.press("/")
    dialog = tab.locator("dialog.search")
    expect(dialog).to_be_visible()
    return dialog


def asked(tab: Tab, query: str) -> list[str]:
    """The ids of what is found, in order."""
    tab.evaluate(ASK, query)
    tab.evaluate(SETTLED)
    links = tab.locator("dialog.search li > a")
    found = links.evaluate_all("all => all.map(each => new URL(each.href).pathname)")
    return [path.rstrip("/").rsplit("/", 1)[-1] for path in found]


@pytest.mark.parametrize("code", CODES)
def test_a_reader_finds_the_entry(tab: Tab, code: str) -> None:
    """Among the first five, for every query; its own title, in capitals, among the first three."""
    opened(tab, code, "timeline/")
    cards = tab.locator("article li > .when[id]").evaluate_all(
        "all => all.map(each => [each.id, each.nextElementSibling.textContent])"
    )
    wanted = [(title.upper(), id_, 3) for id_, title in cards[::5]]
    assert len(wanted) > 14
    for line in QUERIES[code].strip().splitlines():
        id_, _, queries = line.strip().partition(" = ")
        wanted += [(query, id_, 5) for query in queries.split(" | ")]
    assert len(wanted) > 64
    wrong = [
        f"{query}: {found} without {id_}"
        for query, id_, first in wanted
        if id_ not in (found := asked(tab, query)[:first])
    ]
    assert not wrong, told(wrong)


def test_nothing_is_asked_for_before_it_is_opened(tab: Tab, url: str) -> None:
    """Neither Pagefind nor the folding tables; and afterwards only from below the base path."""
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto("en/events/recognition/", wait_until="networkidle")
    assert not [each for each in requests if re.search("pagefind|folding", each)]
    tab.locator("button.search").click()
    assert asked(tab, "recognition")
    later = [urlsplit(each).path for each in requests if re.search("pagefind|folding", each)]
    base = urlsplit(url).path
    assert base != "/"
    assert len(later) > 4
    assert all(path.startswith((f"{base}pagefind/", f"{base}folding.en.json")) for path in later)


@pytest.mark.parametrize("code", CODES)
def test_results_are_in_the_language_and_lead_to_pages(tab: Tab, url: str, code: str) -> None:
    """With a date, a topic and a sentence, the word marked in it, never the folded words."""
    dialog = opened(tab, code)
    word = {"en": "Nazarbaiev", "ar": "نازارباييف"}[code]
    assert len(asked(tab, word)) > 5
    first = dialog.locator("li").first
    expect(first.locator(".when")).to_contain_text(re.compile(r"\d{4}.* · "))
    expect(first.locator("mark").first).to_have_text({"en": "Nazarbayev", "ar": "نزارباييف"}[code])
    texts = dialog.locator("li p:last-child").all_inner_texts()
    folded = {"en": "qazaqstan khazakhstan", "ar": "كازخستان كازاختسان"}[code]
    assert not [text for text in texts if folded in text]
    links = dialog.locator("li > a")
    addresses = links.evaluate_all("all => all.map(each => each.href)")
    assert all(address.startswith(f"{url}{code}/") for address in addresses)
    title = links.first.inner_text()
    links.first.click()
    expect(tab.locator("h1")).to_contain_text(title)


def test_the_other_language_is_one_click_away(tab: Tab, url: str) -> None:
    """On the same page, with the same words asked."""
    dialog = opened(tab, "en", "events/recognition/")
    asked(tab, "NSO")
    dialog.locator("a.elsewhere").click()
    tab.wait_for_url(f"{url}ar/events/recognition/?search=NSO")
    expect(dialog.locator("li > a").first).to_be_visible()
    assert "pagefind" not in tab.inner_text("body")
    assert dialog.locator("input").input_value() == "NSO"
    addresses = dialog.locator("li > a").evaluate_all("all => all.map(each => each.href)")
    assert all(address.startswith(f"{url}ar/") for address in addresses)


@pytest.mark.parametrize("code", CODES)
def test_the_facets_filter(tab: Tab, code: str) -> None:
    """Each alone, together with words, and without any; sorted by date where that is wanted."""
    dialog = opened(tab, code)
    asked(tab, "")
    expect(dialog.locator("output")).to_have_text("")
    # They are filled when somebody reaches for them.
    assert dialog.locator("select[name=topic] option").count() == 1
    dialog.locator(".facets").hover()
    expect(dialog.locator("select[name=topic] option")).not_to_have_count(1)
    for name in ("topic", "evidence", "year", "source"):
        select = dialog.locator(f"select[name={name}]")
        said = select.locator("option").nth(1).inner_text()
        select.select_option(index=1)
        tab.evaluate(SETTLED)
        number = re.search(r"\((\d+)\)$", said)
        assert number
        assert dialog.locator("li").count() == min(int(number[1]), 8), said
        select.select_option(index=0)
    dialog.locator("select[name=year]").select_option("2022")
    tab.evaluate(SETTLED)
    whole = asked(tab, "")
    assert "january-unrest" in whole
    some = asked(tab, {"en": "Haaretz", "ar": "هآرتس"}[code])
    assert some[0] == "haaretz-on-israels-stake"
    dialog.locator("select[name=year]").select_option("")
    dialog.locator("select[name=sort]").select_option("date")
    tab.evaluate(SETTLED)
    assert asked(tab, {"en": "embassy", "ar": "سفارة"}[code])[0] != some[0]
    dates = dialog.locator("li .when").all_inner_texts()
    years = [int(years[0]) for text in dates if (years := re.findall(r"\b\d{4}\b", text))]
    assert years == sorted(years)
    assert len(years) > 3


def test_it_works_by_keyboard_alone(tab: Tab) -> None:
    """Opened by both keys, walked through by arrows, closed by Escape, the focus where it was."""
    tab.goto("en/about/")
    dialog = tab.locator("dialog.search")
    for key in ("/", "Control+k"):
        tab.locator(".md-tabs a").first.focus()
        tab.keyboard.press(key)
        expect(dialog.locator("input")).to_be_focused()
        tab.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(tab.locator(".md-tabs a").first).to_be_focused()
    arabic = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ظ', code: 'Slash'}))"
    tab.evaluate(arabic)
    expect(dialog).to_be_visible()
    tab.keyboard.press("Escape")
    button = tab.locator("button.search")
    button.press("Enter")
    tab.keyboard.type("drones / UAV")
    assert dialog.locator("input").input_value() == "drones / UAV"
    asked(tab, "drones")
    links = dialog.locator("li > a")
    for n in range(2):
        tab.keyboard.press("ArrowDown")
        expect(links.nth(n)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(dialog.locator("input")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.press("Enter")
    tab.evaluate(SETTLED)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/en/events/*/")


def test_it_is_a_dialog_that_is_heard(tab: Tab, language: Language) -> None:
    """Named; its field labelled; the count in a live region, in the language's own plural form."""
    dialog = opened(tab, language.code)
    assert tab.get_by_role("dialog", name=language.word("frame.search")).count() == 1
    assert tab.get_by_role("searchbox", name=language.word("frame.search-label")).count() == 1
    status = dialog.get_by_role("status")
    seen = set()
    for query in ("NSO", "C5", "2006", "1999", "Israelnetz", "2012", "1870", "zqxj"):
        number = len(asked(tab, query))
        while dialog.locator(".more").is_visible():
            dialog.locator(".more").click()
            expect(dialog.locator("li")).not_to_have_count(number)
            number = dialog.locator("li").count()
        seen.add(number)
        expect(status).to_have_text(announced(language, number))
    assert 0 in seen
    assert len(seen) > 4


def announced(language: Language, number: int) -> str:
    """What is said of so many results; of none, what to do."""
    forms = dict(language.forms("search-results"))
    return forms["zero"] if number == 0 else language.word("search-results", n=number)


ODD = ("'\"", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "!!!", '"', "،؛؟", "%00")
WITHOUT_WORDS = ("'\"", "!!!", '"', "،؛؟")


def test_odd_queries_do_no_harm(tab: Tab, language: Language) -> None:
    """Typed or in the address: nothing runs, nothing breaks, and the next query works."""
    dialog = opened(tab, language.code)
    nothing = announced(language, 0)
    for query in (*ODD, "ال", "وال", "و", "a " * 1000, "ك" * 2000, "\u202e\u0000"):
        found = asked(tab, query)
        if query in WITHOUT_WORDS:
            assert found == []
            expect(dialog.locator("output")).to_have_text(nothing)
    assert asked(tab, "NSO")
    for query in ODD:
        tab.goto(f"{language.code}/about/?search={quote(query)}")
        expect(dialog).to_be_visible()
        tab.evaluate(SETTLED)
    assert tab.locator("main script, dialog script, dialog img").count() == 0


def test_an_entry_is_found_by_each_of_its_sources_once(site: Site) -> None:
    """However many claims rest on it: else excerpts are lists of sources."""
    assert "li li > a" in UNSEARCHED
    again = 0
    for page in site.in_languages:
        if page.kind == "entry":
            cited = [each.text_content() for each in page.all("//li//li//a[@title]")]
            (told,) = page.values("//*[@data-pagefind-body]/p[@hidden]/text()")
            sources = told.split(" · ")
            assert set(sources) >= {*cited}, page.path
            assert len(sources) == len(set(sources)), page.path
            again += len(cited) - len(set(cited))
    assert again > 20


@pytest.mark.parametrize("count", range(8))
def test_it_says_so_when_it_cannot_be_loaded(browser: Browser, url: str, count: int) -> None:
    """Whenever the connection is lost, say; and it works as soon as there is one again."""
    come: list[str] = []
    there: list[bool] = []

    def answer(route: Route) -> None:
        if there or len(come) < count:
            come.append(route.request.url)
            route.continue_()
        else:
            route.abort()

    with reading(browser, base_url=url, service_workers="block") as tab:
        # It stays until the end: to take it back while a request is under way can stop that.
        tab.context.route("**/pagefind/**", answer)
        dialog = opened(tab, "en")
        asked(tab, "drones")
        expect(dialog.locator("output")).to_have_text(dialog.get_attribute("data-failed") or "-")
        there.append(True)
        tab.evaluate(ASK, "drones")
        expect(dialog.locator("li > a").first).to_be_visible()
