"""The states of the records as they are published: blob, revision, commit, days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import chain

from scripts.exports import Edition
from scripts.exports.feeds import newest
from scripts.pages.citing import Publication
from scripts.pages.page import DIFFERENCES, ENTRIES, SOURCES
from scripts.settings import Settings
from scripts.timeline.git import History, State, change_of, first_day, last_of
from scripts.timeline.model import Chronology
from scripts.timeline.revisions import RevisionHistory

LATEST = 5
"""How many entries the home page shows as added last."""


def publication(
    settings: Settings,
    chronology: Chronology,
    history: History,
    histories: Mapping[str, RevisionHistory],
    blobs: Mapping[str, str],
) -> Publication:
    """What citations and files for reuse say of the whole: address, version, states of records.

    `blobs` are the ids of the contents of the records' files, by path.
    """
    states: dict[str, State] = {
        source.path: State(
            blob=blobs[source.path],
            first=first_day(history, source.path),
            last=change_of(history, source.path, blobs[source.path]),
        )
        for source in chronology.sources.values()
    }
    for entry in chronology.entries.values():
        state = histories[entry.id].state
        if state is None:
            raise ValueError(f"{entry.id} has a record and no state")
        states[entry.path] = state
    return Publication(
        settings.address,
        settings.version,
        settings.repository,
        settings.languages,
        states,
        days_of_lists(chronology, {path: state.last for path, state in states.items()}),
    )


def last_days(
    chronology: Chronology, history: History, blobs: Mapping[str, str]
) -> dict[str, datetime.date | None]:
    """The day of the last change of each record by path, and of each list of them."""
    paths = [
        *(each.path for each in chronology.entries.values()),
        *(each.path for each in chronology.sources.values()),
    ]
    days = {path: change_of(history, path, blobs[path]) for path in paths}
    return days | days_of_lists(chronology, days)


def days_of_lists(
    chronology: Chronology, days: Mapping[str, datetime.date | None]
) -> dict[str, datetime.date | None]:
    """The day of the last change of any record in a list, by the names that `Page` has for them."""
    own = {id_: days[each.path] for id_, each in chronology.entries.items()}
    lists = {
        f"{family}/{id_}": ids
        for family, index in {**chronology.indexes, "years": chronology.years}.items()
        for id_, ids in index.items()
    }
    lists[DIFFERENCES] = tuple(chain(*chronology.differing.values()))
    found = {name: last_of(map(own.__getitem__, ids)) for name, ids in lists.items()}
    found[ENTRIES] = last_of(own.values())
    found[SOURCES] = last_of(days[each.path] for each in chronology.sources.values())
    return found


def edition(chronology: Chronology, published: Publication) -> Edition:
    """The same, as the files for reuse take it."""
    days = {
        entry.id: (published.states[entry.path].first, published.states[entry.path].last)
        for entry in chronology.entries.values()
    }
    return Edition(
        address=published.address,
        repository=published.repository,
        version=published.version,
        languages=published.languages,
        days=days,
        blobs={path: state.blob for path, state in published.states.items()},
        newest=newest(chronology, days),
    )


def latest(chronology: Chronology, states: Mapping[str, State]) -> dict[str, datetime.date]:
    """The entries that came into the repository last, newest first, by id with the day of it.

    `states` are those of the records. Of entries that came on one day, the later ones in time go
    first.
    """
    days = [
        (day, place, entry.id)
        for place, entry in enumerate(chronology.entries.values())
        if entry.record.withdrawn is None and (day := states[entry.path].first)
    ]
    return {id_: day for day, _, id_ in sorted(days, reverse=True)[:LATEST]}
