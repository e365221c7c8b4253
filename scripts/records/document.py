"""Make a YAML document from parser events: its plain values, with the place of each.

A record is plain data, so only that part of YAML 1.2 is taken (https://yaml.org/spec/1.2.2/):
mappings, sequences and scalars. No anchors and aliases (they multiply values), no tags (they make
objects), no directives, one document, no key twice. Every scalar stays text: whether `2014` is a
year or `no` a word is the model's to say.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from scripts.problems import Problem, problem
from scripts.records.lost import Lost, lost_texts
from scripts.records.shape import Shape
from scripts.records.text import without_forbidden
from scripts.records.values import Document, Mark, Value, Where

CORE_TAG = "tag:yaml.org,2002:"
"""What the parser makes of `!!`."""

DEEPEST = 8
"""Collections within one another, the outermost counted."""

LONGEST_LIST = 100
"""Items of a list; the longest of a record has a few dozen."""

MOST_VALUES = 4000
"""Values of a file, at whatever depth: what is checked value by value ends while one waits."""

SYNTAX = {
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
"""What the parsers say of the mistakes that people make, and our codes; the rest is told as is."""

BEGUN = ("yaml-brackets", "yaml-quotation", "yaml-no-colon")
"""The codes of what was begun and not ended: the parser sees it only further down."""

# Both give the same events; the C one is many times as fast, but not everywhere installed.
PARSER: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UnreadableError(Exception):
    """What follows in the file cannot be understood; the Problem is told already."""


@dataclass(slots=True)
class _Sequence:
    """A sequence that is still open."""

    value: list[Value]
    where: Where = ()


@dataclass(slots=True)
class _Mapping:
    """A mapping that is still open, and the key that waits for its value: empty if none does."""

    value: dict[str, Value]
    where: Where = ()
    key: str = ""
    key_place: tuple[int, int] = (1, 1)


class Builder:
    """Makes a document of one text's parser events; a list of open collections, no recursion.

    After `build`, however it ended: `problems`, and `scalars` as (value, line, column), keys
    among them, as they were before forbidden characters were replaced.
    """

    def __init__(self, name: str, shape: Shape | None = None) -> None:
        """Start with nothing; `name` is the file's path for Problems, `shape` what it holds."""
        self.problems: list[Problem] = []
        self.scalars: list[tuple[str, int, int]] = []
        self._name = name
        self._shape = shape
        self._events: list[yaml.Event] = []
        # Where the value of an event stands, by the index of the event.
        self._wheres: dict[int, Where] = {}
        self._root: Value | None = None
        self._marks: dict[Where, Mark] = {}
        self._open: list[_Mapping | _Sequence] = []
        self._place = (1, 1)
        self._values = 0

    def build(self, text: str) -> Document | None:
        """The document that `text` spells; None, and the reason among `problems`, if none."""
        try:
            for event in yaml.parse(text, Loader=PARSER):
                self._events.append(event)
                self._take(event, text)
        except _UnreadableError:
            return None
        except yaml.MarkedYAMLError as error:
            end = error.problem_mark.index if error.problem_mark else len(text)
            if not self._breaks(text[:end], self._tell_lost(text[:end])):
                self._tell_syntax(error)
            return None
        # The Python parser turns escapes into characters unchecked: chr(0xFFFFFFFF).
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
            self._tell("yaml-syntax", reason=error)
            return None
        if self._root is None or self._root == "":
            self.problems.append(problem(self._name, 1, 1, "empty-file"))
            return None
        for each in self._tell_lost(text):
            if each.instead:
                self._give(each.where, each.comment.words)
        return Document(self._root, self._marks)

    def _tell_lost(self, text: str) -> list[Lost]:
        """Tell of the text that is lost in comments, and give it back."""
        if self._shape is None:
            return []
        found = lost_texts(text, self._events, self._wheres, self._shape.is_text)
        for each in found:
            line = text.count("\n", 0, each.comment.begin) + 1
            self.problems.append(problem(self._name, line, each.comment.column + 1, "yaml-comment"))
        return found

    def _breaks(self, text: str, lost: list[Lost]) -> bool:
        """Whether the parser had to end, at the end of `text`, because the last text was cut."""
        if not lost or lost[-1].scalar != len(self._events) - 1:
            return False
        rest = text[lost[-1].comment.begin :].split("\n")
        return not any(each.strip() and not each.lstrip().startswith("#") for each in rest)

    def _give(self, where: Where, text: str) -> None:
        """Let the empty value at `where` be what was meant, so that it is not told of as empty."""
        outer: Any = self._root
        # Where a key is given twice, it can be gone.
        with suppress(KeyError, IndexError, TypeError):
            for part in where[:-1]:
                outer = outer[part]
            outer[where[-1]] = text

    def _take(self, event: yaml.Event, text: str) -> None:
        if mark := event.start_mark:
            self._place = (mark.line + 1, mark.column + 1)  # the parser counts from 0
        match event:
            case yaml.ScalarEvent():
                self._check_properties(event)
                self._take_scalar(event.value)
            case yaml.MappingStartEvent():
                self._check_properties(event)
                self._begin(_Mapping({}))
            case yaml.SequenceStartEvent():
                self._check_properties(event)
                self._begin(_Sequence([]))
            case yaml.CollectionEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                self._refuse("yaml-alias", name=event.anchor)
            case yaml.DocumentStartEvent():
                if self._root is not None:
                    self._refuse("second-document")
                if mark and text.startswith("%", mark.index):
                    self._tell("yaml-directive")

    def _check_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._tell("yaml-anchor", name=event.anchor)
        if event.tag is not None:
            self._tell("yaml-tag", tag=without_forbidden(event.tag.replace(CORE_TAG, "!!")))

    def _take_scalar(self, value: str) -> None:
        self.scalars.append((value, *self._place))
        text = without_forbidden(value)
        if mapping := self._mapping_without_key():
            self._take_key(mapping, text)
        else:
            self._put(text)

    def _take_key(self, mapping: _Mapping, key: str) -> None:
        if not key:
            self._refuse("key-not-text")
        if key in mapping.value:
            first = self._marks[*mapping.where, key].key_line
            self._tell("duplicate-key", key=key, first=first)
        mapping.key = key
        mapping.key_place = self._place

    def _begin(self, collection: _Mapping | _Sequence) -> None:
        if self._mapping_without_key():
            self._refuse("key-not-text")
        if len(self._open) == DEEPEST:
            self._refuse("too-deep", most=DEEPEST)
        collection.where = self._put(collection.value)
        self._open.append(collection)

    def _mapping_without_key(self) -> _Mapping | None:
        """The innermost open collection, if it is a mapping and the next node is a key of it."""
        innermost = self._open[-1] if self._open else None
        return innermost if isinstance(innermost, _Mapping) and not innermost.key else None

    def _put(self, value: Value) -> Where:
        """Put a value where it belongs, note its mark, and say where that is."""
        where: Where = ()
        key_place = self._place
        self._values += 1
        if self._values > MOST_VALUES:
            self._refuse("too-many-values", most=MOST_VALUES)
        if not self._open:
            self._root = value
        elif isinstance(outer := self._open[-1], _Sequence):
            if len(outer.value) == LONGEST_LIST:
                self._refuse("too-many", max_length=LONGEST_LIST)
            where = (*outer.where, len(outer.value))
            outer.value.append(value)
        else:
            where, key_place = (*outer.where, outer.key), outer.key_place
            outer.value[outer.key] = value
            outer.key = ""
        self._marks[where] = Mark(*self._place, *key_place)
        self._wheres[len(self._events) - 1] = where
        return where

    def _tell_syntax(self, error: yaml.MarkedYAMLError) -> None:
        """What is no YAML, where it is seen; where it begins, if that is on an earlier line."""
        reason, mark, context = error.problem or "", error.problem_mark, error.context_mark
        code = next((code for words, code in SYNTAX.items() if words in reason), "yaml-syntax")
        if code in BEGUN and mark and context and context.line < mark.line:
            mark = context
        if mark:
            self._place = (mark.line + 1, mark.column + 1)
        self._tell(code, **({} if code in SYNTAX.values() else {"reason": reason}))

    def _tell(self, code: str, **args: object) -> None:
        self.problems.append(problem(self._name, *self._place, code, **args))

    def _refuse(self, code: str, **args: object) -> NoReturn:
        self._tell(code, **args)
        raise _UnreadableError
