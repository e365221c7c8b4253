"""What is particular to a language: dates and spans in words, plurals, words, alphabets."""

from __future__ import annotations

import ast
import datetime
import re
import string
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from babel import Locale

from scripts.checks.examples import read_examples
from scripts.i18n.dates import date_words, span_words, year_words
from scripts.i18n.folding import sort_key
from scripts.i18n.language import Language, MissingWordError, read_languages
from scripts.pages.kinds import pages
from scripts.pages.page import GENERATED, Page, SiteContext
from scripts.pages.render import TEMPLATES, Renderer
from scripts.problems import problem
from scripts.records.dates import Edtf
from scripts.records.model import Because, Found, Kind, Says
from scripts.records.source import Genre, Seen
from scripts.records.vocabulary import ActorType
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology

SCRIPTS = Path(__file__).parents[2] / "scripts"
BY_CODE = {each.code: each for each in read_languages()}


@pytest.mark.parametrize(
    ("date", "english", "arabic"),
    [
        ("1992", "1992", "1992"),
        ("1992-04", "April 1992", "نيسان/أبريل 1992"),
        ("1992-04-10", "10 April 1992", "10 نيسان/أبريل 1992"),
        ("2014-01-02", "2 January 2014", "2 كانون الثاني/يناير 2014"),
        # qualified
        ("1991-12?", "December 1991 (uncertain)", "كانون الأول/ديسمبر 1991 (غير مؤكد)"),
        ("1930~", "c. 1930", "نحو 1930"),
        ("1930%", "c. 1930 (uncertain)", "نحو 1930 (غير مؤكد)"),
        # decades and centuries
        ("199X", "the 1990s", "تسعينيات القرن العشرين"),
        ("192X~", "c. the 1920s", "نحو عشرينيات القرن العشرين"),
        ("190X", "1900–1909", "1900–1909"),
        ("201X", "the 2010s", "العقد الثاني من القرن الحادي والعشرين"),
        ("19XX", "20th century", "القرن العشرين"),
        ("14XX?", "15th century (uncertain)", "القرن الخامس عشر (غير مؤكد)"),
        ("20XX", "21st century", "القرن الحادي والعشرين"),
        # intervals: what both ends share is said once
        ("2022-01-02/2022-01-19", "2–19 January 2022", "من 2 إلى 19 كانون الثاني/يناير 2022"),
        (
            "2022-01-30/2022-02-02",
            "30 January – 2 February 2022",
            "من 30 كانون الثاني/يناير إلى 2 شباط/فبراير 2022",
        ),
        (
            "2021-12-30/2022-01-02",
            "30 December 2021 – 2 January 2022",
            "من 30 كانون الأول/ديسمبر 2021 إلى 2 كانون الثاني/يناير 2022",
        ),
        ("2013/2014", "2013 – 2014", "من 2013 إلى 2014"),
        ("2014-03/2014-05", "March – May 2014", "من آذار/مارس إلى أيار/مايو 2014"),
        ("2013/2014-05-06", "2013 – 6 May 2014", "من 2013 إلى 6 أيار/مايو 2014"),
        (
            "198X/199X",
            "the 1980s – the 1990s",
            "من ثمانينيات القرن العشرين إلى تسعينيات القرن العشرين",
        ),
        ("1930~/1940?", "c. 1930 – 1940 (uncertain)", "من نحو 1930 إلى 1940 (غير مؤكد)"),
        (
            "1995-08-30~/1995-08-31",
            "c. 30 – 31 August 1995",
            "من نحو 30 إلى 31 آب/أغسطس 1995",
        ),
        (
            "2026-02-28/2026-03-09~",
            "28 February – c. 9 March 2026",
            "من 28 شباط/فبراير إلى نحو 9 آذار/مارس 2026",
        ),
        ("18XX/19XX", "19th century – 20th century", "من القرن التاسع عشر إلى القرن العشرين"),
        # seasons
        ("1995-21", "spring 1995", "ربيع 1995"),
        ("1995-22/1995-23", "summer – autumn 1995", "من صيف إلى خريف 1995"),
        ("1995-23/1996-21", "autumn 1995 – spring 1996", "من خريف 1995 إلى ربيع 1996"),
        (
            "1995-12/1996-02",
            "December 1995 – February 1996",
            "من كانون الأول/ديسمبر 1995 إلى شباط/فبراير 1996",
        ),
        # one unknown day within a span
        ("[1991..1993]", "between 1991 and 1993", "بين 1991 و1993"),
        (
            "[1995-08-30..1995-08-31]",
            "between 30 and 31 August 1995",
            "بين 30 و31 آب/أغسطس 1995",
        ),
        ("[1992-03..1992-05]", "between March and May 1992", "بين آذار/مارس وأيار/مايو 1992"),
        ("[..1992]", "in or before 1992", "في 1992 أو قبل ذلك"),
        ("[..1993]", "in or before 1993", "في 1993 أو قبل ذلك"),
        ("[..1992-04]", "in or before April 1992", "في نيسان/أبريل 1992 أو قبل ذلك"),
        ("[..1992-04-10]", "on or before 10 April 1992", "في 10 نيسان/أبريل 1992 أو قبل ذلك"),
        ("[1993..]", "in or after 1993", "في 1993 أو بعد ذلك"),
        ("[1993-01-02..]", "on or after 2 January 1993", "في 2 كانون الثاني/يناير 1993 أو بعد ذلك"),
        # an end that is not sure is told whole
        (
            "2022-01-02/2022-01-19?",
            "2 January 2022 – 19 January 2022 (uncertain)",
            "من 2 كانون الثاني/يناير 2022 إلى 19 كانون الثاني/يناير 2022 (غير مؤكد)",
        ),
        # open intervals
        ("2013/..", "since 2013", "منذ 2013"),
        ("1930~/..", "since c. 1930", "منذ نحو 1930"),
        ("../1995-06", "until June 1995", "حتى حزيران/يونيو 1995"),
        ("../199X?", "until the 1990s (uncertain)", "حتى تسعينيات القرن العشرين (غير مؤكد)"),
    ],
)
def test_date_words(date: str, english: str, arabic: str) -> None:
    """Every form of a date has its words, as precise as the date."""
    edtf = Edtf.parse(date)
    assert date_words(edtf, BY_CODE["en"]) == english
    assert date_words(edtf, BY_CODE["ar"]) == arabic


def test_months() -> None:
    """The month names are those of Unicode CLDR; in Arabic those of Beirut and of Cairo."""
    codes = ("en", "ar_LB", "ar_EG")
    en, lb, eg = (Locale.parse(code).months["format"]["wide"] for code in codes)
    numbers = range(1, 13)
    assert BY_CODE["en"].facts["dates"]["months"] == [en[n] for n in numbers]
    assert BY_CODE["ar"].facts["dates"]["months"] == [f"{lb[n]}/{eg[n]}" for n in numbers]


def test_every_year_page_has_a_heading(language: Language) -> None:
    """Every year, decade and century up to our own has words of its own."""
    centuries = [f"{century}xx" for century in range(10, 21)]
    decades = [f"{decade}x" for decade in range(100, 210)]
    years = [str(year) for year in range(1000, 2100)]
    headings = [year_words(each, language) for each in (*centuries, *decades, *years)]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(
    ("earlier", "later", "english", "arabic"),
    [
        # one, two, few, many, and the hundreds
        ("2013", "2014", "1 year", "سنة"),
        ("2012", "2014", "2 years", "سنتين"),
        ("2011", "2014", "3 years", "3 سنوات"),
        ("2004", "2014", "10 years", "10 سنوات"),
        ("2003", "2014", "11 years", "11 سنة"),
        ("1915", "2014", "99 years", "99 سنة"),
        ("1914", "2014", "100 years", "100 سنة"),
        ("1912", "2014", "102 years", "102 سنة"),
        ("1911", "2014", "103 years", "103 سنوات"),
        ("2014-01", "2014-02", "1 month", "شهر"),
        ("2014-01", "2014-03", "2 months", "شهرين"),
        ("2014-01", "2014-10", "9 months", "9 أشهر"),
        ("2014-01", "2014-12", "11 months", "11 شهرًا"),
        ("2014-01-20", "2014-01-21", "1 day", "يوم"),
        ("2014-01-20", "2014-01-22", "2 days", "يومين"),
        ("2014-01-20", "2014-01-27", "7 days", "7 أيام"),
        ("2014-01-20", "2014-01-31", "11 days", "11 يومًا"),
        # two units at most, joined
        ("2004-05-17", "2010-03-02", "5 years and 9 months", "5 سنوات و9 أشهر"),
        ("2014-01-20", "2014-03-22", "2 months and 2 days", "شهرين ويومين"),
        ("2013-01-20", "2014-01-22", "1 year and 2 days", "سنة ويومين"),
        # the calendar: from the end of a long month, over a leap day
        ("2014-01-31", "2014-02-28", "1 month", "شهر"),
        ("2016-02-28", "2016-03-01", "2 days", "يومين"),
        ("2016-02-29", "2017-02-28", "1 year", "سنة"),
        # no finer than the coarser date
        ("2014-01-20", "2016", "2 years", "سنتين"),
        ("2013-12-31", "2014-01", "1 month", "شهر"),
        ("1991-12?", "2004-05-17", "12 years and 5 months", "12 سنة و5 أشهر"),
        ("2014", "2014-05-06", "", ""),
        ("2014-01-20", "2014-01-20", "", ""),
        ("199X", "2014", "", ""),
        ("2014", "20XX", "", ""),
        # from beginning to beginning; of an open one, its end
        ("2010-03-02/2010-03-05", "2010-03-04", "2 days", "يومين"),
        ("2013/..", "2015/2017", "2 years", "سنتين"),
        ("../1995", "1997", "2 years", "سنتين"),
        # a season is no finer than its year; of an unknown day nothing is said
        ("1995-21", "1997-03-01", "2 years", "سنتين"),
        ("[1991..1993]", "1997", "", ""),
        ("1990", "[..1992]", "", ""),
    ],
)
def test_span_words(earlier: str, later: str, english: str, arabic: str) -> None:
    """How much time lies between two dates, after «قبل» and «بعد» in Arabic."""
    dates = Edtf.parse(earlier), Edtf.parse(later)
    assert span_words(*dates, BY_CODE["en"]) == english
    assert span_words(*dates, BY_CODE["ar"]) == arabic


def test_plural_categories(language: Language) -> None:
    """The plural rules are those of Unicode CLDR, for every count that a page may show."""
    cldr = Locale.parse(language.code).plural_form
    assert [language.plural(n) for n in range(201)] == [cldr(n) for n in range(201)]
    assert {*cldr.rules, "other"} == {*language.facts["plural"], "other"}


CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})


def has_forms(value: object) -> bool:
    return isinstance(value, Mapping) and "other" in value and value.keys() <= CATEGORIES


Leaf: TypeAlias = "str | list[str] | dict[str, str]"


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Leaf]]:  # noqa: ANN401  (from YAML)
    """Every text of a language file, by its dotted key; plural forms and lists are one leaf."""
    if isinstance(value, Mapping) and not has_forms(value):
        for name, part in value.items():
            yield from leaves(part, f"{key}.{name}" if key else name)
    else:
        yield key, value


TABLES = frozenset({"plural", "folding", "articles", "search", "citation", "descriptions"})


def words_of(language: Language) -> dict[str, Leaf]:
    """Every text of a language, without the tables that each language fills in its own way."""
    facts = {name: value for name, value in language.facts.items() if name not in TABLES}
    return dict(leaves(facts))


def texts(leaf: Leaf) -> list[str]:
    if isinstance(leaf, str):
        return [leaf]
    return list(leaf.values()) if isinstance(leaf, Mapping) else list(leaf)


def placeholders(leaf: Leaf) -> set[str]:
    """What is filled into a text, whichever of its forms it stands in."""
    parsed = (part for text in texts(leaf) for part in string.Formatter().parse(text))
    return {name for _, name, _, _ in parsed if name is not None}


def test_languages_have_the_same_words() -> None:
    """Every language file has the same keys, lists of the same length, and no empty text."""
    first, *others = (words_of(each) for each in BY_CODE.values())
    assert others
    for other in others:
        assert set(other) == set(first)
        for key, leaf in first.items():
            assert type(other[key]) is type(leaf), key
            if isinstance(leaf, list):
                assert len(other[key]) == len(leaf), key
    for each in BY_CODE.values():
        assert set(each.facts) == set(BY_CODE["en"].facts)
        empty = [
            key for key, leaf in words_of(each).items() if not all(map(str.strip, texts(leaf)))
        ]
        assert empty == []


def test_plural_forms_are_complete(language: Language) -> None:
    """What has forms has one for each category of the language; besides, one for nothing."""
    wanted = {"other", *language.facts["plural"]}
    forms = {key: set(leaf) for key, leaf in words_of(language).items() if has_forms(leaf)}
    assert len(forms) > 10
    assert [key for key, found in forms.items() if found | {"zero"} != wanted | {"zero"}] == []
    assert [key for key, found in forms.items() if not found >= wanted] == []


FILLED_DATES = {
    "day": {"day", "month", "year"},
    "month": {"month", "year"},
    "day-of-year": {"day", "month"},
    "days": {"first", "last", "month", "year"},
    "interval": {"start", "end"},
    "since": {"start"},
    "until": {"end"},
    "approximate": {"date"},
    "uncertain": {"date"},
    "read": {"year", "century"},
    "season": {"season", "year"},
    "seasons": set[str](),
    "between": {"start", "end"},
    "latest": {"end"},
    "latest-day": {"end"},
    "earliest": {"start"},
    "earliest-day": {"start"},
    "decades": {"year", "last", "century"},
    "century": {"century"},
    "months": set[str](),
    "centuries": set[str](),
}
"""What `pages.words` fills into each pattern; a language may leave some of it out."""


def test_placeholders_agree() -> None:
    """The same facts are filled into a text in every language."""
    first, *others = (
        {key: placeholders(leaf) for key, leaf in words_of(each).items()}
        for each in BY_CODE.values()
    )
    for other in others:
        differing = {key for key, names in first.items() if other[key] != names}
        assert {key for key in differing if not key.startswith("dates.")} == set()
    for each in BY_CODE.values():
        assert set(each.facts["dates"]) == set(FILLED_DATES)
        for name, filled in FILLED_DATES.items():
            patterns = each.facts["dates"][name]
            patterns = patterns["first-decade"] if name == "read" else patterns
            assert placeholders(patterns) <= filled, (each.code, name)


def test_words_of_pages_are_plain(language: Language) -> None:
    """No word of a page means anything to HTML or Markdown: they go out as they are."""
    sections = {"problems", "progress", "summary", "letters", "editor", "new"}
    for key, leaf in words_of(language).items():
        if key.partition(".")[0] not in sections:
            for text in texts(leaf):
                bare = re.sub(r"\{[a-z0-9]+\}", "", text)
                assert not re.search(r'[<>&"*_`\[\]{}\\#|~]', bare), key


@pytest.mark.parametrize(
    ("family", "values"),
    [
        ("kinds", Kind),
        ("genres", Genre),
        ("seen", Seen),
        ("says", Says),
        ("sought", Found),
        ("actor-types", ActorType),
        ("labels", Label),
        ("label-meanings", Label),
        ("moved", Because),
    ],
)
def test_every_value_has_its_word(family: str, values: type[StrEnum], language: Language) -> None:
    """Whatever a record may choose from has its word in each language."""
    assert set(language.facts[family]) >= {str(each) for each in values}


def test_language_names(language: Language) -> None:
    """Each language of the site has a name in each, and says itself where it is read."""
    assert BY_CODE.keys() <= set(language.facts["language-names"])
    assert language.word(f"language-names.{language.code}") == language.name
    assert language.direction == Locale.parse(language.code).text_direction


def test_names_of_all_languages(language: Language) -> None:
    """Beside those of the language file, all that CLDR names; the file's own come first."""
    own, names = language.facts["language-names"], language.language_names
    assert list(names)[: len(own)] == list(own)
    assert names.items() >= own.items()
    cldr = Locale.parse(language.code).languages
    assert all(names[code] == cldr[code] for code in ("yi", "fa", "sw", "hy", "ckb", "mul"))
    assert len(names) > 500
    assert all(re.fullmatch("[a-z]{2,3}", code) for code in names)


def called_words() -> Iterator[tuple[str, str]]:
    """Every key that is written out in a call of `word` or `t`, with the file that it stands in."""
    for file in sorted(SCRIPTS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="word") | ast.Attribute(attr="word"),
                    args=[ast.Constant(value=str(key)), *_],
                ):
                    yield file.name, key
    for file in sorted(TEMPLATES.rglob("*.j2")):
        source = file.read_text("utf-8")
        for _, key in re.findall(r"\b(t|word)\(\s*['\"]([a-z0-9.-]+)['\"]\s*[,)]", source):
            yield file.name, key


def test_every_word_that_is_asked_for_exists(language: Language) -> None:
    """No page and no message asks for a word that a language file lacks."""
    called = list(called_words())
    assert len(called) > 60
    known = {key for key, _ in leaves(language.facts)}
    # Some ask for the words of a section, or of a part of one.
    parts = {key.rpartition(".")[0] for key in known}
    sections = ["", *(f"{name}." for name in {*language.facts, *parts})]
    missing = [
        (file, key)
        for file, key in called
        if not any(f"{section}{key}" in known for section in sections)
    ]
    assert missing == []


def rendered(toy: Chronology, language: Language) -> list[tuple[Page, str]]:
    renderer = Renderer(language)
    site = SiteContext(
        repository="https://example.org/repository",
        additions=dict.fromkeys(("river-patrol", "river-talks"), datetime.date(2026, 1, 2)),
        examples=read_examples(),
    )
    return [(page, renderer.render(page)) for page in pages(toy, language, site)]


def test_every_page_can_be_filled(toy: Chronology, language: Language) -> None:
    """Every kind of page of the toy finds all its words and values, and has its place once."""
    made = rendered(toy, language)
    paths = [page.path for page, _ in made]
    assert len(set(paths)) == len(paths)
    assert {path.partition("/")[0] for path in paths} == set(GENERATED)
    used = {f"{page.template}.md.j2" for page, _ in made}
    there = {file.name for file in TEMPLATES.glob("[!_]*.j2")}
    assert there - used <= {"revision.md.j2"}, "the toy has no history, and so no old states"
    assert {f"events/{id_}.md" for id_ in (*toy.entries, *toy.redirects)} <= set(paths)
    assert {f"sources/{id_}.md" for id_ in toy.sources} <= set(paths)
    assert "topics/water.md" in paths
    assert "topics/music.md" not in paths, "no entry has it"
    for _, text in made:
        assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_pages_are_the_same_in_every_language(toy: Chronology) -> None:
    """Each page is there in each language, under the same path, with the same ids on it."""
    in_each = [
        {
            page.path: re.findall(r'(?:\bid="|\{ #)([\w-]+)', text)
            for page, text in rendered(toy, each)
        }
        for each in BY_CODE.values()
    ]
    assert len(in_each) > 1
    assert all(found == in_each[0] for found in in_each)


@pytest.mark.parametrize(
    ("key", "n", "args"),
    [
        ("no.such.key", None, {}),
        ("home", None, {}),  # not a text but a family
        ("home.title.more", None, {}),
        ("count.entries", None, {}),  # has forms, and no number is given
        ("cite.source", None, {"publisher": "x"}),  # a placeholder is not filled
    ],
)
def test_missing_word(key: str, n: int | None, args: dict[str, str], language: Language) -> None:
    """A word that is not there is an error that names language and key, never an empty text."""
    with pytest.raises(MissingWordError, match=f"{language.code}: {re.escape(key)}"):
        language.word(key, n=n, **args)


def test_message() -> None:
    """A message repeats what is wrong, shortened, and adds a suggestion where there is one."""

    def message(code: str, **args: str) -> str:
        return BY_CODE["en"].message(problem("x.yml", 1, 1, code, **args))

    assert message("unknown-topic", id="a{b}c", suggestion="") == "unknown topic 'a{b}c'"
    wanted = "unknown topic 'tr'; did you mean 'trade'?"
    assert message("unknown-topic", id="tr", suggestion="trade") == wanted
    assert message("unknown-topic", id="x" * 120) == f"unknown topic '{'x' * 120}'"
    assert message("unknown-topic", id="x" * 121) == f"unknown topic '{'x' * 120}…'"
    assert message("unknown-topic", id="a\n\n b") == "unknown topic 'a b'"
    nameless = message("forbidden-character", codepoint="U+0009", name="")
    assert nameless.startswith("the character U+0009 is not allowed")


@pytest.mark.parametrize(
    ("items", "english", "arabic"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a وb"),
        (["a", "b", "c"], "a, b and c", "a، b وc"),
    ],
)
def test_listed(items: list[str], english: str, arabic: str) -> None:
    assert BY_CODE["en"].listed(items) == english
    assert BY_CODE["ar"].listed(items) == arabic


@pytest.mark.parametrize(
    ("code", "ordered"),
    [
        # The article does not count, forms of alif are one letter, ة is sorted as ه.
        ("ar", ["أذربيجان", "إسرائيل", "آسيا الوسطى", "البحرين", "تركيا", "كازاخستان", "الهند"]),
        ("ar", ["BBC", "بلدة", "بلده بعيدة", "بلدي"]),
        ("en", ["Äthiopien", "Azerbaijan", "bahrain", "The Gambia", "Zambia"]),
    ],
)
def test_names_are_in_the_order_of_their_alphabet(code: str, ordered: list[str]) -> None:
    """Whatever their case, their marks and the way they are written."""
    names = ordered[::-1]
    assert sorted(names, key=lambda name: sort_key(name, BY_CODE[code])) == ordered


def test_an_isolated_name_is_sorted_by_its_letters() -> None:
    """The marks of direction do not count."""
    keys = [sort_key(name, BY_CODE["ar"])[0] for name in ("El.kz", "\u2068El.kz\u2069")]
    assert keys[0] == keys[1]
