"""What the head of a page says to programs: Dublin Core, Open Graph, Zotero's own, Signposting.

Chosen by what Zotero and Wikipedia's Citoid were seen to read.  What is left out is left out on
purpose: `citation_*` makes a journal article of a page, `DC.publisher` is printed beside an equal
author, `DC.coverage` lands among shelf marks, `og:type=website` overrides the type of the item,
`article:published_time` overrides the date of issue, and COinS takes the place of all of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.cite.facts import Cited
from scripts.cite.formats import FORMATS
from scripts.languages import Language

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


def data_head(front: Front, site: Site, version: str) -> list[Tag]:
    """The head of the data page, which stands for the whole, but for its addresses."""
    return [*_page_head("dataset", front, site), _meta("z:versionNumber", version)]


def _entry_head(cited: Cited, site: Site, files: Mapping[str, str], record: str) -> Iterator[Tag]:
    issued = cited.issued.isoformat() if cited.issued else ""
    created = cited.created.isoformat() if cited.created else ""
    yield from _schemas()
    yield _meta("z:itemType", "encyclopediaArticle")
    yield _meta("DC.title", cited.title)
    yield _creator(cited.author)
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
    yield _creator(site.name)
    yield _meta("DC.language", site.language)
    yield _meta("DC.rights", LICENSE)
    yield from _known("DCTERMS.issued", issued)
    yield from _known("DCTERMS.modified", issued)
    yield from _graph(front.title, front.description, front.address, site)
    yield _link("license", LICENSE)


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


def _creator(name: str) -> Tag:
    # Zotero takes a name apart at its last space unless it has a comma; one at the end is dropped.
    return _meta("DC.creator", f"{name},")


def _known(name: str, value: str) -> Iterator[Tag]:
    if value:
        yield _meta(name, value)


def _meta(name: str, content: str) -> Tag:
    return "meta", {"name": name, "content": content}


def _property(name: str, content: str) -> Tag:
    return "meta", {"property": name, "content": content}


def _link(relation: str, address: str, type_: str = "") -> Tag:
    typed = {"type": type_} if type_ else {}
    return "link", {"rel": relation, **typed, "href": address}
