"""The book: what a volume holds in one language, as the data of `templates/book.typ`.

Texts are values of the data and never markup, so none of them needs escaping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from scripts.cite.patterns import ACCESSED, APART, ITALIC
from scripts.cite.styles import citations
from scripts.cite.works import source_work
from scripts.i18n.dates import day_words, year_words
from scripts.i18n.folding import sort_key
from scripts.pages.citing import Publication, cited_entry
from scripts.pages.page import ENTRIES, SOURCES, PageContext
from scripts.pages.render import TEMPLATES
from scripts.pages.source_views import CiteView, LinkView
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology, JoinedEntry

BOOK = TEMPLATES / "book.typ"
"""The template of a volume."""

BOOK_TYPE = "application/pdf"

MOST_ENTRIES = 500
"""With more entries there is a volume for each decade: the compiler keeps a whole volume in memory
(165 entries take 0.7 GB), and nobody prints a thousand pages."""

RECORDED = "sources/"
"""Where the pages of recorded sources are, below a language's root."""


def volumes(chronology: Chronology) -> dict[str, list[JoinedEntry]]:
    """The entries by volume: the key of a decade as `JoinedEntry.year` has it; "" for the whole."""
    entries = chronology.entries.values()
    if len(entries) <= MOST_ENTRIES:
        return {"": [*entries]}
    found: dict[str, list[JoinedEntry]] = {}
    for entry in entries:
        found.setdefault(f"{entry.year[:3]}x", []).append(entry)
    return found


def book_path(code: str, volume: str) -> str:
    """Where a volume in the language of `code` is below the site's root."""
    return ".".join(filter(None, ("data/timeline", code, volume, "pdf")))


def books(context: PageContext, published: Publication) -> dict[str, dict[str, Any]]:
    """The data of every volume in the language of `context`, by its path."""
    return {
        book_path(context.code, key): book(context, published, key, entries)
        for key, entries in volumes(context.chronology).items()
        if key in published.volumes
    }


def book(
    context: PageContext, published: Publication, volume: str, entries: Iterable[JoinedEntry]
) -> dict[str, Any]:
    language, word = context.language, context.language.section("book")
    chapters = [
        {
            "title": year_words(year, language),
            "entries": [_entry(each, context, published) for each in group],
        }
        for year, group in groupby(entries, lambda each: each.year)
    ]
    day = published.changed((ENTRIES, SOURCES))
    commit = published.commit
    facts = [
        (word("version"), published.version),
        (word("day"), day_words(day, language) if day else ""),
        (word("commit"), commit.id if commit else ""),
    ]
    return {
        "code": language.code,
        "direction": language.direction,
        "title": language.word("home.title"),
        "volume": year_words(volume, language) if volume else "",
        "lead": language.word("home.lead"),
        "facts": [fact for fact in facts if fact[1]],
        "date": [day.year, day.month, day.day] if day else [],
        "address": published.page(language),
        "licence": word("licence"),
        "words": {
            "contents": word("contents"),
            "labels": language.word("home.labels"),
            "follows": language.word("cite.follows"),
            "differences": language.word("entry.differences"),
            "decision": language.word("differences.decision"),
            "claims": language.word("entry.claims"),
            "sought": language.word("entry.sought"),
            "related": language.word("entry.related"),
            "sources": language.word("sources.title"),
        },
        "labels": [
            [language.word(f"labels.{each}"), language.word(f"label-meanings.{each}")]
            for each in Label
        ],
        "chapters": chapters,
        "sources": _sources(chapters, context),
    }


def _entry(entry: JoinedEntry, context: PageContext, published: Publication) -> dict[str, Any]:
    shown, work = context.entry(entry), cited_entry(entry, context.language, published)
    card, claims = shown["card"], []
    notes: list[dict[str, Any]] = []
    for claim in shown["claims"]:
        first = len(notes) + 1
        notes += map(_note, claim.cites)
        numbers = sorted({first, len(notes)})
        claims.append({"text": claim.text, "evidence": claim.evidence.line, "notes": numbers})
    return {
        "id": entry.id,
        "title": card.title,
        "when": " · ".join((card.date, *(each.text for each in card.topics))),
        "withdrawn": [shown["withdrawn_on"], shown["withdrawn"]] if shown["withdrawn"] else [],
        "evidence": card.evidence.line,
        "summary": card.summary,
        "differences": [
            {
                "about": each.about,
                "decision": each.decision,
                "positions": [
                    {"text": text, "sources": [*map(_reference, sources)]}
                    for text, sources in each.positions
                ],
            }
            for each in shown["differences"]
        ],
        "claims": claims,
        "notes": notes,
        "sought": [*map(list, shown["sought"])],
        "related": [[each.id, each.title, each.date] for each in shown["related"]],
        "address": work.address,
        "swhid": work.swhid,
    }


def _note(cite: CiteView) -> dict[str, Any]:
    """What a source does with a claim, and where; `place` is linked to that place on the web."""
    return {
        "act": cite.words,
        "source": _reference(cite.source),
        "part": cite.part,
        "place": [cite.place.text, cite.place.to],
        "remarks": [*cite.remarks, *filter(None, [cite.note])],
        "follows": [*map(_reference, cite.follows)],
    }


def _reference(link: LinkView) -> dict[str, str]:
    """A source: the id under which the list of sources has it, else its address."""
    id_ = link.to.removeprefix(RECORDED).strip("/") if link.to.startswith(RECORDED) else ""
    return {"text": link.text, "id": id_, "address": "" if id_ else link.to}


def _sources(chapters: Iterable[Mapping[str, Any]], context: PageContext) -> list[dict[str, Any]]:
    """The recorded sources that the chapters name, as the first style of the language cites them.

    A citation is a list of texts with their roles. A name or a title, which may be of another
    script, is isolated (UAX 9, FSI and PDI), so that signs around it stay in their places.
    """
    entries = [entry for chapter in chapters for entry in chapter["entries"]]
    named = [each["source"] for entry in entries for each in entry["notes"]]
    named += [each for entry in entries for note in entry["notes"] for each in note["follows"]]
    differences = [each for entry in entries for each in entry["differences"]]
    named += [each for one in differences for side in one["positions"] for each in side["sources"]]
    found = []
    for id_ in {each["id"] for each in named if each["id"]}:
        work = source_work(context.chronology.sources[id_], context.language)
        segments = [
            (f"\u2068{text}\u2069" if role in {ITALIC, APART} else text, role)
            for text, role in citations(work, context.language)[0].segments
            if role != ACCESSED
        ]
        found.append({"id": id_, "citation": segments})
    return sorted(
        found,
        key=lambda each: (
            sort_key("".join(text for text, _ in each["citation"]), context.language),
            each["id"],
        ),
    )
