"""One article under three addresses, in three forms: what check, form, review and page say."""

from __future__ import annotations

import pytest
from cli.proposals.test_review import CODES, page, summary, words
from exports.test_inline_sources import entry_page
from playwright.sync_api import Page
from timeline.revisions.tools import LANGUAGES, Repository

from scripts.checks import check
from scripts.records.load import load
from scripts.records.yaml import parse
from scripts.timeline.model import join

PATH = "timeline/events/mill-burns.yml"

ARTICLE = "title: The mill, publisher: The Herald, language: en"
LIVE = f'{{key: herald-mill, {ARTICLE}, url: "https://mills.example.org/1962/mill?part=1&page=2"}}'
PHONE = (
    f'{{{ARTICLE}, url: "http://m.mills.example.org/1962/mill/?page=2&utm_source=x&part=1#end"}}'
)
ARCHIVED = (
    f'{{{ARTICLE}, url: "https://web.archive.org/web/20160101000000/'
    'https://www.mills.example.org:443/1962/mill/amp?part=%31&page=2"}'
)

ENTRY = """\
# yaml-language-server: $schema=../schema/event.schema.json
title: {en: The mill burns down, ar: احتراق الطاحونة}
date: "1962-05"
topics: [water]
summary: {en: The mill burnt down., ar: احترقت الطاحونة.}
cites:
"""

URL = "https://mills.example.org/1962/mill?part=1&page=2"

SEED = f"""\
title_in: {{en: The mill, ar: الطاحونة}}
publisher: {{en: The Herald, ar: بشير الجنوب}}
language: en
genre: news
point_of_view: {{en: A newspaper., ar: صحيفة.}}
url: {URL}
seen: excerpt
seen_on: "2020-01-01"
"""

RECORDED = (
    "this source has a record: write 'source: herald-mill' instead; if it is another part or "
    "version of the work, give both a 'locator' or an 'archived_url'"
)
TWICE = (
    "this source is already in the entry: give the first one 'key: herald-mill', and write "
    "'source: herald-mill' here"
)


WITH_RECORD = """async ([record, sources]) => {
  const [{problemsAsChecked}, {speaker}] = await Promise.all(
    ["checks", "words"].map(name => import(`/look/form/${name}.js`)));
  const facts = await read("en");
  facts.sources = [...facts.sources, ...sources];
  return problemsAsChecked(record, "mill-burns", facts).map(speaker(facts).message);
}"""


@pytest.mark.parametrize(
    ("seed", "sources", "told"),
    [
        # recorded, and given from the telephone and from an archive
        (SEED, ["herald-mill", PHONE, ARCHIVED], {8: RECORDED, 9: RECORDED}),
        # given three times
        ("", [LIVE, PHONE, ARCHIVED], {8: TWICE, 9: TWICE}),
        # as it should be
        (SEED, ["herald-mill", "herald-mill"], {}),
        ("", [LIVE, "herald-mill", "herald-mill"], {}),
    ],
)
def test_one_article(
    seed: str, sources: list[str], told: dict[int, str], repository: Repository, modules: Page
) -> None:
    """Check, review and form name the id to use; review and page count one source."""
    if seed:
        repository.write(seed, "seeds/herald-mill.yml")
        repository.commit(1)
    cites = (f"  - {{source: {each}, says: states}}\n" for each in sources)
    text = ENTRY + "".join(cites)
    repository.write(text, PATH)
    records, problems = load(repository.root, CODES)
    assert problems == []
    languages = (*LANGUAGES.values(),)
    found = check(records, languages)
    assert {each.line: LANGUAGES["en"].message(each) for each in found} == told
    assert {each.path for each in found} <= {PATH}

    document, _ = parse(text.encode(), PATH)
    assert document is not None
    # The form has the data of the toy: the record of the article is added.
    added = [{"id": "herald-mill", "url": URL}] if seed else []
    assert modules.evaluate(WITH_RECORD, [document.value, added]) == [*told.values()]

    said = words(page(summary(repository)))
    assert said.count("herald-mill' instead") + said.count("herald-mill' here") == len(told)
    assert "Evidence: single source" in said
    # A record is missing only where none has the article.
    assert ("Sources given inline" in said) is not bool(seed)

    chronology = join(records)
    assert chronology.entries["mill-burns"].evidence.sources == 1
    for language in languages:
        html = entry_page(chronology, language, "mill-burns")
        assert language.word("labels.single-source") in html
        assert language.word("labels.corroborated") not in html
