"""Pages about entries: the entry itself, the notice of a moved one, the list of differences."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.cite.metadata import Tag
from scripts.pages.changes import ChangeWords
from scripts.pages.citing import citing_view, head
from scripts.pages.lists import MOST_CARDS, by_year
from scripts.pages.page import DIFFERENCES, Page, Stage
from scripts.pages.search_words import search_words, title_words
from scripts.pages.trails import history
from scripts.timeline.evidence import Label
from scripts.timeline.model import JoinedEntry


def entry(stage: Stage, path: str, id_: str) -> Page:
    """The page of an entry."""
    joined = stage.chronology.entries[id_]
    repository, published = stage.around.repository, stage.around.published
    view = stage.views.entry(joined)
    trail = stage.around.trails.get(id_)
    citing, linked_data = None, ""
    tags: list[Tag] = []
    if published:
        citing = citing_view(joined, stage.language, published)
        tags, linked_data = head(joined, stage.language, stage.chronology, published)
    return Page(
        path,
        "entry",
        view.card.title,
        view.card.summary,
        {
            "entry": view,
            "edit": f"{repository}/edit/main/{joined.path}" if repository else "",
            "lagging": stage.lagging(joined.path),
            "search": search_words(stage.views, joined),
            "title_words": title_words(stage.views, joined),
            "history": history(trail, ChangeWords(stage.views)) if trail else None,
            "citing": citing,
        },
        (joined.path,),
        view.card.topic,
        head=tuple(tags),
        linked_data=linked_data,
    )


def moved(stage: Stage, path: str, id_: str) -> Page:
    """The notice at an id that gave way to another."""
    redirect = stage.chronology.redirects[id_]
    joined = stage.chronology.entries[redirect.to]
    target = stage.views.card(joined)
    title = stage.word(f"moved.{redirect.because}")
    return Page(path, "moved", title, target.title, {"target": target}, (joined.path,))


def differences(stage: Stage, path: str) -> Page:
    """Every point on which sources differ, by entry."""
    code, chronology = stage.language.code, stage.chronology

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
        stage.word("differences.title"),
        stage.word("differences.description"),
        {
            "entries": [stage.views.entry(chronology.entries[id_]) for id_ in ids] if few else [],
            "years": () if few else by_year(stage.views, ids, points),
        },
        (DIFFERENCES,),
    )
