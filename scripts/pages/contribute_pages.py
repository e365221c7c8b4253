"""Pages for contributors: the form, and the explanation of every problem `check` can report."""

from __future__ import annotations

import re

from markupsafe import Markup

from scripts.i18n.language import Language
from scripts.pages.escape import escape, in_lines, keep_spaces
from scripts.pages.page import Page, PageContext

CODE = re.compile("([!-~]*[0-9A-Za-z](?:[!-~ ]*[!-+./-9<-~])?)")
"""What a message has of code: ids, dates, fields, with the signs that belong to them."""


def form(context: PageContext, path: str) -> Page:
    """The form for a new entry, filled by its scripts (docs/theme/look/form/)."""
    return context.page(path, "form", {}, modules=("form/main.js",), styles=("form.css",))


def problems(context: PageContext, path: str) -> Page:
    """Every problem under an anchor with its code: lines with the mistake, and the message."""
    sections = [
        {
            "name": name,
            "title": context.word(f"explained.sections.{name}.title"),
            "about": context.word(f"explained.sections.{name}.about"),
            "examples": [
                {
                    "code": found.code,
                    "lines": in_lines(example.lines),
                    "place": f"{found.path}:{found.line}:{found.column}",
                    "message": isolated(context.language.message(found), context.language),
                }
                for example in examples
                for found in [example.problem]
            ],
        }
        for name, examples in context.site.examples.items()
    ]
    return context.page(path, "problems", {"sections": sections}, words="explained")


def isolated(message: str, language: Language) -> Markup:
    """A message, escaped; code in it keeps its own direction among words of the other."""
    if language.direction == "ltr":
        return escape(message)
    return Markup("").join(
        Markup('<bdi dir="ltr">{}</bdi>').format(escape(part)) if number % 2 else keep_spaces(part)
        for number, part in enumerate(CODE.split(message))
    )
