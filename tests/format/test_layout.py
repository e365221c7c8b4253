"""The layout: it changes no meaning, loses no comment, and a second time it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, TOY
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from scripts.checks.order import misplaced_keys
from scripts.cli.format import records_in
from scripts.layout import dumped, first_line, laid_out, loaded, model_of
from scripts.records.comments import comments
from scripts.records.location import Value
from scripts.records.yaml import PARSER, parse

CODES = ("ar", "en")
EVENT = "timeline/events/x.yml"
MODELINE = "# yaml-language-server: $schema=../schema/event.schema.json\n"

FILES = [*((ROOT, path) for path in records_in(ROOT)), *((TOY, path) for path in records_in(TOY))]


def layout(text: str) -> str:
    """The layout of an entry, which must say the same and be its own layout."""
    made, problems = laid_out(text.encode(), EVENT)
    assert problems == []
    assert laid_out(made.encode(), EVENT) == (made, [])
    assert value_of(made) == value_of(text)
    assert sorted(comments_of(made)) == sorted(comments_of(text))
    return made


def value_of(text: str) -> Value:
    document, _ = parse(text.encode(), EVENT)
    assert document
    return document.value


def comments_of(text: str) -> Iterator[str]:
    """The comments of a text, but for the line that editors read."""
    found = comments(text, list(yaml.parse(text, Loader=PARSER)))
    yield from (each[0].rstrip() for each in found if not each[0].startswith(MODELINE[:10]))


@pytest.mark.parametrize(("root", "path"), FILES, ids=lambda each: str(each).rpartition("/")[2])
def test_every_record(root: Path, path: str) -> None:
    """The records of the repository stay byte for byte; those of the toy get their first line."""
    data = (root / path).read_bytes()
    text = data.decode()
    first = "" if root == ROOT else f"{first_line(path)}\n"
    assert laid_out(data, path) == (first + text, [])
    document, _ = parse(data, path)
    assert document
    assert [*misplaced_keys(document, path, CODES)] == []


MESSY = """\
# yaml-language-server: $schema=wrong.json

#1 about the file

#2 about the topics
topics: [ water,
  trade ]  #3 behind the bracket
summary: {en: "Short # no comment", ar: 'كلمات # ليست تعليقًا'}   #4
#5 حول العنوان
title:
    #6 deep
    ar: >-   # 7 on the head of a block
        عنوان
        طويل # ليس تعليقًا
    # 8 above a key
    en: "A
      title"
date: 2004   #9 when
cites:
- #10 behind a hyphen
  says: states #11
  # 12 above a key
  source: a
# 13 between the items
-   source: b
    # 14 above a key
    says: states
see_also: [] #15
unknown: {b: [], a: {}, c: 007, d: no, e: ~}
#16 the end

#17 the very end"""

CLEAN = """
#1 about the file

#2 about the topics
topics: [water, trade] #3 behind the bracket
summary: {en: "Short # no comment", ar: 'كلمات # ليست تعليقًا'}   #4
#5 حول العنوان
title:
  #6 deep
  ar: >-   # 7 on the head of a block
    عنوان
    طويل # ليس تعليقًا
  # 8 above a key
  en: "A title"
date: 2004   #9 when
cites:
  #10 behind a hyphen
  - says: states #11
    # 12 above a key
    source: a
  # 13 between the items
  - source: b
    # 14 above a key
    says: states
see_also: [] #15
unknown: {b: [], a: {}, c: 007, d: no, e: ~}
#16 the end

#17 the very end
"""


def test_comments() -> None:
    """Every comment stays beside what it is about; keys, quotation marks, brackets stay too.

    CR LF and a byte order mark are removed; the last line has its end.
    """
    assert layout(MESSY) == MODELINE + CLEAN
    crlf = "\ufeff" + MESSY.replace("\n", "\r\n")
    assert laid_out(crlf.encode(), EVENT) == (MODELINE + CLEAN, [])


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40))
def test_every_text(text: str) -> None:
    """A new text comes back as it was, as text, also to other readers."""
    made = dumped({"a": text, "b": [text]}, quoting=True)
    assert loaded(made) == {"a": text, "b": [text]}
    assert YAML(typ="safe").load(made) == {"a": text, "b": [text]}


LINES = st.sampled_from(
    [
        *("title: {en: a, ar: b}", "date: 2004", "ar:", "  en:", "topics:", "- a", "  - b"),
        *("  - g: h", "    i: j", "    k:", "      - l", "summary:", "  en: >-", "    some words"),
        *("  ar: |", "  en: 'x", "    y'", "see_also: [a, b]", "see_also: [a,", "  b]", "-", "  -"),
        *("#1 a", "  #2 b", "    #3 c", "      #4 d", "", "kind: event #5 e", "- [] #6 f", "x: {"),
        *("}", "]", "  p: q #7 g", "- #8 h", "? r", ": s", "---", "- c: d", "  e: f"),
        *("weight: &a b", "unknown: {a: {}}"),
    ]
)


@given(st.lists(LINES, max_size=14))
def test_every_file(lines: list[str]) -> None:
    """Whatever lines stand together: the layout says the same, or there is none and a problem."""
    text = "\n".join(lines)
    made, problems = laid_out(text.encode(), EVENT)
    if problems:
        assert made == ""
    else:
        layout(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [", "yaml-syntax"),
        ("a: &x b", "yaml-anchor"),
        ("a: !!str b", "yaml-tag"),
        ("a: b\na: c", "duplicate-key"),
        ("%YAML 1.1\n---\na: b", "yaml-directive"),
        ("a: \u202eb", "forbidden-character"),
        ("a: b\tc", "forbidden-character"),
        ("title:\n  en: Resolution #2\n", "yaml-comment"),
        ("", "empty-file"),
        ("- a", "not-a-mapping"),
        ("a", "not-a-mapping"),
        ("title:\n  en: |\n    a\n\n   # b\ndate: c\n", "yaml-comment"),
        ("---\ntitle: a\n", "no-layout"),
    ],
)
def test_no_layout(text: str, code: str) -> None:
    """What cannot be read as it was meant, or would say something else, has no layout."""
    made, problems = laid_out(text.encode(), EVENT)
    assert made == ""
    assert [each.code for each in problems] == [code]


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("timeline/events/x.yml", "../schema/event.schema.json"),
        ("timeline/events/deep/er/x.yml", "../../../schema/event.schema.json"),
        ("timeline/vocabulary/actors.yml", "../schema/actors.schema.json"),
        ("timeline/redirects.yml", "schema/redirects.schema.json"),
        ("seeds/x.yml", "../timeline/schema/source.schema.json"),
    ],
)
def test_first_line(path: str, schema: str) -> None:
    """The first line leads from wherever the record lies to its schema."""
    assert first_line(path) == f"# yaml-language-server: $schema={schema}"
    assert (ROOT / path).parent.joinpath(schema).resolve().is_file() or "deep" in path
    assert model_of("README.md") is None
    assert model_of("timeline/vocabulary/other.yml") is None


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("date: x\ntitle: {ar: a, en: b}\n", EVENT, [(2, 1, "title", "date"), (2, 16, "en", "ar")]),
        ("title: {ar: a}\nother: x\ndate: y\nkk: z\n", EVENT, []),
        ("cites:\n  - says: states\n    source: a\n", EVENT, [(3, 5, "source", "says")]),
        ("cites:\n  - source: {url: a, title: b}\n", EVENT, [(2, 22, "title", "url")]),
        ("seen: x\nurl: y\n", "seeds/x.yml", [(2, 1, "url", "seen")]),
        (
            "z: {label: {en: a, ar: b}}\na: {aliases: {}, label: {}}\n",
            "timeline/vocabulary/topics.yml",
            [(2, 18, "label", "aliases")],
        ),
        (
            "z: {to: a, date: b}\na: {date: a, to: b}\n",
            "timeline/redirects.yml",
            [(2, 14, "to", "date")],
        ),
    ],
)
def test_order(text: str, path: str, wanted: list[tuple[int, int, str, str]]) -> None:
    """The first key that stands too low is given, in each mapping; rows of a table are free."""
    document, _ = parse(text.encode(), path)
    assert document
    found = sorted(misplaced_keys(document, path, CODES))
    assert [(each.line, each.column, *dict(each.args).values()) for each in found] == wanted
    assert {each.code for each in found} <= {"key-order"}
