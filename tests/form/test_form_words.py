"""The files of the form: words for all that the model has, and what a page begins with is small."""

from __future__ import annotations

import json
import re

from scripts.exports.form import LISTS, values
from scripts.exports.schema import described, descriptions, form_schema
from scripts.i18n.language import Language
from scripts.records.load import Records


def test_every_field_has_a_label(codes: tuple[str, ...], language: Language) -> None:
    """A new field of the model needs a name in each language, for whoever fills it in."""
    known = {owner: fields.keys() for owner, fields in descriptions(codes).items()}
    assert known == {owner: of.keys() for owner, of in language.facts["fields"].items()}


def test_every_description_is_translated(codes: tuple[str, ...], language: Language) -> None:
    """What the model says of a field is said in each language, or the model is in it."""
    translated = language.facts["descriptions"]
    missing = [
        (owner, field)
        for owner, fields in descriptions(codes).items()
        for field in fields
        if field not in translated.get(owner, {})
    ]
    assert missing == [] or language.code == "en"


def test_plain_words(codes: tuple[str, ...], language: Language) -> None:
    """Whoever fills in the form is told of no file, no id and no format."""
    said = described(codes, language)
    plain = language.facts["plain-descriptions"]
    assert all(said[name][field] == plain[name][field] for name in plain for field in plain[name])
    jargon = re.compile(r"EDTF|\.yml|seeds|\bids?\b|mapping|معرّ?ف")
    fields = {name: said[name] for name in ("Entry", "Claim", "Cite", "InlineSource", "Position")}
    assert [words for of in fields.values() for words in of.values() if jargon.search(words)] == []


def test_every_choice_and_every_list_has_words(codes: tuple[str, ...], language: Language) -> None:
    """Each value of a closed list has its word, each list of mappings the words of its buttons."""
    schema = form_schema(codes)
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


def test_what_grows_is_in_the_lists(records: Records, form_data: dict[str, bytes]) -> None:
    """What a page begins with has no entry and no source; the lists have each of them once."""
    lists = json.loads(form_data[LISTS])
    assert [each["id"] for each in lists["sources"]] == [each.id for each in records.sources]
    assert [each["id"] for each in lists["entries"]] == [each.id for each in records.entries]
    for path, data in form_data.items():
        if path.endswith("/form.json"):
            assert not {"sources", "entries", "proposed"} & set(json.loads(data))
    # An entry in a folder of its own says where it is.
    paths = {each.id: each.path for each in records.entries}
    for each in lists["entries"]:
        assert each.get("path", f"timeline/events/{each['id']}.yml") == paths[each["id"]]
    assert any("path" in each for each in lists["entries"])
