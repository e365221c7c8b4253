"""The list of what a release published: made of a site, kept, and answered by the pages."""

from __future__ import annotations

import shutil
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest
from building import Quiet
from website.tools import CODES, git

from scripts.checks.examples import read_examples
from scripts.cli.published import keep
from scripts.console import CommandError, Reporter
from scripts.i18n.language import Language
from scripts.pages.kinds import pages, plans
from scripts.pages.page import PageContext, SiteContext
from scripts.pages.render import Renderer
from scripts.problems import problem
from scripts.records.files import blob_id
from scripts.records.load import load
from scripts.records.prose import read_by_hand
from scripts.settings import Settings
from scripts.site.checked import load_and_check
from scripts.site.missing import find_lost
from scripts.site.published import EMPTY, FILE, list_site, read_published
from scripts.timeline.git import read_history, revision_name
from scripts.timeline.model import Chronology, join
from scripts.timeline.revisions import find_revisions

ROOT = Path(__file__).parents[2]
SITE = (
    *("", "about/", "events/one/", "events/one/0123456789/", "events/one/abcdef0123/"),
    *("sources/", "sources/a/", "years/1992/"),
)

FEEDS = ("changes.json", "changes.xml", "feed.json", "feed.xml")


def make_site(root: Path) -> Path:
    """A finished site with a page of each sort and the files beside them."""
    site = root / "site"
    for code in CODES:
        for page in SITE:
            (site / code / page).mkdir(parents=True, exist_ok=True)
            (site / code / page / "index.html").touch()
        beside = ("events/one/cite.bib", "events/one/share.png", "sources/a/cite.ris")
        for name in (*beside, *FEEDS):
            (site / code / name).touch()
    for name in ("index.html", "data/timeline.json", "data/schema/x.json", "look/look.css"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).touch()
    return site


def test_what_is_listed(tmp_path: Path) -> None:
    """Pages, files for reuse and citing, feeds, revisions; not what serves the site itself."""
    found = list_site(make_site(tmp_path), CODES, "2026.11")
    assert set(found.addresses()) == {
        *(f"{code}/{page}" for code in CODES for page in SITE if not page.endswith(("89/", "23/"))),
        *(f"{code}/{name}" for code in CODES for name in FEEDS),
        *(f"{code}/events/one/cite.bib" for code in CODES),
        *(f"{code}/sources/a/cite.ris" for code in CODES),
        *("data/timeline.json", "data/schema/x.json"),
    }
    assert found.revisions == {"one": "0123456789 abcdef0123"}


@pytest.fixture
def settings(tmp_path: Path, languages: tuple[Language, ...], nobodys_git: None) -> Settings:
    """The settings of a checkout with a finished site, and a commit that knows of one revision."""
    del nobodys_git
    make_site(tmp_path)
    record = tmp_path / "timeline/events/one.yml"
    record.parent.mkdir(parents=True)
    record.write_text("one\n", "utf-8")
    name = revision_name(blob_id(b"one\n"))
    for code in CODES:
        entry = tmp_path / "site" / code / "events/one"
        (entry / "0123456789").rename(entry / name)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "timeline")
    git(tmp_path, "commit", "--quiet", "--message=words")
    return Settings(tmp_path, "https://example.org/", "1", "", languages)


def kept(settings: Settings, code: str = "en") -> tuple[int, list[str]]:
    """The exit status of the command, and what it says."""
    quiet = Quiet(settings.language(code))
    try:
        return keep(settings, quiet, Namespace()), quiet.said
    except CommandError as error:
        return 1, [*quiet.said, *str(error).split("\n")]


def test_kept(settings: Settings) -> None:
    """The command writes the list, and what it wrote is read back; without a site it says so."""
    assert read_published(settings.root) == EMPTY
    assert kept(settings) == (0, [f"26 addresses are kept in {FILE}"])
    assert read_published(settings.root) == list_site(settings.site, settings.codes, "1")
    assert kept(settings)[0] == 0
    settings.site.rename(settings.root / "gone")
    assert kept(settings) == (1, ["there is no finished site: build it first (make site)"])


def test_the_list_never_shrinks(settings: Settings) -> None:
    """A site that lacks an address of the list, or a revision of the history, is not listed."""
    assert kept(settings)[0] == 0
    before = (settings.root / FILE).read_bytes()
    (settings.site / "ar/events/one/cite.bib").unlink()
    shutil.rmtree(settings.site / "ar/about")
    status, said = kept(settings)
    assert status == 1
    assert said[0].endswith(
        "lacks addresses that were published or that the history has (4): "
        "ar/about/, ar/events/one/cite.bib, en/about/ and en/events/one/cite.bib"
    )
    assert "remove it from timeline/published.json by hand" in said[1]
    assert (settings.root / FILE).read_bytes() == before
    (settings.root / FILE).unlink()
    assert kept(settings)[0] == 0, "nothing was promised"

    (settings.root / FILE).unlink()
    name = revision_name(blob_id(b"one\n"))
    shutil.rmtree(settings.site / f"ar/events/one/{name}")
    status, said = kept(settings)
    assert status == 1
    assert said[0].endswith(f"(1): events/one/{name}/")
    assert not (settings.root / FILE).exists()


def test_nothing_is_listed_without_history(settings: Settings) -> None:
    """Without it nobody knows whether the list would be whole."""
    shutil.rmtree(settings.root / ".git")
    status, said = kept(settings)
    assert status == 1
    assert said == [
        (
            f"{FILE} was not changed, because the history is missing: this folder is not a git "
            "repository of its own (perhaps an unpacked archive)"
        ),
        "clone the repository: git clone",
    ]
    assert not (settings.root / FILE).exists()


def test_a_broken_list_is_not_replaced(settings: Settings) -> None:
    """What it promised is not known."""
    (settings.root / FILE).write_text("{", "utf-8")
    status, said = kept(settings, "ar")
    assert status == 1
    assert "unreadable-addresses" in said[0]
    assert (settings.root / FILE).read_text("utf-8") == "{"


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "[" * 60000),
        '{"version": "1"}',
        '{"languages": [], "pages": [1], "version": "1"}',
        '{"version": "1", "languages": "en", "pages": [], "beside": {}, "files": []}',
    ],
)
def test_a_broken_list_is_told(text: str, checkout: Path, languages: tuple[Language, ...]) -> None:
    """It is told like a broken record: half of a merge must not free addresses."""
    (checkout / FILE).write_text(text, "utf-8")
    checked = load_and_check(Settings(checkout, "", "", "", languages), Reporter(languages[-1]))
    assert checked.chronology is None
    assert checked.problems == [problem(FILE.as_posix(), 1, 1, "unreadable-addresses")]


def test_an_empty_page_stays(toy: Chronology, language: Language) -> None:
    """A year or a topic that no entry belongs to any more keeps its page, which says so."""
    kept = frozenset({"years/1850/", "years/18xx/", "topics/music/", "years/", "topics/"})
    before = {page.address for page in pages(toy, language)}
    made = {page.address: page for page in pages(toy, language, SiteContext(kept=kept))}
    assert set(made) - before == {"years/1850/", "years/18xx/", "topics/music/"}
    for address in set(made) - before:
        assert language.word("listing.none") in Renderer(language).render(made[address])
    listed = {item for page in made.values() for item, *_ in page.shows.get("items", ())}
    assert "years/1850/" not in listed, "the lists have what has entries"


def test_every_address_is_answered(languages: tuple[Language, ...]) -> None:
    """Every page and revision of the latest release has its address in today's site.

    So does none that was never published: the list is compared, whatever is in it.
    """
    published = read_published(ROOT)
    records, problems = load(ROOT, CODES)
    assert problems == []
    chronology = join(records)
    history = read_history(ROOT)
    histories = find_revisions(chronology, ROOT, history)
    site = SiteContext(kept=frozenset(published.pages), examples=read_examples())
    contexts = [PageContext(chronology, each, site) for each in languages]
    made = [
        {page.address for page in plans(each)}
        | {page.address for page in read_by_hand(ROOT, each.language.code)[0]}
        for each in contexts
    ]
    added = replace(
        published,
        pages=(*published.pages, "about/", "events/never/"),
        revisions={**published.revisions, "recognition": "0123456789"},
    )
    lost_pages, lost_revisions = find_lost(added, histories, made)
    assert lost_pages == ["events/never/"]
    if not history:
        pytest.skip("there is no history here to look revisions up in")
    assert lost_revisions == ["events/recognition/0123456789/"]
