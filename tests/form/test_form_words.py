"""The form has words for all that the model has, in every language."""

from __future__ import annotations

import re
from typing import Any

from scripts.exports.form import values
from scripts.exports.schema import described, descriptions, form_schema
from scripts.i18n.language import Language


def test_every_field_has_a_label(languages: tuple[Language, ...], language: Language) -> None:
    """A new field of the model needs a name in each language, for whoever fills it in."""
    codes = tuple(each.code for each in languages)
    known = {owner: fields.keys() for owner, fields in descriptions(codes).items()}
    assert known == {owner: of.keys() for owner, of in language.facts["fields"].items()}


def test_every_description_is_translated(
    languages: tuple[Language, ...], language: Language
) -> None:
    """What the model says of a field is said in each language, or the model is in it."""
    codes = tuple(each.code for each in languages)
    translated = language.facts["descriptions"]
    missing = [
        (owner, field)
        for owner, fields in descriptions(codes).items()
        for field in fields
        if field not in translated.get(owner, {})
    ]
    assert missing == [] or language.code == "en"


def test_plain_words(languages: tuple[Language, ...], language: Language) -> None:
    """Whoever fills in the form is told of no file, no id and no format."""
    codes = tuple(each.code for each in languages)
    said = described(codes, language)
    plain = language.facts["plain-descriptions"]
    assert all(said[name][field] == plain[name][field] for name in plain for field in plain[name])
    jargon = re.compile(r"EDTF|\.yml|seeds|\bids?\b|mapping|معرّ?ف")
    fields = {name: said[name] for name in ("Entry", "Claim", "Cite", "InlineSource", "Position")}
    assert [words for of in fields.values() for words in of.values() if jargon.search(words)] == []


def test_every_choice_and_every_list_has_words(
    languages: tuple[Language, ...], language: Language
) -> None:
    """Each value of a closed list has its word, each list of mappings the words of its buttons."""
    schema: dict[str, Any] = form_schema(tuple(each.code for each in languages))
    lists = {name: part["enum"] for name, part in schema["$defs"].items() if "enum" in part}
    assert {name: list(of) for name, of in values(language).items()} == lists
    mappings = [schema, *schema["$defs"].values()]
    fields = [each for part in mappings for each in part.get("properties", {}).items()]
    repeated = {
        name
        for name, node in fields
        if (to := node.get("items", {}).get("$ref", "").rpartition("/")[2])
        and "properties" in schema["$defs"][to]
    }
    assert set(language.facts["form"]["items"]) == repeated
