"""Where a record stands: what turns a path inside it into a line and a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.problems import Problem, problem
from scripts.records.values import Document, Value, Where

__all__ = ["EACH", "Spot", "Where"]

EACH = "*"
"""In a path: every item of a list."""


@dataclass(frozen=True)
class Spot:
    """Where a record stands: its id, its file, and the part of the file that it is.

    `blob` is the id that git gives to the file as it was read.
    """

    id: str
    path: str
    document: Document = field(repr=False, compare=False)
    base: Where = ()
    blob: str = ""

    def problem(self, where: Where, code: str, *, key: bool = False, **args: object) -> Problem:
        """A Problem at the value (or at its key) that stands at `where` in the record."""
        mark = self.document.at(self.base + where)
        line, column = (mark.key_line, mark.key_column) if key else (mark.line, mark.column)
        return problem(self.path, line, column, code, **args)

    def values(self, *path: str) -> Iterator[tuple[Where, Value]]:
        """What the file has at `path`, valid or not, each with where it stands."""
        ahead: list[tuple[Where, Value]] = [((), self.document.value)]
        for part in path:
            found: list[tuple[Where, Value]] = []
            for where, value in ahead:
                if part == EACH and isinstance(value, list):
                    found += [((*where, number), each) for number, each in enumerate(value)]
                elif isinstance(value, dict) and part in value:
                    found.append(((*where, part), value[part]))
            ahead = found
        yield from ahead
