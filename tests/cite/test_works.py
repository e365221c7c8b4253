"""An entry as a work: the date of the event in its title, that of the revision; Robust Links."""

from __future__ import annotations

import datetime
import re
import subprocess
from dataclasses import replace

import pytest
from making import entry, located, source, text

from scripts.cite.jsonld import source_node
from scripts.cite.text import dated, swhid
from scripts.cite.wikitext import wikitext
from scripts.cite.works import Name, Work, entry_work, robust_link, source_work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.records.files import blob_id
from scripts.records.model import Entry
from scripts.timeline.git import State
from scripts.timeline.model import Chronology

from .tools import ROOT

PAGE = "https://example.org/en/events/netanyahu-visit/"
STATE = State(
    blob="3f" * 20,
    revision="0123456789",
    first=datetime.date(2026, 1, 3),
    last=datetime.date(2026, 11, 21),
)


def made(record: Entry, language: Language, state: State = STATE) -> Work:
    return entry_work("netanyahu-visit", record, state, language, version="2026.11", page=PAGE)


def test_an_entry_as_a_work(english: Language) -> None:
    """Every fact has its place, and nothing is lost or made up.

    The work has the address of the revision and its day, never that of the event.
    """
    record = entry("2016-12-14", title=text("Netanyahu visits Astana"), summary=text("He came."))
    site = english.word("home.title")
    assert made(record, english) == Work(
        key="kit-netanyahu-visit-en",
        title=f"{record.title['en']} (14 December 2016)",
        language="en",
        authors=(Name(literal=site),),
        container=site,
        issued=Edtf.parse("2026-11-21"),
        when="21 November 2026",
        address=f"{PAGE}0123456789/",
        version="2026.11",
        swhid=f"swh:1:cnt:{'3f' * 20}",
        abstract=record.summary["en"],
        page=PAGE,
        name=record.title["en"],
        event=Edtf.parse("2016-12-14"),
        created=datetime.date(2026, 1, 3),
    )


def test_an_entry_without_history(english: Language) -> None:
    """No day, and the address of the entry where the revision has no page."""
    state = replace(STATE, first=None, last=None, revision="")
    work = made(entry("2016"), english, state)
    assert (work.issued, work.when, work.created, work.address) == (None, "", None, PAGE)


def test_withdrawn(english: Language, languages: tuple[Language, ...]) -> None:
    """The title says that the entry was withdrawn, a note when and why; no colon in the title."""
    withdrawn = {"date": "2027-05-02", "why": text("It did not happen.")}
    record = entry("2016", title=text("T"), withdrawn=withdrawn)
    work = made(record, english)
    assert work.title == f"{record.title['en']} (2016) [withdrawn]"
    assert record.withdrawn is not None
    assert work.notes == (f"Withdrawn on 2 May 2027: {record.withdrawn.why['en']}",)
    assert all(":" not in made(record, each).title for each in languages)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("14 December 2016", "Title (14 December 2016)"),
        ("December 1991 (uncertain)", "Title (December 1991 [uncertain])"),
        ("since 2013", "Title (since 2013)"),
    ],
)
def test_titles_are_dated(when: str, expected: str, english: Language) -> None:
    """Parentheses within the parentheses become brackets."""
    assert dated("Title", when, english) == expected


def test_titles_of_all_entries(entries: dict[str, list[Work]], language: Language) -> None:
    """Each ends in its date, in one pair of parentheses, and keeps its name before it."""
    for each in entries[language.code]:
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


ORIGINAL = "http://www.example.org/a.html"
WAYBACK = f"https://web.archive.org/web/20061006230723/{ORIGINAL}"


@pytest.mark.parametrize(
    ("address", "archived", "original", "day"),
    [
        (None, None, "", ""),
        (ORIGINAL, None, "", ""),
        ("https://example.org/b", WAYBACK, "https://example.org/b", "2006-10-06"),
        (None, WAYBACK, ORIGINAL, "2006-10-06"),
        (ORIGINAL, WAYBACK.replace("/http", "if_/http"), ORIGINAL, "2006-10-06"),
        (ORIGINAL, WAYBACK.replace("1006", "1399"), ORIGINAL, ""),
        (ORIGINAL, "https://archive.example/20061006/x", ORIGINAL, ""),
        (None, "https://archive.example/x", "", ""),
    ],
)
def test_attributes(address: str | None, archived: str | None, original: str, day: str) -> None:
    """All three where they are known, in this order; no day that is none."""
    names = ("data-originalurl", "data-versiondate", "data-versionurl")
    found = zip(names, (original, day, archived), strict=True)
    known = [(name, value) for name, value in found if value]
    assert [*robust_link(address, archived).items()] == known


def test_the_real_sources(chronology: Chronology) -> None:
    """Every source with an archived copy at the Wayback Machine gets its day."""
    records = [each.record for each in chronology.sources.values() if each.record.archived_url]
    for record in records:
        made = robust_link(record.url, record.archived_url)
        assert made["data-versionurl"] == record.archived_url
        assert ("data-versiondate" in made) == ("web.archive.org" in record.archived_url)
    assert records


OWN = "https://post.example.org/telegram"
COPY = f"https://web.archive.org/web/20191230120000/{OWN}"


@pytest.mark.parametrize(
    ("status", "address", "original", "notes"),
    [
        ((), OWN, "", [f"Archived copy at {COPY}"]),
        (
            ("gone",),
            COPY,
            OWN,
            ["no longer at its address (20 February 2020)", f"Formerly at {OWN}"],
        ),
        (
            ("retracted", "paywall"),
            OWN,
            "",
            [
                "retracted (20 February 2020)",
                "behind a paywall (20 February 2020)",
                f"Archived copy at {COPY}",
            ],
        ),
    ],
)
def test_what_became_of_a_source(
    status: tuple[str, ...], address: str, original: str, notes: list[str], english: Language
) -> None:
    """A citation says it; where the source is gone, its address is that of the copy."""
    became = [{"what": each, "date": "2020-02-20"} for each in status]
    record = source(url=OWN, archived_url=COPY, status=became)
    work = source_work(located(record, "telegram", "seeds/telegram.yml"), english)
    assert (work.address, work.original, [*work.notes]) == (address, original, notes)
    assert work.retracted == ("2020" if "retracted" in status else "")
    node = source_node(work)
    assert (node["url"], node["archivedAt"]) == (address, COPY)
    assert node.get("creativeWorkStatus") == ("Retracted" if work.retracted else None)
    # The templates of Wikipedia put the copy first by themselves, and ask for both.
    template = "".join(
        each.text for each in wikitext(work, english.facts["citation"]["wikipedia"], ())
    )
    assert f"|url={OWN} " in template
    assert f"|archive-url={COPY} |archive-date=2019-12-30" in template
    assert f"|url-status={'dead' if 'gone' in status else 'live'}" in template


def test_a_source_that_is_gone_without_a_copy(english: Language) -> None:
    """Its address stays: it is all that there is."""
    record = source(url=OWN, status=[{"what": "gone", "date": "2020-02-20"}])
    work = source_work(located(record, "telegram", "seeds/telegram.yml"), english)
    assert (work.address, work.original) == (OWN, "")
