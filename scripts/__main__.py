"""The commands: `python -m scripts build | check | review | serve …`.

This module and `console` alone print; this one exits, and reads clock and environment.
"""

from __future__ import annotations

import errno
import locale
import os
import re
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from scripts.build import build, write_pages
from scripts.cli import adopt, check, licences, new, proposal, published
from scripts.cli import format as formatting
from scripts.cli.review import report
from scripts.console import CommandError, Reporter
from scripts.exports.schema import FOLDER, schemas
from scripts.i18n.language import Language
from scripts.publish.mkdocs import PublishError
from scripts.publish.search import SearchIndexError
from scripts.publish.write import apply, prune
from scripts.records.load import load
from scripts.records.text import without_forbidden
from scripts.serve import serve
from scripts.settings import Settings, read_settings
from scripts.timeline.git import MergeConflictError, NoCommitError

ROOT = Path(__file__).parent.parent

Run = Callable[[Settings, Reporter, Namespace], int]
"""Runs a command with its options; the exit status."""

AddOptions = Callable[[ArgumentParser], None]

CIRCUMSTANCES = (
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO),
    *(errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE),
)
"""What the disk can refuse without a mistake of ours: it is full, fails, may not be written to."""

REFUSALS: dict[type[Exception], str] = {
    NoCommitError: "no-commit",
    MergeConflictError: "conflict",
    proposal.UncommittedError: "uncommitted",
}
"""What git cannot do for a command, and the words for it in the section `review`."""

INTERRUPTED = 130
"""The exit status of a command that was interrupted: 128 and the number of the signal."""


def main(words: list[str] | None = None) -> int:
    """Run the command that `words` (default: those of the shell) name; the exit status."""
    settings = read_settings(ROOT, os.environ)
    arguments = parser(settings).parse_args(words)
    reporter = Reporter(chosen(settings, arguments.lang, os.environ))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends what it has begun, as Ctrl+C
    run: Run = arguments.run
    try:
        return run(settings, reporter, arguments)
    except (CommandError, PublishError) as error:
        reporter.say(str(error).strip())
        return 1
    except tuple(REFUSALS) as error:
        said = " ".join(without_forbidden(str(error)).split())
        word = reporter.language.section("review")
        reporter.say(word(REFUSALS[type(error)], name=said, files=said))
        return 1
    except OSError as error:
        if error.errno not in CIRCUMSTANCES:
            raise
        file = os.fsdecode(error.filename or "")
        reporter.say(reporter.word("circumstance", file=file, reason=error.strerror))
        return 1
    except KeyboardInterrupt:
        # That is how the server ends, whatever it is doing just then.
        if run is serve:
            return 0
        reporter.say(reporter.word("interrupted"))
        return INTERRUPTED


def parser(settings: Settings) -> ArgumentParser:
    """What may stand after `python -m scripts`: each command, what runs it, and its options.

    The help of a command is the first line of the docstring of what runs it.
    """
    rows: tuple[tuple[str, Run, AddOptions | None], ...] = (
        ("build", _build, _build_options),
        ("pages", _pages, _history_option),
        ("check", check.check_records, check.add_options),
        ("format", formatting.format_records, formatting.add_options),
        ("published", published.keep, None),
        ("adopt", adopt.adopt, adopt.add_options),
        ("new", new.begin, partial(new.add_options, settings.codes)),
        ("schema", _schema, None),
        ("take", proposal.take_records, proposal.add_options),
        ("review", report.review, report.add_options),
        ("licences", licences.list_licences, licences.add_options),
        ("serve", serve, _port_option),
    )
    top = ArgumentParser(prog="python -m scripts", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    for name, run, add_options in rows:
        command = commands.add_parser(name, help=str(run.__doc__).partition("\n")[0])
        command.set_defaults(run=run)
        command.add_argument(
            "--lang",
            choices=settings.codes,
            help="the language of messages (default: that of the locale, else English)",
        )
        if add_options:
            add_options(command)
    return top


def chosen(settings: Settings, code: str | None, environment: Mapping[str, str]) -> Language:
    """The language of messages: the one asked for, that of the locale, else English.

    The locale is what POSIX says it is, whether or not the system has its files; where the
    `environment` names none (on Windows), what Python knows of it.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    local = next(filter(None, map(environment.get, names)), locale.getlocale()[0]) or ""
    wanted = (code, re.split("[_.@-]", local)[0], "en")
    return settings.language(next(each for each in wanted if each in settings.codes))


def _history_option(command: ArgumentParser) -> None:
    command.add_argument(
        "--without-history",
        action="store_true",
        help="read no history from git: past revisions get no pages",
    )


def _build_options(command: ArgumentParser) -> None:
    _history_option(command)
    command.add_argument(
        "--without-book",
        action="store_true",
        help="leave out the book, data/timeline.<language>.pdf",
    )
    command.add_argument(
        "--proposed",
        action="store_true",
        help="show the entries of timeline/proposed/ too: a preview, not to be published",
    )


def _port_option(command: ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8000, help="default: %(default)s")


def _build(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Check the records and make the site."""
    reporter.say(reporter.word("address", address=settings.address))
    wanted = replace(
        settings,
        book=not given.without_book,
        proposed=given.proposed,
        history=not given.without_history,
    )
    try:
        return reporter.problems(build(wanted, reporter))
    except (PublishError, SearchIndexError) as error:
        raise CommandError(f"{str(error).strip()}\n{reporter.word('stays')}") from error


def _pages(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Write the Markdown pages into docs/, for MkDocs to publish."""
    wanted = replace(settings, history=not given.without_history)
    return reporter.problems(write_pages(wanted, reporter))


def _schema(settings: Settings, _reporter: Reporter, _given: Namespace) -> int:
    """Remake timeline/schema/ from the models."""
    records, _ = load(settings.root, settings.codes)
    made = schemas(settings.languages, records.ids)
    apply({path: text.encode() for path, text in made.items()}, settings.root, [FOLDER])
    prune(settings.root, [FOLDER], made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
