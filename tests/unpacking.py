"""What a search index says, whatever the numbers of its pages and the order of its files."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

from scripts.publish.search import ENTRY, MAGIC


def unpacked(index: Path, code: str) -> dict[str, Any]:
    """The pages, the words, the filters and the order by date of a language."""
    language = json.loads((index / ENTRY).read_text("utf-8"))["languages"][code]
    version, listed, chunks, filters, sorts, fields = _decoded(
        index / f"pagefind.{language['hash']}.pf_meta"
    )
    files = [index / "fragment" / f"{name}.pf_fragment" for name, _ in listed]
    fragments = [json.loads(_unzipped(file)) for file in files]
    paths = [each["url"] for each in fragments]

    def places(pages: list[Any]) -> dict[str, list[list[int]]]:
        """By page: the places of a word in the text and in the fields."""
        numbers = accumulate(page[0] for page in pages)
        return {paths[number]: rest for number, (_, *rest) in zip(numbers, pages, strict=True)}

    words = {}
    for _, _, hash_ in chunks:
        (chunk,) = _decoded(index / "index" / f"{hash_}.pf_index")
        for word, plain, marked in chunk:
            words[word] = places(plain), {form: places(pages) for form, pages in marked}
    values = [_decoded(index / "filter" / f"{hash_}.pf_filter") for _, hash_ in filters]
    assert [name for name, _ in filters] == [name for name, _ in values]
    return {
        "version": version,
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
        "sorted": {name: [paths[number] for number in order] for name, order in sorts},
        "fields": fields,
    }


def _unzipped(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()).removeprefix(MAGIC)


def _decoded(file: Path) -> Any:  # noqa: ANN401  (CBOR of any shape)
    return cbor2.loads(_unzipped(file))
