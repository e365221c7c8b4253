"""The files that citation managers import: one for each entry and source, for all, for the whole.

That of the whole is also a CITATION.cff (Citation File Format 1.2.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import yaml

from scripts.cite.formats import FORMATS
from scripts.cite.works import Work, key_of, source_work
from scripts.exports.part import LICENCE
from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.pages.citing import RECORD, Publication, cited_entry
from scripts.pages.revisions import RevisionPage
from scripts.pages.whole import cited_whole
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
        whole = cited_whole(language, published, "data/")
        made |= _cite(f"{language.code}/data", whole)
        made[f"{language.code}/data/CITATION.cff"] = citation_file(whole, language, published)
        made |= _merged(f"data/cite.{language.code}", [f"{events}/{id_}" for id_ in entries], made)
    return made


def citation_file(work: Work, language: Language, published: Publication) -> bytes:
    """The CITATION.cff of the whole in its published state; its day is that of the commit."""
    site, commit = published.page(language), published.commit
    facts = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": language.word("data.cite-message"),
        "title": work.title,
        "authors": [{"name": work.title, "website": site}],
        "abstract": language.word("home.description"),
        "version": work.version,
        "date-released": commit.day if commit else None,
        "commit": commit.id if commit else None,
        "license": LICENCE[0],
        "url": work.address,
        "repository-code": published.repository,
        "identifiers": [{"type": "swh", "value": work.swhid}] if work.swhid else None,
    }
    known = {name: fact for name, fact in facts.items() if fact}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=100).encode()


def revision_files(
    revisions: Iterable[RevisionPage], records: Mapping[str, bytes], published: Publication
) -> dict[str, bytes]:
    """The files beside the pages of revisions: its citations, and the record as it was.

    `records` are the contents of files by the ids of their blobs.
    """
    made: dict[str, bytes] = {}
    for page in revisions:
        language = page.context.language
        folder = f"{language.code}/{page.address}".rstrip("/")
        if work := page.work(language, published):
            made |= _cite(folder, work)
        made[f"{folder}/{RECORD}"] = records[page.blob]
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
