"""Every way to cite an entry names the same revision of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import parse_qsl

import pytest
from sharing import made_once

from scripts.console import Reporter
from scripts.publish import mkdocs
from scripts.publish.write import write_file
from scripts.settings import read_settings
from scripts.site import frame, read_site, template_text
from scripts.site.checked import load_and_check
from scripts.timeline.git import read_history

from .conftest import HERE, copied_out
from .heads import linked_data, meta, zotero_item
from .tools import ADDRESS, CODES, Page, Site, build, git

CHANGED = "timeline/events/added-day.yml"
"""The record that has a past revision."""

ENDS = ("ris", "bib", "classic.bib", "json")

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


def test_files_of_revisions(revised: Site) -> None:
    """Its citations, which name it, and the record, of which git says the same SWHID."""
    for page in of_kind(revised, "revision"):
        folder = page.file.parent
        (item,) = json.loads((folder / "cite.json").read_bytes())
        assert item["URL"] == page.address
        for end in ENDS:
            assert page.address in (folder / f"cite.{end}").read_text("utf-8")
        (swhid,) = set(page.values("//main//code[starts-with(., 'swh:1:cnt:')]/text()"))
        blob = git(revised.tree, "hash-object", str(folder / "record.yml")).strip()
        assert swhid == f"swh:1:cnt:{blob}"
        assert page.values("//head/link[@rel='item']/@href") == [f"{page.address}record.yml"]
        shown = page.values("//main//a/@href[contains(., 'record.yml') or contains(., 'cite.')]")
        targets = {(folder / each).resolve() for each in shown}
        assert targets == {folder / f"cite.{end}" for end in ENDS} | {folder / "record.yml"}


def test_current_revisions_are_as_if_published(revised: Site, tmp_path: Path) -> None:
    """Byte for byte what the publisher makes of the Markdown beside them and the entries' parts."""
    tree = copytree(revised.tree, tmp_path / "tree", symlinks=True)
    settings = read_settings(tree, {"SITE_ADDRESS": ADDRESS})
    checked = load_and_check(settings, Reporter(settings.language("en")))
    assert checked.chronology
    site = read_site(settings, checked, checked.chronology, read_history(tree))
    for path, (entry, _) in site.current.items():
        made, _ = site.make_page(entry)
        parts = json.loads(made.parts.decode().partition("=")[2].rpartition("%}")[0])
        canonical = mkdocs.split_path(entry)[1]
        parts |= {"robots": "noindex", "canonical": canonical}
        write_file(tree / frame.parts_path(path), template_text("parts", parts))
    sources = site.sources(lambda path: (tree / "site" / path).with_suffix(".md").read_bytes())
    mkdocs.publish(sources, site.current, tmp_path / "out")
    for path in site.current:
        assert (tree / "site" / path).read_text("utf-8") == (tmp_path / "out" / path).read_text(
            "utf-8"
        ), path
    assert len(site.current) == len(CODES) * len(checked.chronology.entries) > 20


SIGNPOSTS: dict[str, set[object]] = {
    "entry": {"cite-as", "describedby", "item", "type", "license", "author", "collection"},
    "revision": {"cite-as", "describedby", "item", "type", "license", "author", "collection"},
    "source": {"cite-as", "describedby", "item", "type"},
    "data": {"cite-as", "describedby", "item", "type", "license", "author"},
}
"""The relations of FAIR Signposting (level 1): nobody is named for a source, nor what it allows."""


def test_signposts(revised: Site) -> None:
    """Every page about an object says what it is, who made it, what it consists of."""
    for page in of_kind(revised, *SIGNPOSTS):
        links = page.all("//head/link")
        found = {each.get("rel") for each in links} & set.union(*SIGNPOSTS.values())
        node, lacking = linked_data(page), set[object]()
        # A source may have no address, and a DOI all the same.
        if "url" not in node:
            has_doi = "DOI" in json.dumps(node.get("identifier"))
            lacking = {"item"} if has_doi else {"item", "cite-as"}
        assert found == SIGNPOSTS[page.kind] - lacking, page.path
        types = page.values("//head/link[@rel='type']/@href")
        assert types == ["https://schema.org/AboutPage", types[1]], page.path
        assert types[1].rpartition("/")[2] == node["@type"]
        for each in links:
            address = each.get("href", "")
            if each.get("rel") in {"describedby", "item"} and address.startswith(ADDRESS):
                assert each.get("type"), page.path
                assert (revised.root / address.removeprefix(ADDRESS)).is_file(), page.path


def test_zotero_offers_the_entries_of_a_list(revised: Site) -> None:
    """As its translator COinS reads them: each with type, author and the address of a revision.

    A list of one entry is saved as what it is, a page.
    """
    there = {page.address: page for page in revised.in_languages}
    offered = 0
    for page in of_kind(revised, "listing", "year"):
        spans = page.values("//span[@class='Z3988']/@title")
        shown = page.values("//main//p[contains(@class, 'when') and @id]/@id")
        assert len(spans) == (len(shown) if len(shown) > 1 else 0), page.path
        for id_, each in zip(shown, spans, strict=False):
            item = dict(parse_qsl(each, strict_parsing=True))
            assert item["rft_val_fmt"] == "info:ofi/fmt:kev:mtx:dc"
            assert item["rft.type"] == "encyclopediaArticle"
            assert item["rft.au"] == f"{item['rft.source']},"
            revision = there[item["rft.identifier"]]
            assert item["rft.title"] == meta(revision, "DC.title")[0]
            assert revision.path.startswith(f"{page.code}/events/{id_}/")
            offered += 1
    assert offered > 40
