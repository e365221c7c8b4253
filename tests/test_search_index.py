"""The search index: joined of shelves it says what Pagefind says of all pages at once."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

import pytest
from unpacking import unpacked
from website.tools import files

from scripts.publish.digests import tree_digests
from scripts.publish.search import indexing, pagefind, shelves
from scripts.publish.search.index import FOLDER, SHELVES, make_index
from scripts.publish.search.pagefind import SearchIndexError, head
from scripts.standby import Running

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
    """The site of twenty-eight pages in each language, and some that belong to no index."""
    root = tmp_path / "site"
    for code in WORDS:
        for number in range(28):
            family = "sources" if number % 4 == 0 else "events"
            place = {24: "", 20: "sources/"}.get(number, f"{family}/page-{number}/")
            put(root, f"{code}/{place}index.html", page(code, number))
        put(root, f"{code}/events/page-1/0123456789/index.html", page(code, 1))
    put(root, "index.html", page("en", 1))
    return root


@pytest.fixture(autouse=True)
def small() -> Iterator[None]:
    """Shelves of a few pages each."""
    with patch.object(shelves, "MOST", 4):
        yield


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def made(site: Path, cache: Path) -> dict[str, bytes]:
    """The files of the index."""
    make_index(site, tree_digests(site), site.parent / "index", cache)
    return files(site.parent / "index")


def kept(cache: Path) -> Mapping[str, int]:
    """The shelves there, and when each was made."""
    return {each.name: each.stat().st_ctime_ns for each in (cache / SHELVES).iterdir()}


@pytest.mark.parametrize("code", sorted(WORDS))
def test_it_says_what_one_index_says(site: Path, tmp_path: Path, code: str) -> None:
    """Words with all their places, forms and fields, filters, fragments, the order in time."""
    made(site, tmp_path / "cache")
    assert len(kept(tmp_path / "cache")) == 16
    joined = unpacked(tmp_path / "index", code)
    # All at once, without what no index has.
    whole = tmp_path / "whole"
    shutil.copytree(site / code, whole / code)
    shutil.rmtree(whole / code / "events" / "page-1" / "0123456789")
    pagefind.run(code, whole, tmp_path / "one")
    one = unpacked(tmp_path / "one", code)
    assert set(one["dated"]) == set(joined["dated"])
    days = [int(path.split("-")[1].partition("/")[0]) for path in joined.pop("dated")]
    told = [(number % 3, number % 5) for number in days]
    assert told == sorted(told)
    one.pop("dated")
    assert len(one["counts"]) == 27
    assert sum(len(forms) for _, forms in one["words"].values()) > 2
    for key, value in one.items():
        assert joined[key] == value, key
    assert joined == one


def test_a_change_is_followed_on_its_shelf_alone(site: Path, tmp_path: Path) -> None:
    """The index is then the one that would be made from nothing, to the byte."""
    cache = tmp_path / "cache"
    before, shelves_before = made(site, cache), kept(cache)
    assert made(site, cache) == before
    assert kept(cache) == shelves_before
    put(site, "en/events/page-5/index.html", page("en", 105))
    after = made(site, cache)
    assert after != before
    assert len(kept(cache).items() - shelves_before.items()) == 1
    assert len(kept(cache)) == len(shelves_before)
    assert after == made(site, tmp_path / "another")
    # Pages come and go.
    put(site, "ar/events/new/index.html", page("ar", 205))
    (site / "en/events/page-6/index.html").unlink()
    assert made(site, cache) == made(site, tmp_path / "another")
    put(site, "en/events/page-5/index.html", page("en", 5))
    put(site, "en/events/page-6/index.html", page("en", 6))
    (site / "ar/events/new/index.html").unlink()
    assert made(site, cache) == before


@pytest.mark.parametrize("name", ["shelf", "fragment", "stray"])
def test_what_is_damaged_is_made_again(site: Path, tmp_path: Path, name: str) -> None:
    """Whatever has become of the shelves, the index is what it was."""
    cache = tmp_path / "cache"
    before = made(site, cache)
    for place in (cache / SHELVES).iterdir():
        for file in sorted(place.iterdir()):
            if (file.name == "shelf") == (name == "shelf"):
                content = file.read_bytes()
                file.unlink() if name == "stray" else file.write_bytes(content[:-1] + b"!")
    (cache / SHELVES / "broken-off").mkdir()
    assert made(site, cache) == before
    assert "broken-off" not in kept(cache)


def test_nothing_of_the_index_is_a_file_of_the_cache_that_was_changed(
    site: Path, tmp_path: Path
) -> None:
    """Whoever writes into a file of the index does not spoil the next one."""
    cache = tmp_path / "cache"
    before = made(site, cache)
    for file in (tmp_path / "index" / "fragment").iterdir():
        file.write_bytes(b"something else")
    assert made(site, cache) == before


def test_names_of_fragments() -> None:
    """As short as they can be, and those longer that would be the same."""
    digests = ["12345678a", "1234567bb", "abcdefghi", "12345678b", "abcdefghi"]
    assert indexing.names("ar", []) == {}
    assert indexing.names("en", digests[1:3]) == {
        "1234567bb": "en_1234567",
        "abcdefghi": "en_abcdefg",
    }
    assert indexing.names("en", digests) == {
        "12345678a": "en_12345678a",
        "12345678b": "en_12345678b",
        "1234567bb": "en_1234567b",
        "abcdefghi": "en_abcdefg",
    }


def test_where_files_of_words_begin_and_end() -> None:
    """As few letters as tell the end of one from the beginning of the next, as Pagefind has it."""
    ends = [("00", "212"), ("2122", "alone"), ("along", "hall"), ("hama", "harvest"), ("he", "z")]
    told = ["00 212", "2122 alone", "along hal", "ham harvest", "he z"]
    assert [" ".join(each) for each in indexing.ranges(ends)] == told
    assert [*indexing.ranges([("a", "b")])] == [("a", "b")]


def test_no_page(tmp_path: Path) -> None:
    """A site that has no page to be found has no index."""
    put(tmp_path / "site", "index.html", page("en", 1))
    with pytest.raises(SearchIndexError, match="no page that can be found"):
        made(tmp_path / "site", tmp_path / "cache")


def test_a_process_that_is_ended(site: Path, tmp_path: Path) -> None:
    """It leaves no index and nothing that still runs, and the next one is as ever."""
    cache, to = tmp_path / "cache", tmp_path / "index"
    alive, leaves = os.pipe()
    os.set_inheritable(leaves, True)  # noqa: FBT003  (the function takes no keyword)

    def begun(process: Running) -> None:
        # What it starts holds the end of the pipe too.
        process.tell(shelves.shelves(tree_digests(site))["ar"])
        while process.process.poll() is None and not any((cache / SHELVES).iterdir()):
            time.sleep(0.01)
        process.kill()

    with pytest.raises(SearchIndexError):
        make_index(site, tree_digests(site), to, cache, begun)
    os.close(leaves)
    with os.fdopen(alive) as pipe:
        assert pipe.read() == ""
    assert not (to / pagefind.ENTRY).exists()
    assert made(site, cache) == made(site, tmp_path / "another")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "80"), (23, "97"), (24, "9818"), (255, "98ff"), (256, "990100"),
        (65_535, "99ffff"), (65_536, "9a00010000"), (2**32, "9b0000000100000000"),
    ],
)  # fmt: skip
def test_heads(value: int, written: str) -> None:
    """As RFC 8949 has them (section 3, appendix A)."""
    assert head(pagefind.ARRAY, value).hex() == written


def test_where_the_index_is() -> None:
    """The search's script asks for it there."""
    assert FOLDER == "pagefind"
