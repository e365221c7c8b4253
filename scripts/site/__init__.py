"""The site of a checkout: its joined records, and each of its pages.

`build` makes every page and `serve` the requested ones, both from here, so that the two agree.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scripts.checks.examples import read_examples
from scripts.checks.prose import OVERVIEW
from scripts.pages.book import BOOK, books
from scripts.pages.citing import Publication
from scripts.pages.current import CurrentPage
from scripts.pages.kinds import head_by_hand, plans, with_head
from scripts.pages.page import Page, PageContext, Plan, SiteContext, address_of
from scripts.pages.render import Renderer, head_html, yaml_line
from scripts.pages.revisions import RevisionPage, revision_pages
from scripts.publish import mkdocs
from scripts.publish.store import content_digest
from scripts.publish.typesetting import Document, document
from scripts.records.prose import pages_by_hand
from scripts.settings import Settings
from scripts.site.app import look_folder
from scripts.site.checked import CheckedRecords
from scripts.site.states import latest, publication
from scripts.timeline.changes import find_changes
from scripts.timeline.git import History, last_change, last_of
from scripts.timeline.model import Chronology
from scripts.timeline.revisions import find_revisions, find_source_revisions
from scripts.timeline.translations import find_lags


@dataclass(frozen=True)
class MadePage:
    """A page whose Markdown is made: the path of its HTML below the site's root, its digest.

    `parts` is what the theme reads besides the Markdown (empty for a page written by hand), `near`
    the key of the list of entries beside it. `day` is that of the last change of any of its
    records; None where git does not know all of them. `past` pages are those of revisions, which
    the sitemap leaves out.
    """

    path: str
    title: str
    digest: str
    day: datetime.date | None
    parts: bytes = field(default=b"", repr=False)
    near: str = ""
    past: bool = False


@dataclass(frozen=True)
class Site:
    """A checkout whose records are free of problems, joined, with what git knows of them.

    `shared` is the part of `contexts` that all languages have. `days` are those of the last change
    by path of a record or name of a list (see `Page`). `made` are the pages made so far.
    """

    settings: Settings
    checked: CheckedRecords
    chronology: Chronology
    history: History
    shared: SiteContext
    published: Publication
    contexts: Mapping[str, PageContext]
    days: Mapping[str, datetime.date | None]
    made: dict[str, MadePage] = field(default_factory=dict)

    @property
    def codes(self) -> tuple[str, ...]:
        return self.settings.codes

    @cached_property
    def revisions(self) -> Mapping[str, Sequence[RevisionPage]]:
        """Every revision of every entry, by language."""
        return {code: [*revision_pages(context)] for code, context in self.contexts.items()}

    @cached_property
    def plans(self) -> Mapping[str, Mapping[str, Plan]]:
        """Every page that is published, by language and address, those of revisions last.

        Those of the current revisions are not among them: see `current`.
        """
        return {
            code: {
                **{plan.address: plan for plan in plans(context)},
                **{
                    each.address: Plan(each.address, each.make)
                    for each in self.revisions[code]
                    if not each.is_shown_by_entry
                },
            }
            for code, context in self.contexts.items()
        }

    @cached_property
    def current(self) -> Mapping[str, tuple[str, CurrentPage]]:
        """The pages of current revisions by path, each with the path of its entry's page."""
        found = {}
        for code, revisions in self.revisions.items():
            for page in (each.current() for each in revisions if each.is_shown_by_entry):
                entry = mkdocs.page_path(code, page.entry)
                found[mkdocs.page_path(code, page.address)] = (entry, page)
        return found

    @cached_property
    def prose(self) -> Mapping[str, Mapping[str, dict[str, Any]]]:
        """The parts of the pages written by hand, by language and address."""
        made: dict[str, dict[str, dict[str, Any]]] = {}
        for code, context in self.contexts.items():
            made[code] = {}
            for address, page in self.checked.by_hand[code].items():
                day = last_change(self.history, self.settings.root, page.path)
                facts = self.published, context.language, page.facts, address, day
                made[code][address] = {"head": head_by_hand(*facts)}
        return made

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        """What fills the templates, by language."""
        return {code: Renderer(context.language) for code, context in self.contexts.items()}

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """The titles in the menu, and of what pages written by hand link to: by language, file."""
        return {
            code: {
                name: self.plans[code][address_of(name)].make().title
                for name in mkdocs.linked_pages(self.settings.docs / code)
                if address_of(name) in self.plans[code]
            }
            for code in self.codes
        }

    def sources(self, read: Callable[[str], bytes]) -> mkdocs.Sources:
        """What the publisher needs; `read` reads the Markdown of a page by its path."""
        settings = self.settings
        beside = {}
        for code in self.codes:
            files = pages_by_hand(settings.docs / code).values()
            beside[code] = {file.name: file.read_bytes() for file in files}
            anchored = mkdocs.linked_pages(settings.docs / code)
            for file_name, title in self.titles[code].items():
                text = f"---\ntitle: {yaml_line(title)}\n---\n"
                if anchored[file_name]:
                    text = self.text(code, self.plans[code][address_of(file_name)])[1]
                beside[code][file_name] = text.encode()
        return mkdocs.Sources(settings, read, self.file, beside, look_folder())

    def text(self, code: str, plan: Plan) -> tuple[Page, str]:
        """A generated page and its Markdown."""
        page = with_head(plan.make(), self.contexts[code])
        return page, self.renderers[code].render(page)

    @cached_property
    def near(self) -> Mapping[str, Mapping[str, Any]]:
        """The entries that the side navigation lists, by language and key (`PageContext.near`)."""
        found: dict[str, dict[str, Any]] = {code: {} for code in self.codes}
        for code, context in self.contexts.items():
            for id_, key in context.near.items():
                entry = self.chronology.entries[id_]
                listed = found[code].setdefault(key, {"year": entry.year, "entries": []})
                listed["entries"].append((id_, entry.record.title[code]))
        return found

    @cached_property
    def books(self) -> Mapping[str, Document]:
        """The volumes of the book in every language, by their path below the site's root."""
        template = BOOK.read_bytes()
        return {
            path: document(template, data)
            for context in self.contexts.values()
            for path, data in books(context, self.published).items()
        }

    def paths(self, code: str) -> list[str]:
        """Where the pages of a language are below the site's root."""
        addresses = (*self.plans[code], *self.checked.by_hand[code])
        return [mkdocs.page_path(code, address) for address in addresses]

    def has_page(self, path: str) -> bool:
        """Whether the publisher makes a page at a path."""
        code, address = mkdocs.split_path(path)
        return address in self.plans.get(code, {}) or address in self.checked.by_hand.get(code, {})

    def file(self, path: str) -> str:
        """The Markdown file of a page, as a path below the checkout."""
        code, address = mkdocs.split_path(path)
        page = self.checked.by_hand[code].get(address)
        return page.path if page else mkdocs.markdown(path)

    def page(self, path: str) -> MadePage:
        """The page at a path, made once."""
        if path not in self.made:
            self.made[path], _ = self.make_page(path)
        return self.made[path]

    def make_page(self, path: str) -> tuple[MadePage, bytes]:
        """The page at a path, generated or written by hand, and its Markdown."""
        code, address = mkdocs.split_path(path)
        if plan := self.plans[code].get(address):
            page, text = self.text(code, plan)
            content, is_past = text.encode(), page.template == "revision"
            day = last_of(self.days.get(each) for each in page.records)
            parts = {"head": head_html(page.head, page.linked_data), **page.parts}
            near = page.parts.get("near", "")
            made = template_text("parts", parts)
            digest = content_digest(content)
            return MadePage(path, page.title, digest, day, made, near, is_past), content
        prose = self.checked.by_hand[code][address]
        content = (self.settings.root / prose.path).read_bytes()
        day = last_change(self.history, self.settings.root, prose.path)
        return MadePage(path, prose.facts["title"], content_digest(content), day), content

    def published_markdown(self, path: str, content: bytes) -> bytes:
        """The Markdown of a page, `content`, as it is published beside the HTML at `path`."""
        if self.file(path) == mkdocs.markdown(path):
            return content
        # The file written by hand is not in the folder of its page.
        return mkdocs.LINK.sub(rb"](../\g<path>\g<anchor>)", content)


def template_text(name: str, value: object) -> bytes:
    """A file that gives the templates of the theme a value under a name.

    A JSON object without null is a literal of the template language too.
    """
    return f"{{% set {name} = {json.dumps(value, ensure_ascii=False)} %}}\n".encode()


def read_site(
    settings: Settings, checked: CheckedRecords, chronology: Chronology, history: History
) -> Site:
    """The site of a checkout from its joined records and its history."""
    records = checked.records
    histories = find_revisions(chronology, settings.root, history)
    source_histories = find_source_revisions(chronology, settings.root, history)
    changes = find_changes(histories, source_histories, chronology.redirects)
    published = publication(settings, chronology, history, histories, changes)
    shared = SiteContext(
        address=settings.address,
        repository=settings.repository,
        additions=latest(chronology, published.states),
        lags=find_lags(records, settings.root, history, settings.codes),
        published=published,
        histories=histories,
        source_histories=source_histories,
        changes=changes,
        examples=read_examples(),
        kept=frozenset(checked.published.pages),
        overview=all(OVERVIEW in pages for pages in checked.by_hand.values()),
        years_from=settings.years_from,
    )
    contexts = {
        language.code: PageContext(chronology, language, shared) for language in settings.languages
    }
    days = {path: each.last for path, each in published.states.items()} | {**published.lists}
    return Site(settings, checked, chronology, history, shared, published, contexts, days)
