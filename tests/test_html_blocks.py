"""Whole blocks of HTML: a page comes out the same, however its blocks are found."""

from __future__ import annotations

from html.parser import HTMLParser
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import Preprocessor

from scripts.publish.raw_html import HtmlBlocks

BESIDE = ["attr_list", "toc", "tables", "fenced_code"]
"""What the publisher has Python-Markdown do."""

BLOCKS = (
    "<p>One <b>bold</b> &amp; &#1575; word</p>",
    '<div class="a">\n<p>In it</p>\n\n<p>after a line</p>\n</div>',
    "<div><div>two</div>\n\n<div>three</div></div>",
    "<ol>\n<li>one</li>\n\n<li>two</li>\n</ol>",
    "<div>not closed",
    "</div>",
    "<div>closed twice</div></div>",
    "<p>with more</p> behind",
    "<P>large</P>",
    "  <p>indented</p>",
    "    <p>code</p>",
    "<hr>",
    "<span>inline</span>",
    "<!-- comment -->",
    "<!-- open",
    "<script>if (1 < 2) {}</script>",
    "<style>p{}</style>",
    '<div title="<div>">odd</div>',
    "<div title='</div>'>odd</div>",
    "<div title=a>b</div >",
    "<pre>  a\n\n   b</pre>",
    "<details><summary>s</summary>\n\n*text*\n\n</details>",
    "<table><tr><td>1</td></tr></table>",
    "&copy no end",
    "a < b & c",
    "# Heading { #id }",
    "*text* with `<div>`",
    "```\n<div>\n```",
    "> <p>quoted</p>",
    "- item\n\n    <p>in it</p>",
    "<dl>\n<dt>t</dt>\n<dd>d</dd>\n</dl>\n<p>at once</p>",
    "<div>\n<div>\n</div>",
    "<divider>no div</divider>",
    "<?php ?>",
    '<div id="one"><p id="two&amp;">x</p> <a name=three>y</a><b name="no"></b></div>',
    "<section data-id='no' id='four'>\n<br id=five>\n</section>",
    "<figure><svg><title>a &amp; b</title></svg></figure>",
    "<div><title>a <b>c</b></div></title></div>",
    "<div><textarea></div></textarea></div>",
)
"""What a page can have, harmless and not."""

GAPS = ("\n", "\n\n", "\n\n\n", "\n \n", "")


class Anchors(Preprocessor, HTMLParser):
    """Looks for anchors when and as MkDocs does."""

    def __init__(self, md: Markdown) -> None:
        """None found yet."""
        Preprocessor.__init__(self, md)
        HTMLParser.__init__(self)
        self.found: set[str | None] = set()
        md.preprocessors.register(self, "anchors", 21)

    def run(self, lines: list[str]) -> list[str]:
        """Look for them, and change nothing."""
        self.feed("\n".join(lines))
        self.close()
        return lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag."""
        self.found |= {value for key, value in attrs if key == "id" or (key, tag) == ("name", "a")}


def html(text: str, *more: HtmlBlocks) -> tuple[str, set[str | None]]:
    """The page that becomes of it, and its anchors."""
    md = Markdown(extensions=[*BESIDE, *more])
    anchors = Anchors(md)
    return md.convert(text), anchors.found


@pytest.mark.parametrize("block", BLOCKS)
def test_each_alone(block: str) -> None:
    """With text around it."""
    for text in (block, f"before\n\n{block}\n\nafter", f"# Title\n\n{block}\n\n{BLOCKS[1]}\n"):
        assert html(text, HtmlBlocks()) == html(text)


@given(st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(GAPS)), max_size=8))
def test_any_of_them_together(parts: list[tuple[str, str]]) -> None:
    """In any order, with empty lines between them or without."""
    text = "".join(f"{block}{gap}" for block, gap in parts)
    text = f"\n{text}" if len(parts) % 2 else text
    assert html(text, HtmlBlocks()) == html(text)


def test_it_takes_them() -> None:
    """What is plain never comes to Python-Markdown's own search."""
    text = f"# Title\n\n{BLOCKS[1]}\n\n{BLOCKS[3]}\n\n*end*\n"
    with patch.object(HTMLExtractor, "handle_starttag") as asked:
        assert BLOCKS[3] in html(text, HtmlBlocks())[0]
        assert not asked.called
        html(text)
        assert asked.called
