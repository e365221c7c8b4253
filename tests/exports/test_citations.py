"""The files for citation managers: which there are, and that each holds what it should."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scripts.cite.formats import FORMATS
from scripts.cite.works import source_work
from scripts.exports.citations import citation_file, citation_files
from scripts.i18n.language import Language
from scripts.pages.citing import Publication, cited_entry
from scripts.pages.whole import cited_whole
from scripts.timeline.model import Chronology

from .tools import publication_of


@pytest.fixture(scope="module")
def published(toy: Chronology) -> Publication:
    """The toy, of whose records only some have days."""
    return publication_of(toy)


def test_every_file_holds_its_works(
    toy: Chronology, languages: tuple[Language, ...], published: Publication
) -> None:
    """Beside each entry and source, of the sources of each entry, and of all entries."""
    expected: dict[str, bytes] = {}
    for language in languages:
        code = language.code
        sources = {id_: source_work(each, language) for id_, each in toy.sources.items()}
        works = {id_: cited_entry(each, language, published) for id_, each in toy.entries.items()}
        held = {f"data/cite.{code}": [*works.values()]}
        held |= {f"{code}/sources/{id_}/cite": [work] for id_, work in sources.items()}
        for id_, entry in toy.entries.items():
            held[f"{code}/events/{id_}/cite"] = [works[id_]]
            if named := sorted(entry.record.named_sources):
                held[f"{code}/events/{id_}/sources"] = [sources[each] for each in named]
        whole = cited_whole(language, published, "data/")
        held[f"{code}/data/cite"] = [whole]
        expected |= {
            f"{path}{each.suffix}": each.file(held_works)
            for path, held_works in held.items()
            for each in FORMATS.values()
        }
        expected[f"{code}/data/CITATION.cff"] = citation_file(whole, language, published)
    assert citation_files(replace(toy, redirects={}), published) == expected


def test_an_old_id_keeps_its_files(
    toy: Chronology, language: Language, published: Publication
) -> None:
    """They cite the entry that replaced it, with a note; its old key works in BibLaTeX."""
    made = citation_files(toy, published)
    assert toy.redirects
    for id_, redirect in toy.redirects.items():
        old, new = f"{language.code}/events/{id_}", f"{language.code}/events/{redirect.to}"
        for each in FORMATS.values():
            assert made.get(f"{old}/sources{each.suffix}") == made.get(
                f"{new}/sources{each.suffix}"
            )
        assert id_.encode() in made[f"{old}/cite.ris"]
        for place in (f"{old}/cite", f"{new}/cite", f"data/cite.{language.code}"):
            text = made[f"{place}.bib"].decode()
            former = re.findall(r"  ids = \{(.*)\},", text.partition(f"kit-{redirect.to}-")[2])
            assert f"kit-{id_}-{language.code}" in former[0].split(", ")
        assert made[f"{old}/cite.ris"].startswith(made[f"{new}/cite.ris"].partition(b"N1  -")[0])


def test_without_entries_there_is_no_file_of_all(toy: Chronology, published: Publication) -> None:
    made = citation_files(replace(toy, entries={}, redirects={}), published)
    assert not [path for path in made if path.startswith("data/")]
