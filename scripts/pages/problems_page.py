"""The page that explains every problem that `check` can tell, each with an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from scripts.i18n.language import Language
from scripts.pages.escape import escape, exactly, in_lines
from scripts.pages.page import Page, Plan, Stage

RUN = re.compile("([!-~]*[0-9A-Za-z](?:[!-~ ]*[!-+./-9<-~])?)")
"""What a message has of code: ids, dates, fields, with the signs that belong to them."""


def problems(stage: Stage) -> Iterator[Plan]:
    """Every code at an anchor of its name: lines with the mistake, and what is told of it."""
    if stage.around.examples:
        yield Plan("contribute/problems/index.md", partial(_problems, stage))


def _problems(stage: Stage) -> Page:
    return Page(
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
                            "lines": in_lines(each.lines),
                            "place": (
                                f"{each.problem.path}:{each.problem.line}:{each.problem.column}"
                            ),
                            "message": isolated(
                                stage.language.message(each.problem), stage.language
                            ),
                        }
                        for each in examples
                    ],
                }
                for section, examples in stage.around.examples.items()
            ],
        },
    )


def isolated(message: str, language: Language) -> Markup:
    """A message, escaped; what is code in it keeps its own direction among words of the other."""
    if language.direction == "ltr":
        return escape(message)
    parts = RUN.split(message)
    return Markup("").join(
        Markup('<bdi dir="ltr">{}</bdi>').format(escape(part)) if number % 2 else exactly(part)
        for number, part in enumerate(parts)
    )
