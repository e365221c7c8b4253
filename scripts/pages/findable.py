"""What the search finds a page by, and shows of it in its results: the end of the page, unseen.

Pagefind reads it from elements with `data-pagefind-*`; look/search.js says what becomes of it. A
page without such an end is not found. Of the text the search reads what stands above the comment
`<!-- unsearched -->` (docs/theme/page.html), but for what scripts/publish/search.py leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from markupsafe import Markup

from scripts.i18n.dates import date_words, year_words
from scripts.i18n.folding import forms
from scripts.i18n.language import Language
from scripts.pages.evidence_line import entry_evidence
from scripts.pages.render import part
from scripts.pages.source_views import LinkView
from scripts.pages.views import Views
from scripts.records.vocabulary import VOCABULARIES, spellings
from scripts.timeline.model import JoinedEntry

MIN_LETTERS = 4
"""A shorter word of a title does not tell which name the title means."""

ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
"""Without them: Pagefind takes the isolates of a name (UAX 9) for letters of it."""


def page_tail(summary: str, names: Iterable[str], language: Language) -> Markup:
    """`Page.parts["tail"]` of a page that is no entry: the search finds it by each of `names`."""
    words = " ".join(forms(names, language))
    metadata = {"summary": summary, "words": words}
    return part("search", language, metadata=metadata, filters=[("kind", "page")], day="", told=())


def entry_tail(views: Views, entry: JoinedEntry, cited: Iterable[LinkView]) -> Markup:
    """`Page.parts["tail"]` of an entry's page.

    The sources that claims and differences have, in `cited`, are told as text, each once: the
    search does not read those links, or excerpts would be full of them.
    """
    record, code, language = entry.record, views.code, views.language
    topics = [link.text for link in views.named("topics", record.topics)]
    evidence = entry_evidence(entry.evidence, language)
    sources = map(views.chronology.source_records.get, record.named_sources)
    publishers = {each.publisher[code] for each in sources if each and each.publisher}
    words, named = _words(views, entry)
    metadata = {
        "date": date_words(record.date, language),
        "summary": record.summary[code],
        "topic": topics[0],
        "named": named,
        "words": words,
    }
    filters = [
        *(("topic", topic) for topic in topics),
        *(("source", publisher) for publisher in sorted(publishers)),
        ("evidence", evidence.words),
        # Results show it. As metadata it would be searched, and its words are on every page.
        ("evidence_line", evidence.line),
        ("year", year_words(entry.year, language)),
    ]
    return part(
        "search",
        language,
        metadata=metadata,
        filters=filters,
        day=record.date.sort_key[0].isoformat(),
        told=dict.fromkeys(link.text.translate(ISOLATES) for link in cited),
    )


def _words(views: Views, entry: JoinedEntry) -> tuple[str, str]:
    """The folded words by which the search finds an entry, and those that it ranks first.

    The first are from all its texts and all spellings of the names in them, the second from the
    title and the other spellings of the names in it.
    """
    record, code, language = entry.record, views.code, views.language
    facts = language.facts["search"]
    points = dict.fromkeys((record.date.start, record.date.end))
    names = [
        spellings(getattr(views.chronology, family)[id_], code)
        for family in VOCABULARIES
        for id_ in getattr(record, family)
    ]
    texts = [
        record.title[code],
        record.summary[code],
        # Other names of the months in which it begins and ends.
        *(facts["months"][point.month - 1] for point in points if point and point.month),
        *facts["dated"],
        *(joined.claim.text[code] for joined in entry.claims),
        *(difference.about[code] for difference in record.differences),
    ]
    said = {word for word in forms([record.title[code]], language) if len(word) >= MIN_LETTERS}
    titled = [each for each in names if not said.isdisjoint(forms(each, language))]
    return (
        " ".join(forms(chain(texts, *names), language)),
        " ".join(forms([record.title[code], *chain(*titled)], language)),
    )
