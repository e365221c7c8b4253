"""JSON Schemas made from the models of the records: for editors (timeline/schema/) and the form.

Beside the rules of the models, those for editors explain every field in every language, have a
sentence for what fits no pattern (`patternErrorMessage`, which VS Code and the YAML language server
show), and offer the ids of the vocabularies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from scripts.i18n.language import Language
from scripts.records.fields import VALUES
from scripts.records.model import VOCABULARIES, Entry, Redirect, Source, json_schema

FOLDER = "timeline/schema"

PATTERNS = {TypeAdapter(kind).json_schema()["pattern"]: name for name, kind in VALUES.items()}
"""The kinds of value that have a pattern, by it; their names are keys of the section `editor`."""

CLOSED = "topics"
"""The vocabulary that a new entry does not add to, so an editor marks other ids as wrong."""

SAID = frozenset({"description", "title", "default", "examples"})
"""The keywords of a schema that are for people; the others are the rule."""

Ids = Mapping[str, Iterable[str]]


def schemas(languages: Sequence[Language], ids: Ids) -> dict[str, str]:
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
    rules = {name: _rule(TypeAdapter(kind).json_schema()) for name, kind in VALUES.items()}
    schema: dict[str, Any] = _ruled(json_schema(Entry, codes), rules)
    schema["$defs"]["Text"]["rule"] = "text"
    return schema


def _rule(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in SAID}


def _ruled(value: Any, rules: dict[str, dict[str, Any]]) -> Any:  # noqa: ANN401  (JSON)
    """A part of a schema, without the keywords in SAID, and with the names of `rules`."""
    if isinstance(value, list):
        return [_ruled(each, rules) for each in value]
    if not isinstance(value, dict):
        return value
    bare = _rule(value)
    names = [name for name, rule in rules.items() if rule == bare]
    default = {"default": value["default"]} if isinstance(value.get("default"), str) else {}
    if names:
        return {"rule": names[0], **default}
    return {
        # The names of fields are not keywords, though a field may have the name of one.
        key: {name: _ruled(part, rules) for name, part in each.items()}
        if key in {"properties", "$defs"}
        else _ruled(each, rules)
        for key, each in bare.items()
    } | default


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
