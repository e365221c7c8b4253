"""The command `review`: what the checkout changes in the records, as Markdown for GitHub.

Text from strangers is made inert for a page that GitHub renders. `pages.escape` covers Markdown and
HTML. GitHub also acts on the text that results: `@name` notifies, `#1` and `owner/name#1` link,
`:name:` becomes a picture, `www.` and addresses become links. So each character that starts such a
thing is put into an element of its own.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from scripts.checks import notice
from scripts.checks.passages import unrecorded
from scripts.cli.check import today
from scripts.cli.proposal import DATA, read_proposal
from scripts.cli.review import What, committed_side, working_side
from scripts.cli.review.views import ReviewViews
from scripts.console import Reporter
from scripts.i18n.language import Language
from scripts.pages.render import environment
from scripts.pages.views import Views
from scripts.records.text import without_forbidden
from scripts.settings import Settings
from scripts.site.checked import proofs
from scripts.timeline.git import commit_id, fork_point, read_history, working_changes
from scripts.timeline.model import join
from scripts.timeline.translations import find_lags, notices

TEMPLATES = Path(__file__).parent / "templates"

MAX_SIZE = 500_000
"""Bytes of a summary: GitHub takes 1 MiB for a step, which has both languages."""

MAX_ITEMS = 500
"""Items of a list; the number of the others is given."""

# What opens a mention, a reference, a shortcode, an address; the point of "www." and of hosts;
# the hyphen of "GH-1". A line of the runner's own commands needs two colons, or `##[`.
APART = frozenset("@#:.-")
HARMLESS = re.compile(r"[^\w\s,;]|_", re.ASCII)


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--against", default="main", metavar="COMMIT", help="what to compare with (default: main)"
    )
    parser.add_argument(
        "--proposal", metavar="COMMIT", help="the commit that `take` took, to name its other files"
    )


def review(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Say in Markdown what this checkout changes in the records."""
    changed = None
    if given.proposal:
        data, others = read_proposal(settings.root, given.proposal)
        changed = [*(file.path for file in data), *others]
    reporter.write_stdout(report(settings, reporter.language, given.against, changed))
    return 0


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
    history = read_history(root)
    behind = notices(new.records, find_lags(new.records, root, history, settings.codes))
    chronology = join(new.records, frozenset().union(*kept.values()))
    unproven = [*unrecorded(new.records, kept)]
    noticed = notice(new.records, settings.languages, today(history))
    warnings = [*behind, *noticed, *unproven]
    views = ReviewViews((old, new), warnings, Views(chronology, language), settings.codes)
    # In unchanged entries: the text of the source changed.
    entries = views.records["entries"]
    changed_files = {each.path for each in entries}
    before = {*unrecorded(old.records, kept)}
    loose = sorted(e for e in unproven if e.path not in changed_files and e not in before)
    paths = working_changes(root, base) if changed is None else changed
    prose = [path for path in paths if DATA.fullmatch(path) and path.endswith(".md")]
    others = [path for path in paths if not DATA.fullmatch(path)]
    look = [*views.look(len(loose))]
    look += [views.word("look-files", count=len(others))] if others else []

    def words(key: str, **args: str | int) -> Markup:
        return inert(language.word(key, n=None, **args))

    # Nothing that the template prints goes out unescaped.
    template = environment(TEMPLATES, finalize=inert).get_template("summary.md.j2")
    facts = {
        "base": base[:10] if against == "HEAD" else f"{against} ({base[:10]})",
        "most": MAX_ITEMS,
        "direction": language.direction,
        "t": words,
        "word": lambda key, **args: words(f"review.{key}", **args),
        "views": views,
        "look": look,
        "entries": [(what, [e for e in entries if e.what is what]) for what in reversed(What)],
        "loose": [(place, "") for place, _ in views.problems(loose)],
        "affected": [*views.affected()],
        "files": [("prose", prose), ("files", others)],
    }
    text = _blocks(template.render(facts, brief=False))
    # A summary that is too large only names the entries.
    too_large = len(text.encode()) > MAX_SIZE
    return _blocks(template.render(facts, brief=True)) if too_large else text


def _blocks(text: str) -> str:
    """Headings between blank lines, and no blank line elsewhere: one would end a table."""
    lines: list[str] = []
    for line in filter(str.strip, text.splitlines()):
        alone = line.startswith(("#", "<div", "</div"))
        lines += ["", line, ""] if alone else [line]
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip() + "\n"


def inert(value: object) -> Markup:
    """`value` as plain text in Markdown, in HTML and on GitHub.

    Markup passes unchanged. White space is folded; characters that hide or reverse text (file names
    can contain them) are replaced.
    """
    if isinstance(value, Markup):
        return value
    text = " ".join(without_forbidden(str(value)).split())
    return Markup(HARMLESS.sub(_reference, text))  # noqa: S704  (this is the escape itself)


def _reference(match: re.Match[str]) -> str:
    sign = match[0]
    if not sign.isascii():
        return sign
    reference = f"&#{ord(sign)};"
    following = match.string[match.end() : match.end() + 1]
    apart = sign in APART and not following.isspace() and following
    return f"<span>{reference}</span>" if apart else reference
