"""Citations as templates for Wikipedia; each language's Wikipedia has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from scripts.cite.patterns import ACCESSED, ADDRESS, APART, Segment
from scripts.cite.text import date_text
from scripts.cite.works import Work, is_numeric, plain_date, robust_link

_SPECIAL = re.compile(r"[\[\]{}|<>&]|^[*#:;]|~(?=~)|'(?=')|_(?=_)|:(?=//)")
"""What wikitext takes for markup: links, templates, tags, entities, lists, signatures, emphasis,
magic words, addresses. An equals sign is safe in a parameter that has a name."""

FROM_THE_LEFT = {
    "version",
    "issued",
    "address",
    "language",
    "archive",
    "archived",
    "status",
    "isbn",
    "issn",
    "doi",
}
"""The facts that go from left to right in every language, as addresses do."""


DASH = "–"
UNDATED = "n.d."
"""What the modules (CS1) want for a date that is in words."""

RANGES = {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"}


def wikitext(work: Work, words: Mapping[str, Any], months: Sequence[str]) -> tuple[Segment, ...]:
    """The call of the template that `words` names for the work, and its parameters.

    A parameter without a name is left out. `months` are those in which dates are written.
    """
    is_ours = work.is_our_entry
    template = work.row.wikipedia
    template = words["templates"].get(template, words["templates"].get("other", template))
    own_names = words["parameters-of"].get("ours" if is_ours else work.kind, {})
    parameters = {**words["parameters"], **own_names}
    own = "" if is_ours else APART
    own_address = work.original or ("" if work.address == work.archived else work.address)
    archive = robust_link(own_address, work.archived)
    if not archive.get("data-versiondate"):
        archive = {}  # the modules want the two together
    address = own_address or archive.get("data-originalurl", work.address)
    state = "dead" if work.original else "live" if own_address else ""
    issued, in_words = _dates(work, months)
    values = {
        "title": escaped(work.title),
        "translation": escaped(work.translation),
        "container": escaped(work.container),
        "publisher": escaped(work.publisher),
        "occasion": escaped(work.occasion),
        "volume": escaped(work.volume),
        "issue": escaped(work.issue),
        "pages": escaped(work.pages),
        "isbn": work.isbn,
        "issn": work.issn,
        "doi": escaped(work.doi),
        "shelfmark": escaped(work.shelfmark),
        "version": escaped(work.version),
        "issued": issued,
        "in-words": in_words,
        "address": _address(address),
        "language": work.language,
        "archive": _address(archive.get("data-versionurl", "")),
        "archived": archive.get("data-versiondate", ""),
        "status": state if archive else "",
    }
    made = [Segment("{{" + template)]
    for parameter, value in _authors(work, parameters):
        made += [Segment(f" |{parameter}="), Segment(value, own)]
    for fact, value in values.items():
        if parameters[fact] and value:
            role = ADDRESS if fact in FROM_THE_LEFT and value.isascii() else own
            made += [Segment(f" |{parameters[fact]}="), Segment(value, role)]
    # A day of access belongs to an address; the page's script fills it. Two segments: after Arabic
    # letters a day would be seen from its end.
    if work.address:
        made += [Segment(f" |{parameters[ACCESSED]}=", ACCESSED), Segment("{date}", ACCESSED)]
    return (*made, Segment("}}"))


def _authors(work: Work, parameters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The parameters of the names of the authors, numbered from the second on, and their values."""
    for place, name in enumerate(work.authors, start=1):
        number = str(place) if place > 1 else ""
        parts = {"family": name.family, "given": name.given, "author": name.literal}
        for part, value in parts.items():
            if value:
                yield f"{parameters[part]}{number}", escaped(value)


def _dates(work: Work, months: Sequence[str]) -> tuple[str, str]:
    """The date of issue in a form that the module for dates (CS1) reads, and what it loses.

    Days are in ISO 8601; a single year can be "c. 1930", and an interval have two ends without any
    doubt. Whatever is otherwise stands in words, in the parameter for the original date, which can
    have any text.
    """
    date = work.issued
    if date is None:
        return "", ""
    if plain_date(date)[2]:
        return date.text, ""
    if is_numeric(date):
        if not date.uncertain and not date.approximate:
            written = date_text(date, RANGES, months, DASH)
            first = written.partition(DASH)[0]
            return written.replace(DASH, f" {DASH} ") if " " in first else written, ""
        if date.start and date.start is date.end:
            words = work.when if date.start.month else ""
            return f"c. {date.start.year}", words
    return UNDATED, work.when


def _address(address: str) -> str:
    """An address without the brackets and braces at which wikitext ends it (RFC 3986 has none)."""
    return quote(address, safe="%:/?#@!$&()*+,;=-._~")


def escaped(text: str) -> str:
    """`text` with numeric character references for what wikitext takes for markup."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
