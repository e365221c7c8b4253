"""Pages that list entries: home, timeline, a year; the lists of topics, actors, places and years.

With very many entries the timeline lists the years only, and each year's page has the filters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from markupsafe import Markup

from scripts.i18n.dates import day_words, year_words
from scripts.i18n.folding import sort_key
from scripts.pages.chart import chart
from scripts.pages.chart.marks import Subject
from scripts.pages.escape import safe
from scripts.pages.facts import FACTS, Fact, Facts, facts_json
from scripts.pages.page import ENTRIES, Page, PageContext
from scripts.pages.render import part
from scripts.records.model import Kind
from scripts.records.vocabulary import ActorType
from scripts.timeline.evidence import Label


def home(context: PageContext, path: str) -> Page:
    """What this is, the landmarks, the latest additions."""
    chronology, word = context.chronology, context.word
    shows = {
        "landmarks": context.cards(each.id for each in chronology.landmarks),
        "labels": [
            (each, word(f"labels.{each}"), word(f"label-meanings.{each}")) for each in Label
        ],
        "latest": [
            (context.card(chronology.entries[id_]), day_words(day, context.language))
            for id_, day in context.site.additions.items()
        ],
        "overview": context.site.overview,
        "entries": len(chronology.shown),
        "sources": len(chronology.sources),
    }
    parts = {
        "places": {"chart": _chart(context, "./")},
        "styles": ["chart.css"],
        "modules": ["chart.js"] if chronology.shown else [],
    }
    hide = ("navigation", "toc")
    return context.page(path, "home", shows, (ENTRIES,), hide=hide, parts=parts)


def timeline(context: PageContext, path: str) -> Page:
    """Every entry by year, or with very many entries every year."""
    years = [
        (
            year,
            year_words(year, context.language),
            () if context.paged else context.cards(ids),
            context.word("count.entries", n=len(ids)),
        )
        for year, ids in context.chronology.years.items()
    ]
    parts = {
        "places": {
            "chart": _chart(context, "../", slim=True),
            "filters": _filters(context, context.facts, is_whole=True),
        },
        "styles": ["chart.css"],
        "modules": ["chart.js", "filter.js"] if context.chronology.shown else ["filter.js"],
        "filtered": True,
    }
    shows = {"years": years, "count": len(context.chronology.shown), "paged": context.paged}
    return context.page(path, "timeline", shows, (ENTRIES,), hide=("navigation",), parts=parts)


def _chart(context: PageContext, up: str, *, slim: bool = False) -> Markup:
    """The chart of all entries, if any; `up` leads to the root of the language's site."""
    if not context.chronology.years:
        return Markup()
    years_from = context.site.years_from
    subject = Subject(context.chronology, context.language, up, context.facts, years_from)
    return chart(subject, slim=slim)


def _filters(context: PageContext, facts: Facts, *, is_whole: bool) -> Markup:
    """The form by which the entries of a page are filtered, and their `facts` for the script.

    `is_whole` says whether the entries are all that there are. Where those are very many, the page
    does without the facts: the script asks for them.
    """
    word, asks = context.word, context.paged and is_whole
    return part(
        "filters",
        context.language,
        filters=_choices(context, [*chain(*facts.values())], is_whole=is_whole),
        carry=context.paged,
        file=f"../../{FACTS}" if asks else "",
        facts="" if asks else safe(facts_json(facts)),
        entries=[*context.language.forms("count.entries")] if asks else (),
        nothing=word("filters.none" if is_whole else "filters.none-here"),
    )


def _choices(context: PageContext, facts: Sequence[Fact], *, is_whole: bool) -> dict[str, Any]:
    """What entries can be filtered by: id and name of each value, and how many of `facts` have it.

    Of a part of the entries every topic is named, since the choice may come from a page that has
    it; topics have their class in the stylesheet.
    """
    chronology, code, word = context.chronology, context.code, context.word
    counts = defaultdict[str, Counter[str]](Counter)
    for fact in facts:
        for name, values in fact.values.items():
            counts[name].update(values)

    def alphabetical(value: tuple[str, str, int]) -> tuple[object, str]:
        return sort_key(value[1], context.language), value[0]

    def named(name: str, values: Iterable[str], section: str) -> list[tuple[str, str, int]]:
        found = ((each, counts[name][each]) for each in values)
        return [(each, word(f"{section}.{each}"), n) for each, n in found if n]

    actors = [(id_, chronology.actors[id_].label[code], n) for id_, n in counts["actor"].items()]
    sources = [(id_, context.source(id_).text, n) for id_, n in counts["source"].items()]
    extents = [fact.extent for fact in facts]
    first = min((each.first for each in extents), default=0)
    last = max((each.last for each in extents), default=0)
    return {
        "topics": [
            (id_, topic.label[code], counts["topic"][id_], chronology.colour(id_))
            for id_, topic in chronology.topics.items()
            if id_ in chronology.indexes["topics"]
        ],
        "actors": sorted(actors, key=lambda each: (-each[2], alphabetical(each))),
        "sources": sorted(sources, key=alphabetical),
        "evidence": named("evidence", Label, "labels"),
        "kinds": named("kind", Kind, "kinds"),
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
    label, known = year_words(key, context.language), context.chronology.years
    parts: dict[str, Any] = {}
    if key in known:
        keys = [None, *known, None]
        place = keys.index(key)
        for side, each in (("before", keys[place - 1]), ("after", keys[place + 1])):
            if each:
                title = year_words(each, context.language)
                parts[side] = context.neighbour(side, f"years/{each}/", title)
    filtered = context.paged and key in known
    if filtered:
        facts = {key: context.facts[key]}
        parts["places"] = {"filters": _filters(context, facts, is_whole=False)}
        parts |= {"modules": ["filter.js"], "filtered": True}
    return Page(
        path,
        "year",
        label,
        context.word("years.item-description", name=label),
        {"entries": context.listed(known.get(key, ())), "filtered": filtered},
        (f"years/{key}",),
        parts=parts,
    )


def index(context: PageContext, path: str) -> Page:
    """The list of all topics, actors, places or years that have an entry."""
    family, language = path.partition("/")[0], context.language
    entries: Mapping[str, Sequence[str]] = context.chronology.years
    labels = {key: year_words(key, language) for key in entries}
    if family != "years":
        entries = context.chronology.indexes[family]
        known = getattr(context.chronology, family)
        labels = {id_: each.label[context.code] for id_, each in known.items() if id_ in entries}
    if family in {"actors", "places"}:
        # Actors are grouped by type, states first.
        types = [*ActorType, None]
        ranks = {id_: types.index(getattr(known[id_], "type", None)) for id_ in labels}
        ordered = sorted(labels, key=lambda id_: (ranks[id_], sort_key(labels[id_], language)))
        labels = {id_: labels[id_] for id_ in ordered}
    listed = [
        (f"{family}/{key}/", label, context.word("count.entries", n=len(entries[key])))
        for key, label in labels.items()
    ]
    return context.page(path, "index", {"items": listed}, (ENTRIES,), family)
