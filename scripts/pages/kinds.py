"""The kinds of page, in one table; a new kind is a line here, a function and a template."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from scripts.cite.jsonld import dataset_node, page_node, script_json
from scripts.cite.metadata import PageMeta, context_object, page_head, signposts
from scripts.i18n.language import Language
from scripts.pages import (
    balance,
    change_pages,
    entry_pages,
    guide_pages,
    item_pages,
    list_pages,
    source_pages,
)
from scripts.pages.citing import Publication, cited_entry
from scripts.pages.page import Page, PageContext, Plan, SiteContext, address_of
from scripts.pages.render import head_html, part
from scripts.pages.views import MOST_CARDS
from scripts.records.vocabulary import VOCABULARIES
from scripts.timeline.model import Chronology

LIST = "CollectionPage"


class Kind(NamedTuple):
    """A kind of page: its path, and what makes a page from a context and the path.

    Where there are many pages, each of `keys` is put into the path and is a third argument.
    """

    path: str
    make: Callable[..., Page]
    keys: Callable[[PageContext], Iterable[str]] | None = None


KINDS = (
    Kind("index.md", list_pages.home),
    Kind("timeline/index.md", list_pages.timeline),
    Kind("events/{}.md", entry_pages.entry, lambda context: context.chronology.entries),
    Kind("events/{}.md", entry_pages.moved, lambda context: context.chronology.redirects),
    Kind("differences/index.md", entry_pages.differences),
    Kind("balance/index.md", balance.balance),
    Kind("changes/index.md", change_pages.changes),
    Kind("changes/{}.md", change_pages.month, change_pages.months),
    Kind("sources/{}.md", source_pages.source, lambda context: context.chronology.sources),
    Kind("sources/index.md", source_pages.sources),
    *(
        Kind(f"{family}/{{}}.md", item_pages.item, partial(item_pages.items, family=family))
        for family in VOCABULARIES
    ),
    *(Kind(f"{family}/index.md", list_pages.index) for family in (*VOCABULARIES, "years")),
    Kind("years/{}.md", list_pages.year, list_pages.years),
    Kind("cite/index.md", guide_pages.cite),
    Kind("data/index.md", guide_pages.data),
    Kind("contribute/new/index.md", guide_pages.form),
    Kind("contribute/problems/index.md", guide_pages.problems),
)


def plans(context: PageContext) -> Iterator[Plan]:
    """Every page of one language except those of revisions; each is made when it is needed."""
    for path, make, keys in KINDS:
        if keys is None:
            yield Plan(address_of(path), partial(make, context, path))
            continue
        for key in keys(context):
            own = path.format(key)
            yield Plan(address_of(own), partial(make, context, own, key))


def pages(
    chronology: Chronology, language: Language, site: SiteContext | None = None
) -> list[Page]:
    """Every page of one language except those of revisions, with its head."""
    context = PageContext(chronology, language, site or SiteContext())
    return [with_head(plan.make(), context) for plan in plans(context)]


TYPES = {
    "home": "WebSite",
    **dict.fromkeys(("timeline", "differences", "sources", "index", "listing", "year"), LIST),
}
"""What a page is to schema.org by its template, where it is no mere WebPage."""

CHOICES = {"listing", "year"}
"""The templates from which Zotero offers a choice of entries; the timeline has to stay light."""


def with_head(page: Page, context: PageContext) -> Page:
    """The page, with the metadata of its kind if it has none yet."""
    published, language = context.site.published, context.language
    if published is None or page.head:
        return page
    # Without it Zotero takes the first date on the page, which is that of an event.
    day = published.changed(page.records)
    front = PageMeta(page.title, page.description, published.page(language, page.address), day)
    root = published.page(language)
    if page.template != "data":
        node = page_node(front, language, TYPES.get(page.template, "WebPage"), f"{root}data/")
        parts = {**page.parts, **_choice(page, context, published)}
        linked_data = page.linked_data or script_json(node)
        head = tuple(page_head(front, language))
        return replace(page, head=head, linked_data=linked_data, parts=parts)
    # As the dataset it has the title of the whole.
    front = replace(front, title=language.word("home.title"))
    media_types = {
        published.address + each.path: each.media_type
        for each in guide_pages.files(language.code, published)
    }
    # The interval from the first entry to the last (ISO 8601).
    extents = [fact.extent for facts in context.facts.values() for fact in facts]
    first = min((each.first for each in extents), default="..")
    last = max((each.last for each in extents), default="..")
    keywords = [each.label[language.code] for each in context.chronology.topics.values()]
    version = published.version
    facts = {"version": version, "keywords": keywords, "temporalCoverage": f"{first}/{last}"}
    node = dataset_node(front, language, media_types, facts)
    tags = page_head(front, language, version)
    package = published.address + guide_pages.FILES["datapackage"].path
    described = {package: media_types.pop(package)}
    tags += signposts("Dataset", front.address, described, media_types)
    tags += [("link", {"rel": "author", "href": root})]
    return replace(page, head=tuple(tags), linked_data=script_json(node))


def _choice(page: Page, context: PageContext, published: Publication) -> dict[str, str]:
    """The entries of a list for Zotero, for the theme.

    One alone would be saved in place of the page, and nobody chooses among very many.
    """
    if page.template not in CHOICES:
        return {}
    listed = page.shows["entries"]
    cards = [*listed["cards"], *(card for year in listed["years"] for card in year[2])]
    if not 1 < len(cards) <= MOST_CARDS:
        return {}
    entries = (context.chronology.entries[card.id] for card in cards)
    works = (cited_entry(each, context.language, published) for each in entries)
    return {"coins": part("coins", context.language, coins=[*map(context_object, works)])}


def head_by_hand(
    published: Publication,
    language: Language,
    facts: Mapping[str, str],
    path: str,
    day: datetime.date | None,
) -> str:
    """The metadata of the page of prose at `path`, from the `facts` in its front matter."""
    description = facts.get("description") or language.word("home.description")
    front = PageMeta(facts["title"], description, published.page(language, path), day)
    type_ = "AboutPage" if path == "about/" else "WebPage"
    node = page_node(front, language, type_, published.page(language, "data/"))
    return head_html(page_head(front, language), script_json(node))
