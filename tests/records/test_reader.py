"""The strict YAML reader: what it gives, where everything stands, and what it refuses."""

from __future__ import annotations

import errno
import json
import os
import unicodedata
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
import yaml
from fixed import fixed
from hypothesis import example, given
from hypothesis import strategies as st
from making import scalars_of

from scripts.problems import Problem, problem
from scripts.records import yaml as gate
from scripts.records.files import read_bytes
from scripts.records.location import Document, Mark, Value
from scripts.records.text import FORBIDDEN, LARGEST, REPLACEMENT
from scripts.records.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.records.location import KeyPath

NAME = "timeline/events/x.yml"
FIXED = fixed(250)


@pytest.fixture(params=dict.fromkeys((gate.PARSER, yaml.SafeLoader)), autouse=True, scope="module")
def _parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """The C parser, where there is one, and the Python parser: they must not differ."""
    with patch.object(gate, "PARSER", request.param):
        yield


def read_text(text: str) -> tuple[Value | None, list[tuple[object, ...]]]:
    """The value of `text`, and its problems as (line, column, code, args)."""
    found, problems = parse(text.encode(), NAME)
    assert all(each.path == NAME for each in problems)
    told: list[tuple[object, ...]] = [
        (each.line, each.column, each.code, dict(each.args)) for each in problems
    ]
    return found.value if found else None, told


def document(text: str) -> Document:
    """The document of a text without problems."""
    found, problems = parse(text.encode(), NAME)
    assert problems == []
    assert found is not None
    return found


def read(file: Path) -> tuple[Document | None, list[Problem]]:
    """The document in a file, and what is wrong with it."""
    data, problems = read_bytes(file, NAME)
    return parse(data, NAME) if data is not None else (None, problems)


RECORD = """\
# a comment
title:
  en: Kazakhstan   # and another
  ar: 'كازاخستان'
date: 1992-04
topics: [defence, "trade"]
claims:
  - text: >-
      folded
      text
    cites:
    - {source: a, says: states}
  - text: no
empty:
"""


def test_values() -> None:
    """Mappings, lists and text; no scalar becomes a date, a truth value or nothing."""
    assert document(RECORD).value == {
        "title": {"en": "Kazakhstan", "ar": "كازاخستان"},
        "date": "1992-04",
        "topics": ["defence", "trade"],
        "claims": [
            {"text": "folded text", "cites": [{"source": "a", "says": "states"}]},
            {"text": "no"},
        ],
        "empty": "",
    }


def test_marks() -> None:
    """Every value has a mark: its own place, and its key's or else its own again."""
    assert document(RECORD).marks == {
        (): Mark(2, 1, 2, 1),
        ("title",): Mark(3, 3, 2, 1),
        ("title", "en"): Mark(3, 7, 3, 3),
        ("title", "ar"): Mark(4, 7, 4, 3),
        ("date",): Mark(5, 7, 5, 1),
        ("topics",): Mark(6, 9, 6, 1),
        ("topics", 0): Mark(6, 10, 6, 10),
        ("topics", 1): Mark(6, 19, 6, 19),
        ("claims",): Mark(8, 3, 7, 1),
        ("claims", 0): Mark(8, 5, 8, 5),
        ("claims", 0, "text"): Mark(8, 11, 8, 5),
        ("claims", 0, "cites"): Mark(12, 5, 11, 5),
        ("claims", 0, "cites", 0): Mark(12, 7, 12, 7),
        ("claims", 0, "cites", 0, "source"): Mark(12, 16, 12, 8),
        ("claims", 0, "cites", 0, "says"): Mark(12, 25, 12, 19),
        ("claims", 1): Mark(13, 5, 13, 5),
        ("claims", 1, "text"): Mark(13, 11, 13, 5),
        ("empty",): Mark(14, 7, 14, 1),
    }


@pytest.mark.parametrize(
    ("where", "mark"),
    [
        ((), Mark(2, 1, 2, 1)),
        (("title", "ar"), Mark(4, 7, 4, 3)),
        (("title", "kk"), Mark(3, 3, 2, 1)),
        (("title", "en", "deeper"), Mark(3, 7, 3, 3)),
        (("no", "such", 7), Mark(2, 1, 2, 1)),
        (("claims", 0, "cites", 0, "Inline", "says"), Mark(12, 25, 12, 19)),
        (("function-after[f(), list[Cite]]", "claims", 1, "cites"), Mark(13, 5, 13, 5)),
        (("claims", "0"), Mark(8, 3, 7, 1)),  # an index is no key
    ],
)
def test_at(where: KeyPath, mark: Mark) -> None:
    """`at` finds the exact value, passing over union tags, or else what encloses it."""
    assert document(RECORD).at(where) == mark


ORDINARY = (
    "Қазақстан Qazaqstan كازاخستان Ил-76 F-16 COVID-19،",
    "don't @ x#y 100% a&b a*b !",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", {}),
        ("--- # one document may be marked\na: b\n...\n", {"a": "b"}),
        ("a: b", {"a": "b"}),  # no line feed at the end
        ("<<: x", {"<<": "x"}),  # no merge
        (
            "2014: ~\na: null\nb: 'null'\nc: nullify",
            {"2014": "", "a": "", "b": "null", "c": "nullify"},
        ),
        ("a: 0x1F\nb: .inf\nc: 1_0\nd: =", {"a": "0x1F", "b": ".inf", "c": "1_0", "d": "="}),
        ("{a, b: }", {"a": "", "b": ""}),
        ("a: |\n  one\n\n  two\n", {"a": "one\n\ntwo\n"}),
        ('a: "\\u0627\\n\\""', {"a": 'ا\n"'}),
        ("a: می\u200cخواهم 👍🏽", {"a": "می\u200cخواهم 👍🏽"}),
        ("a: [[[[[[[x]]]]]]]", {"a": [[[[[[["x"]]]]]]]}),  # eight collections
        *((f"a: {text}", {"a": text}) for text in ORDINARY),
    ],
)
def test_accepted(text: str, expected: Value) -> None:
    """The plain part of YAML is read, and ordinary text in several scripts is no problem."""
    assert read_text(text) == (expected, [])


TOO_MANY = "".join(f"x{n}:\n" for n in range(4000))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, 1, "empty-file", {})]),
        ("\n# only this\n", [(1, 1, "empty-file", {})]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "second-document", {})]),
        ("{}\n---\nb: 2\n", [(2, 1, "second-document", {})]),
        ("a:\n  b: *x\n", [(2, 6, "yaml-alias", {"name": "x"})]),
        ("*x : b\n", [(1, 1, "yaml-alias", {"name": "x"})]),
        ("a: b\n? [c]\n: d\n", [(2, 3, "key-not-text", {})]),
        ("a: b\n'': d\n", [(2, 1, "key-not-text", {})]),
        ("a:\n  b: [[[[[[[[x]]]]]]]]\n", [(2, 13, "too-deep", {"most": "9"})]),
        ("- " * 10 + "x", [(1, 19, "too-deep", {"most": "9"})]),
        ("[" * 65000, [(1, 10, "too-deep", {"most": "9"})]),
        ("a: [" + "x, " * 101 + "]", [(1, 305, "too-many", {"max_length": "100"})]),
        (TOO_MANY, [(4000, 7, "too-many-values", {"most": "4000"})]),
    ],
)
def test_end_of_reading(text: str, problems: list[tuple[object, ...]]) -> None:
    """Where the values cannot be known there is no document; what came before is told."""
    assert read_text(text) == (None, problems)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: b: c\n", (1, 5), "yaml-colon"),
        ("a: b\n - c: [\n", (2, 5), "yaml-colon"),
        ("a: [b\n", (1, 4), "yaml-brackets"),
        ("a: [b, c d: e: f]\n", (1, 14), "yaml-brackets"),
        ("a: {b: c,\nd\n: : }\n", (1, 4), "yaml-brackets"),
        ('a: "b\n\nc: d\n', (1, 4), "yaml-quotation"),
        ("a: b\n\n@\n", (3, 1), "yaml-first-character"),
        ("a: b\nc\nd: e\n", (2, 1), "yaml-no-colon"),
        ("a: - b\n", (1, 4), "yaml-hyphen"),
        ("a:\n   b: c\n  d: e\n", (3, 3), "yaml-indentation"),
        ("a: 'it's'\n", (1, 8), "yaml-indentation"),
        ("- a\nb: c\n", (2, 1), "yaml-indentation"),
    ],
)
def test_syntax(text: str, place: tuple[int, int], code: str) -> None:
    """A mistake in YAML ends the reading; what people get wrong has a code and place of its own."""
    assert read_text(text) == (None, [(*place, code, {})])


@pytest.mark.parametrize(("text", "line"), [("%YAML 2.0\n---\na: b\n", 1), ('a: b\nc: "\\q"\n', 2)])
def test_other_syntax(text: str, line: int) -> None:
    """The rest is told in the parser's own words, at the parser's place."""
    found, [told] = parse(text.encode(), NAME)
    assert (found, told.line, told.code) == (None, line, "yaml-syntax")
    assert dict(told.args)["reason"]


@pytest.mark.parametrize(
    ("text", "problems", "value"),
    [
        ("a: &x 1", [(1, 4, "yaml-anchor", {"name": "x"})], {"a": "1"}),
        ("a:\n  !!int 1", [(2, 3, "yaml-tag", {"tag": "!!int"})], {"a": "1"}),
        ("a: !x {b: c}", [(1, 4, "yaml-tag", {"tag": "!x"})], {"a": {"b": "c"}}),
        ("a: !%E2%80%AE b", [(1, 4, "yaml-tag", {"tag": "!\ufffd"})], {"a": "b"}),
        ("# c\n%YAML 1.1\n---\na: no", [(2, 1, "yaml-directive", {})], {"a": "no"}),
        (
            "a: 1\nb: 2\n'a': 3\na: 4\n",
            [
                (3, 1, "duplicate-key", {"key": "a", "first": "1"}),
                (4, 1, "duplicate-key", {"key": "a", "first": "3"}),
            ],
            {"a": "4", "b": "2"},
        ),
    ],
)
def test_told_and_read_on(text: str, problems: list[tuple[object, ...]], value: Value) -> None:
    """What does not hide a value is told, and the rest is read, so that one run tells all."""
    assert read_text(text) == (value, problems)


def test_all_at_once() -> None:
    """Problems of every kind in one file come together, in the order of their places."""
    text = "a: &x 1\na: \u200bb\nc: !t d\ne: 'паypal'\nf: g: h\n"
    assert read_text(text)[1] == [
        (1, 4, "yaml-anchor", {"name": "x"}),
        (2, 1, "duplicate-key", {"key": "a", "first": "1"}),
        (2, 4, "forbidden-character", {"codepoint": "U+200B", "name": "ZERO WIDTH SPACE"}),
        (3, 4, "yaml-tag", {"tag": "!t"}),
        (4, 4, "mixed-scripts", {"word": "паypal", "scripts": "Cyrillic, Latin"}),
        (5, 5, "yaml-colon", {}),
    ]


FORBIDDEN_POINTS = [
    *(0x00, 0x07, 0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F),
    *(0xAD, 0x34F, 0x61C, 0x640, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E),
    *(0x200B, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E),
    *(0x2060, 0x2064, 0x2066, 0x2069, 0x206F, 0xFEFF, 0xFFF9, 0xFFFC),
    *(0xE000, 0xF8FF, 0xFB50, 0xFBFF, 0xFDD0, 0xFDFA, 0xFDFF, 0xFE70, 0xFEFC, 0xFEFE),
    *(0xFFFE, 0xFFFF, 0x1FFFE, 0x2FFFF, 0x3FFFE, 0xDFFFF, 0xE0001, 0xE007F, 0xE01EF, 0xE0FFF),
    *(0xEFFFF, 0xF0000, 0xFFFFF, 0x100000, 0x10FFFF),
]


@pytest.mark.parametrize("point", FORBIDDEN_POINTS, ids=hex)
def test_forbidden_character(point: int) -> None:
    """It is told at its own place, in a value or a comment; one from an escape at its scalar."""
    character = chr(point)
    args = {"codepoint": f"U+{point:04X}", "name": unicodedata.name(character, "")}
    shown = " " if character == "\t" else "\ufffd"
    value, problems = read_text(f"a: b\nع: [ج, 'x{character}y'] # {character}.\n")
    assert problems == [(2, 10, "forbidden-character", args), (2, 17, "forbidden-character", args)]
    assert value == {"a": "b", "ع": ["ج", f"x{shown}y"]}
    escape = f"\\U{point:08X}"
    value, problems = read_text(f'a: b\n"k{escape}": {{c: "d{escape}{escape}"}}\n')
    assert problems == [(2, 1, "forbidden-character", args), (2, 20, "forbidden-character", args)]
    assert value == {"a": "b", f"k{shown}": {"c": f"d{shown}{shown}"}}


def test_no_flood() -> None:
    """Of a file full of forbidden characters the first twenty are told."""
    _, problems = parse(("a: '" + "\u200b" * 5000 + "аa " * 5000 + "'").encode(), NAME)
    assert [each.column for each in problems] == list(range(5, 25))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pаypal", [("pаypal", "Cyrillic, Latin")]),
        ("Αlpha, Αlpha", [("Αlpha", "Greek, Latin")]),
        ("Маϒор", [("Маϒор", "Cyrillic, Greek")]),
        ("كازاخстан", [("كازاخстан", "Arabic, Cyrillic")]),
        ("Fа\u0301 16", [("Fа\u0301", "Cyrillic, Latin")]),
        ("ab\u200cвг", [("ab\u200cвг", "Cyrillic, Latin")]),
        ("ال NSO ال-NSO 5µm é Ñandú ﬁn", []),
    ],
)
def test_mixed_scripts(text: str, words: list[tuple[str, str]]) -> None:
    """A word holds letters of one script; a sentence may hold words of several."""
    expected = [(1, 4, "mixed-scripts", {"word": word, "scripts": both}) for word, both in words]
    assert read_text(f"a: {text}")[1] == expected


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: cafe\u0301\nb: cafe\u0301\n", [(1, 7, "not-nfc", {})]),
        ("# ok\nb: \u0627\u0653\n", [(2, 4, "not-nfc", {})]),  # alef, madda above
        ("a: x\nb: 'y'  # \u212b\n", [(2, 11, "not-nfc", {})]),  # Ångström sign
        ('a: ["x", "cafe\\u0301"]\n', [(1, 10, "not-nfc", {})]),
        ("a: caf\u00e9 \u0622\n", []),
    ],
)
def test_not_nfc(text: str, problems: list[tuple[object, ...]]) -> None:
    """Text is in Normalization Form C; the first place in the file, or the scalar, is told."""
    assert read_text(text)[1] == problems


@pytest.mark.parametrize("mark", ["\u064e", "\u0316", "\u06d6"])
def test_stacked_marks(mark: str) -> None:
    """Four marks on a letter are read, five are told, wherever they come from."""
    assert read_text(f"a: \u0635{mark * 4} \u0635{mark * 4}")[1] == []
    told: list[tuple[object, ...]] = [(1, 4, "stacked-marks", {})]
    assert read_text(f"a: \u0635{mark * 5}")[1] == told
    assert read_text('a: "\u0635' + f"\\u{ord(mark):04x}" * 5 + '"')[1] == told


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xff\xfea\x00", (1, 1), "0xFF"),  # UTF-16
        (b"a: b\nc: \xe9\n", (2, 4), "0xE9"),  # Latin-1
        ("ا: ".encode() + b"\xc0\xaf", (1, 4), "0xC0"),  # overlong
        (b"a: \xed\xa0\x80", (1, 4), "0xED"),  # surrogate
        (b"a: \xf4\x90\x80\x80", (1, 4), "0xF4"),  # beyond Unicode
        (b"a: \xd8", (1, 4), "0xD8"),  # cut off
    ],
)
def test_not_utf_8(data: bytes, place: tuple[int, int], byte: str) -> None:
    """Bytes that are not UTF-8 are told at the first of them, columns counted in characters."""
    assert parse(data, NAME) == (None, [problem(NAME, *place, "not-utf-8", byte=byte)])


def test_foreign_line_ends() -> None:
    """A byte order mark and CR LF are told once and change no other place; a lone CR is told."""
    value, problems = read_text("\ufeffa: 1\r\nb: 2\r\nc: 3\rd\r\na: 4\r\n")
    assert problems == [
        (1, 1, "byte-order-mark", {}),
        (1, 5, "carriage-return", {}),
        (3, 5, "forbidden-character", {"codepoint": "U+000D", "name": ""}),
        (4, 1, "duplicate-key", {"key": "a", "first": "1"}),
    ]
    assert value == {"a": "4", "b": "2", "c": "3\ufffdd"}


def test_size(tmp_path: Path) -> None:
    """A file of 64 KB is read, one byte more is refused before anything is parsed."""
    file = tmp_path / "x.yml"
    head = b"a: b\n#"
    file.write_bytes(head + b"x" * (LARGEST - len(head)))
    found, problems = read(file)
    assert found is not None
    assert problems == []
    file.write_bytes(head + b"\xff" * (LARGEST - len(head) + 1))
    assert read(file) == (None, [problem(NAME, 1, 1, "file-too-large", most=64)])


def test_regular_files_only(tmp_path: Path) -> None:
    """No symbolic link (not even to a record), no folder, no pipe, no other suffix."""
    real = tmp_path / "real.yml"
    real.write_text("a: b\n", "utf-8")
    assert read(real)[1] == []
    (tmp_path / "link.yml").symlink_to(real)
    (tmp_path / "broken.yml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.yml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")
    refused = [problem(NAME, 1, 1, "not-a-file")]
    for name in ("link", "broken", "folder", "pipe"):
        assert read(tmp_path / f"{name}.yml") == (None, refused)
    # A file that turns into a link after it was looked at is not followed.
    with patch("scripts.records.files.stat.S_ISREG", return_value=True):
        assert read(tmp_path / "link.yml") == (None, refused)
    for name, suffix in (("x.yaml", ".yaml"), ("x.YML", ".YML"), (".yml", ""), ("x.yml~", ".yml~")):
        refused = [problem(NAME, 1, 1, "wrong-suffix", suffix=suffix, wanted=".yml")]
        assert read(tmp_path / name) == (None, refused)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is gone since it was listed, and one that the system refuses to open."""
    assert read(tmp_path / "none.yml") == (None, [problem(NAME, 1, 1, "file-vanished")])
    refused = PermissionError(errno.EACCES, "Permission denied")
    (tmp_path / "real.yml").write_text("a: b\n", "utf-8")
    with patch("scripts.records.files.os.open", side_effect=refused):
        found = problem(NAME, 1, 1, "file-unreadable", reason="Permission denied")
        assert read(tmp_path / "real.yml") == (None, [found])


def assert_safe(data: bytes) -> None:
    """Whatever `data` is, there is a clean document or a problem, and problems are in order."""
    found, problems = parse(data, NAME)
    assert found or problems
    assert problems == sorted(problems)
    assert all(each.line > 0 and each.column > 0 for each in problems)
    if found:
        assert not FORBIDDEN.search("".join(scalars_of(found.value)).replace(REPLACEMENT, ""))


@FIXED
@given(st.binary())
@example(b"\x00")
@example(b'"\\UFFFFFFFF"')
@example(b"{" * 65000)
@example(b"? " * 32000)
@example(b"%YAML " + b"9" * 60000 + b".1\n---\na")
def test_any_bytes(data: bytes) -> None:
    """Arbitrary bytes never raise."""
    assert_safe(data)


@FIXED
@given(st.text("ab0:- \n\"'[]{}&*!%#|>?,\\uU~<=.@\t\r\u202e\u0301\ufeffвسé\U0001f600", max_size=60))
@example("&a: b")
@example("!<")
@example("- |9\n -")
@example("%\n---\n")
@example("a: \ud7a3\u0338")
def test_any_text(text: str) -> None:
    """Arbitrary pieces of YAML never raise."""
    assert_safe(text.encode())


def places(value: Value, where: KeyPath = ()) -> Iterator[KeyPath]:
    """The keys and indexes to every value within `value`, and to itself."""
    yield where
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*where, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*where, index))


scalars = st.text("ab1:#-{}[]\"'\\ \n?&*!%é", min_size=1, max_size=8)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(scalars, inner, max_size=3)
    ),
    max_leaves=7,
)


@FIXED
@given(st.dictionaries(scalars, trees, min_size=1, max_size=4))
def test_json_is_read(value: dict[str, Value]) -> None:
    """JSON is YAML: its values come out as they went in, each with a mark inside the file."""
    for indent in (None, 2):
        text = json.dumps(value, ensure_ascii=False, indent=indent)
        found = document(text)
        assert found.value == value
        assert set(found.marks) == set(places(value))
        lines = text.split("\n")
        assert all(lines[mark.line - 1][mark.column - 1 :] for mark in found.marks.values())


def test_problems_sort() -> None:
    """Problems sort by file, then line and column as numbers, and hold their arguments as text."""
    early, late = Problem("a", 2, 1, "x"), Problem("a", 10, 3, "x")
    other = problem("b", 1, 1, "a", n=1)
    assert sorted([other, late, early]) == [early, late, other]
    assert other.args == (("n", "1"),)
