"""What the search in the browser loads: the index of the pages, and the rules of folding.

Pagefind makes the index. By itself it numbers the pages as the file system lists them, and orders
filters and languages at random. So each page is a request of its own, in the messages that its
Python package sends it, and the rest is sorted afterwards. That reads Pagefind's own files, which
are CBOR (RFC 8949) behind a magic word, gzipped: the only place where the build relies on the
private format of a program, and left out where the format is not the known one.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

import cbor2
from pagefind_bin import get_executable

from scripts.i18n.folding import spellings
from scripts.i18n.language import Language
from scripts.publish.write import write_file
from scripts.records.vocabulary import names_of
from scripts.timeline.model import Chronology

FOLDER = "pagefind"
"""Where the index is in the site."""

VERSION = "1.5.2"
"""The version of Pagefind whose files `normalised` knows."""

MAGIC = b"pagefind_dcd"

ENTRY = "pagefind-entry.json"
"""What the search loads first: the languages, and the name of the metadata file of each."""

PAGES = ("index.html", "*/index.html", "*/*/index.html")
"""The pages of a language. Deeper down are the revisions of the entries, which are not indexed."""

UNSEARCHED = (
    # Headings are the same on all pages of a kind, and end in a sign that links to them.
    *("h2", "h3", ".headerlink"),
    # What the end of a page tells (scripts/pages/findable.py), evidence, what a source does.
    *(".when", ".kicker", ".evidence", ".legend", "li > strong", "li li > a", "li li > em"),
    # What one can do with the record.
    ".record",
)
"""Selectors of what is not indexed of a page. (Pagefind knows no siblings and no `:has`.)"""


class SearchIndexError(Exception):
    """Pagefind failed, or there is no page; the text says so."""


def make_index(site: Path, codes: Sequence[str]) -> list[str]:
    """Index the finished pages of the languages `codes` in `site`, into its folder `pagefind`.

    The same pages give the same bytes. Returns the notices to show, as keys of words: where that
    does not hold, one that says so. Raises SearchIndexError.
    """
    # Side by side: Pagefind reads pages on one processor.
    with ThreadPoolExecutor() as pool:
        parts = [*pool.map(partial(_index, site), codes)]
    files = {path: content for part in parts for path, content in part.items()}
    entries = [json.loads(part[ENTRY]) for part in parts]
    languages = {code: each for entry in entries for code, each in entry["languages"].items()}
    files[ENTRY] = json.dumps(entries[0] | {"languages": languages}).encode()
    normal = normalised(files)
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    for path, content in (normal or files).items():
        write_file(site / FOLDER / path, content)
    return [] if normal else ["index-varies"]


def _index(site: Path, code: str) -> dict[str, bytes]:
    """The files of the index of a language, its pages numbered in the order of their paths."""
    found = (page for pattern in PAGES for page in (site / code).glob(pattern))
    pages = sorted(page.relative_to(site).as_posix() for page in found)
    if not pages:
        raise SearchIndexError(f"{site / code}: no page to index")
    config = {"exclude_selectors": [*UNSEARCHED], "force_language": code}
    add = {"type": "AddDir", "index_id": 0, "path": str(site.resolve())}
    requests: list[Mapping[str, Any]] = [
        {"type": "NewIndex", "config": config},
        *({**add, "glob": page} for page in pages),
        # Not WriteFiles, which is answered before the files are written.
        {"type": "GetFiles", "index_id": 0},
    ]
    return {
        each["path"]: base64.b64decode(each["content"])
        for each in _answers(requests)[-1]["files"]
        # Without the files for sites that have no search dialog of their own.
        if not re.search(r"-ui\.|^pagefind-highlight", each["path"])
    }


def _answers(requests: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What Pagefind answers. Each message is JSON in base64, with a comma behind it."""
    messages = [
        base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","
        for number, request in enumerate(requests, 1)
    ]
    said, missing, pipe = [], len(messages), subprocess.PIPE
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        # mypy takes pipes for optional.
        stdin, stdout, stderr = cast(
            "tuple[Any, ...]", (process.stdin, process.stdout, process.stderr)
        )
        with suppress(BrokenPipeError):
            stdin.write(b"".join(messages))
            stdin.flush()
            while missing and (part := stdout.read1()):
                said.append(part)
                missing -= part.count(b",")
            # Not before: Pagefind ends with its input, whatever is left to do.
            stdin.close()
        log = stderr.read().decode(errors="replace")
    texts = b"".join(said).split(b",")[:-1]
    answers = [json.loads(base64.b64decode(text))["payload"] for text in texts]
    errors = [each["message"] for each in answers if each["type"] == "Error"]
    if missing or errors:
        raise SearchIndexError("\n".join([*errors, log]))
    return answers


def normalised(files: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The files with filters and languages sorted, and named by what they then contain.

    Returns None if their format is not the known one.
    """
    normal = dict(files)
    try:
        entry = json.loads(normal.pop(ENTRY))
        if entry["version"] != VERSION:
            return None
        for code, language in entry["languages"].items():
            meta = _unpacked(normal.pop(f"pagefind.{language['hash']}.pf_meta"))
            version, pages, words, filters, sorts, fields = meta
            sorted_filters = []
            for name, old in sorted(filters):
                same_name, values = _unpacked(normal.pop(f"filter/{old}.pf_filter"))
                new, content = _packed(code, [same_name, sorted(values)])
                normal[f"filter/{new}.pf_filter"] = content
                sorted_filters.append([name, new])
            meta = [version, pages, words, sorted_filters, sorts, fields]
            language["hash"], content = _packed(code, meta)
            normal[f"pagefind.{language['hash']}.pf_meta"] = content
    except (KeyError, TypeError, ValueError, OSError, EOFError, zlib.error, cbor2.CBORError):
        return None
    return normal | {ENTRY: json.dumps(entry, sort_keys=True).encode()}


def _unpacked(file: bytes) -> Any:  # noqa: ANN401  (CBOR of any shape)
    """What is in a file. Raises ValueError where packing it again would change it."""
    content = gzip.decompress(file).removeprefix(MAGIC)
    value = cbor2.loads(content)
    if cbor2.dumps(value) != content:
        raise ValueError("CBOR that is written in another way")
    return value


def _packed(code: str, value: object) -> tuple[str, bytes]:
    """The hash that a file with `value` is named by, and the file."""
    content = cbor2.dumps(value)
    hash_ = f"{code}_{hashlib.sha256(content).hexdigest()[:10]}"
    # A gzip header without time and name (zlib manual, deflateInit2).
    return hash_, zlib.compress(MAGIC + content, 9, wbits=16 + zlib.MAX_WBITS)


def folding_files(languages: Sequence[Language], chronology: Chronology) -> dict[str, bytes]:
    """The rules by which each language folds a query as the pages were folded, by path.

    The names of the vocabularies are among them, so that other spellings are recognised.
    """
    families = (chronology.topics, chronology.actors, chronology.places)
    items = [item for family in families for item in family.values()]
    names = [item.label for item in items]
    names += [each.name for item in items for each in names_of(item)]
    made = {}
    for language in languages:
        facts, code = language.facts["search"], language.code
        records = [each.record for each in chronology.entries.values()]
        texts = [text[code] for each in records for text in (each.title, each.summary)]
        folding = {
            "letters": dict(language.facts["folding"]),
            "prefixes": language.prefixes,
            "endings": sorted(facts["endings"], key=len, reverse=True),
            "sounds": facts["sounds"],
            "silent": facts["silent"],
            "names": spellings([name[code] for name in names], texts, language),
        }
        made[f"folding.{language.code}.json"] = json.dumps(folding, ensure_ascii=False).encode()
    return made
