"""What the form for contributors works with: files of data beside its page.

The page itself is static; `docs/theme/look/form/` reads these files and asks nobody else.  The
rules of a record, its words and its messages have one home each (the models, the language files);
here they are only handed on, so that the form says what `check` says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from scripts.contents import Chain
from scripts.exports.form_choices import choices, entry, source
from scripts.exports.form_limits import character_names, limits
from scripts.exports.form_schema import described, form_schema
from scripts.exports.texts import filled
from scripts.i18n.folding import SHORTEST_STEM
from scripts.i18n.language import Language
from scripts.memory import Recall, fresh
from scripts.records.load import Located, Records
from scripts.records.model import Entry, Source

__all__ = ["CHARACTERS", "LISTS", "form_files"]

CHARACTERS = "contribute/characters.json"
"""The names of characters, asked for only when a message has to name one."""

LISTS = "contribute/lists.json"
"""The sources and the entries, the same for every language."""

NOTHING: Mapping[str, str] = MappingProxyType({})

SECTIONS = ("form", "fields", "problems", "dates", "kinds", "language-names", "list")
"""What the form needs of a language file."""

SHARED = {"Kind": "kinds", "Genre": "genres", "Seen": "seen"}
"""The closed lists whose words the pages have too: the section of the language file, by list."""


def form_files(
    records: Records,
    languages: Sequence[Language],
    repository: str,
    blobs: Mapping[str, str] = NOTHING,
    recall: Recall = fresh,
) -> Iterator[Mapping[str, bytes | Chain]]:
    """Every file that the form reads, by its path below the site's root, those of an entry apart.

    `<language>/contribute/form.json` is what one language's page begins with;
    `contribute/lists.json` the sources and entries, which it asks for meanwhile;
    `contribute/records/<id>.json` an entry as it stands in its file, to be mended.
    `recall` is asked for what these hold of each record; `blobs` tells by the path of a record's
    file whether that is the same.
    """
    codes = tuple(each.code for each in languages)
    common = {
        "repository": repository,
        "languages": [
            {
                "code": each.code,
                "name": each.name,
                "direction": each.direction,
                "letters": each.facts["letters"],
                "folding": dict(each.folding),
                "prefixes": each.prefixes,
                "stem": SHORTEST_STEM,
                "months": [each.dates["months"], each.facts["search"]["months"]],
                # For the preview, which shows the entry in every language.
                "dates": each.facts["dates"],
                "says": each.facts["says"],
            }
            for each in languages
        ],
        "schema": recall(("form", "schema"), partial(form_schema, codes)),
        "limits": limits(),
        **choices(records),
    }
    for language in languages:
        words = recall(("form", "words", language.code), partial(_words, codes, language))
        content = _json({"language": language.code, "words": words, **common})
        yield {f"{language.code}/contribute/form.json": content}
    yield {CHARACTERS: recall(("form", "characters"), lambda: _json(character_names()))}

    def of_source(each: Located[Source]) -> bytes:
        blobs.get(each.path)  # read for a memory: the record stands in this file
        return _piece(source(each))

    def of_entry(each: Located[Entry]) -> tuple[bytes, dict[str, bytes]]:
        blobs.get(each.path)
        known = {"path": each.path, "record": each.spot.document.value}
        return _piece(entry(each)), {f"contribute/records/{each.id}.json": _json(known)}

    listed = [
        recall(("form", "source", each.id), partial(of_source, each)) for each in records.sources
    ]
    rows: dict[str, list[bytes]] = {"entries": [], "proposed": []}
    for each in records.entries:
        row, made = recall(("form", "entry", each.id), partial(of_entry, each))
        rows["entries"].append(row)
        yield made
    shown = {each.path for each in records.entries}
    # A preview shows what is proposed among the entries.
    rows["proposed"] = [_piece(entry(each)) for each in records.proposed if each.path not in shown]
    # In the order of their names, as they are dumped.
    lists = {**rows, "sources": listed}
    places = {f'"{name}":[]'.encode(): pieces for name, pieces in lists.items()}
    yield {LISTS: filled(_json({name: [] for name in lists}), places)}


def _words(codes: tuple[str, ...], language: Language) -> dict[str, Any]:
    """What the form says in a language."""
    words = {name: language.facts[name] for name in SECTIONS}
    words["form"] = {**words["form"], "values": values(language)}
    words["descriptions"] = described(codes, language)
    return words


def values(language: Language) -> dict[str, dict[str, str]]:
    """The words for each value of each closed list, by the name of the list in the models."""
    shared = {name: dict(language.facts[section]) for name, section in SHARED.items()}
    return {**language.facts["form"]["values"], **shared}


def _piece(value: object) -> bytes:
    return _json(value).removesuffix(b"\n")


def _json(value: object) -> bytes:
    # In ASCII: among the forbidden characters are some that UTF-8 has no bytes for.
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"
