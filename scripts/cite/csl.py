"""CSL-JSON (Citation Style Language 1.0.2, appendix IV), which pandoc and Zotero read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from scripts.cite.works import HAVE_PUBLISHERS, TYPES, Name, Work
from scripts.records.dates import Edtf, Precision

ITEMS = TypeAdapter(list[dict[str, Any]])
"""Writes a list of items as JSON, five times as fast as `json.dumps` with `indent`."""


def csl_json(works: Iterable[Work]) -> str:
    """The works as an array of items, indented for people who look into it."""
    return ITEMS.dump_json([item(work) for work in works], indent=2).decode() + "\n"


def item(work: Work) -> dict[str, Any]:
    """One work as a CSL item.

    The date of the event is not in it: styles print `event-date` as if it were another date of
    publication, and `archive_location` with a capital, which would spoil an SWHID.
    """
    container = "publisher" if work.kind in HAVE_PUBLISHERS else "container-title"
    # A date that cannot be written in numbers, such as a decade, is in words.
    issued = work.issued and (_date(work.issued) or {"literal": work.when})
    values = {
        "id": work.key,
        "type": TYPES[work.kind].csl,
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        container: work.container,
        "version": work.version,
        "issued": issued,
        "accessed": _date(Edtf.parse(work.accessed.isoformat())) if work.accessed else None,
        "URL": work.address,
        "language": work.language,
        "abstract": work.abstract,
        "note": "\n".join([*([f"SWHID: {work.swhid}"] if work.swhid else []), *work.notes]),
    }
    return {name: value for name, value in values.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, **({"given": name.given} if name.given else {})}


def _date(date: Edtf) -> dict[str, Any] | None:
    """A CSL date variable, or None for an open end, a decade, a century."""
    if date.start is None or date.end is None or date.precision < Precision.YEAR:
        return None
    ends = (date.start, date.end) if date.is_interval else (date.start,)
    circa = {"circa": True} if date.uncertain or date.approximate else {}
    parts = [[part for part in (end.year, end.month, end.day) if part] for end in ends]
    return {"date-parts": parts, **circa}
