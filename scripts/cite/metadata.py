"""What the head of a page says to programs: Dublin Core, Open Graph, Zotero's own, Signposting.

Chosen by what Zotero and Wikipedia's Citoid were seen to read.  What is left out is left out on
purpose: `citation_*` makes a journal article of a page, `DC.publisher` is printed beside an equal
author, `DC.coverage` lands among shelf marks, `og:type=website` overrides the type of the item,
`article:published_time` overrides the date of issue, and COinS takes the place of all of it.

The page of a source describes the work of somebody else: `source_head`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scripts.cite.facts import Cited
from scripts.cite.formats import FORMATS
from scripts.cite.issue import is_plain
from scripts.cite.works import Kind, Name, Work
from scripts.i18n.language import Language

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
DEFAULT = "x-default"
"""The key, among the addresses of a page by language, of the one for every other language."""

Tag = tuple[str, dict[str, str]]
"""An element without content, and its attributes in order, as plain text: to be escaped."""

SCHEMAS = {
    "DC": "http://purl.org/dc/elements/1.1/",
    "DCTERMS": "http://purl.org/dc/terms/",
    "z": "http://www.zotero.org/namespaces/export#",
}

ITEM_TYPES = MappingProxyType(
    {
        Kind.ENTRY: ("encyclopediaArticle", True),
        Kind.NEWS: ("newspaperArticle", True),
        Kind.REPORT: ("report", False),
        Kind.PAGE: ("webpage", True),
        Kind.DATA: ("dataset", False),
        Kind.POST: ("forumPost", True),
    }
)
"""For each kind of work Zotero's item type, and whether the item has a field for a container.

The types are those that Zotero makes of the CSL-JSON beside the page (`csl.TYPES`).
"""

DCMI_TYPE = "http://purl.org/dc/dcmitype/"
"""The DCMI Type Vocabulary."""

BLANK = " "
"""Zotero trims a value after it has read the whole page: a blank one clears a field.

An empty value is skipped, and leaves the field as it is.
"""


@dataclass(frozen=True)
class Site:
    """What every page in one language says; `name` is the author too, `data` a page's address."""

    name: str
    language: str
    locale: str
    data: str

    @classmethod
    def of(cls, language: Language, data: str) -> Site:
        """The site in `language`, with the address of its data page."""
        word = language.word
        return cls(word("home.title"), language.code, word("citation.locale"), data)


@dataclass(frozen=True)
class Front:
    """A page that is no entry: its title, what it is, its address, the day of its last change.

    Without that day Zotero takes the first `<time>` of the page for its date.
    """

    title: str
    description: str
    address: str
    issued: datetime.date | None = None


def entry_head(cited: Cited, site: Site, files: Mapping[str, str], record: str = "") -> list[Tag]:
    """The head of an entry's page, but for its addresses, which the frame gives.

    `files` are the addresses of its citation files by the names of FORMATS, `record` that of its
    YAML at its commit, where there is one.
    """
    return [*_entry_head(cited, site, files, record)]


def page_head(front: Front, site: Site) -> list[Tag]:
    """The head of the home page, a list or a page about the site, but for its addresses."""
    return [*_page_head("webpage", front, site)]


def source_head(work: Work, front: Front, site: Site, undated: str) -> list[Tag]:
    """The head of a source's page: Dublin Core and Zotero's tags describe the work.

    Open Graph describes the page, `front`, and nothing names a licence. `undated` is the
    abbreviation for "no date" in the language of the page.

    A work without an address cannot be kept from getting that of the page in Zotero, which falls
    back on `og:url`, the canonical link and the address of the tab.
    """
    return [*_source_head(work, front, site, undated)]


def data_head(front: Front, site: Site, version: str) -> list[Tag]:
    """The head of the data page, which stands for the whole, but for its addresses."""
    return [*_page_head("dataset", front, site), _meta("z:versionNumber", version)]


def _entry_head(cited: Cited, site: Site, files: Mapping[str, str], record: str) -> Iterator[Tag]:
    issued = cited.issued.isoformat() if cited.issued else ""
    created = cited.created.isoformat() if cited.created else ""
    yield from _schemas()
    yield _meta("z:itemType", "encyclopediaArticle")
    yield _meta("DC.title", cited.title)
    yield _creator(Name(cited.author))
    yield _meta("DC.source", cited.container)
    yield _meta("DC.language", cited.language)
    yield _meta("DC.rights", LICENSE)
    yield from _known("DCTERMS.issued", issued)
    yield from _known("DCTERMS.created", created)
    yield from _known("DCTERMS.modified", issued)
    yield _meta("DCTERMS.temporal", cited.event)
    yield _meta("DCTERMS.abstract", cited.abstract)
    # Zotero has no field for any of them; styles take the version from this line.
    version = [f"Version: {cited.version}"] if cited.version else []
    note = [cited.note] if cited.note else []
    yield _meta("z:extra", "\n".join([*version, f"SWHID: {cited.swhid}", *note]))
    yield _property("og:type", "article")
    yield from _graph(cited.title, cited.abstract, cited.address, site)
    if issued:
        yield _property("article:modified_time", issued)
    yield from _signposts(cited, site, files, record)


def _signposts(cited: Cited, site: Site, files: Mapping[str, str], record: str) -> Iterator[Tag]:
    """Typed links for programs (https://signposting.org/FAIR/; `cite-as`: RFC 8574)."""
    yield _link("cite-as", cited.address)
    for name, address in files.items():
        yield _link("describedby", address, FORMATS[name].media_type)
    yield _link("license", LICENSE)
    if record:
        yield _link("item", record, "text/yaml")
    yield _link("collection", site.data)


def _page_head(type_: str, front: Front, site: Site) -> Iterator[Tag]:
    issued = front.issued.isoformat() if front.issued else ""
    yield from _schemas()
    yield _meta("z:itemType", type_)
    yield _meta("DC.title", front.title)
    yield _creator(Name(site.name))
    yield _meta("DC.language", site.language)
    yield _meta("DC.rights", LICENSE)
    yield from _known("DCTERMS.issued", issued)
    yield from _known("DCTERMS.modified", issued)
    yield from _graph(front.title, front.description, front.address, site)
    yield _link("license", LICENSE)


def _source_head(work: Work, front: Front, site: Site, undated: str) -> Iterator[Tag]:
    item_type, has_container = ITEM_TYPES[work.kind]
    yield from _schemas()
    yield _meta("z:itemType", item_type)
    # A description in place of a title is in the language of the page.
    yield _meta("DC.title", work.title, "" if work.description else work.language)
    for name in work.authors:
        yield _creator(name)
    yield from _known("DC.publisher", work.container)
    yield from _known("DC.date", work.issued.text if work.issued else "")
    yield _meta("DC.language", work.language)
    # Values that are addresses stand in links (DCMI, "Expressing Dublin Core metadata using
    # HTML/XHTML meta and link elements", 2008). In a <meta> Zotero takes digits of an address for
    # an ISSN or an ISBN, and the type for that of a report or a website.
    yield _link("DC.type", DCMI_TYPE + ("Dataset" if work.kind == Kind.DATA else "Text"))
    if work.address:
        yield _link("DC.identifier", work.address)
    yield from _known("z:url", work.address)
    if has_container:
        # Without it Zotero takes `og:site_name`; with a publisher besides, styles print it twice.
        yield _meta("z:publicationTitle", work.container or BLANK)
        yield _meta("z:publisher", BLANK)
    if work.issued is None or not is_plain(work.issued):
        # Zotero would read another date: that of the first <time>, one end of an open interval.
        yield _meta("z:date", work.when or undated)
    yield from _known("z:extra", "\n".join(work.notes))
    yield from _graph(front.title, front.description, front.address, site)


def _graph(title: str, description: str, address: str, site: Site) -> Iterator[Tag]:
    """The Open Graph protocol (https://ogp.me), which messengers and networks read."""
    yield _property("og:title", title)
    yield _property("og:site_name", site.name)
    yield _property("og:url", address)
    yield _property("og:description", description)
    yield _property("og:locale", site.locale)


def _schemas() -> Iterator[Tag]:
    for name, namespace in SCHEMAS.items():
        yield _link(f"schema.{name}", namespace)


def _creator(name: Name) -> Tag:
    # Zotero takes a name apart at its last space unless it has a comma; one at the end is dropped.
    return _meta("DC.creator", f"{name.literal or name.family}, {name.given}".rstrip())


def _known(name: str, value: str) -> Iterator[Tag]:
    if value:
        yield _meta(name, value)


def _meta(name: str, content: str, lang: str = "") -> Tag:
    return "meta", {"name": name, **({"lang": lang} if lang else {}), "content": content}


def _property(name: str, content: str) -> Tag:
    return "meta", {"property": name, "content": content}


def _link(relation: str, address: str, type_: str = "") -> Tag:
    typed = {"type": type_} if type_ else {}
    return "link", {"rel": relation, **typed, "href": address}
