"""Citation files in RIS (Research Information Systems, 2001; types and fields of EndNote, 2011).

Zotero, EndNote and Mendeley import them. The encoding is UTF-8, line ends are CR LF, each field is
one line, dates have the form `YYYY/MM/DD/words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scripts.cite.text import line
from scripts.cite.works import Work, plain_date
from scripts.records.dates import Precision


def ris(works: Iterable[Work]) -> str:
    """The works as one file; a field that is not known is left out."""
    found: list[str] = []
    for work in works:
        # A line break would end the field.
        fields = ((tag, line(value)) for tag, value in _ris_fields(work))
        found += (f"{tag}  - {text}\r\n" for tag, text in fields if text)
        found.append("ER  - \r\n\r\n")
    return "".join(found)


def _ris_fields(work: Work) -> Iterator[tuple[str, str]]:
    first, _, last = re.sub("[-–]+", "–", work.pages).partition("–")
    yield "TY", work.row.ris
    yield "ID", work.key
    yield "TI", work.title
    yield "ST", work.name
    yield "TT", work.translation
    for name in work.authors:
        # EndNote, pandoc and citation-js take a name without a comma apart at its last space.
        given = f" {name.given}" if name.given else ""
        yield "AU", f"{name.literal or name.family},{given}"
    yield "T2", work.container or work.occasion
    yield "PB", work.publisher
    yield "VL", work.volume
    yield "IS", work.issue
    yield "SP", first
    yield "EP", last
    yield "SN", work.isbn or work.issn
    yield "DO", work.doi
    yield "CN", work.shelfmark
    yield from _ris_dates(work)
    yield "LA", work.language
    yield "UR", work.address
    yield "Y2", f"{work.accessed:%Y/%m/%d}/" if work.accessed else ""
    yield "AB", work.abstract
    # RIS has no field for either; ET (edition) would be printed as an edition of a book.
    facts = {"Version": work.version, "SWHID": work.swhid}
    yield "N1", "; ".join(f"{name}: {value}" for name, value in facts.items() if value)
    for note in work.notes:
        yield "N1", note


def _ris_dates(work: Work) -> Iterator[tuple[str, str]]:
    """Year and day as far as known, with words for an uncertain date; else a note in words."""
    if work.issued is None:
        return
    start = work.issued.start
    if start is None or work.issued.is_set or start.precision < Precision.YEAR:
        yield "N1", work.when
        return
    month = f"{start.month:02}" if start.month else ""
    day = f"{start.day:02}" if start.day else ""
    words = "" if any(plain_date(work.issued)) else work.when.replace("/", "-")
    yield "PY", f"{start.year}"
    yield "DA", f"{start.year}/{month}/{day}/{words}"
