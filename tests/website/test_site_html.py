"""The HTML of every page is valid, as the W3C's own checker sees it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conftest import Sweep

from .tools import REPOSITORY, Site, missing, needed

CHECKER = REPOSITORY / "node_modules/vnu-jar/build/dist/vnu.jar"

OPTIONS = ("--errors-only", "--skip-non-html", "--format", "gnu")

HURT = (
    """<!doctype html><html lang="en"><title>x</title><p><a href="a b">x</a><p id="y"><p id="y">"""
)


def check(*places: Path) -> tuple[int, str]:
    """Run the Nu checker over files or folders; its status and what it says."""
    java = needed("Java", "install a JRE, such as Debian's default-jre-headless", "java")
    if not CHECKER.is_file():
        missing("the Nu HTML checker", "`npm ci` installs it")
    done = subprocess.run(
        [java, "-Xmx1g", "-jar", str(CHECKER), *OPTIONS, *map(str, places)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_html_is_valid(site: Site, tmp_path: Path, sweep: Sweep) -> None:
    """No error in any page; and a page with errors, checked along with them, is found."""
    pages = sweep.sample(site.pages, lambda page: (page.code, page.kind), 4)
    hurt = tmp_path / "hurt.html"
    hurt.write_text(HURT, encoding="utf-8")
    status, said = check(*(page.file for page in pages), hurt)
    found = said.splitlines()
    assert not [line for line in found if '/hurt.html"' not in line]
    assert status != 0
    assert len(found) >= 2
