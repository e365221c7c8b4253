"""The summary of the proposal in the checkout, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.checks import notice
from scripts.cli.proposal import DATA
from scripts.cli.review import review
from scripts.cli.review.render import summary
from scripts.cli.review.sides import committed_side, working_side
from scripts.cli.review.views import ReviewViews
from scripts.examine import proofs
from scripts.i18n.language import Language
from scripts.settings import Settings
from scripts.timeline.git import read_history
from scripts.timeline.join import join
from scripts.timeline.translations import find_lags, notices
from scripts.timeline.trees import commit_id, fork_point, working_changes


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
    return summary(views, name, others, prose)
