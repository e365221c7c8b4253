"""A YAML document as plain values, and the line, the column and the type of each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, TypeAlias, get_args, get_type_hints

from pydantic import BaseModel, RootModel

from scripts.problems import Problem, problem
from scripts.records.fields import Line, Record

Value: TypeAlias = "dict[str, Value] | list[Value] | str"
KeyPath: TypeAlias = tuple[str | int, ...]  # the keys and indexes that lead to a value
EACH = "*"  # in the path of `SourceLocation.values`: every item of a list


class Mark(NamedTuple):
    """Where a value and its key begin, counted from 1; a value without a key is its own key."""

    line: int
    column: int
    key_line: int
    key_column: int


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a file, and the mark of every value in it."""

    value: Value
    marks: dict[KeyPath, Mark]

    def nearest(self, path: KeyPath) -> KeyPath:
        """`path` without parts that the document lacks: pydantic names the members of unions."""
        found: KeyPath = ()
        for part in path:
            if (*found, part) in self.marks:
                found = (*found, part)
        return found

    def at(self, path: KeyPath) -> Mark:
        """The mark of the value at `path`, or of the nearest value that encloses it."""
        return self.marks[self.nearest(path)]


@dataclass(frozen=True)
class SourceLocation:
    """Where a record stands: its id, its file, its path in that (`base`), the id of git's blob."""

    id: str
    path: str
    document: Document = field(repr=False, compare=False)
    base: KeyPath = ()
    blob: str = ""

    def problem(self, path: KeyPath, code: str, *, key: bool = False, **args: object) -> Problem:
        """A Problem at the value (or at its key) at `path` in the record."""
        mark = self.document.at(self.base + path)
        line, column = (mark.key_line, mark.key_column) if key else (mark.line, mark.column)
        return problem(self.path, line, column, code, **args)

    def values(self, *path: str) -> Iterator[tuple[KeyPath, Value]]:
        """The values that the file has at `path`, valid or not, each with its own path."""
        found: list[tuple[KeyPath, Value]] = [((), self.document.value)]
        for part in path:
            outer, found = found, []
            for where, value in outer:
                if part == EACH and isinstance(value, list):
                    found += [((*where, index), each) for index, each in enumerate(value)]
                elif isinstance(value, dict) and part in value:
                    found.append(((*where, part), value[part]))
        yield from found


Hint = Any  # the type annotation of a value in the models; None for one that they do not have


class Shape(NamedTuple):
    """The content of a file: a record of the type `hint`, or a table of such records by id."""

    hint: Hint
    table: bool = False

    def is_text(self, where: KeyPath) -> bool:
        """Whether the field at `where` holds text (`is_prose`)."""
        hint = self.hint
        for part in where[1:] if self.table else where:
            if isinstance(part, str):
                hint = fields(hint).get(part, inner(hint))
        return is_prose(hint)


@cache
def fields(hint: Hint) -> dict[str, Hint]:
    """The fields of the record type `hint`, in their order; empty for another type."""
    for part in _parts(hint):
        if isinstance(part, type) and issubclass(part, Record):
            hints = get_type_hints(part, include_extras=True)
            each = part.model_fields.items()
            return {field.alias or name: hints[name] for name, field in each}
    return {}


@cache
def inner(hint: Hint) -> Hint:
    """The type of the values of a text in several languages; None for another type."""
    for part in _parts(hint):
        if isinstance(part, type) and issubclass(part, RootModel):
            return part.model_fields["root"].annotation
    return None


@cache
def is_prose(hint: Hint) -> bool:
    """Whether the value is text, in which the model folds white space."""
    return Line in _parts(hint)


def _parts(hint: Hint) -> Iterator[Hint]:
    """The type and its parts, without the fields of records and texts among them."""
    yield hint
    leaf = hint == Line or (isinstance(hint, type) and issubclass(hint, BaseModel))
    if not leaf:
        for part in get_args(hint):
            yield from _parts(part)
