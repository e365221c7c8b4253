"""What a build by the command writes, and what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from running import run

from .tools import ADDRESS, CODES, Done, Page, files, markdown

RECORD = "timeline/events/added-day.yml"


def state(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """When each file or folder was changed last, and which inode it is."""
    return {path: (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in paths}


def results(tree: Path) -> dict[Path, tuple[int, int]]:
    """The state of all that a build may write."""
    return state(path for name in ("docs", "site", ".cache") for path in (tree / name).rglob("*"))


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


def test_a_damaged_site_is_built_again(checkout: Path) -> None:
    """What was changed, removed or added is as it was; no file of docs/ is touched."""
    docs, site = state((checkout / "docs").rglob("*")), files(checkout / "site")
    assert len(site) > 150
    page = checkout / "site/ar/events/added-other/index.html"
    # In place: the file is the one of the store as well.
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>!</p></main>"))
    (checkout / "site/en/events/added-other/index.html").unlink()
    (checkout / "site/en/added.html").write_text("Added.", encoding="utf-8")
    assert files(build(checkout)) == site
    assert state((checkout / "docs").rglob("*")) == docs


def test_an_edited_record_changes_the_pages_that_show_it_only(checkout: Path) -> None:
    """Every page and part that shows the new text is written; every other stays as it is.

    But for those that said when they or the whole last changed, which git does not know of an edit
    as yet, and the pages of the entry's earlier states.
    """
    docs = checkout / "docs"

    def holding(text: str, pattern: str) -> set[Path]:
        return {path for path in docs.glob(pattern) if text in path.read_text("utf-8")}

    before, had_dates = state(docs.rglob("*.*")), holding("DCTERMS.modified", "theme/frame/**/*.*")
    edit(checkout / RECORD, "It has a day", "It has an edited day")
    edit(checkout / RECORD, "له يوم معلوم", "له يوم معدل")
    site = build(checkout)

    after = state(docs.rglob("*.*"))
    changed = {path for path in after if after[path] != before.get(path)}
    showing = holding("It has an edited day", "en/**/*.md") | holding("له يوم معدل", "ar/**/*.md")
    assert showing <= changed
    lists = ("timeline", "topics/trade", "years/2014")
    for code in CODES:
        assert {markdown(checkout, code, page) for page in ("events/added-day", *lists)} <= showing
    assert "edited day" in (site / "en/timeline/index.html").read_text("utf-8")
    others = changed - showing - (had_dates - holding("DCTERMS.modified", "theme/frame/**/*.*"))
    others -= {markdown(checkout, code, page) for code in CODES for page in ("cite", "data")}
    assert [path for path in others if "/events/added-day/" not in path.as_posix()] == []


def test_the_folders_of_the_build_are_its_own(checkout: Path) -> None:
    """What a record that is gone left behind goes, and what is a stray; all else stays as it is."""
    docs = checkout / "docs"
    strays = [
        docs / "en/events/stray.md",
        docs / "ar/events/deep/down/stray.txt",
        docs / "ar/years/.hidden",
        docs / "theme/frame/stray.html",
    ]
    for path in docs.glob("*/events/**/*.md"):
        path.unlink()
    for stray in strays:
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_text("---\ntitle: Stray\n---\n# Stray\n", encoding="utf-8")
    (checkout / "timeline/events/added-other.yml").unlink()
    own = docs / "en/of-mine.txt"
    own.write_text("Mine.", encoding="utf-8")
    by_hand = [docs / code / f"{name}.md" for code in CODES for name in ("about", "method")]
    theme = [path for path in (docs / "theme").rglob("*.*") if "frame" not in path.parts]
    before = state([own, *by_hand, *theme])

    site = build(checkout)
    assert state(before) == before
    assert not [path for path in strays if path.exists()]
    assert not (docs / "ar/events/deep").exists()
    for code in CODES:
        assert markdown(checkout, code, "events/added-day").exists()
        assert not markdown(checkout, code, "events/added-other").exists()
        assert not (site / code / "events/added-other").exists()
        assert not (site / code / "events/stray").exists()


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
    before = results(checkout)
    assert again(checkout, "check").status == 0
    for name, (old, new) in BAD.items():
        text = GOOD.replace(old, new)
        assert text != GOOD
        (checkout / f"timeline/events/{name}.yml").write_text(text, encoding="utf-8")
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
    """Broken links in a hand-written page: all that the publisher says is told, the site stays."""
    with (checkout / "docs/en/about.md").open("a", encoding="utf-8") as page:
        page.writelines(f"\n[Nowhere]({'nowhere/' * 40}{n}.md)\n" for n in range(180))
    before = state((checkout / "site").rglob("*"))
    done = again(checkout)
    assert done.status == 1
    assert len(done.said) > 2**16
    assert "nowhere/0.md" in done.said
    assert "nowhere/179.md" in done.said
    assert state((checkout / "site").rglob("*")) == before


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
