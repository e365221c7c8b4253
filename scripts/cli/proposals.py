"""The commands `take` and `review`: records of a proposal into the checkout, what they change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from scripts.cli.proposal import UncommittedError, read_proposal, take
from scripts.cli.review.report import report
from scripts.console import Commands, Reporter, github
from scripts.records.text import without_forbidden
from scripts.settings import Settings
from scripts.timeline.git import MergeConflictError, NoCommitError


def add_commands(commands: Commands, common: ArgumentParser) -> None:
    """Say what may stand after `python -m scripts take` and `review`."""
    taker = commands.add_parser(
        "take", parents=[common], help="take the records of a commit into this checkout, as data"
    )
    taker.add_argument("commit", metavar="COMMIT", help="what is proposed")
    taker.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="github: also write the problems to standard output, as annotations",
    )
    taker.set_defaults(run=take_records)
    reviewer = commands.add_parser(
        "review", parents=[common], help="say in Markdown what this checkout changes in the records"
    )
    reviewer.add_argument(
        "--against", default="main", metavar="COMMIT", help="what to compare with (default: main)"
    )
    reviewer.add_argument(
        "--proposal", metavar="COMMIT", help="the commit that `take` took, to name its other files"
    )
    reviewer.set_defaults(run=review_records)


def take_records(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Take the records of the commit that is given; the exit status, 1 where nothing was taken."""
    word = reporter.language.section("review")
    try:
        proposal = read_proposal(settings.root, given.commit)
        problems = take(settings.root, proposal)
    except (NoCommitError, MergeConflictError, UncommittedError) as error:
        return _refused(reporter, error)
    reporter.problems(problems)
    if given.format == "github":
        reporter.write_stdout(github(problems, reporter.language))
    if problems:
        return 1
    reporter.say(word("taken", count=len(proposal.data), left=len(proposal.others)))
    return 0


def review_records(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Write what the checkout changes to standard output, as Markdown; the exit status."""
    try:
        changed = read_proposal(settings.root, given.proposal).paths if given.proposal else None
        reporter.write_stdout(report(settings, reporter.language, given.against, changed))
    except (NoCommitError, MergeConflictError) as error:
        return _refused(reporter, error)
    return 0


def _refused(reporter: Reporter, error: ValueError) -> int:
    """Say why nothing was done; the exit status."""
    said = " ".join(without_forbidden(str(error)).split())
    match error:
        case NoCommitError():
            reporter.say(reporter.language.word("review.no-commit", name=said))
        case MergeConflictError():
            reporter.say(reporter.language.word("review.conflict", files=said))
        case _:
            reporter.say(reporter.language.word("review.uncommitted", files=said))
    return 1
