"""Pages about entries: the entry itself, the notice of a moved one, the list of differences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from scripts.i18n.folding import forms
from scripts.pages.changes import ChangeWords
from scripts.pages.citing import Citing, cite_entry
from scripts.pages.page import DIFFERENCES, Page, PageContext
from scripts.pages.views import MOST_CARDS, Views
from scripts.records.model import VOCABULARIES
from scripts.timeline.evidence import Label
from scripts.timeline.model import JoinedEntry

MIN_LETTERS = 4
"""A shorter word of a title does not tell which name the title means."""


def entry(context: PageContext, path: str, id_: str) -> Page:
    joined, language = context.chronology.entries[id_], context.language
    repository, published = context.site.repository, context.site.published
    record, trail = joined.record, context.site.histories.get(id_)
    citing = cite_entry(joined, language, context.chronology, published) if published else Citing()
    search, title_words = _search_words(context.views, joined)
    return Page(
        path,
        "entry",
        record.title[language.code],
        record.summary[language.code],
        {
            "entry": context.views.entry(joined),
            "edit": f"{repository}/edit/main/{joined.path}" if repository else "",
            "lagging": context.lagging(joined.path),
            "search": search,
            "title_words": title_words,
            "history": ChangeWords(context.views).history(trail) if trail else None,
            "citing": citing.view,
        },
        (joined.path,),
        parts={"picture": True, "near": context.near.get(id_, "")},
        head=citing.head,
        linked_data=citing.linked_data,
    )


def _search_words(views: Views, entry: JoinedEntry) -> tuple[str, str]:
    """The folded words by which the search finds an entry, and those of its title.

    The first are from all its texts and all spellings of the names in them, the second from the
    title and the other spellings of the names in it. A search lists entries found by their title
    first.
    """
    record, code, language = entry.record, views.code, views.language
    months: list[str] = language.facts["search"]["months"]
    points = dict.fromkeys((record.date.start, record.date.end))
    names = [
        views.names(getattr(views.chronology, family)[id_])
        for family in VOCABULARIES
        for id_ in getattr(record, family)
    ]
    texts = [
        record.title[code],
        record.summary[code],
        # Other names of the months in which it begins and ends.
        *(months[point.month - 1] for point in points if point and point.month),
        *(joined.claim.text[code] for joined in entry.claims),
        *(difference.about[code] for difference in record.differences),
    ]
    said = {word for word in forms([record.title[code]], language) if len(word) >= MIN_LETTERS}
    titled = [each for each in names if not said.isdisjoint(forms(each, language))]
    return (
        " ".join(forms(chain(texts, *names), language)),
        " ".join(forms([record.title[code], *chain(*titled)], language)),
    )


def moved(context: PageContext, path: str, id_: str) -> Page:
    """The notice at an id that gave way to another."""
    redirect = context.chronology.redirects[id_]
    joined = context.chronology.entries[redirect.to]
    target, title = context.views.card(joined), context.word(f"moved.{redirect.because}")
    return Page(path, "moved", title, target.title, {"target": target}, (joined.path,))


def differences(context: PageContext, path: str) -> Page:
    """Every point on which sources differ, by entry."""
    code, chronology = context.language.code, context.chronology

    def points(joined: JoinedEntry) -> Iterator[str]:
        for each in joined.claims:
            if each.evidence.label == Label.CONTESTED:
                yield each.claim.text[code]
        yield from (each.about[code] for each in joined.record.differences)

    ids = chronology.differing
    few = len(ids) <= MOST_CARDS
    shows = {
        "entries": [context.views.entry(chronology.entries[id_]) for id_ in ids] if few else [],
        "years": () if few else context.views.by_year(ids, points),
    }
    return context.page(path, "differences", shows, (DIFFERENCES,))
