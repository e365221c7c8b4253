"""The states of the records as they are published: blob, revision, commit, days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import uuid5

from scripts.exports.feeds import newest
from scripts.pages.book import volumes
from scripts.pages.citing import Commit, Publication
from scripts.pages.page import DIFFERENCES, ENTRIES, SOURCES
from scripts.records.load import REDIRECTS, VOCABULARY
from scripts.settings import Settings
from scripts.timeline.changes import RecordChange, by_page
from scripts.timeline.git import (
    LAST_SECOND,
    History,
    State,
    ask,
    change_of,
    first_day,
    last_change,
    last_of,
)
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
    changes: tuple[RecordChange, ...],
) -> Publication:
    """What citations and files for reuse say of the whole: address, version, states of records.

    It has no commit where a record, or a table of them, is not as it was committed.
    """
    states = {}
    for source in chronology.sources.values():
        last = change_of(history, source.path, source.blob)
        first = first_day(history, source.path)
        states[source.path] = State(source.blob, first=first, last=last)
    for entry in chronology.entries.values():
        if state := histories[entry.id].state:
            states[entry.path] = state
    pages = {f"changes/{key}": some[0].day for key, some in by_page(changes).items()}
    lists = {
        **days_of_lists(chronology, {path: each.last for path, each in states.items()}),
        **pages,
    }
    tables = [*(settings.root / VOCABULARY).glob("*.yml"), settings.root / REDIRECTS]
    paths = [each.relative_to(settings.root).as_posix() for each in tables if each.is_file()]
    records = (*chronology.entries.values(), *chronology.sources.values())
    known = [change_of(history, each.path, each.blob) for each in records]
    known += [last_change(history, settings.root, path) for path in paths]
    return Publication(
        settings.address,
        settings.version,
        settings.repository,
        settings.languages,
        states,
        lambda name: str(uuid5(settings.namespace, name)),
        lists,
        tip(settings.root) if last_of(known) else None,
        tuple(volumes(chronology)) if settings.book else (),
    )


def tip(root: Path) -> Commit | None:
    """The commit at which the checkout at `root` is."""
    said = ask(root, "show", "--no-patch", "--no-show-signature", "--format=%H %ct", "HEAD")[0]
    if not said:
        return None
    id_, stamp = said.split()
    moment = datetime.datetime.fromtimestamp(min(int(stamp), LAST_SECOND), tz=datetime.UTC)
    return Commit(id_, moment.date())


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
