"""A site that was built in two parts and joined is the site that is built at once."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from .tools import CODES, files, run, serving

PARTS = ("parts/1-of-2", "parts/2-of-2")

QUERIES = {
    "en": ("river", "entry made for the tests", "border"),
    "ar": ("النهر", "مدخل", "الحدود"),
}
"""What both parts have something to say of."""


def build_parts(tree: Path, *words: str) -> None:
    for number in (1, 2):
        done = run(tree, "build", "--lang", "en", "--shard", f"{number}/2", *words)
        assert done.status == 0, done.said


def copied(tree: Path, to: Path) -> Path:
    """A checkout of one's own, without the site and what was kept of its build."""
    without = shutil.ignore_patterns("site", ".cache")
    return shutil.copytree(tree, to, symlinks=True, ignore=without)


@pytest.fixture(scope="module")
def parted(small_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small tree with its two parts, each built in a checkout of its own as on two machines."""
    here, there = (copied(small_tree, tmp_path_factory.mktemp("parted") / "tree") for _ in PARTS)
    for tree, number in ((here, 1), (there, 2)):
        done = run(tree, "build", "--lang", "en", "--shard", f"{number}/2")
        assert done.status == 0, done.said
    shutil.copytree(there / PARTS[1], here / PARTS[1])
    return here


def test_two_parts_are_the_whole(parted: Path, small_tree: Path) -> None:
    """To the byte: pages, files, sitemap, search index, archive; in whichever order they come."""
    first, second = (files(parted / part).keys() - {"part.json"} for part in PARTS)
    whole = files(small_tree / "site")
    assert first & second == set()
    missing = whole.keys() - first - second
    assert {path.partition("/")[0] for path in missing} == {"pagefind", "sitemap.xml", "data"}
    for code in CODES:
        pages = [
            len([path for path in part if path.startswith(f"{code}/events/")])
            for part in (first, second)
        ]
        assert min(pages) > max(pages) / 3
    done = run(parted, "merge", *reversed(PARTS), "--lang", "en")
    assert done.status == 0, done.said
    assert files(parted / "site") == whole


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (PARTS[:1], "part 2/2 is missing"),
        ((*PARTS, PARTS[0]), "part 1/2 is there more than once"),
        ((*PARTS, "seeds"), "seeds: this is no part of a site"),
    ],
)
def test_what_is_no_whole_is_not_joined(parted: Path, parts: Sequence[str], told: str) -> None:
    """Missing parts, doubled ones and other folders are told, and the site stays."""
    (parted / "site").mkdir(exist_ok=True)
    before = files(parted / "site")
    done = run(parted, "merge", *parts, "--lang", "en")
    assert done.status == 1
    assert told in done.said
    assert files(parted / "site") == before


def test_parts_of_two_states_are_not_joined(parted: Path, tmp_path: Path) -> None:
    """A record that has changed between the builds of two parts is noticed."""
    tree = shutil.copytree(parted, tmp_path / "tree", symlinks=True)
    record = next((tree / "timeline/events").rglob("*.yml"))
    record.write_text(record.read_text("utf-8") + "# one line more\n", "utf-8")
    done = run(tree, "build", "--lang", "en", "--shard", "2/2")
    assert done.status == 0, done.said
    done = run(tree, "merge", *PARTS, "--lang", "en")
    assert done.status == 1
    assert "parts/2-of-2: this part was built of something else than parts/1-of-2" in done.said


def test_wrong_records_make_no_part(parted: Path, tmp_path: Path) -> None:
    """A mistake in a record is told by every part, and no part is made."""
    tree = shutil.copytree(parted, tmp_path / "tree", symlinks=True)
    next((tree / "timeline/events").rglob("*.yml")).write_text("title: [\n", "utf-8")
    before = files(tree / PARTS[0])
    assert run(tree, "build", "--shard", "1/2").status == 1
    assert files(tree / PARTS[0]) == before


def test_a_part_has_a_name(small_tree: Path) -> None:
    """What is no part is refused with an example."""
    done = run(small_tree, "build", "--shard", "3/2")
    assert done.status == 2
    assert "write 1/2 and 2/2" in done.said


def results(tab: Tab, address: str, *, by_date: bool) -> list[str]:
    """The addresses below the site's root that a search finds, all of them."""
    tab.goto(address)
    listed = tab.locator("dialog.search ol[aria-busy=false]")
    listed.wait_for()
    if by_date:
        tab.locator("dialog.search select[name=sort]").select_option(index=1)
        listed.wait_for()
    more, links = tab.locator("dialog.search .more"), tab.locator("dialog.search ol a")
    while more.is_visible():
        shown = links.count()
        more.click()
        links.nth(shown).wait_for()
    found = links.evaluate_all("links => links.map((link) => link.pathname)")
    return [str(each).removeprefix("/base/") for each in found]


def test_an_index_for_each_part(
    small_tree: Path, small_url: str, tmp_path: Path, browser: Browser
) -> None:
    """Each part with its own search index: the site finds what it finds with one for all."""
    tree = copied(small_tree, tmp_path / "tree")
    build_parts(tree, "--index")
    done = run(tree, "merge", *PARTS, "--lang", "en")
    assert done.status == 0, done.said
    joined, whole = files(tree / "site"), files(small_tree / "site")
    others = {path for path in {*joined, *whole} if joined.get(path) != whole.get(path)}
    kinds = {path.partition("/")[0] for path in others}
    assert kinds == {"pagefind", "pagefind-2", *(f"folding.{code}.json" for code in CODES)}
    shutil.copytree(tree / "site", tmp_path / "served" / "base")
    context = browser.new_context()
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    found: set[str] = set()
    with serving(tmp_path / "served") as root:
        for code, queries in QUERIES.items():
            for query in queries:
                at = f"{code}/?search={query}"
                for by_date in (False, True):
                    one = results(tab, f"{small_url}{at}", by_date=by_date)
                    two = results(tab, f"{root}base/{at}", by_date=by_date)
                    # How well a page fits is reckoned within an index.
                    assert (one if by_date else sorted(one)) == (two if by_date else sorted(two))
                    assert len(one) > 1
                    found |= {*two}
        # A word that one part alone has brings what is near to it in the other, but below.
        one, two = (
            results(tab, f"{site}en/?search=bridge opens", by_date=False)
            for site in (small_url, f"{root}base/")
        )
        assert two[: len(one)] == one
    context.close()
    assert said == []
    for part in PARTS:
        assert any((tree / part / each / "index.html").is_file() for each in found)
