"""data/timeline.csv: one row an entry, for spreadsheets.

Form: RFC 4180 (commas, CRLF, every cell in quotes), UTF-8 with a byte order mark, without which
Excel takes the file for the local encoding.  A cell that a spreadsheet would take for a formula has
an apostrophe before it, which spreadsheets read as "this is text" (OWASP, CSV Injection); the exact
text is in timeline.json.  Several values in a cell are separated by "; ".
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from scripts.cite.text import line, swhid
from scripts.exports.part import Part, Words, date_facts
from scripts.i18n.language import Language
from scripts.records.model import Kind, Weight
from scripts.records.vocabulary import VOCABULARIES
from scripts.timeline.evidence import Label
from scripts.timeline.model import JoinedEntry

SEPARATOR = "; "
"""Between several values in one cell; no id and no address holds it."""

# OWASP, CSV Injection: the signs that open a formula, in full width too.  Tab and carriage return,
# which it names as well, open no cell: white space is folded.
FORMULA = re.compile("[=+@\uff1d\uff0b\uff0d\uff20-]")

FACTS = {
    "id": "The permanent name of the entry.",
    "date": "When it happened (EDTF, ISO 8601-2:2019); the columns date_… are read from it.",
    "date_kind": "date: once; interval: from its first day to its last; set: on one unknown day of "
    "those.",
    "date_lower": "The first day it can mean; empty: open.",
    "date_upper": "The last day it can mean; empty: open.",
    "date_precision": "day, month, season, year, decade or century: that of its coarser end.",
    "date_uncertain": "Whether the sources are not sure of it.",
    "date_approximate": "Whether it is meant roughly.",
    "kind": "What it is.",
    "weight": "How much it matters to the whole.",
    "topics": 'Ids of its topics, the main one first, parted by "; ".',
    "actors": 'Ids of its actors, parted by "; ".',
    "places": 'Ids of its places, parted by "; ".',
    "label": "What the evidence for its first claim amounts to.",
    "label_source_count": "How many sources the label rests on.",
    "label_independent_count": "How many of these are independent of one another.",
    "claim_count": "How many claims it makes.",
    "source_count": "How many sources all its claims cite.",
    "difference_count": "On how many points the sources of all its claims differ.",
    "sources": "Ids of the sources of all claims, or addresses where there is no record, parted by "
    '"; ".',
    "withdrawn": "The day on which it was withdrawn; empty: it stands.",
    "published": "The day of its first publication (UTC); empty: not known.",
    "changed": "The day of its last change (UTC); empty: not known.",
    "swhid": "The intrinsic id of its record (SWHID, ISO/IEC 18670:2025); empty: not known.",
}
"""The columns in no language, and their descriptions.

The names are a promise: new columns may come, none goes or changes its meaning.
"""

TYPES = {
    "date": ("date_lower", "date_upper", "withdrawn", "published", "changed"),
    "boolean": ("date_uncertain", "date_approximate"),
    "integer": tuple(name for name in FACTS if name.endswith("_count")),
}
"""The columns by type (Frictionless Table Schema); all others are strings."""

CONSTRAINTS: Mapping[str, dict[str, object]] = {
    "id": {"required": True, "unique": True},
    "date": {"required": True},
    "date_kind": {"required": True, "enum": ["date", "interval", "set"]},
    "kind": {"required": True, "enum": list(Kind)},
    "weight": {"required": True, "enum": list(Weight)},
    "label": {"required": True, "enum": list(Label)},
}

TEXTS = {
    "title": "The title",
    "date": "The date in words",
    "summary": "The summary",
    "topics": "Its topics by name",
    "actors": "Its actors by today's names",
    "places": "Its places by today's names",
    "evidence": "The evidence in words",
    "address": "Its page",
}
"""What each language has a column for."""


def timeline_csv(part: Part) -> bytes:
    """data/timeline.csv: every entry, withdrawn ones too, in the order of time."""
    names = [column["name"] for column in columns(part.languages)]
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(names)
    for entry in part.chronology.entries.values():
        values = _facts(entry, part)
        for each in part.words:
            values |= _texts(entry, each)
        writer.writerow(cell(values[name]) for name in names)
    return codecs.BOM_UTF8 + file.getvalue().encode()


def columns(languages: Iterable[Language]) -> list[dict[str, Any]]:
    """Every column as the data package describes it: those in no language, then the texts."""
    texts = {
        f"{name}_{each.code}": f"{description} (language: {each.code})."
        for each in languages
        for name, description in TEXTS.items()
    }
    types = {name: type_ for type_, names in TYPES.items() for name in names}
    return [
        {"name": name, "type": types.get(name, "string"), "description": description}
        | ({"constraints": CONSTRAINTS[name]} if name in CONSTRAINTS else {})
        for name, description in {**FACTS, **texts}.items()
    ]


def _facts(entry: JoinedEntry, part: Part) -> dict[str, object]:
    record, evidence = entry.record, entry.evidence
    published, changed = part.days(entry)
    cited = [cite.source for each in entry.claims for cite in each.claim.cites]
    name = part.chronology.cited.of(record).name
    sources = {name(each): each for each in cited}
    return {
        "id": entry.id,
        "date": record.date,
        **{f"date_{name}": value for name, value in date_facts(record.date).items()},
        "kind": record.kind,
        "weight": record.weight,
        **{name: SEPARATOR.join(getattr(record, name)) for name in VOCABULARIES},
        "label": evidence.label,
        "label_source_count": evidence.core.sources,
        "label_independent_count": evidence.core.independent,
        "claim_count": len(entry.claims),
        "source_count": evidence.sources,
        "difference_count": evidence.differences,
        "sources": SEPARATOR.join(
            sorted(each if isinstance(each, str) else each.url for each in sources.values())
        ),
        "withdrawn": record.withdrawn.date if record.withdrawn else None,
        "published": published,
        "changed": changed,
        "swhid": swhid(part.published.states[entry.path].blob),
    }


def _texts(entry: JoinedEntry, words: Words) -> dict[str, object]:
    record, code = entry.record, words.language.code
    values = {
        "title": record.title[code],
        "date": words.date(entry),
        "summary": record.summary[code],
        "evidence": words.evidence(entry),
        "address": words.entry_page(entry),
    }
    for name in VOCABULARIES:
        items = getattr(words.chronology, name)
        labels = [items[id_].label[code] for id_ in getattr(record, name)]
        values[name] = SEPARATOR.join(labels)
    return {f"{name}_{code}": value for name, value in values.items()}


def cell(value: object) -> str:
    """The text of a cell: one line that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = line(value)
    return f"'{text}" if FORMULA.match(text) else text
