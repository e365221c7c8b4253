"""What holds for every page: its language, its name, its addresses, and nothing that leaked."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from scripts.site.app import look_folder

from .tools import ADDRESS, CODES, Page, Site, told

DIRECTIONS = {"ar": "rtl", "en": "ltr"}

ALTERNATES = "//head/link[normalize-space(@rel)='alternate'][@hreflang]"

FETCHED = ("stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect")

LOADED = "//@src | //@srcset | //@poster | //object/@data" + "".join(
    f" | //link[contains(@rel, '{each}')]/@href" for each in (*FETCHED, "dns-prefetch")
)
"""What a browser fetches by itself."""

LEAKS = re.compile(
    r"\{\{|\}\}|\{%|%\}|&#?\w+;|Markup\(|<bound |object at 0x|\(\)|\bundefined\b"
    r"|^None$|[/=]None\b|\w None$"
)
"""Text of templates, entities and Python that no reader should see."""


def test_the_defence_agreement_stands_in_both_languages(site: Site) -> None:
    """The entry that the issue names: both pages, their language and direction, and their links."""
    for code, other in (CODES, CODES[::-1]):
        page = site.page(f"{code}/events/defence-agreement/")
        assert page.file == site.root / code / "events" / "defence-agreement" / "index.html"
        assert (page.document.get("lang"), page.document.get("dir")) == (code, DIRECTIONS[code])
        (link,) = page.all(f"//nav[contains(@class, 'languages')]/a[@hreflang='{other}']")
        target = (page.file.parent / link.get("href", "") / "index.html").resolve()
        assert target == site.page(f"{other}/events/defence-agreement/").file.resolve()
        assert link.get("lang") == other


def test_every_kind_of_page_is_looked_at(site: Site) -> None:
    """Each page template has made a page of the test site, in both languages."""
    templates = (site.tree / "scripts/pages/templates").glob("[!_]*.md.j2")
    kinds = {path.name.partition(".")[0] for path in templates} | {"hand"}
    assert {(page.code, page.kind) for page in site.in_languages} == {
        (code, kind) for code in CODES for kind in kinds
    }


def test_every_page_names_its_language(site: Site) -> None:
    """`lang` and `dir` of every page are those of the folder that it stands in."""
    named = {
        page.path: (page.document.get("lang"), page.document.get("dir"))
        for page in site.in_languages
    }
    wrong = {path: said for path, said in named.items() if said != (path[:2], DIRECTIONS[path[:2]])}
    assert len(named) > 300
    assert not wrong, told(wrong)


def test_every_page_has_one_heading_of_the_first_level(site: Site) -> None:
    """One `h1`, with text in it, and no level left out below it."""
    wrong: dict[str, object] = {}
    for page in site.in_languages:
        headings = page.all("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")
        levels = [int(str(each.tag)[1]) for each in headings]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        empty = [each.tag for each in headings if not each.text_content().strip()]
        if levels.count(1) != 1 or levels[0] != 1 or jumps or empty:
            wrong[page.path] = levels, jumps, empty
    assert not wrong, told(wrong)


def test_titles_tell_pages_apart(site: Site) -> None:
    """Every page has a title that no other page of its language has, and it names the site."""
    titles: dict[str, Counter[str]] = {code: Counter() for code in CODES}
    wrong = []
    for page in site.in_languages:
        (title,) = page.values("//head/title/text()")
        titles[page.code][title] += 1
        name = site.page(f"{page.code}/").values("//h1/text()")[0]
        if not title.endswith(name):
            wrong.append(f"{page.path}: {title}")
    wrong += [f"{title}: {n} pages" for of in titles.values() for title, n in of.items() if n > 1]
    assert not wrong, told(wrong)


def test_every_page_has_a_description(site: Site) -> None:
    """A description, in words of the page's language, on every page but the 404 page."""
    wrong: dict[str, object] = {}
    for page in site.pages:
        found = page.values("//head/meta[@name='description']/@content")
        if page.path != "404.html" and [bool(each.strip()) for each in found] != [True]:
            wrong[page.path] = found
        if page.code == "ar" and not any("ARABIC" in unicodedata.name(c, "") for c in found[0]):
            wrong[page.path] = found
    assert not wrong, told(wrong)


def test_every_page_knows_its_own_address(site: Site) -> None:
    """The canonical address is the page's own, whole; of an old revision, that of its entry."""
    wrong: dict[str, object] = {}
    listed = {page.address for page in site.pages if page.is_listed}
    for page in site.pages:
        found = page.values("//head/link[@rel='canonical']/@href")
        own = [page.address] if page.is_listed else [urljoin(page.address, "../")]
        if found != ([] if page.path == "404.html" else own) or not listed.issuperset(found):
            wrong[page.path] = found
    assert not wrong, told(wrong)


def alternates(page: Page) -> dict[str, str]:
    """The addresses of the page in each language, as it names them."""
    found = [(each.get("hreflang", ""), each.get("href", "")) for each in page.all(ALTERNATES)]
    assert len(found) == len(dict(found)), page.path
    return dict(found)


def test_alternates_are_absolute_and_reciprocal(site: Site) -> None:
    """Every page names itself, its twins and the chooser; the twins exist and say the same."""
    wrong: dict[str, object] = {}
    by_address = {page.address: page for page in site.pages}
    for page in site.in_languages:
        named = alternates(page)
        if not page.is_listed:
            assert not named, page.path
            continue
        expected = {code: f"{ADDRESS}{code}/{page.below}" for code in CODES}
        twins = [by_address.get(address) for address in expected.values()]
        if named != {**expected, "x-default": ADDRESS} or any(
            twin is None or alternates(twin) != named for twin in twins
        ):
            wrong[page.path] = named
    assert not wrong, told(wrong)
    assert alternates(site.page("")) == {
        **{code: f"{ADDRESS}{code}/" for code in CODES},
        "x-default": ADDRESS,
    }


def test_every_page_links_to_its_twin(site: Site) -> None:
    """The language switch of every page leads to the same page in each other language, by name."""
    names = {"ar": "العربية", "en": "English"}
    wrong: dict[str, object] = {}
    for page in site.in_languages:
        links = page.all("//nav[contains(@class, 'languages')]//a")
        leads = {a.get("hreflang"): urljoin(page.address, a.get("href", "")) for a in links}
        said = {a.get("lang"): a.text_content().strip() for a in links}
        others = [code for code in CODES if code != page.code]
        if leads != {code: f"{ADDRESS}{code}/{page.below}" for code in others} or said != {
            code: names[code] for code in others
        }:
            wrong[page.path] = leads, said
    assert not wrong, told(wrong)


def test_both_languages_have_the_same_pages(site: Site) -> None:
    """A path that exists in one language exists in the other."""
    arabic, english = ({p.below for p in site.pages if p.code == code} for code in CODES)
    assert arabic == english


def test_ids_are_unique_in_their_page(site: Site) -> None:
    """No id stands twice in a page, and none has a blank in it."""
    wrong: dict[str, object] = {}
    for page in site.pages:
        ids = Counter(page.values("//@id"))
        if bad := [id_ for id_, n in ids.items() if n > 1 or not re.fullmatch(r"\S+", id_)]:
            wrong[page.path] = bad
    assert not wrong, told(wrong)


def test_nothing_comes_from_another_host(site: Site) -> None:
    """Scripts, styles, pictures and fonts are the site's own, by relative addresses."""
    wrong: dict[str, object] = {}
    for page in site.pages:
        loaded = page.values(LOADED)
        foreign = [each for each in loaded if urlsplit(each).scheme or each.startswith("//")]
        if len(loaded) < 3 or foreign:
            wrong[page.path] = loaded
    look = site.root / look_folder()
    assert (look / "timeline.css").is_file()
    for style in look.glob("*.css"):
        if found := re.findall(r"@import|url\(|https?:|//\w", style.read_text("utf-8")):
            wrong[style.name] = found
    for script in look.glob("*.js"):
        if found := re.findall(r"https?:|[\"'`]//", script.read_text("utf-8")):
            wrong[script.name] = found
    assert not wrong, told(wrong)


def test_no_script_or_style_stands_in_a_page(site: Site) -> None:
    """So that a Content-Security-Policy can refuse all of them: no element, no attribute."""
    inline = (
        "//script[not(contains(@type, 'json'))][not(@src) or normalize-space()]"
        " | //style | //*[@style]"
        " | //*[@*[starts-with(name(), 'on')]] | //*[@*[starts-with(., 'javascript:')]]"
    )
    wrong = {page.path: found for page in site.pages if (found := page.all(inline))}
    assert not wrong, told(wrong)


def test_data_in_pages_is_whole(site: Site) -> None:
    """Blocks of linked data are JSON, and nothing in them could end their element."""
    for page in site.pages:
        for block in page.values("//script[@type='application/ld+json']/text()"):
            assert json.loads(block), page.path
            assert not re.search("[<>]", block), page.path


def test_no_text_of_templates_or_python_leaks(site: Site) -> None:
    """No braces, entities, reprs or `None` where a reader, or a machine, sees text."""
    wrong: dict[str, object] = {}
    code = "ancestor-or-self::*[self::code or self::pre or self::script]"
    code += " or ancestor-or-self::p[starts-with(@id, 'cite_')]"
    for page in site.pages:
        # Citations have one form for wikis, with braces and entities of their own.
        texts = page.values(f"//text()[not({code})] | //@*[not({code})]")
        leaks = [text for text in texts if LEAKS.search(text.strip())]
        leaks += [address for address in page.values("//a/@href") if not address]
        if leaks:
            wrong[page.path] = leaks
    assert not wrong, told(wrong)


def first_strong(text: str) -> str:
    """The direction of the first character of `text` that has one: what `dir="auto"` goes by."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next(({"L": "ltr"}.get(k, "rtl") for k in kinds if k in {"L", "R", "AL"}), "")


def test_labels_that_begin_with_a_latin_name_keep_the_direction_of_the_page(site: Site) -> None:
    """`Israelnetz، بلا تاريخ` is Arabic: nothing around it guesses its direction from the I.

    A guessed direction would put the comma and the words on the wrong side of the name. That links
    are isolated is the stylesheet's part (test_site_bidi.py).
    """
    wrong = []
    seen = 0
    guessed = "ancestor-or-self::bdi[1][not(@dir)] or ancestor-or-self::*[@dir][1]/@dir='auto'"
    for page in site.in_languages:
        for label in page.all("//article//a[contains(@href, 'sources/')] | //bdi"):
            text = label.text_content()
            directions = {unicodedata.bidirectional(character) for character in text}
            if page.code != "ar" or first_strong(text) != "ltr" or "AL" not in directions:
                continue
            seen += 1
            # A name alone, within what has a direction, may be guessed.
            within = [each.text_content() for each in label.xpath(f"descendant::*[{guessed}]")]
            mixed = any(unicodedata.bidirectional(sign) == "AL" for sign in "".join(within))
            if label.xpath(f"boolean({guessed})") or mixed:
                wrong.append(f"{page.path}: {text}")
    assert seen > 10
    assert not wrong, told(wrong)


def has_bare_range(text: str) -> bool:
    """Whether a range of numbers in `text` follows no Latin letter, after which it is in order."""
    for found in re.finditer(r"\d\s?[-–—]\s?\d", text):
        letters = [sign for sign in text[: found.start()] if sign.isalpha()]
        if not letters or unicodedata.bidirectional(letters[-1]) != "L":
            return True
    return False


def test_ranges_of_numbers_are_isolated_in_arabic(site: Site) -> None:
    """`9-11` after an Arabic word is drawn as `11-9` unless something isolates it.

    Dates in figures and ranges of years and paragraphs are where it happens.
    """
    # The stylesheet has code run from the left.
    shown_from_the_left = "ancestor::*[@dir][1]/@dir = 'ltr' or ancestor::code"
    hidden = "ancestor::*[@hidden]"
    wrong = [
        f"{page.path}: {text}"
        for page in site.in_languages
        if page.code == "ar"
        for text in page.values(f"//body//text()[not({shown_from_the_left} or {hidden})]")
        # A citation for wikis and an address have signs of their own.
        if has_bare_range(text) and not text.startswith(("{{", "http"))
    ]
    assert not wrong, told(wrong)
