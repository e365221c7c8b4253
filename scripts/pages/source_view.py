"""The view of a source's page: what it is, from where it speaks, what rests on it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from scripts.checks.passages import digest
from scripts.cite.robust import robust_link
from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language
from scripts.pages.escape import escape
from scripts.pages.lists import list_view
from scripts.pages.shapes import FactView, LinkView, SourceView
from scripts.pages.views import Views
from scripts.records.model import Seen, Source
from scripts.timeline.model import JoinedSource


def source_view(views: Views, source: JoinedSource) -> SourceView:
    """All that a source's page shows."""
    record = source.record
    return SourceView(
        id=source.id,
        title=record.title_in[views.code],
        line=views.source_link(source).text,
        facts=tuple(_facts(views, source)),
        point_of_view=record.point_of_view[views.code],
        note=record.note[views.code] if record.note else "",
        entries=list_view(views, views.chronology.by_source.get(source.id, ())),
    )


def _facts(views: Views, source: JoinedSource) -> Iterable[FactView]:
    record, word = source.record, views.language.word

    def fact(name: str, text: str, inferred: str = "", lang: str = "") -> FactView:
        remark = word("source.inferred") if inferred in record.inferred else ""
        return FactView(word(f"source.{name}"), text, lang=lang, remark=remark)

    if record.title and record.title != record.title_in[views.code]:
        yield fact("original-title", record.title, "title", lang=record.language)
    if record.authors:
        names = [author.name[views.code] for author in record.authors]
        yield fact("authors", views.language.listed(names), "authors")
    publisher = record.publisher[views.code] if record.publisher else word("source.not-known")
    yield fact("publisher", publisher, "publisher")
    when = date_words(record.published, views.language) if record.published else word("undated")
    yield fact("published", when, "published")
    yield fact("language", word(f"language-names.{record.language}"))
    yield fact("genre", word(f"genres.{record.genre}"))
    yield fact("seen", _seen(views, record))
    archive = tuple(robust_link(record.url, record.archived_url).items())
    if record.url:
        address = LinkView(record.url, record.url, attributes=archive)
        yield FactView(word("source.url"), links=(address,))
    else:
        yield fact("url", word("source.no-address"))
    if record.archived_url:
        archived = LinkView(record.archived_url, record.archived_url, attributes=archive)
        yield FactView(word("source.archived"), links=(archived,))
    for derivation in record.derives_from:
        link = views.source_link(views.chronology.sources[derivation.source])
        remark = _paragraphs(derivation.paragraphs, views.language) if derivation.paragraphs else ""
        yield FactView(word("source.derives-from"), links=(link,), remark=remark)
    if record.text and (passages := _passages(views, source)):
        proven = sum(1 for each in passages if each in views.chronology.proven)
        yield fact(
            "passages",
            word(
                "source.proven",
                count=proven,
                all=len(passages),
                sha256=record.text.sha256[:12],
                day=day_words(record.text.checked, views.language),
            ),
        )
    if derived := views.chronology.derived.get(source.id):
        yield FactView(word("source.derived"), links=views.source_links(derived))


def _paragraphs(text: str, language: Language) -> Markup:
    """Which paragraphs, their numbers from left to right in every language."""
    numbers = Markup('<bdi dir="ltr">{}</bdi>').format(escape(text))
    return Markup(language.word("source.paragraphs", paragraphs=numbers))  # noqa: S704


def _passages(views: Views, source: JoinedSource) -> list[str]:
    """The digests of all passages that entries cite in a source."""
    return [
        digest(cite.passage, source.record)
        for id_ in views.chronology.by_source.get(source.id, ())
        for joined in views.chronology.entries[id_].claims
        for cite in joined.claim.cites
        if cite.source == source.id and cite.passage
    ]


def _seen(views: Views, record: Source) -> str:
    seen = views.language.word(f"seen.{record.seen}")
    if record.seen == Seen.NOTHING or record.seen_on is None:
        return seen
    day = day_words(record.seen_on, views.language)
    return views.language.word("source.seen-on", seen=seen, day=day)
