"""The sites that the tests look at, each built once, and the browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Sweep
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from sharing import made_once

from .tools import Site, add, build, commit, copy_small_tree, copy_tree, serving, told

DAYS = {
    "docs": "2026-01-02T12:00:00+00:00",
    "seeds": "2026-01-03T12:00:00+00:00",
    # Half an hour before midnight in New York: the next day in UTC.
    "timeline": "2026-01-03T23:30:00-05:00",
    ".": "2026-01-06T12:00:00+00:00",
}
"""When each part of the trees was committed."""


HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
"""The circumstances in which the trees are built."""

OTHERWISE = {
    "TZ": "America/Los_Angeles",
    # No help from a locale: whoever opens a file has to say that it is UTF-8.
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "2",
}
"""Other circumstances, which must not matter."""


Factory = pytest.TempPathFactory


@pytest.fixture(scope="session")
def tree(tmp_path_factory: Factory) -> Path:
    """A built checkout: the real tree with the additions, committed on known days."""

    def make(tree: Path) -> None:
        add(copy_tree(tree))
        commit(tree, DAYS)
        build(tree, **HERE)

    return made_once(tmp_path_factory, "real", make)


@pytest.fixture(scope="session")
def original(request: pytest.FixtureRequest, sweep: Sweep) -> Path:
    """The tree that is built twice: the real one, without `--sweep` the small one."""
    tree: Path = request.getfixturevalue("tree" if sweep.whole else "small_tree")
    return tree


@pytest.fixture(scope="session")
def twin(original: Path, tmp_path_factory: Factory) -> Path:
    """The same commit as `original`, built once more, under circumstances that must not matter."""

    def make(twin: Path) -> None:
        copy_tree(twin, source=original)
        shutil.copytree(original / ".git", twin / ".git")
        # On another day too, if the clock can be set for one command.
        later = ("faketime", "-f", "+400d") if shutil.which("faketime") else ()
        build(twin, later, **OTHERWISE)

    return made_once(tmp_path_factory, "a longer name, with blanks", make)


@pytest.fixture(scope="session")
def site(tree: Path, tmp_path_factory: Factory) -> Site:
    """The site of `tree`, copied out into a folder named as its base path."""
    return copied_out(tree, tmp_path_factory)


@pytest.fixture(scope="session")
def url(site: Site) -> Iterator[str]:
    """The local address at which the site is served, below the base path."""
    with serving(site.served) as address:
        yield f"{address}base/"


@pytest.fixture(scope="session")
def small_tree(tmp_path_factory: Factory) -> Path:
    """A built checkout that builds fast: of the toy and the additions."""

    def make(tree: Path) -> None:
        commit(copy_small_tree(tree), DAYS)
        build(tree, **HERE)

    return made_once(tmp_path_factory, "small", make)


@pytest.fixture(scope="session")
def small_site(small_tree: Path, tmp_path_factory: Factory) -> Site:
    """The site of `small_tree`: every kind of page, all of them short."""
    return copied_out(small_tree, tmp_path_factory)


@pytest.fixture(scope="session")
def small_url(small_site: Site) -> Iterator[str]:
    """The local address of the small site."""
    with serving(small_site.served) as address:
        yield f"{address}base/"


@pytest.fixture
def tab(browser: Browser, url: str) -> Iterator[Tab]:
    """A tab in which nothing may go wrong, of a reader who is new here."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=url)
    made = context.new_page()
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("dialog", lambda dialog: said.append(dialog.message))
    yield made
    context.close()
    assert not said, told(said)


@pytest.fixture
def checkout(small_tree: Path, tmp_path: Path) -> Path:
    """A built small checkout of one's own, to change things in; times of files are kept."""
    return shutil.copytree(small_tree, tmp_path / "tree", symlinks=True)


def copied_out(tree: Path, factory: Factory) -> Site:
    """The site of a tree, copied below a folder that can be served."""

    def make(served: Path) -> None:
        shutil.copytree(tree / "site", served / "base")

    return Site(tree, made_once(factory, f"served-{tree.name}", make))
