"""What a build makes does not depend on what was built before: the store holds no surprises."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from building import Quiet, built, refused, settings_of, small_publisher
from conftest import Sweep
from edits import EDITS
from sharing import made_once
from website.tools import CODES, commit, copy_small_tree, files

from scripts import build as building
from scripts.build import build
from scripts.console import Reporter
from scripts.publish import mkdocs
from scripts.publish.mkdocs import Sources
from scripts.publish.store import Store
from scripts.publish.write import new_file
from scripts.site import preview as previewing
from scripts.site.preview import Preview

DAYS = {"timeline": "2026-01-02T00:00:00+00:00", ".": "2026-01-03T00:00:00+00:00"}

MANY = 6
"""Edits between two comparisons."""


@pytest.fixture(autouse=True)
def _nobodys_git(nobodys_git: None) -> None:
    """No settings of the machine reach these tests."""


@pytest.fixture
def tree(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small checkout with a history, built once."""

    def make(root: Path) -> None:
        commit(copy_small_tree(root), DAYS)
        built(settings_of(root))

    made = made_once(tmp_path_factory, "built", make)
    return shutil.copytree(made, tmp_path / "tree", symlinks=True)


def made_and_said(root: Path) -> tuple[dict[str, bytes], str]:
    """Build; the site and the Markdown that come out, and what was said of the publishing."""
    (published,) = [each for each in built(settings_of(root)) if each.startswith("publishing")]
    return made(root), published


def made(root: Path) -> dict[str, bytes]:
    """The site and the Markdown that are there."""
    return {
        f"{place}/{path}": each
        for place in ("docs", "site")
        for path, each in files(root / place).items()
    }


def from_nothing(root: Path, to: Path) -> dict[str, bytes]:
    """What a build in a copy makes that has neither a store nor anything that a build has made."""
    shutil.rmtree(to, ignore_errors=True)
    left_out = shutil.ignore_patterns("site", ".cache", "frame")
    shutil.copytree(root, to, symlinks=True, ignore=left_out)
    for page in [each for code in CODES for each in (to / "docs" / code).iterdir()]:
        if page.is_dir() or page.name == "index.md":
            shutil.rmtree(page) if page.is_dir() else page.unlink()
    return made_and_said(to)[0]


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths of files that are not the same in both."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_a_second_build_equals_the_first(tree: Path) -> None:
    """And publishes nothing; without the store every page that is not made of another one."""
    first = made(tree)
    again, published = made_and_said(tree)
    assert different(first, again) == []
    assert " 0 pages" in published
    shutil.rmtree(settings_of(tree).store)
    again, published = made_and_said(tree)
    assert different(first, again) == []
    pages = sum(
        path.startswith(tuple(f"site/{code}/" for code in CODES)) and path.endswith("/index.html")
        for path in first
    )
    # Of each entry the page of its current revision is made of the entry's.
    records = [*(tree / "timeline/events").rglob("*.yml")]
    assert f" {pages - len(CODES) * len(records)} pages" in published


def test_a_build_after_edits_equals_one_from_nothing(
    tree: Path, tmp_path: Path, sweep: Sweep
) -> None:
    """Edits of records, vocabularies, pages by hand, the theme; commits and reverts."""
    chance = random.Random(1)  # noqa: S311  (the same edits each time)
    for _ in range(6 if sweep.whole else 2):
        done = [edit(tree, chance) for edit in chance.choices(EDITS, k=MANY)]
        assert different(made_and_said(tree)[0], from_nothing(tree, tmp_path / "clean")) == [], done


@pytest.mark.parametrize(
    "path", ["docs/theme/main.html", "docs/theme/look/timeline.css", "mkdocs.yml"]
)
def test_a_page_depends_on_theme_and_configuration(tree: Path, path: str) -> None:
    """Whatever of them changes, every page is published again."""
    with (tree / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert " 0 pages" not in made_and_said(tree)[1]


def test_the_store_has_no_pages_that_are_not_wanted(tree: Path) -> None:
    """Those of an earlier state of the records go with the next build."""
    store = settings_of(tree).store
    before = {file.stem for file in store.glob("*/*")}
    about = tree / "docs/en/about.md"
    about.write_text(about.read_text("utf-8") + "\nMore.\n", "utf-8")
    built(settings_of(tree))
    after = {file.stem for file in store.glob("*/*")}
    assert len(before - after) == len(after - before) == 1


@pytest.mark.parametrize("damage", ["content", "digest", "none"])
def test_a_damaged_page_is_missing(tmp_path: Path, damage: str) -> None:
    """One bit is enough; put again, it is there."""
    store = Store(tmp_path)
    file = store.put("key", b"page")
    assert store.read("key") == b"page"
    match damage:
        case "content":
            file.write_bytes(b"pagf")
        case "digest":
            file.with_suffix(".sha256").write_bytes(b"0")
        case _:
            file.with_suffix(".sha256").unlink()
    assert store.read("key") is None
    assert store.get("key") is None
    assert store.put("key", b"page") == store.get("key")


def test_progress_is_told(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each stage in its order, with the seconds that it took."""
    with small_publisher():
        build(settings_of(tree), Reporter(settings_of(tree).language("en")))
    said = capsys.readouterr().err.splitlines()
    stages = "reading checking joining filling publishing drawing making making putting the"
    assert [each.split()[0] for each in said] == stages.split()


@pytest.mark.parametrize(("module", "stage"), [(building, "render"), (mkdocs, "publish")])
def test_a_page_that_is_edited_during_a_build_is_not_stored(
    tree: Path, module: ModuleType, stage: str
) -> None:
    """Its key would name the text of before: the build ends, and the next one is right."""
    about, site = tree / "docs/en/about.md", files(tree / "site")
    shutil.rmtree(settings_of(tree).store)
    carry_out = getattr(module, stage)

    def edit_after(*words: Any) -> None:  # noqa: ANN401  (whatever it is given)
        carry_out(*words)
        about.write_text(about.read_text("utf-8") + "\nMore.\n", "utf-8")

    with patch.object(module, stage, edit_after):
        assert "changed while the site was being made" in refused(settings_of(tree))[0]
    assert not [*settings_of(tree).store.glob("*/*")]
    assert files(tree / "site") == site
    assert b"More." in made_and_said(tree)[0]["site/en/about/index.html"]


@pytest.mark.parametrize("path", ["docs/theme/main.html", "docs/en/about.md"])
def test_what_changed_since_it_was_read_is_served_and_not_stored(tree: Path, path: str) -> None:
    """The preview has not heard of the change yet, so its key is that of before."""
    settings = settings_of(tree)
    shutil.rmtree(settings.store)
    preview = Preview(settings, Quiet(settings.language("en")))
    preview.load()

    def publish(sources: Sources, paths: Sequence[str], out: Path, **_: object) -> None:
        for each in paths:
            new_file(out / each, sources.read(each))

    with patch.object(previewing, "publish", publish):
        preview.get("en/timeline/index.html")
        assert len([*settings.store.glob("*/*.sha256")]) == 1
        with (tree / path).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert preview.get("en/about/index.html").status == HTTPStatus.OK
        assert len([*settings.store.glob("*/*.sha256")]) == 1
        preview.load()
        preview.get("en/about/index.html")
        assert len([*settings.store.glob("*/*.sha256")]) == 2
