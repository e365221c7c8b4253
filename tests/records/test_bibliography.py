"""Identifiers with their check digits."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from scripts.records.bibliography import IDENTIFIERS

RIGHT = {
    "isbn": ("0-306-40615-2", "0306406152", "978-0-306-40615-7", "9780306406157", "080442957X"),
    "issn": ("0378-5955", "2049-3630", "2434-561X"),
    "doi": ("10.1000/182", "10.1002/(SICI)1097-4571(199806)49:8;2-B", "10.5555/a_b-c.D"),
}
WRONG = {
    # One digit changed, two exchanged, X within, too short, other prefixes and signs.
    "isbn": (
        *("0-306-40615-3", "0-306-40651-2", "03064X6152", "030640615", "9770306406157"),
        *("978-0-306-40615-8", "97803064061", "0--306406152", "٠٣٠٦٤٠٦١٥٢", "0 306 40615 2"),
    ),
    "issn": ("0378-5956", "03785955", "0378-595X", "378-5955", "0378-59555"),
    "doi": ("https://doi.org/10.1000/182", "10.1000", "10.1000/", "doi:10.1000/182", "10.1/a b"),
}


@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_identifiers(kind: str) -> None:
    """What is right is kept as it is written; what is wrong has the code of its kind."""
    adapter = TypeAdapter[str](IDENTIFIERS[kind])
    for value in RIGHT[kind]:
        assert adapter.validate_python(value) == value
    for value in WRONG[kind]:
        with pytest.raises(ValidationError) as caught:
            adapter.validate_python(value)
        assert [each["type"] for each in caught.value.errors()] == [f"bad-{kind}"], value
