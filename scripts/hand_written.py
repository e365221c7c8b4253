"""The pages that are written by hand: where they are, and what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.problems import Problem, problem
from scripts.records.characters import decode
from scripts.records.reader import parse, read_bytes

FRONT_MATTER = re.compile(r"---\n(?P<said>.*?)^---\n", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^# ([^{\n]*)", re.MULTILINE)


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
    """The pages of a language of the checkout at `root`, and what is wrong with their heads.

    A page is read as strictly as a record; codes are those of `reader.read`, and `not-a-mapping`.
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
    heading = HEADING.search(text)
    facts = {"title": heading[1].strip() if heading else ""}
    head = FRONT_MATTER.match(text)
    if head is None or not head["said"].strip():
        return facts, []
    # An empty line for the first `---`, so that lines keep their numbers.
    document, problems = parse(f"\n{head['said']}".encode(), path)
    if document is None:
        return facts, problems
    if not isinstance(document.value, dict):
        return facts, [*problems, problem(path, 2, 1, "not-a-mapping")]
    facts |= {key: value for key, value in document.value.items() if isinstance(value, str)}
    return facts, problems
