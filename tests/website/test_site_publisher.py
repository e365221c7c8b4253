"""Another publisher: Zensical makes the same site of the same Markdown and the same configuration.

Material for MkDocs ends in 2027; that this passes means that its end is a change of one command.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cached_property
from pathlib import Path

import pytest
from markdown.htmlparser import HTMLExtractor

from .tools import ADDRESS, CODES, PATIENCE, Page, Site, copy_tree, environment, missing, told

EXTENSIONS = ("attr_list", "toc", "tables", "fenced_code")
"""What the publisher has Python-Markdown do."""

ASKED = HTMLExtractor.handle_starttag

ZENSICAL = Path(sys.executable).parent / "zensical"


class Twin:
    """One page as MkDocs and as Zensical made it."""

    def __init__(self, mkdocs: Page, zensical: Page) -> None:
        """The two."""
        self.path = mkdocs.path
        self.both = (mkdocs, zensical)

    @cached_property
    def there(self) -> bool:
        """Whether Zensical made the page at all."""
        return self.both[1].file.is_file()

    def differ(self, xpath: str) -> str:
        """What the two say at `xpath`, where that is not the same; white space does not count."""
        one, other = ([" ".join(each.split()) for each in p.values(xpath)] for p in self.both)
        one, other = ([each for each in said if each] for said in (one, other))
        first = next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), None)
        return "" if one == other else f"{first or (len(one), len(other))}"


@pytest.fixture(scope="module")
def twins(
    small_tree: Path, small_site: Site, tmp_path_factory: pytest.TempPathFactory
) -> list[Twin]:
    """Every page that MkDocs made, with what Zensical made at its place."""
    if not ZENSICAL.is_file():
        missing("Zensical", "`make test` installs it")
    there = copy_tree(
        tmp_path_factory.mktemp("zensical") / "tree", source=small_tree, rendered=True
    )
    for code in CODES:
        config = there / f"mkdocs.{code}.yml"
        done = subprocess.run(
            [ZENSICAL, "build", "--strict", "-f", config if config.exists() else "mkdocs.yml"],
            cwd=there,
            env={**environment(there), "SITE_URL": f"{ADDRESS}{code}/", "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout
    made = there / "site"
    return [
        Twin(page, Page(page.path, made / page.path / "index.html"))
        for page in small_site.in_languages
    ]


def test_zensical_makes_every_page(twins: list[Twin]) -> None:
    """At the same address."""
    wrong = [twin.path for twin in twins if not twin.there]
    assert len(twins) > 80
    assert not wrong, told(wrong)


@pytest.mark.parametrize(
    "xpath",
    [
        "/html/@lang | /html/@dir | //body/@class",
        "//title/text() | //meta/@content",
        "//h1//text() | //h1/@id",
        "//main//text()[not(parent::*[@class='size'])]",  # of the archive, which one of them has
        "//header//text() | //footer//text()",
        "//head/link/@href | //head/script/@src",
        "//header//a/@href | //header//a/@aria-current",
        "//main//@id | //main//@class | //main//@dir | //main//@lang",
        "//main//@href",
    ],
)
def test_zensical_makes_the_same_page(twins: list[Twin], xpath: str) -> None:
    """The same language, direction, names, headings, text, frame and links, on every page."""
    wrong = {t.path: said for t in twins if t.there and (said := t.differ(xpath))}
    assert not wrong, told(wrong)
