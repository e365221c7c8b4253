"""The layout of a record's file: one way to write what it says.

`laid_out` writes a file again with ruamel.yaml. The rules that it applies:

1. The first line is `# yaml-language-server: $schema=` and the relative path of the schema.
2. Mappings and lists are indented by two spaces a level; a list is one level deeper than its key,
   and an item begins with `- `.
3. Lines end in LF, the last one too. There is no byte order mark.
4. A plain or quoted text stands on one line. A text below `>` or `|` keeps its lines.
5. A comment that was aligned with the line below it stays so.

Everything else stays as it was written: quotation marks, brackets, empty lines, the rest of the
comments, and the order of keys, which `checks.order` checks.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.resolver import VersionedResolver

from scripts.problems import Problem, problem
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, VOCABULARY
from scripts.records.location import Shape
from scripts.records.model import Entry, Redirect
from scripts.records.source import Source
from scripts.records.text import decode
from scripts.records.vocabulary import VOCABULARIES
from scripts.records.yaml import parse

SCHEMAS = "timeline/schema"
MODELINE = "# yaml-language-server:"
MODELINES = re.compile(f"^{MODELINE}.*\n?", re.MULTILINE)

HARMLESS = frozenset({"carriage-return", "byte-order-mark", "not-nfc", "mixed-scripts"})
"""Codes of problems in a file that can be written again: the text is read as it was meant."""


class _TextResolver(VersionedResolver):
    """Takes every scalar for text, so that `2014` and `no` are written as they were read."""

    versioned_resolver: Mapping[str, Any] = {}


def loaded(text: str) -> CommentedMap:
    """The mapping of a text, with its comments and its quotation marks, every scalar a text."""
    value: CommentedMap = _yaml(_TextResolver).load(text)
    return value


def dumped(value: object, *, quoting: bool = False) -> str:
    """The text of a value.

    `quoting`: a text that would be read as a number, for example, is written in quotation marks.
    That is for new values; one that was `loaded` stays as it was written.
    """
    out = io.StringIO()
    _yaml(VersionedResolver if quoting else _TextResolver).dump(value, out)
    return out.getvalue()


def _yaml(resolver: type[VersionedResolver]) -> YAML:
    yaml = YAML()
    yaml.Resolver = resolver
    yaml.preserve_quotes = True
    yaml.width = 65536  # it breaks no line
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def model_of(path: str) -> tuple[Any, str, bool] | None:
    """What the file at `path` holds: its model, its schema's name, whether it is a table of them.

    None where no record belongs.
    """
    place = PurePosixPath(path)
    folders = {EVENTS: (Entry, "event"), PROPOSED: (Entry, "proposed"), SEEDS: (Source, "source")}
    for folder, known in folders.items():
        if place.is_relative_to(folder):
            return *known, False
    if place == PurePosixPath(REDIRECTS):
        return Redirect, "redirects", True
    if place.parent == PurePosixPath(VOCABULARY) and place.stem in VOCABULARIES:
        return VOCABULARIES[place.stem], place.stem, True
    return None


def first_line(path: str) -> str:
    """The line by which editors find the schema of the record at `path`."""
    if (known := model_of(path)) is None:
        raise ValueError(path)
    file = posixpath.relpath(f"{SCHEMAS}/{known[1]}.schema.json", posixpath.dirname(path))
    return f"{MODELINE} $schema={file}"


def laid_out(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text of the record at `path` in its layout; empty, and why, where it has none.

    `path` must be one of a record (`model_of`). There is no layout where the reader finds a problem
    that is not in HARMLESS, or `no-layout`: where the new text would not say the same, or would
    lose a comment.
    """
    line = first_line(path)
    model, _, is_table = model_of(path) or (None, "", False)
    shape = Shape(model, is_table)
    document, found = parse(data, path, shape)
    if document is None or _refused(found):
        return "", _refused(found)
    if not isinstance(document.value, dict):
        return "", [problem(path, 1, 1, "not-a-mapping")]
    text = f"{line}\n{MODELINES.sub('', decode(data, path)[0] or '')}"
    made = _aligned(text, dumped(loaded(text)))
    again, found = parse(made.encode(), path, shape)
    is_same = again is not None and again.value == document.value
    if not is_same or _refused(found) or made.count("#") != text.count("#"):
        return "", [problem(path, 1, 1, "no-layout")]
    return made, []


def _refused(problems: list[Problem]) -> list[Problem]:
    return [each for each in problems if each.code not in HARMLESS]


def _aligned(before: str, after: str) -> str:
    """`after` with each comment aligned with the line below it, where it is so in `before`.

    ruamel.yaml leaves a comment in its column when the line below moves.
    """
    old, new = before.split("\n"), after.split("\n")
    for (comment, below), (made, under) in zip(_comments(old), _comments(new), strict=False):
        if _indent(old[comment]) == _indent(old[below]):
            new[made] = " " * _indent(new[under]) + new[made].lstrip()
    return "\n".join(new)


def _comments(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of the lines that begin with `#`, the last first, and of what is below each."""
    below = None
    for number in reversed(range(len(lines))):
        if lines[number].lstrip().startswith("#") and below is not None:
            yield number, below
        if lines[number].strip():
            below = number


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
