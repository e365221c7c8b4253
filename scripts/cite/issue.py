"""When a work came out, as styles of citation write it: by parts, ranges shortened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scripts.records.dates import Edtf, Point, Precision

RANKS = ("day", "month", "year")
"""The parts of a date, the smallest first."""

_PART = re.compile(r"\{(day|month|year)\}")


def is_plain(date: Edtf) -> bool:
    """Whether numbers can tell it: it has both ends, and each is known to the year at least."""
    ends = (date.start, date.end)
    return all(end is not None and end.precision >= Precision.YEAR for end in ends)


def issued(date: Edtf, patterns: Mapping[str, str], months: Sequence[str], joint: str = "–") -> str:
    """A plain date by the pattern of its precision: `day`, `month` or `year`.

    What both ends of an interval share is written once (CSL 1.0.2, date ranges): "8–12 November
    2025". `joint` stands between the ends. Nothing where the precision has no pattern.
    """
    start, end = date.start, date.end
    if start is None or end is None:
        return ""
    pattern = patterns.get(_precision(start), "")
    parts = [_parts(point, months) for point in (start, end)]
    differing = [rank for rank in RANKS if parts[0][rank] != parts[1][rank]]
    if not differing or not pattern:
        return _PART.sub(lambda match: parts[0][match[1]], pattern)
    smaller = RANKS[: RANKS.index(differing[-1]) + 1]
    places = [match for match in _PART.finditer(pattern) if match[1] in smaller]
    if not places:
        return _PART.sub(lambda match: parts[0][match[1]], pattern)
    first, last = places[0].start(), places[-1].end()
    ends = [
        _PART.sub(lambda match, each=each: each[match[1]], pattern[first:last])  # type: ignore[misc]
        for each in parts
    ]
    joined = (
        pattern[:first] + (ends[0] if ends[0] == ends[1] else joint.join(ends)) + pattern[last:]
    )
    return _PART.sub(lambda match: parts[0][match[1]], joined)


def _precision(point: Point) -> str:
    return "day" if point.day else "month" if point.month else "year"


def _parts(point: Point, months: Sequence[str]) -> dict[str, str]:
    return {
        "year": str(point.year),
        "month": months[point.month - 1] if point.month else "",
        "day": str(point.day) if point.day else "",
    }
