"""The order of the keys in a record's file. It is checked only: a person moves the comments too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from scripts.layout import model_of
from scripts.problems import Problem, problem
from scripts.records.load import Records
from scripts.records.location import Document, Hint, KeyPath, Value, fields, inner


def keys_are_in_order(records: Records, languages: Sequence[str]) -> Iterator[Problem]:
    """The keys of every record are in order."""
    tables = (records.topics, records.actors, records.places, records.redirects)
    rows = (row.location for table in tables for row in table.values())
    documents = {each.path: each.document for each in chain(*records.drafts.values(), rows)}
    for path, document in documents.items():
        yield from misplaced_keys(document, path, languages)


def misplaced_keys(document: Document, path: str, languages: Sequence[str]) -> Iterator[Problem]:
    """Keys follow the fields in `records.model`; in a text `en` is first, then languages by code.

    The rows of a table and unknown keys are in any order. Of each mapping, the first key that
    stands too low is given: `key-order` (field, before).
    """
    model, _, is_table = model_of(path) or (None, "", False)
    codes = sorted(languages, key=lambda code: (code != "en", code))

    def walk(value: Value, where: KeyPath, hint: Hint) -> Iterator[Problem]:
        if isinstance(value, list):
            for number, each in enumerate(value):
                yield from walk(each, (*where, number), hint)
        elif isinstance(value, dict):
            order = [*fields(hint)] or (codes if inner(hint) else [])
            known = [name for name in value if name in order]
            pairs = zip(known, sorted(known, key=order.index), strict=True)
            before, key = next((pair for pair in pairs if pair[0] != pair[1]), ("", ""))
            if key:
                mark = document.at((*where, key))
                place = (mark.key_line, mark.key_column)
                yield problem(path, *place, "key-order", field=key, before=before)
            for name, each in value.items():
                yield from walk(each, (*where, name), fields(hint).get(name, inner(hint)))

    if is_table and isinstance(document.value, dict):
        for id_, row in document.value.items():
            yield from walk(row, (id_,), model)
    else:
        yield from walk(document.value, (), model)
