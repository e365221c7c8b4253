"""What a page that is written by hand may contain: Markdown that makes text, lists, tables, links.

The page is rendered as the publisher renders it, and what comes out is looked at: what it is in the
source (an entity, an escape, an attribute list) is no matter then.  What is wrong is told at its
place in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from itertools import islice
from typing import NamedTuple

from markdown import Markdown
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import Preprocessor

from scripts.problems import Problem, problem
from scripts.records.text import (
    FORBIDDEN,
    MOST_PROBLEMS,
    REPLACEMENT,
    character_problems,
    forbidden,
    place,
    without_forbidden,
)

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list")
"""What Python-Markdown does for the publisher: MkDocs' own three, and that of mkdocs.yml."""

ELEMENTS = frozenset(
    {
        *("a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("img", "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr"),
        "ul",
    }
)
ATTRIBUTES = frozenset({"alt", "dir", "id", "lang", "start", "title"})
ADDRESSES = frozenset({"href", "src"})
CLASSES = re.compile(r"button|toc|language-[\w+-]+")

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "mailto"})

MOST_BRACKETS = 200
"""Opening brackets of a page: for each, Python-Markdown looks through all that follows."""

MOST_SOUGHT = 3
"""Problems of a page that are sought by rendering its beginnings; the others wait."""


class _Finding(NamedTuple):
    """Something that may not be on a page, and how it reads in the source if it is not in disguise.

    `args` are those of the problem.
    """

    code: str
    args: tuple[tuple[str, str], ...]
    needle: str


@lru_cache(maxsize=32)  # of as many pages as there are, a build has mostly seen all before
def prose_problems(text: str, path: str) -> tuple[Problem, ...]:
    """What is wrong with the Markdown of the page at `path`, sorted.

    `text` has empty lines for the front matter. Codes: those of `characters.character_problems`,
    `page-html`, `page-attribute` (name, value), `page-address` (value), `page-brackets` (most).
    """
    problems = _characters(text, path)
    brackets = [found.start() for found in re.finditer(r"[\[<]", text)]
    if len(brackets) > MOST_BRACKETS:
        at = place(text, brackets[MOST_BRACKETS])
        return tuple(sorted([*problems, problem(path, *at, "page-brackets", most=MOST_BRACKETS)]))
    problems += _Page(text).problems(path)
    return tuple(sorted({*problems}))


def _characters(text: str, path: str) -> list[Problem]:
    """The problems with characters; a word with one is told of at its own column."""
    lines = [*enumerate(without_forbidden(text).split("\n"), 1)]
    if not character_problems(text, ((line, n, 1) for n, line in lines), path):
        return []
    words = (
        (word[0], number, word.start() + 1)
        for number, line in lines
        for word in re.finditer(r"\S+", line)
    )
    return character_problems(text, words, path)


class _Page:
    """The text of a page, and what is found in it and in its beginnings."""

    def __init__(self, text: str) -> None:
        self.text = without_forbidden(text)
        self.lines = self.text.split("\n")
        # What stands for characters that are told of already is no news.
        self.renderer = _Renderer(REPLACEMENT if self.text != text else "")
        self.known: dict[int, list[_Finding]] = {}

    def problems(self, path: str) -> Iterator[Problem]:
        """The first problems of the page, as they come in what is rendered."""
        found, sought = self.findings(len(self.lines)), 0
        numbers: dict[_Finding, int] = {}
        for each in islice(found, MOST_PROBLEMS):
            numbers[each] = number = numbers.get(each, 0) + 1
            places = [match.start() for match in re.finditer(re.escape(each.needle), self.text)]
            if each.needle and len(places) == found.count(each):
                at = place(self.text, places[number - 1])
            elif sought < MOST_SOUGHT:
                sought += 1
                at = self.sought(each, number)
            else:
                continue
            yield problem(path, *at, each.code, **dict(each.args))

    def findings(self, count: int) -> list[_Finding]:
        """What is found in the first `count` lines."""
        if count not in self.known:
            self.known[count] = self.renderer.findings("\n".join(self.lines[:count]))
        return self.known[count]

    def sought(self, wanted: _Finding, number: int) -> tuple[int, int]:
        """The line with which the `number`th finding like this one comes, and its column if seen.

        By halves: with more lines there are more of them.
        """
        without, with_it = 0, len(self.lines)
        while with_it - without > 1:
            middle = (without + with_it) // 2
            if self.findings(middle).count(wanted) >= number:
                with_it = middle
            else:
                without = middle
        return with_it, max(self.lines[with_it - 1].find(wanted.needle), 0) + 1


class _Renderer:
    """Python-Markdown as the publisher has it, with raw HTML set aside."""

    def __init__(self, told: str) -> None:
        self.told = told
        self.markdown = Markdown(extensions=[*EXTENSIONS])
        self.html: list[str] = []
        blocks, inline = _Blocks(self.markdown, self.html), _Inline(self.markdown, self.html)
        self.markdown.preprocessors.register(blocks, "html_block", 20)
        self.markdown.inlinePatterns.register(inline, "html", 90)

    def findings(self, text: str) -> list[_Finding]:
        """What may not be on a page, in the order of what is rendered; raw HTML first."""
        self.html.clear()
        output = _Output(self.told)
        output.feed(self.markdown.reset().convert(text))
        output.close()
        raw = [each.strip().partition("\n")[0] for each in self.html]
        return [*(_Finding("page-html", (), each) for each in raw), *output.found]


class _Blocks(Preprocessor):
    """Takes whole blocks of HTML out of a page."""

    def __init__(self, markdown: Markdown, html: list[str]) -> None:
        super().__init__(markdown)
        self.inner = markdown.preprocessors["html_block"]
        self.html = html

    def run(self, lines: list[str]) -> list[str]:
        """The lines without them."""
        stash = self.md.htmlStash
        first = stash.html_counter
        lines = self.inner.run(lines)
        for number in range(first, stash.html_counter):
            self.html.append(str(stash.rawHtmlBlocks[number]))
            stash.rawHtmlBlocks[number] = ""
        return lines


class _Inline(HtmlInlineProcessor):
    """Takes HTML within a line out of a page."""

    def __init__(self, markdown: Markdown, html: list[str]) -> None:
        super().__init__(HTML_RE, markdown)
        self.html = html

    def handleMatch(  # type: ignore[override]  # noqa: N802  (as Python-Markdown has it)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Nothing, in its place."""
        del data
        self.html.append(self.backslash_unescape(self.unescape(m[1])))
        return "", m.start(0), m.end(0)


class _Output(HTMLParser):
    """Reads what was rendered, as browsers do."""

    def __init__(self, told: str) -> None:
        super().__init__(convert_charrefs=True)
        self.told = told
        self.found: list[_Finding] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element is one of those of prose, and so is each of its attributes."""
        if tag not in ELEMENTS:
            self.found.append(_Finding("page-html", (), f"<{tag}"))
        for name, value in attrs:
            self._attribute(name, value or "")

    def handle_data(self, data: str) -> None:
        """A text holds no character that a record may not hold."""
        self._text(data)

    def handle_comment(self, data: str) -> None:
        """There is none: all that is no element and no text was set aside."""
        self.found.append(_Finding("page-html", (), data))

    def handle_decl(self, decl: str) -> None:
        """The same."""
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        """The same."""
        self.handle_comment(data)

    def _attribute(self, name: str, value: str) -> None:
        if name in ADDRESSES:
            # Browsers leave out what is at the ends, and line breaks and tabs (WHATWG URL, 4.4).
            scheme = SCHEME.match(re.sub(r"[\t\n\r]", "", value).strip(SPACE))
            if scheme and scheme[1].lower() not in SCHEMES:
                shown = " ".join(without_forbidden(value).split())
                self.found.append(_Finding("page-address", (("value", shown),), value))
        elif name == "class":
            for each in value.split():
                if not CLASSES.fullmatch(each):
                    self._refuse(name, each, each)
        elif name not in ATTRIBUTES:
            self._refuse(name, value, name)
        self._text(value)

    def _refuse(self, name: str, value: str, needle: str) -> None:
        shown = " ".join(without_forbidden(value).split())
        self.found.append(_Finding("page-attribute", (("name", name), ("value", shown)), needle))

    def _text(self, text: str) -> None:
        for each in dict.fromkeys(FORBIDDEN.findall(text)):
            if each not in self.told:
                self.found.append(_Finding("forbidden-character", forbidden(each), ""))


SPACE = "".join(map(chr, range(0x21)))
"""C0 controls and the blank."""
