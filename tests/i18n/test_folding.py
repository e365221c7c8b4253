"""The order of names in the alphabet of each language."""

from __future__ import annotations

import pytest

from scripts.i18n.folding import sort_key
from scripts.i18n.language import read_languages

LANGUAGES = {language.code: language for language in read_languages()}


@pytest.mark.parametrize(
    ("code", "ordered"),
    [
        # The article does not count, forms of alif are one letter, ة is sorted as ه.
        ("ar", ["أذربيجان", "إسرائيل", "آسيا الوسطى", "البحرين", "تركيا", "كازاخستان", "الهند"]),
        ("ar", ["BBC", "بلدة", "بلده بعيدة", "بلدي"]),
        ("en", ["Äthiopien", "Azerbaijan", "bahrain", "The Gambia", "Zambia"]),
    ],
)
def test_names_are_in_the_order_of_their_alphabet(code: str, ordered: list[str]) -> None:
    """Whatever their case, their marks and the way they are written."""
    names = ordered[::-1]
    assert sorted(names, key=lambda name: sort_key(name, LANGUAGES[code])) == ordered


def test_an_isolated_name_is_sorted_by_its_letters() -> None:
    """The marks of direction do not count."""
    keys = [sort_key(name, LANGUAGES["ar"])[0] for name in ("El.kz", "\u2068El.kz\u2069")]
    assert keys[0] == keys[1]
