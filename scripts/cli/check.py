"""The command `check`: what can be asked of it, and what it finds."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from scripts.checks import notice
from scripts.checks.passages import PROOFS
from scripts.checks.permanence import read_before, removed_ids
from scripts.cli.proof import WantedError, prove_and_sum_up
from scripts.console import Commands, Reporter, as_json, github
from scripts.problems import Level, Problem
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, VOCABULARY
from scripts.settings import Settings
from scripts.site.checked import load_and_check
from scripts.timeline.git import NoCommitError, read_history
from scripts.timeline.translations import find_lags, notices

RECORDS = (EVENTS, PROPOSED, SEEDS, VOCABULARY, REDIRECTS)
"""Where the files are that can be checked one by one."""


def add_command(commands: Commands, common: ArgumentParser) -> None:
    parser = commands.add_parser("check", parents=[common], help="check the records, write nothing")
    parser.add_argument(
        "files",
        nargs="*",
        metavar="file",
        help="show the problems of these files or folders alone (the rest is read all the same)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help="also write the problems to standard output: as annotations for GitHub, or as JSON",
    )
    parser.add_argument(
        "--against",
        metavar="COMMIT",
        default="",
        help="also find what was published where this commit and HEAD part, and is gone",
    )
    parser.add_argument(
        "--texts",
        type=Path,
        metavar="FOLDER",
        help="prove the passages with the texts of the sources that lie in FOLDER",
    )
    parser.add_argument(
        "--record", action="store_true", help=f"with --texts: keep what is proven in {PROOFS}"
    )
    parser.add_argument("--summary", action="store_true", help="print figures of the whole")
    parser.add_argument(
        "--facts",
        type=Path,
        metavar="FILE",
        help="with --texts: say which facts of a JSON list no claim covers",
    )
    parser.set_defaults(run=check_records)


def check_records(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Report the problems of the records. Exit status 1 if there are any.

    Output for people goes to standard error in every format, output for programs to standard
    output.
    """
    try:
        files = named(given.files, Path.cwd(), settings, reporter)
        found = find(settings, reporter, given)
    except WantedError as error:
        reporter.say(str(error))
        return 1
    problems = shown(found, files)
    address = settings.address if settings.placed else ""
    reporter.told(problems, len(found) - len(problems), address)
    match given.format:
        case "github":
            reporter.write_stdout(github(problems, reporter.language))
        case "json":
            reporter.write_stdout(as_json(problems, reporter.language, address))
    return 1 if any(each.level == Level.ERROR for each in problems) else 0


def named(
    words: Iterable[str], here: Path, settings: Settings, reporter: Reporter
) -> list[PurePosixPath]:
    """The files and folders that `words` name, seen from the folder `here`.

    Raises WantedError for one that does not exist, or in which no record can be.
    """
    word = reporter.language.section("checking")
    root = settings.root.resolve()
    found = []
    for each in words:
        # Not resolved to its end: a record that is a link is told of as such.
        path = (here / each).parent.resolve() / (here / each).name
        if not path.exists() and not path.is_symlink():
            raise WantedError(word("no-file", file=each))
        place = path.resolve() if path.is_dir() else path
        below = place.relative_to(root) if place.is_relative_to(root) else None
        if below is None or not any(
            below.is_relative_to(home) or home.is_relative_to(below) for home in RECORDS
        ):
            folders = reporter.language.listed([home.as_posix() for home in RECORDS])
            raise WantedError(word("no-record", file=each, folders=folders))
        found.append(PurePosixPath(below.as_posix()))
    return found


def find(settings: Settings, reporter: Reporter, given: Namespace) -> list[Problem]:
    """All that is wrong and all that should be known, sorted. Raises WantedError."""
    checked = load_and_check(settings, reporter)
    found = checked.problems
    history = read_history(settings.root)
    if given.against:
        try:
            before = read_before(settings.root, given.against)
        except NoCommitError as error:
            raise WantedError(reporter.language.word("review.no-commit", name=error)) from None
        found = [*found, *removed_ids(checked.records, before, history)]
    if not found:
        found = prove_and_sum_up(settings, reporter, checked, given)
    lags = find_lags(checked.records, settings.root, history, settings.codes)
    found += notices(checked.records, lags)
    found += notice(checked.records, settings.languages)
    return sorted(found)


def shown(problems: Sequence[Problem], files: Sequence[PurePosixPath]) -> list[Problem]:
    """Those of `problems` that are in `files` or below them; all where no file is named."""
    return [
        each
        for each in problems
        if not files or any(PurePosixPath(each.path).is_relative_to(file) for file in files)
    ]
