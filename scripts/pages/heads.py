"""The metadata in the heads of pages other than entries and sources."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scripts.cite.jsonld import dataset_node, script_json
from scripts.cite.metadata import PageMeta, Tag, data_head, page_head
from scripts.i18n.language import Language
from scripts.pages.citing import Publication
from scripts.pages.data_page import files
from scripts.pages.facts import Facts
from scripts.pages.page import Page, PageContext


def with_head(page: Page, context: PageContext) -> Page:
    """The page, with the metadata of its kind where it has none yet.

    The day of a page is that of the last change of any record in it, if all of them are known:
    without it Zotero takes the first date on the page, which is that of an event, for its own.
    """
    published, language = context.site.published, context.language
    if published is None or page.head:
        return page
    site = published.site(language)
    last = published.changed(page.records)
    front = PageMeta(page.title, page.description, published.page(language, page.address), last)
    if page.template != "data":
        return replace(page, head=tuple(page_head(front, site)))
    media_types = {published.address + each.path: each.media_type for each in files(language.code)}
    node = dataset_node(front, site, published.version, _coverage(context.facts), media_types)
    tags = data_head(front, site, published.version)
    return replace(page, head=tuple(tags), linked_data=script_json(node))


def _coverage(facts: Facts) -> str:
    """The interval from the first entry to the last (ISO 8601)."""
    spans = [(fact.first, fact.last) for known in facts.values() for fact in known]
    first = min((first for first, _ in spans), default="..")
    last = max((last for _, last in spans), default="..")
    return f"{first}/{last}"


@dataclass(frozen=True)
class Heads:
    """Makes the metadata of the prose pages of one language."""

    published: Publication
    language: Language

    def by_hand(self, facts: Mapping[str, str], path: str, day: datetime.date | None) -> list[Tag]:
        """The metadata of the page at `path`, from the `facts` in its front matter."""
        description = facts.get("description") or self.language.word("home.description")
        address = self.published.page(self.language, path)
        front = PageMeta(facts["title"], description, address, day)
        return page_head(front, self.published.site(self.language))
