"""A small repository with the toy in it, for tests to commit to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .tools import TOY, Repository


@pytest.fixture(autouse=True)
def _nobodys_git(nobodys_git: None) -> None:
    """Every test here is about git, and about no other settings than its own."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The toy, committed on the first day."""
    made = Repository(shutil.copytree(TOY, tmp_path / "repository"))
    made.commit(1)
    return made
