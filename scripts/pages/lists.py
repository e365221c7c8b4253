"""Lists of entries: of few a card for each, of very many a line for each, year by year.

What is listed is made when its template comes to it, as a part of the page that can be remembered:
where one entry of a thousand is another, its line is filled again, and not those of all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby

from scripts.chronology import JoinedEntry
from scripts.pages.facts import facts_of
from scripts.pages.shapes import LaterView, LineView, ListView, YearView
from scripts.pages.views import Views, date_html
from scripts.pages.words import year_words

MOST_CARDS = 250
"""With more entries a list has lines: so many cards are long to read, to load and to make."""

Notes = Callable[[JoinedEntry], Iterable[str]]
"""What a list has an entry for."""


def list_view(views: Views, name: str, ids: Sequence[str], *, counted: bool = False) -> ListView:
    """The entries of `ids`, in the order of time; with the facts to filter by if `counted`.

    `name` tells the list from others, such as `topics/trade`.
    """
    if len(ids) <= MOST_CARDS:
        return ListView(cards=views.cards(ids, counted=counted))
    return ListView(years=by_year(views, name, ids, counted=counted))


def by_year(
    views: Views,
    name: str,
    ids: Iterable[str],
    notes: Notes | None = None,
    *,
    counted: bool = False,
) -> tuple[YearView, ...]:
    """The entries of `ids` in lines, each with its `notes`, by year in the order of time."""
    # The very lines are on other lists too, unless they have notes of this one.
    kind = ("counted",) if counted else (name,) if notes else ()

    def line(id_: str) -> LaterView:
        return LaterView((*kind, id_), partial(_line, views, id_, notes, counted=counted))

    return tuple(
        YearView(year, year_words(year, views.language), tuple(map(line, within)))
        for year, within in groupby(ids, key=views.chronology.year_pages.__getitem__)
    )


def _line(views: Views, id_: str, notes: Notes | None, *, counted: bool) -> LineView:
    entry = views.chronology.entries[id_]
    record, label = entry.record, entry.evidence.label
    return LineView(
        id=id_,
        title=record.title[views.code],
        to=f"events/{id_}/",
        date=date_html(record.date, views.language),
        topic=record.topics[0],
        weight=record.weight,
        label=label,
        words=views.language.word(f"labels.{label}"),
        facts=facts_of(entry) if counted else None,
        notes=tuple(notes(entry)) if notes else (),
    )
