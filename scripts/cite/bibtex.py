"""Citation files in BibLaTeX and in the older BibTeX.

BibLaTeX 3.20 manual, sections 2.1 (types), 2.2 (fields) and 2.3.8 (dates, which are EDTF level 1,
as ours are); where it leaves a choice, the one that Zotero and pandoc read without loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from babel import Locale

from scripts.cite.genres import Kind
from scripts.cite.text import line
from scripts.cite.works import Name, Work, plain_date

CODES = (
    *("ar", "az", "be", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hu"),
    *("hy", "id", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mn", "nl", "pl", "pt", "ro", "ru"),
    *("sk", "sl", "sv", "tr", "uk", "uz"),
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
        "ids": ", ".join(work.former_keys),
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "title": _bibtex_title(work),
        "shorttitle": _bibtex_title(replace(work, title=work.name)),
        "type": row.biblatex_genre,
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
        "note": "; ".join(filter(None, (_inexact(work), _bibtex_note(work)))),
        "abstract": escaped(work.abstract),
    }
    return _bibtex_entry(row.biblatex, work.key, fields)


def _inexact(work: Work) -> str:
    """The words for a date of which the readers of `date` lose what is uncertain or open."""
    is_lost = work.issued and not work.issued.is_set and not any(plain_date(work.issued))
    return escaped(work.when) if is_lost else ""


def _misc_entry(work: Work) -> str:
    version = f", version {work.version}" if work.version else ""
    year, month, day = plain_date(work.issued)
    issued = f"{year}-{month}-{day}" if day else ""
    # Without an author natbib prints the beginning of the work's key, and no year: who published
    # it stands for one, as in Chicago 18.
    publisher = _braced(work.container or work.publisher)
    author = " and ".join(map(_bibtex_name, work.authors)) or publisher
    fields = {
        "author": author,
        "key": "" if author else _braced(work.title),
        "title": _bibtex_title(work),
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


def _bibtex_title(work: Work) -> str:
    """The title; of an English one braces keep single words, so that styles can change the others.

    What says when an event happened stays as it is, and so does what is no headline.
    """
    if work.language != "en" or work.description or work.kind == Kind.POST:
        return _braced(work.title)
    words = line(work.title[: work.length_of_name]).split(" ")
    made = [escaped(each) if each == each.lower() else _braced(each) for each in words]
    return " ".join([*made, _braced(line(work.title[work.length_of_name :]))]).rstrip()


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return _braced(name.literal)
    parts = filter(None, (name.family, name.given))
    return ", ".join(_braced(part) if _SEPARATOR.search(part) else escaped(part) for part in parts)


def _bibtex_note(work: Work) -> str:
    return "; ".join(filter(None, [work.swhid, *map(escaped, work.notes)]))
