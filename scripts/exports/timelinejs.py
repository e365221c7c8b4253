"""data/timelinejs.<language>.json, for TimelineJS 3 (timeline.knightlab.com/docs/json-format).

TimelineJS renders texts as HTML, so every authored text is escaped.  It draws a date without month
or day at the beginning of its year or month; `display_date` is as precise as the record.  What ends
later than it begins has the last day for its end, and so have decades, seasons and sets.  A date
with an open beginning is drawn at that day.  Withdrawn entries are left out.

TimelineJS has no direction of writing: paragraphs set their own, and single lines of a language
written from right to left are in an isolate (UAX #9), else "20 January 2014" is shown out of order.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from scripts.cite.text import line
from scripts.cite.works import NUMERIC
from scripts.exports.part import Part, Words, dump
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.timeline.model import JoinedEntry

TITLE_ID = "_title"
"""No id of an entry has an underscore, so the title's slide takes none of theirs."""

ISOLATES = {"rtl": ("\u2067", "\u2069")}
"""The characters around a line in such a direction."""


def timelinejs(part: Part) -> bytes:
    (words,) = part.words
    language = words.language
    about = html(language, escape(line(language.word("home.description"))), link(words.page()))
    title = {
        "unique_id": TITLE_ID,
        "text": {"headline": single(language.word("home.title"), language), "text": about},
    }
    entries = part.chronology.entries.values()
    slides = [slide(entry, words) for entry in entries if not entry.record.withdrawn]
    return dump({"events": slides, "scale": "human", "title": title})


def slide(entry: JoinedEntry, words: Words) -> dict[str, object]:
    language = words.language
    text = html(
        language,
        escape(words.summary(entry)),
        escape(words.evidence(entry)),
        link(words.entry_page(entry)),
    )
    return {
        "unique_id": entry.id,
        **dates(entry.record.date),
        "display_date": single(words.date(entry), language),
        "group": single(words.topics(entry)[0], language),
        "text": {"headline": single(words.title(entry), language), "text": text},
        # Else TimelineJS looks for addresses in the texts and makes links of them.
        "autolink": False,
    }


def dates(date: Edtf) -> dict[str, dict[str, int]]:
    """`start_date`, as precise as it is known, and `end_date`, the last day of more than a year."""
    start, upper = date.start, date.upper
    last = {"year": upper.year, "month": upper.month, "day": upper.day} if upper else {}
    if start is None:
        return {"start_date": last}
    known = {"year": start.year, "month": start.month or start.season, "day": start.day}
    found = {"start_date": {name: value for name, value in known.items() if value}}
    has_own_name = start is date.end and start.precision in NUMERIC
    return found if has_own_name or not last else {**found, "end_date": last}


def single(text: str, language: Language) -> Markup:
    before, after = ISOLATES.get(language.direction, ("", ""))
    return escape(f"{before}{line(text)}{after}")


def html(language: Language, *paragraphs: Markup) -> Markup:
    inner = Markup("").join(Markup("<p>{}</p>").format(each) for each in paragraphs if each)
    return Markup('<div lang="{}" dir="{}">{}</div>').format(
        language.code, language.direction, inner
    )


def link(address: str) -> Markup:
    return Markup('<a href="{0}"><bdi dir="ltr">{0}</bdi></a>').format(address)
