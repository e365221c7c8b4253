"""Pages about entries: the entry itself, the notice of a moved one, the list of differences."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.cite.metadata import Tag
from scripts.pages.changes import ChangeWords
from scripts.pages.citing import citing_view, head
from scripts.pages.history import history
from scripts.pages.lists import MOST_CARDS, by_year
from scripts.pages.page import DIFFERENCES, Page, PageContext
from scripts.pages.search_words import search_words, title_words
from scripts.timeline.evidence import Label
from scripts.timeline.model import JoinedEntry


def entry(context: PageContext, path: str, id_: str) -> Page:
    """The page of an entry."""
    joined = context.chronology.entries[id_]
    repository, published = context.site.repository, context.site.published
    view = context.views.entry(joined)
    trail = context.site.histories.get(id_)
    citing, linked_data = None, ""
    tags: list[Tag] = []
    if published:
        citing = citing_view(joined, context.language, published)
        tags, linked_data = head(joined, context.language, context.chronology, published)
    return Page(
        path,
        "entry",
        view.card.title,
        view.card.summary,
        {
            "entry": view,
            "edit": f"{repository}/edit/main/{joined.path}" if repository else "",
            "lagging": context.lagging(joined.path),
            "search": search_words(context.views, joined),
            "title_words": title_words(context.views, joined),
            "history": history(trail, ChangeWords(context.views)) if trail else None,
            "citing": citing,
        },
        (joined.path,),
        view.card.topic,
        head=tuple(tags),
        linked_data=linked_data,
    )


def moved(context: PageContext, path: str, id_: str) -> Page:
    """The notice at an id that gave way to another."""
    redirect = context.chronology.redirects[id_]
    joined = context.chronology.entries[redirect.to]
    target = context.views.card(joined)
    title = context.word(f"moved.{redirect.because}")
    return Page(path, "moved", title, target.title, {"target": target}, (joined.path,))


def differences(context: PageContext, path: str) -> Page:
    """Every point on which sources differ, by entry."""
    code, chronology = context.language.code, context.chronology

    def points(joined: JoinedEntry) -> Iterator[str]:
        for each in joined.claims:
            if each.evidence.label == Label.CONTESTED:
                yield each.claim.text[code]
        yield from (each.about[code] for each in joined.record.differences)

    ids = [id_ for year in chronology.differing.values() for id_ in year]
    few = len(ids) <= MOST_CARDS
    return Page(
        path,
        "differences",
        context.word("differences.title"),
        context.word("differences.description"),
        {
            "entries": [context.views.entry(chronology.entries[id_]) for id_ in ids] if few else [],
            "years": () if few else by_year(context.views, ids, points),
        },
        (DIFFERENCES,),
    )
