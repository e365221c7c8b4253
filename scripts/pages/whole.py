"""How the timeline as a whole is cited, and its data in the state of a commit."""

from __future__ import annotations

from itertools import count
from typing import Any

from scripts.cite.styles import citations
from scripts.cite.text import swhid
from scripts.cite.works import KEY, Work
from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.pages.citing import Forms, Publication, citation_tabs, named_files
from scripts.pages.escape import code, code_block
from scripts.pages.page import ENTRIES, SOURCES, PageContext
from scripts.records.dates import Edtf
from scripts.records.source import Genre

AS_OF = 'git checkout "$(git rev-list -1 --first-parent --before={day}T23:59:59Z HEAD)"\nmake site'
"""What makes the files as they were at the end of a day (UTC)."""


def cited_whole(language: Language, published: Publication, path: str) -> Work:
    """The timeline as a whole; `path` is that of its page below the language's root."""
    last, commit = published.changed((ENTRIES, SOURCES)), published.commit
    return Work(
        key=f"{KEY}-{language.code}",
        genre=Genre.DATA,
        title=language.word("home.title"),
        language=language.code,
        issued=Edtf.parse(last.isoformat()) if last else None,
        when=day_words(last, language) if last else "",
        address=published.page(language, path),
        version=published.version,
        swhid=swhid(commit.id, "rev") if commit else "",
    )


def state_of_data(context: PageContext) -> dict[str, Any] | None:
    """Which state of the data is published, and how it is cited."""
    language, published = context.language, context.site.published
    if published is None:
        return None
    whole, commit = cited_whole(language, published, "data/"), published.commit
    view: dict[str, Any] = {
        "forms": citation_tabs([Forms(language, citations(whole, language))], count(1)),
        "files": [*named_files(language), (code("CITATION.cff"), "CITATION.cff")],
        "version": published.version,
        "changed": whole.when,
        "commit": None,
    }
    if commit:
        view["commit"] = {
            "id": commit.id,
            "day": day_words(commit.day, language),
            "to": f"{published.repository}/commit/{commit.id}" if published.repository else "",
            "swhid": whole.swhid,
            "as_of": code_block(AS_OF.format(day=commit.day)),
        }
    return view
