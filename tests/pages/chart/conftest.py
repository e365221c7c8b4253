"""The chart of every kind of date, in each language."""

from __future__ import annotations

import pytest
from lxml import etree

from scripts.i18n.language import Language
from scripts.timeline.model import Chronology

from .making import KINDS_OF_DATES, chart_of, dated


@pytest.fixture(scope="session")
def whole() -> Chronology:
    """Entries with every kind of date."""
    return dated(KINDS_OF_DATES)


@pytest.fixture(scope="session")
def html(whole: Chronology, language: Language) -> str:
    return chart_of(whole, language)


@pytest.fixture(scope="session")
def figure(html: str) -> etree._Element:
    return etree.fromstring(html)
