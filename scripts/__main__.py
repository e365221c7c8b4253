"""The commands: `python -m scripts build | check | serve | schema`.

This module and `console` alone print; this one exits, and reads clock and environment.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import locale
import os
import signal
import sys
from pathlib import Path

from scripts import pdf, serve
from scripts.archive import offline_archive
from scripts.build import build, examine
from scripts.checks.passages import PROOFS
from scripts.console import Reporter
from scripts.history import read_history
from scripts.languages import Language
from scripts.parity import find_lags, notices
from scripts.proof import Wanted, WantedError, prove_and_sum_up
from scripts.publish import PublishError
from scripts.schemas import FOLDER, schemas
from scripts.search_index import SearchIndexError
from scripts.settings import Settings, read_settings
from scripts.write import write

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
    reporter = Reporter(chosen(settings, arguments.lang))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends what it has begun, as Ctrl+C
    try:
        return run(arguments, settings, reporter)
    except OSError as error:
        if error.errno not in CIRCUMSTANCES:
            raise
        file = os.fsdecode(error.filename or "")
        reporter.say(reporter.word("circumstance", file=file, reason=error.strerror))
        return 1
    except KeyboardInterrupt:
        reporter.say(reporter.word("interrupted"))
        return INTERRUPTED


def run(arguments: argparse.Namespace, settings: Settings, reporter: Reporter) -> int:
    """Run the command that `arguments` name; the exit status."""
    match arguments.command:
        case "build":
            return _build(settings, reporter)
        case "check":
            wanted = Wanted(arguments.texts, arguments.facts, arguments.record, arguments.summary)
            return _check(settings, reporter, wanted)
        case "offline":
            return _offline(settings, reporter)
        case "pdf":
            return _pdf(settings, reporter)
        case "serve":
            # The interrupt key is how it ends, whatever it is doing just then.
            with contextlib.suppress(KeyboardInterrupt):
                serve.serve(settings, reporter, arguments.port)
            return 0
        case _:
            write(schemas(settings.codes), settings.root, [FOLDER])
            return 0


def parser(settings: Settings) -> argparse.ArgumentParser:
    """What may stand after `python -m scripts`."""
    top = argparse.ArgumentParser(prog="python -m scripts", description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--lang",
        choices=settings.codes,
        help="the language of messages (default: that of the locale, else English)",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("build", parents=[common], help="check the records and make the site")
    checker = commands.add_parser(
        "check", parents=[common], help="check the records, write nothing"
    )
    checker.add_argument(
        "--texts",
        type=Path,
        metavar="FOLDER",
        help="prove the passages with the texts of the sources that lie in FOLDER",
    )
    checker.add_argument(
        "--record", action="store_true", help=f"with --texts: keep what is proven in {PROOFS}"
    )
    checker.add_argument("--summary", action="store_true", help="print figures of the whole")
    checker.add_argument(
        "--facts",
        type=Path,
        metavar="FILE",
        help="with --texts: say which facts of a JSON list no claim covers",
    )
    commands.add_parser(
        "offline", parents=[common], help="make the site, and an archive of it to read offline"
    )
    commands.add_parser("pdf", parents=[common], help="print the whole into pdf/")
    commands.add_parser("schema", parents=[common], help="remake timeline/schema/ from the models")
    server = commands.add_parser(
        "serve", parents=[common], help="show the site and follow every change"
    )
    server.add_argument("--port", type=int, default=8000, help="default: %(default)s")
    return top


def chosen(settings: Settings, code: str | None) -> Language:
    """The language of messages: the one asked for, that of the locale, else English."""
    wanted = [code, (locale.getlocale()[0] or "").split("_")[0], "en"]
    by_code = {language.code: language for language in settings.languages}
    return next(by_code[each] for each in wanted if each in by_code)


def _check(settings: Settings, reporter: Reporter, wanted: Wanted) -> int:
    examined = examine(settings, reporter)
    problems = examined.problems
    if not problems:
        try:
            problems = prove_and_sum_up(settings, reporter, examined, wanted)
        except WantedError as error:
            reporter.say(str(error))
            return 1
    reporter.problems(problems)
    if not problems:
        history = read_history(settings.root)
        found = find_lags(examined.records, settings.root, history, settings.codes)
        reporter.notices(notices(examined.records, found))
    return 1 if problems else 0


def _offline(settings: Settings, reporter: Reporter) -> int:
    status = _build(settings, reporter)
    if status == 0:
        out = settings.root / "offline" / "kazakhstan-israel-timeline.zip"
        out.parent.mkdir(exist_ok=True)
        offline_archive(settings.site, out)
        word = reporter.language.section("pdf")
        reporter.say(word("done", file=out.relative_to(settings.root)))
    return status


def _pdf(settings: Settings, reporter: Reporter) -> int:
    word = reporter.language.section("pdf")
    examined = examine(settings, reporter)
    if examined.chronology is None:
        reporter.problems(examined.problems)
        return 1
    look = (settings.root / pdf.LOOK).read_text("utf-8")
    try:
        chromium = pdf.browser(os.environ)
        for language in settings.languages:
            out = settings.root / "pdf" / f"kazakhstan-israel-timeline.{language.code}.pdf"
            html = pdf.document(
                examined.chronology, language, settings.address, settings.version, look
            )
            pdf.print_pdf(html, out, chromium)
            reporter.say(word("done", file=out.relative_to(settings.root)))
    except pdf.NoBrowserError as error:
        reporter.say(word("no-browser", reason=error))
        return 1
    return 0


def _build(settings: Settings, reporter: Reporter) -> int:
    reporter.say(reporter.word("address", address=settings.address))
    try:
        problems = build(settings, reporter)
    except (PublishError, SearchIndexError) as error:
        reporter.say(str(error).strip())
        reporter.say(reporter.word("stays"))
        return 1
    reporter.problems(problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
