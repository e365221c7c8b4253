"""Write records in their canonical layout (`scripts.layout`), or show what would change."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.console import Commands, Reporter
from scripts.layout import canonical, model_of
from scripts.problems import Problem
from scripts.publish.write import write_file
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, VOCABULARY
from scripts.records.reader import read_bytes
from scripts.settings import Settings


@dataclass(frozen=True)
class Formatted:
    """A record's file: its path in the repository, what is in it, what should be."""

    path: str
    data: bytes
    text: str

    @property
    def is_canonical(self) -> bool:
        """Whether it is as it should be."""
        return self.data == self.text.encode("utf-8")

    @property
    def diff(self) -> str:
        """The way from what it is to what it should be, as `patch` takes it."""
        # Of a file that is no UTF-8 nothing is formatted; a byte order mark shows as a change.
        before = self.data.decode("utf-8").splitlines(keepends=True)
        after = self.text.splitlines(keepends=True)
        lines = difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}")
        return "".join(each if each.endswith("\n") else f"{each}\n{NO_END}\n" for each in lines)


NO_END = "\\ No newline at end of file"


def add_command(commands: Commands, common: ArgumentParser) -> None:
    """Say what may stand after `python -m scripts format`."""
    parser = commands.add_parser(
        "format", parents=[common], help="write the records in their canonical layout"
    )
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="file", help="a record (default: all of them)"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name what is not in the layout"
    )
    parser.add_argument("--diff", action="store_true", help="write nothing; show the differences")
    parser.set_defaults(run=format_records)


def format_records(settings: Settings, reporter: Reporter, arguments: Namespace) -> int:
    """Write the files that are named, or all records, in their layout; the exit status.

    With `--check` or `--diff` nothing is written, and the status is 1 where something would be.
    What cannot be read is left as it is, and its problems are told.
    """
    files: Sequence[Path] = arguments.files
    check, diff = arguments.check, arguments.diff
    word = reporter.language.section("formatting")
    given = [path_of(settings.root, file) for file in files]
    for path, file in zip(given, files, strict=True):
        if path is None:
            reporter.say(word("no-record", file=file))
    paths = [path for path in given if path] if given else records_in(settings.root)
    made, problems = formatted(settings, paths)
    unlike = [each for each in made if not each.is_canonical]
    if not check and not diff:
        for each in unlike:
            write_file(settings.root / each.path, each.text.encode("utf-8"))
            reporter.say(each.path)
        reporter.say(word("formatted" if unlike else "alike", n=len(unlike or made)))
    else:
        for each in unlike:
            if diff:
                reporter.hand_out(each.diff)
            else:
                reporter.say(each.path)
        reporter.say(word("unlike" if unlike else "alike", n=len(unlike or made)))
        if unlike:
            reporter.say(word("remedy"))
    reporter.problems(problems)
    wrong = bool(problems) or None in given or (bool(unlike) and (check or diff))
    return 1 if wrong else 0


def records_in(root: Path) -> list[str]:
    """The paths of all files below `root` that hold records or should."""
    files = [file for folder in (EVENTS, PROPOSED, SEEDS) for file in (root / folder).rglob("*")]
    files += [*(root / VOCABULARY).glob("*.yml"), root / REDIRECTS]
    paths = (file.relative_to(root).as_posix() for file in files if file.is_file())
    return sorted(path for path in paths if model_of(path))


def path_of(root: Path, file: Path) -> str | None:
    """The path in the repository of a record that somebody names; None where it is none."""
    absolute = file.absolute()
    if not absolute.is_file() or not absolute.is_relative_to(root):
        return None
    path = absolute.relative_to(root).as_posix()
    return path if model_of(path) else None


def formatted(settings: Settings, paths: Iterable[str]) -> tuple[list[Formatted], list[Problem]]:
    """The records at `paths` with their layout, and what is wrong with those that have none."""
    made: list[Formatted] = []
    problems: list[Problem] = []
    for path in paths:
        found = _formatted(settings, path, problems)
        made += [found] if found else []
    return made, sorted(problems)


def _formatted(settings: Settings, path: str, problems: list[Problem]) -> Formatted | None:
    data, wrong = read_bytes(settings.root / path, path)
    if data is None:
        problems += wrong
        return None
    text, wrong = canonical(data, path, settings.codes)
    problems += wrong
    return None if wrong else Formatted(path, data, text)
