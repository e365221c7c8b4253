"""Text of strangers comes out of every file as it went in, and does nothing on the way."""

from __future__ import annotations

import json
import re
import string
from itertools import accumulate

import lxml.html
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from scripts.cite.bibtex import biblatex, classic_bibtex, escaped
from scripts.cite.formats import csl_json
from scripts.cite.jsonld import script_json
from scripts.cite.ris import ris
from scripts.cite.works import Name, Work

from .tools import FIXED, items, plain

PIECES = (
    *("</script>", "<!--", "]]>", "&amp;", "\\input{x}", "}}", "{{", "$x$", "#1", "@misc{"),
    *("--", "---", "``", "''", "?`", "!`", "<<", ">>", "\\\\", "//", " and ", "TY  - BOOK"),
    *("ER  - ", "\r\nER  - \r\n", "\n", "\t", "\u2028", "نتنياهو", "؛", "é", "a", "Z", "0", " "),
    *string.punctuation,
)

TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
TITLES = st.lists(
    # A title has a letter at each end: readers trim what is round them, each in its way.
    TEXTS.map(lambda text: f"a{text}z"),
    min_size=1,
    max_size=30,
)
ALL = [f"a{piece}z" for piece in PIECES] + [f"a{string.punctuation}z"]


def works(titles: list[str]) -> list[Work]:
    return [
        Work(
            key=f"kit-{number}",
            title=title,
            language="ar",
            authors=(Name(literal=title),),
            container=title,
            abstract=title,
        )
        for number, title in enumerate(titles)
    ]


def bare(text: str) -> str:
    """`text` with what readers take for markup of their own left out of the comparison."""
    return plain(text.replace("\u2028", " "))


@FIXED
@given(TITLES)
@example(ALL)
def test_pandoc(titles: list[str]) -> None:
    """Every field of text comes back from every format, and no text ends a record."""
    made = works(titles)
    assert [each["title"] for each in json.loads(csl_json(made))] == titles
    for format_, text in (
        ("csljson", csl_json(made)),
        ("biblatex", biblatex(made)),
        ("bibtex", classic_bibtex(made)),
        ("ris", ris(made)),
    ):
        read = items(format_, text)
        for number, title in enumerate(titles):
            found = read[f"kit-{number}"]
            assert bare(found["title"]) == bare(title)
            if format_ != "ris":
                assert [bare(each["literal"]) for each in found["author"]] == [bare(title)]
            if format_ != "bibtex":
                assert bare(found["container-title"]) == bare(title)
                assert bare(found["abstract"]) == bare(title)


@FIXED
@given(TITLES)
@example(ALL)
def test_biblatex_in_bibtexparser(titles: list[str]) -> None:
    """As many entries as works, each with its text."""
    library = parse_string(biblatex(works(titles)))
    assert library.failed_blocks == []
    assert len(library.entries) == len(titles)
    for entry, title in zip(library.entries, titles, strict=True):
        for name in ("title", "author", "booktitle", "abstract"):
            text = LatexNodes2Text().latex_to_text(entry[name])
            assert bare(text.replace("ˆ", "^")) == bare(title)


@FIXED
@given(TITLES)
@example(ALL)
def test_ris(titles: list[str]) -> None:
    """No text ends a line or a record."""
    expected = [" ".join(title.split()) for title in titles]
    assert [each["title"] for each in rispy.loads(ris(works(titles)))] == expected


@FIXED
@given(TITLES)
@example(ALL)
def test_what_tex_needs(titles: list[str]) -> None:
    """No sign is left that TeX acts on; braces are in pairs, those after a backslash included."""
    for title in titles:
        text = escaped(title)
        assert not re.search(r"(?<!\\)[&%#_$~^]", text)
        depths = list(accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in text))
        assert min(depths) == depths[-1] == 0


@FIXED
@given(TITLES)
@example(ALL)
def test_json_in_a_script_element(titles: list[str]) -> None:
    """The element ends where it should, and its content is what was put into it."""
    value = {"headline": titles, "nested": [{title: title} for title in titles]}
    text = script_json(value)
    page = f'<script type="application/ld+json">{text}</script><p>after</p>'
    script, after = lxml.html.fragment_fromstring(page, create_parent="main")
    assert (script.tag, script.text, script.tail) == ("script", text, None)
    assert (after.tag, after.text) == ("p", "after")
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")
