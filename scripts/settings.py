"""Where things are, and under which address the site will stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, UUID

from scripts.i18n.human_dates import DateReader
from scripts.i18n.language import Language, read_languages
from scripts.records.load import Refusal


@dataclass(frozen=True)
class Settings:
    """What a build needs to know besides the records.

    `version` is the edition's; `repository` is a web address, or empty; `publisher` is one of
    `publish.mkdocs.PUBLISHERS`. From `namespace` come the ids that do not change with the address.
    """

    root: Path
    address: str  # the absolute address of the site's root, with a slash at its end
    version: str
    repository: str
    languages: tuple[Language, ...]
    namespace: UUID = NAMESPACE_URL
    years_from: int = 1  # the first year that is no background in the chart
    publisher: str = "mkdocs"
    book: bool = True  # whether the whole is typeset as a book
    proposed: bool = False  # whether proposed entries are shown: the site is a preview
    history: bool = True  # whether the history is read from git

    @property
    def codes(self) -> tuple[str, ...]:
        """The language codes, in alphabetical order, which favours none."""
        return tuple(language.code for language in self.languages)

    @property
    def refusal(self) -> Refusal:
        """Why a record may not have a date in words."""
        return DateReader(self.languages).refusal

    def language(self, code: str) -> Language:
        return next(each for each in self.languages if each.code == code)

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """The folder of what can be rebuilt at any time."""
        return self.root / ".cache"

    @property
    def store(self) -> Path:
        """Where finished pages, pictures and books are kept between builds."""
        return self.cache / "store"

    def config(self, language: Language) -> Path:
        """The publisher's configuration for one language."""
        particular = self.root / f"mkdocs.{language.code}.yml"
        return particular if particular.exists() else self.root / "mkdocs.yml"


def read_settings(root: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of the checkout at `root`: pyproject.toml's `[tool.timeline]`.

    SITE_ADDRESS and SITE_REPOSITORY in `environment` go before it.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    table = project["tool"]["timeline"]
    address = environment.get("SITE_ADDRESS") or table["address"]
    repository = environment.get("SITE_REPOSITORY") or table["repository"]
    return Settings(
        root=root,
        address=address.rstrip("/") + "/",
        version=project["project"]["version"],
        repository=repository.rstrip("/"),
        languages=read_languages(),
        namespace=UUID(table["namespace"]),
        years_from=table.get("years-from", 1),
        publisher=table.get("publisher", "mkdocs"),
    )
