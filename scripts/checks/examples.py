"""An example for every problem: a few lines of a record, and the problem found in them.

The examples stand in `examples.yml` and on the page that explains the problems. A test runs the
checks on them; the build does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from scripts.i18n.language import LOADER
from scripts.problems import Problem, problem
from scripts.records.text import FORBIDDEN

FILE = Path(__file__).with_suffix(".yml")


class Example(NamedTuple):
    """A Problem, the lines that show what is wrong, and the record that they are from.

    `lines` is empty where no line shows it, `record` where no text of a record does.
    """

    problem: Problem
    lines: str
    record: str | None


Examples = Mapping[str, tuple[Example, ...]]
"""The examples by section, in the order in which the page has them."""


def read_examples() -> Examples:
    """The examples of FILE. Raises KeyError for one that lacks its path or place."""
    sections = yaml.load(FILE.read_text("utf-8"), Loader=LOADER)  # noqa: S506
    return {
        section: tuple(_example(code, facts) for code, facts in codes.items())
        for section, codes in sections.items()
    }


def _example(code: str, facts: Mapping[str, Any]) -> Example:
    line, column = map(int, facts["place"].split(":"))
    found = problem(facts["path"], line, column, code, **facts.get("args", {}))
    record = facts.get("record")
    whole = record or ""
    its_line = "".join(whole.split("\n")[line - 1 : line])
    lines = facts.get("shows", whole if "whole" in facts else its_line).rstrip("\n")
    # A character that cannot be seen is shown by its number.
    visible = FORBIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", lines)
    return Example(found, visible, record)
