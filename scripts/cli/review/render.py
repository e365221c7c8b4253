"""A review as Markdown that GitHub shows as the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.cli.review import What
from scripts.cli.review.inert import inert
from scripts.cli.review.views import ReviewViews

TEMPLATES = Path(__file__).parent / "templates"

MAX_SIZE = 500_000
"""Bytes of a summary: GitHub takes 1 MiB for a step, which has both languages."""

MAX_ITEMS = 500
"""Items of a list; the number of the others is given."""


def summary(views: ReviewViews, base: str, files: Sequence[str], prose: Sequence[str] = ()) -> str:
    """The Markdown of a review; entries are only named where it would be too large.

    `base` is what the proposal was compared with, `files` are those that it changes besides
    records, `prose` the pages written by hand.
    """
    text = _filled(views, base, files, prose, brief=False)
    if len(text.encode()) > MAX_SIZE:
        text = _filled(views, base, files, prose, brief=True)
    return text


def _filled(
    views: ReviewViews, base: str, files: Sequence[str], prose: Sequence[str], *, brief: bool
) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        # Nothing that the template prints goes out unescaped.
        finalize=inert,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    language, made = views.language, views.review

    def words(key: str, **args: str | int) -> Markup:
        return inert(language.word(key, n=None, **args))

    more = [views.word("look-files", count=len(files))] if files else []
    text = environment.get_template("summary.md.j2").render(
        base=base,
        brief=brief,
        most=MAX_ITEMS,
        codes=views.codes,
        direction=language.direction,
        t=words,
        word=lambda key, **args: words(f"review.{key}", **args),
        empty=not any(made.records.values()),
        counts=views.counts(),
        look=[*views.look(), *more],
        problems=views.problems(made.problems),
        entries=[(str(what), views.entries(what)) for what in reversed(What)],
        affected=[*views.affected()],
        loose=[(place, "") for place, _ in views.problems(made.loose)],
        records=[(name, views.records(name)) for name in ("drafts", "sources", "vocabulary")],
        files=[("prose", prose), ("files", files)],
    )
    return _blocks(text)


def _blocks(text: str) -> str:
    """Headings between blank lines, and no blank line elsewhere: one would end a table."""
    lines: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        alone = line.startswith(("#", "<div", "</div"))
        lines += ["", line, ""] if alone else [line]
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip() + "\n"
