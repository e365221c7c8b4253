"""data/timeline.ics and data/timeline.<language>.ics: iCalendar (RFC 5545, RFC 7986).

A calendar knows days and spans of days, nothing coarser.  So it has the entries whose date is given
to the day at both ends; no month or year is shown as a day.  An uncertain or approximate date is
repeated in words in the title.  A withdrawn entry stays as a cancelled event (RFC 5545, 3.8.1.11),
so that calendars which have it remove it.

There is one calendar for each language, with titles and summaries, and one with the titles of all.
Every stamp comes from the days of the records, never from the clock.
"""

from __future__ import annotations

import datetime

from icalendar import Calendar, Event

from scripts.exports.edition import Edition, Part, Words, joined
from scripts.records.dates import Edtf, Precision
from scripts.timeline.model import Chronology, JoinedEntry

UNKNOWN = datetime.date(1970, 1, 1)
"""The time stamp of an entry whose last change is unknown; RFC 5545, 3.6.1 requires one."""

DAY = datetime.timedelta(days=1)


def calendar(chronology: Chronology, edition: Edition, part: Part) -> bytes:
    """A calendar in the languages of `part`, in the order of time."""
    words = [Words(chronology, language) for language in part.languages]
    several = len(part.languages) > 1
    name = part.words("home.title")
    about = part.words("exports.calendar")
    code = "mul" if several else part.language.code  # ISO 639-2: several languages
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{edition.host}//{edition.version}//{code.upper()}")
    # RFC 7986, section 5, and the names from before it, which more calendars read.
    for key in ("name", "x-wr-calname"):
        made.add(key, name)
    for key in ("description", "x-wr-caldesc"):
        made.add(key, about)
    made.add("url", edition.address if several else edition.page(part.language))
    # RFC 7986, 5.7 and 5.8: these two have no type unless it is said.
    made.add("source", edition.address + part.path, parameters={"VALUE": "URI"})
    made.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
    for entry in chronology.entries.values():
        if span := days(entry.record.date):
            made.add_component(event(entry, span, words, edition))
    return bytes(made.to_ical())


def days(date: Edtf) -> tuple[datetime.date, datetime.date] | None:
    """The first day of a date that is given to the day, and the day after its last; else None."""
    if date.lower is None or date.upper is None or date.precision != Precision.DAY:
        return None
    # The very last day has none after it.
    return date.lower, min(date.upper, datetime.date.max - DAY) + DAY


def event(
    entry: JoinedEntry,
    span: tuple[datetime.date, datetime.date],
    words: list[Words],
    edition: Edition,
) -> Event:
    """An entry as an all-day event that blocks nobody's time."""
    pages = [edition.page(each.language, f"events/{entry.id}/") for each in words]
    doubtful = entry.record.date.uncertain or entry.record.date.approximate
    titles = joined(each.dated_title(entry) if doubtful else each.title(entry) for each in words)
    about = pages
    if len(words) == 1:
        about = [words[0].summary(entry), words[0].evidence(entry.evidence), *pages]
    first, last = edition.first_published(entry.path), edition.last_changed(entry.path)
    made = Event()
    made.add("uid", f"{entry.id}@{edition.host}")
    made.add("dtstamp", _midnight(last or UNKNOWN))
    made.add("dtstart", span[0])
    made.add("dtend", span[1])  # RFC 5545, 3.6.1: not inclusive
    language = {"LANGUAGE": words[0].language.code} if len(words) == 1 else {}
    made.add("summary", titles, parameters=language)
    made.add("description", "\n".join(about), parameters=language)
    made.add("categories", [each.topic(id_) for id_ in entry.record.topics for each in words])
    made.add("url", pages[0])
    made.add("transp", "TRANSPARENT")
    if entry.record.withdrawn:
        made.add("status", "CANCELLED")
    if first:
        made.add("created", _midnight(first))
    if last:
        made.add("last-modified", _midnight(last))
    return made


def _midnight(day: datetime.date) -> datetime.datetime:
    """The beginning of a day in UTC, for properties that demand a time."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
