"""Lists of entries: of few a card for each, of very many a line for each, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from scripts.chronology import JoinedEntry
from scripts.pages.facts import facts_of
from scripts.pages.shapes import LineView, ListView, YearView
from scripts.pages.views import Views, date_html
from scripts.pages.words import year_words

MOST_CARDS = 250
"""With more entries a list has lines: so many cards are long to read, to load and to make."""


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
) -> tuple[YearView, ...]:
    """The entries of `ids` in lines, each with its `notes`, by year in the order of time."""
    years: dict[str, list[JoinedEntry]] = {}
    for id_ in ids:
        entry = views.chronology.entries[id_]
        years.setdefault(entry.year, []).append(entry)
    return tuple(
        YearView(
            year,
            year_words(year, views.language),
            tuple(_line(views, each, tuple(notes(each)), counted=counted) for each in entries),
        )
        for year, entries in years.items()
    )


def _line(views: Views, entry: JoinedEntry, notes: tuple[str, ...], *, counted: bool) -> LineView:
    record, label = entry.record, entry.evidence.label
    return LineView(
        id=entry.id,
        title=record.title[views.code],
        to=f"events/{entry.id}/",
        date=date_html(record.date, views.language),
        topic=record.topics[0],
        weight=record.weight,
        label=label,
        words=views.language.word(f"labels.{label}"),
        facts=facts_of(entry) if counted else None,
        notes=notes,
    )
