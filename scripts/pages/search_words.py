"""The words by which the search finds an entry: its own, and every spelling of its names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from scripts.i18n.folding import forms
from scripts.pages.views import Views
from scripts.records.model import VOCABULARIES, Actor, Place, Topic
from scripts.timeline.model import JoinedEntry

MIN_LETTERS = 4
"""A shorter word of a title does not tell which name the title means."""


def search_words(views: Views, entry: JoinedEntry) -> str:
    """The folded words of an entry's texts, and of all names in it."""
    record, code = entry.record, views.code
    months: list[str] = views.language.facts["search"]["months"]
    points = dict.fromkeys((record.date.start, record.date.end))
    texts = [
        record.title[code],
        record.summary[code],
        # Other names of the months in which it begins and ends.
        *(months[point.month - 1] for point in points if point and point.month),
        *(joined.claim.text[code] for joined in entry.claims),
        *(difference.about[code] for difference in record.differences),
    ]
    return " ".join(forms(chain(texts, *_all_names(views, entry)), views.language))


def title_words(views: Views, entry: JoinedEntry) -> str:
    """The folded words of its title, and of the other spellings of the names that stand in it.

    A search shows entries found by these before those that only mention the same.
    """
    title, language = entry.record.title[views.code], views.language
    said = {word for word in forms([title], language) if len(word) >= MIN_LETTERS}
    named = [
        each for each in _all_names(views, entry) if not said.isdisjoint(forms(each, language))
    ]
    return " ".join(forms([title, *chain(*named)], language))


def _all_names(views: Views, entry: JoinedEntry) -> Iterator[list[str]]:
    """All names of each topic, actor and place of an entry."""
    for family in VOCABULARIES:
        for id_ in getattr(entry.record, family):
            yield names(views, getattr(views.chronology, family)[id_])


def names(views: Views, item: Topic | Actor | Place) -> list[str]:
    """The name of a vocabulary item and its other spellings."""
    aliases = item.aliases[views.code] if item.aliases else ()
    return [item.label[views.code], *aliases]
