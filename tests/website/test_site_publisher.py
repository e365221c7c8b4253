"""Other ways to publish: Zensical makes the same site, and MkDocs alone needs nothing of the build.

Material for MkDocs ends in 2027; that this passes means that its end is a change of one setting.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from .tools import (
    CODES,
    REPOSITORY,
    Page,
    Site,
    build,
    copy_tree,
    environment,
    missing,
    reading,
    serving,
    told,
)

ZENSICAL = Path(sys.executable).parent / "zensical"

SHOTS = REPOSITORY / "test-results" / "publishers"
"""Where pictures of both sites are kept."""

SAME = {
    "direction": "/html/@lang | /html/@dir",
    "title": "//title/text() | //meta[@name='description']/@content",
    "headings": "//h1//text() | //h2//text() | //h1/@id | //h2/@id",
    "text": "//article//text()[not(ancestor::*[@class='size'])]",
    "links": "//article//a/@href",
    "frame": "//header//a/@href | //footer//a/@href",
}
"""What both publishers make alike, as XPath."""


@pytest.fixture(scope="module")
def zensical(small_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole small site, built with Zensical."""
    if not ZENSICAL.is_file():
        missing("Zensical", "`make test` installs it")
    served = tmp_path_factory.mktemp("zensical")
    tree = copy_tree(served / "tree", source=small_tree)
    shutil.copytree(small_tree / ".git", tree / ".git")
    settings = tree / "pyproject.toml"
    text = settings.read_text("utf-8")
    assert text.count('publisher = "mkdocs"') == 1
    settings.write_text(text.replace('publisher = "mkdocs"', 'publisher = "zensical"'), "utf-8")
    build(tree).rename(served / "base")
    return served / "base"


def test_zensical_makes_the_same_site(small_site: Site, zensical: Path) -> None:
    """Every page, with the same language, direction, title, headings, text and links."""
    wrong: dict[str, object] = {}
    for page in small_site.in_languages:
        twin = Page(page.path, zensical / page.path / "index.html")
        if not twin.file.is_file():
            wrong[page.path] = "missing"
            continue
        for name, xpath in SAME.items():
            one, other = (words(each, xpath) for each in (page, twin))
            if one != other:
                pairs = zip(one, other, strict=False)
                first = next((pair for pair in pairs if pair[0] != pair[1]), None)
                wrong[f"{page.path} {name}"] = first or (len(one), len(other))
    assert len(small_site.in_languages) > 80
    assert not wrong, told(wrong)


def words(page: Page, xpath: str) -> list[str]:
    """What a page says at `xpath`, white space folded; the addresses that its links lead to."""
    found = page.values(xpath)
    if xpath.endswith("@href"):
        return [urljoin(page.address, each) for each in found]
    # Colours of code split its text.
    return " ".join("".join(found).split()).split(". ")


def test_pictures_of_both_sites(small_site: Site, zensical: Path, browser: Browser) -> None:
    """A picture of each kind of page by each publisher is kept; none is without its stylesheet."""
    for name, folder in {"mkdocs": small_site.root, "zensical": zensical}.items():
        with serving(folder.parent) as address, reading(browser) as tab:
            for page in small_site.one_of_a_kind:
                if not page.code:
                    continue
                tab.goto(f"{address}base/{page.path}")
                file = f"{page.path.strip('/').replace('/', '-')}.png"
                tab.screenshot(path=SHOTS / name / file)
                colour = "getComputedStyle(document.body).backgroundColor"
                assert tab.evaluate(colour) == "rgb(251, 250, 247)", page.path


@pytest.mark.parametrize("code", CODES)
def test_mkdocs_alone(small_site: Site, code: str, tmp_path: Path) -> None:
    """After a build `mkdocs build` runs with no variable set and without a warning of its own."""
    tree = small_site.tree
    config = next(
        each for each in (tree / f"mkdocs.{code}.yml", tree / "mkdocs.yml") if each.exists()
    )
    words = [
        "build",
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=tree,
        env={name: value for name, value in environment(tree).items() if name != "SITE_ADDRESS"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not re.search(r"^(WARNING|ERROR)", done.stderr, re.MULTILINE), done.stderr
    made = Page(f"{code}/", tmp_path / "site" / "index.html")
    assert made.values("//h1/text()") == small_site.page(f"{code}/").values("//h1/text()")
    styles = made.values("//link[@rel='stylesheet']/@href")
    assert all((tmp_path / "site" / each).is_file() for each in styles), styles
