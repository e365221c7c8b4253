"""RIS, which Zotero's button, EndNote and Mendeley import with one click.

RIS specification (Research Information Systems, 2001; types and fields of EndNote, 2011): UTF-8,
CR LF, a line a field, dates as `YYYY/MM/DD/words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.cite.lines import line
from scripts.cite.works import HAVE_PUBLISHERS, TYPES, Name, Work, plain_date
from scripts.records.dates import Precision


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
    yield "TY", TYPES[work.kind].ris
    yield "ID", work.key
    yield "TI", work.title
    for name in work.authors:
        yield "AU", _author(name)
    yield "PB" if work.kind in HAVE_PUBLISHERS else "T2", work.container
    yield from _dates(work)
    yield "LA", work.language
    yield "UR", work.address
    yield "Y2", f"{work.accessed:%Y/%m/%d}/" if work.accessed else ""
    yield "AB", work.abstract
    # RIS has no field for either: "edition" is printed as one, and is something else.
    facts = {"Version": work.version, "SWHID": work.swhid}
    yield "N1", "; ".join(f"{name}: {value}" for name, value in facts.items() if value)
    for note in work.notes:
        yield "N1", note


def _author(name: Name) -> str:
    return name.literal or ", ".join(filter(None, (name.family, name.given)))


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    """The day as far as it is known, followed by the words for a date that is not plain.

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
