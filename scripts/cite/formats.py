"""Citation files: CSL-JSON, RIS, and the table of all formats; a new one is an entry in it.

CSL-JSON (Citation Style Language 1.0.2, appendix IV) is what pandoc and Zotero read. RIS (Research
Information Systems, 2001; types and fields of EndNote, 2011) is what Zotero's button, EndNote and
Mendeley import with one click: UTF-8, CR LF, a line a field, dates as `YYYY/MM/DD/words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from scripts.cite.bibtex import biblatex, classic_bibtex
from scripts.cite.text import line
from scripts.cite.works import HAVE_PUBLISHERS, TYPES, Name, Work, plain_date
from scripts.records.dates import Edtf, Precision


def csl_json(works: Iterable[Work]) -> str:
    """The works as an array of items, indented for people who look into it."""
    # Five times as fast as `json.dumps`.
    return to_json([item(work) for work in works], indent=2).decode() + "\n"


def item(work: Work) -> dict[str, Any]:
    """One work as a CSL item.

    Without `event-date`, which styles print as another date of publication, and without
    `archive_location`, whose capital would spoil an SWHID.
    """
    container = "publisher" if work.kind in HAVE_PUBLISHERS else "container-title"
    # A date that cannot be written in numbers, such as a decade, is in words.
    issued = work.issued and (_csl_date(work.issued) or {"literal": work.when})
    values = {
        "id": work.key,
        "type": TYPES[work.kind].csl,
        "title": work.title,
        "author": [_csl_name(name) for name in work.authors],
        container: work.container,
        "version": work.version,
        "issued": issued,
        "accessed": _csl_date(Edtf.parse(work.accessed.isoformat())) if work.accessed else None,
        "URL": work.address,
        "language": work.language,
        "abstract": work.abstract,
        "note": "\n".join([*([f"SWHID: {work.swhid}"] if work.swhid else []), *work.notes]),
    }
    return {name: value for name, value in values.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, **({"given": name.given} if name.given else {})}


def _csl_date(date: Edtf) -> dict[str, Any] | None:
    """A CSL date variable, or None for an open end, a decade, a century."""
    if date.start is None or date.end is None or date.precision < Precision.YEAR:
        return None
    ends = (date.start, date.end) if date.is_interval else (date.start,)
    circa = {"circa": True} if date.uncertain or date.approximate else {}
    parts = [[part for part in (end.year, end.month, end.day) if part] for end in ends]
    return {"date-parts": parts, **circa}


def ris(works: Iterable[Work]) -> str:
    found: list[str] = []
    for work in works:
        # A line break would end the field.
        fields = ((tag, line(value)) for tag, value in _ris_fields(work))
        found += (f"{tag}  - {text}\r\n" for tag, text in fields if text)
        found.append("ER  - \r\n\r\n")
    return "".join(found)


def _ris_fields(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES[work.kind].ris
    yield "ID", work.key
    yield "TI", work.title
    for name in work.authors:
        yield "AU", name.literal or ", ".join(filter(None, (name.family, name.given)))
    yield "PB" if work.kind in HAVE_PUBLISHERS else "T2", work.container
    yield from _ris_dates(work)
    yield "LA", work.language
    yield "UR", work.address
    yield "Y2", f"{work.accessed:%Y/%m/%d}/" if work.accessed else ""
    yield "AB", work.abstract
    # RIS has no field for either: "edition" is printed as one, and is something else.
    facts = {"Version": work.version, "SWHID": work.swhid}
    yield "N1", "; ".join(f"{name}: {value}" for name, value in facts.items() if value)
    for note in work.notes:
        yield "N1", note


def _ris_dates(work: Work) -> Iterator[tuple[str, str]]:
    """The day as far as it is known, then words for what is not plain; a decade is but a note."""
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


@dataclass(frozen=True)
class Format:
    """A format; `before`, `between` and `after` are what a file has besides its works."""

    suffix: str
    media_type: str
    write: Callable[[Iterable[Work]], str]
    before: bytes = b""
    between: bytes = b""
    after: bytes = b""

    def file(self, works: Iterable[Work]) -> bytes:
        return self.write(works).encode()

    def merged(self, files: Sequence[bytes]) -> bytes:
        """One file of what several `files` hold, none of them empty: as if written at once."""
        works = (each.removeprefix(self.before).removesuffix(self.after) for each in files)
        return self.before + self.between.join(works) + self.after


FORMATS: Mapping[str, Format] = {
    # The media type on which the Zotero Connector imports at once.
    "ris": Format(".ris", "application/x-research-info-systems", ris),
    "biblatex": Format(".bib", "application/x-bibtex", biblatex, between=b"\n"),
    "bibtex": Format(".classic.bib", "application/x-bibtex", classic_bibtex, between=b"\n"),
    "csl-json": Format(
        ".json", "application/vnd.citationstyles.csl+json", csl_json, b"[\n", b",\n", b"\n]\n"
    ),
}
"""Every format, by name; the one that most readers can import with one click first."""
