"""Parts of the site: which path is in which, and that only all parts of one site are joined."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.chronology import Chronology
from scripts.languages import Language
from scripts.parts import MANIFEST, Part, contents, faults, part_text, read_part
from scripts.shards import Shard, Shares, parse, years

CODES = ("ar", "en")


def test_names() -> None:
    """A part is named by its number and how many there are."""
    assert parse("2/5") == Shard(2, 5)
    assert parse("1/1").name == "1-of-1"
    for wrong in ("", "0/2", "3/2", "1", "1/2/3", "-1/2", "a/b", "1/0", "01/2", " 1/2", "1/1000"):
        with pytest.raises(ValueError, match="^$|" + wrong.replace("/", ".")):
            parse(wrong)
    assert [Shard(number, 3).index for number in (1, 2, 3)] == ["pagefind", *Shard(1, 3).others]


def test_years_are_parted_evenly(toy: Chronology) -> None:
    """Years stay together and in order, every part has some, none has many more than its share."""
    for of in (1, 2, 3):
        parted = years(toy, of)
        assert set(parted) == {entry.year for entry in toy.entries.values()}
        assert list(parted.values()) == sorted(parted.values())
        assert set(parted.values()) == set(range(1, of + 1))
        sizes = Counter(parted[entry.year] for entry in toy.entries.values())
        largest = max(Counter(entry.year for entry in toy.entries.values()).values())
        assert max(sizes.values()) <= len(toy.entries) / of + largest


def test_every_path_has_its_part(toy: Chronology) -> None:
    """What belongs to a page goes with it in each language; what belongs to all is in the first."""
    shares = Shares(toy, CODES, 2)
    parted = years(toy, 2)
    for id_, entry in toy.entries.items():
        home = f"events/{id_}"
        for name in ("index.html", "cite.bib", "share.png", "0123456789/index.html"):
            assert {shares.number(f"{code}/{home}/{name}") for code in CODES} == {
                parted[entry.year]
            }
        assert shares.number(f"en/years/{entry.year}/index.html") == parted[entry.year]
        assert shares.number(f"data/timeline/{entry.year}.csv") == parted[entry.year]
    for id_, redirect in toy.redirects.items():
        there = shares.number(f"en/events/{redirect.to}/index.html")
        assert shares.number(f"ar/events/{id_}/index.html") == there
    whole = ["index.html", "robots.txt", "en/index.html", "ar/timeline/index.html", "en/feed.xml"]
    whole += ["data/timeline.json", "data/schema/timeline.schema.json", "look/0123/form/main.js"]
    whole += ["en/years/index.html", "ar/method/index.html", "data/timeline/1066.json"]
    assert {shares.number(path) for path in whole} == {1}
    spread = [f"en/sources/{id_}/index.html" for id_ in toy.sources]
    assert {shares.number(path) for path in spread} == {1, 2}
    for path in spread:
        assert shares.number(path) == shares.number(path.replace("en/", "ar/"))


def made(folder: Path, shard: Shard, inputs: str = "same") -> Path:
    """A part with two files."""
    (folder / "en").mkdir(parents=True)
    for name in (f"{shard.number}.txt", f"en/{shard.number}.html"):
        (folder / name).write_text(name, "utf-8")
    part = Part(
        shard, inputs, "https://example.org/", archived=False, files=contents(folder), days={}
    )
    (folder / MANIFEST).write_bytes(part_text(part))
    return folder


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    return [made(tmp_path / str(number), Shard(number, 2)) for number in (1, 2)]


def keys(folders: list[Path]) -> list[str]:
    return [key for key, _ in faults(folders)]


def test_all_parts_are_a_site(two: list[Path]) -> None:
    """All parts of one site, in any order, are without fault; a manifest reads back."""
    assert keys(two) == keys(two[::-1]) == []
    part = read_part(two[0])
    assert part
    assert (two[0] / MANIFEST).read_bytes() == part_text(part)


def test_what_is_no_part(two: list[Path], tmp_path: Path) -> None:
    """A folder without a manifest that can be read is none."""
    assert keys([*two, tmp_path / "nowhere"]) == ["no-part"]
    for text in ("", "{}", "[]", '{"shard": 1}', "\xff"):
        (two[1] / MANIFEST).write_text(text, "latin-1")
        assert keys(two) == ["no-part", "missing"]


def test_parts_that_miss_or_come_twice(two: list[Path], tmp_path: Path) -> None:
    """Each part is needed, and once."""
    assert [*faults(two[:1])] == [("missing", {"part": "2/2"})]
    assert keys([two[0], *two])[:1] == ["doubled"]
    other = made(tmp_path / "other", Shard(3, 3))
    assert keys([*two, other]) == ["other-parting"]


def test_parts_of_different_sites(two: list[Path], tmp_path: Path) -> None:
    """Parts of two commits, or one with and one without its own search index, are not joined."""
    other = made(tmp_path / "other", Shard(2, 2), "other")
    assert keys([two[0], other]) == ["other-inputs"]
    indexed = made(tmp_path / "indexed", Shard(2, 2, indexed=True))
    assert keys([two[0], indexed]) == ["other-parting"]


def test_damaged_parts(two: list[Path]) -> None:
    """What was changed, lost, added or linked since the part was built is told."""
    (two[0] / "1.txt").write_text("changed", "utf-8")
    (two[0] / "en/1.html").unlink()
    (two[1] / "added.txt").touch()
    (two[1] / "2.txt").unlink()
    (two[1] / "2.txt").symlink_to(two[0] / "1.txt")
    found = [args["file"] for key, args in faults(two) if key == "damaged"]
    assert found == ["1.txt", "en/1.html", "2.txt", "added.txt"]


def test_paths_that_lead_out(two: list[Path]) -> None:
    """A manifest that names a file elsewhere names none of the part's."""
    facts = json.loads((two[0] / MANIFEST).read_text("utf-8"))
    facts["files"]["../2/2.txt"] = contents(two[1])["2.txt"]
    (two[0] / MANIFEST).write_text(json.dumps(facts), "utf-8")
    assert [*faults(two)] == [("damaged", {"folder": two[0], "file": "../2/2.txt"})]


def test_overlapping_parts(two: list[Path]) -> None:
    """No file is in two parts."""
    (two[0] / "2.txt").write_text("2.txt", "utf-8")
    part = read_part(two[0])
    assert part
    (two[0] / MANIFEST).write_bytes(part_text(replace(part, files=contents(two[0]))))
    assert [*faults(two)] == [("overlap", {"file": "2.txt"})]


def test_every_fault_has_its_words(language: Language) -> None:
    """Each is told in every language."""
    known = {"no-part", "damaged", "other-inputs", "other-parting", "doubled", "missing", "overlap"}
    assert {*language.facts["merge"]} == {*known, "more"}
