"""What the tests of the exports share: the real records, their edition, every file of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks.passages import PROOFS, read_proofs
from scripts.exports import Edition, exports
from scripts.i18n.language import Language
from scripts.records.load import load
from scripts.timeline.model import Chronology, join

from .tools import edition_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def real(languages: tuple[Language, ...]) -> Chronology:
    """The whole of the repository's own records."""
    records, problems = load(ROOT, tuple(each.code for each in languages))
    assert problems == []
    kept = ROOT / PROOFS
    proofs = read_proofs(kept.read_bytes()) if kept.exists() else {}
    return join(records, frozenset().union(*proofs.values()))


@pytest.fixture(scope="session")
def edition(real: Chronology, languages: tuple[Language, ...]) -> Edition:
    """An edition of the real records."""
    return edition_of(real, languages)


@pytest.fixture(scope="session")
def files(real: Chronology, edition: Edition) -> dict[str, bytes]:
    """Every file that is made of the real records, by path."""
    return exports(real, edition)


@pytest.fixture(scope="session")
def toy_edition(toy: Chronology, languages: tuple[Language, ...]) -> Edition:
    """An edition of the toy."""
    return edition_of(toy, languages)


@pytest.fixture(scope="session")
def toy_files(toy: Chronology, toy_edition: Edition) -> dict[str, bytes]:
    """Every file that is made of the toy, by path."""
    return exports(toy, toy_edition)
