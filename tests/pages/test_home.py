"""The home page: what it offers first."""

from __future__ import annotations

import pytest
from publishing import converted

from scripts.i18n.language import Language
from scripts.pages.kinds import pages
from scripts.pages.page import SiteContext
from scripts.pages.render import Renderer
from scripts.timeline.model import Chronology


@pytest.mark.parametrize("overview", [True, False])
def test_the_history_in_brief_comes_first(
    toy: Chronology, language: Language, *, overview: bool
) -> None:
    """Where there is one; else the timeline."""
    made = pages(toy, language, SiteContext(overview=overview))
    home = next(page for page in made if not page.address)
    text = Renderer(language).render(home).partition("---\n")[2].partition("---\n")[2]
    buttons = converted(text).xpath("//a[contains(@class, 'md-button')]")
    first = [link for link in buttons if "md-button--primary" in link.get("class")]
    assert first == buttons[:1]
    offered = [link.get("href") for link in buttons]
    assert offered[:2] == (["./overview/", "./timeline/"] if overview else offered[:2])
    assert ("./overview/" in offered) == overview
