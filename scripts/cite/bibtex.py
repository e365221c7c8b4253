"""BibLaTeX and classic BibTeX.

BibLaTeX 3.20 manual, sections 2.1 (types), 2.2 (fields) and 2.3.8 (dates, which are EDTF level 1,
as ours are). Where it leaves a choice, the one that Zotero and pandoc read without loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from babel import Locale

from scripts.cite.text import line
from scripts.cite.works import TYPES, Kind, Name, Work, plain_date

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
    return "\n".join(map(_entry, works))


def classic_bibtex(works: Iterable[Work]) -> str:
    """The works as `@misc`, the one type that every BibTeX style prints whole."""
    return "\n".join(map(_classic, works))


def escaped(text: str) -> str:
    """`text` on one line, with nothing in it that TeX would take for a command."""
    return _LIGATURES.sub("{}", line(text).translate(ESCAPES))


def _entry(work: Work) -> str:
    types = TYPES[work.kind]
    language = LANGUAGES.get(work.language, "")
    return _written(
        types.biblatex,
        work.key,
        {
            "author": " and ".join(map(_author, work.authors)),
            "title": _kept(work.title),
            "entrysubtype": "newspaper" if work.kind == Kind.NEWS else "",
            types.biblatex_container: _kept(work.container),
            "date": work.issued.text if work.issued else "",
            "version": escaped(work.version),
            "url": work.address,
            "urldate": work.accessed.isoformat() if work.accessed else "",
            "langid": language,
            "language": language or work.language,
            "note": _note(work),
            "abstract": escaped(work.abstract),
        },
    )


def _classic(work: Work) -> str:
    version = f", version {work.version}" if work.version else ""
    year, month, day = plain_date(work.issued)
    issued = f"{year}-{month}-{day}" if day else ""
    return _written(
        "misc",
        work.key,
        {
            "author": " and ".join(map(_author, work.authors)),
            "title": _kept(work.title),
            "howpublished": _kept(work.container + version),
            "year": year or escaped(work.when),
            "month": month.lstrip("0"),
            "note": "; ".join(filter(None, (issued, _note(work)))),
            "url": work.address,
            "language": LANGUAGES.get(work.language, work.language),
        },
    )


def _written(type_: str, key: str, fields: Mapping[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{type_}{{{key},\n{lines}}}\n"


def _kept(text: str) -> str:
    """Text in its own braces, which keep its capitals and keep a name in one piece."""
    return f"{{{escaped(text)}}}" if text else ""


def _author(name: Name) -> str:
    if name.literal:
        return _kept(name.literal)
    parts = filter(None, (name.family, name.given))
    return ", ".join(_kept(part) if _SEPARATOR.search(part) else escaped(part) for part in parts)


def _note(work: Work) -> str:
    return "; ".join(filter(None, [work.swhid, *map(escaped, work.notes)]))
