"""The states of the records as they are published: blob, revision, commit, days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from scripts.exports.feeds import newest
from scripts.pages.citing import Publication
from scripts.pages.page import DIFFERENCES, ENTRIES, SOURCES
from scripts.settings import Settings
from scripts.timeline.git import History, State, change_of, first_day, last_of
from scripts.timeline.model import Chronology
from scripts.timeline.revisions import RevisionHistory

LATEST = 5
"""How many entries the home page shows as added last."""

Days = Mapping[str, datetime.date | None]
"""Days by path of a record or name of a list of them (see `Page`)."""


def publication(
    settings: Settings,
    chronology: Chronology,
    history: History,
    histories: Mapping[str, RevisionHistory],
) -> Publication:
    """What citations and files for reuse say of the whole: address, version, states of records."""
    states = {}
    for source in chronology.sources.values():
        last = change_of(history, source.path, source.blob)
        first = first_day(history, source.path)
        states[source.path] = State(source.blob, first=first, last=last)
    for entry in chronology.entries.values():
        if state := histories[entry.id].state:
            states[entry.path] = state
    return Publication(
        settings.address,
        settings.version,
        settings.repository,
        settings.languages,
        states,
        days_of_lists(chronology, {path: state.last for path, state in states.items()}),
        settings.namespace,
    )


def days_of_lists(chronology: Chronology, days: Days) -> Days:
    """The day of the last change of any record in a list, by the names that `Page` has for them."""
    own = {id_: days[each.path] for id_, each in chronology.entries.items()}
    lists: dict[str, Iterable[str]] = {
        f"{family}/{id_}": ids
        for family, index in {**chronology.indexes, "years": chronology.years}.items()
        for id_, ids in index.items()
    }
    lists |= {DIFFERENCES: chronology.differing, ENTRIES: own}
    return {
        **{name: last_of(map(own.__getitem__, ids)) for name, ids in lists.items()},
        SOURCES: last_of(days[each.path] for each in chronology.sources.values()),
    }


def latest(chronology: Chronology, states: Mapping[str, State]) -> dict[str, datetime.date]:
    """The entries that came into the repository last, newest first, by id with the day of it."""
    days, entries = newest(chronology, states), chronology.entries
    standing = [id_ for id_ in days if entries[id_].record.withdrawn is None]
    return {id_: days[id_] for id_ in standing[:LATEST]}
