"""The sitemap: every page, in every language, with the day on which its record last changed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from .tools import ADDRESS, CODES, Site, build, git

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(folder: Path) -> dict[str, ET.Element]:
    """The entries of the sitemap of the site in `folder`, by address."""
    root = ET.parse(folder / "sitemap.xml").getroot()  # noqa: S314  (the site's own)
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    found = [(url.findtext("s:loc", "", NAMES), url) for url in root.findall("s:url", NAMES)]
    assert len(found) == len(dict(found))
    return dict(found)


def days(folder: Path) -> dict[str, str | None]:
    """The last-modified days of the sitemap, by path below the site's address."""
    return {
        address.removeprefix(ADDRESS): url.findtext("s:lastmod", None, NAMES)
        for address, url in entries(folder).items()
    }


def test_the_sitemap_lists_every_page_and_nothing_else(site: Site) -> None:
    """All pages of all languages and the chooser; not the 404 page, no old revision."""
    assert set(entries(site.root)) == {page.address for page in site.pages if page.is_listed}


def test_every_page_of_the_sitemap_names_its_twins(site: Site) -> None:
    """The same alternates as in the page's head, for each language and `x-default`."""
    for address, url in entries(site.root).items():
        if address == ADDRESS:
            continue
        named = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        below = address.removeprefix(ADDRESS).partition("/")[2]
        twins = {code: f"{ADDRESS}{code}/{below}" for code in CODES}
        assert named == {**twins, "x-default": ADDRESS}
        assert all(link.get("rel") == "alternate" for link in url.findall("x:link", NAMES))


def test_robots_txt_names_the_sitemap(site: Site) -> None:
    """Crawlers are told where the sitemap is, and kept from nothing."""
    lines = (site.root / "robots.txt").read_text("ascii").splitlines()
    assert f"Sitemap: {ADDRESS}sitemap.xml" in lines
    assert not any(line.startswith("Disallow: /") for line in lines)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("about/", "2026-01-02"),
        ("method/", "2026-01-02"),
        ("sources/added-undated-source/", "2026-01-03"),
        ("sources/", "2026-01-03"),
        # Committed at 23:30 in New York: the day is that of UTC, whoever builds, and wherever.
        ("events/defence-agreement/", "2026-01-04"),
        ("events/former-entry/", "2026-01-04"),
        ("topics/trade/", "2026-01-04"),
        ("years/2014/", "2026-01-04"),
        ("timeline/", "2026-01-04"),
        ("differences/", "2026-01-04"),
        ("", "2026-01-04"),
    ],
)
def test_the_last_change_is_that_of_the_record_in_git(
    site: Site,
    page: str,
    day: str,
    code: str,
) -> None:
    """A page has changed last when the record, or the youngest of the records, behind it did."""
    assert days(site.root)[f"{code}/{page}"] == day


def test_every_page_has_a_last_change_where_git_knows_it(site: Site) -> None:
    """Of all the pages of a clean checkout only those that are made of no record have none."""
    without = {path for path, day in days(site.root).items() if day is None}
    made_of_code = ("contribute/new/", "contribute/problems/")
    assert without == {"", *(f"{code}/{page}" for code in CODES for page in made_of_code)}


def test_a_later_commit_changes_the_days_of_its_pages_only(checkout: Path) -> None:
    """A commit to one entry changes the day of that entry and of the lists that it is in.

    And where a file is changed but not committed, git does not know the day: none is given. What
    changes the form of a record alone changes no day.
    """
    before = days(checkout / "site")
    content, form = 'compared: "2026-01-31"\n', "# One line more.\n"
    for name, line in (("day", content), ("other", content), ("withdrawn", form)):
        with (checkout / f"timeline/events/added-{name}.yml").open("a", encoding="utf-8") as file:
            file.write(line)
    git(checkout, "add", "timeline/events/added-day.yml")
    git(checkout, "commit", "--quiet", "--message", "One", at="2026-02-01T00:00:00+00:00")
    after = days(build(checkout))

    # The month in which it was changed has a page of its own.
    assert after.keys() - before.keys() == {f"{code}/changes/2026-02/" for code in CODES}
    changed = {path: day for path, day in after.items() if day != before.get(path)}
    for page in ("events/added-day/", "years/2014/"):
        assert changed[f"en/{page}"] == changed[f"ar/{page}"] == "2026-02-01"
    assert changed["en/events/added-other/"] is None
    assert changed["en/timeline/"] is None  # one of its entries is not as it was committed
    untouched = ("events/added-withdrawn/", "sources/added-undated-source/", "about/", "method/")
    assert not changed.keys() & {f"{code}/{page}" for code in CODES for page in untouched}


def test_in_a_shallow_clone_there_are_no_last_changes(small_tree: Path, tmp_path: Path) -> None:
    """A shallow clone shows every file as new on the day of its one commit, which is wrong."""
    shallow = tmp_path / "shallow"
    git(small_tree, "clone", "--quiet", "--depth", "1", small_tree.as_uri(), str(shallow))
    assert not any(days(build(shallow)).values())
