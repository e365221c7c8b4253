"""The commands: `python -m scripts build | check | review | serve …`.

This module and `console` alone print; this one exits, and reads clock and environment.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import locale
import os
import re
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scripts.build import build
from scripts.cli import adopt, check, licences, new, pdf, proposal, published
from scripts.cli import format as format_records
from scripts.cli.review import report
from scripts.console import Reporter
from scripts.exports.schema import FOLDER, schemas
from scripts.i18n.language import Language
from scripts.publish.archive import MOST_ENTRIES
from scripts.publish.mkdocs import PublishError
from scripts.publish.search import SearchIndexError
from scripts.publish.write import write
from scripts.records.load import load
from scripts.serve import serve
from scripts.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent

CIRCUMSTANCES = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO),
        *(errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE),
    }
)
"""What the disk can refuse without a mistake of ours: it is full, fails, may not be written to."""

INTERRUPTED = 130
"""The exit status of a command that was interrupted: 128 and the number of the signal."""


def main(words: list[str] | None = None) -> int:
    """Run the command that `words` (default: those of the shell) name; the exit status."""
    settings = read_settings(ROOT, os.environ)
    arguments = parser(settings).parse_args(words)
    reporter = Reporter(chosen(settings, arguments.lang, os.environ))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends what it has begun, as Ctrl+C
    try:
        return int(arguments.run(settings, reporter, arguments))
    except OSError as error:
        if error.errno not in CIRCUMSTANCES:
            raise
        file = os.fsdecode(error.filename or "")
        reporter.say(reporter.word("circumstance", file=file, reason=error.strerror))
        return 1
    except KeyboardInterrupt:
        reporter.say(reporter.word("interrupted"))
        return INTERRUPTED


def parser(settings: Settings) -> argparse.ArgumentParser:
    """What may stand after `python -m scripts`."""
    top = argparse.ArgumentParser(prog="python -m scripts", description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang",
        choices=settings.codes,
        help="the language of messages (default: that of the locale, else English)",
    )
    without = argparse.ArgumentParser(add_help=False)
    without.add_argument(
        "--without-history",
        action="store_true",
        help="read no history from git: past revisions get no pages",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    builder = commands.add_parser(
        "build", parents=[common, without], help="check the records and make the site"
    )
    builder.set_defaults(run=_build)
    builder.add_argument(
        "--archive",
        action=argparse.BooleanOptionalAction,
        help=f"with the archive for reading offline (default: up to {MOST_ENTRIES} entries)",
    )
    builder.add_argument(
        "--proposed",
        action="store_true",
        help="show the entries of timeline/proposed/ too: a preview, not to be published",
    )
    for each in (check, format_records, published, adopt):
        each.add_command(commands, common)
    new.add_command(commands, common, settings.codes)
    archiver = commands.add_parser(
        "offline",
        parents=[common, without],
        help="make the site with its archive, however large it is",
    )
    archiver.set_defaults(run=_offline, archive=True, proposed=False)
    pdf.add_command(commands, common)
    maker = commands.add_parser(
        "schema", parents=[common], help="remake timeline/schema/ from the models"
    )
    maker.set_defaults(run=_schema)
    for each in (proposal, report, licences):
        each.add_command(commands, common)
    server = commands.add_parser(
        "serve", parents=[common], help="show the site and follow every change"
    )
    server.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    server.set_defaults(run=_serve)
    return top


def chosen(settings: Settings, code: str | None, environment: Mapping[str, str]) -> Language:
    """The language of messages: the one asked for, that of the locale, else English.

    The locale is what POSIX says it is, whether or not the system has its files; where the
    `environment` names none (on Windows), what Python knows of it.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    local = next(filter(None, map(environment.get, names)), locale.getlocale()[0]) or ""
    wanted = [code, re.split("[_.@-]", local)[0], "en"]
    by_code = {language.code: language for language in settings.languages}
    return next(by_code[each] for each in wanted if each in by_code)


def _offline(settings: Settings, reporter: Reporter, given: argparse.Namespace) -> int:
    status = _build(settings, reporter, given)
    if status == 0:
        word = reporter.language.section("pdf")
        reporter.say(word("done", file=f"{settings.site.name}/{settings.archive_path}"))
    return status


def _build(settings: Settings, reporter: Reporter, given: argparse.Namespace) -> int:
    reporter.say(reporter.word("address", address=settings.address))
    try:
        wanted = replace(
            settings,
            archive=given.archive,
            proposed=given.proposed,
            history=not given.without_history,
        )
        problems = build(wanted, reporter)
    except (PublishError, SearchIndexError) as error:
        reporter.say(str(error).strip())
        reporter.say(reporter.word("stays"))
        return 1
    reporter.problems(problems)
    return 1 if problems else 0


def _schema(settings: Settings, _reporter: Reporter, _given: argparse.Namespace) -> int:
    records, _ = load(settings.root, settings.codes)
    write(schemas(settings.languages, records.ids), settings.root, [FOLDER])
    return 0


def _serve(settings: Settings, reporter: Reporter, given: argparse.Namespace) -> int:
    # The interrupt key is how it ends, whatever it is doing just then.
    with contextlib.suppress(KeyboardInterrupt):
        return serve(settings, reporter, given.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
