"""The kinds of page, in one table; a new kind is a line here, a function and a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from scripts.i18n.language import Language
from scripts.pages import contribute_pages, entry_pages, list_pages, source_pages
from scripts.pages.cite_page import cite
from scripts.pages.data_page import data
from scripts.pages.heads import with_head
from scripts.pages.page import Page, PageContext, Plan, SiteContext
from scripts.pages.views import Views
from scripts.records.model import VOCABULARIES
from scripts.timeline.model import Chronology


class Kind(NamedTuple):
    """A kind of page: the path of its pages, and what makes a page from a context and its path.

    A kind of which there are many pages has `keys`: each is put into the path, and `make` gets it
    as a third argument.
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
    Kind("sources/{}.md", source_pages.source, lambda context: context.chronology.sources),
    Kind("sources/index.md", source_pages.sources),
    *(
        Kind(f"{family}/{{}}.md", list_pages.item, partial(list_pages.items, family=family))
        for family in VOCABULARIES
    ),
    *(Kind(f"{family}/index.md", list_pages.index) for family in (*VOCABULARIES, "years")),
    Kind("years/{}.md", list_pages.year, list_pages.years),
    Kind("cite/index.md", cite),
    Kind("data/index.md", data),
    Kind("contribute/new/index.md", contribute_pages.form),
    Kind("contribute/problems/index.md", contribute_pages.problems),
)


def plans(context: PageContext) -> Iterator[Plan]:
    """Every page of one language except those of revisions; each is made when it is needed."""
    for path, make, keys in KINDS:
        if keys is None:
            yield Plan(path, partial(make, context, path))
            continue
        for key in keys(context):
            own = path.format(key)
            yield Plan(own, partial(make, context, own, key))


def pages(
    chronology: Chronology, language: Language, site: SiteContext | None = None
) -> list[Page]:
    """Every page of one language except those of revisions, with its head."""
    context = PageContext(chronology, language, Views(chronology, language), site or SiteContext())
    return [with_head(plan.make(), context) for plan in plans(context)]
