"""Pages of prose: what passes is plain text, lists, tables and links; the rest is told of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixed import fixed
from hostile.payloads import SCRIPTS, TEXTS
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from mkdocs.config import load_config

from scripts.records.prose import ELEMENTS, EXTENSIONS, prose_problems

ROOT = Path(__file__).parents[2]
NAME = "docs/en/page.md"


def told(text: str) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.code) for each in prose_problems(text, NAME)]


def odd(text: str) -> list[str]:
    """What a page has that no prose has, as the publisher makes it and another parser reads it."""
    made = Markdown(extensions=[*EXTENSIONS]).convert(text)
    found = []
    for each in html.fragment_fromstring(made, create_parent="main").iter():
        if not isinstance(each.tag, str) or each.tag not in {*ELEMENTS, "main"}:
            found.append(str(each.tag))
        for name, value in each.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            known = re.match(r"(https?|mailto):", address) or not re.match(
                r"[a-z][a-z0-9+.-]*:", address
            )
            if name in {"href", "src"} and not known:
                found.append(value)
            elif name.startswith("on") or name in {"style", "srcdoc", "srcset", "target", "is"}:
                found.append(name)
    return found


def test_extensions() -> None:
    """A page is looked at as the publisher renders it."""
    for file in sorted(ROOT.glob("mkdocs*.yml")):
        assert set(load_config(str(file)).markdown_extensions) == set(EXTENSIONS), file.name


@pytest.mark.parametrize(
    "text",
    [
        "# A { #a }\n\n## B {: #b }\n\n*a* **b** `<c>` 1 < 2 > 1 & 3 &amp; &lt;d> \\<e\n",
        '[a](x.md#b "c"){ .md-button } [d](https://e.example/) <https://f.example/> <g@h.org>\n',
        "[a][1], ![b](c.png)\n\n[1]: mailto:d@e.example\n",
        '1. a\n2. b\n    - c\n\n> d\n\n***\n\n| a | b |\n| - | - |\n| `c`{ dir="ltr" } | d |\n',
        "```yaml\na: <b>\nc: [d](javascript:e)\n```\n\n    <f onclick=g>\n",
        "[TOC]\n\n# a\n\nb  \nc { onclick=d }\n",
        'كازاخستان وإسرائيل: «نص»، و`2004`{ dir="ltr" }، و AT&T&nbsp;1.\n',
    ],
)
def test_plain(text: str) -> None:
    """Nothing of what prose needs is refused."""
    assert told(text) == []
    assert odd(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b>c</b>\n", [(1, 3, "page-html"), (1, 7, "page-html")]),
        ("a\n\n<DIV\nid=b>\n\n</DIV>\n", [(3, 1, "page-html")]),
        ("<!-- a -->\n\n<!DOCTYPE b>\n\n<?c?>\n", [(n, 1, "page-html") for n in (1, 3, 5)]),
        ("- a\n\n    <b>\n", [(3, 5, "page-html")]),
        ("a <b@c <d>\n", [(1, 8, "page-html")]),
        ("a\n\n<div markdown>\n\n*b*\n\n</div>\n", [(3, 1, "page-html")]),
        ("`<b>` <b>\n", [(1, 2, "page-html")]),
        ("[a](JavaScript:b)\n", [(1, 5, "page-address")]),
        ("[a]( java&#x73;cript:b )\n", [(1, 1, "page-address")]),
        ("a\n\n[b](java\\script:c) [d](<data:e>)\n", [(3, 25, "page-address")]),
        (
            "[a](java&#10;script:b) [c](&#32;&#1;data:d)\n",
            [(1, 1, "page-address"), (1, 1, "page-address")],
        ),
        ("<FTP://a.example/>\n", [(1, 2, "page-address")]),
        ("a\n\n[b][c]\n\n[c]:\n    javascript:d\n", [(6, 5, "page-address")]),
        ("# a { onclick=b style=c #d .skip }\n", [(1, n, "page-attribute") for n in (7, 17, 29)]),
        ("a\n{: .md-button .skip }\n", [(2, 16, "page-attribute")]),
        ("| a |\n| :- |\n| b |\n", [(2, 1, "page-attribute"), (3, 1, "page-attribute")]),
        ("a&rlm;b\n", [(1, 1, "forbidden-character")]),
        ("a\tb\u2066\n", [(1, 2, "forbidden-character"), (1, 4, "forbidden-character")]),
        ('[a](b "c&zwj;")\n', [(1, 1, "forbidden-character")]),
        ("e\u0301 a\n\nпaгe\n", [(1, 1, "not-nfc"), (3, 1, "mixed-scripts")]),
        ("[" * 201, [(1, 201, "page-brackets")]),
    ],
)
def test_told(text: str, found: list[tuple[int, int, str]]) -> None:
    """What is wrong is told where it stands in the source."""
    assert told(text) == found


@pytest.mark.parametrize(
    "text", ['!!! note "a"\n\n    b\n', "a[^1]\n\n[^1]: b\n", '=== "a"\n\n    b\n']
)
def test_for_generated_pages(text: str) -> None:
    """What only the build writes is refused in prose."""
    assert {code for _, _, code in told(text)} <= {"page-attribute", "page-html"}
    assert told(text)


def test_in_disguise() -> None:
    """What does not stand in the source as it comes out is sought, a few at a time."""
    text = "".join(f"Line {n}.\n\n[a](javascript&#58;b{n})\n\n" for n in range(9))
    lines = [3 + 4 * n for n in range(3)]
    assert told(text) == [(line, 1, "page-address") for line in lines]
    same = "[a](java&#115;cript:b)\n\nc\n\n" * 2
    assert told(same) == [(1, 1, "page-address"), (5, 1, "page-address")]


@pytest.mark.parametrize("form", ["{}", "a {} b", "- {}", "> {}", "[{}]({})", "# {}", "`a\n{}\nb`"])
def test_hostile(form: str) -> None:
    """Every hostile text is told of, or comes out as text."""
    silent = [text for text in (*SCRIPTS, *TEXTS) if not told(form.format(text, text))]
    assert [text for text in silent if odd(form.format(text, text))] == []
    assert len(silent) < len(SCRIPTS) + len(TEXTS)


PIECES = st.sampled_from(
    [
        *("<b>", "<script>", "</script>", "<!--", "-->", "<", ">", "<a href='", "'", '"', "`"),
        *("\n", "\n\n", "    ", "- ", "# ", "> ", "```\n", "[a](", ")", "[a]", "[a]: ", "![", "]"),
        *("javascript:", "java&#115;cript:", "data:x", "&colon;", "\\", "{", "}", "{: ", "``"),
        *(" onclick=b", " .c", "| a |\n| - |\n", "<div>", "</div>", "<?", "?>", "<![CDATA["),
        *("]]>", "a", " ", "*", "<div markdown>", "\n\n!!! a ", "[^a]", "[^a]: ", '\n\n=== "a'),
    ]
)


@fixed(600)
@given(st.lists(PIECES, max_size=12))
def test_nothing_odd_in_silence(pieces: list[str]) -> None:
    """However the pieces come together: what is not told of is prose."""
    text = "".join(pieces)
    if not told(text):
        assert odd(text) == []
