"""What the evidence for a claim amounts to: origins, independence, labels, counts."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from making import cite, claim, entry, inline, source, text

from scripts.i18n.language import Language
from scripts.pages.evidence_line import entry_evidence
from scripts.records.model import Cite
from scripts.records.source import Source
from scripts.records.works import Works
from scripts.timeline.evidence import (
    EntryEvidence,
    Evidence,
    Label,
    Sources,
    independent,
    of_claim,
    of_entry,
    origins,
    source_names,
)
from scripts.timeline.model import Chronology

URL = "https://example.org/one"
OTHER_URL = "https://example.org/two"
NAME = "example.org/one"


def sources_of(records: dict[str, Source]) -> Sources:
    return Sources(records, Works(records))


SOURCES = sources_of(
    {
        # origins
        "agency": source(),
        "paper": source(),
        "ministry": source(),
        # of one origin
        "relay": source("agency"),
        "copy": source("agency"),
        "translation": source("relay"),
        # of two
        "digest": source("agency", "paper"),
        "digest-of-digest": source("digest", "ministry"),
        "city": source(),
        # in some paragraphs
        "quoting": source(("agency", "3-5, 9")),
        "patchwork": source(("agency", "1-2"), ("paper", "2-3"), "ministry"),
        "quoting-a-relay": source(("relay", "2")),
        "copy-of-quoting": source("quoting"),
        # no origin at all: `check` refuses circles, but nothing may hang on one
        "serpent": source("serpent"),
        "round-up": source("paper", "agency", "relay"),
        "hen": source("egg"),
        "egg": source("hen"),
        "chick": source("hen", "paper"),
        # `check` refuses what is not there as well
        "orphan": source("nowhere"),
    }
)


@pytest.mark.parametrize(
    ("id_", "paragraph", "expected"),
    [
        ("agency", None, {"agency"}),
        ("relay", None, {"agency"}),
        ("translation", None, {"agency"}),
        ("digest", None, {"agency", "paper"}),
        ("digest-of-digest", None, {"agency", "paper", "ministry"}),
        # some paragraphs derive: the one that is cited decides, the rest is its own origin
        *(("quoting", n, {"agency" if n in (3, 5, 9) else "quoting"}) for n in (2, 3, 5, 6, 9, 10)),
        ("quoting", None, {"agency", "quoting"}),  # not known which: both
        ("copy-of-quoting", None, {"agency", "quoting"}),
        ("patchwork", 1, {"agency", "ministry"}),
        ("patchwork", 2, {"agency", "paper", "ministry"}),
        ("patchwork", 3, {"paper", "ministry"}),
        ("patchwork", 4, {"ministry"}),
        ("quoting-a-relay", 2, {"agency"}),
        ("quoting-a-relay", 1, {"quoting-a-relay"}),
        # a paragraph of a source that derives as a whole
        ("relay", 7, {"agency"}),
        # by two ways to one origin, and to another after that
        ("round-up", None, {"agency", "paper"}),
        # nothing hangs
        ("serpent", None, set()),
        ("hen", None, set()),
        ("chick", None, {"paper"}),
        ("orphan", None, {"nowhere"}),
        ("nowhere", None, {"nowhere"}),
    ],
)
def test_origins(id_: str, paragraph: int | None, expected: set[str]) -> None:
    """A source is its own origin, or has those of the sources that the paragraph derives from."""
    assert origins(cite(id_, paragraph=paragraph), SOURCES) == expected


@pytest.mark.parametrize(
    ("cites", "count"),
    [
        ([], 0),
        (["agency"], 1),
        (["agency", "paper", "ministry"], 3),
        # the same source twice, the source and its copy, two copies
        (["agency", "agency"], 1),
        (["relay", "copy", "translation", "agency"], 1),
        (["relay", "paper"], 2),
        # derived from two that are cited too
        (["agency", "paper", "digest"], 2),
        (["digest", "digest-of-digest"], 1),
        (["agency", "paper", "ministry", "digest-of-digest"], 3),
        # whatever order they come in
        (["digest-of-digest", "digest", "copy", "paper"], 2),
        # a circle
        (["serpent", "serpent"], 0),
        (["hen", "egg"], 0),
        (["chick", "chick"], 1),
    ],
)
def test_independent(cites: list[str], count: int) -> None:
    """As many as can be chosen so that no two have an origin in common."""
    assert independent([cite(id_) for id_ in cites], SOURCES) == count
    assert independent([cite(id_) for id_ in reversed(cites)], SOURCES) == count


def test_independent_is_the_largest_choice() -> None:
    """Of three or four sources of two origins each: no other choice of them is larger."""
    sources = {id_: source() for id_ in "abcdef"}
    pairs = list(itertools.combinations("abcdef", 2))
    sources |= {"-".join(pair): source(*pair) for pair in pairs}
    all_sources = sources_of(sources)
    cites = {pair: cite("-".join(pair)) for pair in pairs}
    for family in (*itertools.combinations(pairs, 3), *itertools.combinations(pairs, 4)):
        largest = max(
            size
            for size in range(1, len(family) + 1)
            for choice in itertools.combinations(family, size)
            if len(set().union(*choice)) == 2 * size
        )
        assert independent([cites[pair] for pair in family], all_sources) == largest, family


def test_many_sources() -> None:
    """Forty sources, as many as a claim may cite, of two origins each are counted in no time."""
    ids = [f"o{n}" for n in range(41)]
    sources = {id_: source() for id_ in ids}
    sources |= {f"s{n}": source(ids[n], ids[n + 1]) for n in range(40)}
    assert independent([cite(f"s{n}") for n in range(40)], sources_of(sources)) == 20


def test_independent_inline() -> None:
    """An inline source is its own origin, told apart by its address."""
    assert origins(cite(inline(URL)), SOURCES) == {NAME}
    one, same, other = (cite(inline(url)) for url in (URL, URL, OTHER_URL))
    assert independent([one, same], SOURCES) == 1
    assert independent([one, other], SOURCES) == 2
    assert independent([one, cite("agency")], SOURCES) == 2
    assert source_names([one, same, other, cite("relay"), cite("relay")], SOURCES) == {
        *(NAME, "example.org/two", "relay")
    }


HERALD = "https://herald.example.org/mill"
RECORDED = sources_of({"herald": source(url=HERALD), "relay": source("herald")})


def given(url: str, **fields: object) -> dict[str, Any]:
    return {**inline(url), **fields}


@pytest.mark.parametrize(
    ("cites", "names"),
    [
        # one article, recorded and given in other forms of its address
        (["herald", given("http://www.herald.example.org/mill/?utm_source=x")], {"herald"}),
        ([given(HERALD), given("https://web.archive.org/web/2016/" + HERALD)], {"herald"}),
        (["relay", given("https://m.herald.example.org/mill")], {"relay", "herald"}),
        # by its key, in another form, from an archive
        ([given(URL, key="one"), "one", given("https://m.example.org/one/")], {NAME}),
        ([given("https://web.archive.org/web/2016/" + URL), given(URL)], {f"{NAME} 2016"}),
        # what derives from it
        (
            [given(URL, key="one"), given(OTHER_URL, derives_from=["one"])],
            {NAME, "example.org/two"},
        ),
        ([given(OTHER_URL, derives_from=["relay"]), "herald"], {"example.org/two", "herald"}),
    ],
)
def test_one_article_counts_once(cites: list[Any], names: set[str]) -> None:
    """In whatever form it is cited; and what relays it is not independent of it."""
    made = entry("2001", claim(*map(cite, cites)))
    known = RECORDED.of(made)
    assert source_names(made.all_claims[0].cites, known) == names
    alone = Evidence(Label.SINGLE_SOURCE, len(names), 1)
    assert of_entry(made, RECORDED) == EntryEvidence((alone,), len(names), 0)


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        # stated: by independent sources, by one, by several of one origin
        ("agency states, paper states", Evidence(Label.CORROBORATED, 2, 2)),
        ("agency states, paper states, copy states", Evidence(Label.CORROBORATED, 3, 2)),
        ("agency states", Evidence(Label.SINGLE_SOURCE, 1, 1)),
        ("agency states, agency states", Evidence(Label.SINGLE_SOURCE, 1, 1)),
        ("agency states, relay states", Evidence(Label.SINGLE_SOURCE, 2, 1)),
        ("digest states, paper states", Evidence(Label.SINGLE_SOURCE, 2, 1)),
        # the strongest act alone counts
        ("agency states, paper attributes, city argues", Evidence(Label.SINGLE_SOURCE, 1, 1)),
        ("agency attributes, paper attributes, city argues", Evidence(Label.ATTRIBUTED, 2, 2)),
        ("agency argues, relay argues", Evidence(Label.OPINION, 2, 1)),
        # one that disputes is enough, and is not counted
        ("agency states, paper disputes", Evidence(Label.CONTESTED, 1, 1)),
        ("agency states, paper states, city disputes", Evidence(Label.CONTESTED, 2, 2)),
        (
            "agency states, relay attributes, paper argues, city disputes",
            Evidence(Label.CONTESTED, 3, 2),
        ),
        ("agency states, agency disputes", Evidence(Label.CONTESTED, 1, 1)),
        ("agency argues, paper disputes", Evidence(Label.CONTESTED, 1, 1)),
    ],
)
def test_label(cites: str, expected: Evidence) -> None:
    """The label of a claim, and the counts of the sources that the label rests on."""
    made = [cite(of, says) for of, says in map(str.split, cites.split(", "))]
    assert of_claim(claim(*made), SOURCES) == expected
    assert of_claim(claim(*reversed(made)), SOURCES) == expected


@pytest.mark.parametrize("places", [(4, 8), (8, 4), (None, 8)])
def test_source_cited_at_several_places(places: tuple[int | None, int]) -> None:
    """It has the origins of all of them, and does not corroborate itself."""
    cites = [cite("quoting", paragraph=place) for place in places]
    assert of_claim(claim(*cites), SOURCES) == Evidence(Label.SINGLE_SOURCE, 1, 1)
    assert independent([*cites, cite("agency")], SOURCES) == 1
    assert independent([*cites, cite("paper")], SOURCES) == 2


def test_copy_of_a_source_that_quotes() -> None:
    """A source and its copy are not independent, though the source quotes a third somewhere."""
    both = claim(cite("quoting", paragraph=8), cite("copy-of-quoting"))
    assert of_claim(both, SOURCES) == Evidence(Label.SINGLE_SOURCE, 2, 1)


def difference() -> dict[str, object]:
    sides = [{"text": text(), "sources": [id_]} for id_ in ("agency", "paper")]
    return {"about": text(), "positions": sides, "decision": text()}


def test_entry() -> None:
    """An entry has its first claim's label and numbers, and the sources of all its claims."""
    core = claim(cite("agency"), cite("relay"))
    more = claim(cite("paper", "attributes"), cite(inline(URL), "argues"))
    contested = claim(cite("agency"), cite("ministry", "disputes"))
    alone, both = Evidence(Label.SINGLE_SOURCE, 2, 1), Evidence(Label.ATTRIBUTED, 1, 1)
    disputed = Evidence(Label.CONTESTED, 1, 1)
    assert of_entry(entry("2001", core), SOURCES) == EntryEvidence((alone,), 2, 0)
    assert of_entry(entry("2001", core, more), SOURCES) == EntryEvidence((alone, both), 4, 0)
    made = of_entry(entry("2001", more, core), SOURCES)
    assert made == EntryEvidence((both, alone), 4, 0)
    assert (made.core, made.label) == (both, Label.ATTRIBUTED)
    whole = entry("2001", core, more, contested)
    assert of_entry(whole, SOURCES) == EntryEvidence((alone, both, disputed), 5, 1)


@pytest.mark.parametrize(("differences", "contested"), [(0, 0), (2, 0), (0, 2), (1, 1)])
def test_points_of_difference(differences: int, contested: int) -> None:
    """On how many points the sources differ: the differences and the contested claims."""
    claims = [claim(cite("agency"))]
    claims += [claim(cite("agency"), cite("paper", "disputes"))] * contested
    made = entry("2001", *claims, differences=[difference()] * differences)
    assert of_entry(made, SOURCES).differences == differences + contested


def test_short_form() -> None:
    """In the short form the summary is the one claim, with the cites that stand beside it."""
    made = entry(cites=[cite("agency"), cite("paper")])
    assert [each.text for each in made.all_claims] == [made.summary]
    assert of_entry(made, SOURCES) == EntryEvidence((Evidence(Label.CORROBORATED, 2, 2),), 2, 0)


def test_toy(toy: Chronology) -> None:
    """The evidence for the entries of the toy, as its comments say."""
    found = {id_: each.evidence for id_, each in toy.entries.items()}
    assert {id_: evidence.core for id_, evidence in found.items()} == {
        **dict.fromkeys(("border-opens", "bridge-planned"), Evidence(Label.CORROBORATED, 2, 2)),
        "harvest-years": Evidence(Label.SINGLE_SOURCE, 1, 1),
        "telegram-lost": Evidence(Label.UNSUPPORTED, 1, 1),
        **dict.fromkeys(
            ("ford-closed", "ferry-spring", "tower-built"), Evidence(Label.SINGLE_SOURCE, 1, 1)
        ),
        "bridge-fair": Evidence(Label.OPINION, 1, 1),
        **dict.fromkeys(("bridge-opens", "bell-hung"), Evidence(Label.CORROBORATED, 2, 2)),
        "river-talks": Evidence(Label.ATTRIBUTED, 1, 1),
        "river-patrol": Evidence(Label.CONTESTED, 2, 2),
    }
    wholes = {id_: (evidence.sources, evidence.differences) for id_, evidence in found.items()}
    assert wholes["border-opens"] == (3, 1)
    assert wholes["river-talks"] == (2, 0)
    assert wholes["bell-hung"] == (3, 1)
    assert wholes["river-patrol"] == (3, 1)
    by_noon = toy.entries["border-opens"].claims[1]
    assert by_noon.evidence == Evidence(Label.SINGLE_SOURCE, 2, 1)


def line(evidence: EntryEvidence, language: Language) -> str:
    return entry_evidence(evidence, language).line


def test_the_line_never_mixes_a_claim_with_its_entry(languages: tuple[Language, ...]) -> None:
    """The label stands with its claim's numbers; those of the whole entry say whose they are."""
    alone = Evidence(Label.SINGLE_SOURCE, 1, 1)
    arabic, english = languages
    whole = EntryEvidence((alone,), 6, 2)
    assert line(whole, english) == ("single source · whole entry: 6 sources differing on 2 points")
    assert line(whole, arabic) == "مصدر واحد · المدخل كله: 6 مصادر مع خلاف في نقطتين"
    two = Evidence(Label.CORROBORATED, 3, 2)
    assert line(EntryEvidence((two,), 3, 1), english) == (
        "corroborated · 3 sources, 2 independent · whole entry: 3 sources differing on 1 point"
    )


def test_the_line_repeats_nothing(languages: tuple[Language, ...]) -> None:
    """An entry that rests on its first claim's sources alone has that claim's line."""
    _, english = languages
    for claim_evidence, words in (
        (Evidence(Label.SINGLE_SOURCE, 1, 1), "single source"),
        (Evidence(Label.ATTRIBUTED, 1, 1), "attributed · 1 source"),
        (Evidence(Label.CORROBORATED, 2, 2), "corroborated · 2 sources, 2 independent"),
    ):
        whole = EntryEvidence((claim_evidence,) * 2, claim_evidence.sources, 0)
        assert line(whole, english) == words


def retracted(*derives_from: str) -> Source:
    return source(*derives_from, status=[{"what": "retracted", "date": "2020-02-20"}])


WITHDRAWN = sources_of(
    {
        **SOURCES.records,
        "false": retracted(),
        "false-too": retracted("paper"),
        "copy-of-false": source("false"),
        "partly-false": source("false", "agency"),
    }
)


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ([cite("false")], Evidence(Label.UNSUPPORTED, 1, 1)),
        ([cite("false"), cite("copy-of-false")], Evidence(Label.UNSUPPORTED, 2, 1)),
        ([cite("false"), cite("false-too", "argues")], Evidence(Label.UNSUPPORTED, 2, 2)),
        # what disputes it supports nothing
        ([cite("false"), cite("agency", "disputes")], Evidence(Label.UNSUPPORTED, 1, 1)),
        # the others count as if it were not there
        ([cite("false"), cite("agency")], Evidence(Label.SINGLE_SOURCE, 1, 1)),
        ([cite("false"), cite("agency", "attributes")], Evidence(Label.ATTRIBUTED, 1, 1)),
        ([cite("agency"), cite("false", "disputes")], Evidence(Label.SINGLE_SOURCE, 1, 1)),
        # one of its origins stands
        ([cite("partly-false"), cite("paper")], Evidence(Label.CORROBORATED, 2, 2)),
    ],
)
def test_retracted(cites: list[Cite], expected: Evidence) -> None:
    """A retracted source counts neither for a claim nor against it; nor what derives from it."""
    assert of_claim(claim(*cites), WITHDRAWN) == expected


def test_only_a_retraction_takes_the_support_away() -> None:
    """A source that was corrected, is gone, or costs money still says what it said."""
    for what in ("corrected", "gone", "paywall"):
        known = sources_of({"paper": source(status=[{"what": what, "date": "2020-02-20"}])})
        assert of_claim(claim(cite("paper")), known).label == Label.SINGLE_SOURCE


def test_retracted_inline() -> None:
    given = {**inline(URL), "status": [{"what": "retracted", "date": "2020-02-20"}]}
    assert of_claim(claim(cite(given)), SOURCES).label == Label.UNSUPPORTED
