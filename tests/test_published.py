"""The list of what a release published: made of a site, kept, and answered by the pages."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.chronology import Chronology
from scripts.commands.published import keep
from scripts.console import Reporter
from scripts.examine import examine
from scripts.history import read_history, revision_name
from scripts.joining import join
from scripts.languages import Language
from scripts.pages.kinds import pages
from scripts.pages.page import Surroundings
from scripts.pages.render import Renderer
from scripts.problems import problem
from scripts.published import FILE, Published, list_site, read_published
from scripts.records.load import load
from scripts.revisions import find_revisions
from scripts.settings import Settings, read_settings

ROOT = Path(__file__).parent.parent
CODES = ("ar", "en")
SITE = (
    *("", "about/", "events/one/", "events/one/0123456789/", "events/one/abcdef0123/"),
    *("sources/", "sources/a/", "years/1992/"),
)


def make_site(root: Path) -> Path:
    """A finished site with a page of each sort and the files beside them."""
    site = root / "site"
    for code in CODES:
        for page in SITE:
            (site / code / page).mkdir(parents=True, exist_ok=True)
            (site / code / page / "index.html").touch()
        for name in (
            "events/one/cite.bib",
            "events/one/share.png",
            "sources/a/cite.ris",
            "feed.xml",
        ):
            (site / code / name).touch()
        (site / code / "feed.json").touch()
    for name in ("index.html", "data/timeline.json", "data/schema/x.json", "look/look.css"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).touch()
    return site


def test_what_is_listed(tmp_path: Path) -> None:
    """Pages, files for reuse and citing, feeds, revisions; not what serves the site itself."""
    found = list_site(make_site(tmp_path), CODES, "2026.11")
    assert set(found.addresses()) == {
        *(f"{code}/{page}" for code in CODES for page in SITE if not page.endswith(("89/", "23/"))),
        *(f"{code}/{name}" for code in CODES for name in ("feed.json", "feed.xml")),
        *(f"{code}/events/one/cite.bib" for code in CODES),
        *(f"{code}/sources/a/cite.ris" for code in CODES),
        *("data/timeline.json", "data/schema/x.json"),
    }
    assert found.revisions == {"one": ["0123456789", "abcdef0123"]}


def test_kept(tmp_path: Path, languages: tuple[Language, ...]) -> None:
    """The command writes the list, and what it wrote is read back; without a site it says so."""
    settings = replace(read_settings(ROOT, {}), root=tmp_path)
    reporter = Reporter(languages[-1])
    assert read_published(tmp_path) == Published("")
    assert keep(settings, reporter, Namespace()) == 1
    site = make_site(tmp_path)
    assert keep(settings, reporter, Namespace()) == 0
    assert read_published(tmp_path) == list_site(site, settings.codes, settings.version)


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
    examined = examine(Settings(checkout, "", "", "", languages), Reporter(languages[-1]))
    assert examined.chronology is None
    assert examined.problems == [problem(FILE.as_posix(), 1, 1, "unreadable-addresses")]


def test_an_empty_page_stays(toy: Chronology, language: Language) -> None:
    """A year or a topic that no entry belongs to any more keeps its page, which says so."""
    kept = frozenset({"years/1850/", "years/18xx/", "topics/music/", "years/", "topics/"})
    before = {page.address for page in pages(toy, language)}
    made = {page.address: page for page in pages(toy, language, Surroundings(kept=kept))}
    assert set(made) - before == {"years/1850/", "years/18xx/", "topics/music/"}
    for address in set(made) - before:
        assert language.word("listing.none") in Renderer(language).render(made[address])
    listed = {item for page in made.values() for item, *_ in page.shows.get("items", ())}
    assert "years/1850/" not in listed, "the lists have what has entries"


def test_every_id_is_answered(languages: tuple[Language, ...]) -> None:
    """Every page of the latest release has its address in today's site, in every language."""
    published = read_published(ROOT)
    assert published.version
    records, problems = load(ROOT, tuple(each.code for each in languages))
    assert problems == []
    chronology = join(records)
    by_hand = {f"{file.stem}/" for file in (ROOT / "docs/en").glob("*.md")}
    around = Surroundings(kept=frozenset(published.pages))
    for language in languages:
        made = {page.address for page in pages(chronology, language, around)}
        gone = set(published.pages) - made - by_hand
        assert gone == {"contribute/problems/"}, "it needs the examples"


def test_every_revision_is_answered(languages: tuple[Language, ...]) -> None:
    """Every revision that had a page is one that the history knows."""
    published = read_published(ROOT)
    history = read_history(ROOT)
    if not history:
        pytest.skip("there is no history here to look revisions up in")
    records, _ = load(ROOT, tuple(each.code for each in languages))
    trails = find_revisions(join(records), ROOT, history)
    gone = {
        f"{id_}/{name}"
        for id_, names in published.revisions.items()
        for name in names
        if id_ not in trails
        or name
        not in {revision_name(blob) for each in trails[id_].revisions for blob in each.blobs}
    }
    assert gone == set()
    assert len(published.revisions) > 80
