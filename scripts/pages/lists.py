"""Lists of entries: a card for each, or with very many entries a line for each, by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from scripts.i18n.dates import year_words
from scripts.pages.views import CardView, Views
from scripts.timeline.model import JoinedEntry

MOST_CARDS = 250
"""With more entries a list has lines: so many cards are long to read, to load and to make."""


Years = tuple[tuple[str, str, tuple[CardView, ...]], ...]
"""The entries of a list by year page: the key of the page, its name, the entries."""


class ListView(NamedTuple):
    """A list of entries: either their cards, or lines by year; neither where it is empty."""

    cards: tuple[CardView, ...] = ()
    years: Years = ()


def list_view(views: Views, ids: Sequence[str], *, counted: bool = False) -> ListView:
    """The entries of `ids`, in the order of time; with the facts to filter by if `counted`."""
    if len(ids) <= MOST_CARDS:
        return ListView(cards=views.cards(ids, counted=counted))
    return ListView(years=by_year(views, ids, counted=counted))


def by_year(
    views: Views,
    ids: Iterable[str],
    notes: Callable[[JoinedEntry], Iterable[str]] = lambda _: (),
    *,
    counted: bool = False,
) -> Years:
    """The entries of `ids` by year, in the order of time; `notes` says what each is listed for."""
    years: dict[str, list[CardView]] = {}
    for id_ in ids:
        entry = views.chronology.entries[id_]
        card = replace(views.card(entry, counted=counted), notes=tuple(notes(entry)))
        years.setdefault(views.chronology.year_pages[id_], []).append(card)
    return tuple(
        (year, year_words(year, views.language), tuple(cards)) for year, cards in years.items()
    )
