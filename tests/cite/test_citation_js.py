"""Names of authors in citation-js, which reads citation files in many programs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from website.tools import missing, needed

from scripts.cite.bibtex import biblatex, classic_bibtex
from scripts.cite.ris import ris
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language
from scripts.records.source import Genre

from .tools import PAPER, ROOT, plain

READ = """
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
process.stdin.setEncoding("utf8");
let text = "";
for await (const part of process.stdin) text += part;
console.log(JSON.stringify(new Cite(text).data));
"""


def read(text: str) -> list[dict[str, Any]]:
    """The works in `text` as CSL items."""
    node = needed("Node.js", "install nodejs", "node")
    if not (ROOT / "node_modules/@citation-js").exists():
        missing("citation-js", "npm ci")
    words = [node, "--input-type=module", "--eval", READ]
    done = subprocess.run(words, input=text.encode(), cwd=ROOT, capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def names(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Family and given names; a body has a family name only."""
    parts = ("non-dropping-particle", "family", "literal")
    return [
        (plain(" ".join(each[part] for part in parts if part in each)), each.get("given", ""))
        for each in item.get("author", [])
    ]


@pytest.mark.parametrize("written", [ris, biblatex, classic_bibtex])
def test_authors(
    written: Callable[[Iterable[Work]], str], language: Language, works: dict[str, list[Work]]
) -> None:
    """Of every author of an entry or source: a body is one name, in every script."""
    bodies = ("وزارة الخارجية الإسرائيلية", "Ministry of Foreign Affairs", "the Council of Europe")
    own = replace(PAPER, genre=Genre.BOOK, authors=tuple(Name(each) for each in bodies))
    signed = {each.authors: each for each in works[language.code] if each.authors}
    listed = [own, *signed.values()]
    if written is ris:
        # It reads no author of a newspaper article.
        listed = [work for work in listed if work.row.ris != "NEWS"]
    found = read(written(listed))
    assert len(found) == len(listed)
    for item, work in zip(found, listed, strict=True):
        assert names(item) == [
            (plain(each.literal or each.family), each.given) for each in work.authors
        ]
