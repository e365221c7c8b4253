"""A site of the toy's records, served for a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TOY, add_code
from sharing import made_once
from website.tools import build, serving


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site of the toy."""

    def make(tree: Path) -> None:
        shutil.copytree(TOY, tree)
        add_code(tree)
        build(tree)

    return made_once(tmp_path_factory, "offline", make) / "site"


@pytest.fixture
def served(built: Path, tmp_path: Path) -> Path:
    """A copy of the site to change things in, in a folder that has it as `base/`."""
    shutil.copytree(built, tmp_path / "base")
    return tmp_path


@pytest.fixture
def url(served: Path) -> Iterator[str]:
    """The address at which the copy is served."""
    with serving(served) as address:
        yield f"{address}base/"
