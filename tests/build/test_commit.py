"""A site says of which commit its records are, and only of that one."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Quiet
from website.tools import git

from scripts.exports import exports
from scripts.exports.citations import citation_files
from scripts.i18n.language import Language
from scripts.pages.kinds import pages
from scripts.pages.page import Page
from scripts.pages.render import Renderer
from scripts.settings import Settings
from scripts.site import Site, read_site
from scripts.site.checked import load_and_check
from scripts.timeline.git import read_history

RECORD = "timeline/events/river-patrol.yml"


@pytest.fixture
def settings(checkout: Path, languages: tuple[Language, ...], nobodys_git: None) -> Settings:
    """The toy, committed shortly before midnight in New York: on the next day in UTC."""
    del nobodys_git
    git(checkout, "init", "--quiet")
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message=words", at="2026-01-03T23:30:00-05:00")
    return Settings(checkout, "https://example.org/", "1", "https://forge.example.org/a", languages)


def site_of(settings: Settings) -> Site:
    checked = load_and_check(settings, Quiet(settings.languages[0]))
    assert checked.chronology
    return read_site(settings, checked, checked.chronology, read_history(settings.root))


def data_page(site: Site, language: Language) -> tuple[Page, str]:
    context = site.contexts[language.code]
    made = pages(site.chronology, language, context.site)
    page = next(each for each in made if each.template == "data")
    return page, Renderer(language).render(page)


def test_the_commit_is_named(settings: Settings, language: Language) -> None:
    """On the data page with its day, in the data package, and in the files that cite the data."""
    site = site_of(settings)
    id_ = git(settings.root, "rev-parse", "HEAD").strip()
    page, text = data_page(site, language)
    assert f"https://forge.example.org/a/commit/{id_}" in text
    assert f"`swh:1:rev:{id_}`" in text
    assert "--before=2026-01-04T23:59:59Z" in text
    heads = [tag.get("content") for _, tag in page.head if tag.get("name") == "DC.title"]
    assert heads == [language.word("home.title")]
    package = exports(site.chronology, site.published)["data/datapackage.json"].decode()
    assert f'"commit": "{id_}"' in package
    assert '"created": "2026-01-04T00:00:00Z"' in package
    files = citation_files(site.chronology, site.published)
    for name in ("CITATION.cff", "cite.bib", "cite.json", "cite.ris"):
        assert id_ in files[f"{language.code}/data/{name}"].decode()


@pytest.mark.parametrize("path", [RECORD, "timeline/vocabulary/topics.yml", "seeds/river-post.yml"])
def test_other_records_are_of_no_commit(settings: Settings, path: str) -> None:
    """What is not committed would be cited as something else; other files do not matter."""
    (settings.root / "README.md").write_text("Words.\n", "utf-8")
    assert site_of(settings).published.commit
    with (settings.root / path).open("a", encoding="utf-8") as file:
        file.write("# A comment.\n")
    site = site_of(settings)
    assert site.published.commit is None
    assert "swh:1:rev" not in data_page(site, settings.languages[0])[1]


def test_without_git_there_is_no_commit(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert site_of(settings).published.commit is None
