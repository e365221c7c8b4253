"""Text behind a `#`: where YAML takes it for a comment it is told of, and never lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
import yaml
from fixed import fixed
from hypothesis import given
from hypothesis import strategies as st

from scripts.layout import laid_out
from scripts.records import yaml as gate
from scripts.records.location import Shape
from scripts.records.model import Entry
from scripts.records.vocabulary import Topic
from scripts.records.yaml import parse

NAME = "timeline/events/x.yml"


def places(text: str, shape: Shape | None = None) -> list[tuple[int, int, str]]:
    """What is told of `text`, an entry unless it is said."""
    _, problems = parse(text.encode(), NAME, shape or Shape(Entry))
    return [(each.line, each.column, each.code) for each in problems]


@pytest.fixture(params=dict.fromkeys((gate.PARSER, yaml.SafeLoader)), autouse=True, scope="module")
def _parser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each of the parsers that a machine can have."""
    with patch.object(gate, "PARSER", request.param):
        yield


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title:\n  en: Resolution #2\n", (2, 18)),
        ("title:\n  en: Resolution # 2\n  ar: x\n", (2, 18)),
        ("title:\n  en: Resolution\n   #2\n  ar: x\n", (3, 4)),
        ("title:\n  en: Resolution\n\n    # of two\n\n  ar: x\n", (4, 5)),
        ("title:\n  en: Resolution #2\n    of two\n  ar: x\n", (2, 18)),
        ("title:\n  en: #2 it was\n  ar: x\n", (2, 7)),
        ("title:\n  en:\n    #2 it was\n  ar: x\n", (3, 5)),
        ("title:\n  en:\n    # It was\n    two\n  ar: x\n", (3, 5)),
        ("title:\n  en: |\n    Resolution\n   # 2\n  ar: x\n", (4, 4)),
        ("title:\n  en: |\n    Resolution\n   # 2\n    of two\n  ar: x\n", (4, 4)),
        ("title:\n  en: > #2 was\n    adopted\n  ar: x\n", (2, 9)),
        ("title:\n  en: 'Resolution' #2\n  ar: x\n", (2, 20)),
        ("title: {en: Resolution #2, ar: x}\n", (1, 24)),
        ("title: {en: Resolution #2\n  , ar: x}\n", (1, 24)),
        ("title: {en: Resolution, #2 of\n  ar: x}\n", (1, 25)),
        ("title: {en:\n  # 2 of\n  two, ar: x}\n", (2, 3)),
        ("differences:\n  - about: {en: x, ar: y}\n    decision:\n      en: a #b\n", (4, 13)),
        ("cites:\n  - source: {title: 'a', publisher: b\n      #c\n      }\n", (3, 7)),
        ("cites:\n  - passage:\n      start: a #b\n", (3, 16)),
        # What follows the mistake is no more than it: the line below is one of the text.
        ("title:\n  en: a #b\n  c: d\nkind: [\n", (2, 9)),
    ],
)
def test_told(text: str, place: tuple[int, int]) -> None:
    """It is told where the comment begins, once, and the layout is not touched."""
    assert places(text)[0] == (*place, "yaml-comment")
    assert [code for *_, code in places(text)].count("yaml-comment") == 1
    assert laid_out(text.encode(), NAME)[0] == ""


@pytest.mark.parametrize(
    "text",
    [
        "title:  # of two\n  # in English\n  en: x  y\n  # in Arabic\n  ar: z\n# the end\n",
        "title:\n  en: C#4 in D\n  ar: 'a #b'  # of three\n  # all\n",
        "title:\n  en: x\n  #ar: y\ndate: 2004 # or 2005\nkind: event #3\n",
        "title:\n  en: >-  # folded\n    a #b\n    #c\n  # below\n  ar: |\n    d # e\n# f\n",
        "topics: [water, # both\n  trade]  # of them\nactors:\n  - north # why\n  - south #2\n",
        "title: {en: x, # in English\n  # in Arabic\n  ar: y} # both\n",
        "cites:\n  - source: a #2\n    passage: {paragraph: 4 #5\n      }\n",
        "title:\n  en:\n    # to come\n  ar: x\n",
        "unknown: a #b\n",
    ],
)
def test_a_comment(text: str) -> None:
    """A comment that cannot be meant as text is one."""
    assert places(text) == []


def test_a_table() -> None:
    """In a table the fields are those of its rows."""
    text = "trade:\n  label: {en: x, ar: y}\n  aliases:\n    en:\n      - a #b\n      - #c\n"
    shape = Shape(Topic, table=True)
    assert places(text, shape) == [(5, 11, "yaml-comment"), (6, 9, "yaml-comment")]
    # Of a file of which nothing is known nothing is told: of one that git has from the past.
    assert parse(text.encode(), NAME)[1] == []


def test_given_back() -> None:
    """What stands in the place of a text is not told of as an empty text too."""
    found, _ = parse(b"title:\n  en: #2 it was\n", NAME, Shape(Entry))
    assert found
    assert found.value == {"title": {"en": "#2 it was"}}
    text = "title:\n  en: #2 it was\ntitle: x\n"
    assert places(text) == [(2, 7, "yaml-comment"), (3, 1, "duplicate-key")]


WORDS = st.lists(
    st.sampled_from(["They", "adopted", "#2334", "#", "##", "a#b", "by", "14"]), min_size=1
)
BREAKS = st.lists(st.sampled_from([" ", " ", " ", "\n", "\n\n"]), min_size=20, max_size=20)


@fixed(400)
@given(WORDS, BREAKS, st.integers(3, 6), st.sampled_from(["plain", "flow", "item", "block"]))
def test_never_in_silence(words: list[str], breaks: list[str], indent: int, form: str) -> None:
    """However a text is written down: it is read as a whole, or something is told."""
    text = words[0]
    for word, blank in zip(words[1:], breaks, strict=False):
        # A line that begins with the sign may be indented less.
        deep = 4 if form == "block" and not word.startswith("#") else indent
        text += (blank + " " * (7 if form == "item" else deep) if "\n" in blank else blank) + word
    written = {
        "plain": f"title:\n  en: {text}\n  ar: x\n",
        "flow": f"title: {{en: {text}\n   , ar: x}}\n",
        "item": f"trade:\n  aliases:\n    en:\n      - {text}\n",
        "block": f"title:\n  en: >-\n    {text}\n  ar: x\n",
    }[form]
    shape = Shape(Topic, table=True) if form == "item" else Shape(Entry)
    found, problems = parse(written.encode(), NAME, shape)
    if not problems:
        assert found
        value = repr(found.value).replace("\\n", " ")
        assert " ".join(words[: len(breaks) + 1]) in " ".join(value.split())
