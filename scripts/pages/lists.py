"""Lists of entries: of few a card for each, of very many a line for each, year by year.

What is listed is made when its template comes to it, as a part of the page that can be remembered:
where one entry of a thousand is another, its line is filled again, and not those of all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from scripts.i18n.dates import year_words
from scripts.pages.evidence_line import entry_evidence
from scripts.pages.facts import facts_of
from scripts.pages.shapes import LaterView, LineView, ListView, YearView
from scripts.pages.views import Views, date_html
from scripts.timeline.model import JoinedEntry

MOST_CARDS = 250
"""With more entries a list has lines: so many cards are long to read, to load and to make."""


@dataclass(frozen=True)
class Notes:
    """What a list has an entry for; `name` tells the list from others that have notes."""

    name: str
    of: Callable[[JoinedEntry], Iterable[str]]


def list_view(views: Views, ids: Sequence[str], *, counted: bool = False) -> ListView:
    """The entries of `ids`, in the order of time; with the facts to filter by if `counted`."""
    if len(ids) <= MOST_CARDS:
        return ListView(cards=views.cards(ids, counted=counted))
    return ListView(years=by_year(views, ids, counted=counted))


def by_year(
    views: Views, ids: Iterable[str], notes: Notes | None = None, *, counted: bool = False
) -> tuple[YearView, ...]:
    """The entries of `ids` in lines, each with its `notes`, by year in the order of time."""
    # The very lines are on other lists too, unless they have notes of this one.
    kind = ("counted",) if counted else (notes.name,) if notes else ()
    years: dict[str, list[LaterView]] = {}
    for id_ in ids:
        line = LaterView((*kind, id_), partial(_line, views, id_, notes, counted=counted))
        years.setdefault(views.chronology.year_pages[id_], []).append(line)
    return tuple(
        YearView(year, year_words(year, views.language), tuple(lines))
        for year, lines in years.items()
    )


def _line(views: Views, id_: str, notes: Notes | None, *, counted: bool) -> LineView:
    entry = views.chronology.entries[id_]
    record = entry.record
    return LineView(
        id=id_,
        title=record.title[views.code],
        to=f"events/{id_}/",
        date=date_html(record.date, views.language),
        topic=record.topics[0],
        weight=record.weight,
        evidence=entry_evidence(entry.evidence, views.language),
        facts=facts_of(entry) if counted else None,
        notes=tuple(notes.of(entry)) if notes else (),
    )
