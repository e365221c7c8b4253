"""What a citation says: the date of the event in the title, the date of the revision beside it."""

from __future__ import annotations

import datetime
import re
import subprocess
from dataclasses import replace

import pytest

from scripts.cite.facts import Cited, Edition, Told, cited, dated, swhid
from scripts.cite.works import entry_work
from scripts.i18n.language import Language
from scripts.records.blobs import blob_id
from scripts.timeline.model import Chronology

from .tools import ROOT

EDITION = Edition(
    id="netanyahu-visit",
    version="2026.11",
    issued=datetime.date(2026, 11, 21),
    created=datetime.date(2026, 1, 3),
    address="https://example.org/en/events/netanyahu-visit/",
    pinned="https://example.org/en/events/netanyahu-visit/0123456789/",
    swhid=f"swh:1:cnt:{'3f' * 20}",
)


def in_english(languages: tuple[Language, ...]) -> Language:
    return next(each for each in languages if each.code == "en")


def test_cited(languages: tuple[Language, ...]) -> None:
    """Every fact has its place, and nothing is lost or made up."""
    told = Told("Netanyahu visits Astana", "2016-12-14", "14 December 2016", "He came.")
    assert cited(told, in_english(languages), EDITION) == Cited(
        key="kit-netanyahu-visit",
        name="Netanyahu visits Astana",
        title="Netanyahu visits Astana (14 December 2016)",
        author="Kazakhstan–Israel Timeline",
        container="Kazakhstan–Israel Timeline",
        version="2026.11",
        issued=EDITION.issued,
        created=EDITION.created,
        address=EDITION.address,
        pinned=EDITION.pinned,
        swhid=EDITION.swhid,
        language="en",
        abstract="He came.",
        event="2016-12-14",
    )


def test_withdrawn(languages: tuple[Language, ...]) -> None:
    """The title says that the entry was withdrawn, a note when and why; no colon in the title."""
    told = Told("T", "2016", "2016", "S", withdrawn="2 May 2027", why="It did not happen.")
    made = cited(told, in_english(languages), EDITION)
    assert made.title == "T (2016) [withdrawn]"
    assert made.note == "Withdrawn on 2 May 2027: It did not happen."
    assert entry_work(made).notes == (made.note,)
    assert all(":" not in cited(told, each, EDITION).title for each in languages)


def test_a_work_is_pinned(languages: tuple[Language, ...]) -> None:
    """Files give the address of the revision and the day of issue, never that of the event."""
    told = Told("T", "2016-12-14", "14 December 2016", "S")
    work = entry_work(cited(told, in_english(languages), EDITION))
    assert work.address == EDITION.pinned
    assert work.issued is not None
    assert work.issued.text == "2026-11-21"
    undated = entry_work(cited(told, in_english(languages), replace(EDITION, issued=None)))
    assert (undated.issued, undated.when) == (None, "")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("14 December 2016", "Title (14 December 2016)"),
        ("December 1991 (uncertain)", "Title (December 1991 [uncertain])"),
        ("since 2013", "Title (since 2013)"),
    ],
)
def test_titles_are_dated(when: str, expected: str, languages: tuple[Language, ...]) -> None:
    """Parentheses within the parentheses become brackets."""
    assert dated("Title", when, in_english(languages)) == expected


def test_titles_of_all_entries(entries: dict[str, list[tuple[Cited, Language]]]) -> None:
    """Each ends in its date, in one pair of parentheses, and keeps its name before it."""
    for each, language in [case for found in entries.values() for case in found]:
        assert re.fullmatch(r".* \([^()]+\)", each.title)
        assert each.title.startswith(f"{each.name} (")
        assert each.language == language.code


@pytest.mark.usefixtures("nobodys_git")
def test_swhid_is_gits(chronology: Chronology) -> None:
    """The id is the one that git gives to the bytes, whatever they are."""
    paths = [entry.path for entry in chronology.entries.values()]
    done = subprocess.run(
        ["git", "hash-object", "--no-filters", *paths],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    made = [swhid(blob_id((ROOT / path).read_bytes())) for path in paths]
    assert made == [f"swh:1:cnt:{line}" for line in done.stdout.split()]
    assert len(set(made)) == len(made) > 12
