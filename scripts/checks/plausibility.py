"""Notices of likely mistakes in dates and cites, which no rule forbids."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import chain

from scripts.checks.claims import cites_of, claims_of, source_name
from scripts.problems import Problem
from scripts.records.dates import Edtf
from scripts.records.fields import Record, Text
from scripts.records.load import Located, Records
from scripts.records.location import KeyPath
from scripts.records.model import Cite, Entry, Says
from scripts.records.source import InlineSource, Source

NEAR = datetime.timedelta(days=1)
"""How far the dates of one moment can differ between time zones."""


def implausible(records: Records, today: datetime.date) -> Iterator[Problem]:
    """All notices of this module, on proposed entries too; the commands pass `today`."""
    yield from future_days(records, today)
    for entry in (*records.entries, *records.proposed):
        yield from older_sources(entry, records.source_records)
        yield from repeated_cites(entry)
        yield from doubtful_positions(entry, records.source_records)


def future_days(records: Records, today: datetime.date) -> Iterator[Problem]:
    """No day of an entry, a source or a redirect comes after `today`."""
    rows = records.redirects.values()
    for each in chain(records.entries, records.proposed, records.sources, rows):
        for path, day, text in _days(each.record):
            if day > today:
                yield each.location.problem(path, "future-day", value=text, today=today)


def _days(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, datetime.date, str]]:
    """Every date within `value`: its path, the latest day that it must reach, its text."""
    if isinstance(value, datetime.date):
        yield path, value, value.isoformat()
    elif isinstance(value, Edtf):
        days = [part.lower for part in (value.start, value.end) if part]
        yield path, max(days), value.text
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _days(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _days(each, (*path, index))


def older_sources(entry: Located[Entry], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """No source states what happened after its publication, unless the cite's note explains it.

    The date of the entry counts. An uncertain date, of entry or source, gives no notice.
    """
    date = entry.record.date
    for path, cite in cites_of(entry):
        given = cite.source
        source = given if isinstance(given, InlineSource) else sources.get(given)
        published = source.published if source else None
        if cite.says != Says.STATES or cite.note or not published:
            continue
        if any(each.uncertain or each.approximate for each in (date, published)):
            continue
        if date.lower and published.upper and published.upper + NEAR < date.lower:
            place, name = (*path, "source"), source_name(cite)
            yield entry.location.problem(
                place, "older-source", id=name, published=published, date=date
            )


def repeated_cites(entry: Located[Entry]) -> Iterator[Problem]:
    """A claim cites a source once, or at different places; no source states and disputes it."""
    for path, claim in claims_of(entry):
        for index, cite in enumerate(claim.cites):
            name = source_name(cite)
            others = [each for each in claim.cites[:index] if _is_same_source(cite, each)]
            acts = {cite.says, *(each.says for each in others)}
            place = (*path, "cites", index, "source")
            if acts >= {Says.STATES, Says.DISPUTES}:
                yield entry.location.problem(place, "states-and-disputes", id=name)
            elif any(_is_same_place(cite, each) for each in others):
                yield entry.location.problem(place, "cited-twice", id=name)


def _is_same_source(one: Cite, other: Cite) -> bool:
    """Whether they cite the same source; an inline source given twice is an error elsewhere."""
    if isinstance(one.source, InlineSource):
        return one.source is other.source
    return one.source == other.source


def _is_same_place(one: Cite, other: Cite) -> bool:
    """Whether two cites may mean the same place: one names none, or both name the same."""
    places = [(each.passage, each.locator) for each in (one, other)]
    return (None, None) in places or places[0] == places[1]


def doubtful_positions(entry: Located[Entry], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """A claim cites each source of a position; `decision` names a source that is listed twice."""
    cited = {source_name(cite) for _, cite in cites_of(entry)}
    for number, difference in enumerate(entry.record.differences):
        before: set[str] = set()
        for at, position in enumerate(difference.positions):
            for index, id_ in enumerate(position.sources):
                path = ("differences", number, "positions", at, "sources", index)
                if id_ in before and not _is_named(sources.get(id_), difference.decision):
                    yield entry.location.problem(path, "two-positions", id=id_)
                elif id_ not in {*cited, *before} and (id_ in sources or id_ in entry.record.keyed):
                    yield entry.location.problem(path, "uncited-position", id=id_)
                before.add(id_)


def _is_named(source: Source | None, decision: Text) -> bool:
    """Whether a decision names the publisher or an author of a source."""
    names = [source.publisher, *(author.name for author in source.authors)] if source else []
    return any(name[code] in words for name in names if name for code, words in decision.items())
