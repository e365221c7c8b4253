"""The sites that the tests look at, each built once, and the browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .tools import Site, add, build, commit, copy_small_tree, copy_tree, serving

DAYS = {
    "docs": "2026-01-02T12:00:00+00:00",
    "seeds": "2026-01-03T12:00:00+00:00",
    # Half an hour before midnight in New York: the next day in UTC.
    "timeline": "2026-01-03T23:30:00-05:00",
    ".": "2026-01-06T12:00:00+00:00",
}
"""When each part of the trees was committed."""


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built checkout: the real tree with the additions, committed on known days."""
    made = copy_tree(tmp_path_factory.mktemp("real") / "tree")
    add(made)
    commit(made, DAYS)
    build(made, TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    return made


@pytest.fixture(scope="session")
def site(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of `tree`, copied out into a folder named as its base path."""
    return copied_out(tree, tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def url(site: Site) -> Iterator[str]:
    """The local address at which the site is served, below the base path."""
    with serving(site.served) as address:
        yield f"{address}base/"


@pytest.fixture(scope="session")
def small_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built checkout that builds fast: of the toy and the additions."""
    made = copy_small_tree(tmp_path_factory.mktemp("small") / "tree")
    commit(made, DAYS)
    build(made)
    return made


@pytest.fixture(scope="session")
def small_site(small_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of `small_tree`: every kind of page, all of them short."""
    return copied_out(small_tree, tmp_path_factory.mktemp("served-small"))


@pytest.fixture(scope="session")
def small_url(small_site: Site) -> Iterator[str]:
    """The local address of the small site."""
    with serving(small_site.served) as address:
        yield f"{address}base/"


@pytest.fixture
def checkout(small_tree: Path, tmp_path: Path) -> Path:
    """A built small checkout of one's own, to change things in; times of files are kept."""
    return shutil.copytree(small_tree, tmp_path / "tree", symlinks=True)


def copied_out(tree: Path, served: Path) -> Site:
    """The site of a tree, copied below a folder that can be served."""
    shutil.copytree(tree / "site", served / "base")
    return Site(tree, served)
