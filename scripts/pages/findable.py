"""How entries are found: what the timeline can be filtered by, and the words of the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scripts.chronology import JoinedEntry
from scripts.evidence import Label
from scripts.folding import forms
from scripts.languages import Language
from scripts.pages.shapes import FiltersView, OptionView
from scripts.pages.views import Views, years_of
from scripts.records.dates import Edtf
from scripts.records.model import VOCABULARIES, Actor, Kind, Place, Topic


def filters(views: Views) -> FiltersView:
    """What the entries can be filtered by: the values that they have, with their counts."""
    shown = [
        views.chronology.entries[id_] for ids in views.chronology.years.values() for id_ in ids
    ]
    word, chronology = views.language.word, views.chronology
    labels = Counter(entry.evidence.label for entry in shown)
    kinds = Counter(entry.record.kind for entry in shown)
    spans = [years_of(entry.record.date) for entry in shown]
    sources = [
        OptionView(id_, views.source_link(chronology.sources[id_]).text, len(ids))
        for id_, ids in sorted(chronology.by_source.items())
    ]
    return FiltersView(
        topics=_options(views, "topics", chronology.by_topic),
        actors=tuple(
            sorted(
                _options(views, "actors", chronology.by_actor),
                key=lambda option: (-option.count, option.name),
            )
        ),
        sources=tuple(sorted(sources, key=lambda option: option.name)),
        evidence=tuple(
            OptionView(label, word(f"labels.{label}"), labels[label])
            for label in Label
            if labels[label]
        ),
        kinds=tuple(
            OptionView(kind, word(f"kinds.{kind}"), kinds[kind]) for kind in Kind if kinds[kind]
        ),
        years=(min((a for a, _ in spans), default=0), max((b for _, b in spans), default=0)),
        counts=tuple(views.language.forms("filters.count")),
    )


def _options(
    views: Views, family: str, index: Mapping[str, Sequence[str]]
) -> tuple[OptionView, ...]:
    items = getattr(views.chronology, family)
    return tuple(
        OptionView(id_, items[id_].label[views.code], len(index[id_]))
        for id_ in items
        if id_ in index
    )


def search_words(views: Views, entry: JoinedEntry) -> str:
    """The folded words that a search finds an entry by: its texts, and all names in it."""
    record, code = entry.record, views.code
    texts = [record.title[code], record.summary[code], *_months(record.date, views.language)]
    texts += [joined.claim.text[code] for joined in entry.claims]
    texts += [difference.about[code] for difference in record.differences]
    for family in VOCABULARIES:
        for id_ in getattr(record, family):
            texts += names(views, getattr(views.chronology, family)[id_])
    return " ".join(forms(texts, views.language))


def names(views: Views, item: Topic | Actor | Place) -> list[str]:
    """The name of a vocabulary item and its other spellings."""
    aliases = item.aliases[views.code] if item.aliases else ()
    return [item.label[views.code], *aliases]


def _months(date: Edtf, language: Language) -> Iterable[str]:
    """Other names of the months that a date begins and ends in."""
    months: list[str] = language.facts["search"]["months"]
    for point in dict.fromkeys((date.start, date.end)):
        if point and point.month:
            yield months[point.month - 1]
