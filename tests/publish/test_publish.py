"""The publisher: it may say what it likes, for as long as it likes."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from building import settings_of
from conftest import add_settings

from scripts.publish import mkdocs

ABOUT = "ar/about/index.html"
MAKE = f"""import pathlib, sys
page = pathlib.Path(sys.argv[1], "site", {ABOUT.partition("/")[2]!r})
page.parent.mkdir(parents=True)
page.touch()
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with settings and no pages."""
    add_settings(tmp_path)
    return tmp_path


def publish(program: str, root: Path) -> None:
    """Publish a page with a publisher that is the Python program given."""
    settings = settings_of(root)
    sources = mkdocs.Sources(settings, lambda _: b"# About", mkdocs.markdown, {"ar": {}}, "look")

    def command(_: str, config: Path) -> list[str]:
        return [sys.executable, "-c", program, str(config.parent)]

    with patch.object(mkdocs, "command", command):
        mkdocs.publish(sources, [ABOUT], root / "new")


def test_publisher_that_says_much(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """More words than a pipe holds do not stop it; where it succeeds, nobody hears them."""
    publish(f"{MAKE}print('x' * 200_000)", checkout)
    assert (checkout / "new" / ABOUT).is_file()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        # On both of its channels.
        ("import sys; print('said', flush=True); sys.exit('and why')", r"^said\nand why\n$"),
        # Though it says that all is well.
        ("", "^ar/about/: no page was made of it$"),
    ],
)
def test_publisher_that_fails(checkout: Path, program: str, said: str) -> None:
    """What it said is what is wrong."""
    with pytest.raises(mkdocs.PublishError, match=said):
        publish(program, checkout)
