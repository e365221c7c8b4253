"""The files that citation managers import: one for each entry and source, one for all entries."""

from __future__ import annotations

from dataclasses import replace

from scripts.cite.formats import FORMATS
from scripts.cite.works import Work, key_of, source_work
from scripts.i18n.dates import day_words
from scripts.pages.citing import Publication, cited_entry
from scripts.timeline.model import Chronology


def citation_files(chronology: Chronology, published: Publication) -> dict[str, bytes]:
    """The files of every entry and source, of the sources of each entry, and of all entries.

    An id that was replaced by another keeps its files: they cite the entry that replaced it.
    """
    made: dict[str, bytes] = {}
    for language in published.languages:
        events, sources = f"{language.code}/events", f"{language.code}/sources"
        entries = chronology.entries
        works = {id_: cited_entry(entry, language, published) for id_, entry in entries.items()}
        for id_, each in chronology.redirects.items():
            keys = (*works[each.to].former_keys, key_of(id_, language))
            works[each.to] = replace(works[each.to], former_keys=keys)
        for id_, source in chronology.sources.items():
            made |= _cite(f"{sources}/{id_}", source_work(source, language))
        for id_, entry in [
            *entries.items(),
            *((id_, entries[each.to]) for id_, each in chronology.redirects.items()),
        ]:
            work = works[entry.id]
            if redirect := chronology.redirects.get(id_):
                day = day_words(redirect.date, language)
                note = language.word(f"citation.{redirect.because}", id=id_, day=day)
                work = replace(work, notes=(*work.notes, note))
            made |= _cite(f"{events}/{id_}", work)
            named = [f"{sources}/{each}" for each in sorted(entry.record.named_sources)]
            made |= _merged(f"{events}/{id_}/sources", named, made)
        made |= _merged(f"data/cite.{language.code}", [f"{events}/{id_}" for id_ in entries], made)
    return made


def _cite(folder: str, work: Work) -> dict[str, bytes]:
    return {f"{folder}/cite{each.suffix}": each.file([work]) for each in FORMATS.values()}


def _merged(name: str, folders: list[str], files: dict[str, bytes]) -> dict[str, bytes]:
    """One file in every format, joined from the `files` in `folders`, formatted already."""
    return {
        f"{name}{each.suffix}": each.merged([files[f"{of}/cite{each.suffix}"] for of in folders])
        for each in FORMATS.values()
        if folders
    }
