"""How entries are found: what the timeline can be filtered by, and the words of the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from scripts.i18n.folding import forms
from scripts.i18n.language import Language
from scripts.pages.facts import Fact
from scripts.pages.shapes import FiltersView, OptionView
from scripts.pages.views import Views
from scripts.records.dates import Edtf
from scripts.records.model import VOCABULARIES, Actor, Kind, Place, Topic
from scripts.timeline.evidence import Label
from scripts.timeline.model import JoinedEntry

TELLING = 4
"""Letters of a word that can tell of which name a title speaks."""


def filters(views: Views, shown: Sequence[Fact], *, whole: bool) -> FiltersView:
    """What entries can be filtered by: the values that those `shown` have, with their counts.

    `whole` says whether they are all that there are; of others every topic is named, since the
    choice may come from a page that has it.
    """
    word, chronology = views.language.word, views.chronology
    labels = Counter(fact.evidence for fact in shown)
    kinds = Counter(fact.kind for fact in shown)
    topics = Counter(id_ for fact in shown for id_ in fact.topics)
    actors = Counter(id_ for fact in shown for id_ in fact.actors)
    sources = [
        OptionView(id_, views.source_link(chronology.sources[id_]).text, count)
        for id_, count in Counter(id_ for fact in shown for id_ in fact.sources).items()
    ]
    spans = (
        min((each.first for each in shown), default=0),
        max((each.last for each in shown), default=0),
    )
    return FiltersView(
        topics=tuple(
            OptionView(id_, topic.label[views.code], topics[id_])
            for id_, topic in chronology.topics.items()
            if id_ in chronology.by_topic
        ),
        actors=tuple(
            sorted(
                (
                    OptionView(id_, chronology.actors[id_].label[views.code], count)
                    for id_, count in actors.items()
                ),
                key=lambda option: (-option.count, option.name, option.id),
            )
        ),
        sources=tuple(sorted(sources, key=lambda option: (option.name, option.id))),
        evidence=tuple(
            OptionView(label, word(f"labels.{label}"), labels[label])
            for label in Label
            if labels[label]
        ),
        kinds=tuple(
            OptionView(kind, word(f"kinds.{kind}"), kinds[kind]) for kind in Kind if kinds[kind]
        ),
        years=spans if whole else None,
        counts=tuple(views.language.forms("filters.count")),
    )


def search_words(views: Views, entry: JoinedEntry) -> str:
    """The folded words that a search finds an entry by: its texts, and all names in it."""
    record, code = entry.record, views.code
    texts = [record.title[code], record.summary[code], *_months(record.date, views.language)]
    texts += [joined.claim.text[code] for joined in entry.claims]
    texts += [difference.about[code] for difference in record.differences]
    return " ".join(forms(chain(texts, *_named(views, entry)), views.language))


def title_words(views: Views, entry: JoinedEntry) -> str:
    """The folded words of its title, and of the other spellings of the names that stand in it.

    By these an entry is found before those that only mention the same.
    """
    title, language = entry.record.title[views.code], views.language
    said = {word for word in forms([title], language) if len(word) >= TELLING}
    named = [each for each in _named(views, entry) if not said.isdisjoint(forms(each, language))]
    return " ".join(forms([title, *chain(*named)], language))


def _named(views: Views, entry: JoinedEntry) -> Iterator[list[str]]:
    """All names of each topic, actor and place of an entry."""
    for family in VOCABULARIES:
        for id_ in getattr(entry.record, family):
            yield names(views, getattr(views.chronology, family)[id_])


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
