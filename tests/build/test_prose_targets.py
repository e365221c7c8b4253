"""A page written by hand that links to what is not there stops the build, which says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Quiet, refused, settings_of
from website.tools import CODES, copy_small_tree

from scripts.build import write_pages
from scripts.publish.mkdocs import linked_pages
from scripts.records.prose import ProseLink, prose_links
from scripts.site.preview import Preview

PAGE = "docs/en/method.md"

GOOD = """
[page](about.md), [part](about.md#errors), [entry](events/river-talks/index.md), [home](index.md),
[folder](events/), [elsewhere](https://example.org/x.html), [mail](mailto:a@example.org),
[here](#x), `[code](no.md)`, ![picture](pictures/a%20b.svg)

[by name]: years/index.md#y1850
[By name][by name]
"""

BAD = {
    "[x](abuot.md)": "abuot.md",
    "[x](topics/no-such-topic/index.md#claims)": "topics/no-such-topic/index.md",
    "[x](events/river-talks.md)": "events/river-talks.md",
    "[x](events/river-talks/cite.bib)": "events/river-talks/cite.bib",
    "![x](pictures/none.png)": "pictures/none.png",
    "[x](../ar/about.md)": "../ar/about.md",
    "[x][y]\n\n[y]: <no.md>": "no.md",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small checkout with a picture beside the prose."""
    root = copy_small_tree(tmp_path / "tree")
    picture = root / "docs/en/pictures/a b.svg"
    picture.parent.mkdir()
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    return root


def add(root: Path, text: str) -> int:
    """Add `text` to PAGE; the line at which it begins."""
    file = root / PAGE
    before = file.read_text("utf-8")
    file.write_text(f"{before}\n{text}\n", "utf-8")
    return before.count("\n") + 2


def test_links_that_lead_somewhere(root: Path) -> None:
    """Pages of both kinds, files beside them; whatever is no file is not looked for."""
    add(root, GOOD)
    settings = settings_of(root, history=False)
    assert write_pages(settings, Quiet(settings.language("en"))) == []
    known = linked_pages(root / "docs/en")
    assert known["events/river-talks/index.md"] is False
    assert known["years/index.md"] is True


@pytest.mark.parametrize("code", CODES)
def test_links_that_lead_nowhere(root: Path, code: str) -> None:
    """Each is named with its file, its line and what to do; the old site stays as it was."""
    lines = [add(root, text) for text in BAD]
    (root / "site").mkdir()
    settings = settings_of(root, history=False)
    language = settings.language(code)
    said = refused(settings, code)
    assert said == [
        language.word("progress.no-target", file=PAGE, line=line + text.count("\n"), target=target)
        for line, (text, target) in zip(lines, BAD.items(), strict=True)
    ]
    assert all(each.startswith(f"{PAGE}:") and "events/<id>/index.md" in each for each in said)
    assert not list((root / "site").iterdir())


def test_the_preview_says_it_too(root: Path) -> None:
    """Until the link is put right; the pages stay as they were."""
    settings = settings_of(root, history=False)
    preview = Preview(settings, Quiet(settings.language("en")))
    preview.load()
    assert preview.problems == []
    before = (root / PAGE).read_bytes()
    add(root, "[x](abuot.md)")
    preview.load()
    assert [f"{PAGE}:" in each and "abuot.md" in each for each in preview.problems] == [True]
    assert preview.has_page("en/method/index.html")
    (root / PAGE).write_bytes(before)
    preview.load()
    assert preview.problems == []


def test_where_a_page_leads() -> None:
    """In the order of the page, with line and column, front matter counted."""
    text = "---\ntitle: A\n---\n# B\n\n[c](d.md#e) and\n![f](./g/../h.png) [i](j\\_k.md)\n"
    assert prose_links(text) == (
        ProseLink("d.md", "e", 6, 4),
        ProseLink("h.png", "", 7, 5),
        ProseLink("j_k.md", "", 1, 1),
    )
