"""What an export needs besides the chronology: the edition, and which part one file holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scripts.i18n.language import Language
from scripts.records.fields import Text

LICENCE = ("CC-BY-4.0", "Creative Commons Attribution 4.0 International")
"""The licence of the records and of all that is made from them: SPDX id and name."""

LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

JOINT = " · "
"""Separates translations of a text in a format that has room for one text only."""


Days = Mapping[str, tuple[datetime.date | None, datetime.date | None]]
"""When an entry was first published and when it changed last, by its id."""


@dataclass(frozen=True)
class Edition:
    """What is known of the chronology besides its records.

    `address` is the absolute address of the site's root, with a slash at its end; `repository` is
    the web address of the repository, or empty; `version` is the version of the chronology, such
    as 2026.11.  `days` gives for an entry's id the day on which it was first published and the day
    of its last change, None where git does not know; `blobs` gives for a record's path the id of
    its git blob.  `newest` are the entries that were added last, by topic (`feeds.newest`).
    """

    address: str
    repository: str
    version: str
    languages: tuple[Language, ...]
    days: Days = field(repr=False)
    blobs: Mapping[str, str] = field(repr=False)
    newest: Mapping[str, Sequence[str]] = field(repr=False)

    @property
    def host(self) -> str:
        """The host name of the site."""
        return urlsplit(self.address).hostname or ""

    def page(self, language: Language, path: str = "") -> str:
        """The absolute address of the page `path` (with a slash at its end) in `language`."""
        return f"{self.address}{language.code}/{path}"

    def pages(self, path: str) -> dict[str, str]:
        """The absolute addresses of the page `path` by language code."""
        return {language.code: self.page(language, path) for language in self.languages}

    def words(self, key: str) -> Text:
        """Words of the language files in every language."""
        return Text.model_construct({each.code: each.word(key) for each in self.languages})

    def first_published(self, id_: str) -> datetime.date | None:
        """The day on which an entry was first published, if known."""
        return self.days.get(id_, (None, None))[0]

    def last_changed(self, id_: str) -> datetime.date | None:
        """The day on which an entry last changed; at least that of its publication, if known."""
        first, last = self.days.get(id_, (None, None))
        return last or first


@dataclass(frozen=True)
class Part:
    """What one file holds: its path, its languages, and its topic if it has only one.

    `path` is relative to the site's root.  A file in a single language has that one alone.
    """

    path: str
    languages: tuple[Language, ...]
    topic: str = ""

    @property
    def language(self) -> Language:
        """The language of a file in a single language."""
        (language,) = self.languages
        return language

    def words(self, key: str) -> str:
        """Words of the language files in every language of the part, as one text."""
        return joined(language.word(key) for language in self.languages)


def joined(texts: Iterable[str]) -> str:
    """The texts that are not empty as one text, equal ones once."""
    return JOINT.join(dict.fromkeys(text for text in texts if text))
