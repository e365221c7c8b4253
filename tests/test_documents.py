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

    The numbers are those of the day that the page names: sources that were read are added, and not
    taken away.  Five Arabic texts were read in full.
    """
    read = [each.record for each in published.sources if each.record.seen != Seen.NOTHING]
    # Where this changes, entries that count the articles read in full change too: search them
    # for "articles".
    assert [each.language for each in read if each.seen == Seen.FULL_TEXT] == ["ar"] * 5
    pages = [(ROOT / "docs" / code / "method.md").read_text("utf-8") for code in ("en", "ar")]
    english, arabic = (re.findall(r"\d+", each.partition("{ #limits }")[2]) for each in pages)
    assert set(english) == set(arabic)
    total, excerpts, _, *numbers = [int(each) for each in english[:9]]
    assert sum(numbers) == total == excerpts + 5
    assert total <= len(read)
    count = Counter(each.language for each in read)
    for code, number in zip(("en", "ru", "ar", "kk", "he"), numbers, strict=False):
        assert number <= count[code]


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
