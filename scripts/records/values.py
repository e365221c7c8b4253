"""A YAML document as plain values, and where each of them stands in its file."""

from __future__ import annotations

import json
import zlib
from typing import NamedTuple, TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | str"
Where: TypeAlias = tuple[str | int, ...]


class Mark(NamedTuple):
    """Where a value begins, and where its key does, counted from 1.

    What has no key (the root, an item of a list) gives its own place for it.
    """

    line: int
    column: int
    key_line: int
    key_column: int


class Document:
    """The value of a file, and the mark of every value in it by the keys and indexes to it.

    Neither may be changed. A packed one takes less memory, and some time when it is asked for them:
    of thousands of records that are right nobody asks where everything stands.
    """

    __slots__ = ("_marks", "_packed", "_value")

    def __init__(self, value: Value, marks: dict[Where, Mark]) -> None:
        """A document that is not packed."""
        self._value: Value | None = value
        self._marks = marks
        self._packed = b"", b""

    @property
    def value(self) -> Value:
        """The value of the file."""
        if self._value is not None:
            return self._value
        value: Value = json.loads(zlib.decompress(self._packed[0]))
        return value

    @property
    def marks(self) -> dict[Where, Mark]:
        """The marks of all values."""
        if self._value is not None:
            return self._marks
        marks = json.loads(zlib.decompress(self._packed[1]))
        return {tuple(where): Mark(*mark) for where, mark in marks}

    def pack(self) -> None:
        """Take less memory from now on."""
        if self._value is not None:
            self._packed = _packed(self._value), _packed([*self._marks.items()])
            self._value, self._marks = None, {}

    def at(self, where: Where) -> Mark:
        """The mark of the value at `where`, or of the nearest one that encloses it.

        Parts of `where` that the document has not are passed over: pydantic puts the names of the
        members of a union among the keys.
        """
        return self.marks[self._nearest(where)]

    def has(self, where: Where) -> bool:
        """Whether there is a value at `where`, passing over the same parts."""
        return self._nearest(where)[-1:] == where[-1:]

    def _nearest(self, where: Where) -> Where:
        found: Where = ()
        marks = self.marks
        for part in where:
            if (*found, part) in marks:
                found = (*found, part)
        return found


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode(), level=1)
