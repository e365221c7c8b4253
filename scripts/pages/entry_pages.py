"""Pages about entries: the entry itself, the notice of a moved one, the list of differences."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.i18n.dates import span_words
from scripts.pages.changes import ChangeWords
from scripts.pages.citing import cite_entry
from scripts.pages.findable import entry_tail
from scripts.pages.page import DIFFERENCES, Page, PageContext
from scripts.pages.views import MOST_CARDS
from scripts.timeline.evidence import Label
from scripts.timeline.model import JoinedEntry


def entry(context: PageContext, path: str, id_: str) -> Page:
    joined, site = context.chronology.entries[id_], context.site
    record, history, shown = joined.record, site.histories.get(id_), context.entry(joined)
    citing = cite_entry(joined, context.language, context.chronology, site.published)
    feed = f"events/{id_}/changes.xml"
    cites = [cite for claim in shown["claims"] for cite in claim.cites]
    positions = [each for difference in shown["differences"] for each in difference.positions]
    cited = [link for cite in cites for link in (cite.source, *cite.follows)]
    cited += [link for _, sources in positions for link in sources]
    return Page(
        path,
        "entry",
        record.title[context.code],
        record.summary[context.code],
        {
            "entry": shown,
            "edit": f"{site.repository}/edit/main/{joined.path}" if site.repository else "",
            "lagging": context.lagging(joined.path),
            "history": ChangeWords(context).history(history) if history else None,
            "citing": citing.view,
            "feed": feed,
        },
        (joined.path,),
        parts={
            "picture": True,
            "feed": {"to": feed, "title": record.title[context.code]},
            "near": context.near.get(id_, ""),
            "tail": entry_tail(context, joined, cited),
            **_neighbours(context, joined),
        },
        head=citing.head,
        linked_data=citing.linked_data,
    )


def _neighbours(context: PageContext, entry: JoinedEntry) -> dict[str, dict[str, str]]:
    """The entries before and after in time, for the frame."""
    found = {}
    for side, id_ in (("before", entry.before), ("after", entry.after)):
        if id_ is not None:
            other = context.chronology.entries[id_].record
            dates = (other.date, entry.record.date)
            first, last = sorted(dates, key=lambda date: date.sort_key)
            span = span_words(first, last, context.language)
            title = other.title[context.code]
            found[side] = context.neighbour(side, f"events/{id_}/", title, span)
    return found


def moved(context: PageContext, path: str, id_: str) -> Page:
    """The notice at an id that gave way to another."""
    redirect = context.chronology.redirects[id_]
    joined = context.chronology.entries[redirect.to]
    target, title = context.card(joined), context.word(f"moved.{redirect.because}")
    return Page(path, "moved", title, target.title, {"target": target}, (joined.path,))


def differences(context: PageContext, path: str) -> Page:
    """Every point on which sources differ, by entry."""
    code, chronology = context.code, context.chronology

    def points(joined: JoinedEntry) -> Iterator[str]:
        for each in joined.claims:
            if each.evidence.label == Label.CONTESTED:
                yield each.claim.text[code]
        yield from (each.about[code] for each in joined.record.differences)

    ids = chronology.differing
    few = len(ids) <= MOST_CARDS
    shows = {
        "entries": [context.entry(chronology.entries[id_]) for id_ in ids] if few else (),
        "years": () if few else context.by_year(ids, points),
    }
    return context.page(path, "differences", shows, (DIFFERENCES,))
