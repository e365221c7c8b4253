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
from scripts.pages.page import ENTRIES, Page, PageContext
from scripts.pages.search_words import names
from scripts.pages.shapes import LinkView
from scripts.records.model import Actor, Kind, Topic, Weight
from scripts.timeline.evidence import Label


def home(context: PageContext, path: str) -> Page:
    """What this is, the landmarks, the latest additions."""
    chronology, word = context.chronology, context.word
    landmarks = list_view(context.views, chronology.by_weight.get(Weight.LANDMARK, ()))
    return Page(
        path,
        "home",
        word("home.title"),
        word("home.description"),
        {
            "chart": _chart(context, "./"),
            "landmarks": landmarks,
            "labels": [
                (each, word(f"labels.{each}"), word(f"label-meanings.{each}")) for each in Label
            ],
            "latest": context.views.cards(context.site.additions),
            "entries": len(chronology.shown),
            "sources": len(chronology.sources),
        },
        (ENTRIES,),
        scripts=("chart.js",),
        styles=("chart.css",),
    )


def timeline(context: PageContext, path: str) -> Page:
    """Every entry by year, or with very many entries every year."""
    years = [
        (
            year,
            year_words(year, context.language),
            () if context.paged else context.views.cards(ids, counted=True),
            context.word("count.entries", n=len(ids)),
        )
        for year, ids in context.chronology.years.items()
    ]
    shown = [*chain(*context.facts.values())]
    return Page(
        path,
        "timeline",
        context.word("timeline.title"),
        context.word("timeline.description"),
        {
            "years": years,
            "count": len(shown),
            "paged": context.paged,
            "facts": FACTS,
            "forms": context.language.forms("count.entries"),
            "filters": _filters(context, shown, is_whole=True),
            "chart": _chart(context, "../"),
        },
        (ENTRIES,),
        scripts=("chart.js", "filter.js"),
        styles=("chart.css",),
    )


def _chart(context: PageContext, up: str) -> Markup:
    """The chart of all entries for a page from which `up` leads to the language's root."""
    years_from = context.site.years_from
    return chart(context.chronology, context.language, up, context.facts, years_from)


@dataclass(frozen=True)
class Option:
    """One value to filter by, and how many entries have it."""

    id: str
    name: str
    count: int


def _filters(context: PageContext, shown: Sequence[Fact], *, is_whole: bool) -> dict[str, Any]:
    """What entries can be filtered by: the values that those `shown` have, with their counts.

    `is_whole` says whether they are all that there are. Of a part every topic is named, since the
    choice may come from a page that has it.
    """
    chronology, views, word = context.chronology, context.views, context.word
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
        "counts": [*context.language.forms("filters.count")],
    }


def years(context: PageContext) -> Iterator[str]:
    """Every year that has an entry, or had one when it was published."""
    known = context.chronology.years
    yield from known
    for address in sorted(context.site.kept):
        family, _, year = address.rstrip("/").partition("/")
        if family == "years" and year and year not in known:
            yield year


def year(context: PageContext, path: str, key: str) -> Page:
    """The entries of a year, with filters where the timeline has none."""
    label = year_words(key, context.language)
    before, after = _beside(context, key)
    ids = context.chronology.years.get(key, ())
    has_filters = bool(context.paged and ids)
    return Page(
        path,
        "year",
        label,
        context.word("years.item-description", name=label),
        {
            "label": label,
            "entries": list_view(context.views, ids, counted=context.paged),
            "before": before,
            "after": after,
            "filters": _filters(context, context.facts[key], is_whole=False)
            if has_filters
            else None,
        },
        (f"years/{key}",),
        scripts=("filter.js",) if has_filters else (),
    )


def _beside(context: PageContext, key: str) -> tuple[LinkView | None, LinkView | None]:
    """Links to the pages of the years before and after, where there are any."""
    known = list(context.chronology.years)
    if key not in known:
        return None, None
    links = [LinkView(year_words(each, context.language), f"years/{each}/") for each in known]
    around = [None, *links, None]
    return around[known.index(key)], around[known.index(key) + 2]


def items(context: PageContext, family: str) -> Iterator[str]:
    """Every item of a vocabulary that an entry names, or named when it was published."""
    for id_ in getattr(context.chronology, family):
        if id_ in context.chronology.indexes[family] or f"{family}/{id_}/" in context.site.kept:
            yield id_


def item(context: PageContext, path: str, id_: str) -> Page:
    """The entries of one topic, actor or place, under what its record says of it."""
    family, code = path.partition("/")[0], context.language.code
    record = getattr(context.chronology, family)[id_]
    label, about = record.label[code], ""
    if isinstance(record, Topic):
        about = record.about[code]
    elif isinstance(record, Actor):
        about = context.word(f"actor-types.{record.type}")
    offices = record.offices if isinstance(record, Actor) else ()
    ids = context.chronology.indexes[family].get(id_, ())
    return Page(
        path,
        "listing",
        label,
        context.word(f"{family}.item-description", name=label),
        {
            "family": family,
            "label": label,
            "about": about,
            "offices": [office.title[code] for office in offices],
            "aliases": record.aliases[code] if record.aliases else (),
            "entries": list_view(context.views, ids),
            "search": " ".join(forms(names(context.views, record), context.language)),
        },
        (f"{family}/{id_}",),
        id_ if family == "topics" else "",
    )


def index(context: PageContext, path: str) -> Page:
    """The list of all topics, actors, places or years that have an entry."""
    family, code = path.partition("/")[0], context.language.code
    entries: Mapping[str, Sequence[str]] = context.chronology.years
    labels = {key: year_words(key, context.language) for key in entries}
    if family != "years":
        entries = context.chronology.indexes[family]
        known = getattr(context.chronology, family)
        labels = {id_: record.label[code] for id_, record in known.items() if id_ in entries}
    return Page(
        path,
        "index",
        context.word(f"{family}.title"),
        context.word(f"{family}.description"),
        {
            "items": [
                (f"{family}/{key}/", label, context.word("count.entries", n=len(entries[key])))
                for key, label in labels.items()
            ],
        },
        (ENTRIES,),
    )
