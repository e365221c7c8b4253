"""The metadata in the head of a page: Dublin Core, Open Graph, Zotero's own, Signposting.

Chosen by what Zotero and Wikipedia's Citoid were seen to read. What is left out is left out on
purpose: `citation_*` makes a journal article of a page, `DC.publisher` is printed beside an equal
author, `DC.coverage` lands among shelf marks, `og:type=website` overrides the type of the item,
`article:published_time` overrides the date of issue, and COinS takes the place of all of it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from scripts.cite.genres import AS_CONTAINER, Kind
from scripts.cite.text import line
from scripts.cite.works import Work, is_numeric
from scripts.i18n.language import Language

LICENSE = "https://creativecommons.org/licenses/by/4.0/"

Tag = tuple[str, dict[str, str]]
"""An element without content, and its attributes in order, as plain text: to be escaped."""

OPEN_GRAPH = ("og:", "article:")
"""The prefixes of names that are in the attribute `property`."""

BLANK = " "
"""Clears a field of Zotero, which trims a value after it has read the whole page; "" is skipped."""

RESERVED = re.compile("[%&+=#]")
"""What has a meaning in keys and values that are joined by `&`."""

DCMI_TYPES = {Kind.DATA: "Dataset", Kind.VIDEO: "MovingImage", Kind.AUDIO: "Sound"}
"""The types of the Dublin Core of works that are no texts."""


@dataclass(frozen=True)
class PageMeta:
    """A page other than an entry."""

    title: str
    description: str
    address: str
    issued: datetime.date | None = None
    """The last change; without it Zotero takes the first `<time>` of the page for its date."""


def entry_head(
    work: Work, language: Language, root: str, files: Mapping[str, str], record: str = ""
) -> list[Tag]:
    """The head of the page of an entry or of a revision of it, without what the template adds.

    What is cited is the revision: all names its address but Open Graph, with which people share the
    entry (and `canonical`, which the template adds). `root` is the address of the language's home,
    which stands for the author; `record` that of the YAML (RFC 9512). `files` are media types by
    the addresses of the citation files.
    """
    issued = work.issued.text if work.issued else ""
    # Zotero has no field for any of them; styles take the version from this line.
    version = [f"Version: {work.version}"] if work.version else []
    tags = {
        "z:itemType": work.row.zotero,
        # Before `og:url`, which Zotero takes without it.
        "z:url": work.address,
        "DC.title": work.title,
        "DC.creator": _name(language.word("home.title")),
        "DC.source": work.container,
        "DC.language": work.language,
        "DC.rights": LICENSE,
        "DCTERMS.issued": issued,
        "DCTERMS.created": work.created.isoformat() if work.created else "",
        "DCTERMS.modified": issued,
        "DCTERMS.temporal": work.event.text if work.event else "",
        "DCTERMS.abstract": work.abstract,
        "z:extra": "\n".join([*version, f"SWHID: {work.swhid}", *work.notes]),
        "og:type": "article",
        **_open_graph(work.title, work.abstract, work.page, language),
        "article:modified_time": issued,
    }
    return [
        *SCHEMAS,
        *_metas(tags),
        *signposts("Article", work.address, files, {record: "application/yaml"} if record else {}),
        _link("author", root),
        _link("license", LICENSE),
        _link("collection", f"{root}data/"),
    ]


def signposts(
    type_: str, address: str, files: Mapping[str, str], items: Mapping[str, str]
) -> list[Tag]:
    """The typed links of a page about an object (https://signposting.org/FAIR/, level 1).

    `type_` is what the object is to schema.org, `address` what to cite it by (RFC 8574), if it has
    one. `files`, which describe it, and `items`, of which it consists, are media types by address;
    one that is not known is empty.
    """
    return [
        *([_link("cite-as", address)] if address else []),
        _link("type", "https://schema.org/AboutPage"),
        _link("type", f"https://schema.org/{type_}"),
        *(_link("describedby", to, media_type) for to, media_type in files.items()),
        *(_link("item", to, media_type) for to, media_type in items.items()),
    ]


def context_object(work: Work) -> str:
    """The work as OpenURL has it (ANSI/NISO Z39.88-2004), in the form of keys and values.

    It is for the `title` of a span of the class `Z3988` (COinS), from which Zotero offers a choice
    where a page has several. Letters stand for themselves, so that the page stays light.
    """
    fields = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        # Zotero's own name for a type that the standard lacks.
        "rft.type": work.row.zotero,
        "rft.title": work.title,
        "rft.au": _name(work.container),
        "rft.source": work.container,
        "rft.date": work.issued.text if work.issued else "",
        "rft.language": work.language,
        "rft.identifier": work.address,
    }
    return "&".join(
        f"{key}={RESERVED.sub(lambda sign: quote(sign[0]), line(value)).replace(' ', '+')}"
        for key, value in fields.items()
        if value
    )


def page_head(front: PageMeta, language: Language, version: str = "") -> list[Tag]:
    """The head of any other page; only the data page, which stands for the whole, has `version`."""
    issued = front.issued.isoformat() if front.issued else ""
    tags = {
        "z:itemType": "dataset" if version else "webpage",
        "DC.title": front.title,
        "DC.creator": _name(language.word("home.title")),
        "DC.language": language.code,
        "DC.rights": LICENSE,
        "DCTERMS.issued": issued,
        "DCTERMS.modified": issued,
        **_open_graph(front.title, front.description, front.address, language),
    }
    last = _metas({"z:versionNumber": version})
    return [*SCHEMAS, *_metas(tags), _link("license", LICENSE), *last]


def source_head(
    work: Work, front: PageMeta, language: Language, files: Mapping[str, str]
) -> list[Tag]:
    """The head of a source's page: all but Open Graph describes the work; nothing names a licence.

    `files` are media types by the addresses of its citations. It is cited by its DOI or its own
    address.

    Zotero gives a work without an address that of the page, and nothing can keep it from that.
    """
    # A description in place of a title is in the language of the page.
    lang = {} if work.description else {"lang": work.language}
    dcmi_type = f"http://purl.org/dc/dcmitype/{DCMI_TYPES.get(work.kind, 'Text')}"
    name = "z:archive" if work.kind == Kind.MANUSCRIPT else "z:publicationTitle"
    rest = {"z:url": work.address}
    if work.container or work.kind in AS_CONTAINER:
        # Without it Zotero takes `og:site_name`; with a publisher besides, styles print it twice.
        rest |= {name: work.container or BLANK, "z:publisher": work.publisher or BLANK}
    if work.issued is None or not is_numeric(work.issued):
        # Zotero would read another date: that of the first <time>, one end of an open interval.
        rest["z:date"] = work.when or language.word("citation.undated")
    rest |= {
        "z:volume": work.volume,
        "z:issue": work.issue,
        "z:pages": work.pages,
        "z:ISBN": work.isbn,
        "z:ISSN": work.issn,
        "z:DOI": work.doi,
        "z:archiveLocation": work.shelfmark,
    }
    rest["z:extra"] = "\n".join(work.notes)
    creators = [_name(each.literal or each.family, each.given) for each in work.authors]
    issued = work.issued.text if work.issued else ""
    return [
        *SCHEMAS,
        *_metas({"z:itemType": work.row.zotero}),
        ("meta", {"name": "DC.title", **lang, "content": work.title}),
        *(("meta", {"name": "DC.creator", "content": each}) for each in creators),
        *_metas(
            {
                "DC.publisher": work.publisher or work.container,
                "DC.date": issued,
                "DC.language": work.language,
            }
        ),
        # Values that are addresses stand in links (DCMI, "Expressing Dublin Core metadata using
        # HTML/XHTML meta and link elements", 2008). In a <meta> Zotero takes digits of an address
        # for an ISSN or an ISBN, and the type for that of a report or a website.
        _link("DC.type", dcmi_type),
        *([_link("DC.identifier", work.address)] if work.address else []),
        *_metas(rest | _open_graph(front.title, front.description, front.address, language)),
        *signposts(
            work.row.schema,
            f"https://doi.org/{quote(work.doi)}" if work.doi else work.address,
            files,
            {address: "" for address in (work.address, work.archived) if address},
        ),
    ]


def _open_graph(title: str, description: str, address: str, language: Language) -> dict[str, str]:
    """The Open Graph protocol (https://ogp.me), which messengers and networks read."""
    return {
        "og:title": title,
        "og:site_name": language.word("home.title"),
        "og:url": address,
        "og:description": description,
        "og:locale": language.word("citation.locale"),
    }


def _name(name: str, given: str = "") -> str:
    """A name for Zotero, which splits one at its last space unless it has a comma somewhere."""
    return f"{name}, {given}".rstrip()


def _metas(contents: Mapping[str, str]) -> list[Tag]:
    """A `<meta>` for each name, without those of which nothing is known."""
    return [
        ("meta", {"property" if name.startswith(OPEN_GRAPH) else "name": name, "content": content})
        for name, content in contents.items()
        if content
    ]


def _link(relation: str, address: str, type_: str = "") -> Tag:
    typed = {"type": type_} if type_ else {}
    return "link", {"rel": relation, **typed, "href": address}


SCHEMAS = (
    _link("schema.DC", "http://purl.org/dc/elements/1.1/"),
    _link("schema.DCTERMS", "http://purl.org/dc/terms/"),
    _link("schema.z", "http://www.zotero.org/namespaces/export#"),
)
"""The vocabularies of the prefixes."""
