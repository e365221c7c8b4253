"""A build loses no published address in silence: it stops, or says what it leaves out."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from building import Quiet, built, refused, settings_of
from conftest import Command
from website.tools import CODES, commit, copy_small_tree, git

from scripts import __main__ as commands
from scripts.settings import Settings
from scripts.site.preview import Preview
from scripts.site.published import EMPTY, FILE, published_text

ENTRY = "timeline/events/harvest-years.yml"
PAGE = "events/harvest-years/"
DAYS = {".": "2026-01-02T00:00:00+00:00"}

STAGE = re.compile(r" \d+\.\d\d s( |$)")

UNPACKED = (
    "this folder is not a git repository of its own (perhaps an unpacked archive)",
    "clone the repository: git clone",
)
WAYS = {
    "shallow": (
        "this is a shallow clone, without the earlier commits",
        (
            "fetch the earlier commits: git fetch --unshallow "
            "(in a workflow: fetch-depth: 0 for actions/checkout)"
        ),
    ),
    "archive": UNPACKED,
    "archive-inside": UNPACKED,
    "other-owner": (
        "git does not read this repository, because the folder belongs to another user",
        "tell git to trust the folder: git config --global --add safe.directory {root}",
    ),
    "no-git": ("git is not installed", "install git"),
}
"""Ways to lose the history: why it is missing, and what to do."""


@pytest.fixture(autouse=True)
def _nobodys_git(nobodys_git: None) -> None:
    """No settings of the machine reach these tests."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small checkout with an entry of two revisions, both of which were published."""
    root = copy_small_tree(tmp_path_factory.mktemp("whole") / "tree")
    shutil.rmtree(root / "scripts")
    commit(root, DAYS)
    names = [git(root, "rev-parse", f":{ENTRY}")[:10]]
    text = (root / ENTRY).read_text("utf-8")
    (root / ENTRY).write_text(text.replace("harvest", "crop"), "utf-8")
    git(root, "add", ENTRY)
    names.append(git(root, "rev-parse", f":{ENTRY}")[:10])
    assert len(set(names)) == 2
    listed = replace(
        EMPTY,
        languages=CODES,
        pages=("", "about/", PAGE, "sources/", "years/1850/"),
        revisions={"harvest-years": " ".join(names[::-1])},
    )
    (root / FILE).write_bytes(published_text(listed))
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "later")
    return root


def cloned(root: Path, to: Path, *words: str) -> Path:
    git(root, "clone", "--quiet", *words, root.as_uri(), str(to))
    return to


def without_history(way: str, whole: Path, to: Path, set_: pytest.MonkeyPatch) -> Path:
    """A checkout of what `whole` has, its history out of reach."""
    unpacked = shutil.ignore_patterns(".git")
    match way:
        case "shallow":
            return cloned(whole, to / "shallow", "--depth=1")
        case "archive":
            return shutil.copytree(whole, to / "in", ignore=unpacked)
        case "archive-inside":
            # A repository that has the same files, and so another history of them.
            git(cloned(whole, to), "mv", "timeline", "old")
            inner = shutil.copytree(whole, to / "in", ignore=unpacked)
            git(to, "add", "in")
            git(to, "commit", "--quiet", "--message", "unpacked")
            return inner
        case "other-owner":
            set_.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        case "no-git":
            set_.setenv("PATH", str(to))
    return shutil.copytree(whole, to / "checkout")


def without_stages(said: list[str]) -> list[str]:
    """What was said, but for the stages and the seconds that they took."""
    return [each for each in said if not STAGE.search(each)]


def snapshot(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below `root` but those of git: when it was written last, and what is in it."""
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


@pytest.mark.parametrize("way", WAYS)
def test_a_build_stops_where_the_history_is_missing(
    way: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how many addresses, why, and what to do; nothing is written."""
    root = without_history(way, whole, tmp_path / "place", monkeypatch)
    before = snapshot(root)
    why, remedy = WAYS[way]
    assert refused(settings_of(root)) == [
        (
            f"1 of the 2 addresses of revisions in {FILE} would be lost, because the history is "
            f"missing: {why}"
        ),
        remedy.format(root=root),
        "or build without the pages of past revisions: make site ARGS=--without-history",
    ]
    assert snapshot(root) == before


def test_in_arabic(whole: Path, tmp_path: Path) -> None:
    """The same in the other language, with the commands as they are typed."""
    said = refused(settings_of(cloned(whole, tmp_path / "shallow", "--depth=1")), "ar")
    assert len(said) == 3
    assert f"1 من 2 في {FILE}" in said[0]
    assert "git fetch --unshallow" in said[1]
    assert "make site ARGS=--without-history" in said[2]


def test_with_the_history_nothing_is_said(whole: Path, tmp_path: Path) -> None:
    """Every published address is there; then without the history, which is said each time."""
    root = cloned(whole, tmp_path / "clone")
    settings = settings_of(root)
    past = [root / f"site/{code}/{PAGE}" for code in CODES]
    assert without_stages(built(settings)) == ["the site is in site/"]
    assert [len([*each.glob("*/")]) for each in past] == [2, 2]

    without = [
        (
            "built without the history (--without-history): past revisions get no pages, and no "
            "page says when it last changed"
        ),
        f"1 of the 2 addresses of revisions in {FILE} are left out",
    ]
    settings = replace(settings, history=False)
    assert without_stages(built(settings)) == [*without, "the site is in site/"]
    assert [len([*each.glob("*/")]) for each in past] == [1, 1]
    # What was built without the history is no reason to go on without it.
    shutil.rmtree(root / ".git")
    assert without_stages(built(settings))[:2] == without
    assert len(refused(replace(settings, history=True))) == 3


def test_a_preview_goes_on(whole: Path, tmp_path: Path) -> None:
    """Nobody publishes it: it says what is left out, and once while the site is served."""
    root = cloned(whole, tmp_path / "shallow", "--depth=1")
    settings = settings_of(root, proposed=True)
    quiet = Quiet(settings.language("en"))
    preview = Preview(settings, quiet)
    with (root / ENTRY).open("a", encoding="utf-8") as file:
        file.write("# An edit.\n")
    for _ in range(2):
        preview.load()
        assert preview.problems == []
    assert without_stages(quiet.said) == [
        (
            "the history is missing, so past revisions get no pages, and no page says when it last "
            f"changed: {WAYS['shallow'][0]}"
        ),
        f"2 of the 2 addresses of revisions in {FILE} are left out",
        WAYS["shallow"][1],
    ]


def test_nothing_published(whole: Path, tmp_path: Path) -> None:
    """Without a list there is nothing to lose, but what is missing is said."""
    root = cloned(whole, tmp_path / "shallow", "--depth=1")
    (root / FILE).unlink()
    said = without_stages(built(settings_of(root)))
    assert said[0].endswith(WAYS["shallow"][0])
    assert said[1:] == [WAYS["shallow"][1], "the site is in site/"]


def test_a_deleted_entry(whole: Path, tmp_path: Path) -> None:
    """The history is there and the entry is not: it is named, with its revisions."""
    root = cloned(whole, tmp_path / "clone")
    (root / ENTRY).unlink()
    (root / "docs/ar/about.md").unlink()
    said = refused(settings_of(root))
    assert said[0].startswith(f"4 of the 7 addresses in {FILE} would be lost: about/, {PAGE}, ")
    assert "timeline/redirects.yml" in said[1]
    assert len(said) == 2
    # It is no matter of the history.
    assert refused(settings_of(root, history=False))[2].startswith("2 of the 7 addresses")
    with (root / "timeline/redirects.yml").open("a", encoding="utf-8") as file:
        file.write("harvest-years: {to: river-talks, date: 2026-01-03, because: merged}\n")
    assert refused(settings_of(root))[0].endswith("would be lost: about/")


def test_a_history_that_was_changed(whole: Path, tmp_path: Path) -> None:
    """A revision that is in no commit any more is named, with what to do."""
    root = cloned(whole, tmp_path / "clone")
    git(root, "reset", "--quiet", "--soft", "HEAD~1")
    git(root, "commit", "--quiet", "--amend", "--message", "squashed")
    said = refused(settings_of(root))
    assert said[0].startswith(f"1 of the 7 addresses in {FILE} would be lost: {PAGE}")
    assert said[1:] == [
        (
            "where revisions are missing, the history was changed: rebase instead of merging, and "
            "never rewrite what is published"
        )
    ]


def test_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that makes a site takes it."""
    asked: list[Settings] = []

    def note(settings: Settings, *_: Any) -> list[Any]:  # noqa: ANN401  (whatever it is given)
        asked.append(settings)
        return []

    monkeypatch.setattr(commands, "build", note)
    for more in ([], ["--without-history"]):
        assert commands.main(["build", *more]) == 0
    assert [each.history for each in asked] == [True, False]


def test_the_command(checkout: Path, command: Command) -> None:
    """It ends with status 1, without a trace of the program."""
    listed = replace(EMPTY, languages=CODES, revisions={"harvest-years": "0123456789"})
    (checkout / FILE).write_bytes(published_text(listed))
    done = command("build", "--lang", "en")
    assert done.returncode == 1
    assert "1 of the 1 addresses of revisions" in done.stderr
    assert done.stderr.splitlines()[-1] == "the site stays as it was"
    assert "Traceback" not in done.stderr
    assert not (checkout / "site").exists()
