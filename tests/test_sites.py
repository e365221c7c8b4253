"""The new site beside the old one: what is to be done to it; the spare keeps up with it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from website.tools import files

from scripts import contents
from scripts.contents import Content, Group, content_digest, digests, size, stretches, together
from scripts.i18n.language import Language
from scripts.publish.digests import tree_digests
from scripts.publish.write import write_file
from scripts.settings import Settings
from scripts.sites import Change, Made, Renewal, Site, compare, is_whole, put_file, spare

PAGES = {f"{code}/{name}/index.html": "1" for code in ("ar", "en") for name in ("a", "b", "c", "d")}
NONE: Mapping[str, Content] = MappingProxyType({})
FILES: dict[str, Content] = {"robots.txt": b"all", "en/feed.xml": b"feed"}


def site(
    pages: Mapping[str, str] = PAGES, given: Mapping[str, Content] = FILES, **frames: str
) -> Site:
    """A site to be."""
    return Site({"ar": "1", "en": "1", **frames}, pages, given, [], archived=False)


@pytest.fixture
def made() -> Made:
    """What the site in place was made of."""
    return Made({"ar": "1", "en": "1"}, dict(PAGES), digests(FILES), tree={"robots.txt": b"digest"})


def test_nothing_to_do(made: Made) -> None:
    """The same site is no change."""
    assert not compare(site(), made)


def test_the_first_site_is_whole(made: Made) -> None:
    """Also where the site in place is not known."""
    made.tree = {}
    change = compare(site(), made)
    assert change == Change([*PAGES], FILES, [], whole=True)
    assert change


def test_a_page_a_file(made: Made) -> None:
    """What is new, what is another, what is no more, and nothing else."""
    pages = {**PAGES, "en/a/index.html": "2", "en/e/index.html": "1"}
    del pages["ar/d/index.html"]
    given = {"robots.txt": b"none", "new.txt": b""}
    assert compare(site(pages, given), made) == Change(
        ["en/a/index.html", "en/e/index.html"],
        given,
        ["ar/d/index.html", "en/feed.xml"],
        whole=False,
    )


def test_a_page_that_becomes_a_file_and_back(made: Made) -> None:
    """A path that somebody else has now is not gone."""
    pages = dict(PAGES)
    del pages["en/a/index.html"]
    given = {**FILES, "en/a/index.html": b"a file"}
    change = compare(site(pages, given), made)
    assert (change.files, change.gone) == ({"en/a/index.html": b"a file"}, [])


def test_a_frame_of_a_language(made: Made) -> None:
    """All its pages are others, and so many that all are made."""
    assert compare(site(ar="2"), made).whole
    few = {**{f"en/{number}/index.html": "1" for number in range(9)}, "ar/a/index.html": "1"}
    made.pages = dict(few)
    assert compare(site(few, ar="2"), made).pages == ["ar/a/index.html"]


def test_pictures_go_by_their_names(made: Made) -> None:
    """Their names in the cache say what they show: nobody reads them to compare them."""
    one, other = "share/hand/en/one.png", "share/hand/en/other.png"
    made.files |= digests({"en/share.png": one})
    assert not compare(site(given={**FILES, "en/share.png": one}), made)
    assert compare(site(given={**FILES, "en/share.png": other}), made).files == {
        "en/share.png": other
    }


class Groups:
    """The site to be of groups of files, and what the site in place is known to be made of."""

    def __init__(self, made: Made) -> None:
        """Nothing is known of groups yet."""
        self.made = made
        self.made.files = {}

    def renewed(
        self, *groups: Group, loose: Group = NONE, pages: Mapping[str, str] = PAGES
    ) -> Change:
        """What there was to do for these groups, and for files in none; it is done."""
        site = Site(self.made.frames, pages, loose, groups, archived=False)
        change = compare(site, self.made)
        self.made.pages = dict(pages)
        self.made.take_note(site, change)
        assert self.made.files == digests(together([*groups, loose]))
        return change


def test_groups_share_no_file() -> None:
    """What one of them has would stand for what another has, now and then."""
    with pytest.raises(ValueError, match="in common"):
        together([{"en/one.bib": b"one"}, {"en/two.bib": b"two", "en/one.bib": b"one"}])


def test_groups_of_files(made: Made) -> None:
    """Only those that are others are looked at; what one of them has no more is gone."""
    groups = Groups(made)
    one: dict[str, Content] = {"en/one.bib": b"one", "en/one.ris": b"one"}
    two: dict[str, Content] = {"en/two.bib": b"two"}
    assert groups.renewed(one, two).files == {**one, **two}
    assert not groups.renewed(one, two)
    # The very same by what it says is looked at, and is the same.
    assert not groups.renewed(dict(one), two)
    change = groups.renewed({"en/one.bib": b"other"}, two)
    assert (change.files, change.gone) == ({"en/one.bib": b"other"}, ["en/one.ris"])
    # Another group has the file now.
    change = groups.renewed({"en/one.bib": b"other", **two})
    assert (change.files, change.gone) == ({}, [])
    change = groups.renewed()
    assert (change.files, change.gone) == ({}, ["en/one.bib", "en/two.bib"])


def test_groups_and_files_in_none(made: Made) -> None:
    """What is in no group is looked at each time, and kept by nobody."""
    groups = Groups(made)
    one: dict[str, Content] = {"en/one.bib": b"one"}
    two: dict[str, Content] = {"en/two.bib": b"two"}
    assert groups.renewed(one, loose=two).files == {**one, **two}
    assert not groups.renewed(one, loose=two)
    assert two not in made.groups.values()
    change = groups.renewed(one, loose={"en/two.bib": b"other"})
    assert (change.files, change.gone) == ({"en/two.bib": b"other"}, [])
    change = groups.renewed(one)
    assert (change.files, change.gone) == ({}, ["en/two.bib"])
    assert not groups.renewed(one)
    # From a group into none, and the other way round.
    change = groups.renewed(two, loose=one)
    assert (change.files, change.gone) == (two, [])
    change = groups.renewed(loose=two)
    assert (change.files, change.gone) == ({}, ["en/one.bib"])


def test_groups_that_another_process_has_made(made: Made) -> None:
    """What is gone is known by the paths."""
    groups = Groups(made)
    made.files = digests({"en/one.bib": b"one", "en/two.bib": b"two"})
    change = groups.renewed({"en/one.bib": b"one"}, {"en/three.bib": b"three"})
    assert (change.files, change.gone) == ({"en/three.bib": b"three"}, ["en/two.bib"])


def test_a_group_that_was_not_put_in_place(made: Made) -> None:
    """It is to be put there the next time, though it is the very same."""
    groups = Groups(made)
    one, two = {"en/one.bib": b"one"}, {"en/two.bib": b"two"}
    groups.renewed(one)
    for _ in range(2):
        change = compare(Site(made.frames, PAGES, NONE, [one, two], archived=False), made)
        assert change.files == two


def test_a_file_that_becomes_a_page(made: Made) -> None:
    """Its path is not gone, and no file's any more."""
    groups = Groups(made)
    group: dict[str, Content] = {"en/z/index.html": b"a file"}
    groups.renewed(group)
    change = groups.renewed(pages={**PAGES, "en/z/index.html": "1"})
    assert (change.pages, change.files, change.gone) == (["en/z/index.html"], {}, [])
    change = groups.renewed(group)
    assert (change.pages, change.files, change.gone) == ([], group, [])


def test_digests_of_large_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Side by side or one by one, each is that of its file."""
    files: dict[str, Content] = {str(size): b"x" * size for size in range(20)}
    files["picture"] = "share/a-name-that-is-long.png"
    expected = {path: content_digest(content) for path, content in files.items()}
    assert len({*expected.values()}) == len(files)
    for large in (0, 10, 100):
        monkeypatch.setattr(contents, "LARGE", large)
        assert digests(files) == expected


def test_a_chain_is_what_it_is_joined_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In the file, in its digest and in its size, of however many pieces it is."""
    monkeypatch.setattr(contents, "LINKS", 3)
    for count in range(9):
        chain = tuple(b"%d" % number * number for number in range(count))
        whole = b"".join(chain)
        assert content_digest(chain) == content_digest(whole)
        assert size(chain) == size(whole) == len(whole)
        assert put_file(tmp_path / "file", chain, tmp_path) == chain
        assert (tmp_path / "file").read_bytes() == whole


class Workshop:
    """A site in place, and what it ought to hold after each renewal."""

    def __init__(self, root: Path, languages: tuple[Language, ...]) -> None:
        """A site of a few files, put in place whole."""
        self.settings = Settings(root, "https://example.org/", "1", "", languages)
        self.made = Made()
        self.renewal = Renewal(self.settings, self.made)
        self.expected: dict[str, bytes] = {}
        self.take(dict.fromkeys(PAGES, b"first") | {"robots.txt": b"all"})

    def take(self, contents: Mapping[str, bytes]) -> None:
        """Put a whole site in place."""
        new = laid(self.settings.root / "new", contents)
        self.renewal.take(new, tree_digests(new))
        self.expected = dict(contents)
        self.check()

    def put(
        self,
        pages: Mapping[str, bytes],
        given: Mapping[str, Content],
        gone: tuple[str, ...] = (),
    ) -> None:
        """Put changes in place."""
        new = laid(self.settings.root / "new", pages)
        self.renewal.put(Change([*pages], given, gone, whole=False), new, tree_digests(new))
        self.expected |= pages
        for path, content in given.items():
            if isinstance(content, str):
                self.expected[path] = (self.cache / content).read_bytes()
            else:
                self.expected[path] = b"".join(stretches(content))
        for path in gone:
            del self.expected[path]
        assert not new.exists()
        self.check()

    def check(self) -> None:
        """The site is what it ought to be, and is known as it is; no folder in it is empty."""
        here = self.settings.site
        assert files(here) == self.expected
        assert self.made.tree == tree_digests(here)
        assert is_whole(self.settings, self.made.tree)
        assert [path for path in here.rglob("*") if path.is_dir() and not any(path.iterdir())] == []

    @property
    def cache(self) -> Path:
        """Where pictures are."""
        return self.settings.cache

    @property
    def spare(self) -> Path:
        """Where the spare is."""
        return spare(self.settings)


def laid(folder: Path, contents: Mapping[str, bytes]) -> Path:
    """A folder with these files."""
    folder.mkdir()
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def workshop(tmp_path: Path, languages: tuple[Language, ...]) -> Workshop:
    """A site that was put in place whole: there is no spare."""
    made = Workshop(tmp_path, languages)
    assert not made.spare.exists()
    return made


def test_two_trees_take_turns(workshop: Workshop) -> None:
    """Each change is there, and so are those that were made in the other tree."""
    workshop.put({"en/a/index.html": b"second"}, {"robots.txt": b"none"})
    assert files(workshop.spare)["en/a/index.html"] == b"first"
    first = workshop.settings.site.stat().st_ino
    workshop.put({"ar/b/index.html": b"third"}, {"new/file.txt": b"new"})
    assert workshop.settings.site.stat().st_ino != first
    workshop.put({}, {}, ("new/file.txt", "en/c/index.html"))
    assert workshop.settings.site.stat().st_ino == first
    workshop.put({"en/c/index.html": b"again", "en/d/index.html": b"fifth"}, {})


def test_what_is_the_same_is_the_same_file(workshop: Workshop) -> None:
    """A site and its spare have hard links, and changing the one changes nothing in the other."""
    workshop.put({"en/a/index.html": b"second"}, {})
    pairs = [(workshop.settings.site / path, workshop.spare / path) for path in workshop.expected]
    same = {str(one.relative_to(workshop.settings.site)): one.samefile(two) for one, two in pairs}
    assert [path for path, is_same in same.items() if not is_same] == ["en/a/index.html"]
    workshop.put({"en/b/index.html": b"third"}, {"robots.txt": b"none"})
    assert files(workshop.spare)["robots.txt"] == b"all"


def test_what_follows_reaches_the_spare(workshop: Workshop) -> None:
    """A folder and a file that were put into the site alone are in the next one too."""
    workshop.put({"en/a/index.html": b"second"}, {})
    for state in (b"1", b"2", b"3"):
        index = laid(
            workshop.settings.root / "index", {f"part-{state.decode()}": state, "x": state}
        )
        workshop.renewal.put_folder(index, "pagefind")
        gone = [path for path in workshop.expected if path.startswith("pagefind/")]
        for path in gone:
            del workshop.expected[path]
        workshop.expected |= {f"pagefind/part-{state.decode()}": state, "pagefind/x": state}
        write_file(workshop.settings.site / "data/all.zip", state)
        workshop.renewal.note("data/all.zip")
        workshop.expected["data/all.zip"] = state
        workshop.check()
        workshop.put({"en/b/index.html": b"b" + state}, {})
        assert not index.exists()


def test_a_spare_at_hand(workshop: Workshop) -> None:
    """It is the site in place, and the next change is made in it."""
    for _ in range(2):
        workshop.renewal.prepare()
        assert workshop.made.behind == set()
        other = spare(workshop.settings)
        assert tree_digests(other) == tree_digests(workshop.settings.site)
        before = other.stat().st_ino
    workshop.put({"en/a/index.html": b"next"}, {})
    workshop.check()
    assert workshop.settings.site.stat().st_ino == before


def test_pictures_are_copied(workshop: Workshop) -> None:
    """From the cache, which keeps its file."""
    picture = workshop.cache / "share/picture.png"
    write_file(picture, b"picture")
    workshop.put({}, {"en/share.png": "share/picture.png"})
    assert picture.read_bytes() == b"picture"
    assert not picture.samefile(workshop.settings.site / "en/share.png")


def test_a_spare_that_was_broken_off(workshop: Workshop) -> None:
    """It is not taken, wherever it was left; nor one of which it is not known what it lacks."""
    workshop.put({"en/a/index.html": b"second"}, {})
    workshop.spare.rename(workshop.spare.with_name("spare.part"))
    (workshop.spare.with_name("spare.part") / "half").write_bytes(b"half")
    workshop.put({"en/b/index.html": b"third"}, {})
    assert not workshop.spare.with_name("spare.part").exists()
    (workshop.spare / "half").write_bytes(b"half")
    workshop.made.behind = None
    workshop.put({"en/c/index.html": b"fourth"}, {})
    shutil.rmtree(workshop.spare)
    workshop.put({"en/d/index.html": b"fifth"}, {})


def test_an_attempt_that_failed(workshop: Workshop) -> None:
    """The site stays; the next one is made of a new spare."""
    workshop.put({"en/a/index.html": b"second"}, {})
    before, tree = files(workshop.settings.site), dict(workshop.made.tree)
    new = laid(workshop.settings.root / "new", {})
    change = Change(["en/b/index.html"], {"robots.txt": b"none"}, [], whole=False)
    with pytest.raises(FileNotFoundError):
        workshop.renewal.put(change, new, {})
    assert files(workshop.settings.site) == before
    assert workshop.made.tree == tree
    shutil.rmtree(new)
    workshop.put({"en/b/index.html": b"third"}, {})


def test_a_file_where_a_folder_was(workshop: Workshop) -> None:
    """And back: neither is in the way of the other."""
    workshop.put({"en/a/index.html": b"second"}, {})
    workshop.put({}, {"en/a": b"file"}, ("en/a/index.html",))
    workshop.take(dict(workshop.expected))
    workshop.put({"en/a/index.html": b"third"}, {}, ("en/a",))


def test_a_whole_site_has_no_spare(workshop: Workshop) -> None:
    """The one before it would have other files throughout."""
    workshop.put({"en/a/index.html": b"second"}, {})
    workshop.take({"index.html": b"another"})
    assert not workshop.spare.exists()
    workshop.put({"en/a/index.html": b"third"}, {}, ("index.html",))


def test_a_site_that_somebody_changed(workshop: Workshop) -> None:
    """It is known that it is not what was made."""
    (workshop.settings.site / "robots.txt").write_bytes(b"by hand")
    assert not is_whole(workshop.settings, workshop.made.tree)
    shutil.rmtree(workshop.settings.site)
    assert not is_whole(workshop.settings, workshop.made.tree)
