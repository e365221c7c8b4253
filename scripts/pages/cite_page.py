"""The page on how to cite, with examples taken from the records."""

from __future__ import annotations

from typing import Any

from scripts.cite.styles import Citation, citations
from scripts.cite.works import KEY, Kind, Work
from scripts.i18n.dates import day_words
from scripts.pages.changes import address, day
from scripts.pages.citing import Publication, citation_forms, cited_entry, named_files, work_of
from scripts.pages.page import ENTRIES, Page, PageContext
from scripts.pages.views import LinkView
from scripts.records.dates import Edtf
from scripts.timeline.model import JoinedEntry


def cite(context: PageContext, path: str) -> Page:
    """How to cite, with examples where it is known what is published."""
    published = context.site.published
    example = _examples(context, published) if published else None
    return context.page(path, "cite", {"example": example}, (ENTRIES,), "cite-page")


def _examples(context: PageContext, published: Publication) -> dict[str, Any] | None:
    """The landmark that was revised most often, its first revision, a source through it; the whole.

    Of several such landmarks it is the first in time. `command` prints the id of the content of the
    entry's record, which is `blob`.
    """
    chronology, histories, language = context.chronology, context.site.histories, context.language

    def revisions(entry: JoinedEntry) -> int:
        return len(histories[entry.id].revisions) if entry.id in histories else 0

    entries = chronology.landmarks or [
        each for each in chronology.entries.values() if not each.record.withdrawn
    ]
    if not entries:
        return None
    entry = max(entries, key=revisions)
    state, trail = published.states[entry.path], histories.get(entry.id)
    first = None
    if trail:
        # Where its day is not known, it has a name.
        oldest = trail.revisions[-1]
        when = day(trail, oldest, language) or oldest.name
        first = LinkView(when, address(trail, oldest))
    forms = citation_forms(cited_entry(entry, language, published), language)
    last = published.changed((ENTRIES,))
    whole = Work(
        key=KEY,
        kind=Kind.DATA,
        title=language.word("home.title"),
        language=language.code,
        issued=Edtf.parse(last.isoformat()) if last else None,
        when=day_words(last, language) if last else "",
        address=published.page(language, ""),
        version=published.version,
    )
    return {
        "entry": LinkView(entry.record.title[language.code], f"events/{entry.id}/"),
        "forms": forms,
        "files": named_files(language),
        "command": f"git hash-object {entry.path}",
        "blob": state.blob,
        "record": published.in_repository("raw", state),
        "revision": first,
        "revisions": revisions(entry) or 1,
        "through": _through(entry, context, forms["forms"][0]),
        "whole": citation_forms(whole, language),
    }


def _through(entry: JoinedEntry, context: PageContext, citation: Citation) -> dict[str, Any] | None:
    """A source of the entry, the first that has an address and a title, and how it is cited.

    `through` cites it as one that is known through the entry only.
    """
    language = context.language
    sources = [context.chronology.sources[id_] for id_ in sorted(entry.record.named_sources)]
    if not sources:
        return None
    source = next((each for each in sources if each.record.url and each.record.title), sources[0])
    form = citations(work_of(source, language), language)[0]
    through = context.word(
        "cite-page.through-in-text",
        source=form.in_text.strip("()"),
        entry=citation.in_text.strip("()"),
    )
    link = LinkView(source.record.title_in[language.code], f"sources/{source.id}/")
    return {"source": link, "citation": form, "through": through}
