"""What a search index says, whatever order its files have it in."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path
from typing import Any

from scripts.publish.search import pagefind

Places = dict[str, tuple[list[int], dict[str, list[int]]]]
"""By page: the places of a word in the text, with the weights that they have, and in each field."""


def unpacked(index: Path, code: str) -> dict[str, Any]:
    """The pages, the words and the filters of a language."""
    language = pagefind.entry(index)["languages"][code]
    meta = pagefind.read(index / f"pagefind.{language['hash']}.pf_meta")
    _, listed, chunks, filters, sorts, fields = meta
    fragments = [(index / "fragment" / f"{name}.pf_fragment").read_bytes() for name, _ in listed]
    paths = [pagefind.path_of(each) for each in fragments]

    def places(pages: list[Any]) -> Places:
        numbers = accumulate(page[0] for page in pages)
        return {
            paths[number]: (inside, _by_field(beside, fields))
            for number, (_, inside, beside) in zip(numbers, pages, strict=True)
        }

    words: dict[str, tuple[Places, dict[str, Places]]] = {}
    for _, _, hash_ in chunks:
        (chunk,) = pagefind.read(index / "index" / f"{hash_}.pf_index")
        for word, plain, marked in chunk:
            words[word] = places(plain), {form: places(pages) for form, pages in marked}
    assert [*words] == sorted(words)
    values = [pagefind.read(index / "filter" / f"{hash_}.pf_filter") for _, hash_ in filters]
    assert [name for name, _ in filters] == [name for name, _ in values]
    dated = [paths[number] for name, order in sorts for number in order if name == "date"]
    if (index / f"dates.{code}.json").is_file():
        names = [name for name, _ in listed]
        told = json.loads((index / f"dates.{code}.json").read_bytes())
        dated = [paths[names.index(name)] for name in told]
    return {
        "version": meta[0],
        "chunks": [(first, last) for first, last, _ in chunks],
        "count": language["page_count"],
        "wasm": (index / f"wasm.{language['wasm']}.pagefind").read_bytes(),
        "fragments": dict(zip(paths, fragments, strict=True)),
        "counts": {path: count for path, (_, count) in zip(paths, listed, strict=True)},
        "words": words,
        "filters": {
            name: {value: {paths[number] for number in numbers} for value, numbers in found}
            for name, found in values
        },
        "dated": dated,
    }


def _by_field(places: list[int], fields: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place in places:
        if place < 0:
            field = fields[-1 - place]
            own = found.setdefault(field, [])
        elif field in {"date", "topic"}:
            own.append(place)
        else:
            # What it says stands in the text as well, or is a list of words.
            own[:] = [0]
    return found
