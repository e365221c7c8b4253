"""The languages of the site: one file each in this folder, named by its code.

Whatever is particular to a language is in its file and nowhere else: plural rules, date patterns,
letters, every word and every message.  A new language is a new file (and `mkdocs.<code>.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.localedata import exists
from babel.plural import PluralRule

from scripts.problems import Problem
from scripts.records.text import COMMON

FOLDER = Path(__file__).parent

# A base loader makes text of every scalar: `no` is a word here, not a truth value. The one in C is
# ten times as fast.
LOADER: type[yaml.CBaseLoader | yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

LONGEST_ARG = 120
"""Characters of an offending text that a message repeats."""


class MissingWordError(KeyError):
    """A page or message uses a word that a language file lacks: a bug of ours."""


@dataclass(frozen=True)
class Language:
    """One language; `facts` is the content of its file (`en.yml` explains the keys)."""

    code: str
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.facts["name"])

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML's `dir` has it."""
        return str(self.facts["direction"])

    @cached_property
    def plural(self) -> Callable[[int], str]:
        """The plural category of a number (Unicode CLDR syntax, UTS #35 part 3)."""
        return cache(PluralRule(self.facts["plural"]))

    @cached_property
    def foreign(self) -> re.Pattern[str]:
        """Matches a character that its texts may not contain."""
        return re.compile(f"[^{self.letters}]")

    @property
    def letters(self) -> str:
        """What a character of its texts may be, inside a regular expression's brackets."""
        return f"{self.facts['letters']}{COMMON}"

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """Prefixes without which words are found too (articles …), the longest first."""
        return tuple(sorted(self.facts["search"]["prefixes"], key=len, reverse=True))

    @cached_property
    def language_names(self) -> Mapping[str, str]:
        """The names of languages by ISO 639 code: those of its file, then all of Unicode CLDR.

        Of a language that CLDR does not know, only those of its file.
        """
        own = self.facts["language-names"]
        cldr = Locale.parse(self.code).languages if exists(self.code) else {}
        others = {code: cldr[code] for code in sorted(cldr) if re.fullmatch("[a-z]{2,3}", code)}
        return {**own, **{code: name for code, name in others.items() if code not in own}}

    def word(self, key: str, /, *, n: int | None = None, **args: object) -> str:
        """The words for a dotted `key`, `{placeholders}` filled from `args`.

        Where the file gives plural forms, the number `n` chooses.
        Raises MissingWordError for a key, a form or a placeholder that the file lacks.
        """
        found = self._find(key)
        if not isinstance(found, str):
            if n is None:
                raise MissingWordError(f"{self.code}: {key} needs n")
            found = found.get(self.plural(n)) or found["other"]
        try:
            return found.format_map({"n": n, **args})
        except KeyError as error:
            raise MissingWordError(f"{self.code}: {key} needs {error}") from None

    def section(self, name: str) -> Callable[..., str]:
        """`word`, for the keys of one section of the file."""
        return lambda key, /, *, n=None, **args: self.word(f"{name}.{key}", n=n, **args)

    def forms(self, key: str) -> Iterator[tuple[str, str]]:
        """The plural forms of a dotted `key`: category and words."""
        found = self._find(key)
        if not isinstance(found, str):
            yield from found.items()

    def message(self, problem: Problem) -> str:
        # What is expected is a list of ours, which is shown whole.
        args = {key: arg if key == "expected" else shortened(arg) for key, arg in problem.args}
        suggestion = args.pop("suggestion", "")
        text = self.word(f"problems.{problem.code}", n=None, **args)
        # A control character has no name, which leaves two spaces.
        text = re.sub(" {2,}", " ", text)
        if suggestion:
            text += self.word("problems.did-you-mean", suggestion=suggestion)
        return text

    def listed(self, items: list[str]) -> str:
        """Items as a list in a sentence: "a, b and c"."""
        if len(items) < 2:  # noqa: PLR2004  (one item needs no "and")
            return "".join(items)
        joint = self.facts["list"]
        return f"{joint['between'].join(items[:-1])}{joint['last']}{items[-1]}"

    @cached_property
    def _find(self) -> Callable[[str], str | Mapping[str, str]]:
        """The text or the plural forms of a dotted key, cached by key."""

        def find(key: str) -> str | Mapping[str, str]:
            found: Any = self.facts
            for part in key.split("."):
                if not isinstance(found, Mapping) or part not in found:
                    raise MissingWordError(f"{self.code}: {key}")
                found = found[part]
            return found if isinstance(found, Mapping) else str(found)

        return cache(find)


def shortened(text: str) -> str:
    """`text` in one line, its end left out if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_ARG else f"{text[:LONGEST_ARG]}…"


def read_languages(folder: Path = FOLDER) -> tuple[Language, ...]:
    """Every language of `folder`, by code. Raises yaml.YAMLError; MissingWordError for no words."""
    languages = []
    for file in sorted(folder.glob("*.yml")):
        facts = yaml.load(file.read_text("utf-8"), Loader=LOADER)  # noqa: S506
        if not isinstance(facts, dict):
            raise MissingWordError(file.stem)
        languages.append(Language(file.stem, facts))
    return tuple(languages)
