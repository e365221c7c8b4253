"""The page with the form for contributors; its scripts fill it (docs/theme/look/form/)."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.pages.page import Page, Stage


def contribute(stage: Stage) -> Iterator[Page]:
    """The form for a new entry; without script, the way to the other ways."""
    repository = stage.around.repository
    yield Page(
        "contribute/new/index.md",
        "form",
        stage.word("form.title"),
        stage.word("form.description"),
        {"repository": repository},
        modules=("form/main.js",),
        styles=("form.css",),
    )
