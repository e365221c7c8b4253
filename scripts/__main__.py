"""The commands: `python -m scripts build | check | serve | schema`.

This module and `console` alone print; this one exits, and reads clock and environment.
"""

from __future__ import annotations

import argparse
import locale
import os
import sys
from pathlib import Path

from scripts import serve
from scripts.build import build, examine
from scripts.console import Reporter
from scripts.languages import Language
from scripts.publish import PublishError
from scripts.schemas import FOLDER, schemas
from scripts.settings import Settings, read_settings
from scripts.write import write

ROOT = Path(__file__).parent.parent


def main(words: list[str] | None = None) -> int:
    """Run the command that `words` (default: those of the shell) name; the exit status."""
    settings = read_settings(ROOT, os.environ)
    arguments = parser(settings).parse_args(words)
    reporter = Reporter(chosen(settings, arguments.lang))
    match arguments.command:
        case "build":
            return _build(settings, reporter)
        case "check":
            _, problems = examine(settings, reporter)
            reporter.problems(problems)
            return 1 if problems else 0
        case "serve":
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
    commands.add_parser("check", parents=[common], help="check the records, write nothing")
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


def _build(settings: Settings, reporter: Reporter) -> int:
    reporter.say(reporter.word("address", address=settings.address))
    try:
        problems = build(settings, reporter)
    except PublishError as error:
        reporter.say(str(error))
        return 1
    reporter.problems(problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
