"""What the tests of the exports share: the real records, their states, every file of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks.passages import PROOFS, read_proofs
from scripts.exports import exports
from scripts.pages.citing import Publication
from scripts.records.load import Records
from scripts.timeline.model import Chronology, join

from .tools import publication_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def real(real_records: Records) -> Chronology:
    """The whole of the repository's own records, with the passages that were found."""
    kept = ROOT / PROOFS
    proofs = read_proofs(kept.read_bytes()) if kept.exists() else {}
    return join(real_records, frozenset().union(*proofs.values()))


@pytest.fixture(scope="session")
def published(real: Chronology) -> Publication:
    """The real records as they might be published."""
    return publication_of(real)


@pytest.fixture(scope="session")
def files(real: Chronology, published: Publication) -> dict[str, bytes]:
    return exports(real, published)


@pytest.fixture(scope="session")
def toy_files(toy: Chronology) -> dict[str, bytes]:
    """Every file that is made of the toy, by path."""
    return exports(toy, publication_of(toy))
