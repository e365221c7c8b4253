"""What git knows of a file: its revisions, when it came, when it last changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.records.files import blob_id
from scripts.timeline.git import (
    Gap,
    Revision,
    ask,
    find_gap,
    first_day,
    last_change,
    read_blobs,
    read_history,
)

from .revisions.tools import Repository, day

FIRST, SECOND, THIRD = map(day, (1, 2, 3))
FILE = "timeline/events/a.yml"


def commit(repository: Repository, on: int, files: dict[str, str], hour: str = "12:00:00Z") -> None:
    """Write files and commit all that there is."""
    for name, content in files.items():
        repository.write(content, name)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=words", on=on, hour=hour)


@pytest.fixture(autouse=True)
def _nobodys_git(nobodys_git: None) -> None:
    """Every test here is about git, and about no other settings than its own."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def test_revisions(repository: Repository) -> None:
    """Each file has its own revisions, the newest first, each with its blob and its day."""
    commit(repository, 1, {FILE: "one\n", "seeds/s.yml": "s\n"})
    commit(repository, 2, {FILE: "two\n", "docs/en/about.md": "d\n"})
    commit(repository, 3, {FILE: "three\n"})
    assert read_history(repository.root) == {
        FILE: (
            Revision(blob_id(b"three\n"), THIRD),
            Revision(blob_id(b"two\n"), SECOND),
            Revision(blob_id(b"one\n"), FIRST),
        ),
        "seeds/s.yml": (Revision(blob_id(b"s\n"), FIRST),),
        "docs/en/about.md": (Revision(blob_id(b"d\n"), SECOND),),
    }


def test_other_folders(repository: Repository) -> None:
    """Only records and pages are of interest."""
    others = ("scripts/x.py", "README.md", "docsy/x.md", "tests/toy/seeds/x.yml")
    commit(repository, 1, {FILE: "a\n", **dict.fromkeys(others, "x\n")})
    assert set(read_history(repository.root)) == {FILE}


def test_days_are_utc(repository: Repository) -> None:
    """A day is that of the commit in UTC, wherever it was made."""
    commit(repository, 1, {FILE: "one\n"}, hour="23:30:00-05:00")
    commit(repository, 3, {FILE: "two\n"}, hour="01:00:00+03:00")
    days = [each.day for each in read_history(repository.root)[FILE]]
    assert days == [SECOND, SECOND]


def test_last_change(repository: Repository) -> None:
    """The last commit is the last change, where the file is still as it was committed."""
    commit(repository, 1, {FILE: "one\n", "seeds/s.yml": "s\n"})
    commit(repository, 2, {FILE: "two\n"})
    history = read_history(repository.root)
    assert last_change(history, repository.root, FILE) == SECOND
    assert last_change(history, repository.root, "seeds/s.yml") == FIRST
    repository.write("not committed\n", FILE)
    assert last_change(history, repository.root, FILE) is None
    repository.write("one\n", FILE)  # as it was, but not as it is committed now
    assert last_change(history, repository.root, FILE) is None
    (repository.root / FILE).unlink()
    assert last_change(history, repository.root, FILE) is None
    assert first_day(history, FILE) == FIRST
    repository.write("never committed\n", "seeds/new.yml")
    assert last_change(history, repository.root, "seeds/new.yml") is None
    assert first_day(history, "seeds/new.yml") is None


def test_gone_and_back(repository: Repository) -> None:
    """A removal is no revision; a file that comes back goes on with its old ones."""
    commit(repository, 1, {FILE: "one\n"})
    (repository.root / FILE).unlink()
    commit(repository, 2, {})
    assert read_history(repository.root)[FILE] == (Revision(blob_id(b"one\n"), FIRST),)
    commit(repository, 3, {FILE: "one\n"})
    history = read_history(repository.root)
    assert [each.day for each in history[FILE]] == [THIRD, FIRST]
    assert last_change(history, repository.root, FILE) == THIRD
    assert first_day(history, FILE) == FIRST


def test_renamed(repository: Repository) -> None:
    """A renamed file is new under its name: an id is never renamed in silence."""
    commit(repository, 1, {FILE: "one\n"})
    repository.git("mv", FILE, "timeline/events/b.yml")
    commit(repository, 2, {})
    history = read_history(repository.root)
    assert first_day(history, "timeline/events/b.yml") == SECOND
    assert first_day(history, FILE) == FIRST


@pytest.mark.parametrize(
    "name",
    [
        *(" with space.yml", "quote'\".yml", "back\\slash.yml", "tab\t.yml", "-dash.yml"),
        *(":colon.yml", "a\x01b.yml", "\n.yml", "ال عربية.yml", "{a => b}.yml", "😀.yml"),
    ],
)
def test_odd_file_names(name: str, repository: Repository) -> None:
    """A file has its revisions under its own name, whatever is in it."""
    path = f"seeds/{name}"
    commit(repository, 1, {path: "one\n", FILE: "a\n"})
    commit(repository, 2, {path: "two\n"})
    history = read_history(repository.root)
    assert [each.day for each in history[path]] == [SECOND, FIRST]
    assert set(history) == {path, FILE}
    assert last_change(history, repository.root, path) == SECOND


def test_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    """A clone without its history knows nothing: every file would seem new."""
    commit(repository, 1, {FILE: "one\n"})
    commit(repository, 2, {FILE: "two\n"})
    words = ("clone", "--quiet", f"file://{repository.root}")
    repository.git(*words, str(tmp_path / "whole"))
    repository.git(*words, "--depth=1", str(tmp_path / "shallow"))
    assert read_history(tmp_path / "whole") == read_history(repository.root) != {}
    assert read_history(tmp_path / "shallow") == {}
    assert find_gap(tmp_path / "shallow") == (Gap.SHALLOW, "")
    assert find_gap(tmp_path / "whole") == (None, "")
    assert last_change({}, tmp_path / "shallow", FILE) is None


def test_inside_another_repository(repository: Repository) -> None:
    """The history of the repository in which a folder was unpacked is that of something else."""
    commit(repository, 1, {FILE: "one\n", f"inner/{FILE}": "one\n"})
    assert read_history(repository.root / "inner") == {}
    assert find_gap(repository.root / "inner") == (Gap.NO_REPOSITORY, "")
    assert find_gap(repository.root) == (None, "")


def test_another_owner(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git reads no repository of somebody else."""
    commit(repository, 1, {FILE: "one\n"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert read_history(repository.root) == {}
    gap, said = find_gap(repository.root)
    assert gap == Gap.OTHER_OWNER
    assert "safe.directory" in said


def test_git_speaks_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the language of the machine: what git says is looked for in its words."""
    program = tmp_path / "git"
    program.write_text('#!/bin/sh\necho "$LC_ALL" >&2\nexit 1\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "ar_EG.UTF-8")
    assert ask(tmp_path, "status") == ("", "C")


def test_partial_clone(repository: Repository, tmp_path: Path) -> None:
    """What a partial clone lacks and cannot fetch is a gap, or an error; never nothing."""
    commit(repository, 1, {FILE: "one\n"})
    commit(repository, 2, {FILE: "two\n"})
    repository.git("config", "uploadpack.allowFilter", "true")
    words = ("clone", "--quiet", "--no-checkout", f"file://{repository.root}")
    blobless, treeless = tmp_path / "blobless", tmp_path / "treeless"
    repository.git(*words, "--filter=blob:none", str(blobless))
    repository.git(*words, "--filter=tree:0", str(treeless))
    repository.root.rename(tmp_path / "gone")
    assert read_history(treeless) == {}
    gap, said = find_gap(treeless)
    assert gap == Gap.UNREADABLE
    assert "could not fetch" in said
    history = read_history(blobless)
    assert len(history[FILE]) == 2
    with pytest.raises(OSError, match="could not fetch"):
        read_blobs(blobless, [each.blob for each in history[FILE]])


def test_no_commit(repository: Repository, tmp_path: Path) -> None:
    """Neither a folder, as from an archive, nor a repository without a commit has a history."""
    assert read_history(tmp_path) == {}
    assert find_gap(tmp_path)[0] == Gap.NO_REPOSITORY
    repository.write("one\n", FILE)
    assert read_history(repository.root) == {}
    assert find_gap(repository.root)[0] == Gap.NO_COMMIT


def test_no_git(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git there is no history to read, and that is no error."""
    commit(repository, 1, {FILE: "one\n"})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_history(repository.root) == {}
    assert find_gap(repository.root)[0] == Gap.NO_GIT


@pytest.mark.parametrize("content", ["", "one\n", "ب\r\n\0", "x" * 100_000])
def test_blob_id(content: str, repository: Repository) -> None:
    """The id of a content is the one that git gives it."""
    file = repository.write(content, "x")
    assert blob_id(file.read_bytes()) == repository.git("hash-object", "x").strip()


def test_blobs(repository: Repository) -> None:
    """Contents come by their ids, whatever is in them; those that git has not are left out."""
    contents = ["", "one\n", "no line break", "a\n\nb \0\n", "ب" * 5000]
    commit(repository, 1, {f"seeds/{n}.yml": text for n, text in enumerate(contents)})
    wanted = {blob_id(text.encode()): text.encode() for text in contents}
    assert read_blobs(repository.root, [*wanted, "0" * 40, blob_id(b"nowhere")]) == wanted
    assert read_blobs(repository.root, []) == {}
