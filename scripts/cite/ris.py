"""RIS, which Zotero's button, EndNote and Mendeley import with one click.

RIS specification (Research Information Systems, 2001; types and fields of EndNote, 2011): UTF-8,
CR LF, a line a field, dates as `YYYY/MM/DD/words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from scripts.cite.lines import line
from scripts.cite.works import Kind, Name, Work, plain_date
from scripts.records.dates import Precision

TYPES = MappingProxyType(
    {
        Kind.ENTRY: ("ENCYC", "T2"),
        Kind.NEWS: ("NEWS", "T2"),
        Kind.REPORT: ("RPRT", "PB"),
        Kind.PAGE: ("ELEC", "T2"),
        Kind.DATA: ("DATA", "PB"),
        Kind.POST: ("ELEC", "T2"),
    }
)
"""For each kind the type of reference, and the field for what it came out in."""


def ris(works: Iterable[Work]) -> str:
    """The works as RIS, with its line ends."""
    return "".join(f"{each}\r\n" for work in works for each in _lines(work))


def _lines(work: Work) -> Iterator[str]:
    for tag, value in _fields(work):
        # A line break would end the field.
        if text := line(value):
            yield f"{tag}  - {text}"
    yield "ER  - "
    yield ""


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    type_, container = TYPES[work.kind]
    yield "TY", type_
    yield "ID", work.key
    yield "TI", work.title
    for name in work.authors:
        yield "AU", _author(name)
    yield container, work.container
    yield from _dates(work)
    yield "LA", work.language
    yield "UR", work.address
    yield "Y2", f"{work.accessed:%Y/%m/%d}/" if work.accessed else ""
    yield "AB", work.abstract
    yield "N1", "; ".join(_ours(work))
    for note in work.notes:
        yield "N1", note


def _author(name: Name) -> str:
    if name.literal:
        return name.literal
    return f"{name.family}, {name.given}" if name.given else name.family


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    """The day as far as it is known; what is not a plain date is told in words after it.

    RIS has no place for a date without a year, such as a decade: that goes into a note.
    """
    if work.issued is None:
        return
    start = work.issued.start
    if start is None or start.precision < Precision.YEAR:
        yield "N1", work.when
        return
    month = f"{start.month:02}" if start.month else ""
    day = f"{start.day:02}" if start.day else ""
    words = "" if any(plain_date(work.issued)) else work.when.replace("/", "-")
    yield "PY", f"{start.year}"
    yield "DA", f"{start.year}/{month}/{day}/{words}"


def _ours(work: Work) -> Iterator[str]:
    """What RIS has no field for: an edition is printed as one, and is another thing."""
    if work.version:
        yield f"Version: {work.version}"
    if work.swhid:
        yield f"SWHID: {work.swhid}"
