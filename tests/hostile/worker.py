"""Runs the corpus in a process of its own, within bounds, and prints what came of each case."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hostile.corpus import Case, cases
from scripts.console import Reporter, line, shown
from scripts.i18n.language import read_languages
from scripts.pages.kinds import pages
from scripts.pages.render import Renderer
from scripts.problems import Problem
from scripts.settings import Settings
from scripts.site.checked import load_and_check
from scripts.timeline.model import Chronology

TOY = Path(__file__).parents[1] / "toy"
LANGUAGES = read_languages()

SECONDS = 20
"""Of the processor's time, after which a case is taken to hang."""

MOST_TOLD = 3
"""Problems of a case that are written down; then comes how many there are."""


def late(*_: object) -> None:
    """Break off what takes too long."""
    raise TimeoutError


def lay(case: Case, root: Path) -> None:
    """Put the files of a case into a checkout."""
    for path, what in case.files.items():
        place = root / path
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        if callable(what):
            what(place)
        else:
            place.write_bytes(what)


def told(case: Case, root: Path) -> Iterator[str]:
    """What is told of a case: place and code; `inert` where nothing is and all can be rendered."""
    settings = Settings(root, "https://example.org/", "1", "", LANGUAGES)
    checked = load_and_check(settings, Reporter(LANGUAGES[0]))
    for language in LANGUAGES:
        for each in checked.problems:
            if not line(each, language).replace("\u200c", "").isprintable():
                yield f"not printable: {line(each, language)!r}"
    if checked.chronology is not None:
        render(checked.chronology)
        yield "inert"
    main = next(iter(case.files))
    yield from (place(each, main) for each in checked.problems[:MOST_TOLD])
    if len(checked.problems) > MOST_TOLD:
        yield f"{len(checked.problems)} in all"


def place(problem: Problem, main: str) -> str:
    """Where a problem is and which: without the file where that is the case's first."""
    file = "" if problem.path == main else f"{shown(problem.path)}:"
    return f"{file}{problem.line}:{problem.column} {problem.code}"


def render(chronology: Chronology) -> None:
    """Fill the templates of every page."""
    for language in LANGUAGES:
        renderer = Renderer(language)
        for page in pages(chronology, language):
            renderer.render(page)


def main() -> None:
    """One line of JSON for each case; the last says how much memory all of it took."""
    signal.signal(signal.SIGPROF, late)
    with tempfile.TemporaryDirectory() as home:
        for number, case in enumerate(cases()):
            root = Path(home, str(number))
            shutil.copytree(TOY, root)
            lay(case, root)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            try:
                found = [*told(case, root)]
            except Exception as error:  # noqa: BLE001  (whatever it is, the test tells it)
                found = [f"{type(error).__name__}: {error!a}"]
            signal.setitimer(signal.ITIMER_PROF, 0)
            shutil.rmtree(root)
            sys.stdout.write(json.dumps([case.name, found]) + "\n")
    sys.stdout.write(json.dumps(["", [str(peak())]]) + "\n")


def peak() -> int:
    """The most memory that this process has taken, in megabytes.

    Not getrusage(2) where Linux knows better: that counts what the process that started this one
    had at that moment.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
