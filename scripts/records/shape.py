"""The types of the values in a record's file, and the order of its keys, from the models."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from pydantic import BaseModel, RootModel

from scripts.records.fields import Line
from scripts.records.location import KeyPath
from scripts.records.model import Record

Hint = Any
"""The type annotation of a value in the models; None for a value that they do not have."""


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
            return {name: hints[name] for name in part.model_fields}
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
