"""The Markdown of the pages: text that a person can read, published beside each page."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin

from .tools import ADDRESS, Page, Site, told

MOST_HTML = 0.15
"""Of the characters below the front matter of all pages: tags and character references."""

MOST_FRONT = 0.10
"""Of the characters of all generated pages: front matter."""

LEAST_TEXT = 0.90
"""Of the words in the finished articles: those that stand in the Markdown."""

MARKUP = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>|&(?:#?\w+);", re.DOTALL)

WORD = re.compile(r"\w+")


def markdown_of(page: Page) -> tuple[str, str]:
    """The front matter of a page's Markdown, and the rest."""
    _, front, body = page.file.with_name("index.md").read_text("utf-8").split("---\n", 2)
    return front, body


def test_the_markdown_is_text(site: Site) -> None:
    """Little HTML, little front matter, nearly all that a reader sees."""
    sizes: Counter[str] = Counter()
    for page in site.in_languages:
        front, body = markdown_of(page)
        # Autolinks are Markdown.
        marked = [each for each in MARKUP.findall(body) if "://" not in each]
        sizes["html"] += sum(map(len, marked))
        sizes["body"] += len(body)
        if page.kind != "hand":
            sizes["front"] += len(front)
            sizes["file"] += len(front) + len(body)
        shown = "//article//text()[not(ancestor::figure or ancestor::*[@hidden or self::script])]"
        seen = Counter(WORD.findall(" ".join(page.values(shown))))
        sizes["seen"] += seen.total()
        sizes["told"] += (seen & Counter(WORD.findall(body))).total()
    assert sizes["html"] <= MOST_HTML * sizes["body"], sizes
    assert sizes["front"] <= MOST_FRONT * sizes["file"], sizes
    assert sizes["told"] >= LEAST_TEXT * sizes["seen"], sizes


def test_every_page_has_its_markdown_beside_it(site: Site) -> None:
    """It is linked from the head, has the same heading, and its links lead where the page's do."""
    wrong: dict[str, object] = {}
    for page in site.in_languages:
        linked = page.values("//link[@type='text/markdown']/@href")
        _, body = markdown_of(page)
        if linked != ["index.md"] or not re.search("^# ", body, re.MULTILINE):
            wrong[page.path] = linked
        # The examples of the page on problems stand in code.
        prose = re.sub(r"^ *```.*?^ *```|^ {4}.*?$", "", body, flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(([^)#:\s]+\.md)", prose):
            file = urljoin(page.path, target).removesuffix("index.md").removesuffix(".md")
            if not (site.root / file.rstrip("/") / "index.html").is_file():
                wrong[f"{page.path} {target}"] = file
    assert not wrong, told(wrong)


def test_the_list_of_the_markdown(site: Site) -> None:
    """llms.txt names the Markdown of every page but past revisions, under the page's title."""
    text = (site.root / "llms.txt").read_text("utf-8")
    assert text.startswith("# ")
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", text, re.MULTILINE)
    pages = {f"{ADDRESS}{page.path}index.md" for page in site.in_languages if page.is_listed}
    assert {address for _, address in listed} == pages
    assert len(listed) == len(pages)
