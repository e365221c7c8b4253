"""The timeline: every entry by year; of very many its years, whose pages then have the filters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from scripts.i18n.dates import year_words
from scripts.pages.chart import chart
from scripts.pages.facts import FACTS
from scripts.pages.findable import filters
from scripts.pages.lists import list_view
from scripts.pages.page import ENTRIES, Page, Plan, Stage
from scripts.pages.shapes import CardView, LaterView, LinkView
from scripts.pages.views import Views


def timeline(stage: Stage) -> Iterator[Plan]:
    """Every entry, by year."""
    yield Plan("timeline/index.md", partial(_timeline, stage))


def _timeline(stage: Stage) -> Page:
    chronology, views, paged = stage.chronology, stage.views, stage.around.paged
    shown = [fact for facts in stage.facts.values() for fact in facts]
    years = [
        (
            year,
            year_words(year, stage.language),
            () if paged else tuple(_card(views, id_) for id_ in ids),
            stage.word("count.entries", n=len(ids)),
        )
        for year, ids in chronology.years.items()
    ]
    return Page(
        "timeline/index.md",
        "timeline",
        stage.word("timeline.title"),
        stage.word("timeline.description"),
        {
            "years": years,
            "count": len(shown),
            "paged": paged,
            "facts": FACTS,
            "forms": stage.language.forms("count.entries"),
            "filters": filters(views, shown, whole=True),
            "chart": whole_chart(stage, "../"),
        },
        (ENTRIES,),
        scripts=("chart.js", "filter.js"),
        styles=("chart.css",),
    )


def whole_chart(stage: Stage, up: str) -> Markup:
    """The chart of all entries for a page from which `up` leads to the language's root."""

    def drawn() -> Markup:
        chronology = stage.chronology
        return chart(chronology, stage.language, up, chronology.shown, stage.facts)

    return stage.recall(("chart", stage.language.code, up), drawn)


def _card(views: Views, id_: str) -> LaterView:
    def card() -> CardView:
        return views.card(views.chronology.entries[id_], counted=True)

    return LaterView((id_,), card)


def years(stage: Stage) -> Iterator[Plan]:
    """One page for each year that has or had an entry."""
    for year in stage.chronology.years:
        yield Plan(f"years/{year}.md", partial(_year, stage, year))
    for address in sorted(stage.around.kept):
        family, _, year = address.rstrip("/").partition("/")
        if family == "years" and year and year not in stage.chronology.years:
            yield Plan(f"years/{year}.md", partial(_year, stage, year))


def _year(stage: Stage, year: str) -> Page:
    chronology, paged = stage.chronology, stage.around.paged
    label = year_words(year, stage.language)
    ids = chronology.years.get(year, ())
    before, after = _beside(stage, year)
    shows: dict[str, Any] = {
        "label": label,
        "entries": list_view(stage.views, ids, counted=paged),
        "before": before,
        "after": after,
        "filters": None,
    }
    if paged and ids:
        shows["filters"] = filters(stage.views, stage.facts[year], whole=False)
    return Page(
        f"years/{year}.md",
        "year",
        label,
        stage.word("years.item-description", name=label),
        shows,
        (f"years/{year}",),
        scripts=("filter.js",) if shows["filters"] else (),
    )


def _beside(stage: Stage, year: str) -> tuple[LinkView | None, LinkView | None]:
    """Links to the pages of the years before and after, where there are any."""
    known = list(stage.chronology.years)
    if year not in known:
        return None, None
    place = known.index(year)

    before, after = (
        LinkView(year_words(each[0], stage.language), f"years/{each[0]}/") if each else None
        for each in (known[:place][-1:], known[place + 1 :])
    )
    return before, after
