"""CSL-JSON (Citation Style Language 1.0.2, appendix IV), which pandoc and Zotero read."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from scripts.cite.works import Kind, Name, Work
from scripts.records.dates import Edtf, Point, Precision

TYPES = MappingProxyType(
    {
        Kind.ENTRY: ("entry-encyclopedia", "container-title"),
        Kind.NEWS: ("article-newspaper", "container-title"),
        Kind.REPORT: ("report", "publisher"),
        Kind.PAGE: ("webpage", "container-title"),
        Kind.DATA: ("dataset", "publisher"),
        Kind.POST: ("post", "container-title"),
    }
)
"""For each kind the item type, and the variable for what it came out in."""

ITEMS = TypeAdapter(list[dict[str, Any]])
"""Writes a list of items as JSON; with indents, Python's own encoder takes five times as long."""


def csl_json(works: Iterable[Work]) -> str:
    """The works as an array of items, indented for people who look into it."""
    return ITEMS.dump_json([item(work) for work in works], indent=2).decode() + "\n"


def item(work: Work) -> dict[str, Any]:
    """One work as a CSL item.

    The date of the event is not in it: styles print `event-date` as if it were another date of
    publication, and `archive_location` with a capital, which would spoil an SWHID.
    """
    type_, container = TYPES[work.kind]
    values = {
        "id": work.key,
        "type": type_,
        "title": work.title,
        "author": [_name(name) for name in work.authors],
        container: work.container,
        "version": work.version,
        "issued": _issued(work),
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


def _issued(work: Work) -> dict[str, Any] | None:
    """The date of issue; one that no numbers can tell, such as a decade, in words."""
    if work.issued is None:
        return None
    return _date(work.issued) or {"literal": work.when}


def _date(date: Edtf) -> dict[str, Any] | None:
    """A CSL date variable, or None for an open end, a decade, a century."""
    if date.start is None or date.end is None or date.precision < Precision.YEAR:
        return None
    ends = [date.start, date.end] if date.is_interval else [date.start]
    circa = {"circa": True} if date.uncertain or date.approximate else {}
    return {"date-parts": [_parts(end) for end in ends], **circa}


def _parts(point: Point) -> list[int]:
    return [part for part in (point.year, point.month, point.day) if part]
