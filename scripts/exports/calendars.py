"""data/timeline.ics and data/timeline.<language>.ics: iCalendar (RFC 5545, RFC 7986).

A calendar knows days and spans of days, nothing coarser.  So it has the entries whose date is given
to the day at both ends, but no set, whose day is not known.  An uncertain or approximate date is
repeated in words in the title.  A withdrawn entry stays as a cancelled event (RFC 5545, 3.8.1.11),
so that calendars which have it remove it.  The calendar of a language has titles and summaries,
that of all has titles.
"""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vDuration

from scripts.exports.part import EPOCH, Part, joined
from scripts.records.dates import Edtf, Precision
from scripts.timeline.model import JoinedEntry

DAY = datetime.timedelta(days=1)


def calendar(part: Part) -> bytes:
    address, several = part.published.address, len(part.languages) > 1
    code = "mul" if several else part.languages[0].code  # ISO 639-2: several languages
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{host(part)}//{part.published.version}//{code.upper()}")
    # RFC 7986, section 5, and the names from before it, which more calendars read.
    for key in ("name", "x-wr-calname"):
        made.add(key, part.text("home.title"))
    for key in ("description", "x-wr-caldesc"):
        made.add(key, part.text("exports.calendar"))
    made.add("url", address if several else part.words[0].page())
    # RFC 7986, 5.7 and 5.8: these two have no type unless it is said.
    made.add("source", part.address, parameters={"VALUE": "URI"})
    made.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(DAY))  # the same from before it, which Outlook reads
    for entry in part.chronology.entries.values():
        if span := days(entry.record.date):
            made.add_component(event(entry, span, part))
    return bytes(made.to_ical())


def host(part: Part) -> str:
    return urlsplit(part.published.address).hostname or ""


def days(date: Edtf) -> tuple[datetime.date, datetime.date] | None:
    """The first day and the day after the last, of a date that is given to the day."""
    if date.is_set or date.lower is None or date.upper is None or date.precision != Precision.DAY:
        return None
    # The very last day has none after it.
    return date.lower, min(date.upper, datetime.date.max - DAY) + DAY


def event(entry: JoinedEntry, span: tuple[datetime.date, datetime.date], part: Part) -> Event:
    record, words = entry.record, part.words
    pages = [each.entry_page(entry) for each in words]
    doubtful = record.date.uncertain or record.date.approximate
    titles = joined(each.dated_title(entry) if doubtful else each.title(entry) for each in words)
    about, language = pages, {}
    if len(words) == 1:
        about = [words[0].summary(entry), words[0].evidence(entry), *pages]
        language = {"LANGUAGE": words[0].language.code}
    first, last = part.days(entry)
    made = Event()
    made.add("uid", part.published.uuid(f"events/{entry.id}"))  # RFC 7986, 5.3
    made.add("dtstamp", _midnight(last or EPOCH))
    made.add("dtstart", span[0])
    made.add("dtend", span[1])  # RFC 5545, 3.6.1: not inclusive
    made.add("summary", titles, parameters=language)
    made.add("description", "\n".join(about), parameters=language)
    made.add("categories", [each.topic(id_) for id_ in record.topics for each in words])
    made.add("url", pages[0])
    made.add("transp", "TRANSPARENT")
    if record.withdrawn:
        made.add("status", "CANCELLED")
    if first:
        made.add("created", _midnight(first))
    if last:
        made.add("last-modified", _midnight(last))
    return made


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
