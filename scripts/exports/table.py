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
from types import MappingProxyType
from typing import NamedTuple

from scripts.cite.facts import swhid
from scripts.cite.lines import line
from scripts.exports.edition import Edition, Part
from scripts.exports.texts import Words
from scripts.i18n.language import Language
from scripts.records.model import Kind, Weight
from scripts.timeline.evidence import Label, source_names
from scripts.timeline.model import Chronology, JoinedEntry

SEPARATOR = "; "
"""Between several values in one cell; no id and no address holds it."""

# OWASP, CSV Injection: the signs that open a formula, in full width too.  Tab and carriage return,
# which it names as well, open no cell: white space is folded.
FORMULA = re.compile("[=+@\uff1d\uff0b\uff0d\uff20-]")


class Column(NamedTuple):
    """A column as the data package describes it (Frictionless Table Schema).

    The names are a promise: new columns may come, none goes or changes its meaning.
    """

    name: str
    type: str
    description: str
    constraints: Mapping[str, object] = MappingProxyType({})


def _one_of(values: Iterable[str]) -> dict[str, object]:
    return {"required": True, "enum": [str(value) for value in values]}


FACTS = (
    Column(
        "id",
        "string",
        "The permanent name of the entry.",
        {"required": True, "unique": True},
    ),
    Column(
        "date",
        "string",
        "When it happened (EDTF, ISO 8601-2:2019); the columns date_… are read from it.",
        {"required": True},
    ),
    Column("date_lower", "date", "The first day it can mean; empty: open."),
    Column("date_upper", "date", "The last day it can mean; empty: open."),
    Column(
        "date_precision",
        "string",
        "day, month, year, decade or century: that of its coarser end.",
    ),
    Column("date_uncertain", "boolean", "Whether the sources are not sure of it."),
    Column("date_approximate", "boolean", "Whether it is meant roughly."),
    Column("kind", "string", "What it is.", _one_of(Kind)),
    Column("weight", "string", "How much it matters to the whole.", _one_of(Weight)),
    Column("topics", "string", 'Ids of its topics, the main one first, parted by "; ".'),
    Column("actors", "string", 'Ids of its actors, parted by "; ".'),
    Column("places", "string", 'Ids of its places, parted by "; ".'),
    Column("label", "string", "What the evidence for its first claim amounts to.", _one_of(Label)),
    Column("label_source_count", "integer", "How many sources the label rests on."),
    Column(
        "label_independent_count",
        "integer",
        "How many of these are independent of one another.",
    ),
    Column("claim_count", "integer", "How many claims it makes."),
    Column("source_count", "integer", "How many sources all its claims cite."),
    Column(
        "difference_count",
        "integer",
        "On how many points the sources of all its claims differ.",
    ),
    Column(
        "sources",
        "string",
        'Ids of the sources of all claims, or addresses where there is no record, parted by "; ".',
    ),
    Column("withdrawn", "date", "The day on which it was withdrawn; empty: it stands."),
    Column("published", "date", "The day of its first publication (UTC); empty: not known."),
    Column("changed", "date", "The day of its last change (UTC); empty: not known."),
    Column(
        "swhid",
        "string",
        "The intrinsic id of its record (SWHID, ISO/IEC 18670:2025); empty: not known.",
    ),
)
"""The columns in no language."""

TEXTS = {
    "title": "The title",
    "date": "The date in words",
    "summary": "The summary",
    "topics": "Its topics by name",
    "actors": "Its actors by name",
    "places": "Its places by name",
    "evidence": "The evidence in words",
    "address": "Its page",
}
"""What each language has a column for."""


def timeline_csv(chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """data/timeline.csv: every entry, withdrawn ones too, in the order of time."""
    names = [column.name for column in columns(edition.languages)]
    words = [Words(chronology, language) for language in edition.languages]
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(names)
    for entry in chronology.entries.values():
        values = _facts(entry, edition)
        for each in words:
            values |= _texts(entry, edition, each)
        writer.writerow(cell(values[name]) for name in names)
    return codecs.BOM_UTF8 + file.getvalue().encode()


def columns(languages: Iterable[Language]) -> list[Column]:
    """Every column: first those in no language, then the texts, language by language."""
    texts = [
        Column(f"{name}_{each.code}", "string", f"{description} (language: {each.code}).")
        for each in languages
        for name, description in TEXTS.items()
    ]
    return [*FACTS, *texts]


def _facts(entry: JoinedEntry, edition: Edition) -> dict[str, object]:
    """The values of the columns in FACTS."""
    record, evidence, blob = entry.record, entry.evidence, edition.blobs.get(entry.path)
    cites = [cite for each in entry.claims for cite in each.claim.cites]
    return {
        "id": entry.id,
        "date": record.date,
        "date_lower": record.date.lower,
        "date_upper": record.date.upper,
        "date_precision": record.date.precision.name.lower(),
        "date_uncertain": record.date.uncertain,
        "date_approximate": record.date.approximate,
        "kind": record.kind,
        "weight": record.weight,
        "topics": SEPARATOR.join(record.topics),
        "actors": SEPARATOR.join(record.actors),
        "places": SEPARATOR.join(record.places),
        "label": evidence.label,
        "label_source_count": evidence.core.sources,
        "label_independent_count": evidence.core.independent,
        "claim_count": len(entry.claims),
        "source_count": evidence.sources,
        "difference_count": evidence.differences,
        "sources": SEPARATOR.join(sorted(source_names(cites))),
        "withdrawn": record.withdrawn.on if record.withdrawn else None,
        "published": edition.first_published(entry.id),
        "changed": edition.last_changed(entry.id),
        "swhid": swhid(blob) if blob else None,
    }


def _texts(entry: JoinedEntry, edition: Edition, words: Words) -> dict[str, object]:
    """The values of the columns in one language."""
    record, code, chronology = entry.record, words.language.code, words.chronology
    values = {
        "title": record.title[code],
        "date": words.date(entry),
        "summary": record.summary[code],
        "topics": SEPARATOR.join(chronology.topics[id_].label[code] for id_ in record.topics),
        "actors": SEPARATOR.join(chronology.actors[id_].label[code] for id_ in record.actors),
        "places": SEPARATOR.join(chronology.places[id_].label[code] for id_ in record.places),
        "evidence": words.evidence(entry.evidence),
        "address": edition.page(words.language, f"events/{entry.id}/"),
    }
    return {f"{name}_{code}": value for name, value in values.items()}


def cell(value: object) -> str:
    """The text of a cell: one line that no spreadsheet takes for a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            text = line(value)
            return f"'{text}" if FORMULA.match(text) else text
