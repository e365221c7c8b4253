"""The JSON Schemas that editors read, made from the models: timeline/schema/.

Beside the rules of the models they have what helps somebody who writes: every field explained in
every language, a sentence for what fits no pattern (`patternErrorMessage`, which VS Code and the
YAML language server show), and the ids of the vocabularies to choose from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from scripts.i18n.language import Language
from scripts.records.fields import VALUES
from scripts.records.model import VOCABULARIES, Entry, Redirect, Source, json_schema

FOLDER = "timeline/schema"

PATTERNS = {TypeAdapter(kind).json_schema()["pattern"]: name for name, kind in VALUES.items()}
"""The kinds of value that have a pattern, by it; their names are keys of the section `editor`."""

CLOSED = "topics"
"""The vocabulary that a new entry does not add to: another id is wrong while it is written."""

Ids = Mapping[str, Iterable[str]]


def schemas(languages: Sequence[Language], ids: Ids) -> dict[str, str]:
    """Every schema's text, by path below the repository's root; `ids` are the vocabularies'."""
    codes = tuple(each.code for each in languages)
    made: dict[str, dict[str, Any]] = {
        "event": _offering(json_schema(Entry, codes), ids),
        "proposed": _offering(json_schema(Entry, codes, complete=False), ids),
        "source": json_schema(Source, codes),
        "redirects": _table(json_schema(Redirect, codes)),
        **{name: _table(json_schema(model, codes)) for name, model in VOCABULARIES.items()},
    }
    for schema in made.values():
        _explain(schema, languages)
    return {
        f"{FOLDER}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


def _table(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a file that maps ids to such records."""
    definitions = schema.pop("$defs", {})
    dialect = schema.pop("$schema")
    return {
        "$schema": dialect,
        "$defs": {**definitions, "Item": schema},
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/Item"},
    }


def _offering(schema: dict[str, Any], ids: Ids) -> dict[str, Any]:
    """The schema of an entry with the ids of the vocabularies.

    Actors and places come with the entries that need them, so theirs are examples.
    """
    for family in VOCABULARIES:
        known = sorted(ids.get(family, ()))
        if known:
            keyword = "enum" if family == CLOSED else "examples"
            schema["properties"][family]["items"][keyword] = known
    return schema


def _explain(schema: dict[str, Any], languages: Sequence[Language]) -> None:
    """Put the words of every language to the fields and the patterns of a schema."""
    for part in _parts(schema):
        for name, about in part.get("properties", {}).items():
            if "description" in about:
                known = [each.facts["descriptions"].get(part["title"], {}) for each in languages]
                words = [about["description"], *(each[name] for each in known if name in each)]
                about["description"] = "\n\n".join(words)
        if part.get("pattern") in PATTERNS:
            key = f"editor.{PATTERNS[part['pattern']]}"
            part["patternErrorMessage"] = "\n\n".join(each.word(key) for each in languages)


def _parts(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  (JSON)
    """Every mapping in a schema, outermost first."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from _parts(part)
