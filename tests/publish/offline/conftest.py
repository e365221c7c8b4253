"""A site of the toy's records, its archive, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import TOY, add_code
from sharing import made_once
from website.tools import REPOSITORY, build, serving

from scripts.settings import read_settings


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


@pytest.fixture(scope="session")
def archive(built: Path) -> Path:
    """The archive that the site offers."""
    return built / read_settings(REPOSITORY, {}).archive_path


@pytest.fixture(scope="session")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader has who opened the archive, in a folder whose name is not plain."""
    folder = tmp_path_factory.mktemp("reader") / "my files, all # of 100 %"
    with ZipFile(archive) as file:
        file.extractall(folder)
    return folder / archive.stem
