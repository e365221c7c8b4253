"""What is wrong with a file, as a value: the place, and the rule that is broken.

The messages are in the language files, one for each code, so that every problem can be reported in
every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Whether a problem stops a record from being taken."""

    ERROR = "error"
    WARNING = "warning"


NOTICES = frozenset(
    {
        *("key-order", "lagging-translation", "possible-dependence", "possible-duplicate"),
        *("possible-same-source", "unsupported-claim"),
        *("future-day", "older-source", "states-and-disputes", "cited-twice"),
        *("two-positions", "uncited-position"),
    }
)
"""The codes of what should be known and stops nothing; every other code is that of an error."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One broken rule at one place; problems sort by file, then by place.

    `path` is relative to the repository, with slashes; `line` and `column` count from 1, columns
    in characters. `code` is the rule's kebab-case name and the key of its message, whose
    placeholders `args` fills.
    """

    path: str
    line: int
    column: int
    code: str
    args: tuple[tuple[str, str], ...] = ()

    @property
    def level(self) -> Level:
        """An error stops the build; the code decides."""
        return Level.WARNING if self.code in NOTICES else Level.ERROR


def problem(path: str, line: int, column: int, code: str, /, **args: object) -> Problem:
    """A Problem with `args` turned into text, in the order given."""
    return Problem(path, line, column, code, tuple((key, str(arg)) for key, arg in args.items()))
