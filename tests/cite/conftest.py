"""The real entries and sources, as they would be cited, with days and addresses made up."""

from __future__ import annotations

import datetime

import pytest

from scripts.cite.works import Work, entry_work, source_work
from scripts.i18n.language import Language
from scripts.records.files import blob_id
from scripts.records.load import Records
from scripts.timeline.git import State
from scripts.timeline.model import Chronology, join

from .tools import ROOT, SITE


@pytest.fixture(scope="session")
def english(languages: tuple[Language, ...]) -> Language:
    return next(each for each in languages if each.code == "en")


@pytest.fixture(scope="session")
def arabic(languages: tuple[Language, ...]) -> Language:
    return next(each for each in languages if each.code == "ar")


@pytest.fixture(scope="session")
def chronology(real_records: Records) -> Chronology:
    """The whole of the repository's records."""
    return join(real_records)


@pytest.fixture(scope="session")
def entries(chronology: Chronology, languages: tuple[Language, ...]) -> dict[str, list[Work]]:
    """Every entry as a work, in each language, by the language's code."""
    found: dict[str, list[Work]] = {each.code: [] for each in languages}
    first = datetime.date(2026, 1, 1)
    for number, entry in enumerate(chronology.entries.values()):
        blob = blob_id((ROOT / entry.path).read_bytes())
        last = first + datetime.timedelta(days=37 * number)
        state = State(blob, blob[:10], first=first, last=last)
        for language in languages:
            page = f"{SITE}{language.code}/events/{entry.id}/"
            work = entry_work(entry.id, entry.record, state, language, version="2026.11", page=page)
            found[language.code].append(work)
    return found


@pytest.fixture(scope="session")
def sources(chronology: Chronology, languages: tuple[Language, ...]) -> dict[str, list[Work]]:
    """Every source in the same way."""
    return {
        language.code: [source_work(source, language) for source in chronology.sources.values()]
        for language in languages
    }


@pytest.fixture(scope="session")
def works(entries: dict[str, list[Work]], sources: dict[str, list[Work]]) -> dict[str, list[Work]]:
    return {code: [*entries[code], *sources[code]] for code in entries}
