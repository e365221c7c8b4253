"""The JSON Schemas that editors read, made from the models: timeline/schema/."""

from __future__ import annotations

import json
from typing import Any

from scripts.records.model import VOCABULARIES, Entry, Redirect, Source, json_schema

FOLDER = "timeline/schema"


def schemas(languages: tuple[str, ...]) -> dict[str, str]:
    """Every schema's text, by path below the repository's root."""
    made: dict[str, dict[str, Any]] = {
        "event": json_schema(Entry, languages),
        "source": json_schema(Source, languages),
        "redirects": _table(json_schema(Redirect, languages)),
        **{name: _table(json_schema(model, languages)) for name, model in VOCABULARIES.items()},
    }
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
