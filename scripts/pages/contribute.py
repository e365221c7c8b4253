"""The page with the form for contributors; its scripts fill it (docs/theme/look/form/)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scripts.pages.page import Page, Plan, Stage


def contribute(stage: Stage) -> Iterator[Plan]:
    """The form for a new entry; without script, the way to the other ways."""
    yield Plan("contribute/new/index.md", partial(_form, stage))


def _form(stage: Stage) -> Page:
    repository = stage.around.repository
    return Page(
        "contribute/new/index.md",
        "form",
        stage.word("form.title"),
        stage.word("form.description"),
        {"repository": repository},
        modules=("form/main.js",),
        styles=("form.css",),
    )
