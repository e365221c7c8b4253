"""The publisher: it may say what it likes, for as long as it likes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

SCRIPT = """
import pathlib, shutil, sys
from dataclasses import replace
from scripts.publish import mkdocs as publish
from scripts.settings import read_settings

settings = read_settings(pathlib.Path.cwd(), {})
settings = replace(settings, languages=settings.languages[:1])
publish.command = lambda _, config: [
    sys.executable, "-c", sys.argv[2], str(config.with_name("site"))
]
try:
    folder = pathlib.Path(sys.argv[1])
    shutil.copytree("docs", folder / "docs")
    settings = replace(settings, root=folder)
    about = publish.page_path(settings.codes[0], "about/")
    code, beside = settings.codes[0], {settings.codes[0]: {}}
    sources = publish.Sources(settings, lambda _: b"# About", publish.markdown, beside, "look")
    publish.publish(sources, [about], folder / "new")
except publish.PublishError as error:
    sys.exit(str(error))
"""

ROOT = Path(__file__).parents[2]


@pytest.fixture
def publish(tmp_path: Path) -> Callable[[str], CompletedProcess[str]]:
    """Publish with a publisher that is the Python program given."""

    def run(program: str) -> CompletedProcess[str]:
        words = [sys.executable, "-c", SCRIPT, str(tmp_path), program]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            words,
            cwd=ROOT,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
            timeout=1200,
        )

    return run


def test_publisher_that_says_much(publish: Callable[[str], CompletedProcess[str]]) -> None:
    """More words than a pipe holds do not stop it; where it succeeds, nobody hears them."""
    page = "import pathlib, sys; page = pathlib.Path(sys.argv[1], 'about/index.html')"
    done = publish(f"{page}; page.parent.mkdir(parents=True); page.touch(); print('x' * 200_000)")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_publisher_that_fails(publish: Callable[[str], CompletedProcess[str]]) -> None:
    """Where it fails, what it said is what is wrong, on both of its channels."""
    done = publish("import sys; print('said', flush=True); sys.exit('and why')")
    assert done.returncode == 1
    assert done.stderr.split() == ["said", "and", "why"]


def test_publisher_that_makes_no_page(publish: Callable[[str], CompletedProcess[str]]) -> None:
    """Though it says that all is well."""
    done = publish("")
    assert done.returncode == 1
    assert "ar/about/: no page was made of it" in done.stderr
