"""Pages about sources: what a source is, from where it speaks, what rests on it; their list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from scripts.cite.text import status_words
from scripts.cite.works import robust_link
from scripts.i18n.dates import date_words, day_words
from scripts.i18n.folding import sort_key
from scripts.pages.change_pages import source_history
from scripts.pages.citing import cite_source
from scripts.pages.findable import page_tail
from scripts.pages.page import SOURCES, Page, PageContext
from scripts.pages.source_views import LinkView, way
from scripts.pages.views import Views
from scripts.records.load import Located
from scripts.records.source import Became, Seen, Source, first_address


class FactView(NamedTuple):
    """One fact: its name; its words, an address or links; perhaps a remark.

    `language` is the code of the words' language where that is not the page's. `attributes` are
    those of a link to the address.
    """

    name: str
    text: str = ""
    language: str = ""
    address: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    links: tuple[LinkView, ...] = ()
    remark: str = ""


def source(context: PageContext, path: str, id_: str) -> Page:
    joined, code = context.chronology.sources[id_], context.code
    record = joined.record
    title, point_of_view = record.title_in[code], record.point_of_view[code]
    citing = cite_source(joined, context.language, context.site.published)
    names = [title, context.source(id_).text]
    return Page(
        path,
        "source",
        title,
        point_of_view,
        {
            "point_of_view": point_of_view,
            "retracted": [
                context.word("source.retracted", day=day_words(each.date, context.language))
                for each in record.status
                if each.what == Became.RETRACTED
            ],
            "facts": [*_facts(context, record), *_links(context, joined)],
            "note": record.note[code] if record.note else "",
            "entries": context.listed(context.chronology.by_source.get(id_, ())),
            "citing": citing.view,
            "history": source_history(context, id_),
            "lagging": context.lagging(joined.path),
        },
        (joined.path,),
        parts={"tail": page_tail(point_of_view, names, context.language)},
        head=citing.head,
        linked_data=citing.linked_data,
    )


def sources(context: PageContext, path: str) -> Page:
    resting = context.chronology.by_source
    listed = [
        (context.source(id_), context.word("count.entries", n=len(resting.get(id_, ()))))
        for id_ in context.chronology.sources
    ]
    shows = {"sources": sorted(listed, key=lambda each: sort_key(each[0].text, context.language))}
    return context.page(path, "sources", shows, (SOURCES,))


def _facts(views: Views, record: Source) -> Iterator[FactView]:
    """The facts on what a source is; a fact that it does not state itself is said to be ours."""
    code, language, word = views.code, views.language, views.word

    def fact(name: str, text: str, inferred: str = "", language: str = "") -> FactView:
        remark = word("source.inferred") if inferred in record.inferred else ""
        return FactView(word(f"source.{name}"), text, language, remark=remark)

    if record.title and record.title != record.title_in[code]:
        yield fact("original-title", record.title, "title", record.language)
    if record.authors:
        names = [author.name[code] for author in record.authors]
        yield fact("authors", language.listed(names), "authors")
    publisher = record.publisher[code] if record.publisher else word("source.not-known")
    yield fact("publisher", publisher, "publisher")
    when = date_words(record.published, language) if record.published else word("undated")
    yield fact("published", when, "published")
    yield fact("language", language.language_names[record.language])
    yield fact("genre", word(f"genres.{record.genre}"))
    yield from _numbers(views, record)
    seen = word(f"seen.{record.seen}")
    if record.seen != Seen.NOTHING and record.seen_on:
        seen = word("source.seen-on", seen=seen, day=day_words(record.seen_on, language))
    yield fact("seen", seen)
    for each in record.status:
        remark = each.note[code] if each.note else ""
        yield FactView(word("source.status"), status_words(each, language), remark=remark)


def _numbers(views: Views, record: Source) -> Iterator[FactView]:
    """What it came out in, and the numbers by which libraries and archives find it."""
    word = views.word
    if record.container:
        yield FactView(word("source.container"), record.container, record.language)
    if record.event:
        yield FactView(word("source.event"), record.event[views.code])
    for name in ("volume", "issue", "pages", "isbn", "issn", "shelfmark"):
        if value := getattr(record, name):
            # They run from left to right in every language.
            yield FactView(word(f"source.{name}"), f"\u2066{value}\u2069")
    if record.doi:
        yield FactView(word("source.doi"), address=f"https://doi.org/{quote(record.doi)}")


def _links(views: Views, source: Located[Source]) -> Iterator[FactView]:
    """The facts on where a source is, from what it derives, what rests on it."""
    record, word, known = source.record, views.word, views.chronology
    archive = tuple(robust_link(record.url, record.archived_url).items())
    if not record.url:
        yield FactView(word("source.url"), word("source.no-address"))
    places = {"url": record.url, "archived": record.archived_url}
    for name in sorted(places, key=lambda name: places[name] != first_address(record)):
        if url := places[name]:
            yield FactView(word(f"source.{name}"), url, address=way(url), attributes=archive)
    if record.locator:
        yield FactView(word("source.part"), views.part(record.locator))
    for each in record.derives_from:
        # The numbers of paragraphs run from left to right in every language.
        numbers = f"\u2066{each.paragraphs}\u2069"
        remark = word("source.paragraphs", paragraphs=numbers) if each.paragraphs else ""
        links = views.sources([each.source])
        yield FactView(word("source.derives-from"), links=links, remark=remark)
    cited = [
        views.is_proven(cite.passage, record)
        for id_ in known.by_source.get(source.id, ())
        for joined in known.entries[id_].claims
        for cite in joined.claim.cites
        if cite.source == source.id and cite.passage
    ]
    if record.text and cited:
        # How many of the passages that entries cite were found in the source's text, and when.
        sha256, day = record.text.sha256[:12], day_words(record.text.checked, views.language)
        proven = word("source.proven", count=sum(cited), all=len(cited), sha256=sha256, day=day)
        yield FactView(word("source.passages"), proven)
    if derived := known.derived.get(source.id):
        yield FactView(word("source.derived"), links=views.sources(derived))
