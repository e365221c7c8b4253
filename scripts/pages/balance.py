"""The page on balance: how the entries spread over years, topics, labels and languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markupsafe import Markup

from scripts.i18n.dates import year_words
from scripts.i18n.folding import sort_key
from scripts.pages.chart.svg import add, serialised
from scripts.pages.page import ENTRIES, Page, PageContext
from scripts.pages.source_views import LinkView
from scripts.timeline.evidence import Label

LINE = 20
NAME, ROOM, KEY = 42, 50, 4
"""In percent of the width: where the bars begin, the longest of them, and a sample in the key."""

SHADES = dict(zip(Label, ("1", ".65", ".4", ".2", ".8", ".05"), strict=False))


class Row(NamedTuple):
    """A row of a table: what is counted, how many of it, and their share in percent."""

    link: LinkView
    number: int
    share: int


def balance(context: PageContext, path: str) -> Page:
    """The entries that stand, counted by year and label, by topic, and by language of sources."""
    chronology, word = context.chronology, context.word
    entries = {id_: chronology.entries[id_] for id_ in chronology.shown}
    labels = Counter(each.evidence.label for each in entries.values())
    used = [each for each in Label if labels[each]]
    years = {
        year: Counter(entries[id_].evidence.label for id_ in ids)
        for year, ids in _with_empty(chronology.years, context.site.years_from)
    }
    topics = Counter(id_ for each in entries.values() for id_ in each.record.topics)
    languages = Counter(each.record.language for each in chronology.sources.values())
    names = context.language.language_names
    chart = _chart(context, {year_words(year, context.language): n for year, n in years.items()})
    shows = {
        "count": len(entries),
        "sources": len(chronology.sources),
        "labels": _rows(
            ((LinkView(word(f"labels.{each}"), "method/#labels"), labels[each]) for each in used),
            len(entries),
        ),
        "topics": _rows(
            (
                (LinkView(chronology.topics[id_].label[context.code], f"topics/{id_}/"), n)
                for id_, n in topics.most_common()
            ),
            len(entries),
        ),
        "languages": _rows(
            (
                (LinkView(names[code]), n)
                for code, n in sorted(
                    languages.items(),
                    key=lambda each: (-each[1], sort_key(names[each[0]], context.language)),
                )
            ),
            len(chronology.sources),
        ),
        "used": [word(f"labels.{each}") for each in used],
        "years": [
            (
                LinkView(year_words(year, context.language), f"years/{year}/" if n else ""),
                n.total(),
                [n[each] for each in used],
            )
            for year, n in years.items()
        ],
    }
    return context.page(path, "balance", shows, (ENTRIES,), parts={"places": {"chart": chart}})


def _with_empty(
    years: Mapping[str, tuple[str, ...]], first: int
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The years in order, and between them the calendar years from `first` without an entry."""
    known = [int(year) for year in years if year.isdigit()]
    span = range(max(first, min(known)), max(known) + 1) if known else ()
    rest = [str(year) for year in span if str(year) not in years]
    order = sorted([*years, *rest], key=lambda year: (year.replace("x", "0"), "x" not in year))
    return [(year, years.get(year, ())) for year in order]


def _rows(counted: Iterable[tuple[LinkView, int]], whole: int) -> list[Row]:
    return [Row(link, count, round(100 * count / whole)) for link, count in counted]


def _chart(context: PageContext, years: Mapping[str, Counter[Label]]) -> Markup:
    """A bar for each year, in parts of a shade for each label; the table below has the numbers."""
    whole = Counter[Label]()
    for labels in years.values():
        whole += labels
    most = max((each.total() for each in years.values()), default=1)
    block, name = Element("div"), context.word("balance.chart")
    svg = add(block, "svg", role="img", aria_label=name, fill="currentColor", width="100%")
    mirrored = context.language.direction == "rtl"

    def text(words: str, along: float, base: int) -> None:
        x = 100 - along if mirrored else along
        add(svg, "text", words, x=f"{x:.2f}%", y=base, font_size=12)

    def bar(label: Label, along: float, wide: float, base: int) -> None:
        x = 100 - along - wide if mirrored else along
        size = {"x": f"{x:.2f}%", "y": base - 11, "width": f"{wide:.2f}%", "height": 12}
        add(svg, "rect", **size, fill_opacity=SHADES[label], stroke="currentColor")

    base = 0
    for label in filter(whole.get, Label):
        base += LINE
        bar(label, 0.5, KEY, base)
        text(context.word(f"labels.{label}"), KEY + 2, base)
    base += LINE
    for year, labels in years.items():
        base += LINE
        text(year, 0, base)
        along = float(NAME)
        for label in filter(labels.get, Label):
            wide = ROOM * labels[label] / most
            bar(label, along, wide, base)
            along += wide
        if labels:
            text(str(labels.total()), along + 1, base)
    svg.set("height", str(base + LINE))
    return serialised(block)
