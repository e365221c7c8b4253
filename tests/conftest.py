"""What several tests share: the languages, the toy chronology, and a checkout of it.

`toy/` is invented from end to end: two states that do not exist, with every odd case of a record
once.  Tests read it where it is or get a copy of it, never the records of the repository.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from running import run
from website.tools import missing, needed

from bench.browser import program
from scripts.checks import check
from scripts.i18n.language import Language, read_languages
from scripts.records.load import Records, load
from scripts.timeline.model import Chronology, join

ROOT = Path(__file__).parent.parent
TOY = Path(__file__).parent / "toy"

T = TypeVar("T")

PATIENCE = 120_000
"""Milliseconds for which a test waits at most for what it expects of a page."""

Command = Callable[..., CompletedProcess[str]]
"""Runs a command: `python -m scripts` with the words that it is given."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--sweep`."""
    parser.addoption(
        "--sweep",
        action="store_true",
        help="look at every page, in every width of the window, in light and in dark",
    )


def pytest_configure() -> None:
    """Let the interrupt key be heard by whatever the tests start, and set how long they wait.

    A shell that starts them in the background has them ignore the key, and their children with
    them.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # A busy machine is no mistake.
    expect.set_options(timeout=PATIENCE)
    settings.register_profile(
        "patient", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("patient")


@dataclass(frozen=True)
class Sweep:
    """Which pages are looked at, and in which ways: all, or a sample."""

    whole: bool

    def sample(self, items: Iterable[T], kind: Callable[[T], object], count: int = 2) -> list[T]:
        """All items, or the first `count` of each kind."""
        seen: Counter[object] = Counter()
        found = []
        for item in items:
            seen[kind(item)] += 1
            if self.whole or seen[kind(item)] <= count:
                found.append(item)
        return found

    def of(self, ways: Sequence[T], number: int) -> Sequence[T]:
        """The ways for the page `number`: where it is one, the next page has another."""
        return ways if self.whole else [ways[number % len(ways)]]


@pytest.fixture(scope="session")
def sweep(pytestconfig: pytest.Config) -> Sweep:
    """All pages and ways with `--sweep`, a sample without."""
    return Sweep(whole=pytestconfig.getoption("sweep"))


@pytest.fixture(scope="session")
def languages() -> tuple[Language, ...]:
    """The languages of the site, by code."""
    return read_languages()


@pytest.fixture(scope="session", params=[each.code for each in read_languages()])
def language(request: pytest.FixtureRequest, languages: tuple[Language, ...]) -> Language:
    """Each language of the site in turn."""
    return next(each for each in languages if each.code == request.param)


@pytest.fixture(scope="session")
def codes(languages: tuple[Language, ...]) -> tuple[str, ...]:
    return tuple(each.code for each in languages)


@pytest.fixture(scope="session")
def real_records(codes: tuple[str, ...]) -> Records:
    """The repository's own records."""
    records, problems = load(ROOT, codes)
    assert problems == []
    return records


@pytest.fixture(scope="session")
def records(languages: tuple[Language, ...]) -> Records:
    """The records of the toy, in which nothing is wrong."""
    records, problems = load(TOY, tuple(each.code for each in languages))
    assert problems + check(records, languages) == []
    return records


@pytest.fixture(scope="session")
def toy(records: Records) -> Chronology:
    """The whole of the toy."""
    return join(records)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small and valid checkout: the toy's records and pages, and nothing else."""
    return shutil.copytree(TOY, tmp_path / "checkout")


@pytest.fixture
def with_code(checkout: Path) -> Path:
    """`checkout`, with the code that builds it."""
    add_code(checkout)
    return checkout


@pytest.fixture
def command(checkout: Path) -> Command:
    """Run a command in `checkout`, to which the settings of the repository are added."""
    add_settings(checkout)
    return partial(run, checkout)


def add_code(checkout: Path) -> None:
    """Copy the code, the theme and the settings of the repository into `checkout`."""
    without = shutil.ignore_patterns("__pycache__", "frame")
    shutil.copytree(ROOT / "scripts", checkout / "scripts", ignore=without)
    shutil.copytree(ROOT / "docs/theme", checkout / "docs/theme", ignore=without)
    add_settings(checkout)


def add_settings(checkout: Path) -> None:
    """Copy the settings of the build and of the publisher into `checkout`."""
    for file in [ROOT / "pyproject.toml", *sorted(ROOT.glob("mkdocs*.yml"))]:
        shutil.copy(file, checkout)


@pytest.fixture
def nobodys_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine, the user or a surrounding git command reach the test.

    Where there is no git it is skipped, in CI it fails.
    """
    needed("git", "install git", "git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "somebody@example.org")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2021-03-01T12:00:00Z")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; where there is none they are skipped, in CI they fail."""
    if not (executable := program()):
        missing("Chromium", "install it, or name one: CHROMIUM=/path/to/chrome")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        make_context = made.new_context

        def patient_context(**options: Any) -> BrowserContext:  # noqa: ANN401
            context = make_context(**options)
            context.set_default_timeout(PATIENCE)
            return context

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(made, "new_context", patient_context)
            yield made
        made.close()
