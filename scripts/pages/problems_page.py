"""The page that explains every problem that `check` can tell, each with an example."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from scripts.pages.escape import escape
from scripts.pages.page import Page, Stage


def problems(stage: Stage) -> Iterator[Page]:
    """Every code at an anchor of its name: lines with the mistake, and what is told of it."""
    if not stage.around.examples:
        return
    yield Page(
        "contribute/problems/index.md",
        "problems",
        stage.word("explained.title"),
        stage.word("explained.description"),
        {
            "sections": [
                {
                    "name": section,
                    "title": stage.word(f"explained.sections.{section}.title"),
                    "about": stage.word(f"explained.sections.{section}.about"),
                    "examples": [
                        {
                            "code": each.problem.code,
                            "lines": _lines(each.lines),
                            "place": (
                                f"{each.problem.path}:{each.problem.line}:{each.problem.column}"
                            ),
                            "message": stage.language.message(each.problem),
                        }
                        for each in examples
                    ],
                }
                for section, examples in stage.around.examples.items()
            ],
        },
    )


def _lines(text: str) -> Markup:
    """Lines of a record, escaped one by one; how far each is indented means something."""
    indents = (len(line) - len(line.lstrip()) for line in text.split("\n"))
    return Markup("\n").join(
        Markup("&#32;") * indent + escape(line)
        for indent, line in zip(indents, text.split("\n"), strict=True)
    )
