"""The states of a record in the history: moves, merges, and names that are git's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts.records.files import blob_id
from scripts.timeline.git import History, first_day, last_change, read_history

from .tools import ENTRY, FILE, ID, Repository, day

MOVED = f"timeline/events/river/{ID}.yml"
SECOND = ENTRY.replace("The ferry stops", "The ferry stops for good")
THIRD = SECOND.replace('"2010-03"', '"2010-03-02"')


def days(history: History, path: str = FILE) -> list[int]:
    return [state.day.day for state in history[path]]


def test_states_say_where_they_are(repository: Repository) -> None:
    """The blob of a state is what git calls it, and its commit has it at its path."""
    repository.commit(2, ENTRY)
    repository.commit(3, SECOND)
    states = read_history(repository.root)[FILE]
    assert [state.blob for state in states] == [blob_id(SECOND.encode()), blob_id(ENTRY.encode())]
    for state in states:
        place = f"{state.commit}:{state.path}"
        assert repository.git("rev-parse", place).strip() == state.blob
    assert repository.git("hash-object", FILE).strip() == states[0].blob


def test_moved_file(repository: Repository) -> None:
    """A file that moved keeps its history, and the move itself is no state of it."""
    repository.commit(2, ENTRY)
    repository.commit(3, SECOND)
    (repository.root / MOVED).parent.mkdir()
    repository.git("mv", FILE, MOVED)
    repository.commit(4)
    history = read_history(repository.root)
    assert days(history, MOVED) == days(history) == [3, 2]
    assert last_change(history, repository.root, MOVED) == day(3)
    assert first_day(history, MOVED) == day(2)
    # A file that moves and changes in one commit has a new state.
    (repository.root / MOVED).unlink()
    repository.commit(5, THIRD)
    history = read_history(repository.root)
    assert days(history, MOVED) == [5, 3, 2]
    assert [state.path for state in history[MOVED]] == [FILE, FILE, FILE]
    # A move that is not committed finds the history too.
    (repository.root / FILE).rename(repository.root / MOVED)
    assert last_change(history, repository.root, MOVED) == day(5)


def test_moved_source(repository: Repository) -> None:
    """The same holds for sources, but one of them never takes the history of an entry."""
    name = "northern-gazette.yml"
    data = (repository.root / "seeds" / name).read_bytes()
    repository.commit(2, data + b"# word\n", f"seeds/press/{name}")
    (repository.root / "seeds" / name).unlink()
    repository.commit(3, ENTRY, f"timeline/events/{name}")
    history = read_history(repository.root)
    assert days(history, f"seeds/{name}") == [2, 1]
    assert days(history, f"timeline/events/{name}") == [3]


def test_pages_are_not_followed(repository: Repository) -> None:
    """A page has its name in every language: it is no record."""
    repository.commit(2, "# One\n", "docs/en/cite.md")
    repository.commit(3, "# واحد\n", "docs/ar/cite.md")
    history = read_history(repository.root)
    assert days(history, "docs/en/cite.md") == [2]
    assert days(history, "docs/ar/cite.md") == [3]


def test_proposals_are_no_states(repository: Repository) -> None:
    """What was proposed was not published: the entry begins when it is moved in."""
    repository.commit(2, ENTRY, f"timeline/proposed/{ID}.yml")
    repository.git("mv", f"timeline/proposed/{ID}.yml", FILE)
    repository.commit(3)
    assert days(read_history(repository.root)) == [3]


def test_no_other_content(repository: Repository) -> None:
    """Another mode is no state of a record, and neither is a link in its place."""
    repository.commit(2, ENTRY)
    file = repository.root / FILE
    file.chmod(0o755)
    repository.commit(3)
    file.unlink()
    file.symlink_to("bridge-opens.yml")
    repository.commit(4)
    assert days(read_history(repository.root)) == [2]


def branch(repository: Repository, *contents: tuple[int, str]) -> None:
    repository.git("checkout", "--quiet", "-b", "branch")
    for on, content in contents:
        repository.commit(on, content)
    repository.git("checkout", "--quiet", "main")


@pytest.mark.parametrize("options", ["--squash", "--no-ff --message=words"])
def test_merge(options: str, repository: Repository) -> None:
    """A merge is what a squash merge is: readers see the branch when it is merged, as it is then.

    The states on the branch were never published, and have no part in the history.
    """
    repository.commit(2, ENTRY)
    branch(repository, (3, SECOND), (4, THIRD))
    repository.commit(5, "words\n", "README.md")
    repository.git("merge", "--quiet", *options.split(), "branch", on=6)
    if options == "--squash":
        repository.commit(6)
    history = read_history(repository.root)
    assert days(history) == [6, 2]
    assert history[FILE][0].blob == blob_id(THIRD.encode())
    assert last_change(history, repository.root, FILE) == day(6)


@pytest.mark.parametrize(
    ("ours", "options", "merged"),
    [
        # What neither side said is a state of its own.
        (ENTRY.replace("stopped.", "halted."), "--strategy=ours", THIRD),
        # What is taken from the branch is the newest state, though main changed it later.
        (THIRD, "--no-ff --strategy=recursive --strategy-option=theirs", SECOND),
    ],
)
def test_merge_of_two_changes(ours: str, options: str, merged: str, repository: Repository) -> None:
    """A merge of two changes is a state of its own, whatever it takes."""
    repository.commit(2, ENTRY)
    branch(repository, (3, SECOND))
    repository.commit(4, ours)
    repository.git("merge", "--quiet", "--no-commit", *options.split(), "branch")
    repository.commit(5, merged)
    history = read_history(repository.root)
    assert days(history) == [5, 4, 2]
    assert last_change(history, repository.root, FILE) == day(5)


@pytest.mark.parametrize(
    "setting",
    [
        *("log.showRoot=false", "log.follow=true", "log.showSignature=true", "log.decorate=full"),
        *("diff.renames=copies", "color.ui=always", "log.diffMerges=off", "diff.noprefix=true"),
        *("format.pretty=full", "core.quotePath=true", "log.date=relative", "diff.orderFile=x"),
    ],
)
def test_settings_of_the_user(
    setting: str, repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever somebody has set up for git, the history is the same."""
    repository.commit(2, ENTRY)
    branch(repository, (3, SECOND))
    repository.git("merge", "--quiet", "--no-ff", "--message=words", "branch", on=6)
    expected = read_history(repository.root)
    assert days(expected) == [6, 2]
    name, value = setting.split("=")
    settings = tmp_path / "settings"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.fspath(settings))
    repository.write("", "x")
    repository.git("config", "--global", name, value)
    assert read_history(repository.root) == expected


def test_odd_commits(repository: Repository) -> None:
    """Messages, names of files and times can be anything; an empty commit is nothing."""
    repository.commit(2, ENTRY)
    repository.write("x", "HEAD")
    repository.write("x", "timeline/:000000 100644 x\n\x01y")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=:100644 100644 a b M\n\n\x01words", on=3)
    repository.git("commit", "--quiet", "--allow-empty", "--message=words", on=4)
    late = repository.git("cat-file", "commit", "HEAD").replace("1614859200", "9" * 18)
    tip = repository.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=late
    ).strip()
    repository.git("reset", "--quiet", "--hard", tip)
    repository.commit(5, SECOND)
    assert days(read_history(repository.root)) == [5, 2]
