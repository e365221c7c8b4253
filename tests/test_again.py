"""Build again after an edit: the site is to the byte what a build from nothing makes of the tree.

Edits of every kind follow upon each other by chance, always the same ones. After each the tree is
built on what the last build has left, in memory or in the file; after some of them what it has
written is compared with what a build in a copy of the tree without site and cache writes.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import edits
import pytest
from building import Quiet, small_publisher
from website.tools import ADDRESS, REPOSITORY, commit, copy_small_tree, files

from scripts import rendering, renew, sites
from scripts.build import build
from scripts.kept import Kept, read_kept, write_kept
from scripts.pages import facts, kinds, lists
from scripts.problems import Problem
from scripts.renew import Shown, follow, is_followed
from scripts.settings import Settings, read_settings
from scripts.turns import turn

DAYS = {"timeline": "2026-01-02T00:00:00+00:00", ".": "2026-01-03T00:00:00+00:00"}


@dataclass
class Tree:
    """A checkout that is edited and built again and again."""

    root: Path
    clean: Path
    kept: Kept | None
    proposed: bool = False
    archive: bool | None = None
    steps: list[int] = field(default_factory=list)

    def build(self) -> list[Problem]:
        """Build on what the last build has left; what is wrong."""
        if self.kept is None:
            return built(self.settings(self.root), None)
        settings = self.settings(self.root)
        problems = self.refresh(settings, self.kept)
        made = self.kept.made
        if made.tree and not is_followed(made):
            with turn(self.root, lambda: None):
                archived = self.archive is not False
                follow(settings, Quiet(settings.languages[-1]), made, archived=archived)
        return problems

    def refresh(self, settings: Settings, kept: Kept) -> list[Problem]:
        """Build in a process that stays, and look whether it tells of all pages that are others.

        `steps` gets how often it did.
        """
        heard: list[Collection[str] | None] = []
        before = files(settings.site)
        problems = built(settings, kept, heard.append)
        others = {
            path
            for path, content in files(settings.site).items()
            if path.endswith("/index.html") and before.get(path) != content
        }
        told = [path for pages in heard if pages is not None for path in pages]
        assert None in heard or others <= set(told)
        assert len(told) == len(set(told))
        self.steps.append(len(heard))
        return problems

    def change_hands(self) -> None:
        """From a process that stays to one that ends, or back: by way of the file."""
        if self.kept is None:
            self.kept = read_kept(self.root)
            assert self.kept.made.tree
        else:
            write_kept(self.root, self.kept)
            self.kept = None

    def outcome(self, root: Path) -> dict[str, bytes]:
        """All that a build has written: the pages' Markdown, the site."""
        return files(root / "docs") | {f"site/{k}": v for k, v in files(root / "site").items()}

    def compare(self, done: Sequence[str]) -> None:
        """Build a copy from nothing, and compare; `done` is what has been edited."""
        shutil.rmtree(self.clean, ignore_errors=True)
        shutil.copytree(
            self.root,
            self.clean,
            symlinks=True,
            ignore=shutil.ignore_patterns("site", ".cache", "frame", "__pycache__"),
        )
        for path in written(self.clean):
            path.unlink() if path.is_file() else shutil.rmtree(path)
        assert built(self.settings(self.clean), None) == []
        now, whole = self.outcome(self.root), self.outcome(self.clean)
        other = sorted(
            path for path in now.keys() | whole.keys() if now.get(path) != whole.get(path)
        )
        assert other == [], f"after {done}"

    def settings(self, root: Path) -> Settings:
        """The settings for a build in `root`."""
        read = read_settings(root, {"SITE_ADDRESS": ADDRESS})
        return replace(read, proposed=self.proposed, archive=self.archive)


def built(settings: Settings, kept: Kept | None, shown: Shown | None = None) -> list[Problem]:
    """Build without a word; what is wrong."""
    return build(settings, Quiet(settings.languages[-1]), kept, shown)


def written(root: Path) -> Iterator[Path]:
    """What a build writes into docs/."""
    for code in ("ar", "en"):
        for path in sorted((root / "docs" / code).iterdir()):
            if path.is_dir() or path.name == "index.md":
                yield path


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A small checkout with a history, not built yet."""
    root = copy_small_tree(tmp_path / "tree")
    # The code is that of the tests.
    shutil.rmtree(root / "scripts")
    commit(root, DAYS)
    # What a build writes is not committed.
    shutil.copy(REPOSITORY / ".gitignore", root)
    return Tree(root, tmp_path / "clean", Kept())


def edited(tree: Tree, seed: int, steps: int, every: int) -> None:
    """Edit and build so many times; compare `every` time of so many, and at the end."""
    chance = random.Random(seed)  # noqa: S311  (the same edits each time are wanted)
    done: list[str] = []
    assert tree.build() == []
    for step in range(1, steps + 1):
        if chance.random() < 0.2:
            tree.change_hands()
            done.append("(by the file)" if tree.kept is None else "(in memory)")
        if chance.random() < 0.1:
            break_and_mend(tree, chance, done)
        # Sometimes several things change before the next build.
        for _ in range(chance.choice([1, 1, 2])):
            edit = chance.choice(edits.EDITS)
            done.append(f"{edit.__name__} {edit(tree.root, chance)}")
        assert tree.build() == [], done
        if step == steps or step % every == 0:
            tree.compare(done)


def break_and_mend(tree: Tree, chance: random.Random, done: list[str]) -> None:
    """Something is wrong for one build, which leaves the site as it was."""
    kept = tree.root.with_name("good")
    shutil.copytree(tree.root / "timeline", kept / "timeline")
    shutil.copytree(tree.root / "seeds", kept / "seeds")
    edit = chance.choice(edits.BROKEN)
    done.append(f"{edit.__name__} {edit(tree.root, chance)}")
    before = tree.outcome(tree.root)
    assert tree.build(), done
    assert tree.outcome(tree.root) == before
    for name in ("timeline", "seeds"):
        shutil.rmtree(tree.root / name)
        shutil.copytree(kept / name, tree.root / name)
    shutil.rmtree(kept)


def test_with_a_small_publisher(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many edits; as much as can be is replaced in part, and rendered in another process."""
    monkeypatch.setattr(sites, "MOST", 0.95)
    monkeypatch.setattr(rendering, "MANY", 40)
    with small_publisher():
        edited(tree, 1, 18, every=3)


def test_with_very_many_entries(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where there are about as many entries as make it a timeline of years.

    So there are lists of lines, facts to filter by, and sometimes there are not.
    """
    monkeypatch.setattr(sites, "MOST", 0.95)
    monkeypatch.setattr(facts, "MOST_ENTRIES", 10)
    monkeypatch.setattr(lists, "MOST_CARDS", 2)
    monkeypatch.setattr(kinds, "MOST_CARDS", 2)
    with small_publisher():
        edited(tree, 2, 10, every=3)


def test_what_is_proposed(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with what is only proposed, as it is served."""
    monkeypatch.setattr(sites, "MOST", 0.95)
    monkeypatch.setattr(renew, "LARGE", 9000)
    tree.proposed, tree.archive = True, False
    with small_publisher():
        edited(tree, 3, 6, every=3)
    assert max(tree.steps) == 2


def test_with_the_real_publisher(tree: Tree) -> None:
    """A few edits with MkDocs and Pagefind."""
    edited(tree, 4, 6, every=3)
