"""What a build writes, and what it leaves alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import run

from .tools import ADDRESS, CODES, Done, Page, files, markdown

RECORD = "timeline/events/added-day.yml"


def state(*folders: Path) -> dict[Path, tuple[int, int]]:
    """When each file and folder was changed last, and which inode it is."""
    return {
        path: (path.lstat().st_mtime_ns, path.lstat().st_ino)
        for folder in folders
        for path in [folder, *folder.rglob("*")]
    }


def results(tree: Path) -> dict[Path, tuple[int, int]]:
    """The state of all that a build may write."""
    return state(tree / "docs", tree / "site", tree / ".cache")


def again(tree: Path, command: str = "build", **more: str) -> Done:
    """Run a command with messages in English."""
    done = run(tree, command, "--lang", "en", **{"SITE_ADDRESS": ADDRESS, **more})
    return Done(done.returncode, done.stdout + done.stderr)


def build(tree: Path, **more: str) -> Path:
    """Build; the folder of the site."""
    done = again(tree, **more)
    assert done.status == 0, done.said
    return tree / "site"


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_where_nothing_changed_the_result_is_the_same(checkout: Path) -> None:
    """A second build touches no file of docs/, and its site equals the first."""
    docs, site = state(checkout / "docs"), files(checkout / "site")
    assert again(checkout).status == 0
    assert state(checkout / "docs") == docs
    assert files(checkout / "site") == site
    assert len(site) > 150


def test_a_check_writes_nothing(checkout: Path) -> None:
    before = results(checkout)
    assert again(checkout, "check").status == 0
    assert results(checkout) == before


def test_an_edited_record_changes_the_pages_that_show_it_only(checkout: Path) -> None:
    """Every page and part that shows the new text is written; every other stays as it is.

    But for those that said when they or the whole last changed, which git does not know of an edit
    as yet, and the pages of the entry's earlier states.
    """

    def dated() -> set[Path]:
        parts = (checkout / "docs/theme/frame").rglob("*.html")
        return {path for path in parts if "DCTERMS.modified" in path.read_text("utf-8")}

    before, had_dates = state(checkout / "docs"), dated()
    edit(checkout / RECORD, "It has a day", "It has an edited day")
    edit(checkout / RECORD, "له يوم معلوم", "له يوم معدل")
    done = again(checkout)
    assert done.status == 0, done.said

    marks = {"en": "It has an edited day", "ar": "له يوم معدل"}
    after = state(checkout / "docs")
    changed = {path for path in after if path.is_file() and after[path] != before.get(path)}
    showing = {
        path
        for code, mark in marks.items()
        for path in (checkout / "docs" / code).rglob("*.md")
        if mark in path.read_text("utf-8")
    }
    assert showing <= changed
    others = changed - showing - (had_dates - dated())
    allowed = [markdown(checkout, code, "cite") for code in CODES]
    assert [
        path
        for path in others
        if "/events/added-day/" not in path.as_posix() and path not in allowed
    ] == []
    for code in CODES:
        for page in ("events/added-day", "timeline", "topics/trade", "years/2014"):
            assert markdown(checkout, code, page) in changed
    assert marks["en"] in (checkout / "site/en/timeline/index.html").read_text("utf-8")


def test_strays_are_pruned_from_the_folders_of_the_build(checkout: Path) -> None:
    """What a record that is gone left behind goes, with the folders that it leaves empty."""
    docs = checkout / "docs"
    strays = [
        docs / "en/events/stray.md",
        docs / "ar/events/deep/down/stray.txt",
        docs / "ar/years/.hidden",
        docs / "theme/frame/stray.html",
    ]
    for stray in strays:
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_text("---\ntitle: Stray\n---\n# Stray\n", encoding="utf-8")
    (checkout / "timeline/events/added-other.yml").unlink()

    site = build(checkout)
    assert not [path for path in strays if path.exists()]
    assert not (docs / "ar/events/deep").exists()
    for code in CODES:
        assert not markdown(checkout, code, "events/added-other").exists()
        assert not (site / code / "events/added-other").exists()
        assert not (site / code / "events/stray").exists()


def test_links_among_the_pages_are_refused(checkout: Path, tmp_path: Path) -> None:
    """The publisher would publish what they lead to; the site stays as it was."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "secret.txt").write_text("secret", encoding="utf-8")
    before = files(checkout / "site")
    links = [checkout / "docs/en/events/a-folder", checkout / "docs/en/a-file.md"]
    links[0].symlink_to(secret, target_is_directory=True)
    links[1].symlink_to(secret / "secret.txt")
    done = again(checkout)
    assert done.status == 1
    for link in links:
        assert f"{link.relative_to(checkout).as_posix()}:1:1: " in done.said
    assert files(checkout / "site") == before


@pytest.mark.parametrize("place", ["events", "events/added-other.md", "events/added-other"])
def test_nothing_is_written_through_a_link(checkout: Path, tmp_path: Path, place: str) -> None:
    """A link in the place of a page, or of a folder of pages, is replaced or refused."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page.md").write_text("outside", encoding="utf-8")
    link = checkout / "docs/en" / place
    link.rename(checkout / "aside") if link.exists() else None
    link.symlink_to(outside / "page.md" if link.suffix else outside)
    again(checkout)
    assert files(outside) == {"page.md": b"outside"}
    assert not (checkout / "site/en/page").exists()


def test_hand_written_pages_are_never_touched(checkout: Path) -> None:
    """A build that has much to write leaves every other file of docs/ as it is."""
    by_hand = [
        checkout / f"docs/{code}/{name}.md" for code in CODES for name in ("about", "method")
    ]
    own = checkout / "docs/en/of-mine.txt"
    own.write_text("Mine.", encoding="utf-8")
    theme = [path for path in (checkout / "docs/theme").rglob("*") if path.parent.name != "frame"]
    kept = [*by_hand, own, *(path for path in theme if path.is_file())]
    before = {path: (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in kept}
    for path in (checkout / "docs").glob("*/events/**/*.md"):
        path.unlink()
    build(checkout)
    assert {path: (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in kept} == before


@pytest.mark.parametrize("damage", ["changed", "removed", "added"])
def test_a_damaged_site_is_built_again(checkout: Path, damage: str) -> None:
    """A site that is not as it was built is built again, though nothing else has changed."""
    site = checkout / "site"
    whole = files(site)
    page = site / "ar/events/added-other/index.html"
    match damage:
        case "changed":
            page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>!</p></main>"))
        case "removed":
            page.unlink()
        case _:
            (site / "en/added.html").write_text("Added.", encoding="utf-8")
    done = again(checkout)
    assert done.status == 0, done.said
    assert files(site) == whole


BAD = {
    "bad-date": ("date: 2014-01-20", "date: 2014-13-45"),
    "bad-field": ("date:", "tags: x\ndate:"),
    "bad-key": ("date: 2014-01-20", "date: 2014-01-20\ndate: 2014-01-20"),
    "bad-source": ("added-undated-source", "no-such-source"),
    "bad-title": ("  ar: عنوان\n", ""),
}

GOOD = """\
title:
  en: A title
  ar: عنوان
date: 2014-01-20
topics: [trade]
summary: {en: A summary., ar: خلاصة.}
cites:
  - {source: added-undated-source, says: states}
"""


def test_wrong_records_change_nothing(checkout: Path) -> None:
    """The five of issue 2: each told with its line and column, status 1, the old site as it was."""
    for name, (old, new) in BAD.items():
        text = GOOD.replace(old, new)
        assert text != GOOD
        (checkout / f"timeline/events/{name}.yml").write_text(text, encoding="utf-8")
    before = results(checkout)
    done = again(checkout)
    assert done.status == 1
    assert results(checkout) == before
    told = re.findall(
        r"^timeline/events/(\S+)\.yml:(\d+):(\d+): .* \((\S+)\)$", done.said, re.MULTILINE
    )
    assert told == [
        ("bad-date", "4", "7", "no-such-month"),
        ("bad-field", "4", "1", "unknown-field"),
        ("bad-key", "5", "1", "duplicate-key"),
        ("bad-source", "8", "14", "unknown-source"),
        ("bad-title", "1", "1", "missing-language"),
    ]
    assert "5 problems" in done.said


def test_a_publisher_that_fails_leaves_the_old_site(checkout: Path) -> None:
    """A broken link in a hand-written page: what the publisher says is told, the site stays."""
    with (checkout / "docs/ar/about.md").open("a", encoding="utf-8") as page:
        page.write("\n[Nowhere](nowhere.md)\n")
    before = state(checkout / "site")
    done = again(checkout)
    assert done.status == 1
    assert "nowhere.md" in done.said
    assert state(checkout / "site") == before


def test_a_publisher_that_says_much_is_heard_to_the_end(checkout: Path) -> None:
    """However much it has to say, the build ends, and tells all of it."""
    with (checkout / "docs/en/about.md").open("a", encoding="utf-8") as page:
        page.writelines(f"\n[Nowhere]({'nowhere/' * 40}{n}.md)\n" for n in range(180))
    done = again(checkout)
    assert done.status == 1
    assert len(done.said) > 2**16
    assert "nowhere/0.md" in done.said
    assert "nowhere/179.md" in done.said


def test_an_interrupted_exchange_needs_no_repair(checkout: Path) -> None:
    """A build that was cut off between taking the old site away and putting the new one down."""
    (checkout / "site").rename(checkout / ".site.old")
    (checkout / ".site.new/en").mkdir(parents=True)
    (checkout / ".site.new/en/half.html").write_text("half", encoding="utf-8")
    whole = files(checkout / ".site.old")
    assert files(build(checkout)) == whole
    assert not list(checkout.glob(".site*"))


def test_the_addresses_come_from_the_environment(checkout: Path) -> None:
    """SITE_ADDRESS and SITE_REPOSITORY are taken; without the latter there is no edit link."""
    record = "/edit/main/timeline/events/added-other.yml"
    path = "en/events/added-other/index.html"
    assert record not in (checkout / "site" / path).read_text("utf-8")
    site = build(
        checkout,
        SITE_ADDRESS="https://other.example",
        SITE_REPOSITORY="https://code.example/a/timeline/",
    )
    page = Page("en/events/added-other/", site / path)
    assert page.values("//link[@rel='canonical']/@href") == ["https://other.example/" + page.path]
    assert page.values(f"//a[contains(@href, '{record}')]/@href") == [
        f"https://code.example/a/timeline{record}",
    ]
    missing = Page("404.html", site / "404.html")
    assert all(re.match("/[^/]", href) for href in missing.values("//a/@href"))
    said = b"example.org/base"
    assert not [name for name, content in files(site).items() if said in content]
