"""Folding: what counts as the same word, to a browser that looks for a passage and to the search.

Browsers match text fragments at the primary level of the Unicode Collation Algorithm (UTS #10;
WICG Text Fragments, 2025-03): marks, letter case, forms of digits and quotation marks do not count.
Letters that count as equal are in the language files, under `folding`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from scripts.i18n.language import Language

WORD = re.compile(r"[^\W_]+")

SILENT = "\u02b9-\u02c1"
"""Signs of transliteration that are not letters to a reader: ayn, hamza, soft sign and the like."""

APOSTROPHES = re.compile(f"['’ʼ]s\\b|(?<=\\w)['’ʼ](?=\\w)|[{SILENT}]")
"""Those within words, the English possessive, and signs of transliteration."""

SHORTEST_STEM = 3
"""Letters that must be left of a word without its prefix."""

SHORTEST_SOUND = 4
"""Letters in the sound of a name, at least, for its other spellings to be found by it."""

Table = tuple[tuple[str, str], ...]


class _Translation(dict[int, str]):
    """A table for `str.translate`, filled as characters come up."""

    def __init__(self, letters: Table) -> None:
        super().__init__()
        self.letters = str.maketrans(dict(letters))

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        folded = "" if unicodedata.category(character) in {"Mn", "Cf"} else character.casefold()
        digits = (str(unicodedata.digit(each, each)) for each in folded)
        self[codepoint] = found = "".join(digits).translate(self.letters)
        return found


_translation = lru_cache(maxsize=8)(_Translation)


def table(languages: Iterable[Language]) -> Table:
    """Letters and what they fold to, from all `languages`: a source may be in any."""
    letters = {key: value for each in languages for key, value in each.facts["folding"].items()}
    return tuple(sorted(letters.items()))


def fold(text: str, letters: Table) -> str:
    """`text` as a browser compares it: NFKD without marks, case folded, digits in ASCII."""
    return unicodedata.normalize("NFKD", text).translate(_translation(letters))


def words(text: str, letters: Table) -> list[str]:
    return WORD.findall(fold(text, letters))


def sort_key(text: str, language: Language) -> tuple[list[str], str]:
    """The key by which names are sorted alphabetically: the folded words, without the article.

    Folded letters are in alphabetical order in Unicode, in Arabic too. Latin names come before
    Arabic ones.
    """
    first, *others = words(re.sub(f"[{SILENT}]", "", text), table([language])) or [""]
    return [stripped(first, tuple(language.facts["articles"])), *others], text


def forms(texts: Iterable[str], language: Language) -> list[str]:
    """The folded words of `texts` as a search should find them, each once.

    A word with a prefix (an article, a conjunction) is given without it too; apostrophes are
    dropped: "Sa'ar" is found as "saar"; words that the language file names together are found by
    each other.
    """
    letters = table([language])
    found: dict[str, None] = {}
    for text in texts:
        for word in words(APOSTROPHES.sub("", text), letters):
            found[word] = None
            found[stripped(word, language.prefixes)] = None
    groups = tuple(map(tuple, language.facts["search"]["alike"]))
    for folded in _folded(groups, letters):
        if not found.keys().isdisjoint(folded):
            found |= dict.fromkeys(folded)
    return list(found)


@lru_cache(maxsize=8)
def _folded(groups: tuple[tuple[str, ...], ...], letters: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(word, letters) for word in group) for group in groups)


def sound(word: str, language: Language) -> str:
    """The sound of a folded `word`, however it is spelt: "nazarbaev", "nazarbayev": "nzrbv"."""
    facts = language.facts["search"]
    for one, other in facts["sounds"]:
        word = word.replace(one, other)
    return word.translate(dict.fromkeys(map(ord, facts["silent"])))


def spellings(
    names: Iterable[str], texts: Iterable[str], language: Language
) -> dict[str, list[str]]:
    """The folded words of `names` by their sound, where it is long enough.

    With each are the words of `texts` that sound like it and are spelt right: "isolation" is not
    "Sultan".
    """
    found: dict[str, list[str]] = {}
    for word in forms(names, language):
        heard = sound(word, language)
        if len(heard) >= SHORTEST_SOUND and word not in found.setdefault(heard, []):
            found[heard].append(word)
    for word in forms(texts, language):
        known = found.get(sound(word, language), [word])
        if word not in known:
            known.append(word)
    return found


def stripped(word: str, prefixes: tuple[str, ...]) -> str:
    """`word` without the first of `prefixes` that it begins with, where enough is left of it."""
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM:
            return word[len(prefix) :]
    return word
