"""JSON Schemas made from the models of the records: for editors (timeline/schema/) and the form.

Those for editors also explain every field in every language, have a sentence for what fits no
pattern (`patternErrorMessage`, of VS Code and the YAML language server), and offer the ids of the
vocabularies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from scripts.i18n.language import Language
from scripts.records.bibliography import IDENTIFIERS
from scripts.records.fields import VALUES
from scripts.records.model import Entry, Redirect, json_schema
from scripts.records.source import Source
from scripts.records.vocabulary import VOCABULARIES

FOLDER = "timeline/schema"

KINDS = {**VALUES, **IDENTIFIERS}

PATTERNS = {
    pattern: name
    for name, kind in KINDS.items()
    if (pattern := TypeAdapter(kind).json_schema().get("pattern"))
}
"""The kinds of value that have a pattern, by it; their names are keys of the section `editor`."""

CLOSED = "topics"
"""The vocabulary that a new entry does not add to, so an editor marks other ids as wrong."""

SAID = frozenset({"description", "title", "default", "examples"})
"""The keywords of a schema that are for people; the others are the rule."""


def schemas(languages: Sequence[Language], ids: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every schema's text, by path below the repository's root; `ids` are the vocabularies'."""
    codes = tuple(each.code for each in languages)
    made = {
        "event": json_schema(Entry, codes),
        "proposed": json_schema(Entry, codes, complete=False),
        "source": json_schema(Source, codes),
    }
    for family in VOCABULARIES:
        if known := sorted(ids.get(family, ())):
            # An entry may come with new actors and places, so their ids are only examples.
            keyword = "enum" if family == CLOSED else "examples"
            for name in ("event", "proposed"):
                made[name]["properties"][family]["items"][keyword] = known
    for name, model in {"redirects": Redirect, **VOCABULARIES}.items():
        item = json_schema(model, codes)
        made[name] = {
            "$schema": item.pop("$schema"),
            "$defs": {**item.pop("$defs", {}), "Item": item},
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/Item"},
        }
    return {
        f"{FOLDER}/{name}.schema.json": _explained(schema, languages)
        for name, schema in made.items()
    }


def _explained(schema: dict[str, Any], languages: Sequence[Language]) -> str:
    """The text of a schema, with the words of every language at its fields and patterns."""

    def explain(part: dict[str, Any]) -> dict[str, Any]:
        for name, about in part.get("properties", {}).items():
            if "description" in about:
                known = [each.facts["descriptions"].get(part["title"], {}) for each in languages]
                words = [about["description"], *(each[name] for each in known if name in each)]
                about["description"] = "\n\n".join(words)
        if part.get("pattern") in PATTERNS:
            key = f"editor.{PATTERNS[part['pattern']]}"
            part["patternErrorMessage"] = "\n\n".join(each.word(key) for each in languages)
        return part

    explained = json.loads(json.dumps(schema), object_hook=explain)
    return json.dumps(explained, ensure_ascii=False, indent=2) + "\n"


def form_schema(codes: tuple[str, ...]) -> dict[str, Any]:
    """The schema of an entry, in which `rule` names the kind of each value (`records.fields`).

    A text in all languages has the rule `text`.  Descriptions are left out; `described` has them.
    """

    def bare(part: dict[str, Any]) -> dict[str, Any]:
        # A keyword has no mapping as its value, a field of the same name has one.
        return {key: each for key, each in part.items() if key not in SAID or type(each) is dict}

    rules = {name: bare(TypeAdapter(kind).json_schema()) for name, kind in KINDS.items()}

    def ruled(part: dict[str, Any]) -> dict[str, Any]:
        rest = bare(part)
        name = next((name for name, rule in rules.items() if rule == rest), "")
        default = {"default": part["default"]} if isinstance(part.get("default"), str) else {}
        return ({"rule": name} if name else rest) | default

    schema: dict[str, Any] = json.loads(json.dumps(json_schema(Entry, codes)), object_hook=ruled)
    schema["$defs"]["Text"]["rule"] = "text"
    return schema


def descriptions(codes: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The description of every field of an entry, by the name of its mapping and its own."""
    schema = json_schema(Entry, codes)
    return {
        name: {field: about["description"] for field, about in part["properties"].items()}
        for name, part in {"Entry": schema, **schema["$defs"]}.items()
        if "properties" in part and name != "Text"
    }


def described(codes: tuple[str, ...], language: Language) -> dict[str, dict[str, str]]:
    """The descriptions in `language`, or those of the model where its file has none.

    `plain-descriptions` go first: they mention no files, ids or formats of the records.
    """
    facts = language.facts
    return {
        name: {
            **fields,
            **facts["descriptions"].get(name, {}),
            **facts["plain-descriptions"].get(name, {}),
        }
        for name, fields in descriptions(codes).items()
    }
