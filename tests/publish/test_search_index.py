"""The search index: what Pagefind says of the pages, in the same bytes every time."""

from __future__ import annotations

import gzip
import random
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from unittest.mock import patch

import cbor2
import pytest
from pagefind_bin import get_executable
from unpacking import unpacked
from website.tools import files

from scripts.publish import search
from scripts.publish.search import FOLDER, SearchIndexError, make_index

ROOT = Path(__file__).parents[2]

WORDS = {
    "en": "river bridges bridge résumé resume Resume café cafe council's 1992 co-operation naïve",
    "ar": "نهر الجسر جسر مُعاهدة معاهدة كِتاب كتاب وزير ١٩٩٢ 1992 وَزير إسرائيل اسرائيل",
}

ENTRY = """<html lang="{code}"><head><title>{title}</title></head><body>
<p>Outside</p><main data-pagefind-body><h1>{title}</h1><h2>Sources</h2><p>{text}</p>
<p data-pagefind-meta="summary">{summary}</p>
<p data-pagefind-ignore data-pagefind-meta="date">{day}</p>
<div hidden data-pagefind-ignore><p data-pagefind-meta="topic">Trade</p>
<p data-pagefind-filter="topic">{topic}</p><p data-pagefind-filter="year">{year}</p>
<p data-pagefind-sort="date">{day}</p></div></main></body></html>"""

PLAIN = """<html lang="{code}"><head><title>{title}</title></head><body>
<main data-pagefind-body><h1>{title}</h1><p>{text}</p>
<p hidden data-pagefind-ignore data-pagefind-filter="kind:page"
 data-pagefind-meta="words">{text}</p>
</main></body></html>"""

UNFOUND = "<html lang={code}><body><main>Nobody finds this</main></body></html>"


def page(code: str, number: int) -> str:
    """One of the pages, always the same."""
    chance = random.Random(f"{code}{number}")  # noqa: S311  (words by chance)
    words = WORDS[code].split()

    def some(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    facts = {
        "title": f"{some(3)} {number}",
        "text": some(chance.randint(0, 40)),
        "summary": some(5),
        "topic": chance.choice(("Trade", "Defence")),
        "year": str(1990 + number % 3),
        "day": f"{1990 + number % 3}-01-{1 + number % 5:02}",
    }
    template = UNFOUND if number == 0 else PLAIN if number % 4 == 0 else ENTRY
    return template.format(code=code, **facts)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of 27 pages in each language, and some that belong to no index."""
    return put_site(tmp_path / "site", list(range(28)))


def put_site(root: Path, numbers: list[int]) -> Path:
    """Write the pages in the order of `numbers`."""
    for code in WORDS:
        for number in numbers:
            family = "sources" if number % 4 == 0 else "events"
            place = {24: "", 20: "sources/"}.get(number, f"{family}/page-{number}/")
            put(root, f"{code}/{place}index.html", page(code, number))
        put(root, f"{code}/events/page-1/0123456789/index.html", page(code, 1))
    put(root, "index.html", page("en", 1))
    return root


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def made(site: Path) -> dict[str, bytes]:
    """The files of the index."""
    assert make_index(site, [*WORDS]) == []
    return files(site / FOLDER)


@pytest.mark.parametrize("code", sorted(WORDS))
def test_it_says_what_pagefind_says(site: Path, tmp_path: Path, code: str) -> None:
    """Words with all their places, forms and fields, filters, fragments; entries by date."""
    made(site)
    pages = f"{{{','.join(WORDS)}}}/{{{','.join(search.PAGES)}}}"
    command = [get_executable(), "--site", site, "--output-path", tmp_path / "plain"]
    command += ["--glob", pages]
    command += [word for each in search.UNSEARCHED for word in ("--exclude-selectors", each)]
    subprocess.run(command, check=True, capture_output=True)
    index, plain = unpacked(site / FOLDER, code), unpacked(tmp_path / "plain", code)
    days = [int(path.split("-")[1].rstrip("/")) for path in index["sorted"]["date"]]
    assert days == sorted(days, key=lambda number: (number % 3, number % 5, str(number)))
    assert set(index.pop("sorted")["date"]) == set(plain.pop("sorted")["date"])
    assert index == plain
    assert len(index["counts"]) == 27
    # The order of the file system differs between machines.
    assert [*index["counts"]] == sorted(index["counts"], key=lambda path: f"{path}index.html")
    assert f"/{code}/events/page-1/" in index["counts"]
    assert sum(len(forms) for _, forms in index["words"].values()) > 2


def test_the_same_pages_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Whatever the folder, and the order in which its files were written."""
    before = made(site)
    assert made(site) == before
    shuffled = random.Random(1).sample(range(28), 28)  # noqa: S311  (an order by chance)
    assert made(put_site(tmp_path / "other", shuffled)) == before
    put(site, "en/events/page-5/index.html", page("en", 105))
    assert made(site) != before


def test_nothing_is_left_that_no_page_uses(site: Path) -> None:
    put(site, f"{FOLDER}/fragment/en_0000000.pf_fragment", "of an older index")
    names = {name for name in made(site) if "/" not in name}
    scripts = {"pagefind.js", "pagefind-worker.js"}
    assert {name for name in names if name.endswith((".js", ".css"))} == scripts
    assert {name.rpartition(".")[2] for name in names - scripts} == {"json", "pagefind", "pf_meta"}
    fragments = {path.name for path in (site / FOLDER / "fragment").iterdir()}
    assert "en_0000000.pf_fragment" not in fragments
    assert len(fragments) == 54


def test_the_known_version_is_the_pinned_one() -> None:
    """Where another one is pinned, see whether `scripts/publish/search.py` is right for it."""
    pins = (ROOT / "requirements/site.txt").read_text("utf-8")
    assert re.findall(r"^pagefind(?:-bin)?==(\S+)", pins, re.MULTILINE) == [search.VERSION] * 2
    assert version("pagefind-bin") == search.VERSION


def test_another_version_is_left_alone(site: Path) -> None:
    """The index is as Pagefind makes it, and a notice says so."""
    with patch.object(search, "VERSION", "0.0.0"):
        assert make_index(site, [*WORDS]) == ["index-varies"]
    for code in WORDS:
        assert unpacked(site / FOLDER, code)["count"] == 27


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("", b"not gzipped"),
        ("", gzip.compress(b"not CBOR: \xff")),
        ("", gzip.compress(cbor2.dumps({"pages": 27}))),
        ("", gzip.compress(cbor2.dumps([search.VERSION, [], [], [], [], [], "new"]))),
        ("", gzip.compress(cbor2.dumps([search.VERSION, [], [], [["kind", "en_0"]], [], []]))),
        ("", gzip.compress(b"\x86\x18\x00" + cbor2.dumps([]) * 5)),
        *((search.ENTRY, entry) for entry in (b"not JSON", b"{}", b"[]")),
    ],
    ids=["plain", "no-cbor", "mapping", "fields", "filter", "long-number", "text", "empty", "list"],
)
def test_another_format_is_left_alone(site: Path, file: str, content: bytes) -> None:
    """Whatever a file has become, that of the English metadata say, the index is not touched."""
    index = made(site)
    (meta,) = (name for name in index if name.startswith("pagefind.en_"))
    assert search.normalised(index) == index
    assert search.normalised({**index, file or meta: content}) is None


def test_no_page(site: Path) -> None:
    """A language without a page has no index."""
    shutil.rmtree(site / "ar")
    with pytest.raises(SearchIndexError, match="ar: no page to index"):
        make_index(site, [*WORDS])


def test_pagefind_fails(site: Path, tmp_path: Path) -> None:
    """The error says what Pagefind said, and the old index stays."""
    before = made(site)
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 1\n")
    program.chmod(0o755)
    with (
        patch.object(search, "get_executable", return_value=program),
        pytest.raises(SearchIndexError, match="broken"),
    ):
        make_index(site, [*WORDS])
    assert files(site / FOLDER) == before


def test_pagefind_refuses(site: Path) -> None:
    """The error says what it answered."""
    with (
        patch.object(search, "UNSEARCHED", [{"not": "a selector"}]),
        pytest.raises(SearchIndexError, match=r"\w"),
    ):
        make_index(site, [*WORDS])
