"""What the README and the method page say about the records is true of the records."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from scripts.i18n.language import Language
from scripts.records.load import Records, load
from scripts.records.model import Says
from scripts.records.source import Seen

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def published(languages: tuple[Language, ...]) -> Records:
    """The records of the timeline itself."""
    records, problems = load(ROOT, tuple(each.code for each in languages))
    assert problems == []
    return records


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_sample_entry(name: str) -> None:
    """The README calls its sample a complete entry and names the file: they are the same text."""
    text = (ROOT / name).read_text("utf-8")
    pattern = r"`(timeline/events/[a-z0-9-]+\.yml)`[^`]*```yaml\n(.*?\n)```\n"
    [(path, sample)] = re.findall(pattern, text, re.DOTALL)
    assert sample == (ROOT / path).read_text("utf-8")


def test_limits_on_the_method_page(published: Records) -> None:
    """What docs/*/method.md says of the sources under "What the site does not know".

    Most were read as excerpts, five Arabic texts in full.  Most are in English, some in Arabic or
    Russian, hardly any (fewer than one in twenty) in Hebrew or Kazakh.
    """
    sources = [each.record for each in published.sources]
    seen = Counter(each.seen for each in sources)
    assert seen[Seen.EXCERPT] > len(sources) / 2
    # Where this changes, entries that count the articles read in full change too: search them
    # for "articles".
    assert [each.language for each in sources if each.seen == Seen.FULL_TEXT] == ["ar"] * 5
    count = Counter(each.language for each in sources)
    assert count["en"] > len(sources) / 2
    assert min(count["ar"], count["ru"]) > len(sources) / 20 > count["he"] + count["kk"]


def test_readings_that_were_wrong_once(published: Records) -> None:
    """Two readings of a source that were corrected stay corrected."""
    entries = {each.id: each.record for each in published.entries}
    # In paragraph 2 it is the White House that speaks of the first post-Soviet state.
    says = {
        cite.says
        for claim in entries["accords-announcement"].claims
        for cite in claim.cites
        if cite.source == "epstein-geography-of-peace-ar"
        and cite.passage
        and cite.passage.paragraph == 2
    }
    assert says == {Says.ATTRIBUTES}
    # "In the country" does not say that the emergency held in all of it.
    for difference in entries["state-of-emergency"].differences:
        for position in difference.positions:
            assert "hafryat-why-israel-worries" not in position.sources
