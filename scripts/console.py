"""What the commands show: stages and progress for people, problems for people and programs."""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from scripts.i18n.language import Language
from scripts.problems import Level, Problem

JOINERS = "\u200c"
"""Characters that are not printed and belong into words all the same."""

SCHEMA_VERSION = "1.0.0"
"""Of the JSON. What is added raises the second number, what breaks a reader the first."""

EXPLAINED = "contribute/problems/"
"""Where a language's pages explain every code, each at the anchor that is its name."""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""Where a command says which words it takes."""


class Reporter:
    """Reports the progress of a command on standard error, in the person's language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.console = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """One stage of the build: its name, what the body appends, the seconds that it took."""
        details: list[str] = []
        start = time.perf_counter()
        yield details
        seconds = time.perf_counter() - start
        words = self.language.word(f"progress.{name}")
        self.say(f"{words:<28} {seconds:6.2f} s  {', '.join(details)}".rstrip())

    @contextmanager
    def progress(self, total: int) -> Iterator[Callable[[int], None]]:
        """A progress bar up to `total` where the output is a terminal; call it with how far."""
        if not self.console.is_terminal:
            yield lambda _done: None
            return
        columns = (BarColumn(), TextColumn("{task.completed}/{task.total}"))
        with Progress(*columns, console=self.console, transient=True) as bar:
            task = bar.add_task("", total=total)
            yield lambda done: bar.update(task, completed=done)

    def problems(self, problems: Sequence[Problem]) -> None:
        """Every problem on a line of its own, then how many there are."""
        for problem in problems:
            self.say(line(problem, self.language))
        for level, key in ((Level.ERROR, "problems"), (Level.WARNING, "notices")):
            if count := sum(problem.level == level for problem in problems):
                self.say(self.word(key, n=count))

    def told(self, problems: Sequence[Problem], elsewhere: int, address: str) -> None:
        """The same, how many there are `elsewhere`, and where their codes are explained.

        Where the site has no `address` yet, nothing is said of the last.
        """
        self.problems(problems)
        if elsewhere:
            self.say(self.word("elsewhere", n=elsewhere))
        if problems and address:
            self.say(self.word("explained", address=explained(address, self.language)))

    def word(self, key: str, *, n: int | None = None, **args: object) -> str:
        """Words of the section `progress` of the language file."""
        return self.language.word(f"progress.{key}", n=n, **args)

    def ask(self, question: str) -> str:
        """The line that somebody answers to a question. Raises EOFError where none comes."""
        self.console.print(f"{question} ", markup=False, end="")
        answer = sys.stdin.readline()
        if not answer:
            raise EOFError
        return answer.strip()

    def write_stdout(self, text: str) -> None:
        """Write the result to standard output unchanged, in UTF-8 whatever the locale."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        sys.stdout.write(text)

    def say(self, text: str) -> None:
        """One line, with nothing in it taken for markup."""
        self.console.print(text, markup=False)


def line(problem: Problem, language: Language) -> str:
    """The problem as compilers print theirs, so that editors can jump to it."""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    told = language.message(problem)
    if problem.level == Level.WARNING:
        told = language.word("progress.notice", message=told)
    return shown(f"{place}: {told} ({problem.code})")


def shown(text: str) -> str:
    """`text` as a terminal shows it harmlessly, in one line.

    The name of a file can hold what moves the cursor, begins a new line (a command to the service
    that runs the checks, perhaps), or is no text at all.
    """
    return "".join(each if each.isprintable() or each in JOINERS else "\ufffd" for each in text)


def github(problems: Iterable[Problem], language: Language) -> str:
    """One workflow command a problem, which GitHub shows as an annotation at its line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(
        f"::{each.level} file={_property(each.path)},line={each.line},col={each.column},"
        f"title={_property(each.code)}::{_data(language.message(each))}\n"
        for each in problems
    )


def as_json(problems: Iterable[Problem], language: Language, address: str) -> str:
    """The problems as one JSON object, with links to their explanations if `address` is given.

    `language` is that of the messages. A problem has `path` (from the repository's root, with
    slashes), `line` and `column` (from 1, in characters), `level` (error or warning), `code`,
    `message`, `args` (texts that the message was filled with), and perhaps `explained`.
    """
    told = [
        {
            "path": each.path,
            "line": each.line,
            "column": each.column,
            "level": each.level,
            "code": each.code,
            "message": language.message(each),
            "args": dict(each.args),
            **({"explained": f"{explained(address, language)}#{each.code}"} if address else {}),
        }
        for each in problems
    ]
    whole = {"schema_version": SCHEMA_VERSION, "language": language.code, "problems": told}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def explained(address: str, language: Language) -> str:
    """The address of the page that explains the codes, on the site at `address`."""
    return f"{address}{language.code}/{EXPLAINED}"


def _data(text: str) -> str:
    """`text` as a workflow command has it, escaped as GitHub's own toolkit does it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
