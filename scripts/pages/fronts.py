"""What the heads of other pages than entries and sources say: lists, the data, pages by hand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scripts.cite.jsonld import Download, dataset_node, script_json
from scripts.cite.metadata import Front, Site, Tag, data_head, page_head
from scripts.i18n.language import Language
from scripts.pages.citing import Publication, site_of
from scripts.pages.data_page import files
from scripts.pages.facts import Facts
from scripts.pages.page import Page, Stage


def fronted(page: Page, stage: Stage) -> Page:
    """The page; one whose head says nothing yet with what its kind says.

    The day of a page is that of the last change of any record in it, if all of them are known:
    without it Zotero takes the first date on the page, which is that of an event, for its own.
    """
    published = stage.around.published
    if published is None or page.head:
        return page
    fronts = Fronts(published, stage.language)
    front = fronts.of(page)
    if page.template != "data":
        return replace(page, head=tuple(page_head(front, fronts.site)))
    tags = data_head(front, fronts.site, published.version)
    node = script_json(fronts.dataset(front, stage.facts))
    return replace(page, head=tuple(tags), linked_data=node)


@dataclass(frozen=True)
class Fronts:
    """Makes the heads of the pages of one language."""

    published: Publication
    language: Language

    @property
    def site(self) -> Site:
        """What every page says."""
        return site_of(self.language, self.published)

    def of(self, page: Page) -> Front:
        """A page that is made of records."""
        last = self.published.changed(page.records)
        return Front(page.title, page.description, self._address(page.address), last)

    def by_hand(self, facts: Mapping[str, str], path: str, day: datetime.date | None) -> list[Tag]:
        """The head of a page written by hand: what its front matter says, its address below."""
        description = facts.get("description") or self.language.word("home.description")
        return page_head(Front(facts["title"], description, self._address(path), day), self.site)

    def dataset(self, front: Front, facts: Facts) -> dict[str, object]:
        """The whole as linked data: the years from its first entry to its last, its files."""
        spans = [(fact.first, fact.last) for known in facts.values() for fact in known]
        first = min((first for first, _ in spans), default="..")
        last = max((last for _, last in spans), default="..")
        downloads = [
            Download(self.published.address + file.path, file.media_type)
            for file in files(self.language.code)
        ]
        version = self.published.version
        return dataset_node(front, self.site, version, f"{first}/{last}", downloads)

    def _address(self, path: str) -> str:
        return f"{self.published.address}{self.language.code}/{path}"
