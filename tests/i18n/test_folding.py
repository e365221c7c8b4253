"""What the search knows of names, and of words that sound like them."""

from __future__ import annotations

from scripts.i18n.folding import spellings
from scripts.i18n.language import read_languages

ENGLISH = next(each for each in read_languages() if each.code == "en")


def test_a_word_that_sounds_like_a_name_is_spelt_right() -> None:
    """It stands beside the name, so that a query for it is not taken for a misspelt name."""
    found = spellings(["Sultan"], ["A flight from isolation", "Nothing else"], ENGLISH)
    assert found == {"sltn": ["sultan", "isolation"]}
