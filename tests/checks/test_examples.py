"""The page that explains the problems: an example for every code, and every example is true."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from publishing import converted

from scripts.checks.examples import read_examples
from scripts.console import EXPLAINED
from scripts.i18n.language import Language
from scripts.pages.guide_pages import isolated
from scripts.pages.kinds import pages
from scripts.pages.page import SiteContext
from scripts.pages.render import Renderer
from scripts.problems import Level, problem
from scripts.timeline.model import Chronology

from .test_bad import ELSEWHERE, placeholders, problems_of

EXAMPLES = {each.problem.code: each for section in read_examples().values() for each in section}
RECORDS = {code: each for code, each in EXAMPLES.items() if each.record is not None}


def test_every_code_has_an_example(languages: tuple[Language, ...]) -> None:
    """And every example a message; what no record can show is what no bad record can."""
    for each in languages:
        assert set(EXAMPLES) == set(each.facts["problems"]) - {"did-you-mean"}
    without = set(EXAMPLES) - set(RECORDS)
    assert without <= set().union(*ELSEWHERE.values()) | {"not-utf-8"}


@pytest.mark.parametrize("code", RECORDS)
def test_an_example_is_true(code: str, checkout: Path, languages: tuple[Language, ...]) -> None:
    """The record gives this problem at this place with these facts, and no other error."""
    example = RECORDS[code]
    file = checkout / example.problem.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((example.record or "").encode())
    told = problems_of(checkout, languages)
    assert example.problem in told
    errors = [each for each in told if each.level == Level.ERROR]
    assert errors in ([], [example.problem])
    # A warning of a pair stands at both.
    assert example.problem.level == Level.WARNING or told == [example.problem]


@pytest.mark.parametrize("code", sorted(set(EXAMPLES) - set(RECORDS)))
def test_the_facts_of_the_others(code: str, languages: tuple[Language, ...]) -> None:
    """Where no record shows it, the message has at least all the facts that it is filled with."""
    given = {name for name, _ in EXAMPLES[code].problem.args}
    for each in languages:
        assert given - {"suggestion"} == placeholders(each.facts["problems"][code])


def test_lines_are_of_the_record() -> None:
    """What is shown is from the record, and nothing in it stays invisible."""
    shown = {code: each.lines for code, each in RECORDS.items()}
    assert shown["unknown-topic"].startswith("topics: [")
    assert "[U+202E]" in shown["forbidden-character"]
    assert shown["missing-field"].count("\n") > 2
    assert [code for code, lines in shown.items() if not lines] == [
        *("bad-file-name", "wrong-suffix", "empty-file")
    ]


def test_the_page(toy: Chronology, language: Language) -> None:
    """Every code has an anchor of its name, and below it the message as `check` tells it."""
    made = pages(toy, language, SiteContext(examples=read_examples()))
    page = next(each for each in made if each.address == EXPLAINED)
    shown = {}
    for section in page.shows["sections"]:
        for example in section["examples"]:
            message = converted(example["message"]).text_content()
            shown[example["code"]] = re.sub("[\u2066\u2069]", "", message)
    assert shown == {code: language.message(each.problem) for code, each in EXAMPLES.items()}
    text = Renderer(language).render(page)
    assert [code for code in EXAMPLES if f"{{ #{code} }}" not in text] == []
    links = converted(text).xpath("//a[starts-with(@href, 'javascript:')]")
    assert links == [], "what is shown is escaped"


def test_code_keeps_its_direction(languages: tuple[Language, ...]) -> None:
    """Dates and fields in an Arabic message are isolated, with the signs that belong to them."""
    by_code = {each.code: each for each in languages}
    made = problem("x", 1, 1, "needless-x", value="2004-05-XX", remedy="1991-12?")
    text = isolated(by_code["ar"].message(made), by_code["ar"])
    found = re.findall(r'<bdi dir="ltr">(.*?)</bdi>', text)
    assert [html.unescape(each) for each in found] == ["'2004-05-XX'", "1991-12?"]
    assert "<bdi" not in isolated(by_code["en"].message(made), by_code["en"])
