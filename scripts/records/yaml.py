"""Read YAML strictly: bytes in; plain values, their positions and all problems out.

A record is plain data, so only that part of YAML 1.2 is accepted (https://yaml.org/spec/1.2.2/):
one document of mappings, sequences and scalars. Anchors and aliases (they multiply values), tags
(they make objects), directives and repeated keys are refused. Every scalar stays text: the models
decide whether `2014` is a year or `no` a word.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NoReturn

import yaml

from scripts.problems import Problem, problem
from scripts.records.comments import LostText, lost_texts
from scripts.records.location import Document, KeyPath, Mark, Shape, Value
from scripts.records.text import character_problems, decode, place, without_forbidden

CORE_TAG = "tag:yaml.org,2002:"  # what the parser makes of `!!`

# Collections within one another, including the outermost. The name of an author of a source that is
# given inline needs them all: claims, claim, cites, cite, source, authors, author, name.
MAX_DEPTH = 9
MAX_LIST_ITEMS = 100  # the longest list of a record has a few dozen
MAX_VALUES = 4000  # at any depth; checking more of them one by one takes too long

NULLS = frozenset({"null", "Null", "NULL", "~"})
"""How YAML 1.2 writes an empty value (10.3.2), which other readers take for no text."""

SYNTAX_CODES = {
    "mapping values are not allowed": "yaml-colon",
    "expected ',' or": "yaml-brackets",
    "found unexpected end of stream": "yaml-quotation",
    "cannot start any token": "yaml-first-character",
    "could not find expected ':'": "yaml-no-colon",
    "sequence entries are not allowed": "yaml-hyphen",
    "did not find expected key": "yaml-indentation",
    "did not find expected '-' indicator": "yaml-indentation",
    "expected <block end>": "yaml-indentation",
}
"""Common errors of the parsers, and their codes; other errors are `yaml-syntax`."""

UNCLOSED = ("yaml-brackets", "yaml-quotation", "yaml-no-colon")
"""The codes of what was begun and not ended: the parser notices it only further down."""

# Both give the same events; the C parser is many times as fast, but not everywhere installed.
PARSER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(
    data: bytes, name: str, shape: Shape | None = None
) -> tuple[Document | None, list[Problem]]:
    """The document in `data`, and its problems, sorted; raises nothing.

    There is no document where reading had to stop. REPLACEMENT stands for every forbidden
    character; of a repeated key the last value is kept. `name` is the path for Problems; without
    `shape`, which says which values are text, text lost in comments is not looked for.
    """
    text, problems = decode(data, name)
    if text is None:
        return None, problems
    reader = _Reader(without_forbidden(text), name, shape)
    document = reader.document()
    problems += reader.problems
    problems += character_problems(text, reader.scalars, name)
    return document, sorted(problems)


class _StopError(Exception):
    """Stop reading: the problem has been reported."""


class _Reader:
    """Reads the parser events of one text; `scalars` are (value, line, column), keys included."""

    def __init__(self, text: str, name: str, shape: Shape | None) -> None:
        self.problems: list[Problem] = []
        self.scalars: list[tuple[str, int, int]] = []
        self._text = text
        self._name = name
        self._shape = shape
        self._stream = yaml.parse(text, Loader=PARSER)
        self._events: list[yaml.Event] = []
        self._paths: dict[int, KeyPath] = {}  # of scalars, by the index of their event
        self._marks: dict[KeyPath, Mark] = {}
        self._position = (1, 1)
        self._count = 0

    def document(self) -> Document | None:
        """The document; None, and the reason among `problems`, if there is none."""
        try:
            value = self._root()
        except _StopError:
            return None
        except yaml.MarkedYAMLError as error:
            end = error.problem_mark.index if error.problem_mark else len(self._text)
            if not self._caused_by(self._report_lost(end), end):
                self._report_syntax(error)
            return None
        # The Python parser turns escapes into characters unchecked: chr(0xFFFFFFFF).
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
            self._report("yaml-syntax", reason=error)
            return None
        if not value and isinstance(value, str):
            self.problems.append(problem(self._name, 1, 1, "empty-file"))
            return None
        for each in self._report_lost(len(self._text)):
            if each.instead:
                _restore(value, each)
        return Document(value, self._marks)

    def _next(self) -> yaml.Event:
        """The next event; it may have no anchor and no tag, and be no alias."""
        event: yaml.Event = next(self._stream)
        self._events.append(event)
        if mark := event.start_mark:
            self._position = (mark.line + 1, mark.column + 1)  # the parser counts from 0
        if isinstance(event, yaml.AliasEvent):
            self._stop("yaml-alias", name=event.anchor)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            if event.anchor is not None:
                self._report("yaml-anchor", name=event.anchor)
            if event.tag is not None:
                self._report("yaml-tag", tag=without_forbidden(event.tag.replace(CORE_TAG, "!!")))
        return event

    def _root(self) -> Value:
        value: Value | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if value is not None:
                    self._stop("second-document")
                if event.start_mark and self._text.startswith("%", event.start_mark.index):
                    self._report("yaml-directive")
                value = self._value(self._next(), ())
        return "" if value is None else value

    def _value(self, event: yaml.Event, path: KeyPath, key: tuple[int, int] | None = None) -> Value:
        """The value that begins with `event`; `key` is the position of its key."""
        if isinstance(event, yaml.CollectionStartEvent) and len(path) == MAX_DEPTH:
            self._stop("too-deep", most=MAX_DEPTH)
        self._count += 1
        if self._count > MAX_VALUES:
            self._stop("too-many-values", most=MAX_VALUES)
        self._marks[path] = Mark(*self._position, *(key or self._position))
        if isinstance(event, yaml.ScalarEvent):
            self._paths[len(self._events) - 1] = path
            return self._scalar(event)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        return self._sequence(path) if is_list else self._mapping(path)

    def _mapping(self, path: KeyPath) -> Value:
        found: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else ""
            if not key:
                self._stop("key-not-text")
            if key in found:
                self._report("duplicate-key", key=key, first=self._marks[*path, key].key_line)
            position = self._position
            found[key] = self._value(self._next(), (*path, key), position)
        return found

    def _sequence(self, path: KeyPath) -> Value:
        found: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            if len(found) == MAX_LIST_ITEMS:
                self._stop("too-many", max_length=MAX_LIST_ITEMS)
            found.append(self._value(event, (*path, len(found))))
        return found

    def _scalar(self, event: yaml.ScalarEvent) -> str:
        self.scalars.append((event.value, *self._position))
        is_plain, _ = event.implicit
        return "" if is_plain and event.value in NULLS else without_forbidden(event.value)

    def _report_lost(self, end: int) -> list[LostText]:
        """Report the texts before `end` that comments cut off."""
        if self._shape is None:
            return []
        text = self._text[:end]
        found = lost_texts(text, self._events, self._paths, self._shape.is_text)
        for each in found:
            self.problems.append(problem(self._name, *place(text, each.begin), "yaml-comment"))
        return found

    def _caused_by(self, lost: list[LostText], end: int) -> bool:
        """Whether the parser stopped at `end` because the last text was cut off."""
        if not lost or lost[-1].scalar != len(self._events) - 1:
            return False
        rest = self._text[lost[-1].begin : end].split("\n")
        return all(each.lstrip().startswith("#") or not each.strip() for each in rest)

    def _report_syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Report an error where it is seen, or where it begins if that is on an earlier line."""
        reason, mark, context = error.problem or "", error.problem_mark, error.context_mark
        code = next((code for words, code in SYNTAX_CODES.items() if words in reason), "")
        if code in UNCLOSED and mark and context and context.line < mark.line:
            mark = context
        if mark:
            self._position = (mark.line + 1, mark.column + 1)
        args = {} if code else {"reason": reason}
        self._report(code or "yaml-syntax", **args)

    def _report(self, code: str, **args: object) -> None:
        self.problems.append(problem(self._name, *self._position, code, **args))

    def _stop(self, code: str, **args: object) -> NoReturn:
        self._report(code, **args)
        raise _StopError


def _restore(value: Value, lost: LostText) -> None:
    """Put the comment in place of the empty text, so that this is not reported as empty too."""
    outer: Any = value
    # Where a key is given twice, the text can be gone.
    with suppress(KeyError, IndexError, TypeError):
        for part in lost.path[:-1]:
            outer = outer[part]
        outer[lost.path[-1]] = lost.words
