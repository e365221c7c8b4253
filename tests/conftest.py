"""What several tests share: the languages, the toy chronology, and a checkout of it.

`toy/` is invented from end to end: two states that do not exist, with every odd case of a record
once.  Tests read it where it is or get a copy of it, never the records of the repository.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.checks import check
from scripts.i18n.language import Language, read_languages
from scripts.records.load import Records, load
from scripts.timeline.join import join
from scripts.timeline.model import Chronology

ROOT = Path(__file__).parent.parent
TOY = Path(__file__).parent / "toy"

Command = Callable[..., "subprocess.CompletedProcess[str]"]


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
def command(checkout: Path) -> Command:
    """Run `python -m scripts …` in `checkout`, to which code, settings and theme are added."""
    without = shutil.ignore_patterns("__pycache__", "frame")
    shutil.copytree(ROOT / "scripts", checkout / "scripts", ignore=without)
    shutil.copytree(ROOT / "docs/theme", checkout / "docs/theme", ignore=without)
    for file in [ROOT / "pyproject.toml", *sorted(ROOT.glob("mkdocs*.yml"))]:
        shutil.copy(file, checkout)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "80"}
    for name in ("SITE_ADDRESS", "SITE_REPOSITORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        environment.pop(name, None)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "scripts", *words],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


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
