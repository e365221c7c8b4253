"""Every way to cite an entry names the same revision of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from sharing import made_once

from .conftest import HERE, copied_out
from .heads import linked_data, meta, zotero_item
from .tools import ADDRESS, CODES, Page, Site, build, git

CHANGED = "timeline/events/added-day.yml"
"""The record that has a past revision."""

Factory = pytest.TempPathFactory


@pytest.fixture(scope="module")
def revised(small_tree: Path, tmp_path_factory: Factory) -> Site:
    """The small site, one of whose entries was revised; another is not committed."""

    def make(tree: Path) -> None:
        copytree(small_tree, tree, symlinks=True)
        for path, title in ((CHANGED, "revised"), ("timeline/events/added-other.yml", "at work")):
            file = tree / path
            text = file.read_text("utf-8").replace("  en: ", f"  en: {title} ", 1)
            file.write_text(text, encoding="utf-8")
        git(tree, "add", CHANGED)
        git(tree, "commit", "--quiet", "--message", "revise", at="2026-02-03T12:00:00+00:00")
        build(tree, **HERE)

    return copied_out(made_once(tmp_path_factory, "revised", make), tmp_path_factory)


def of_kind(site: Site, *kinds: str) -> Iterator[Page]:
    return (page for page in site.in_languages if page.kind in kinds)


def test_every_way_names_the_revision(revised: Site) -> None:
    """On entries and on revisions: what Zotero saves, `cite-as`, JSON-LD; its page is there.

    Open Graph and `canonical` have the address of the entry, which people share.
    """
    there = {page.address: page.kind for page in revised.in_languages}
    seen = {"entry": 0, "revision": 0}
    for page in of_kind(revised, "entry", "revision"):
        (address,) = page.values("//head/link[@rel='cite-as']/@href")
        assert zotero_item(page)["url"] == [address], page.path
        assert there[address] == "revision", page.path
        assert address == page.address or page.kind == "entry"
        if page.kind == "entry":
            assert linked_data(page)["@id"] == linked_data(page)["url"] == address
            (item,) = json.loads(page.file.with_name("cite.json").read_bytes())
            assert item["URL"] == address
        (entry,) = page.values("//head/link[@rel='canonical']/@href")
        assert meta(page, "og:url") == [entry]
        assert there[entry] == "entry"
        assert address.startswith(entry)
        seen[page.kind] += 1
    # Two entries have a past revision.
    assert seen["revision"] == seen["entry"] + 2 * len(CODES)


def test_other_pages_name_what_they_are_about(revised: Site) -> None:
    """A source has its own address in Zotero, the data page that of the page."""
    for page in of_kind(revised, "source"):
        node = linked_data(page)
        assert zotero_item(page)["url"] == [node.get("url", page.address)], page.path
        assert page.address not in node.get("url", "")
    for code in CODES:
        page = revised.page(f"{code}/data/")
        item = zotero_item(page)
        assert item["url"] == [page.address] == [f"{ADDRESS}{code}/data/"]
        assert item["itemType"] == ["dataset"]
