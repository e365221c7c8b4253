"""Pages as linked data: an entry is an Article about an Event, part of the Dataset of the whole.

The page of a source describes the work. Vocabulary: schema.org (August 2026). `ClaimReview` is not
used: an entry passes no verdict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scripts.cite.metadata import LICENSE, PageMeta
from scripts.cite.works import NUMERIC, Name, Work, plain_date, plain_point
from scripts.i18n.language import Language
from scripts.records.dates import OPEN, Edtf
from scripts.records.vocabulary import ActorType

CONTEXT = "https://schema.org"
Node = dict[str, Any]

ACTOR_TYPES = {
    ActorType.STATE: "Country",
    ActorType.PERSON: "Person",
    ActorType.ORGANISATION: "Organization",
    ActorType.COMPANY: "Organization",
    ActorType.GROUP: "Organization",
}
"""What each type of actor is to schema.org, where a group of people is an organisation too."""

# `<` could end the script element, `&` stand for something else in XHTML; the two line ends were
# none in JSON but were in JavaScript until ECMAScript 2019.
INERT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in ("<", ">", "&", "\u2028", "\u2029")})


def script_json(value: object) -> str:
    """`value` as JSON that is inert within a script element of HTML or XHTML, whatever is in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(INERT)


def entry_node(
    work: Work,
    language: Language,
    data: str,
    translations: Mapping[str, str],
    sources: Iterable[Work],
) -> Node:
    """A revision of an entry with the sources that it rests on, at the address that is cited.

    `data` is the address of the data page. `translations` are the addresses of the revision in the
    other languages by code; none counts as the original.
    """
    site = language.word("home.title")
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "@id": work.address,
            "url": work.address,
            "mainEntityOfPage": work.page,
            "headline": work.title,
            "abstract": work.abstract,
            "inLanguage": work.language,
            "datePublished": work.created.isoformat() if work.created else "",
            "dateModified": work.issued.text if work.issued else "",
            "version": work.version,
            "temporalCoverage": _coverage(work.event) if work.event else "",
            "about": _event(work),
            "author": _body(site),
            "publisher": _body(site),
            "isPartOf": _whole(language, data),
            "license": LICENSE,
            "identifier": {"@type": "PropertyValue", "propertyID": "SWHID", "value": work.swhid},
            "citation": [source_node(source) for source in sources],
            "workTranslation": [
                {"@type": "Article", "@id": address, "inLanguage": language}
                for language, address in translations.items()
            ],
            "correction": f"{work.page}#history",
            "creditText": site,
            # The one note that an entry can have.
            "creativeWorkStatus": "Withdrawn" if work.notes else "",
            "isAccessibleForFree": True,
        }
    )


def source_node(work: Work) -> Node:
    row = work.row
    whole = {"@type": row.schema_container, "name": work.container, "issn": work.issn}
    names = {"DOI": work.doi, "shelf mark": work.shelfmark}
    identifiers = ({"propertyID": name, "value": value} for name, value in names.items() if value)
    return _known(
        {
            "@type": row.schema,
            "headline": work.title,
            "inLanguage": work.language,
            "datePublished": _iso(plain_date(work.issued)),
            "author": [_author(name) for name in work.authors],
            "publisher": _body(work.publisher or ("" if row.schema_container else work.container)),
            "isPartOf": _known(whole) if row.schema_container and work.container else {},
            "recordedAt": {"@type": "Event", "name": work.occasion} if work.occasion else {},
            "volumeNumber": work.volume,
            "issueNumber": work.issue,
            "pagination": work.pages,
            "isbn": work.isbn,
            "identifier": [{"@type": "PropertyValue", **each} for each in identifiers],
            "url": work.address,
            "archivedAt": work.archived,
            "creativeWorkStatus": "Retracted" if work.retracted else "",
        }
    )


def source_page_node(work: Work, front: PageMeta, language: Language, data: str) -> Node:
    """The work that a source's page is about; the page is part of the whole, the work is not."""
    return {
        "@context": CONTEXT,
        **source_node(work),
        "name": work.title,
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": front.address,
            "name": front.title,
            "inLanguage": language.code,
            "isPartOf": _whole(language, data),
        },
    }


def item_node(
    type_: str, names: Sequence[str], same_as: Iterable[str], front: PageMeta, language: Language
) -> Node:
    """An actor or a place, by its `names`, today's first; `front` is its page."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": type_,
            "name": names[0],
            "alternateName": [*names[1:]],
            "sameAs": [*same_as],
            "mainEntityOfPage": {
                "@type": "WebPage",
                "@id": front.address,
                "name": front.title,
                "inLanguage": language.code,
            },
        }
    )


def page_node(front: PageMeta, language: Language, type_: str, data: str) -> Node:
    """A page that is about nothing else than itself: a list, a page of prose, the home page.

    `type_` is what schema.org calls it, `data` the address of the data page.
    """
    return _known(
        {
            "@context": CONTEXT,
            "@type": type_,
            "@id": front.address,
            "url": front.address,
            "name": front.title,
            "description": front.description,
            "inLanguage": language.code,
            "dateModified": front.issued.isoformat() if front.issued else "",
            "author": _body(language.word("home.title")),
            "license": LICENSE,
            "isPartOf": _whole(language, data),
        }
    )


def dataset_node(
    front: PageMeta, language: Language, files: Mapping[str, str], facts: Node
) -> Node:
    """The whole, of which `front` is the data page; `files` are media types by address.

    `facts` are further properties by their names: version, keywords, interval (ISO 8601).
    """
    return _known(
        {
            "@context": CONTEXT,
            **_whole(language, front.address),
            "description": language.word("home.description"),
            "url": front.address,
            "identifier": front.address,
            "inLanguage": language.code,
            **facts,
            "dateModified": front.issued.isoformat() if front.issued else "",
            "creator": _body(language.word("home.title")),
            "license": LICENSE,
            "isAccessibleForFree": True,
            "distribution": [
                {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media_type}
                for address, media_type in files.items()
            ],
        }
    )


def _known(node: Node) -> Node:
    """A node without what is not known."""
    return {name: value for name, value in node.items() if value}


def _whole(language: Language, data: str) -> Node:
    return {"@type": "Dataset", "@id": data, "name": language.word("home.title")}


def _coverage(date: Edtf) -> str:
    """The date as ISO 8601-1 has it; what that has not (decades, sets), as an interval of days.

    It has no doubt either. An open end is two dots, as schema.org has it.
    """
    ends = [point for point in (date.start, date.end) if point]
    if not date.is_set and all(point.precision in NUMERIC for point in ends):
        return re.sub("[?~%]", "", date.text)
    return f"{date.lower or OPEN}/{date.upper or OPEN}"


def _event(work: Work) -> Node:
    """What happened; its dates only where they are certain (schema.org knows no other)."""
    date = work.event if work.event and not work.event.is_set else None
    start = date.start if date else None
    end = date.end if date and date.is_interval else None
    dates = {"startDate": _iso(plain_point(start)), "endDate": _iso(plain_point(end))}
    return _known({"@type": "Event", "name": work.name, **dates})


def _iso(parts: Iterable[str]) -> str:
    return "-".join(filter(None, parts))


def _author(name: Name) -> Node:
    if name.literal:
        # A person or a body: the record does not say.
        return {"name": name.literal}
    return _known(
        {
            "@type": "Person",
            "name": name.whole,
            "familyName": name.family,
            "givenName": name.given,
        }
    )


def _body(name: str) -> Node:
    return {"@type": "Organization", "name": name} if name else {}
