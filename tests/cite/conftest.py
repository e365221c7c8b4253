"""The real entries and sources, as they would be cited, with days and addresses made up."""

from __future__ import annotations

import datetime

import pytest

from scripts.cite.facts import Cited, Edition, Told, cited, swhid
from scripts.cite.works import Work, entry_work, source_work
from scripts.i18n.dates import date_words
from scripts.i18n.language import Language, read_languages
from scripts.records.blobs import blob_id
from scripts.records.load import load
from scripts.timeline.join import join
from scripts.timeline.model import Chronology

from .tools import ROOT, SITE


@pytest.fixture(scope="session")
def languages() -> tuple[Language, ...]:
    """The languages of the site, by code."""
    return read_languages()


@pytest.fixture(scope="session")
def chronology(languages: tuple[Language, ...]) -> Chronology:
    """The whole of the repository's records."""
    records, problems = load(ROOT, tuple(each.code for each in languages))
    assert problems == []
    return join(records)


@pytest.fixture(scope="session")
def entries(
    chronology: Chronology, languages: tuple[Language, ...]
) -> dict[str, list[tuple[Cited, Language]]]:
    """Every entry as it is cited, in each language, by the language's code."""
    found: dict[str, list[tuple[Cited, Language]]] = {}
    for number, entry in enumerate(chronology.entries.values()):
        blob = blob_id((ROOT / entry.path).read_bytes())
        for language in languages:
            code = language.code
            address = f"{SITE}{code}/events/{entry.id}/"
            edition = Edition(
                id=entry.id,
                version="2026.11",
                issued=datetime.date(2026, 1, 1) + datetime.timedelta(days=37 * number),
                created=datetime.date(2026, 1, 1),
                address=address,
                pinned=f"{address}{blob[:10]}/",
                swhid=swhid(blob),
            )
            told = Told(
                entry.record.title[code],
                entry.record.date.text,
                date_words(entry.record.date, language),
                entry.record.summary[code],
            )
            found.setdefault(code, []).append((cited(told, language, edition), language))
    return found


@pytest.fixture(scope="session")
def works(
    chronology: Chronology,
    languages: tuple[Language, ...],
    entries: dict[str, list[tuple[Cited, Language]]],
) -> dict[str, list[Work]]:
    """Every entry and every source as a work, in each language, by the language's code."""
    return {
        language.code: [
            *(entry_work(each) for each, _ in entries[language.code]),
            *(
                source_work(
                    source.id,
                    source.record,
                    language,
                    date_words(source.record.published, language)
                    if source.record.published
                    else "",
                )
                for source in chronology.sources.values()
            ),
        ]
        for language in languages
    }
