"""Robust Links: a link that says where a copy is kept, for the day on which its address is dead.

Robust Links specification (https://robustlinks.mementoweb.org/spec/): `data-originalurl`,
`data-versionurl`, `data-versiondate`.
"""

from __future__ import annotations

import datetime
import re

# The Internet Archive's addresses: the moment of the copy, perhaps a letter pair, the original.
_WAYBACK = re.compile(
    r"https?://web\.archive\.org/web/(?P<moment>[0-9]{8,14})[a-z_]*/(?P<original>.+)"
)


def robust_link(address: str | None, archived: str | None) -> dict[str, str]:
    """The attributes of a link to a source, in order; none where no archived copy is known.

    The day of the copy is given where the archive's address tells it.
    """
    if not archived:
        return {}
    match = _WAYBACK.fullmatch(archived)
    attributes = {
        "data-originalurl": address or (match["original"] if match else ""),
        "data-versiondate": _day(match["moment"]) if match else "",
        "data-versionurl": archived,
    }
    return {name: value for name, value in attributes.items() if value}


def _day(moment: str) -> str:
    """YYYYMMDD… as an ISO 8601 date; nothing where there is no such day."""
    try:
        return datetime.date.fromisoformat(moment[:8]).isoformat()
    except ValueError:
        return ""
