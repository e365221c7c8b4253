"""What several tests share: the languages, the toy chronology, and a checkout of it.

`toy/` is invented from end to end: two states that do not exist, with every odd case of a record
once.  Tests read it where it is or get a copy of it, never the records of the repository.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from playwright.sync_api import Browser, sync_playwright
from running import run

from scripts.checks import check
from scripts.i18n.language import Language, read_languages
from scripts.records.load import Records, load
from scripts.timeline.join import join
from scripts.timeline.model import Chronology

ROOT = Path(__file__).parent.parent
TOY = Path(__file__).parent / "toy"

Command = Callable[..., CompletedProcess[str]]
"""Runs a command: `python -m scripts` with the words that it is given."""


def pytest_configure() -> None:
    """Let the interrupt key be heard by whatever the tests start.

    A shell that starts them in the background has them ignore it, and their children with them.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def languages() -> tuple[Language, ...]:
    """The languages of the site, by code."""
    return read_languages()


@pytest.fixture(scope="session", params=[each.code for each in read_languages()])
def language(request: pytest.FixtureRequest, languages: tuple[Language, ...]) -> Language:
    """Each language of the site in turn."""
    return next(each for each in languages if each.code == request.param)


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
    """`checkout`, with the code, the settings and the theme of the repository."""
    without = shutil.ignore_patterns("__pycache__", "frame")
    shutil.copytree(ROOT / "scripts", checkout / "scripts", ignore=without)
    shutil.copytree(ROOT / "docs/theme", checkout / "docs/theme", ignore=without)
    copy_settings(checkout)
    return checkout


@pytest.fixture
def command(checkout: Path) -> Command:
    """Run a command in `checkout`, to which the settings of the repository are added."""
    copy_settings(checkout)
    return partial(run, checkout)


def copy_settings(checkout: Path) -> None:
    """Copy the settings of the build and of the publisher into `checkout`."""
    for file in [ROOT / "pyproject.toml", *sorted(ROOT.glob("mkdocs*.yml"))]:
        shutil.copy(file, checkout)


@pytest.fixture
def nobodys_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine, the user or a surrounding git command reach the test.

    Where there is no git it is skipped, in CI it fails.
    """
    if shutil.which("git") is None:
        text = "git is not on this machine, so this was not tested"
        pytest.fail(text) if os.environ.get("CI") else pytest.skip(text)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
        **{f"GIT_{who}_NAME": "Somebody" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "somebody@example.org" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_DATE": "2021-03-01T12:00:00Z" for who in ("AUTHOR", "COMMITTER")},
    }.items():
        monkeypatch.setenv(name, value)


CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; where there is none they are skipped, in CI they fail."""
    named = os.environ.get("CHROMIUM")
    program = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        text = "Chromium is not on this machine: install it, or name one: CHROMIUM=/path/to/chrome"
        pytest.fail(text) if os.environ.get("CI") else pytest.skip(text)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield made
        made.close()
