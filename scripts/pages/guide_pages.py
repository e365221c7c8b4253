"""Pages that guide: how to cite, the files for reuse, the form, the problems of `check`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

from markupsafe import Markup

from scripts.cite.formats import FORMATS
from scripts.cite.styles import WIKIPEDIA, Citation, citations
from scripts.cite.works import source_work
from scripts.i18n.dates import year_words
from scripts.i18n.language import Language
from scripts.pages.book import BOOK_TYPE, book_path
from scripts.pages.changes import revision_link
from scripts.pages.citing import (
    RECORD,
    Forms,
    Publication,
    citation_tabs,
    cited_entry,
    in_text,
    named_files,
)
from scripts.pages.escape import code_block, escape, keep_spaces
from scripts.pages.page import ENTRIES, Page, PageContext
from scripts.pages.render import part
from scripts.pages.source_views import LinkView
from scripts.pages.whole import cited_whole, state_of_data
from scripts.timeline.model import JoinedEntry

CODE = re.compile("([!-~]*[0-9A-Za-z](?:[!-~ ]*[!-+./-9<-~])?)")
"""What a message has of code: ids, dates, fields, with the signs that belong to them."""

NOT_OF_WHOLE = {WIKIPEDIA, "chicago-notes"}
"""The styles in which nobody cites the whole: in a note, on Wikipedia."""


class File(NamedTuple):
    """A file for reuse: its path below the site's root, its media type."""

    path: str
    media_type: str


FILES = {
    "timeline-json": File("data/timeline.json", "application/json"),
    "timeline-csv": File("data/timeline.csv", "text/csv"),
    "timeline-ics": File("data/timeline.ics", "text/calendar"),
    "timeline-ics-language": File("data/timeline.{language}.ics", "text/calendar"),
    "feed-xml": File("{language}/feed.xml", "application/atom+xml"),
    "feed-json": File("{language}/feed.json", "application/feed+json"),
    "changes-xml": File("{language}/changes.xml", "application/atom+xml"),
    "changes-json": File("{language}/changes.json", "application/feed+json"),
    "timelinejs": File("data/timelinejs.{language}.json", "application/json"),
    "datapackage": File("data/datapackage.json", "application/json"),
    "schema": File("data/schema/timeline.schema.json", "application/schema+json"),
}
"""The files for reuse by the key of their words, in the order in which the data page lists them."""

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "timeline-json": {"shell": "curl --remote-name {file}"},
    "timeline-csv": {
        "python": 'import pandas\ntimeline = pandas.read_csv("{file}", index_col="id")\n'
        'print(timeline.groupby("label").size())',
        "r": 'timeline <- read.csv("{file}", fileEncoding = "UTF-8-BOM")\ntable(timeline$label)',
    },
    "timeline-ics": {"subscribe": "{file}"},
    "timeline-ics-language": {"subscribe": "{file}"},
    "feed-xml": {"subscribe": "{file}"},
    "feed-json": {"subscribe": "{file}"},
    "changes-xml": {"subscribe": "{file}"},
    "changes-json": {"subscribe": "{file}"},
    "timelinejs": {"timelinejs": 'new TL.Timeline("timeline-embed", "{file}");'},
    "datapackage": {
        "frictionless": "from frictionless import Package\n"
        'print(Package("{file}").get_resource("timeline-csv").to_view())'
    },
    "schema": {"shell": "check-jsonschema --schemafile {file} timeline.json"},
    "citations": {
        "shell": "curl --remote-name {address}data/cite.{language}.json\n"
        'echo "[@kit-{id}-{language}]" | pandoc --citeproc --bibliography=cite.{language}.json'
    },
}
"""What to do with a file, by the key of the words for where that is run.

`{file}` stands for its address, `{address}` for that of the site, `{id}` for an entry.
"""


def files(code: str, published: Publication | None) -> Iterator[File]:
    """Every file for reuse in the language of `code`, the citations and the book at the end."""
    for path, media_type in FILES.values():
        yield File(path.format(language=code), media_type)
    for each in FORMATS.values():
        yield File(f"data/cite.{code}{each.suffix}", each.media_type)
    for key in published.volumes if published else ():
        yield File(book_path(code, key), BOOK_TYPE)


def data(context: PageContext, path: str) -> Page:
    code, word, address = context.code, context.word, context.site.address
    published = context.site.published

    def examples(key: str, **values: str) -> list[tuple[str, Markup]]:
        def filled(example: str) -> Markup:
            return code_block(re.sub(r"\{(\w+)\}", lambda name: values[name[1]], example))

        return [(word(f"data.{where}"), filled(each)) for where, each in EXAMPLES[key].items()]

    some = next(iter(context.chronology.landmarks or context.chronology.entries.values()))
    shows = {
        "book": [
            (year_words(key, context.language) if key else word("book.whole"), book_path(code, key))
            for key in (published.volumes if published else ())
        ],
        "files": [
            {
                "id": key,
                "path": file.path,
                "title": word(f"exports.files.{key}.title"),
                "about": word(f"exports.files.{key}.about"),
                "examples": examples(key, file=address + file.path),
            }
            for key, file in zip(FILES, files(code, published), strict=False)
        ],
        "state": state_of_data(context),
        "citations": named_files(context.language, f"data/cite.{code}"),
        "examples_of_citations": examples("citations", address=address, language=code, id=some.id),
    }
    return context.page(path, "data", shows, (ENTRIES,))


def cite(context: PageContext, path: str) -> Page:
    """How to cite, with examples where it is known what is published."""
    published = context.site.published
    example = _examples(context, published) if published else None
    return context.page(path, "cite", {"example": example}, (ENTRIES,), "cite-page")


def _examples(context: PageContext, published: Publication) -> dict[str, Any] | None:
    """The landmark that was revised most often, its first revision, a source through it; the whole.

    Of several such landmarks it is the first in time. `command` prints the id of the content of the
    entry's `record`, which is `blob`.
    """
    chronology, language, numbers = context.chronology, context.language, count(1)
    entries = chronology.landmarks or [
        each for each in chronology.entries.values() if not each.record.withdrawn
    ]
    if not entries:
        return None
    histories = {id_: history.revisions for id_, history in context.site.histories.items()}
    entry = max(entries, key=lambda each: len(histories.get(each.id, ())))
    state, history = published.states[entry.path], context.site.histories.get(entry.id)

    def tabs(forms: Iterable[Citation]) -> Markup:
        return citation_tabs([Forms(language, [*forms])], numbers)

    work = cited_entry(entry, language, published)
    forms = citations(work, language)
    return {
        "entry": LinkView(entry.record.title[language.code], f"events/{entry.id}/"),
        "forms": tabs(forms),
        "files": named_files(language),
        "command": code_block(f"git hash-object {RECORD}"),
        "blob": code_block(state.blob),
        "record": published.below(work.address, language) + RECORD,
        "revision": revision_link(history, history.revisions[-1], language) if history else None,
        "revisions": len(history.revisions) if history else 1,
        "through": _through(entry, context, forms[0], tabs),
        "whole": tabs(
            each
            for each in citations(cited_whole(language, published, ""), language)
            if each.id not in NOT_OF_WHOLE
        ),
    }


def _through(
    entry: JoinedEntry,
    context: PageContext,
    citation: Citation,
    tabs: Callable[[Iterable[Citation]], Markup],
) -> dict[str, Any] | None:
    """A source of the entry, the first that has an address and a title, and how it is cited.

    `source` and `entry`, whose own form is `citation`, are how a text names them.
    """
    language = context.language
    sources = [context.chronology.sources[id_] for id_ in sorted(entry.record.named_sources)]
    whole = [each for each in sources if each.record.url and each.record.title]
    source = next(iter(whole or sources), None)
    if source is None:
        return None
    form = citations(source_work(source, language), language)[0]
    return {
        "link": LinkView(source.record.title_in[language.code], f"sources/{source.id}/"),
        "forms": tabs([form]),
        "source": in_text(form, language),
        "entry": in_text(citation, language),
    }


def form(context: PageContext, path: str) -> Page:
    """The form for a new entry, filled by its scripts (docs/theme/look/form/)."""
    mount = part("form", context.language, up="../../")
    parts = {"modules": ["form/main.js"], "styles": ["form.css"], "places": {"form": mount}}
    return context.page(path, "form", {}, hide=("navigation", "toc"), parts=parts)


def problems(context: PageContext, path: str) -> Page:
    """Every problem under an anchor with its code: lines with the mistake, and the message."""
    word, language = context.word, context.language
    sections = [
        {
            "name": name,
            "title": word(f"explained.sections.{name}.title"),
            "about": word(f"explained.sections.{name}.about"),
            "examples": [
                {
                    "code": found.code,
                    "lines": code_block(example.lines, "yaml") if example.lines else "",
                    "place": f"{found.path}:{found.line}:{found.column}",
                    "message": isolated(language.message(found), language),
                }
                for example in examples
                for found in [example.problem]
            ],
        }
        for name, examples in context.site.examples.items()
    ]
    return context.page(path, "problems", {"sections": sections}, words="explained")


def isolated(message: str, language: Language) -> Markup:
    """A message, escaped; code in it keeps its own direction among words of the other."""
    if language.direction == "ltr":
        return escape(message)
    return Markup("").join(
        Markup('<bdi dir="ltr">{}</bdi>').format(escape(part)) if number % 2 else keep_spaces(part)
        for number, part in enumerate(CODE.split(message))
    )
