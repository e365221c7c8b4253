"""Entries that may describe the same event: a warning for each of the two, never an error.

Two entries may be duplicates when all of this holds:

1. Time: their dates can mean the same days, give or take `NEAR` days. A date that spans more than
   `YEAR` days (a decade, a long or open interval) is compared only with one that begins and ends
   as it does, give or take the same days.
2. Actors: they share one, or neither names any.
3. Title: in some language the letter triples of the titles have a Dice coefficient of `ALIKE` or
   more: twice the number of common triples, divided by the sum of both numbers.
4. Neither names the other in `see_also`, which says that they are two; neither is withdrawn.

The letter triples of a title: fold it into words as the search does (`folding.words`), remove the
language's prefixes, put a space before and after each word, and take every three letters in a row,
each once. So "sign" gives " si", "sig", "ign", "gn ".  The form in the browser does the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.i18n.folding import stripped, table, words
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.records.load import Located, Records
from scripts.records.model import Entry

NEAR = 3  # days by which reports of one event differ: time zones, the day after, print
YEAR = 366  # the longest span of a date, in days, that still says when something happened
ALIKE = 0.6  # rewordings of one title reach 0.65 to 0.9; two events of one day 0.5


@dataclass(frozen=True, slots=True)
class _Event:
    """The parts of an entry that are compared: days as ordinals, actors, triples of the titles."""

    entry: Located[Entry]
    first: int
    last: int
    actors: frozenset[str]
    titles: tuple[frozenset[str], ...]


def possible_duplicates(records: Records, languages: tuple[Language, ...]) -> Iterator[Problem]:
    """For two entries that may describe one event, a warning at the title of each.

    Proposed entries are included. Only entries near in time are compared, in the order of time.
    """
    entries = (*records.entries, *records.proposed)
    events = [_event(each, languages) for each in entries if each.record.withdrawn is None]
    events.sort(key=lambda event: (event.first, event.last, event.entry.id))
    known = [event for event in events if event.last - event.first <= YEAR]
    vague = [event for event in events if event.last - event.first > YEAR]
    for one, other in [*_near(known), *_near(vague, ends=True)]:
        if _are_alike(one, other):
            for each, twin in ((one.entry, other.entry), (other.entry, one.entry)):
                facts = {"id": twin.id, "date": twin.record.date}
                yield each.location.problem(("title",), "possible-duplicate", key=True, **facts)


def triples(title: str, language: Language) -> frozenset[str]:
    """The letter triples of a title in `language`, as defined above."""
    padded = [f" {stripped(word, language.prefixes)} " for word in words(title, table([language]))]
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The Dice coefficient of two sets, from 0 (disjoint) to 1 (equal)."""
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _event(entry: Located[Entry], languages: tuple[Language, ...]) -> _Event:
    record = entry.record
    titles = dict(record.title.items())
    return _Event(
        entry,
        (record.date.lower or datetime.date.min).toordinal(),
        (record.date.upper or datetime.date.max).toordinal(),
        frozenset(record.actors),
        tuple(triples(titles.get(each.code, ""), each) for each in languages),
    )


def _near(events: list[_Event], *, ends: bool = False) -> Iterator[tuple[_Event, _Event]]:
    """The pairs of `events`, sorted by their first day, that are near in time.

    With `ends` they begin and end near each other; otherwise their days are near or overlap.
    """
    for place, one in enumerate(events):
        until = (one.first if ends else one.last) + NEAR
        for other in events[place + 1 :]:
            if other.first > until:
                break
            if not ends or abs(one.last - other.last) <= NEAR:
                yield one, other


def _are_alike(one: _Event, other: _Event) -> bool:
    if one.entry.id == other.entry.id:  # a proposal that corrects an entry
        return False
    if one.actors.isdisjoint(other.actors) and (one.actors or other.actors):
        return False
    if all(likeness(*titles) < ALIKE for titles in zip(one.titles, other.titles, strict=True)):
        return False
    named = (*one.entry.record.see_also, *other.entry.record.see_also)
    return one.entry.id not in named and other.entry.id not in named
