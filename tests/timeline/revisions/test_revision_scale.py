"""The benchmark of the history, small: it runs, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from .bench import make, measure


def test_many_entries_and_commits(tmp_path: Path) -> None:
    """Every commit is a state of some entry, a revision of it, and a page in every language."""
    make(tmp_path / "repository", entries=60, commits=40)
    figures = measure(tmp_path / "repository", lambda _: None)
    states = 60 + 39
    assert figures == {
        "problems": 0,
        "files": 60 + 20 + 1,
        "states": states + 20 + 1,
        "revisions": states,
        "pages": 2 * states,
    }
