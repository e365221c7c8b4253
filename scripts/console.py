"""What the commands show: stages and progress for people, problems for people and programs."""

from __future__ import annotations

import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

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

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}
"""The escapes in a workflow command, as GitHub's own toolkit does them."""


class CommandError(Exception):
    """A command cannot go on; the text says why, in the person's language."""


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

    def problems(self, problems: Sequence[Problem]) -> int:
        """Every problem on a line of its own, then how many there are; the exit status."""
        for problem in problems:
            self.say(line(problem, self.language))
        levels = Counter(problem.level for problem in problems)
        for level, key in ((Level.ERROR, "problems"), (Level.WARNING, "notices")):
            if levels[level]:
                self.say(self.word(key, n=levels[level]))
        return 1 if levels[Level.ERROR] else 0

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
        """Write the result unchanged, in UTF-8 whatever the locale."""
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
        f"::{each.level} file={each.path.translate(_PROPERTY)},line={each.line},col={each.column},"
        f"title={each.code}::{language.message(each).translate(_DATA)}\n"
        for each in problems
    )


def as_json(problems: Iterable[Problem], language: Language, address: str) -> str:
    """The problems as one JSON object, with links to their explanations if `address` is given.

    A problem has the fields of `Problem`, its level, the `message`, and perhaps `explained`.
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
