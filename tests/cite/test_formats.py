"""Every file of citations gives its fields back to pandoc and to a second reader of each format."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import making
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry
from pylatexenc.latex2text import LatexNodes2Text

from scripts.cite.bibtex import LANGUAGES, biblatex, classic_bibtex
from scripts.cite.formats import FORMATS, csl_json, item
from scripts.cite.genres import GENRES
from scripts.cite.ris import ris
from scripts.cite.works import Name, Work, source_work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.records.load import Located
from scripts.records.source import Genre, Source

from .tools import PAPER, alike, bibliography, items, plain, raised, with_fixed_date

Works = dict[str, list[Work]]

PARTS = ("given", "dropping-particle", "non-dropping-particle", "family")
"""The parts of a name that a reader may make of it."""

READ_BY_PANDOC = {
    # RIS has no type for a page of the web that pandoc knows by another name.
    "ris": {"webpage": "misc", "post": "misc"},
    # BibLaTeX has none for a post, and Zotero reads none for data.
    "biblatex": {"post": "webpage", "dataset": ""},
    "csljson": {},
}


@pytest.fixture
def listed(language: Language, works: Works) -> list[Work]:
    """Every work, in one language after the other."""
    return works[language.code]


def bibtex_entries(text: str) -> dict[str, Entry]:
    """What bibtexparser reads by key, failures being errors."""
    library = parse_string(text)
    assert library.failed_blocks == []
    return {entry.key: entry for entry in library.entries}


def untexed(value: str) -> str:
    """The text behind TeX's commands, as pylatexenc has it."""
    # Its own choice for the ASCII circumflex is another character.
    return plain(str(LatexNodes2Text().latex_to_text(value)).replace("ˆ", "^"))


def names(item: dict[str, Any]) -> list[str]:
    return [
        plain(each.get("literal") or " ".join(filter(None, (each.get(part) for part in PARTS))))
        for each in item.get("author", [])
    ]


def named(work: Work) -> list[str]:
    return [
        plain(each.literal or " ".join(filter(None, (each.given, each.family))))
        for each in work.authors
    ]


def start(date: Edtf | None) -> list[int]:
    point = date.start if date else None
    return [part for part in (point.year, point.month, point.day) if part] if point else []


@pytest.mark.parametrize(
    ("reader", "written"), [("csljson", csl_json), ("biblatex", biblatex), ("ris", ris)]
)
def test_pandoc_reads_it_back(
    reader: str, written: Callable[[list[Work]], str], listed: list[Work]
) -> None:
    """Every field comes back from every format; the date of issue, never that of the event."""
    read = items(reader, written(listed))
    assert set(read) == {work.key for work in listed}
    for work in listed:
        found, expected = read[work.key], item(work)
        types = READ_BY_PANDOC[reader]
        assert found["type"] == types.get(expected["type"], expected["type"])
        assert raised(plain(found["title"])) == raised(plain(work.title))
        assert names(found) == named(work)
        container = found.get("container-title") or found.get("publisher", "")
        assert plain(container) == plain(work.container or work.publisher)
        assert found.get("URL", "") == work.address
        assert found["language"].startswith(work.language) or reader == "biblatex"
        assert plain(found.get("abstract", "")) == plain(work.abstract)
        issued = found.get("issued", {})
        # Pandoc takes no more than the year from RIS, and neither day of access nor version.
        numbers = start(work.issued)[: 1 if reader == "ris" else 3]
        assert issued.get("date-parts", [[]])[0] == numbers
        if reader != "ris":
            assert ("circa" in issued) >= bool(work.issued and work.issued.approximate)
            accessed = work.accessed
            days = [accessed.year, accessed.month, accessed.day] if accessed else []
            assert found.get("accessed", {}).get("date-parts", [[]])[0] == days
            assert found.get("version", "") == work.version
            assert work.swhid in (found.get("note", ""), found.get("swhid", ""))
            assert "event-date" not in found


def test_bibtexparser_reads_it_back(listed: list[Work]) -> None:
    """A second reader finds the same fields, and TeX's commands give the same text."""
    read = bibtex_entries(biblatex(listed))
    assert list(read) == [work.key for work in listed]
    for work in listed:
        row = work.row
        found = {name: field.value for name, field in read[work.key].fields_dict.items()}
        assert read[work.key].entry_type == row.biblatex
        assert untexed(found["title"]) == plain(work.title)
        assert untexed(found.get(row.biblatex_container, "")) == plain(work.container)
        assert untexed(found.get(row.biblatex_publisher, "")) == plain(work.publisher)
        assert found.get("url", "") == work.address
        assert found.get("date", "") == (work.issued.text if work.issued else "")
        assert found.get("version", "") == work.version
        assert found.get("urldate", "") == (work.accessed.isoformat() if work.accessed else "")
        assert found["langid"] == found["language"] == LANGUAGES[work.language]
        assert untexed(found.get("abstract", "")) == plain(work.abstract)
        note = untexed(found.get("note", ""))
        assert all(plain(each) in note for each in (work.swhid, *work.notes))
        authors = [untexed(each) for each in re.split(" and ", found.get("author", "")) if each]
        assert authors == [
            plain(each.literal or ", ".join(filter(None, (each.family, each.given))))
            for each in work.authors
        ]


@pytest.mark.parametrize(
    ("code", "name"), [("ar", "arabic"), ("fa", "persian"), ("sl", "slovenian")]
)
def test_languages_have_the_names_of_babel(code: str, name: str) -> None:
    assert LANGUAGES[code] == name


def test_rispy_reads_it_back(listed: list[Work]) -> None:
    read = {each["id"]: each for each in rispy.loads(ris(listed))}
    assert list(read) == [work.key for work in listed]
    for work in listed:
        found = read[work.key]
        assert found["title"] == work.title
        assert found.get("secondary_title", found.get("publisher", "")) == (
            work.container or work.publisher
        )
        assert found.get("urls", []) == ([work.address] if work.address else [])
        assert found["language"] == work.language
        assert found.get("abstract", "") == work.abstract
        assert found.get("access_date", "") == (
            f"{work.accessed:%Y/%m/%d}/" if work.accessed else ""
        )
        date = found.get("date", "").split("/", 3)
        assert [int(part) for part in date[:3] if part] == start(work.issued)
        notes = "\n".join(found.get("notes", []))
        assert all(each in notes for each in (work.version, work.swhid, *work.notes))
        assert found.get("authors", []) == [
            f"{each.literal or each.family}, {each.given}".rstrip(" ") for each in work.authors
        ]


def test_ris_is_ris(listed: list[Work]) -> None:
    """CR LF, UTF-8, a tag on each line, nothing but TY and ER round a record."""
    data = FORMATS["ris"].file(listed)
    assert data.count(b"\n") == data.count(b"\r\n")
    records = data.decode().strip("\r\n").split("\r\n\r\n")
    assert len(records) == len(listed)
    for record in records:
        lines = record.split("\r\n")
        assert lines[0].startswith("TY  - ")
        assert lines[-1] == "ER  - "
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)


def test_keys_are_ascii(listed: list[Work]) -> None:
    """Old programs know no others; and no two works share one."""
    made = [work.key for work in listed]
    assert all(re.fullmatch(f"kit-[a-z0-9-]+-{listed[0].key[-2:]}", key) for key in made)
    assert len(set(made)) == len(made)


def test_classic_bibtex(listed: list[Work]) -> None:
    """Every work as `@misc`, which needs no BibLaTeX; read back by both readers."""
    text = classic_bibtex(listed)
    read = bibtex_entries(text)
    assert list(read) == [work.key for work in listed]
    by_pandoc = items("bibtex", text)
    for work, found in zip(listed, read.values(), strict=True):
        assert found.entry_type == "misc"
        assert untexed(found["title"]) == plain(work.title)
        assert raised(plain(by_pandoc[work.key]["title"])) == raised(plain(work.title))
        howpublished, url, note = (
            str(found[name]) if name in found.fields_dict else ""
            for name in ("howpublished", "url", "note")
        )
        assert (work.container or work.publisher) in untexed(howpublished)
        assert work.version in howpublished
        assert url == work.address
        assert work.swhid in note
        # Without an author natbib prints the beginning of the key.
        publisher = plain(work.container or work.publisher)
        assert names(by_pandoc[work.key]) == (named(work) or [publisher] * bool(publisher))
        assert ("author" in found.fields_dict) != ("key" in found.fields_dict)
        if work.version:
            assert work.issued
            assert f"{found['year']}-{int(found['month']):02}" == work.issued.text[:7]
            assert not found["month"].startswith("0")
            assert found["note"] == f"{work.issued.text}; {work.swhid}"


WORK = replace(PAPER, key="kit-x", issued=None)
CIRCA = {"circa": True}


@pytest.mark.parametrize(
    ("text", "when", "csl", "in_ris", "classic"),
    [
        ("1992", "1992", {"date-parts": [[1992]]}, "1992///", "1992"),
        ("1992-04", "April 1992", {"date-parts": [[1992, 4]]}, "1992/04//", "1992"),
        ("2014-01-20", "20 January 2014", {"date-parts": [[2014, 1, 20]]}, "2014/01/20/", "2014"),
        (
            "1991-12?",
            "Dec. 1991?",
            {"date-parts": [[1991, 12]], **CIRCA},
            "1991/12//Dec. 1991?",
            "",
        ),
        ("1930~", "c. 1930", {"date-parts": [[1930]], **CIRCA}, "1930///c. 1930", ""),
        (
            "2022-01-02/2022-01-19",
            "2–19 January 2022",
            {"date-parts": [[2022, 1, 2], [2022, 1, 19]]},
            "2022/01/02/2–19 January 2022",
            "",
        ),
        ("2013/..", "since 2013", {"literal": "since 2013"}, "2013///since 2013", ""),
        ("199X", "the 1990s", {"literal": "the 1990s"}, "", ""),
        ("14XX", "15th century", {"literal": "15th century"}, "", ""),
        ("../1995", "until 1995", {"literal": "until 1995"}, "", ""),
        (
            "1995-21",
            "spring 1995",
            {"date-parts": [[1995]], "season": 1},
            "1995///spring 1995",
            "",
        ),
        ("1995-22/1996", "from summer", {"literal": "from summer"}, "1995///from summer", ""),
        ("18XX/19XX", "both centuries", {"literal": "both centuries"}, "", ""),
        ("[1991..1993]", "between them", {"literal": "between them"}, "", ""),
    ],
)
def test_dates(text: str, when: str, csl: object, in_ris: str, classic: str) -> None:
    """Each format has as much of a date as it can hold, never more than is known; else words."""
    work = replace(WORK, issued=Edtf.parse(text), when=when)
    assert item(work)["issued"] == csl
    # BibLaTeX reads no sets.
    dated = f"  year = {{{when}}},\n" if text.startswith("[") else f"  date = {{{text}}},\n"
    assert dated in biblatex([work])
    assert f"  year = {{{classic or when}}},\n" in classic_bibtex([work])
    read = rispy.loads(ris([work]))[0]
    assert read.get("date", "") == in_ris
    assert read.get("year", "") == in_ris[:4]
    assert (when in read.get("notes", [])) != bool(in_ris)


def test_no_date() -> None:
    assert "issued" not in item(WORK)
    assert "date" not in biblatex([WORK])
    assert not {"date", "year"} & set(rispy.loads(ris([WORK]))[0])


def source(**given: object) -> Located[Source]:
    title = {"en": "A text", "ar": "نص"}
    value = {"title_in": title, "language": "he", "seen_on": "2026-11-21", **given}
    return making.located(making.source(**value), "x", "x.yml")


def test_what_a_work_lacks_leaves_nothing() -> None:
    """Of a title alone, each BibTeX has a title alone: no empty version, day, language or kind."""
    bare = Work(key="x", genre=Genre.WEB_PAGE, title="A title", language="tlh")
    classic, full = (make([bare]) for make in (classic_bibtex, biblatex))
    assert classic == (
        "@misc{x,\n  key = {{A title}},\n  title = {{A title}},\n  language = {tlh},\n}\n"
    )
    assert full == "@online{x,\n  title = {{A title}},\n  language = {tlh},\n}\n"
    of_a_paper = biblatex([replace(bare, genre=Genre.NEWS)])
    assert "entrysubtype = {newspaper}" in of_a_paper
    monthly = replace(bare, issued=Edtf.parse("2014-01"), version="2026.11", container="Site")
    assert "  howpublished = {{Site, version 2026.11}},\n  year = {2014},\n  month = {1},\n" in (
        classic_bibtex([monthly])
    )
    assert "note" not in classic_bibtex([monthly])


def test_a_source_without_a_title(languages: tuple[Language, ...]) -> None:
    """It has a description in brackets, else its own title. No address, no day of access."""
    made = {each.code: source_work(source(), each).title for each in languages}
    assert made == {"ar": "[نص]", "en": "[A text]"}
    assert source_work(source(), languages[0]).accessed is None
    bare = source_work(source(), languages[0])
    assert (bare.container, bare.issued, bare.genre) == ("", None, Genre.NEWS)
    titled = source(title="כותרת")
    assert {source_work(titled, each).title for each in languages} == {"כותרת"}


def test_a_source_in_full(languages: tuple[Language, ...]) -> None:
    """Authors apart where the record has them apart; the archived copy; what is inferred."""
    located = source(
        authors=[
            {"name": making.text("David Rosenberg"), "family": "Rosenberg", "given": "D."},
            {"name": {"en": "The editors", "ar": "التحرير"}},
        ],
        publisher={"en": "Paper", "ar": "صحيفة"},
        published="2025-11-09",
        inferred=["publisher", "published"],
        archived_url="https://web.archive.org/web/20250101/https://example.org/",
    )
    work = source_work(located, languages[1])
    assert languages[1].code == "en"
    record = located.record
    assert work.key == "kit-source-x-en"
    assert work.authors == (Name(family="Rosenberg", given="D."), Name(literal="The editors"))
    assert (work.container, work.when, work.accessed) == (
        "Paper",
        "9 November 2025",
        datetime.date(2026, 11, 21),
    )
    assert (work.issued, work.genre) == (record.published, record.genre)
    assert work.address == work.archived == record.archived_url
    assert work.notes == (
        f"Archived copy at {record.archived_url}",
        "publisher and date inferred by Kazakhstan–Israel Timeline",
    )
    found = items("biblatex", biblatex([work]))["kit-source-x-en"]
    assert found["note"] == "; ".join(work.notes)


def test_names_are_not_taken_apart() -> None:
    """A body with "and" or a comma in its name, and a family name in two words, stay whole."""
    names_ = (
        Name(literal="Bread, Salt and Water"),
        Name(family="de la Cruz", given="Ana"),
        Name(family="Sand and Stone", given="X."),
        Name(family="العزب", given="موسى"),
        Name(family="Epstein"),
    )
    read = items("biblatex", biblatex([replace(WORK, authors=names_)]))["kit-x"]["author"]
    assert read == [
        {"literal": "Bread, Salt and Water"},
        {"non-dropping-particle": "de la", "family": "Cruz", "given": "Ana"},
        {"family": "Sand and Stone", "given": "X."},
        {"family": "العزب", "given": "موسى"},
        {"family": "Epstein"},
    ]


TITLE = "A visit to Astana by the UN and others, at last"


@pytest.mark.parametrize(
    ("work", "title"),
    [
        ({}, "{A} visit to {Astana} by the {UN} and others, at last"),
        # What no style changes: what is no headline, and another language.
        ({"genre": Genre.POST}, f"{{{TITLE}}}"),
        ({"description": TITLE}, f"{{{TITLE}}}"),
        ({"language": "fr"}, f"{{{TITLE}}}"),
        ({"title": f"{TITLE} (c. the 1950s)", "name": TITLE}, " {(c. the 1950s)}"),
    ],
)
def test_braces_keep_what_has_a_capital(work: dict[str, Any], title: str) -> None:
    """Word by word, so that a style can give capitals to the others; the date stays as it is."""
    text = biblatex([replace(WORK, **{"title": TITLE, **work})])
    assert f"{title}}},\n" in text.partition("  title = {")[2]


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "chicago-notes-bibliography"])
def test_styles_print_the_same_from_biblatex(style: str, works: Works) -> None:
    """Of every entry, with the capitals that the style has."""
    entries = [work for work in works["en"] if work.is_our_entry]
    made = bibliography(style, biblatex(entries), "biblatex")
    wanted = bibliography(style, csl_json(map(with_fixed_date, entries)))
    assert alike(map(raised, made)) == alike(map(raised, wanted))


def test_former_keys() -> None:
    """The keys of entries that gave way to this one stay usable."""
    work = replace(WORK, former_keys=("kit-y", "kit-z"))
    assert items("biblatex", biblatex([work]))["kit-x"]["other-ids"] == "kit-y, kit-z"


ZOTERO = {
    *("article", "audio", "book", "incollection", "inreference", "legislation", "misc", "online"),
    *("report", "thesis", "unpublished", "video"),
}
"""Of the types that Zotero's translator for BibTeX keeps (2026-04-01), those that we write."""


def test_zotero_reads_every_type() -> None:
    """It drops a work of any other type without a word."""
    assert {row.biblatex for row in GENRES.values()} == ZOTERO


BODIES = ("Ministry of Foreign Affairs", "وزارة الخارجية الإسرائيلية")


def test_bodies_are_one_name() -> None:
    """The braces of BibTeX, and in RIS the comma after it that EndNote asks for."""
    work = replace(WORK, authors=tuple(Name(literal=each) for each in BODIES))
    assert rispy.loads(ris([work]))[0]["authors"] == [f"{each}," for each in BODIES]
    for reader, text in (("biblatex", biblatex([work])), ("bibtex", classic_bibtex([work]))):
        read = items(reader, text)["kit-x"]
        assert read["author"] == [{"literal": each} for each in BODIES]
        braced = " and ".join(f"{{{each}}}" for each in BODIES)
        assert bibtex_entries(text)["kit-x"]["author"] == braced
    # Pandoc takes what no capital begins for a particle; in the files for it, it has the whole.
    english, arabic = items("ris", ris([work]))["kit-x"]["author"]
    assert english == {"family": BODIES[0]}
    assert names({"author": [arabic]}) == [BODIES[1]]


def test_the_table_of_formats(works: Works) -> None:
    """Each format writes UTF-8 with the end of its name; the same works give the same bytes."""
    assert [each.suffix for each in FORMATS.values()] == [".ris", ".bib", ".classic.bib", ".json"]
    for each in FORMATS.values():
        data = each.file(works["ar"])
        assert data == each.file(tuple(works["ar"]))
        assert "الخط الزمني".encode() in data
        assert each.media_type.startswith("application/")
    assert json.loads(FORMATS["csl-json"].file([])) == []
    assert FORMATS["ris"].file([]) == FORMATS["biblatex"].file([]) == b""


def test_merged_files_are_those_written_at_once(listed: list[Work]) -> None:
    """In every format, of one work and of several."""
    for each in FORMATS.values():
        for several in (listed[:1], listed[:2], listed):
            assert each.merged([each.file([work]) for work in several]) == each.file(several)
