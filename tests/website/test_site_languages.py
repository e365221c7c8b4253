"""A language more is files more: a made-up one is added here, and no stage is touched.

Its letters are Georgian ones, one for each Latin letter; it is written from the right and has one
plural form. Whatever Latin letter is left on its pages came from somewhere else than its own files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from importlib.resources import files as resources
from pathlib import Path

import pytest
import yaml
from sharing import made_once

from .test_site_sitemap import entries
from .tools import ADDRESS, Page, Site, build, copy_small_tree, copy_tree, files, run, told

CODE = "qtz"
CODES = ("ar", "en", CODE)

NAME = "ნადე უპ"

Value = str | list["Value"] | dict[str, "Value"]
"""What a YAML file of texts holds."""

PLURAL_FORMS = {"zero", "one", "two", "few", "many", "other"}

ITS_OWN: dict[str, Value] = {
    "name": NAME,
    "direction": "rtl",
    "plural": {},
    "letters": " -@\\[-`{-~À-ž‐-‟…«»·§¶°×’“”‘ა-ჿ",
    "folding": {},
}

MATERIAL = resources("material") / "templates/partials/languages/en.html"
"""The words of Material's frame; a language that it does not know needs such a file."""

WORDS = (
    "//head/title/text() | //head/meta[@name='description']/@content"
    " | //body//text()[not(parent::script)] | //body//@title | //body//@aria-label"
    " | //body//@placeholder"
    " | //body//@alt | //body//@label | //dialog/@*[starts-with(name(), 'data-')]"
    " | //output/@*[starts-with(name(), 'data-')]"
)

LATIN = re.compile("[A-Za-z]{2}")

NO_WORD = re.compile(
    "|".join(
        (
            r"\b(?:EDTF|SWHID)\b",  # names of standards
            r"\bswh:\S+|\b[0-9a-f]{10,}\b",  # checksums
            r"https?:\S+|[\w/.-]+/#\w+",  # addresses
            r"[\w/.-]+\.(?:bib|csv|ics|json|ris|xml|zip)\b",  # files
            r"\b(?:II|ii)\b",  # the value of a locator
            r"\{\w+\}",  # what a script fills in
            rf"\b{CODE}\b",
        ),
    ),
)
"""What has Latin letters in every language."""

FOREIGN = (
    f"//body//*[@lang and @lang != '{CODE}']"
    " | //article//a[contains(@href, '://')] | //code"
    # Names and titles of sources in citations stand in their own language.
    " | //*[@id='source' or @id='cite']/following::*[@class='tabbed-block']/p"
    " | //*[@id='source']/following-sibling::p[contains(., '&')]"
    # So do the sources by which the search finds an entry; a kind of page has a code.
    " | //p[@hidden] | //p[@data-pagefind-filter='kind']"
    # Codes of problems are names; messages repeat what stands in the record that they are about.
    " | //*[@id='problems']/following::*[self::h3 or self::p[code]]"
)
"""What is rightly in another language, or in none."""


def strange(text: str) -> str:
    """`text` in the letters of the made-up language."""
    plain = [c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)]
    return re.sub(
        "[A-Za-z]", lambda letter: chr(ord("ა") + ord(letter[0].lower()) - ord("a")), "".join(plain)
    )


def pattern(text: str) -> str:
    """The same, but for the {placeholders} in it."""
    return "".join(
        part if part[:1] == "{" else strange(part) for part in re.split(r"(\{[?=]?[\w-]+\})", text)
    )


def translated(value: Value, say: Callable[[str], str]) -> Value:
    """A value of texts, each made strange by `say`; of plural forms one is left."""
    match value:
        case dict():
            forms = "other" in value and value.keys() <= PLURAL_FORMS
            kept = {"other": value["other"]} if forms else value
            return {key: translated(each, say) for key, each in kept.items()}
        case list():
            return [translated(each, say) for each in value]
    return say(value)


def its_own(facts: Value) -> Value:
    """The language file of the made-up language, made of another's."""
    words = translated(facts, pattern)
    assert isinstance(words, dict)
    return {**words, **ITS_OWN}


def with_texts(value: Value) -> Value:
    """A record's value, with a text in the made-up language beside each that English has."""
    match value:
        case dict() if "en" in value and value.keys() <= set(CODES):
            return {**value, CODE: translated(value["en"], strange)}
        case dict():
            return {key: with_texts(each) for key, each in value.items()}
        case list():
            return [with_texts(each) for each in value]
    return value


def rewrite(file: Path, change: Callable[[Value], Value], to: Path | None = None) -> None:
    """Write what `change` makes of a YAML file."""
    value = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (texts only)
    text = yaml.safe_dump(
        change(value), allow_unicode=True, default_style='"', sort_keys=False, width=10_000
    )
    (to or file).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site in three languages."""

    def make(folder: Path) -> None:
        build_in_three_languages(folder / "tree")
        (folder / "tree/site").rename(folder / "base")

    folder = made_once(tmp_path_factory, "three", make)
    return Site(folder / "tree", folder)


def build_in_three_languages(tree: Path) -> None:
    """Build the small site with the made-up language beside the two."""
    copy_small_tree(tree)
    before = files(tree / "scripts")
    languages = tree / "scripts" / "i18n"
    rewrite(
        languages / "en.yml",
        its_own,
        to=languages / f"{CODE}.yml",
    )
    for record in [*tree.glob("timeline/**/*.yml"), *tree.glob("seeds/*.yml")]:
        rewrite(record, with_texts)
    configure(tree)
    for page in sorted((tree / "docs" / "en").glob("*.md")):
        entries = re.findall(r"\((events/[^)]+)\)", page.read_text("utf-8"))
        links = "".join(f"[{strange('entry')}]({each})\n" for each in entries)
        text = f"# {strange(page.stem)}\n\n{strange('Written by hand.')}\n{links}"
        (tree / "docs" / CODE).mkdir(exist_ok=True)
        (tree / "docs" / CODE / page.name).write_text(text, encoding="utf-8")

    build(tree)
    added = {f"i18n/{CODE}.yml"}
    assert {n: c for n, c in files(tree / "scripts").items() if n not in added} == before


def configure(tree: Path) -> None:
    """Tell the publisher of the language, as the README says."""
    file = tree / "mkdocs.yml"
    english = yaml.safe_load(file.read_text("utf-8"))
    others = "\n  alternate:\n"
    known = f"{others}    - {{name: {NAME}, link: ../{CODE}/, lang: {CODE}, dir: rtl}}\n"
    text = file.read_text("utf-8")
    assert others in text
    file.write_text(text.replace(others, known, 1), encoding="utf-8")
    toggles = [
        {**each, "toggle": {**each["toggle"], "name": strange(each["toggle"]["name"])}}
        for each in english["theme"]["palette"]
    ]
    configuration = {
        "INHERIT": "mkdocs.yml",
        "site_name": NAME,
        "site_description": strange(english["site_description"]),
        "site_url": english["site_url"].replace("/en/", f"/{CODE}/"),
        "docs_dir": f"docs/{CODE}",
        "site_dir": f"site/{CODE}",
        "copyright": strange(english["copyright"]),
        "theme": {"language": CODE, "palette": toggles},
        "markdown_extensions": {"toc": {"permalink_title": strange("Permanent link")}},
    }
    (tree / f"mkdocs.{CODE}.yml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    words = re.sub(r'(?<=": ")[^"]*', lambda found: strange(found[0]), MATERIAL.read_text("utf-8"))
    for name, value in {"language": CODE, "direction": "rtl"}.items():
        words = re.sub(rf'(?<="{name}": ")[^"]*', value, words)
    partial = tree / f"docs/theme/partials/languages/{CODE}.html"
    partial.parent.mkdir()
    partial.write_text(words, encoding="utf-8")


def test_the_pages_of_the_new_language_are_there(world: Site) -> None:
    """The same paths as in the other languages, with its code and its direction."""
    paths = {code: {page.below for page in world.pages if page.code == code} for code in CODES}
    assert paths[CODE] == paths["en"] == paths["ar"]
    assert len(paths[CODE]) > 30
    wrong = [
        page.path
        for page in world.pages
        if page.code == CODE
        and (page.document.get("lang"), page.document.get("dir")) != (CODE, "rtl")
    ]
    assert not wrong, told(wrong)


def test_every_page_leads_to_every_language(world: Site) -> None:
    """The switch, the alternates, the chooser, the 404 page and the sitemap know all three."""
    names = {"ar": "العربية", "en": "English", CODE: NAME}
    for page in world.in_languages:
        others = {code: name for code, name in names.items() if code != page.code}
        switch = page.all("//nav[contains(@class, 'languages')]//a")
        assert {a.get("hreflang"): a.text_content().strip() for a in switch} == others, page.path
        named = page.values("//link[normalize-space(@rel)='alternate']/@hreflang")
        assert sorted(named) == (sorted([*CODES, "x-default"]) if page.is_listed else [])
    for path in ("", "404.html"):
        assert world.page(path).values("//section/@lang") == list(CODES)
    known = world.page("").values("//script/@data-chooser")
    assert known == [" ".join(CODES)]
    listed = {each.removeprefix(ADDRESS).partition("/")[0] for each in entries(world.root)}
    assert listed == {"", *CODES}


def test_nothing_of_another_language_leaks(world: Site) -> None:
    """Each word of its pages is from its own files: no Latin letter stands where none belongs."""
    wrong: dict[str, object] = {}
    for page in world.pages:
        if page.code != CODE:
            continue
        copy = Page(page.path, page.file)
        for element in copy.all(FOREIGN):
            element.drop_tree()
        texts = copy.values(WORDS)
        found = {text.strip() for text in texts if LATIN.search(NO_WORD.sub("", text))}
        if found:
            wrong[page.path] = found
    assert not wrong, told(wrong)


def test_its_months_and_plurals_are_its_own(world: Site) -> None:
    """Dates are in its words; a number finds the one form that it has."""
    page = world.page(f"{CODE}/events/added-day/")
    date = page.values("//p[starts-with(@class, 'when')]/text()")[0].partition(" · ")[0]
    assert date == strange("20 January 2014")
    counts = world.page(f"{CODE}/years/").values("//article//li/em/text()")
    assert strange("1 entries") in counts


@pytest.fixture
def checkout(world: Site, tmp_path: Path) -> Path:
    """A checkout of one's own in three languages, which is not built."""
    return copy_tree(tmp_path / "tree", source=world.tree)


def test_problems_are_told_in_it(checkout: Path) -> None:
    """Also what the checks say: a contributor may ask for it in any language of the site."""
    record = checkout / "timeline/events/added-day.yml"
    text = record.read_text("utf-8")
    record.write_text(text.replace('"topics":', '"tropics":'), encoding="utf-8")
    done = run(checkout, "check", "--lang", CODE)
    assert done.status == 1
    assert strange("is not a field here") in done.said
    assert "field" not in done.said.replace("unknown-field", "").replace("missing-field", "")


def test_a_record_needs_its_text(checkout: Path) -> None:
    """Every text is needed in the new language too; where one is missing, it is named."""
    record = checkout / "timeline/events/added-day.yml"
    lines = record.read_text("utf-8").splitlines(keepends=True)
    first = next(line for line in lines if f'"{CODE}":' in line)
    record.write_text("".join(line for line in lines if line is not first), encoding="utf-8")
    done = run(checkout, "check", "--lang", "en")
    assert done.status == 1
    assert f"'title' has no text in '{CODE}'" in done.said
