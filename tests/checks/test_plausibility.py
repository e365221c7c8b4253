"""What is likely to be a mistake is told as a notice; what has a reason is not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from scripts.checks.plausibility import implausible
from scripts.cli.check import today
from scripts.i18n.language import Language
from scripts.records.load import load
from scripts.timeline.git import Revision

from .test_bad import RECORD, TODAY, problems_of

CITE = "{source: northern-gazette, says: states}"  # published on 2004-05-18


def differing(first: str, second: str, decision: str = "Both.") -> str:
    """A record with one difference between the sources `first` and `second`."""
    return f"""{RECORD}\
differences:
  - about: {{en: The month, ar: الشهر}}
    positions:
      - {{text: {{en: May, ar: أيار/مايو}}, sources: [{first}]}}
      - {{text: {{en: June, ar: حزيران/يونيو}}, sources: [{second}]}}
    decision: {{en: "{decision}", ar: كلاهما.}}
"""


def cited(*cites: str, date: str = "2001") -> str:
    """A record of the day `date` with these cites."""
    text = RECORD.replace('"2001"', f'"{date}"')
    return text.replace(f"[{CITE}]", f"[{', '.join(cites)}]")


PASSAGE = "passage: {start: a bridge, paragraph: %s}"
LOCATOR = "locator: {label: page, value: %s}"
NOTE = "note: {en: A plan., ar: خطة.}"


@pytest.mark.parametrize(
    ("record", "codes"),
    [
        # A day in the future: what is sure to lie after today.
        (cited(CITE, date="2004"), []),
        (cited(f"{CITE[:-1]}, {NOTE}}}", date="2030"), []),
        (cited(f"{CITE[:-1]}, {NOTE}}}", date="2030-01-02"), ["future-day"]),
        (cited(f"{CITE[:-1]}, {NOTE}}}", date="2029/2031"), ["future-day"]),
        (cited(f"{CITE[:-1]}, {NOTE}}}", date="2029/.."), []),
        (cited(f"{CITE[:-1]}, {NOTE}}}", date="../2031"), ["future-day"]),
        # A source that is older than what it states.
        (cited(CITE, date="2004-05-18"), []),
        (cited(CITE, date="2004-05-19"), []),  # the days of two places on Earth
        (cited(CITE, date="2004-05-20"), ["older-source"]),
        (cited(CITE, date="2004-05-20?"), []),
        (cited(CITE, date="2004-05/2005"), []),
        (cited(f"{CITE[:-1]}, {NOTE}}}", date="2005"), []),
        (cited("{source: northern-gazette, says: argues}", date="2005"), []),
        (cited("{source: southern-herald, says: states}", date="2005"), []),  # about May 2004
        # A source that is cited twice.
        (cited(CITE, CITE), ["cited-twice"]),
        (cited(*(f"{CITE[:-1]}, {PASSAGE % n}}}" for n in (1, 2))), []),
        (cited(*(f"{CITE[:-1]}, {PASSAGE % n}}}" for n in (1, 1))), ["cited-twice"]),
        (cited(CITE, f"{CITE[:-1]}, {PASSAGE % 1}}}"), ["cited-twice"]),
        (cited(*(f"{CITE[:-1]}, {LOCATOR % n}}}" for n in (1, 2))), []),
        (cited(*(f"{CITE[:-1]}, {LOCATOR % n}}}" for n in (1, 1))), ["cited-twice"]),
        (cited(f"{CITE[:-1]}, {PASSAGE % 1}}}", f"{CITE[:-1]}, {LOCATOR % 1}}}"), []),
        (cited(CITE, CITE, CITE), ["cited-twice", "cited-twice"]),
        (cited(CITE, "{source: northern-gazette, says: disputes}"), ["states-and-disputes"]),
        # Positions.
        (differing("northern-gazette", "northern-gazette"), ["two-positions"]),
        (
            differing("northern-gazette, northern-gazette", "harbour-digest").replace(
                f"[{CITE}]", f"[{CITE}, {{source: harbour-digest, says: argues}}]"
            ),
            ["two-positions"],
        ),
        (differing("northern-gazette", "northern-gazette", "The Northern Gazette has both."), []),
        (differing("northern-gazette", "northern-gazette", "Ada Northman gives both."), []),
        (differing("northern-gazette", "harbour-digest"), ["uncited-position"]),
        (differing("harbour-digest", "harbour-digest"), ["uncited-position", "two-positions"]),
    ],
)
def test_notices(
    record: str, codes: list[str], checkout: Path, languages: tuple[Language, ...]
) -> None:
    """Each case, and that a proposed entry is told the same."""
    for folder in ("events", "proposed"):
        file = checkout / "timeline" / folder / "found.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(record, "utf-8")
        assert [each.code for each in problems_of(checkout, languages)] == codes
        file.unlink()


def test_the_toy_is_plausible(checkout: Path, codes: tuple[str, ...]) -> None:
    """It has no notice of this kind, until its days lie ahead."""
    records, _ = load(checkout, codes)
    assert [*implausible(records, TODAY)] == []
    early = {each.code for each in implausible(records, datetime.date(1900, 1, 1))}
    assert early == {"future-day"}


def test_today() -> None:
    """Today is the day of the clock, or of a later commit: then the clock is behind."""
    clock = datetime.datetime.now().astimezone().date()
    old, new = datetime.date(2001, 1, 1), datetime.date(2999, 1, 1)
    assert today({}) >= clock
    assert today({"a": (Revision("1", old),)}) >= clock
    assert today({"a": (Revision("1", old),), "b": (Revision("2", new),)}) == new
