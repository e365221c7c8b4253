"""What was published stays: an id or a revision that a commit had and is gone is a problem."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import Command

from scripts.checks.permanence import read_before, removed_ids
from scripts.i18n.language import Language
from scripts.problems import Problem, problem
from scripts.records.load import load
from scripts.timeline.git import NoCommitError, commit_id, read_history, read_tree, revision_name

ENTRY = Path("timeline/events/harvest-years.yml")
TALKS = Path("timeline/events/river-talks.yml")
SOURCE = Path("seeds/southland-ministry.yml")
TOPICS = Path("timeline/vocabulary/topics.yml")
REDIRECTS = Path("timeline/redirects.yml")


@pytest.fixture(autouse=True)
def _nobodys_git(nobodys_git: None) -> None:
    """Every test here is about git, and about no other settings than its own."""


def run(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    """Commit all that there is, be it nothing new."""
    run(root, "add", "--all")
    run(root, "commit", "--quiet", "--allow-empty", "--message=words")


@pytest.fixture
def published(checkout: Path) -> Path:
    """A checkout in a repository, its records published on the branch `published`."""
    run(checkout, "init", "--quiet", "--initial-branch=main")
    commit(checkout)
    run(checkout, "branch", "published")
    return checkout


def told(root: Path, languages: tuple[Language, ...], against: str = "published") -> list[Problem]:
    records, _ = load(root, tuple(each.code for each in languages))
    return list(removed_ids(records, read_before(root, against), read_history(root)))


def test_nothing_is_gone(published: Path, languages: tuple[Language, ...]) -> None:
    """What is moved to a folder, changed, or new, is there."""
    moved = published / "timeline/events/old" / ENTRY.name
    moved.parent.mkdir()
    (published / ENTRY).rename(moved)
    new = (published / "timeline/events/river-talks.yml").read_text("utf-8")
    (published / "timeline/events/more-talks.yml").write_text(new, "utf-8")
    assert told(published, languages) == []
    commit(published)
    assert told(published, languages) == []


@pytest.mark.parametrize(
    ("path", "code", "ids"),
    [
        (ENTRY, "vanished-entry", [ENTRY.stem]),
        (SOURCE, "vanished-source", [SOURCE.stem]),
        (TOPICS, "vanished-term", ["music"]),
        (REDIRECTS, "vanished-redirect", ["bridge-inaugurated", "market-on-the-bridge"]),
    ],
)
def test_an_id_is_gone(
    path: Path, code: str, ids: list[str], published: Path, languages: tuple[Language, ...]
) -> None:
    """Whoever cited its page finds nothing, committed or not."""
    file = published / path
    text = file.read_text("utf-8")
    file.unlink()
    if path == TOPICS:
        file.write_text(text.replace("\nmusic:", "\nmusics:"), "utf-8")
    wanted = [problem(path.as_posix(), 1, 1, code, id=each) for each in ids]
    assert told(published, languages) == wanted
    commit(published)
    assert told(published, languages) == wanted


@pytest.mark.parametrize(
    ("old", "new"), [("talks-long", "long-talks"), ("ferries-would-stop", "main")]
)
def test_a_claim_is_gone(
    published: Path, languages: tuple[Language, ...], old: str, new: str
) -> None:
    """Its address led to the claim; another text under the same id is no loss."""
    file = published / TALKS
    file.write_text(file.read_text("utf-8").replace(f"id: {old}\n", f"id: {new}\n"), "utf-8")
    assert told(published, languages) == [
        problem(TALKS.as_posix(), 13, 1, "vanished-claim", id=old),
    ]


def test_the_claim_of_the_short_form_is_gone(
    published: Path, languages: tuple[Language, ...]
) -> None:
    """In the long form it keeps its id, `main`."""
    file = published / ENTRY
    long = (
        "claims:\n  - id: {}\n    text: {{en: A, ar: ب}}\n"
        "    cites: [{{source: northern-gazette, says: states}}]\n"
    )
    before, _, _ = file.read_text("utf-8").partition("cites:")
    file.write_text(before + long.format("good-harvests"), "utf-8")
    (found,) = told(published, languages)
    assert (found.code, dict(found.args)) == ("vanished-claim", {"id": "main"})
    file.write_text(before + long.format("main"), "utf-8")
    assert told(published, languages) == []


@pytest.mark.parametrize("name", ["years-of-harvest", "harvest-year"])
def test_an_entry_was_renamed(name: str, published: Path, languages: tuple[Language, ...]) -> None:
    """The new id is guessed, from the title or from the likeness; a redirect is the remedy."""
    (published / ENTRY).rename(published / ENTRY.with_stem(name))
    (found,) = told(published, languages)
    assert dict(found.args) == {"id": ENTRY.stem, "suggestion": name}
    redirects = published / REDIRECTS
    line = f"{ENTRY.stem}: {{to: {name}, date: 2021-03-02, because: renamed}}\n"
    redirects.write_text(redirects.read_text("utf-8") + line, "utf-8")
    assert told(published, languages) == []


def test_an_unreadable_table_says_nothing(published: Path, languages: tuple[Language, ...]) -> None:
    """That it cannot be read is told; not one more problem for every row."""
    (published / TOPICS).write_text("a: b: c\n", "utf-8")
    assert told(published, languages) == []


def test_what_came_after_is_no_loss(published: Path, languages: tuple[Language, ...]) -> None:
    """What the base has got since the branch began is not missed in the branch."""
    run(published, "checkout", "--quiet", "published")
    new = (published / ENTRY).read_text("utf-8")
    (published / ENTRY.with_stem("later")).write_text(new, "utf-8")
    commit(published)
    run(published, "checkout", "--quiet", "main")
    assert told(published, languages) == []


def test_a_revision_is_gone(published: Path, languages: tuple[Language, ...]) -> None:
    """A branch that merges the base instead of being rebased takes its revisions off the line."""
    (published / "notes.txt").write_text("of the branch\n", "utf-8")
    commit(published)
    run(published, "checkout", "--quiet", "published")
    entry = published / ENTRY
    entry.write_text(entry.read_text("utf-8") + "# changed\n", "utf-8")
    commit(published)
    (file,) = read_tree(published, commit_id(published, "HEAD"), [ENTRY.as_posix()])
    entry.write_text(entry.read_text("utf-8") + "# and again\n", "utf-8")
    commit(published)
    assert told(published, languages) == []
    run(published, "checkout", "--quiet", "main")
    run(published, "merge", "--quiet", "--no-edit", "published")
    lost = {"id": ENTRY.stem, "revision": revision_name(file.blob)}
    assert told(published, languages) == [
        problem(ENTRY.as_posix(), 1, 1, "vanished-revision", **lost)
    ]
    # Merged as a pull request is, the base first, nothing is lost.
    run(published, "checkout", "--quiet", "-b", "line", "published")
    run(published, "merge", "--quiet", "--no-edit", "--no-ff", "main")
    assert told(published, languages) == []


@pytest.mark.parametrize("name", ["nowhere", "--all", "", "HEAD:timeline"])
def test_no_such_commit(name: str, published: Path, tmp_path: Path) -> None:
    """A name that is no commit's is refused, and so is every name where there is no repository."""
    with pytest.raises(NoCommitError):
        read_before(published, name)
    with pytest.raises(NoCommitError):
        read_before(tmp_path, "HEAD")


def test_nothing_in_common(published: Path, languages: tuple[Language, ...]) -> None:
    """Of a commit of another origin, all that it had must be there; its revisions are not."""
    run(published, "checkout", "--quiet", "--orphan", "other")
    (published / ENTRY).write_text((published / ENTRY).read_text("utf-8") + "# changed\n", "utf-8")
    (published / SOURCE).unlink()
    commit(published)
    codes = [each.code for each in told(published, languages)]
    assert codes == ["vanished-source", "vanished-revision"]


def test_command(published: Path, command: Command) -> None:
    """`check --against` tells it, with the remedy; without, only the records count."""
    (published / ENTRY).unlink()
    assert command("check").returncode == 0
    done = command("check", "--lang", "en", "--against", "published")
    assert done.returncode == 1
    assert (
        f"{ENTRY.as_posix()}:1:1: the entry 'harvest-years' was published and has been "
        "removed: restore it with 'withdrawn', or name in redirects.yml the entry that replaces it "
        "(vanished-entry)"
    ) in done.stderr.splitlines()
    done = command("check", "--lang", "en", "--against", "nowhere")
    assert done.returncode == 1
    assert "“nowhere” is not a commit of this repository" in done.stderr
    assert "Traceback" not in done.stderr
