"""The disk: what changed is written, what is a stray goes, nothing outside is ever touched."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.publish import write as write_module
from scripts.publish.write import (
    OutsideError,
    apply,
    exchange_folders,
    link_file,
    prune,
    write_file,
)

OLD = 1_000_000_000_000_000_000
"""A moment, in nanoseconds, long before any test: what keeps it was not written again."""

OWNED = ("docs/en/index.md", "docs/en/events", "docs/ar/events")


def write(files: Mapping[str, str], root: Path) -> None:
    """Make the owned places hold these texts and nothing else."""
    apply({path: text.encode() for path, text in files.items()}, root, OWNED)
    prune(root, OWNED, files)


def put(root: Path, name: str, content: str = "old") -> Path:
    """A file as it was left long ago."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    os.utime(file, ns=(OLD, OLD))
    return file


def tree(root: Path) -> dict[str, str]:
    """Everything below `root`: the content of files, `/` for empty folders, where links lead."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_text("utf-8")
        elif not any(path.iterdir()):
            found[name] = "/"
    return found


def test_only_what_changed(tmp_path: Path) -> None:
    """Folders are made; a file that has its content already is not touched; another is replaced."""
    same = put(tmp_path, "docs/en/events/same.md", "same")
    changed = put(tmp_path, "docs/en/events/changed.md")
    files = {f"docs/en/events/{name}.md": name for name in ("same", "changed", "deep/new")}
    write(files, tmp_path)
    assert same.stat().st_mtime_ns == OLD
    assert changed.stat().st_mtime_ns != OLD
    assert tree(tmp_path) == files


def test_strays_go(tmp_path: Path) -> None:
    """What lies in an owned place and is not wanted goes, with folders that are empty then."""
    put(tmp_path, "docs/en/events/stray.md")
    put(tmp_path, "docs/en/events/a/b/stray.txt")
    put(tmp_path, "docs/en/events/.y.md.partial")
    put(tmp_path, "docs/en/index.md")
    (tmp_path / "docs/ar/events/c/d").mkdir(parents=True)
    beside = {
        "docs/en/about.md": "by hand",
        "docs/en/eventful/x.md": "by hand",
        "docs/fr/events/x.md": "no language of ours",
    }
    for path, text in beside.items():
        put(tmp_path, path, text)
    write({"docs/en/events/a/x.md": "x"}, tmp_path)
    assert tree(tmp_path) == {**beside, "docs/ar": "/", "docs/en/events/a/x.md": "x"}


@pytest.mark.parametrize(
    "path",
    [
        "docs/en/about.md",
        "docs/en/eventful.md",
        "docs/en/events.md",
        "docs/en",
        "x.md",
        "../x.md",
        "docs/en/events/../../../../x.md",
        "docs/en/events/../about.md",
        "docs/en/events/deep/../x.md",
        "/etc/x.md",
        "",
        ".",
        "{root}/docs/en/events/x.md",  # absolute, though it leads into an owned place
    ],
)
def test_outside(path: str, tmp_path: Path) -> None:
    """A path that is in no owned place is refused before anything is written or removed."""
    root = tmp_path / "root"
    put(root, "docs/en/events/stray.md")
    before = tree(tmp_path)
    with pytest.raises(OutsideError):
        write({"docs/en/events/a.md": "a", path.format(root=root): "x"}, root)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("docs/en/events/a.md", "outside/x.md"),  # the file itself
        ("docs/en/events/a.md", "outside/none.md"),  # to nothing
        ("docs/en/events/a.md", "root/docs/en/about.md"),  # to a page by hand
        ("docs/en/events/a.md", "root/docs/en/events/b.md"),  # to an owned place even
        ("docs/en/events", "outside"),  # the owned folder
        ("docs/en", "outside"),  # a folder above it
        ("docs", "outside"),
    ],
)
def test_links(link: str, target: str, tmp_path: Path) -> None:
    """Nothing is written by way of a symbolic link, wherever it is on the way and leads to."""
    put(tmp_path, "outside/x.md")
    put(tmp_path, "outside/events/a.md")
    put(tmp_path, "outside/en/events/a.md")
    put(tmp_path, "root/docs/ar/events/b.md")
    place = tmp_path / "root" / link
    place.parent.mkdir(parents=True, exist_ok=True)
    if link == "docs":
        (tmp_path / "root/docs").rename(tmp_path / "root/old")
    place.symlink_to(tmp_path / target)
    before = tree(tmp_path)
    with pytest.raises(OutsideError):
        write({"docs/ar/events/new.md": "n", "docs/en/events/a.md": "a"}, tmp_path / "root")
    assert tree(tmp_path) == before


def test_root_may_be_a_link(tmp_path: Path) -> None:
    """A checkout may itself be reached by a link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write({"docs/en/index.md": "a"}, tmp_path / "link")
    assert tree(tmp_path / "real") == {"docs/en/index.md": "a"}


def test_strays_that_are_links(tmp_path: Path) -> None:
    """Of a stray link to a file or a folder, or of an owned place that is a link, the link goes."""
    kept = put(tmp_path, "outside/x.md", "kept")
    root = tmp_path / "root"
    put(root, "docs/en/events/x.md", "x")
    (root / "docs/en/events/link.md").symlink_to(kept)
    (root / "docs/en/events/link").symlink_to(tmp_path / "outside")
    (root / "docs/en/index.md").symlink_to(kept)
    (root / "docs/ar").mkdir()
    (root / "docs/ar/events").symlink_to(tmp_path / "outside")
    write({"docs/en/events/x.md": "x"}, root)
    assert tree(tmp_path) == {
        "outside/x.md": "kept",
        "root/docs/ar": "/",
        "root/docs/en/events/x.md": "x",
    }


def test_link_in_place_of_the_partial_file(tmp_path: Path) -> None:
    """Nothing is written by way of a link that has the name of a partial file."""
    put(tmp_path, "outside", "kept")
    (tmp_path / ".x.partial").symlink_to(tmp_path / "outside")
    write_file(tmp_path / "x", b"new")
    assert tree(tmp_path) == {"outside": "kept", "x": "new"}


def test_write_file(tmp_path: Path) -> None:
    """A file is written only if its content differs; a partial file of an earlier run goes."""
    put(tmp_path, "deep/.x.partial", "hal")
    file = tmp_path / "deep/x"
    assert [write_file(file, content) for content in (b"a", b"a", b"b")] == [True, False, True]
    assert tree(tmp_path) == {"deep/x": "b"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The last good site, and a new one beside it."""
    put(tmp_path, "site/index.html", "old")
    put(tmp_path, "site/old.html", "old")
    put(tmp_path, ".site.new/index.html", "new")
    return tmp_path / "site"


AFTER = {"site/index.html": "new", ".site.new/index.html": "old", ".site.new/old.html": "old"}


@pytest.mark.parametrize("at_once", [True, False])
def test_exchange_folders(site: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool) -> None:
    """Each takes the other's place whole; what a killed exchange left beside them is gone."""
    put(site.parent, ".site.old/index.html", "older")
    if not at_once:
        monkeypatch.setattr(write_module, "_exchange", lambda *_: False)
    exchange_folders(site.parent / ".site.new", site)
    assert tree(site.parent) == AFTER


def test_exchange_nothing(site: Path) -> None:
    """The first site has no old one to change places with."""
    site.rename(site.parent / "elsewhere")
    exchange_folders(site.parent / ".site.new", site)
    assert (site / "index.html").read_text("utf-8") == "new"
    assert not (site.parent / ".site.new").exists()


def test_exchange_folders_that_fails(site: Path) -> None:
    """Where the new site cannot take its place, the old one has it again, if there was one."""
    before = tree(site.parent)
    for old in (site, site.parent / "elsewhere"):
        with pytest.raises(FileNotFoundError):
            exchange_folders(site.parent / "none", old)
        assert tree(site.parent) == before


def test_link_file_where_something_is(site: Path) -> None:
    """It is not written over: it could be the same file as another."""
    with pytest.raises(FileExistsError):
        link_file(site / "old.html", site / "index.html")
    assert tree(site) == {"index.html": "old", "old.html": "old"}
    assert (site / "index.html").stat().st_ino != (site / "old.html").stat().st_ino


def test_link_file_where_there_are_no_links(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy does as well."""

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    link_file(site / "old.html", site / "copy.html")
    assert (site / "copy.html").read_text("utf-8") == "old"
