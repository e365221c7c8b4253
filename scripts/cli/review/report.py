"""The summary of a proposal that lies in the checkout: from git and files to Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.checks import notice
from scripts.cli.proposal import DATA
from scripts.cli.review import review
from scripts.cli.review.render import summary
from scripts.cli.review.sides import committed_side, working_side
from scripts.cli.review.views import ReviewViews
from scripts.cli.review.wording import Wording
from scripts.examine import proofs
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.settings import Settings
from scripts.timeline.git import read_history
from scripts.timeline.join import join
from scripts.timeline.translations import find_lags, notices
from scripts.timeline.trees import commit_id, fork_point, working_changes


def report(
    settings: Settings, language: Language, against: str, changed: Sequence[str] | None = None
) -> str:
    """What the checkout changes in the records since it parted from the commit `against`.

    `changed` are the paths that a proposal changes; None: those that the checkout does.
    Raises trees.NoCommitError.
    """
    root = settings.root
    head = commit_id(root, "HEAD")
    base = fork_point(root, commit_id(root, against), head)
    old = committed_side(root, base, settings.languages)
    new = working_side(root, settings.languages)
    kept = proofs(settings)
    behind: dict[str, list[Problem]] = {}
    found = find_lags(new.records, root, read_history(root), settings.codes)
    for each in notices(new.records, found):
        behind.setdefault(each.path, []).append(each)
    by_file = {path: tuple(each) for path, each in behind.items()}
    made = review(old, new, kept, by_file, notice(new.records, settings.languages))
    chronology = join(new.records, frozenset().union(*kept.values()))
    paths = working_changes(root, base) if changed is None else changed
    prose = [path for path in paths if DATA.fullmatch(path) and path.endswith(".md")]
    others = [path for path in paths if not DATA.fullmatch(path)]
    views = ReviewViews(made, Wording(chronology, language, settings.codes))
    name = base[:10] if against == "HEAD" else f"{against} ({base[:10]})"
    return summary(views, name, others, prose)
