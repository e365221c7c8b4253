"""data/timeline*.ics: calendars read them and find one event an entry, none made up by a title."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from uuid import uuid5

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from scripts.cite.text import line
from scripts.exports.calendars import days
from scripts.pages.citing import Publication
from scripts.records.dates import Edtf, Precision
from scripts.timeline.model import Chronology

from .tools import ADDRESS, NAMESPACE, made, rewritten, saying, text

PATHS = ("data/timeline.ics", "data/timeline.ar.ics", "data/timeline.en.ics")
HOSTILE = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil@example.org\r\nSUMMARY:evil; a, b\\n"

PROPERTIES = {
    *("BEGIN", "END", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC"),
    *(
        "URL",
        "SOURCE",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
    ),
    *("CATEGORIES", "STATUS", "TRANSP", "CREATED", "LAST-MODIFIED"),
}

LINE = re.compile(r"([A-Z-]+)(?:;[A-Z]+=[^\":;,\x00-\x1f]+)*:([^\x00-\x08\x0a-\x1f]*)")


def events(content: bytes) -> list[Event]:
    """The events, as icalendar reads them, which reports what it cannot read."""
    calendar = Calendar.from_ical(content)
    assert calendar.errors == []
    found = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
    assert all(event.errors == [] for event in found)
    return found


def lines(content: bytes) -> list[tuple[str, str]]:
    """Names and values by the letter of RFC 5545, section 3.1, without a library."""
    unfolded = content.decode().replace("\r\n ", "")
    assert unfolded.endswith("\r\n")
    found = []
    for each in unfolded.removesuffix("\r\n").split("\r\n"):
        match = LINE.fullmatch(each)
        assert match, each
        found.append((match[1], match[2]))
    return found


def plain(value: str) -> str:
    """A TEXT value without its escapes (RFC 5545, section 3.3.11)."""
    return re.sub(r"\\([\\;,nN])", lambda each: each[1] if each[1] in "\\;," else "\n", value)


def uid(id_: str) -> str:
    """The id of an event, made from the entry's and the timeline's own."""
    return str(uuid5(NAMESPACE, f"events/{id_}"))


def dated(chronology: Chronology) -> list[str]:
    """The ids of the entries whose dates are given to the day at both ends; no set is one day."""
    return [
        id_
        for id_, entry in chronology.entries.items()
        if (date := entry.record.date).start
        and date.end
        and date.start.precision == date.end.precision == Precision.DAY
        and not date.is_set
    ]


@pytest.mark.parametrize("path", PATHS)
def test_the_fields_come_back(
    real: Chronology, published: Publication, files: dict[str, bytes], path: str
) -> None:
    """One event an entry whose date is known to the day, with permanent names and fixed stamps."""
    found = events(files[path])
    ids = dated(real)
    assert 0 < len(ids) < len(real.entries)
    assert [str(event["UID"]) for event in found] == [uid(id_) for id_ in ids]
    shown = [each for each in published.languages if path.endswith((f".{each.code}.ics", "e.ics"))]
    for event, id_ in zip(found, ids, strict=True):
        record = real.entries[id_].record
        assert event.decoded("DTSTART") == record.date.lower
        assert record.date.upper
        assert event.decoded("DTEND") == record.date.upper + datetime.timedelta(1)
        for language in shown:
            assert record.title[language.code] in str(event["SUMMARY"])
            if len(shown) == 1:
                assert record.summary[language.code] in str(event["DESCRIPTION"])
            assert f"{ADDRESS}{language.code}/events/{id_}/" in str(event["DESCRIPTION"])
        labels = [real.topics[topic].label[each.code] for topic in record.topics for each in shown]
        assert [str(each) for each in event.categories] == labels
        assert str(event["URL"]) == f"{ADDRESS}{shown[0].code}/events/{id_}/"
        changed = published.states[real.entries[id_].path].last or datetime.date(1970, 1, 1)
        assert event.decoded("DTSTAMP").isoformat() == f"{changed}T00:00:00+00:00"


@pytest.mark.parametrize("path", PATHS)
def test_it_is_well_formed(files: dict[str, bytes], toy_files: dict[str, bytes], path: str) -> None:
    """Folded at 75 octets without cutting a character; every line a property; blocks in order."""
    for content in (files[path], toy_files[path]):
        for each in content.split(b"\r\n"):
            assert len(each) <= 75
            assert b"\n" not in each
            each.decode()
        found = lines(content)
        assert found[0] == ("BEGIN", "VCALENDAR")
        assert found[-1] == ("END", "VCALENDAR")
        blocks = [line for line in found if line[0] in {"BEGIN", "END"}][1:-1]
        assert blocks == [("BEGIN", "VEVENT"), ("END", "VEVENT")] * (len(blocks) // 2)
        assert {"VERSION", "PRODID", "NAME", "SOURCE"} <= {name for name, _ in found}
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in content
        assert b"\r\nX-PUBLISHED-TTL:P1D\r\n" in content
        assert f"SOURCE;VALUE=URI:{ADDRESS}{path}\r\n" in content.decode().replace("\r\n ", "")


def test_what_is_coarser_than_a_day_is_left_out(
    toy: Chronology, toy_files: dict[str, bytes]
) -> None:
    """Neither months nor years nor open ends; spans of days are there."""
    found = {str(event["UID"]) for event in events(toy_files[PATHS[0]])}
    named = ("river-talks", "bell-hung", "bridge-fair", "bridge-opens")
    assert found == {uid(id_) for id_ in named}
    assert found < {uid(id_) for id_ in toy.entries}


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2014-01-20", ("2014-01-20", "2014-01-21")),
        ("2014-01-20?", ("2014-01-20", "2014-01-21")),
        ("2022-01-05~/2022-01-19", ("2022-01-05", "2022-01-20")),
        ("9999-12-31", ("9999-12-31", "9999-12-31")),
        ("2014-01", None),
        ("2014-01/2014-01-20", None),
        ("2014-01-20/..", None),
        ("../2014-01-20", None),
        ("199X", None),
        ("1995-21", None),
        ("[1992-12-01..1992-12-14]", None),
        ("[..1992-12-01]", None),
    ],
)
def test_days(date: str, span: tuple[str, str] | None) -> None:
    """The end is the day after; the last day of all has none after it."""
    found = days(Edtf.parse(date))
    assert (found and (found[0].isoformat(), found[1].isoformat())) == span


def test_a_doubtful_day_says_so(toy: Chronology) -> None:
    """A calendar cannot show that a day is uncertain, so the title does."""
    doubtful = rewritten(toy, date=Edtf.parse("2014-01-20?"))
    found = events(made(doubtful, "data/timeline.en.ics"))
    assert len(found) == len(toy.entries)
    assert all("(20 January 2014 [uncertain])" in str(event["SUMMARY"]) for event in found)


def test_a_withdrawn_entry_is_cancelled(toy: Chronology) -> None:
    """Calendars that have it take it out; it says why."""
    on_a_day = rewritten(toy, date=Edtf.parse("2014-01-20"))
    found = {str(event["UID"]): event for event in events(made(on_a_day, "data/timeline.en.ics"))}
    cancelled = {id_ for id_, event in found.items() if event.get("STATUS") == "CANCELLED"}
    assert cancelled == {uid("telegram-lost")}
    assert str(found[uid("telegram-lost")]["SUMMARY"]) == "Withdrawn: A telegram is lost"
    assert str(found[uid("telegram-lost")]["DESCRIPTION"]).startswith(
        "The paper has retracted its report."
    )


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.text(max_size=120))
@example(HOSTILE)
@example("\x85END:VEVENT\u2028BEGIN:VEVENT\u2029END:VCALENDAR\x0b\x0c\x1c\x00\ud800")
@example("\\n\\N\\;\\,:;,\"'^n^'")
@example("ب" * 200)
def test_a_hostile_text_stays_in_its_property(toy: Chronology, words: str) -> None:
    """No text makes an event, ends one, or adds a property; and it comes back as it was."""
    label = {"label": text(words)}
    hostile = replace(
        saying(toy, words, date=Edtf.parse("2014-01-20")),
        topics={id_: topic.model_copy(update=label) for id_, topic in toy.topics.items()},
    )
    for path in PATHS:
        content = made(hostile, path)
        names = [name for name, _ in lines(content)]
        assert names.count("UID") == names.count("SUMMARY") == len(toy.entries)
        assert set(names) <= PROPERTIES
        found = events(content)
        uids = [str(event["UID"]) for event in found]
        assert uids == [uid(id_) for id_ in toy.entries]
    content = made(hostile, "data/timeline.en.ics")
    # icalendar takes the two signs \N for a line break when it writes, which is harmless.
    expected = line(words).replace(r"\N", "\n")
    shown = {plain(value) for name, value in lines(content) if name == "SUMMARY"}
    assert shown == {expected, f"Withdrawn: {expected}".strip()}
    assert {str(event["SUMMARY"]) for event in events(content)} == shown
