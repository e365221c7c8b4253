"""The files that citation managers import: one for each entry and source, one for all entries."""

from __future__ import annotations

from dataclasses import replace

from scripts.cite.formats import FORMATS
from scripts.cite.works import Work, source_work
from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.pages.citing import Publication, cited_entry
from scripts.timeline.model import Chronology, JoinedEntry


def citation_files(chronology: Chronology, published: Publication) -> dict[str, bytes]:
    """The files of every entry and source, of the sources of each entry, and of all entries.

    An id that was replaced by another keeps its files: they cite the entry that replaced it.
    """
    made: dict[str, bytes] = {}
    for language in published.languages:
        made |= _files_in(language, chronology, published)
    return made


def _files_in(
    language: Language, chronology: Chronology, published: Publication
) -> dict[str, bytes]:
    events, sources = f"{language.code}/events", f"{language.code}/sources"
    made: dict[str, bytes] = {}

    def add_entry(id_: str, entry: JoinedEntry, work: Work) -> None:
        made.update(_cite(f"{events}/{id_}", work))
        named = [f"{sources}/{each}" for each in sorted(entry.record.named_sources)]
        made.update(_merged(f"{events}/{id_}/sources", named, made))

    for id_, source in chronology.sources.items():
        made |= _cite(f"{sources}/{id_}", source_work(source, language))
    for id_, entry in chronology.entries.items():
        add_entry(id_, entry, cited_entry(entry, language, published))
    for id_, redirect in chronology.redirects.items():
        entry = chronology.entries[redirect.to]
        work = cited_entry(entry, language, published)
        day = day_words(redirect.on, language)
        note = language.word(f"citation.{redirect.because}", id=id_, day=day)
        add_entry(id_, entry, replace(work, notes=(*work.notes, note)))
    entries = [f"{events}/{id_}" for id_ in chronology.entries]
    return made | _merged(f"data/cite.{language.code}", entries, made)


def _cite(folder: str, work: Work) -> dict[str, bytes]:
    return {f"{folder}/cite{each.suffix}": each.file([work]) for each in FORMATS.values()}


def _merged(name: str, folders: list[str], files: dict[str, bytes]) -> dict[str, bytes]:
    """One file in every format of the works in `folders`, joined from their own `files`.

    Writing the works again would take several times as long.
    """
    return {
        f"{name}{each.suffix}": each.merged([files[f"{of}/cite{each.suffix}"] for of in folders])
        for each in FORMATS.values()
        if folders
    }
