"""The files that citation managers import: beside every entry and source, and of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from scripts.cite.formats import FORMATS
from scripts.cite.works import Work, entry_work
from scripts.contents import Group
from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.memory import Recall, fresh
from scripts.pages.citing import Publication, cited_entry, work_of
from scripts.records.model import Redirect
from scripts.timeline.model import Chronology, JoinedEntry

Files = dict[str, bytes]
"""Contents by path below the site's root."""

OfEntry = tuple[Files, tuple[bytes, ...]]
"""The files of an entry, and those among them that hold it alone, by language and format."""


def citation_files(
    chronology: Chronology, published: Publication, recall: Recall = fresh
) -> Iterator[Group]:
    """The files of every entry and source, those of each together, and those of the whole.

    An id that gave way to another keeps its files: they hold the entry that stands for it now.
    `recall` is asked for the files of each of them.
    """
    maker = _Maker(chronology, published)
    for id_ in chronology.sources:
        made = recall(("citations", "source", id_), partial(maker.of_source, id_))
        maker.of_sources[id_] = made
        yield made
    entries: list[tuple[bytes, ...]] = []
    for id_ in chronology.entries:
        made, alone = recall(("citations", "entry", id_), partial(maker.of_entry, id_))
        entries.append(alone)
        yield made
    for id_ in chronology.redirects:
        made, _ = recall(("citations", "redirect", id_), partial(maker.of_redirect, id_))
        yield made
    names = [(language, each) for language in published.languages for each in FORMATS.values()]
    yield {
        f"data/cite.{language.code}{each.suffix}": each.merged(files)
        for (language, each), files in zip(names, zip(*entries, strict=True), strict=False)
    }


class _Maker:
    """Makes the files of one record, in every language and format."""

    def __init__(self, chronology: Chronology, published: Publication) -> None:
        """Of the records of `chronology`, in their states; those of the sources come first."""
        self.chronology, self.published = chronology, published
        self.of_sources: dict[str, Files] = {}

    def of_source(self, id_: str) -> Files:
        """Those of a source."""
        source = self.chronology.sources[id_]
        made: Files = {}
        for language in self.published.languages:
            place = _place(language, "sources", id_)
            made |= _files(f"{place}/cite", work_of(source, language))
        return made

    def of_entry(self, id_: str) -> OfEntry:
        """Those of an entry: of itself, and of the sources that it names."""
        return self._of_entry(id_, self.chronology.entries[id_])

    def of_redirect(self, id_: str) -> OfEntry:
        """Those under an id that gave way to another, with a note on that."""
        redirect = self.chronology.redirects[id_]
        return self._of_entry(id_, self.chronology.entries[redirect.to], redirect)

    def _of_entry(self, id_: str, entry: JoinedEntry, redirect: Redirect | None = None) -> OfEntry:
        # Read here as well, so that a memory knows on which sources these files depend.
        sources = [self.chronology.sources[each].id for each in sorted(entry.record.named_sources)]
        made: Files = {}
        alone: list[bytes] = []
        for language in self.published.languages:
            work = entry_work(cited_entry(entry, language, self.published))
            if redirect:
                day = day_words(redirect.on, language)
                note = language.word(f"citation.{redirect.because}", id=id_, day=day)
                work = replace(work, notes=(*work.notes, note))
            place = _place(language, "events", id_)
            own = _files(f"{place}/cite", work)
            alone += own.values()
            made |= own
            names = [(source, _place(language, "sources", source)) for source in sources]
            for each in FORMATS.values() if sources else ():
                files = [self.of_sources[id_][f"{name}/cite{each.suffix}"] for id_, name in names]
                made[f"{place}/sources{each.suffix}"] = b"".join(each.merged(files))
        return made, tuple(alone)


def _place(language: Language, family: str, id_: str) -> str:
    return f"{language.code}/{family}/{id_}"


def _files(path: str, work: Work) -> Files:
    """The work in every format: one file each, named `path` and the end of the format's names."""
    return {f"{path}{each.suffix}": each.file([work]) for each in FORMATS.values()}
