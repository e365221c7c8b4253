"""Citations as templates for Wikipedia; each language's Wikipedia has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from scripts.cite.patterns import ACCESSED, ADDRESS, APART, Segment
from scripts.cite.works import Work, plain_date, robust_link

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
    "isbn",
    "issn",
    "doi",
}
"""The facts that go from left to right in every language, as addresses do."""


def wikitext(work: Work, words: Mapping[str, Any]) -> tuple[Segment, ...]:
    """The call of the template that `words` names for the work, and its parameters.

    A parameter without a name is left out. Days are in ISO 8601, which the citation modules (CS1)
    of all Wikipedias read; a date of which they know no form is in words, as they ask.
    """
    is_ours = work.is_our_entry
    template = work.row.wikipedia
    template = words["templates"].get(template, words["templates"].get("other", template))
    own_names = words["parameters-of"].get("ours" if is_ours else work.kind, {})
    parameters = {**words["parameters"], **own_names}
    own = "" if is_ours else APART
    address = work.original or work.address
    archive = robust_link(address, work.archived)
    issued = work.issued.text if work.issued and any(plain_date(work.issued)) else work.when
    values = {
        "title": escaped(work.title),
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
        "issued": issued if len(issued) != len("YYYY-MM") else work.when,
        "address": _address(address),
        "language": work.language,
        "archive": _address(archive.get("data-versionurl", "")),
        "archived": archive.get("data-versiondate", ""),
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
        if not parameters["family"]:
            parts = {"author": name.whole}
        for part, value in parts.items():
            if value:
                yield f"{parameters[part]}{number}", escaped(value)


def _address(address: str) -> str:
    """An address without the brackets and braces at which wikitext ends it (RFC 3986 has none)."""
    return quote(address, safe="%:/?#@!$&()*+,;=-._~")


def escaped(text: str) -> str:
    """`text` with numeric character references for what wikitext takes for markup."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
