"""The summary of the proposal in the checkout, as Markdown that GitHub shows with a job."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.checked import proofs
from scripts.checks import notice
from scripts.cli.proposal import DATA
from scripts.cli.review import What, review
from scripts.cli.review.inert import inert
from scripts.cli.review.sides import committed_side, working_side
from scripts.cli.review.views import ReviewViews
from scripts.i18n.language import Language
from scripts.settings import Settings
from scripts.timeline.git import commit_id, fork_point, read_history, working_changes
from scripts.timeline.join import join
from scripts.timeline.translations import find_lags, notices

TEMPLATES = Path(__file__).parent / "templates"

MAX_SIZE = 500_000
"""Bytes of a summary: GitHub takes 1 MiB for a step, which has both languages."""

MAX_ITEMS = 500
"""Items of a list; the number of the others is given."""


def report(
    settings: Settings, language: Language, against: str, changed: Sequence[str] | None = None
) -> str:
    """The changes of the checkout in the records since it branched off from the commit `against`.

    `changed` are the paths that a proposal changes; None: those that the checkout does.
    Raises NoCommitError.
    """
    root = settings.root
    base = fork_point(root, commit_id(root, against), commit_id(root, "HEAD"))
    old = committed_side(root, base, settings.languages)
    new = working_side(root, settings.languages)
    kept = proofs(settings)
    behind = notices(new.records, find_lags(new.records, root, read_history(root), settings.codes))
    chronology = join(new.records, frozenset().union(*kept.values()))
    warnings = [*behind, *notice(new.records, settings.languages)]
    made = review(old, new, kept, warnings, chronology.by_address)
    paths = working_changes(root, base) if changed is None else changed
    prose = [path for path in paths if DATA.fullmatch(path) and path.endswith(".md")]
    others = [path for path in paths if not DATA.fullmatch(path)]
    name = base[:10] if against == "HEAD" else f"{against} ({base[:10]})"
    views = ReviewViews(made, chronology, language, settings.codes)
    text = _filled(views, name, others, prose, brief=False)
    # A summary that is too large only names the entries.
    too_large = len(text.encode()) > MAX_SIZE
    return _filled(views, name, others, prose, brief=True) if too_large else text


def _filled(
    views: ReviewViews, base: str, files: Sequence[str], prose: Sequence[str], *, brief: bool
) -> str:
    """The Markdown of a review; `base` names the commit that the checkout was compared with.

    `files` are changed files that are no records, `prose` the changed pages written by hand.
    """
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
        problems=views.problems(made.new.problems),
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
