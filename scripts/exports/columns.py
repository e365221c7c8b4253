"""The columns of data/timeline.csv: what stands in each, and what the data package says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scripts.cite.facts import swhid
from scripts.exports.edition import Edition
from scripts.exports.texts import Words
from scripts.i18n.language import Language
from scripts.records.model import Kind, Weight
from scripts.timeline.evidence import Label, source_names
from scripts.timeline.model import Chronology, JoinedEntry

BETWEEN = "; "
"""Between several values in one cell; no id and no address holds it."""

Value = Callable[[JoinedEntry], object]


@dataclass(frozen=True)
class Column:
    """A column: name, type, meaning and constraints (Frictionless Table Schema), an entry's value.

    The names are a promise: new columns come, none goes or changes its meaning.
    """

    name: str
    type: str
    description: str
    value: Value = field(repr=False)
    constraints: dict[str, object] = field(default_factory=dict)


def columns(chronology: Chronology, edition: Edition) -> list[Column]:
    """Every column: first what has no language, then the texts, language by language."""
    texts = (_texts(chronology, edition, language) for language in edition.languages)
    return [*PLAIN, *_record(edition), *(column for each in texts for column in each)]


def _one_of(values: Iterable[str]) -> dict[str, object]:
    return {"required": True, "enum": [str(value) for value in values]}


def _cited(entry: JoinedEntry) -> str:
    cites = [cite for each in entry.claims for cite in each.claim.cites]
    return BETWEEN.join(sorted(source_names(cites)))


PLAIN = (
    Column(
        "id",
        "string",
        "The permanent name of the entry.",
        lambda entry: entry.id,
        {"required": True, "unique": True},
    ),
    Column(
        "date",
        "string",
        "When it happened (EDTF, ISO 8601-2:2019); the columns date_… are read from it.",
        lambda entry: entry.record.date,
        {"required": True},
    ),
    Column(
        "date_lower",
        "date",
        "The first day it can mean; empty: open.",
        lambda entry: entry.record.date.lower,
    ),
    Column(
        "date_upper",
        "date",
        "The last day it can mean; empty: open.",
        lambda entry: entry.record.date.upper,
    ),
    Column(
        "date_precision",
        "string",
        "day, month, year, decade or century: that of its coarser end.",
        lambda entry: entry.record.date.precision.name.lower(),
    ),
    Column(
        "date_uncertain",
        "boolean",
        "Whether the sources are not sure of it.",
        lambda entry: entry.record.date.uncertain,
    ),
    Column(
        "date_approximate",
        "boolean",
        "Whether it is meant roughly.",
        lambda entry: entry.record.date.approximate,
    ),
    Column("kind", "string", "What it is.", lambda entry: entry.record.kind, _one_of(Kind)),
    Column(
        "weight",
        "string",
        "How much it matters to the whole.",
        lambda entry: entry.record.weight,
        _one_of(Weight),
    ),
    Column(
        "topics",
        "string",
        'Ids of its topics, the main one first, parted by "; ".',
        lambda entry: BETWEEN.join(entry.record.topics),
    ),
    Column(
        "actors",
        "string",
        'Ids of its actors, parted by "; ".',
        lambda entry: BETWEEN.join(entry.record.actors),
    ),
    Column(
        "places",
        "string",
        'Ids of its places, parted by "; ".',
        lambda entry: BETWEEN.join(entry.record.places),
    ),
    Column(
        "label",
        "string",
        "What the evidence for its first claim amounts to.",
        lambda entry: entry.evidence.label,
        _one_of(Label),
    ),
    Column(
        "label_source_count",
        "integer",
        "How many sources the label rests on.",
        lambda entry: entry.evidence.core.sources,
    ),
    Column(
        "label_independent_count",
        "integer",
        "How many of these are independent of one another.",
        lambda entry: entry.evidence.core.independent,
    ),
    Column("claim_count", "integer", "How many claims it makes.", lambda entry: len(entry.claims)),
    Column(
        "source_count",
        "integer",
        "How many sources all its claims cite.",
        lambda entry: entry.evidence.sources,
    ),
    Column(
        "difference_count",
        "integer",
        "On how many points the sources of all its claims differ.",
        lambda entry: entry.evidence.differences,
    ),
    Column(
        "sources",
        "string",
        'Ids of the sources of all claims, or addresses where there is no record, parted by "; ".',
        _cited,
    ),
    Column(
        "withdrawn",
        "date",
        "The day on which it was withdrawn; empty: it stands.",
        lambda entry: entry.record.withdrawn.on if entry.record.withdrawn else None,
    ),
)
"""The columns that need nothing but the entry."""


def _record(edition: Edition) -> tuple[Column, ...]:
    return (
        Column(
            "published",
            "date",
            "The day of its first publication (UTC); empty: not known.",
            lambda entry: edition.first_published(entry.id),
        ),
        Column(
            "changed",
            "date",
            "The day of its last change (UTC); empty: not known.",
            lambda entry: edition.last_changed(entry.id),
        ),
        Column(
            "swhid",
            "string",
            "The intrinsic id of its record (SWHID, ISO/IEC 18670:2025); empty: not known.",
            lambda entry: swhid(blob) if (blob := edition.blobs.get(entry.path)) else None,
        ),
    )


def _texts(chronology: Chronology, edition: Edition, language: Language) -> list[Column]:
    """The columns of one language."""
    code, words = language.code, Words(chronology, language)

    def names(family: str) -> Value:
        items = getattr(chronology, family)
        return lambda entry: BETWEEN.join(
            items[id_].label[code] for id_ in getattr(entry.record, family)
        )

    shown: dict[str, tuple[str, Value]] = {
        "title": ("The title", lambda entry: entry.record.title[code]),
        "date": ("The date in words", words.date),
        "summary": ("The summary", lambda entry: entry.record.summary[code]),
        "topics": ("Its topics by name", names("topics")),
        "actors": ("Its actors by name", names("actors")),
        "places": ("Its places by name", names("places")),
        "evidence": ("The evidence in words", lambda entry: words.evidence(entry.evidence)),
        "address": ("Its page", lambda entry: edition.page(language, f"events/{entry.id}/")),
    }
    return [
        Column(f"{name}_{code}", "string", f"{description} (language: {code}).", value)
        for name, (description, value) in shown.items()
    ]
