"""The page on how to cite, with examples taken from the records."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.cite.styles import Citation, citations
from scripts.cite.works import KEY, Kind, Work
from scripts.i18n.dates import day_words
from scripts.pages.citing import FormsView, Publication, cited_entry, named_files, work_of
from scripts.pages.history import address, day
from scripts.pages.page import ENTRIES, Page, PageContext
from scripts.pages.shapes import LinkView
from scripts.records.dates import Edtf
from scripts.timeline.model import JoinedEntry
from scripts.timeline.revisions import RevisionHistory


@dataclass(frozen=True)
class ThroughView:
    """A source that is known through an entry only: both, and how the one is cited by the other."""

    source: LinkView
    citation: Citation
    through: str


@dataclass(frozen=True)
class ExamplesView:
    """The examples: an entry, one of its revisions, a source through it, the whole.

    `command` prints the id of the content of the entry's record, which is `blob`.
    """

    entry: LinkView
    forms: FormsView
    files: tuple[tuple[str, str], ...]
    command: str
    blob: str
    record: str
    revision: LinkView | None
    revisions: int
    through: ThroughView | None
    whole: FormsView


def cite(context: PageContext, path: str) -> Page:
    """How to cite, with examples where it is known what is published."""
    published = context.site.published
    return Page(
        path,
        "cite",
        context.word("cite-page.title"),
        context.word("cite-page.description"),
        {"example": _examples(context, published) if published else None},
        (ENTRIES,),
    )


def _examples(context: PageContext, published: Publication) -> ExamplesView | None:
    entry = _chosen(context)
    if entry is None:
        return None
    language = context.language
    state = published.states[entry.path]
    forms = FormsView.of(cited_entry(entry, language, published), language)
    trail = context.site.histories.get(entry.id)
    return ExamplesView(
        entry=LinkView(entry.record.title[language.code], f"events/{entry.id}/"),
        forms=forms,
        files=named_files(language),
        command=f"git hash-object {entry.path}",
        blob=state.blob,
        record=published.in_repository("raw", state),
        revision=_first(trail, context) if trail else None,
        revisions=len(trail.revisions) if trail else 1,
        through=_through(entry, context, forms.forms[0]),
        whole=FormsView.of(_whole(context, published), language),
    )


def _chosen(context: PageContext) -> JoinedEntry | None:
    """The landmark that was revised most often; of several the first in time."""
    chronology, histories = context.chronology, context.site.histories
    entries = chronology.landmarks or [
        entry for entry in chronology.entries.values() if not entry.record.withdrawn
    ]

    def revisions(entry: JoinedEntry) -> int:
        trail = histories.get(entry.id)
        return len(trail.revisions) if trail else 0

    return max(entries, key=revisions, default=None)


def _first(trail: RevisionHistory, context: PageContext) -> LinkView:
    """The first revision of an entry; its day, or where that is not known, its name."""
    revision = trail.revisions[-1]
    when = day(trail, revision, context.language) or revision.name
    return LinkView(when, address(trail, revision))


def _through(entry: JoinedEntry, context: PageContext, citation: Citation) -> ThroughView | None:
    """A source of the entry, the first that has an address and a title, if there is one."""
    language = context.language
    sources = [context.chronology.sources[id_] for id_ in sorted(entry.record.named_sources)]
    if not sources:
        return None
    source = next((each for each in sources if each.record.url and each.record.title), sources[0])
    form = citations(work_of(source, language), language)[0]
    in_text = context.word(
        "cite-page.through-in-text",
        source=form.in_text.strip("()"),
        entry=citation.in_text.strip("()"),
    )
    link = LinkView(source.record.title_in[language.code], f"sources/{source.id}/")
    return ThroughView(link, form, in_text)


def _whole(context: PageContext, published: Publication) -> Work:
    """The whole as a work; its date is that of the last change of any entry."""
    language = context.language
    last = published.changed((ENTRIES,))
    return Work(
        key=KEY,
        kind=Kind.DATA,
        title=language.word("home.title"),
        language=language.code,
        issued=Edtf.parse(last.isoformat()) if last else None,
        when=day_words(last, language) if last else "",
        address=published.page(language, ""),
        version=published.version,
    )
