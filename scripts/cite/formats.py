"""Citation files: BibLaTeX, BibTeX, CSL-JSON, RIS, and the table of all formats.

BibLaTeX 3.20 manual, sections 2.1 (types), 2.2 (fields) and 2.3.8 (dates, which are EDTF level 1,
as ours are); where it leaves a choice, the one that Zotero and pandoc read without loss. CSL-JSON
(Citation Style Language 1.0.2, appendix IV) is what pandoc and Zotero read. RIS (Research
Information Systems, 2001; types and fields of EndNote, 2011) is what Zotero's button, EndNote and
Mendeley import with one click: UTF-8, CR LF, a line a field, dates as `YYYY/MM/DD/words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from pydantic_core import to_json

from scripts.cite.text import line
from scripts.cite.works import HAVE_PUBLISHERS, TYPES, Kind, Name, Work, is_numeric, plain_date
from scripts.records.dates import Edtf, Precision

CODES = ("ar", "de", "el", "en", "es", "fa", "fr", "he", "id", "it", "kk", "pt", "ru", "tr", "uk")
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
    types = TYPES[work.kind]
    language = LANGUAGES.get(work.language, "")
    fields = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "title": _braced(work.title),
        "entrysubtype": "newspaper" if work.kind == Kind.NEWS else "",
        types.biblatex_container: _braced(work.container),
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
    return _bibtex_entry(types.biblatex, work.key, fields)


def _misc_entry(work: Work) -> str:
    version = f", version {work.version}" if work.version else ""
    year, month, day = plain_date(work.issued)
    issued = f"{year}-{month}-{day}" if day else ""
    fields = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "title": _braced(work.title),
        "howpublished": _braced(work.container + version),
        "year": year or escaped(work.when),
        "month": month.lstrip("0"),
        "note": "; ".join(filter(None, (issued, _bibtex_note(work)))),
        "url": work.address,
        "language": LANGUAGES.get(work.language, work.language),
    }
    return _bibtex_entry("misc", work.key, fields)


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

    Without `event-date`, which styles print as another date of publication, and without
    `archive_location`, whose capital would spoil an SWHID.
    """
    container = "publisher" if work.kind in HAVE_PUBLISHERS else "container-title"
    # A date that cannot be written in numbers, such as a decade, is in words.
    issued = work.issued and (_csl_date(work.issued) or {"literal": work.when})
    swhids = [f"SWHID: {work.swhid}"] if work.swhid else []
    values = {
        "id": work.key,
        "type": TYPES[work.kind].csl,
        "title": work.title,
        "author": [
            {key: value for key, value in name._asdict().items() if value} for name in work.authors
        ],
        container: work.container,
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
    if start is None or work.issued.is_set or start.precision < Precision.YEAR:
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


CSL_JSON = "application/vnd.citationstyles.csl+json"

FORMATS: Mapping[str, Format] = {
    # The media type on which the Zotero Connector imports at once.
    "ris": Format(".ris", "application/x-research-info-systems", ris),
    "biblatex": Format(".bib", "application/x-bibtex", biblatex, between=b"\n"),
    "bibtex": Format(".classic.bib", "application/x-bibtex", classic_bibtex, between=b"\n"),
    "csl-json": Format(".json", CSL_JSON, csl_json, b"[\n", b",\n", b"\n]\n"),
}
"""Every format, by name; the one that most readers can import with one click first."""
