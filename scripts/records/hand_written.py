"""The pages that are written by hand: where they are, what they say of themselves, their faults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import Field, ValidationError

from scripts.problems import Problem, problem
from scripts.records.errors import problems_from
from scripts.records.fields import Line
from scripts.records.files import read_bytes
from scripts.records.location import SourceLocation
from scripts.records.model import Record
from scripts.records.prose import prose_problems
from scripts.records.shape import Shape
from scripts.records.text import decode
from scripts.records.yaml import parse

FRONT_MATTER = re.compile(r"---\n(?P<said>(?:(?!---|\.\.\.).*\n)+)---\n")
"""No line in it could end it for the publisher, so that both take the same lines for it."""

LIKE_FRONT_MATTER = re.compile(r"---| {0,3}[A-Za-z0-9_-]+:")
"""How a page begins that has one to the publisher: MkDocs takes that of MultiMarkdown too."""

HEADING = re.compile(r"^# ([^{\n]*)", re.MULTILINE)


class FrontMatter(Record):
    """All that a page may say of itself: the publisher would take a template from it, too."""

    title: Line | None = Field(None, description="The title of the page.")
    description: Line | None = Field(None, description="The page in one sentence, for search.")


@dataclass(frozen=True)
class HandWritten:
    """A page: its file in the repository, its address below its language, its front matter.

    `facts` have a title in any case: that of the front matter, or else the heading.
    """

    path: str
    address: str
    facts: Mapping[str, str]


def pages_by_hand(docs: Path) -> dict[str, Path]:
    """The files of the pages in a language's folder that are written by hand, by address."""
    # The home page is written by the build.
    return {f"{file.stem}/": file for file in sorted(docs.glob("*.md")) if file.stem != "index"}


def read_by_hand(root: Path, code: str) -> tuple[list[HandWritten], list[Problem]]:
    """The pages of a language of the checkout at `root`, and what is wrong with them.

    A page is read as strictly as a record; codes are those of `reader.read` and of the models,
    `front-matter`, and those of `prose.prose_problems`.
    """
    pages: list[HandWritten] = []
    problems: list[Problem] = []
    for address, file in pages_by_hand(root / "docs" / code).items():
        path = file.relative_to(root).as_posix()
        data, unread = read_bytes(file, path, ".md")
        text, wrong = decode(data, path) if data is not None else (None, [])
        facts, more = _facts(text or "", path)
        problems += [*unread, *wrong, *more]
        pages.append(HandWritten(path, address, facts))
    return pages, problems


def _facts(text: str, path: str) -> tuple[dict[str, str], list[Problem]]:
    """What a page says of itself, and what is wrong with it and with the rest of the page."""
    front = FRONT_MATTER.match(text)
    said, body = (front["said"], text[front.end() :]) if front else ("", text)
    # An empty line for each, so that lines keep their numbers.
    before = text[: len(text) - len(body)].count("\n")
    heading = HEADING.search(body)
    facts = {"title": heading[1].strip() if heading else ""}
    problems = list(prose_problems("\n" * before + body, path))
    if front:
        given, found = _front_matter(said, path)
        return facts | given, [*problems, *found]
    if LIKE_FRONT_MATTER.match(text):
        problems.append(problem(path, 1, 1, "front-matter"))
    return facts, problems


def _front_matter(said: str, path: str) -> tuple[dict[str, str], list[Problem]]:
    """The fields that stand between the two lines of hyphens."""
    document, problems = parse(f"\n{said}".encode(), path, Shape(FrontMatter))
    if document is None:
        # Nothing stands between the hyphens: the publisher takes them for two rules then.
        empty = problem(path, 1, 1, "front-matter")
        return {}, [empty if each.code == "empty-file" else each for each in problems]
    spot = SourceLocation("", path, document)
    try:
        given = FrontMatter.model_validate(document.value)
    except ValidationError as error:
        return {}, [*problems, *problems_from(error, spot, FrontMatter, ())]
    if not problems:
        problems = [spot.problem((key,), "front-matter") for key in _misread(said)]
    return given.model_dump(exclude_none=True), problems


def _misread(said: str) -> list[str]:
    """The fields that are no text to the publisher, which reads YAML with all its types."""
    try:
        found = yaml.safe_load(said)
    except (yaml.YAMLError, ValueError, OverflowError):
        return [""]
    return [key for key, value in found.items() if not isinstance(value, str)]
