"""A small repository with the toy in it, and one entry that several commits change."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from scripts.checks import check
from scripts.i18n.language import Language, read_languages
from scripts.pages.page import Page, PageContext, SiteContext
from scripts.pages.render import Renderer
from scripts.pages.revisions import revision_pages
from scripts.records.load import load
from scripts.timeline.changes import RecordChange, find_changes
from scripts.timeline.git import read_history
from scripts.timeline.model import Chronology, join
from scripts.timeline.revisions import RevisionHistory, find_revisions, find_source_revisions

TOY = Path(__file__).parents[2] / "toy"
LANGUAGES = {language.code: language for language in read_languages()}
CODES = tuple(LANGUAGES)
ID = "ferry-stops"
FILE = f"timeline/events/{ID}.yml"

ENTRY = """\
title:
  en: The ferry stops
  ar: توقّف العبّارة
date: "2010-03"
topics: [water]
actors: [ferry-company]
summary:
  en: The ferry between the two states stopped.
  ar: توقّفت العبّارة بين الدولتين.
claims:
  - id: ferry-stopped
    text:
      en: The ferry stopped on 2 March.
      ar: توقّفت العبّارة في 2 آذار/مارس.
    cites:
      - source: northern-gazette
        says: states
"""


def in_the_first_format(record: str) -> str:
    """A record as it was written before the first release."""
    return re.sub(r"  - id: .*\n    ", "  - ", record).replace('date: "2021-03', 'on: "2021-03')


def day(number: int) -> datetime.date:
    """A day of the month in which the tests' commits are made."""
    return datetime.date(2021, 3, number)


@dataclass(frozen=True)
class Site:
    """What a build of the repository would make its pages of."""

    chronology: Chronology
    histories: dict[str, RevisionHistory]
    repository: str = ""
    sources: dict[str, RevisionHistory] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()

    @property
    def changes(self) -> tuple[RecordChange, ...]:
        """Every change, the newest first."""
        return find_changes(self.histories, self.sources, self.chronology.redirects)

    @property
    def revision_history(self) -> RevisionHistory:
        """The history of the entry that the commits change."""
        return self.histories[ID]

    def stage(self, language: Language) -> PageContext:
        """What the makers of pages work with."""
        site = SiteContext(
            repository=self.repository,
            histories=self.histories,
            source_histories=self.sources,
            changes=self.changes,
            kept=self.kept,
        )
        return PageContext(self.chronology, language, site)

    def pages(self, language: Language, id_: str = ID) -> dict[str, Page]:
        """The pages of an entry's revisions by their names."""
        made = [each.make() for each in revision_pages(self.stage(language))]
        assert len({page.path for page in made}) == len(made)
        return {
            page.path.removeprefix(f"events/{id_}/").removesuffix(".md"): page
            for page in made
            if page.path.startswith(f"events/{id_}/")
        }

    def texts(self, language: Language, id_: str = ID) -> dict[str, str]:
        """The Markdown of those pages."""
        renderer = Renderer(language)
        return {name: renderer.render(page) for name, page in self.pages(language, id_).items()}


class Repository:
    """A small repository that a test makes: fixed names and days, nobody's settings."""

    def __init__(self, root: Path) -> None:
        """A repository at `root`, which may hold files already."""
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str, on: int = 1, hour: str = "12:00:00Z", given: str = "") -> str:
        """What git prints."""
        moment = f"{day(on).isoformat()}T{hour}"
        environment = {**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env=environment,
            check=True,
            capture_output=True,
            input=given.encode(),
        )
        return done.stdout.decode()

    def write(self, content: str | bytes, name: str = FILE) -> Path:
        """Write a file, without committing it."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def commit(self, on: int, content: str | bytes | None = None, name: str = FILE) -> str:
        """Write a file, commit all that there is; the name of the file's revision."""
        if content is not None:
            self.write(content, name)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=words", on=on)
        return self.name_of(name) if (self.root / name).is_file() else ""

    def name_of(self, name: str = FILE) -> str:
        """The name of the revision that a file is in the working folder, by git itself."""
        return self.git("hash-object", name)[:10]

    def site(self, repository: str = "") -> Site:
        """The site of the working folder, in which nothing may be wrong."""
        records, problems = load(self.root, CODES)
        assert problems + check(records, tuple(LANGUAGES.values())) == []
        chronology = join(records)
        history = read_history(self.root)
        histories = find_revisions(chronology, self.root, history)
        sources = find_source_revisions(chronology, self.root, history)
        return Site(chronology, histories, repository, sources)
