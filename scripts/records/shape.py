"""What the models say of a record's file: the order of keys, and which values are what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from pydantic import BaseModel, RootModel

from scripts.records.fields import Line, Number
from scripts.records.location import KeyPath
from scripts.records.model import Record

Hint = Any
"""The type of a value, as the models write it; None where no model knows the value."""


class Shape(NamedTuple):
    """What a file holds: a record of the type `hint`, or a table of such records by id."""

    hint: Hint
    table: bool = False

    def is_text(self, where: KeyPath) -> bool:
        """Whether the field at `where` holds words (`is_prose`)."""
        hint = self.hint
        for part in where[1:] if self.table else where:
            if isinstance(part, str):
                hint = fields(hint).get(part, inner(hint))
        return is_prose(hint)


@cache
def fields(hint: Hint) -> dict[str, Hint]:
    """The fields of the record that `hint` tells of, in their order; empty where it tells none."""
    for part in _parts(hint):
        if isinstance(part, type) and issubclass(part, Record):
            hints = get_type_hints(part, include_extras=True)
            return {name: hints[name] for name in part.model_fields}
    return {}


@cache
def inner(hint: Hint) -> Hint:
    """The type of what is in a text in several languages, whatever its key; None for no text."""
    for part in _parts(hint):
        if isinstance(part, type) and issubclass(part, RootModel):
            return part.model_fields["root"].annotation
    return None


@cache
def is_prose(hint: Hint) -> bool:
    """Whether the value is words, whose white space the model folds."""
    return Line in _parts(hint)


@cache
def is_number(hint: Hint) -> bool:
    """Whether the value is a number."""
    return Number in _parts(hint)


def ordered(keys: Sequence[str], hint: Hint, languages: Sequence[str]) -> list[str]:
    """The keys of a mapping in their order: that of the model, or of the languages.

    What is no field comes last; the rows of a table, and what no model knows, stay as they are.
    """
    order = list(fields(hint)) or (list(languages) if inner(hint) else [])
    return sorted(keys, key=lambda key: order.index(key) if key in order else len(order))


def _parts(hint: Hint) -> Iterator[Hint]:
    """The type and what it is made of, without what is in the records and texts among them."""
    yield hint
    leaf = hint in {Line, Number} or (isinstance(hint, type) and issubclass(hint, BaseModel))
    if not leaf:
        for part in get_args(hint):
            yield from _parts(part)
