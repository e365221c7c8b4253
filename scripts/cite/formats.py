"""Citation files: BibLaTeX, BibTeX, CSL-JSON, RIS, and the table of all formats.

BibLaTeX 3.20 manual, sections 2.1 (types), 2.2 (fields) and 2.3.8 (dates, which are EDTF level 1,
as ours are); where it leaves a choice, the one that Zotero and pandoc read without loss. CSL-JSON
(Citation Style Language 1.0.2, appendix IV) is what pandoc and Zotero read. RIS is in
`cite.ris`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from pydantic_core import to_json

from scripts.cite.genres import Kind
from scripts.cite.ris import ris
from scripts.cite.text import line
from scripts.cite.works import Name, Work, is_numeric, plain_date
from scripts.records.dates import Edtf

CODES = (
    *("ar", "az", "be", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hu"),
    *("hy", "id", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mn", "nl", "pl", "pt", "ro", "ru"),
    *("sk", "sv", "tr", "uk", "uz"),
)
LANGUAGES = {code: str(Locale(code).get_display_name("en")).lower() for code in CODES}
"""The names that BibLaTeX takes from the LaTeX package babel, by ISO 639 code."""

# BibTeX counts a brace even after a backslash, so each comes with an invisible partner. No escape
# begins with a brace: pandoc would take it for another argument of that partner's.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{\vphantom{\}}",
        "}": r"\vphantom{\{}\}",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# Between marks that LaTeX would join into another one.
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=')(?=')|(?<=[`?!])(?=`)")
# What BibTeX takes for the end of a name, or of a part of it, and for a particle.
_SEPARATOR = re.compile(r",|(?i:\band\b)|^[a-z]")


def biblatex(works: Iterable[Work]) -> str:
    return "\n".join(map(_biblatex_entry, works))


def classic_bibtex(works: Iterable[Work]) -> str:
    """The works as `@misc`, the one type that every BibTeX style prints whole."""
    return "\n".join(map(_misc_entry, works))


def escaped(text: str) -> str:
    """`text` on one line, with nothing in it that TeX would take for a command."""
    return _LIGATURES.sub("{}", line(text).translate(ESCAPES))


def _biblatex_entry(work: Work) -> str:
    row = work.row
    language = LANGUAGES.get(work.language, "")
    fields = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "title": _braced(work.title),
        "entrysubtype": "newspaper" if work.kind == Kind.NEWS else "",
        row.biblatex_container: _braced(work.container),
        row.biblatex_publisher: _braced(work.publisher),
        "eventtitle": _braced(work.occasion),
        "volume": escaped(work.volume),
        "number": escaped(work.issue),
        "pages": re.sub("[-–]+", "--", line(work.pages)),
        "isbn": work.isbn,
        "issn": work.issn,
        "doi": work.doi,
        "library": escaped(work.shelfmark),
        # BibLaTeX reads level 1 of EDTF, which has no sets.
        "date": work.issued.text if work.issued and not work.issued.is_set else "",
        "year": escaped(work.when) if work.issued and work.issued.is_set else "",
        "version": escaped(work.version),
        "url": work.address,
        "urldate": work.accessed.isoformat() if work.accessed else "",
        "langid": language,
        "language": language or work.language,
        "note": _bibtex_note(work),
        "abstract": escaped(work.abstract),
    }
    return _bibtex_entry(row.biblatex, work.key, fields)


def _misc_entry(work: Work) -> str:
    version = f", version {work.version}" if work.version else ""
    year, month, day = plain_date(work.issued)
    issued = f"{year}-{month}-{day}" if day else ""
    fields = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "title": _braced(work.title),
        "howpublished": _braced(
            ", ".join(filter(None, (work.container, work.publisher))) + version
        ),
        "year": year or escaped(work.when),
        "month": month.lstrip("0"),
        "note": "; ".join(filter(None, (issued, *_details(work), _bibtex_note(work)))),
        "url": work.address,
        "language": LANGUAGES.get(work.language, work.language),
    }
    return _bibtex_entry("misc", work.key, fields)


def _details(work: Work) -> Iterator[str]:
    """What else is known of a work, as a note: `@misc` has no fields for it."""
    facts = {
        "vol.": work.volume,
        "no.": work.issue,
        "pp.": work.pages,
        "": work.occasion,
        "ISBN": work.isbn,
        "ISSN": work.issn,
        "DOI": work.doi,
        "shelf mark": work.shelfmark,
    }
    return (escaped(f"{name} {value}") for name, value in facts.items() if value)


def _bibtex_entry(type_: str, key: str, fields: Mapping[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{type_}{{{key},\n{lines}}}\n"


def _braced(text: str) -> str:
    """Text in its own braces, which keep its capitals and keep a name in one piece."""
    return f"{{{escaped(text)}}}" if text else ""


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return _braced(name.literal)
    parts = filter(None, (name.family, name.given))
    return ", ".join(_braced(part) if _SEPARATOR.search(part) else escaped(part) for part in parts)


def _bibtex_note(work: Work) -> str:
    return "; ".join(filter(None, [work.swhid, *map(escaped, work.notes)]))


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
