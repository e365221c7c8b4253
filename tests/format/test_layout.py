"""The canonical layout: it changes no meaning, loses no comment, and is its own layout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.cli.format import records_in
from scripts.layout import canonical, first_line, model_of
from scripts.layout.scalars import WIDTH, written
from scripts.records.comments import comments
from scripts.records.document import PARSER
from scripts.records.reader import Value, parse
from scripts.timeline.revisions import said

ROOT = Path(__file__).parent.parent.parent
TOY = ROOT / "tests/toy"
CODES = ("ar", "en")
EVENT = "timeline/events/x.yml"
MODELINE = "# yaml-language-server: $schema=../schema/event.schema.json\n"

FILES = [*((ROOT, path) for path in records_in(ROOT)), *((TOY, path) for path in records_in(TOY))]


def layout(text: str, path: str = EVENT) -> str:
    """The canonical layout, which must be its own and say the same."""
    made, problems = canonical(text.encode(), path, CODES)
    assert problems == []
    again, problems = canonical(made.encode(), path, CODES)
    assert (again, problems) == (made, [])
    assert folded(value_of(made)) == folded(value_of(text))
    assert sorted(comments_of(made)) == sorted(comments_of(text))
    return made


def body(text: str) -> str:
    """The same, of an entry, without its first line."""
    made = layout(text)
    assert made.startswith(MODELINE)
    return made.removeprefix(MODELINE)


def value_of(text: str) -> Value:
    document, _ = parse(text.encode(), EVENT)
    assert document
    return document.value


def folded(value: Value) -> object:
    """What a record says, without the order of its keys and the folding of its texts."""
    if isinstance(value, dict):
        return {key: folded(each) for key, each in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else [folded(each) for each in value]


def comments_of(text: str) -> Iterator[str]:
    """The comments of a text, but for the line that editors read."""
    found = comments(text, list(yaml.parse(text, Loader=PARSER)))
    yield from (each.words for each in found if not each.words.startswith(MODELINE[:10]))


@pytest.mark.parametrize(("root", "path"), FILES, ids=lambda each: str(each).rpartition("/")[2])
def test_every_record(root: Path, path: str) -> None:
    """The layout of a record says what the record says, and is its own layout."""
    data = (root / path).read_bytes()
    made, problems = canonical(data, path, CODES)
    assert problems == []
    before, _ = parse(data, path)
    after, _ = parse(made.encode(), path)
    assert before
    assert after
    assert isinstance(before.value, dict)
    assert isinstance(after.value, dict)
    assert said(after.value) == said(before.value)
    assert made.count("#") == data.decode().count("#") + (root == TOY), "the toy has no first line"
    assert canonical(made.encode(), path, CODES) == (made, [])


MESSY = """\
# yaml-language-server: $schema=wrong.json

#1 about the file

#2 about the topics
topics: [ water, #3 behind an item
  trade ]  #4 behind the bracket
summary: {en: "Short # no comment", ar: 'كلمات # ليست تعليقًا'}   #5
#6 حول العنوان
title:
    #7 deep
  ar: >-   # 8 on the head of a block
    عنوان
    طويل # ليس تعليقًا
  en: |
    A title
  #9 after the block
date: 2004   #10 when
cites:
- #11 behind a hyphen
  says: states #12
  #13 above a key
  source: a
  #14 at the end of an item
  #15 again
#16 between the items
-
  source:
    #17 above a scalar
    b
  says: states
  passage: {paragraph: "4", #18 in braces
     start: '1 2 3' # 4
     # 19 in the end
     }
    #20 deeper than anything here
see_also: [] #21
sought:

  - what: {en: x,
     # 22 in a text
     ar: ي}
    found: nothing
    on: 2020-01-01

  #23 the foot of a list
unknown: {b: [], a: {}}
#24 the end

#25 the very end"""

CLEAN = """
#1 about the file

#6 حول العنوان
title:
  en: A title
  #7 deep
  # 8 on the head of a block
  ar: "عنوان طويل # ليس تعليقًا"
  #9 after the block
date: "2004"  #10 when

#2 about the topics
topics:  #4 behind the bracket
  - water  #3 behind an item
  - trade
summary:  #5
  en: "Short # no comment"
  ar: "كلمات # ليست تعليقًا"
cites:
  #11 behind a hyphen
  #13 above a key
  - source: a
    says: states  #12
    #14 at the end of an item
    #15 again
  #16 between the items
  #17 above a scalar
  - source: b
    says: states
    passage:
      # 4
      start: "1 2 3"
      paragraph: 4  #18 in braces
      # 19 in the end
    #20 deeper than anything here
sought:
  - what:
      en: x
      # 22 in a text
      ar: ي
    on: "2020-01-01"
    found: nothing
  #23 the foot of a list
see_also: []  #21
unknown:
  b: []
  a: {}
#24 the end

#25 the very end
"""


def test_comments() -> None:
    """Every comment stays, beside what it is about, wherever the keys go."""
    assert body(MESSY) == CLEAN


def test_no_comment_behind_a_text() -> None:
    """There it would be lost text: one that stood behind quotation marks moves above."""
    text = 'title:\n  en: "A"  # b\nsought:\n  - what: {en: "C"  # d\n      }\n    on: 2020  # e\n'
    made = body(text)
    assert made == (
        'title:\n  # b\n  en: A\nsought:\n  - what:\n      # d\n      en: C\n    on: "2020"  # e\n'
    )


def test_nothing_written() -> None:
    """Where no value is written none is, and the comment below belongs to what follows it."""
    text = "title:\n  en:\n#1 a\nsummary:\n  - \n  #2 b\n  - ''\n"
    assert body(text) == 'title:\n  en:\n#1 a\nsummary:\n  -\n  #2 b\n  - ""\n'


def test_line_ends() -> None:
    """CR LF and a byte order mark are mended; the last line has its end."""
    crlf = "\ufeff" + MESSY.replace("\n", "\r\n")
    made, problems = canonical(crlf.encode(), EVENT, CODES)
    assert (made, problems) == (MODELINE + CLEAN, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain words", "plain words"),
        ("“quoted”, it's - so: no", '"“quoted”, it\'s - so: no"'),
        ("it's", "it's"),
        ("'it", '"\'it"'),
        ('say "x": y', "'say \"x\": y'"),
        ('it\'s "x": y', "'it''s \"x\": y'"),
        ("a: b", '"a: b"'),
        ("a:b", "a:b"),
        ("ends in:", '"ends in:"'),
        ("a #b", '"a #b"'),
        ("a#b", "a#b"),
        ("- a", '"- a"'),
        ("-a", '"-a"'),
        ("2004", '"2004"'),
        ("2004-01-02/..", '"2004-01-02/.."'),
        ("../1995", '"../1995"'),
        ("199X", '"199X"'),
        ("5, 7-10", '"5, 7-10"'),
        ("12 to 14", "12 to 14"),
        ("no", '"no"'),
        ("NO", '"NO"'),
        ("nobody", "nobody"),
        ("~", '"~"'),
        ("e" * 64, f'"{"e" * 64}"'),
        ("", '""'),
        ("https://example.org/a:b#c?d=1&e", "https://example.org/a:b#c?d=1&e"),
    ],
)
def test_quotation(text: str, line: str) -> None:
    """What could be taken for something else is quoted, and nothing more."""
    assert written(text, "", used=0, prose=False, number=False) == [line]
    assert yaml.safe_load(line) == text


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40))
def test_every_text(text: str) -> None:
    """Any text on one line comes back as it was, to every reader, and always as text."""
    [line] = written(text, "", used=0, prose=False, number=False)
    assert yaml.safe_load(f"- {line}\n") == [text]
    assert yaml.safe_load(f"a: {line}  # x\n") == {"a": text}


@given(
    st.lists(st.text(st.sampled_from("aب1#-:'\">,."), min_size=1, max_size=30), max_size=40),
    st.integers(0, 8),
)
def test_every_paragraph(words: list[str], depth: int) -> None:
    """A text that is folded comes back with single blanks; no line is needlessly long."""
    text = " ".join(words)
    indent = "  " * (depth + 1)
    lines = written(text, indent, used=len(indent) + 5, prose=True, number=False)
    if lines[0] == ">-":
        assert all(len(each) <= WIDTH for each in lines)
    else:
        assert len(lines[0]) + len(indent) + 5 <= WIDTH or " " not in text
    assert yaml.safe_load("\n".join([f"a: {lines[0]}", *lines[1:]])) == {"a": text}


LINES = st.sampled_from(
    [
        *(
            "title: {en: a, ar: b}",
            "date: 2004",
            "ar:",
            "  en:",
            "topics:",
            "- a",
            "  - b",
            "- c: d",
            "  e: f",
        ),
        *("  - g: h", "    i: j", "    k:", "      - l", "summary:", "  en: >-", "    some words"),
        *("  ar: |", "  en: 'x", "    y'", "see_also: [a, b]", "see_also: [a,", "  b]", "-", "  -"),
        *("#1 a", "  #2 b", "    #3 c", "      #4 d", "", "kind: event #5 e", "- [] #6 f", "x: {"),
        *(
            "}",
            "]",
            "  p: q #7 g",
            "- #8 h",
            "? r",
            ": s",
            "---",
            "weight: &a b",
            "unknown: {a: {}}",
        ),
    ]
)


@given(st.lists(LINES, max_size=14))
def test_every_file(lines: list[str]) -> None:
    """Whatever lines stand together: the layout says the same, or there is none and a problem."""
    text = "\n".join(lines)
    made, problems = canonical(text.encode(), EVENT, CODES)
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
        (f"a:\n  ? {'k' * 2000}\n  : b", "unknown-field"),
    ],
)
def test_unreadable(text: str, code: str) -> None:
    """What cannot be read as it was meant has no layout, and the usual problem."""
    made, problems = canonical(text.encode(), EVENT, CODES)
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
    known = model_of(path)
    assert known
    assert first_line(path, known[1]) == f"# yaml-language-server: $schema={schema}"
    assert (ROOT / path).parent.joinpath(schema).resolve().is_file() or "deep" in path
    assert model_of("README.md") is None
    assert model_of("timeline/vocabulary/other.yml") is None
