"""The command `format`: write records in their layout (`scripts.layout`), or show the changes."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from scripts.checks.order import misplaced_keys
from scripts.console import Reporter
from scripts.layout import laid_out, model_of
from scripts.problems import Problem
from scripts.publish.write import write_file
from scripts.records.files import read_bytes
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, VOCABULARY
from scripts.records.yaml import parse
from scripts.settings import Settings

NO_END = "\\ No newline at end of file"


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="file", help="a record (default: all of them)"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name what is not in the layout"
    )
    parser.add_argument("--diff", action="store_true", help="write nothing; show the differences")


def format_records(settings: Settings, reporter: Reporter, arguments: Namespace) -> int:
    """Write the records in their canonical layout.

    The exit status is 1 where a file cannot be read or a key is not in order; with `--check` and
    `--diff`, which write nothing, also where something would be written.
    """
    only_shown = arguments.check or arguments.diff
    word = reporter.language.section("formatting")
    given = {file: path_of(settings.root, file) for file in arguments.files}
    for file in [file for file, path in given.items() if path is None]:
        reporter.say(word("no-record", file=file))
    paths = [*filter(None, given.values())] if given else records_in(settings.root)
    texts, problems = formatted(settings, paths, only_shown=only_shown)
    changed = {path: texts[path] for path in texts if texts[path][0] != texts[path][1].encode()}
    for path, (data, text) in changed.items():
        if arguments.diff:
            reporter.write_stdout(diff(path, data.decode(), text))
            continue
        if not arguments.check:
            write_file(settings.root / path, text.encode())
        reporter.say(path)
    key = ("unlike" if only_shown else "formatted") if changed else "alike"
    reporter.say(word(key, n=len(changed) or len(texts)))
    if changed and only_shown:
        reporter.say(word("remedy"))
    reporter.problems(sorted(problems))
    return 1 if problems or None in given.values() or (changed and only_shown) else 0


def formatted(
    settings: Settings, paths: Iterable[str], *, only_shown: bool
) -> tuple[dict[str, tuple[bytes, str]], list[Problem]]:
    """The current and the formatted content of each file by path, and their problems.

    Keys that are out of order are problems, with `only_shown` of the current content.
    """
    texts: dict[str, tuple[bytes, str]] = {}
    problems: list[Problem] = []
    for path in paths:
        data, found = read_bytes(settings.root / path, path)
        if data is not None:
            text, found = laid_out(data, path)
            if not found:
                texts[path] = data, text
                document, _ = parse(data if only_shown else text.encode(), path)
                found += misplaced_keys(document, path, settings.codes) if document else []
        problems += found
    return texts, problems


def diff(path: str, before: str, after: str) -> str:
    """The change of the file at `path`, as `patch` takes it."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(each if each.endswith("\n") else f"{each}\n{NO_END}\n" for each in lines)


def records_in(root: Path) -> list[str]:
    """The paths of all files below `root` that hold records or should."""
    files = [file for folder in (EVENTS, PROPOSED, SEEDS) for file in (root / folder).rglob("*")]
    files += [*(root / VOCABULARY).glob("*.yml"), root / REDIRECTS]
    paths = (file.relative_to(root).as_posix() for file in files if file.is_file())
    return sorted(path for path in paths if model_of(path))


def path_of(root: Path, file: Path) -> str | None:
    """The repository path of a record named on the command line; None if it is not a record."""
    absolute = file.absolute()
    if not absolute.is_file() or not absolute.is_relative_to(root):
        return None
    path = absolute.relative_to(root).as_posix()
    return path if model_of(path) else None
