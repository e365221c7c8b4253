"""The notices on evidence: which sources are taken for one, and what a retraction leaves."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from making import cite, claim, entry, inline, records, source, text

from scripts.checks.evidence import claims_of_retracted_sources, possible_dependence
from scripts.problems import Problem
from scripts.records.source import Source

PAPER = {"publisher": text("The Paper"), "published": "2004-06-01"}
ADA = {"authors": [{"name": text("Ada Northman")}]}


def told(problems: Iterable[Problem]) -> list[tuple[str, ...]]:
    return [tuple(value for _, value in each.args) for each in problems]


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ({**PAPER, **ADA}, {**PAPER, **ADA}, "one"),
        ({**PAPER, **ADA}, {**PAPER, **ADA, "published": "2004-06-07"}, "one"),
        ({**PAPER, **ADA}, {**PAPER, **ADA, "published": "2004-06-08"}, ""),
        ({**PAPER, **ADA}, {**PAPER, **ADA, "published": "2004-06-02/2004-06-05"}, "one"),
        # a day that is not known is not near
        ({**PAPER, **ADA}, {**PAPER, **ADA, "published": "2004-06"}, ""),
        ({**PAPER, **ADA}, {**PAPER, **ADA, "published": None}, ""),
        ({**PAPER, **ADA}, {**PAPER, **ADA, "publisher": text("Another")}, ""),
        ({**PAPER, **ADA}, {**PAPER, **ADA, "publisher": None}, ""),
        # neither is signed; one of them is
        (PAPER, PAPER, "one"),
        ({**PAPER, **ADA}, PAPER, ""),
        ({**PAPER, **ADA}, {**PAPER, "authors": [{"name": text("Bo Southman")}]}, ""),
        # they count as one already
        ({**PAPER, **ADA}, {**PAPER, **ADA, "derives_from": ["one"]}, ""),
    ],
)
def test_possible_dependence(one: dict[str, object], other: dict[str, object], close: str) -> None:
    """An author or none, a publisher and a week in common, and no origin: told at the second."""
    made = entry("2004", claim(cite("one"), cite("other")))
    known: dict[str, Source] = {"one": source(**one), "other": source(**other)}
    assert told(possible_dependence(records({"e": made}, known))) == ([(close,)] if close else [])


def test_only_what_counts_is_compared() -> None:
    """A pair is told once in an entry; a cite that the label does not rest on is left out."""
    known = {"one": source(**PAPER), "other": source(**PAPER)}
    both = claim(cite("one"), cite("other"))
    assert told(possible_dependence(records({"e": entry("2004", both, both)}, known))) == [("one",)]
    apart = claim(cite("one"), cite("other", "argues"), cite("other", "disputes"))
    assert told(possible_dependence(records({"e": entry("2004", apart)}, known))) == [("one",)]
    weaker = claim(cite("one"), cite("other", "argues"))
    assert told(possible_dependence(records({"e": entry("2004", weaker)}, known))) == []


def test_dependence_of_inline_sources() -> None:
    """An inline source has its publisher as a name, and its address says which it is."""
    days = [{**inline(f"https://{n}.example.org/"), "published": f"2004-06-0{n}"} for n in (1, 2)]
    made = entry("2004", claim(*map(cite, days)))
    assert told(possible_dependence(records({"e": made}))) == [("https://1.example.org/",)]


def test_claims_of_retracted_sources() -> None:
    """The claim is told that has nothing left; not in an entry that was withdrawn for it."""
    known = {
        "false": source(status=[{"what": "retracted", "date": "2020-02-20"}]),
        "paper": source(),
    }
    claims = claim(cite("false")), claim(cite("false"), cite("paper"))
    gone = {"date": "2020-03-01", "why": text()}
    made = {"e": entry("2004", *claims), "w": entry("2004", *claims, withdrawn=gone)}
    found = [*claims_of_retracted_sources(records(made, known))]
    assert [(each.path, each.code) for each in found] == [("events/e.yml", "unsupported-claim")]
