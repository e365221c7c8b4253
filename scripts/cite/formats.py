"""Citation files in CSL-JSON, and the table of all formats.

CSL-JSON (Citation Style Language 1.0.2, appendix IV) is what pandoc and Zotero read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from scripts.cite.bibtex import biblatex, classic_bibtex
from scripts.cite.genres import Kind
from scripts.cite.ris import ris
from scripts.cite.works import Work, is_numeric
from scripts.records.dates import Edtf


def csl_json(works: Iterable[Work]) -> str:
    """The works as an array of items, indented for people who look into it."""
    # Five times as fast as `json.dumps`.
    return to_json([item(work) for work in works], indent=2).decode() + "\n"


def item(work: Work) -> dict[str, Any]:
    """One work as a CSL item.

    Without `event-date`, which styles print as another date of publication. An SWHID is a note:
    styles begin an `archive_location` with a capital.
    """
    # What an archive document "came out in" is the archive.
    container = "archive" if work.kind == Kind.MANUSCRIPT else "container-title"
    # A date that cannot be written in numbers, such as a decade, is in words.
    issued = work.issued and (_csl_date(work.issued) or {"literal": work.when})
    swhids = [f"SWHID: {work.swhid}"] if work.swhid else []
    values = {
        "id": work.key,
        "type": work.row.csl,
        "title": work.title,
        "title-short": work.name,
        "author": [
            {key: value for key, value in name._asdict().items() if value} for name in work.authors
        ],
        container: work.container,
        "publisher": work.publisher,
        "event-title": work.occasion,
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages,
        "ISBN": work.isbn,
        "ISSN": work.issn,
        "DOI": work.doi,
        "archive_location": work.shelfmark,
        "version": work.version,
        "issued": issued,
        "accessed": _csl_date(Edtf.parse(work.accessed.isoformat())) if work.accessed else None,
        "URL": work.address,
        "language": work.language,
        "abstract": work.abstract,
        "note": "\n".join([*swhids, *work.notes]),
    }
    return {name: value for name, value in values.items() if value}


def _csl_date(date: Edtf) -> dict[str, Any] | None:
    """A CSL date variable, or None for what has none: an open end, a decade, a set."""
    if date.start and date.start is date.end and date.start.season:
        return {"date-parts": [[date.start.year]], "season": date.start.season // 3}
    if not is_numeric(date):
        return None
    ends = [end for end in dict.fromkeys((date.start, date.end)) if end]
    circa = {"circa": True} if date.uncertain or date.approximate else {}
    parts = [[part for part in (end.year, end.month, end.day) if part] for end in ends]
    return {"date-parts": parts, **circa}


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


CSL_JSON = "application/vnd.citationstyles.csl+json"

FORMATS: Mapping[str, Format] = {
    # The media type on which the Zotero Connector imports at once.
    "ris": Format(".ris", "application/x-research-info-systems", ris),
    "biblatex": Format(".bib", "application/x-bibtex", biblatex, between=b"\n"),
    "bibtex": Format(".classic.bib", "application/x-bibtex", classic_bibtex, between=b"\n"),
    "csl-json": Format(".json", CSL_JSON, csl_json, b"[\n", b",\n", b"\n]\n"),
}
"""Every format, by name; the one that most readers can import with one click first."""
