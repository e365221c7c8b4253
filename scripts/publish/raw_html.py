"""An extension of Python-Markdown that takes whole blocks of HTML as they are, and quickly.

Python-Markdown looks for the end of such a block letter by letter, which takes as long as all else
that it does with a page of ours.  Here a block ends where as many tags of its name are closed as
were opened.  What is not that plain is left to Python-Markdown: every page comes out the same with
this and without.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

BEFORE_ANCHORS, BEFORE_BLOCKS = 22, 20.5
"""Before the publisher looks for anchors (21), and before Python-Markdown looks for blocks (20)."""

BEGIN = re.compile(r"^ {0,3}<([a-z][a-z0-9-]*)", re.MULTILINE)
"""A tag with which a block may begin."""

ODD = re.compile(
    r"""
      <(?![a-z/])                           # no tag, or one in capitals
    | <(?:script|style)\b                   # what is in it is no HTML
    | <(?:textarea|title)\b[^<]*<(?!/)      # as little
    | =(?:"[^"<]*|'[^'<]*)<                 # no tag, but in a value
    | &(?!\#?\w+;)                          # no reference to a character
    """,
    re.VERBOSE,
)
"""What is no plain tag and no plain text."""

ANCHOR = re.compile(r"<[a-z][^<>]*\s(?:id|name)\s*=[^<>]*>")
"""A tag to which a link of another page can lead."""


class HtmlBlocks(Extension):
    """What is to be named to Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Take part in what is done with pages."""
        blocks = _Blocks(md)
        md.preprocessors.register(blocks, "whole_html_blocks", BEFORE_ANCHORS)
        md.preprocessors.register(_Marks(md, blocks), "whole_html_block_marks", BEFORE_BLOCKS)


class _Blocks(Preprocessor):
    def __init__(self, md: Markdown) -> None:
        """For the pages of `md`."""
        super().__init__(md)
        self.told: dict[str, str] = {}

    def run(self, lines: list[str]) -> list[str]:
        """The lines of a page, with a mark in the place of each block that stands by itself.

        And with the tags in it that links can lead to: the publisher makes sure of those.
        """
        text = "\n".join(lines)
        if ODD.search(text):
            return lines
        parts: list[str] = []
        done = ahead = 0
        while begin := BEGIN.search(text, ahead):
            start, ahead = begin.start(), begin.end()
            if self.md.is_block_level(begin[1]):
                ahead = _end(text, begin)
                if not text.startswith("\n\n", ahead):
                    # To where this reaches is a matter of what follows.
                    break
                alone = text.endswith("\n\n", 0, start) or not text[:start].strip()
                if alone and text[start] == "<":
                    # With the line breaks that Python-Markdown gives it.
                    mark = self.md.htmlStash.store(f"{text[start:ahead]}\n")
                    told = mark + "".join(ANCHOR.findall(text, start, ahead))
                    self.told[told] = mark
                    parts += [text[done:start], "\n", told, "\n\n"]
                    done = ahead
        return "".join([*parts, text[done:]]).split("\n")


class _Marks(Preprocessor):
    def __init__(self, md: Markdown, blocks: _Blocks) -> None:
        """For the pages of `md`, after `blocks`."""
        super().__init__(md)
        self.blocks = blocks

    def run(self, lines: list[str]) -> list[str]:
        """The lines of the page with the marks alone."""
        text = "\n".join(lines)
        for told, mark in self.blocks.told.items():
            text = text.replace(told, mark, 1)
        self.blocks.told = {}
        return text.split("\n")


def _end(text: str, begin: re.Match[str]) -> int:
    """Where the block ends that begins there; the end of the page where it is not closed."""
    depth = 0
    if begin[1] == "hr":
        return text.find(">", begin.end()) + 1 or len(text)
    for tag in re.compile(rf"<(/?){begin[1]}(?=[\s/>])").finditer(text, begin.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return text.find(">", tag.end()) + 1 or len(text)
    return len(text)


def makeExtension(**settings: object) -> HtmlBlocks:  # noqa: N802  (Python-Markdown's name)
    """What Python-Markdown asks a module for."""
    return HtmlBlocks(**settings)
