"""Pages of prose: their front matter, and the Markdown that they may hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import yaml
from markdown import Markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from pydantic import Field, ValidationError

from scripts.problems import Problem, problem
from scripts.records.errors import problems_from
from scripts.records.fields import Line, Record
from scripts.records.files import read_bytes
from scripts.records.location import Shape, SourceLocation
from scripts.records.text import (
    FORBIDDEN,
    MOST_PROBLEMS,
    REPLACEMENT,
    character_problems,
    decode,
    forbidden,
    place,
    without_forbidden,
)
from scripts.records.yaml import parse

FRONT_MATTER = re.compile(r"---\n(?P<yaml>(?:(?!---|\.\.\.).*\n)+)---\n")
"""No line in it could end it for the publisher, so that both take the same lines for it."""

LIKE_FRONT_MATTER = re.compile(r"---| {0,3}[A-Za-z0-9_-]+:")
"""The start of a page that has front matter to the publisher, or that of MultiMarkdown."""

HEADING = re.compile(r"^# ([^{\n]*)", re.MULTILINE)

EXTENSIONS = (
    *("toc", "tables", "fenced_code", "admonition", "attr_list", "footnotes", "md_in_html"),
    "pymdownx.tabbed",
)
"""The publisher's extensions of Python-Markdown: three of MkDocs, and those of mkdocs.yml."""

ELEMENTS = frozenset(
    {
        *("a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("img", "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr"),
        "ul",
    }
)
ATTRIBUTES = frozenset({"alt", "dir", "id", "lang", "start", "title"})
ADDRESSES = frozenset({"href", "src"})
CLASSES = re.compile(r"md-button(--primary)?|toc|language-[\w+-]+")

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "mailto"})

# Of a page: for each opening bracket, Python-Markdown looks through all that follows.
MAX_BRACKETS = 200
# Problems whose line is searched for by rendering parts of the page; the others wait.
MAX_SEARCHES = 3


class FrontMatter(Record):
    """The allowed front matter of a page: the publisher would take a template from it, too."""

    title: Line | None = Field(None, description="The title of the page.")
    description: Line | None = Field(None, description="The page in one sentence, for search.")


class ProseLink(NamedTuple):
    """A file that a page names, relative to the page, its fragment, and where it is named."""

    path: str
    fragment: str
    line: int
    column: int


@dataclass(frozen=True)
class HandWritten:
    """A page: its file in the repository, its address below its language, its front matter.

    `facts` always have a title, if only the heading. A page with problems has no `links`.
    """

    path: str
    address: str
    facts: Mapping[str, str]
    links: tuple[ProseLink, ...] = ()


def pages_by_hand(docs: Path) -> dict[str, Path]:
    """The files of prose in the folder of a language, by address; the build writes the index."""
    return {f"{file.stem}/": file for file in sorted(docs.glob("*.md")) if file.stem != "index"}


def read_by_hand(root: Path, code: str) -> tuple[list[HandWritten], list[Problem]]:
    """The pages of prose of a language in the checkout at `root`, and what is wrong with them."""
    pages: list[HandWritten] = []
    problems: list[Problem] = []
    for address, file in pages_by_hand(root / "docs" / code).items():
        path = file.relative_to(root).as_posix()
        data, unread = read_bytes(file, path, ".md")
        text, wrong = decode(data, path) if data is not None else (None, [])
        facts, more = _read_page(text or "", path)
        found = [*unread, *wrong, *more]
        problems += found
        pages.append(HandWritten(path, address, facts, () if found else prose_links(text or "")))
    return pages, problems


def _read_page(text: str, path: str) -> tuple[dict[str, str], list[Problem]]:
    front = FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    # Empty lines stand for the front matter, so that lines keep their numbers.
    before = "\n" * text[: len(text) - len(body)].count("\n")
    problems = list(prose_problems(before + body, path))
    heading = HEADING.search(body)
    facts = {"title": heading[1].strip() if heading else ""}
    if front:
        given, found = _front_matter(front["yaml"], path)
        return facts | given, [*problems, *found]
    if LIKE_FRONT_MATTER.match(text):
        problems.append(problem(path, 1, 1, "front-matter"))
    return facts, problems


def _front_matter(text: str, path: str) -> tuple[dict[str, str], list[Problem]]:
    document, problems = parse(f"\n{text}".encode(), path, Shape(FrontMatter))
    if document is None:
        # Nothing stands between the hyphens: the publisher takes them for two rules then.
        empty = problem(path, 1, 1, "front-matter")
        return {}, [empty if each.code == "empty-file" else each for each in problems]
    location = SourceLocation("", path, document)
    try:
        given = FrontMatter.model_validate(document.value)
    except ValidationError as error:
        return {}, [*problems, *problems_from(error, location, FrontMatter, ())]
    if not problems:
        # Every field must be text to the publisher too, which reads YAML with all its types.
        try:
            theirs = yaml.safe_load(text)
        except (yaml.YAMLError, ValueError, OverflowError):
            theirs = {"": None}
        wrong = [key for key, value in theirs.items() if not isinstance(value, str)]
        problems = [location.problem((key,), "front-matter") for key in wrong]
    return given.model_dump(exclude_none=True), problems


class _Finding(NamedTuple):
    """Something not allowed: code and arguments of a problem, text to find in the source."""

    code: str
    args: tuple[tuple[str, str], ...]
    needle: str


@lru_cache(maxsize=32)  # during `serve` most pages have not changed
def prose_problems(text: str, path: str) -> tuple[Problem, ...]:
    """The problems in the Markdown of the page at `path`, sorted.

    `text` has empty lines in place of the front matter.
    """
    words = (
        (word[0], number, word.start() + 1)
        for number, line in enumerate(without_forbidden(text).split("\n"), 1)
        for word in re.finditer(r"\S+", line)
    )
    problems = character_problems(text, words, path)
    brackets = [found.start() for found in re.finditer(r"[\[<]", text)]
    if len(brackets) > MAX_BRACKETS:
        at = place(text, brackets[MAX_BRACKETS])
        problems.append(problem(path, *at, "page-brackets", most=MAX_BRACKETS))
    else:
        problems += _Page(text).problems(path)
    return tuple(sorted({*problems}))


def prose_links(text: str) -> tuple[ProseLink, ...]:
    """The links and pictures of the page of prose `text` that name a file, in order.

    A link to a folder, to another site or within the page names none.
    """
    front = FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    found = []
    for address in _Output(Markdown(extensions=[*EXTENSIONS]).convert(body)).addresses:
        scheme, host, path, _, fragment = urlsplit(address)
        path = unquote(path)
        if posixpath.splitext(path)[1] and not (scheme or host or path.startswith("/")):
            # It may be written otherwise than it is read.
            at = next((at for at in map(text.find, (f"({address}", address)) if at >= 0), 0)
            found.append(ProseLink(posixpath.normpath(path), fragment, *place(text, at)))
    return tuple(found)


class _Page:
    """The text of a page, rendered as the publisher does, but with raw HTML taken out."""

    def __init__(self, text: str) -> None:
        self.text = without_forbidden(text)
        self.lines = self.text.split("\n")
        # REPLACEMENT stands for characters that have been reported.
        self.reported = REPLACEMENT if self.text != text else ""
        self.known: dict[int, list[_Finding]] = {}
        self.html: list[str] = []
        self.markdown = Markdown(extensions=[*EXTENSIONS])
        self.markdown.preprocessors.register(_Blocks(self.markdown, self.html), "html_block", 20)
        self.markdown.inlinePatterns.register(_Inline(self.markdown, self.html), "html", 90)

    def problems(self, path: str) -> Iterator[Problem]:
        """The first problems of the page, in the order of the output."""
        found, searches = self.findings(len(self.lines)), 0
        numbers: dict[_Finding, int] = {}
        for each in islice(found, MOST_PROBLEMS):
            numbers[each] = number = numbers.get(each, 0) + 1
            places = [match.start() for match in re.finditer(re.escape(each.needle), self.text)]
            if each.needle and len(places) == found.count(each):
                at = place(self.text, places[number - 1])
            elif searches < MAX_SEARCHES:
                searches += 1
                at = self.search(each, number)
            else:
                continue
            yield problem(path, *at, each.code, **dict(each.args))

    def findings(self, count: int) -> list[_Finding]:
        """What the first `count` lines may not contain, in the order of the output; HTML first."""
        if count not in self.known:
            self.html.clear()
            html = self.markdown.reset().convert("\n".join(self.lines[:count]))
            output = _Output(html, self.reported)
            raw = [each.strip().partition("\n")[0] for each in self.html]
            self.known[count] = [*(_Finding("page-html", (), each) for each in raw), *output.found]
        return self.known[count]

    def search(self, wanted: _Finding, number: int) -> tuple[int, int]:
        """The line that brings the `number`th finding like this one, and its column if it is seen.

        Binary search: more lines have more findings.
        """
        without, with_it = 0, len(self.lines)
        while with_it - without > 1:
            middle = (without + with_it) // 2
            if self.findings(middle).count(wanted) >= number:
                with_it = middle
            else:
                without = middle
        return with_it, max(self.lines[with_it - 1].find(wanted.needle), 0) + 1


class _Blocks(HtmlBlockPreprocessor):
    """Takes blocks of HTML out of a page."""

    def __init__(self, markdown: Markdown, html: list[str]) -> None:
        super().__init__(markdown)
        self.html = html

    def run(self, lines: list[str]) -> list[str]:
        stash = self.md.htmlStash
        first = stash.html_counter
        lines = super().run(lines)
        blocks = stash.rawHtmlBlocks[first:]
        # An element with the attribute `markdown` has been parsed.
        self.html += [each if isinstance(each, str) else f"<{each.tag}" for each in blocks]
        stash.rawHtmlBlocks[first:] = [""] * len(blocks)
        return lines


class _Inline(HtmlInlineProcessor):
    """Takes HTML within a line out of a page."""

    def __init__(self, markdown: Markdown, html: list[str]) -> None:
        super().__init__(HTML_RE, markdown)
        self.html = html

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        del data
        self.html.append(self.backslash_unescape(self.unescape(m[1])))
        return "", m.start(0), m.end(0)


class _Output(HTMLParser):
    """Reads a rendered page as browsers do: its addresses, and what is not allowed in it."""

    def __init__(self, html: str, reported: str = "") -> None:
        super().__init__()
        self.reported = reported
        self.addresses: list[str] = []
        self.found: list[_Finding] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.found.append(_Finding("page-html", (), f"<{tag}"))
        for name, value in attrs:
            self._attribute(name, value or "")

    def handle_data(self, data: str) -> None:
        for each in dict.fromkeys(FORBIDDEN.findall(data)):
            if each not in self.reported:
                args = tuple(forbidden(each).items())
                self.found.append(_Finding("forbidden-character", args, ""))

    def handle_comment(self, data: str) -> None:
        self.found.append(_Finding("page-html", (), data))

    handle_decl = handle_pi = handle_comment  # type: ignore[assignment]

    def _attribute(self, name: str, value: str) -> None:
        if name in ADDRESSES:
            if value:
                self.addresses.append(value)
            # Browsers skip C0 and spaces at the start, and line breaks and tabs (WHATWG URL, 4.4).
            scheme = SCHEME.match(re.sub(r"^[\0- ]+|[\t\n\r]", "", value))
            if scheme and scheme[1].lower() not in SCHEMES:
                self._refuse("page-address", value, value)
        elif name == "class":
            for each in value.split():
                if not CLASSES.fullmatch(each):
                    self._refuse("page-attribute", each, each, name=name)
        elif name not in ATTRIBUTES:
            self._refuse("page-attribute", value, name, name=name)
        self.handle_data(value)

    def _refuse(self, code: str, value: str, needle: str, **args: str) -> None:
        args["value"] = " ".join(without_forbidden(value).split())
        self.found.append(_Finding(code, tuple(args.items()), needle))
