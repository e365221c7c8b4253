"""What the search in the browser loads: the index of the pages, and the rules of folding."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from scripts.i18n.folding import spellings
from scripts.i18n.language import Language
from scripts.publish import pagefind
from scripts.publish.pagefind import SearchIndexError
from scripts.publish.write import write_file
from scripts.timeline.model import Chronology

__all__ = ["FOLDER", "SearchIndexError", "folding_files", "make_index"]

FOLDER = "pagefind"
"""Where the index is in the site."""


def make_index(site: Path, codes: Sequence[str]) -> list[str]:
    """Index the finished pages of the languages `codes` in `site`, into its folder `pagefind`.

    The same pages give the same bytes. Returns the notices to show, as keys of words: where that
    does not hold, one that says so. Raises SearchIndexError.
    """
    # Side by side: Pagefind reads pages on one processor.
    with ThreadPoolExecutor() as pool:
        files = pagefind.joined([*pool.map(partial(pagefind.index, site), codes)])
    normal = pagefind.normalised(files)
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    for path, content in (normal or files).items():
        write_file(site / FOLDER / path, content)
    return [] if normal else ["index-varies"]


def folding_files(languages: Sequence[Language], chronology: Chronology) -> dict[str, bytes]:
    """The rules by which each language folds a query as the pages were folded, by path.

    The names of the vocabularies are among them, so that other spellings are recognised.
    """
    return {f"folding.{each.code}.json": _folding(each, chronology) for each in languages}


def _folding(language: Language, chronology: Chronology) -> bytes:
    facts = language.facts["search"]
    families = (chronology.topics, chronology.actors, chronology.places)
    names = [item.label[language.code] for family in families for item in family.values()]
    folding = {
        "letters": dict(language.facts["folding"]),
        "prefixes": language.prefixes,
        "endings": sorted(facts["endings"], key=len, reverse=True),
        "sounds": facts["sounds"],
        "silent": facts["silent"],
        "names": spellings(names, language),
    }
    return json.dumps(folding, ensure_ascii=False).encode()
