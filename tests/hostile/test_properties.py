"""What goes in comes back: any text, from the file of a stranger to a page and the files for reuse.

The reader, dates, escaping, citations and the comparison of revisions have properties of their own,
in the tests beside them.
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from functools import cache

import yaml
from fixed import fixed
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from jinja2 import DictLoader
from mkdocs.utils.meta import get_data
from publishing import converted

from scripts.cite.text import line
from scripts.console import shown
from scripts.exports.part import dump
from scripts.exports.table import FORMULA, cell
from scripts.i18n.dates import date_words
from scripts.i18n.folding import fold, table, words
from scripts.i18n.language import read_languages
from scripts.pages.page import Page
from scripts.pages.render import SURROGATE, Renderer, yaml_line
from scripts.records.dates import DateError, Edtf
from scripts.records.fields import LAST_YEAR
from scripts.records.location import Value
from scripts.records.yaml import parse
from scripts.timeline.content import normalize

from .payloads import TEXTS

LANGUAGES = read_languages()
LETTERS = table(LANGUAGES)

ANY = st.one_of(st.text(), st.sampled_from(TEXTS))
"""Whatever a string of Python can be, and what does harm to somebody."""

CLEAN = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1)
"""Texts of characters that can be seen."""


@cache
def renderer() -> Renderer:
    """One that fills a template in English."""
    made = Renderer(LANGUAGES[-1])
    template = "# {{ title }} { #page }\n\n- {{ link(title, 'x/', title) }}\n"
    made.environment.loader = DictLoader({"page.md.j2": template})
    return made


def rendered(text: str) -> str:
    """A page that has `text` for its title and description, and for a link, as Markdown."""
    return renderer().render(Page("x/index.md", "page", text, text, {}))


@fixed(80)
@given(CLEAN.filter(lambda text: text == " ".join(text.split())))
@example("a: b # c")
@example("- ---")
def test_from_yaml_to_a_page(text: str) -> None:
    """A text that is written in a record is the text of the page, of a link, and of its head."""
    document, _ = parse(json.dumps({"title": text}, ensure_ascii=False).encode(), "x.yml")
    assert document is not None
    assert isinstance(document.value, dict)
    read = document.value["title"]
    assert isinstance(read, str)
    body, head = get_data(rendered(read))
    assert head["title"] == head["description"] == read
    tree = converted(body)
    (title,) = tree.xpath("//h1[@id='page']")
    (link,) = tree.xpath("//li/a[@href='x/']")
    assert " ".join(title.text_content().split()) == f"{read}#"
    assert link.text_content() == link.get("title") == read


@fixed(300)
@given(ANY)
@example("a\x7fb")
@example("\x85\u2028\ufeff\ufffe\uffff")
@example("\ud800")
def test_any_text_stays_in_the_front_matter(text: str) -> None:
    """Though no check has seen it: the publisher reads a head, and this is all of the title."""
    kept = SURROGATE.sub("\ufffd", text)
    _, head = get_data(rendered(text))
    assert head["title"] == kept
    assert {"title", "description", "kind"} <= set(head)


@fixed(100)
@given(
    st.recursive(
        ANY,
        lambda inner: (
            st.lists(inner, max_size=3)
            # Keys are ours; YAML has none of more than 1024 characters.
            | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=4,
    )
)
def test_a_value_is_a_line_of_yaml(value: object) -> None:
    """One line, which is read as what it was."""
    text = yaml_line(value)
    assert text.splitlines() == [text]
    kept = json.loads(SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
    assert yaml.safe_load(f"key: {text}\n") == {"key": kept}


@fixed(300)
@given(st.lists(ANY, min_size=1, max_size=6))
@example(list(TEXTS))
def test_a_table_comes_back(texts: list[str]) -> None:
    """A row for a row, a cell for a cell; none is a formula; an apostrophe at most is new."""
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(map(cell, texts))
    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert len(row) == len(texts)
    for text, found in zip(texts, row, strict=True):
        assert not FORMULA.match(found)
        assert found in {line(text), f"'{line(text)}"}


@fixed(300)
@given(ANY)
def test_other_files_come_back(text: str) -> None:
    """JSON, XML and calendars: the line that went in, whatever it was made of."""
    kept = line(text)
    assert json.loads(dump({"a": kept})) == {"a": kept}
    element = ET.Element("a", {"b": kept})
    element.text = kept
    read = ET.fromstring(ET.tostring(element, encoding="utf-8"))  # noqa: S314  (it is ours)
    assert (read.text or "", read.get("b")) == (kept, kept)
    calendar, event = Calendar(), Event()
    event.add("summary", kept)
    calendar.add_component(event)
    (found,) = Calendar.from_ical(calendar.to_ical()).walk("VEVENT")
    assert str(found["summary"]) == kept


@fixed(300)
@given(ANY)
def test_folding(text: str) -> None:
    """What is folded has neither marks nor capitals; its words are found in it in their order."""
    found = words(text, LETTERS)
    assert " ".join(found) == " ".join(found).lower()
    place = 0
    for word in found:
        place = fold(text, LETTERS).index(word, place) + len(word)
    assert words(f" {text}\n", LETTERS) == found


values: st.SearchStrategy[Value] = st.recursive(
    st.text("ab \n", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "summary", "claims", "cites", "text", "kind", "en", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@fixed(150)
@given(st.dictionaries(st.sampled_from(["summary", "claims", "cites", "kind", "x"]), values))
def test_what_a_record_says(value: dict[str, Value]) -> None:
    """NormalizedRecord once more it says the same, whatever a past revision held."""
    once = normalize(value)
    assert normalize(json.loads(json.dumps(once))) == once


@fixed(300)
@given(st.text("0123456789X-/.~?%", max_size=22))
@example("1999")
@example("../19XX%")
def test_dates_have_words(text: str) -> None:
    """What is a date has words in each language, which hold what its digits say."""
    try:
        date = Edtf.parse(text)
    except DateError:
        return
    assert str(date) == text
    years = [point.year for point in (date.start, date.end) if point]
    if max(years) <= LAST_YEAR:
        for language in LANGUAGES:
            assert date_words(date, language).isprintable()


@fixed(300)
@given(ANY)
def test_what_is_shown_is_one_line(text: str) -> None:
    """A terminal gets nothing that moves it, and as many characters as there were."""
    out = shown(text)
    assert len(out) == len(text)
    assert out.replace("\u200c", "").isprintable()
    assert out.encode("utf-8").decode("utf-8") == out
