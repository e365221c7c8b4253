"""The chart of every kind of date, in each language."""

from __future__ import annotations

import pytest
from lxml import etree

from scripts.i18n.language import Language
from scripts.timeline.model import Chronology

from .making import LANGUAGES, chart_of, parsed, sample


@pytest.fixture(scope="session")
def whole() -> Chronology:
    """Entries with every kind of date."""
    return sample()


@pytest.fixture(scope="session", params=LANGUAGES)
def tongue(request: pytest.FixtureRequest) -> Language:
    """Each language of the site in turn."""
    return LANGUAGES[request.param]


@pytest.fixture(scope="session")
def html(whole: Chronology, tongue: Language) -> str:
    """The chart of all of them."""
    return chart_of(whole, tongue)


@pytest.fixture(scope="session")
def figure(html: str) -> etree._Element:
    """The chart, read as XML."""
    return parsed(html)
