"""The kinds of page: what each shows, one function a kind, listed in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from scripts.cite.metadata import Tag
from scripts.i18n.dates import year_words
from scripts.i18n.folding import forms
from scripts.i18n.language import Language
from scripts.pages.changes import ChangeWords
from scripts.pages.cite_page import cite
from scripts.pages.citing import citing_view, head, head_of_source, source_citing
from scripts.pages.contribute import contribute
from scripts.pages.data_page import data
from scripts.pages.findable import names, search_words, title_words
from scripts.pages.fronts import fronted
from scripts.pages.lists import MOST_CARDS, Notes, by_year, list_view
from scripts.pages.page import DIFFERENCES, ENTRIES, SOURCES, Page, Plan, Stage, Surroundings
from scripts.pages.problems_page import problems
from scripts.pages.source_view import source_view
from scripts.pages.timeline_page import timeline, whole_chart, years
from scripts.pages.trails import history
from scripts.pages.views import Views, labels
from scripts.records.model import VOCABULARIES, Actor, Place, Topic, Weight
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology, JoinedEntry


def home(stage: Stage) -> Iterator[Plan]:
    """What this is, the landmarks, the latest additions."""
    yield Plan("index.md", partial(_home, stage))


def _home(stage: Stage) -> Page:
    chronology = stage.chronology
    return Page(
        "index.md",
        "home",
        stage.word("home.title"),
        stage.word("home.description"),
        {
            "chart": whole_chart(stage, "./"),
            "landmarks": list_view(stage.views, chronology.by_weight.get(Weight.LANDMARK, ())),
            "labels": labels(stage.language),
            "latest": stage.views.cards(stage.around.additions),
            "entries": len(chronology.shown),
            "sources": len(chronology.sources),
        },
        (ENTRIES,),
        scripts=("chart.js",),
        styles=("chart.css",),
    )


def entries(stage: Stage) -> Iterator[Plan]:
    """One page an entry."""
    words = ChangeWords(stage.views)
    for id_ in stage.chronology.entries:
        yield Plan(f"events/{id_}.md", partial(_entry, stage, words, id_))


def _entry(stage: Stage, words: ChangeWords, id_: str) -> Page:
    entry = stage.chronology.entries[id_]
    repository, published = stage.around.repository, stage.around.published
    view = stage.views.entry(entry)
    trail = stage.around.trails.get(id_)
    tags: list[Tag] = []
    linked_data = ""
    if published:
        tags, linked_data = head(entry, stage.language, stage.chronology, published)
    return Page(
        f"events/{id_}.md",
        "entry",
        view.card.title,
        view.card.summary,
        {
            "entry": view,
            "edit": f"{repository}/edit/main/{entry.path}" if repository else "",
            "lagging": _lagging(stage, entry.path),
            "search": search_words(stage.views, entry),
            "title_words": title_words(stage.views, entry),
            "history": history(trail, words) if trail else None,
            "citing": citing_view(entry, stage.language, published) if published else None,
        },
        (entry.path,),
        view.card.topic,
        head=tuple(tags),
        linked_data=linked_data,
    )


def _lagging(stage: Stage, path: str) -> str:
    """That a record is behind in the language of the page, or nothing."""
    code = stage.language.code
    behind = [lag for lag in stage.around.lags.get(path, ()) if lag.language == code]
    changed = {language for lag in behind for language in lag.changed}
    names = [stage.word(f"language-names.{each}") for each in sorted(changed)]
    listed = stage.language.listed(names)
    return stage.word("entry.lagging", n=len(behind), languages=listed) if behind else ""


def moved(stage: Stage) -> Iterator[Plan]:
    """One notice for every id that gave way to another."""
    for id_ in stage.chronology.redirects:
        yield Plan(f"events/{id_}.md", partial(_moved, stage, id_))


def _moved(stage: Stage, id_: str) -> Page:
    redirect = stage.chronology.redirects[id_]
    entry = stage.chronology.entries[redirect.to]
    target = stage.views.card(entry)
    return Page(
        f"events/{id_}.md",
        "moved",
        stage.word(f"moved.{redirect.because}"),
        target.title,
        {"target": target, "why": redirect.because},
        (entry.path,),
    )


def sources(stage: Stage) -> Iterator[Plan]:
    """One page a source, and the list of them."""
    for id_ in stage.chronology.sources:
        yield Plan(f"sources/{id_}.md", partial(_source, stage, id_))
    yield Plan("sources/index.md", partial(_sources, stage))


def _source(stage: Stage, id_: str) -> Page:
    source, published = stage.chronology.sources[id_], stage.around.published
    view = source_view(stage.views, source)
    tags: list[Tag] = []
    linked_data = ""
    if published:
        tags, linked_data = head_of_source(
            source, view.title, view.point_of_view, stage.language, published
        )
    return Page(
        f"sources/{id_}.md",
        "source",
        view.title,
        view.point_of_view,
        {
            "source": view,
            "citing": source_citing(source, stage.language, published) if published else None,
            "lagging": _lagging(stage, source.path),
            "search": " ".join(forms([view.title, view.line], stage.language)),
        },
        (source.path,),
        head=tuple(tags),
        linked_data=linked_data,
    )


def _sources(stage: Stage) -> Page:
    resting = stage.chronology.by_source
    listed = [
        (stage.views.source_link(each), stage.word("count.entries", n=len(resting.get(id_, ()))))
        for id_, each in stage.chronology.sources.items()
    ]
    return Page(
        "sources/index.md",
        "sources",
        stage.word("sources.title"),
        stage.word("sources.description"),
        {"sources": sorted(listed, key=lambda each: each[0].text.casefold())},
        (SOURCES,),
    )


def vocabularies(stage: Stage) -> Iterator[Plan]:
    """One page for each topic, actor and place that an entry names or named, and the lists."""
    chronology = stage.chronology
    for family in VOCABULARIES:
        for id_ in getattr(chronology, family):
            if id_ in chronology.indexes[family] or f"{family}/{id_}/" in stage.around.kept:
                yield Plan(f"{family}/{id_}.md", partial(_item, stage, family, id_))
        yield Plan(f"{family}/index.md", partial(_items, stage, family))


def _item(stage: Stage, family: str, id_: str) -> Page:
    record = getattr(stage.chronology, family)[id_]
    label = record.label[stage.language.code]
    ids = stage.chronology.indexes[family].get(id_, ())
    return _listing(stage, f"{family}/{id_}.md", label, ids, record)


def _items(stage: Stage, family: str) -> Page:
    counted = [
        (
            f"{family}/{id_}/",
            record.label[stage.language.code],
            stage.word("count.entries", n=len(ids)),
        )
        for id_, record in getattr(stage.chronology, family).items()
        if (ids := stage.chronology.indexes[family].get(id_, ()))
    ]
    return _index(stage, family, counted)


def all_years(stage: Stage) -> Iterator[Plan]:
    """The list of the years that have an entry."""
    yield Plan("years/index.md", partial(_years, stage))


def _years(stage: Stage) -> Page:
    counted = [
        (
            f"years/{year}/",
            year_words(year, stage.language),
            stage.word("count.entries", n=len(ids)),
        )
        for year, ids in stage.chronology.years.items()
    ]
    return _index(stage, "years", counted)


def _listing(
    stage: Stage,
    path: str,
    label: str,
    ids: tuple[str, ...],
    record: Topic | Actor | Place,
) -> Page:
    """The entries of one topic, actor or place, under what its record says of it."""
    place = PurePosixPath(path)
    family, code = place.parent.name, stage.language.code
    found_by = names(stage.views, record)
    shows: dict[str, Any] = {"about": "", "offices": (), "aliases": ()}
    shows["search"] = " ".join(forms(found_by, stage.language))
    match record:
        case Topic():
            shows["about"] = record.about[code]
        case Actor():
            shows["about"] = stage.word(f"actor-types.{record.type}")
            shows["offices"] = tuple(office.title[code] for office in record.offices)
    if record.aliases:
        shows["aliases"] = record.aliases[code]
    return Page(
        path,
        "listing",
        label,
        stage.word(f"{family}.item-description", name=label),
        {"family": family, "label": label, "entries": list_view(stage.views, ids), **shows},
        (f"{family}/{place.stem}",),
        place.stem if family == "topics" else "",
    )


def _index(stage: Stage, family: str, items: list[tuple[str, str, str]]) -> Page:
    return Page(
        f"{family}/index.md",
        "index",
        stage.word(f"{family}.title"),
        stage.word(f"{family}.description"),
        {"family": family, "items": items},
        (ENTRIES,),
    )


def differences(stage: Stage) -> Iterator[Plan]:
    """Every point on which sources part, by entry."""
    yield Plan("differences/index.md", partial(_differences, stage))


def _differences(stage: Stage) -> Page:
    code, entries = stage.language.code, stage.chronology.entries

    def points(entry: JoinedEntry) -> Iterator[str]:
        contested = (each for each in entry.claims if each.evidence.label == Label.CONTESTED)
        yield from (each.claim.text[code] for each in contested)
        yield from (each.about[code] for each in entry.record.differences)

    differing = stage.chronology.differing.values()
    shown = [id_ for ids in differing for id_ in ids]
    few = len(shown) <= MOST_CARDS
    return Page(
        "differences/index.md",
        "differences",
        stage.word("differences.title"),
        stage.word("differences.description"),
        {
            "entries": [stage.views.entry(entries[id_]) for id_ in shown] if few else [],
            "years": () if few else by_year(stage.views, shown, Notes(DIFFERENCES, points)),
        },
        (DIFFERENCES,),
    )


PAGES: tuple[Callable[[Stage], Iterator[Plan]], ...] = (
    home,
    timeline,
    entries,
    moved,
    sources,
    vocabularies,
    years,
    all_years,
    differences,
    cite,
    data,
    contribute,
    problems,
)
"""The kinds of page; a new kind is a function here and a template."""


NOTHING = Surroundings()


def plans(stage: Stage) -> Iterator[Plan]:
    """Every generated page of one language, each made when it is asked for, without its front."""
    for kind in PAGES:
        yield from kind(stage)


def pages(chronology: Chronology, language: Language, around: Surroundings = NOTHING) -> list[Page]:
    """Every generated page of one language."""
    stage = Stage(chronology, language, Views(chronology, language), around)
    return [fronted(plan.make(), stage) for plan in plans(stage)]
