"""data/datapackage.json: what the files of data/ are (Data Package 2.0, datapackage.org).

The standard has no room for translations, so a title or description has all languages in one text.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from scripts.cite.metadata import LICENSE
from scripts.cite.text import line
from scripts.exports.part import LICENCE, Part, dump, joined
from scripts.exports.table import columns
from scripts.pages.book import BOOK_TYPE, book_path
from scripts.records.source import Source

PROFILE = "https://datapackage.org/profiles/2.0/"

FILES = {
    "timeline.csv": ("timeline-csv", "text/csv"),
    "timeline.json": ("timeline-json", "application/json"),
    "timeline.ics": ("timeline-ics", "text/calendar"),
    "timeline.{language}.ics": ("timeline-ics-language", "text/calendar"),
    "timelinejs.{language}.json": ("timelinejs", "application/json"),
}
"""The other files of data/: the key of their titles in the language files, and their media type."""


def data_package(part: Part) -> bytes:
    """The descriptor of data/: the columns of the CSV one by one, the commit and its day."""
    chronology, published = part.chronology, part.published
    commit = published.commit
    descriptor = {
        "$schema": f"{PROFILE}datapackage.json",
        "name": name(published.address),
        "id": part.address,
        "title": part.text("home.title"),
        "description": part.text("home.description"),
        "homepage": published.address,
        "version": published.version,
        **({"created": f"{commit.day}T00:00:00Z", "commit": commit.id} if commit else {}),
        "keywords": list(chronology.topics),
        "licenses": [{"name": LICENCE[0], "title": LICENCE[1], "path": LICENSE}],
        "contributors": [{"title": part.text("home.title"), "roles": ["creator"]}],
        "sources": [_source(each.record, part) for each in chronology.sources.values()],
        "resources": [
            _resource(path.format(language=language.code), *facts, part)
            for path, facts in FILES.items()
            for language in part.languages[: None if "{language}" in path else 1]
        ]
        + [
            _resource(PurePosixPath(book_path(each.code, key)).name, "book", BOOK_TYPE, part)
            for each in part.languages
            for key in published.volumes
        ],
    }
    return dump(descriptor, indent=1)


def name(address: str) -> str:
    """The name of the package: the last part of the site's address, else its host."""
    parts = urlsplit(address)
    last = PurePosixPath(parts.path).name or parts.hostname or ""
    return re.sub(r"[^a-z0-9._-]+", "-", last.lower())


def _source(record: Source, part: Part) -> dict[str, str]:
    """A source of the data: its own title, or else its name in every language."""
    title = record.title or joined(record.title_in[each.code] for each in part.languages)
    return {"title": line(title)} | ({"path": record.url} if record.url else {})


def _resource(path: str, key: str, media_type: str, part: Part) -> dict[str, Any]:
    content = part.made[f"data/{path}"]
    described: dict[str, Any] = {
        "$schema": f"{PROFILE}dataresource.json",
        "name": path.replace(".", "-"),
        "path": path,
        "title": part.text(f"exports.files.{key}.title"),
        "description": part.text(f"exports.files.{key}.about"),
        "format": PurePosixPath(path).suffix[1:],
        "mediatype": media_type,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if media_type != BOOK_TYPE:
        described["encoding"] = "utf-8"
    # The standard's `schema` is for tables only. Its recipe for JSON wants a `profile` that the
    # Frictionless framework refuses to read; `jsonSchema` is the name that it intends.
    if path == "timeline.json":
        described["jsonSchema"] = "schema/timeline.schema.json"
    elif path.endswith(".csv"):
        described["type"] = "table"
        described["schema"] = {"fields": columns(part.languages), "primaryKey": ["id"]}
    return described
