"""Pages that list entries: home, timeline, a year, a topic, an actor, a place; and their indexes.

With very many entries the timeline lists the years only, and each year's page has the filters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from markupsafe import Markup

from scripts.i18n.dates import year_words
from scripts.i18n.folding import forms
from scripts.pages.chart import chart
from scripts.pages.facts import FACTS, Fact
from scripts.pages.lists import list_view
from scripts.pages.page import ENTRIES, Page, Stage
from scripts.pages.search_words import names
from scripts.pages.shapes import LinkView
from scripts.records.model import Actor, Kind, Topic, Weight
from scripts.timeline.evidence import Label


def home(stage: Stage, path: str) -> Page:
    """What this is, the landmarks, the latest additions."""
    chronology, word = stage.chronology, stage.word
    landmarks = list_view(stage.views, chronology.by_weight.get(Weight.LANDMARK, ()))
    return Page(
        path,
        "home",
        word("home.title"),
        word("home.description"),
        {
            "chart": _chart(stage, "./"),
            "landmarks": landmarks,
            "labels": [
                (each, word(f"labels.{each}"), word(f"label-meanings.{each}")) for each in Label
            ],
            "latest": stage.views.cards(stage.around.additions),
            "entries": len(chronology.shown),
            "sources": len(chronology.sources),
        },
        (ENTRIES,),
        scripts=("chart.js",),
        styles=("chart.css",),
    )


def timeline(stage: Stage, path: str) -> Page:
    """Every entry by year, or with very many entries every year."""
    years = [
        (
            year,
            year_words(year, stage.language),
            () if stage.paged else stage.views.cards(ids, counted=True),
            stage.word("count.entries", n=len(ids)),
        )
        for year, ids in stage.chronology.years.items()
    ]
    shown = [*chain(*stage.facts.values())]
    return Page(
        path,
        "timeline",
        stage.word("timeline.title"),
        stage.word("timeline.description"),
        {
            "years": years,
            "count": len(shown),
            "paged": stage.paged,
            "facts": FACTS,
            "forms": stage.language.forms("count.entries"),
            "filters": _filters(stage, shown, is_whole=True),
            "chart": _chart(stage, "../"),
        },
        (ENTRIES,),
        scripts=("chart.js", "filter.js"),
        styles=("chart.css",),
    )


def _chart(stage: Stage, up: str) -> Markup:
    """The chart of all entries for a page from which `up` leads to the language's root."""
    years_from = stage.around.years_from
    return chart(stage.chronology, stage.language, up, stage.facts, years_from)


@dataclass(frozen=True)
class Option:
    """One value to filter by, and how many entries have it."""

    id: str
    name: str
    count: int


def _filters(stage: Stage, shown: Sequence[Fact], *, is_whole: bool) -> dict[str, Any]:
    """What entries can be filtered by: the values that those `shown` have, with their counts.

    `is_whole` says whether they are all that there are. Of a part every topic is named, since the
    choice may come from a page that has it.
    """
    chronology, views, word = stage.chronology, stage.views, stage.word
    topics = Counter(chain(*(fact.topics for fact in shown)))
    actors = Counter(chain(*(fact.actors for fact in shown)))
    sources = Counter(chain(*(fact.sources for fact in shown)))
    labels = Counter(fact.evidence for fact in shown)
    kinds = Counter(fact.kind for fact in shown)
    first = min((fact.first for fact in shown), default=0)
    last = max((fact.last for fact in shown), default=0)
    by_actor = (
        Option(id_, chronology.actors[id_].label[views.code], n) for id_, n in actors.items()
    )
    by_source = (
        Option(id_, views.source_link(chronology.sources[id_]).text, n)
        for id_, n in sources.items()
    )
    return {
        "topics": [
            Option(id_, topic.label[views.code], topics[id_])
            for id_, topic in chronology.topics.items()
            if id_ in chronology.by_topic
        ],
        "actors": sorted(by_actor, key=lambda each: (-each.count, each.name, each.id)),
        "sources": sorted(by_source, key=lambda each: (each.name, each.id)),
        "evidence": [
            Option(each, word(f"labels.{each}"), labels[each]) for each in Label if labels[each]
        ],
        "kinds": [Option(each, word(f"kinds.{each}"), kinds[each]) for each in Kind if kinds[each]],
        "years": (first, last) if is_whole else None,
        "counts": [*stage.language.forms("filters.count")],
    }


def years(stage: Stage) -> Iterator[str]:
    """Every year that has an entry, or had one when it was published."""
    known = stage.chronology.years
    yield from known
    for address in sorted(stage.around.kept):
        family, _, year = address.rstrip("/").partition("/")
        if family == "years" and year and year not in known:
            yield year


def year(stage: Stage, path: str, key: str) -> Page:
    """The entries of a year, with filters where the timeline has none."""
    label = year_words(key, stage.language)
    before, after = _beside(stage, key)
    ids = stage.chronology.years.get(key, ())
    has_filters = bool(stage.paged and ids)
    return Page(
        path,
        "year",
        label,
        stage.word("years.item-description", name=label),
        {
            "label": label,
            "entries": list_view(stage.views, ids, counted=stage.paged),
            "before": before,
            "after": after,
            "filters": _filters(stage, stage.facts[key], is_whole=False) if has_filters else None,
        },
        (f"years/{key}",),
        scripts=("filter.js",) if has_filters else (),
    )


def _beside(stage: Stage, key: str) -> tuple[LinkView | None, LinkView | None]:
    """Links to the pages of the years before and after, where there are any."""
    known = list(stage.chronology.years)
    if key not in known:
        return None, None
    links = [LinkView(year_words(each, stage.language), f"years/{each}/") for each in known]
    around = [None, *links, None]
    return around[known.index(key)], around[known.index(key) + 2]


def items(stage: Stage, family: str) -> Iterator[str]:
    """Every item of a vocabulary that an entry names, or named when it was published."""
    for id_ in getattr(stage.chronology, family):
        if id_ in stage.chronology.indexes[family] or f"{family}/{id_}/" in stage.around.kept:
            yield id_


def item(stage: Stage, path: str, id_: str) -> Page:
    """The entries of one topic, actor or place, under what its record says of it."""
    family, code = path.partition("/")[0], stage.language.code
    record = getattr(stage.chronology, family)[id_]
    label, about = record.label[code], ""
    if isinstance(record, Topic):
        about = record.about[code]
    elif isinstance(record, Actor):
        about = stage.word(f"actor-types.{record.type}")
    offices = record.offices if isinstance(record, Actor) else ()
    ids = stage.chronology.indexes[family].get(id_, ())
    return Page(
        path,
        "listing",
        label,
        stage.word(f"{family}.item-description", name=label),
        {
            "family": family,
            "label": label,
            "about": about,
            "offices": [office.title[code] for office in offices],
            "aliases": record.aliases[code] if record.aliases else (),
            "entries": list_view(stage.views, ids),
            "search": " ".join(forms(names(stage.views, record), stage.language)),
        },
        (f"{family}/{id_}",),
        id_ if family == "topics" else "",
    )


def index(stage: Stage, path: str) -> Page:
    """The list of all topics, actors, places or years that have an entry."""
    family, code = path.partition("/")[0], stage.language.code
    entries: Mapping[str, Sequence[str]] = stage.chronology.years
    labels = {key: year_words(key, stage.language) for key in entries}
    if family != "years":
        entries = stage.chronology.indexes[family]
        known = getattr(stage.chronology, family)
        labels = {id_: record.label[code] for id_, record in known.items() if id_ in entries}
    return Page(
        path,
        "index",
        stage.word(f"{family}.title"),
        stage.word(f"{family}.description"),
        {
            "items": [
                (f"{family}/{key}/", label, stage.word("count.entries", n=len(entries[key])))
                for key, label in labels.items()
            ],
        },
        (ENTRIES,),
    )
