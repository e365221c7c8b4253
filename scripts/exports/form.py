"""The data files that the form for contributors loads (`docs/theme/look/form/`).

The rules of records come from the models and their words from the language files, so the form
reports the same problems as `check`.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from scripts.checks import claims, duplicates
from scripts.exports.schema import described, form_schema
from scripts.i18n.folding import SHORTEST_STEM, sort_key
from scripts.i18n.language import Language
from scripts.records import bibliography, fields, ids, text, works
from scripts.records.errors import field_names
from scripts.records.load import EVENTS, Located, Records
from scripts.records.model import Entry
from scripts.records.source import Seen, Source
from scripts.records.vocabulary import Actor, Place, Topic, spellings

CHARACTERS = "contribute/characters.json"
"""The names of characters by code point in hexadecimal: for messages, requested when needed."""

LISTS = "contribute/lists.json"
"""The sources and the entries, the same for every language."""

SECTIONS = ("form", "fields", "problems", "dates", "kinds", "list")
"""What the form needs of a language file."""

SHARED = {
    "Kind": "kinds",
    "Genre": "genres",
    "Seen": "seen",
    "LocatorLabel": "locators",
    "Became": "statuses",
}
"""The closed lists whose words are also on pages: the section of the language file, by list."""

BLOCKS = (
    *((0x0000, 0x0700), (0x0750, 0x0780), (0x08A0, 0x0900), (0x1C80, 0x1C90)),
    *((0x1D00, 0x2070), (0x20A0, 0x2200), (0xFB00, 0xFE00), (0xFE70, 0xFFF0)),
)
"""The code points in CHARACTERS: Latin, Greek, Cyrillic, Hebrew, Arabic and its presentation forms,
punctuation."""


def form_files(
    records: Records, languages: Sequence[Language], repository: str
) -> dict[str, bytes]:
    """Every file that the form reads, by its path below the site's root.

    `<language>/contribute/form.json` is what the page in one language loads first;
    `contribute/lists.json` has the sources and entries, which it loads next;
    `contribute/records/<id>.json` is an entry as written in its file, to be edited.
    """
    codes = tuple(each.code for each in languages)
    common = {
        "repository": repository,
        "languages": [_language(each) for each in languages],
        "schema": form_schema(codes),
        "limits": limits(),
        "topics": [_named(each) for each in records.topics.values()],
        "actors": [_named(each) for each in records.actors.values()],
        "places": [_named(each) for each in records.places.values()],
        "redirects": sorted(records.redirects),
    }
    shown = {entry.path for entry in records.entries}
    made: dict[str, Any] = {
        CHARACTERS: {
            f"{point:04X}": name
            for first, end in BLOCKS
            for point in range(first, end)
            if (name := unicodedata.name(chr(point), ""))
        },
        LISTS: {
            "entries": [_entry(each) for each in records.entries],
            # A preview shows what is proposed among the entries.
            "proposed": [_entry(each) for each in records.proposed if each.path not in shown],
            "sources": [_source(each) for each in records.sources],
        },
    }
    for each in languages:
        words = {
            **{name: each.facts[name] for name in SECTIONS},
            "language-names": language_names(each, languages),
            "form": {**each.facts["form"], "values": values(each)},
            "descriptions": described(codes, each),
        }
        beginning = {"language": each.code, "words": words, **common}
        made[f"{each.code}/contribute/form.json"] = beginning
    for entry in records.entries:
        record = {"path": entry.path, "record": entry.location.document.value}
        made[f"contribute/records/{entry.id}.json"] = record
    # In ASCII: among the forbidden characters are some that UTF-8 has no bytes for.
    return {path: f"{json.dumps(made[path], separators=(',', ':'))}\n".encode() for path in made}


def language_names(language: Language, languages: Sequence[Language]) -> dict[str, str]:
    """The languages that a source can be in: first those of the language files, then by name."""
    names, own = language.language_names, language.facts["language-names"]
    others = [code for code in names if code not in own]
    order = [*own, *sorted(others, key=lambda code: sort_key(names[code], language))]
    shared = [code for code in order if all(code in each.language_names for each in languages)]
    return {code: names[code] for code in shared}


def _language(each: Language) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "direction": each.direction,
        "letters": each.letters,
        "folding": dict(each.facts["folding"]),
        "prefixes": each.prefixes,
        "stem": SHORTEST_STEM,
        "months": [each.facts["dates"]["months"], each.facts["search"]["months"]],
        # For the preview, which shows the entry in every language.
        "dates": each.facts["dates"],
        "says": each.facts["says"],
        "relayed": {name: each.facts["cite"][name] for name in ("through", "then")},
    }


def limits() -> dict[str, Any]:
    """The numbers, patterns and lists of the rules; patterns in syntax that ECMAScript has too."""
    return {
        "line": fields.LONGEST_LINE,
        "id": ids.LONGEST_ID,
        "address": fields.LONGEST_ADDRESS,
        "port": fields.HIGHEST_PORT,
        "year": fields.LAST_YEAR,
        "anchor": claims.MOST_ANCHOR_WORDS,
        "file": text.LARGEST,
        "problems": text.MOST_PROBLEMS,
        "id-pattern": ids.ID_PATTERN,
        "address-pattern": fields.ADDRESS_PATTERN.replace("(?P<", "(?<"),
        "language-pattern": fields.LANGUAGE_PATTERN,
        "identifiers": bibliography.PATTERNS,
        "reserved": sorted(ids.RESERVED_IDS),
        "claim-id": {
            "main": ids.MAIN_CLAIM,
            "least": ids.CLAIM_WORDS[0],
            "most": ids.CLAIM_WORDS[-1],
            "reserved": sorted(ids.RESERVED_CLAIM_IDS),
        },
        "fields": sorted(field_names(Entry)),
        "duplicates": {
            "near": duplicates.NEAR,
            "year": duplicates.YEAR,
            "alike": duplicates.ALIKE,
        },
        "naming": {"small": sorted(ids.SMALL), "most": ids.MOST_WORDS},
        "forbidden": text.FORBIDDEN.pattern,
        "stacked": text.STACKED.pattern,
        "paragraphs": claims.PARAGRAPHS.pattern,
        "sha256": claims.SHA256.pattern,
        "works": {
            "archived": works.ARCHIVED,
            "tracking": works.TRACKING,
            "index": works.INDEX,
            "same": works.SAME,
        },
        "scripts": {name: pattern.pattern for name, pattern in text.SCRIPTS.items()},
    }


def values(language: Language) -> dict[str, dict[str, str]]:
    """The words for each value of each closed list, by the name of the list in the models."""
    shared = {name: dict(language.facts[section]) for name, section in SHARED.items()}
    return {**language.facts["form"]["values"], **shared}


def _named(each: Located[Topic] | Located[Actor] | Located[Place]) -> dict[str, Any]:
    names = [name for code in each.record.label.root for name in spellings(each.record, code)]
    label = dict(each.record.label.items())
    also = [name for name in dict.fromkeys(names) if name not in label.values()]
    return {"id": each.id, "label": label, "also": also}


def _source(each: Located[Source]) -> dict[str, Any]:
    record = each.record
    values = {
        "id": each.id,
        "label": dict(record.title_in.items()),
        "also": [record.title] if record.title else [],
        "publisher": record.publisher and dict(record.publisher.items()),
        "published": record.published and str(record.published),
        "url": record.url,
        "archived_url": record.archived_url,
        "locator": record.locator and record.locator.model_dump(),
        "paragraphs": record.text and record.text.paragraphs,
        "unseen": record.seen == Seen.NOTHING,
    }
    return _given(values, "also")


def _entry(each: Located[Entry]) -> dict[str, Any]:
    """An entry: its names, and what a new one is compared with; its path where it is not usual."""
    record = each.record
    usual = f"{EVENTS.as_posix()}/{each.id}.yml"
    values = {
        "id": each.id,
        "label": dict(record.title.items()),
        "date": str(record.date),
        "actors": record.actors,
        "path": each.path if each.path != usual else None,
        "see_also": record.see_also,
        "withdrawn": record.withdrawn is not None,
    }
    return _given(values, "actors")


def _given(values: Mapping[str, Any], always: str) -> dict[str, Any]:
    """The fields that are given: lists.json grows with the records, so it leaves out the rest."""
    return {name: value for name, value in values.items() if value or name == always}
