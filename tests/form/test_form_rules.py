"""The form and `check` say the same of the same record: place, code and words."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pydantic import TypeAdapter, ValidationError

from scripts.checks import check, duplicates
from scripts.cli.human_dates import DateReader
from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.problems import Problem, problem
from scripts.records.errors import closest
from scripts.records.fields import Date
from scripts.records.ids import proposed_id
from scripts.records.load import EVENTS, Records, load
from scripts.records.location import SourceLocation
from scripts.records.yaml import parse

TOY = Path(__file__).parents[1] / "toy"
BAD = Path(__file__).parents[1] / "bad" / "events"

CHECKED = """async ([records, language]) => {
  const [{problemsAsChecked, idProblems}, {characterProblems}, {speaker}] = await Promise.all(
    ["checks", "characters", "words"].map(name => import(`/look/form/${name}.js`)));
  const facts = await read(language);
  const names = await (await fetch("/contribute/characters.json")).json();
  const {message} = speaker(facts);
  return Object.fromEntries(Object.entries(records).map(([id, record]) => [id, [
    ...characterProblems(record, facts, names),
    ...problemsAsChecked(record, id, facts, {names}),
    ...idProblems(id, facts, id),
  ].map(each => ({...each, message: message(each)}))]));
}"""


@pytest.fixture(scope="module")
def bad(
    tmp_path_factory: pytest.TempPathFactory,
    languages: tuple[Language, ...],
    codes: tuple[str, ...],
) -> dict[str, tuple[SourceLocation, list[Problem]]]:
    """Each bad record, added to the toy, and what `check` tells of it."""
    root = tmp_path_factory.mktemp("bad")
    found = {}
    for case in sorted(BAD.glob("*.yml")):
        name = (EVENTS / case.name).as_posix()
        file = shutil.copytree(TOY, root / case.stem) / name
        shutil.copy(case, file)
        document, _ = parse(file.read_bytes(), name)
        assert document is not None
        records, problems = load(root / case.stem, codes)
        told = [each for each in (*problems, *check(records, languages)) if each.path == name]
        found[case.stem] = SourceLocation(case.stem, name, document), told
    return found


def test_bad_records(
    bad: dict[str, tuple[SourceLocation, list[Problem]]], modules: Page, language: Language
) -> None:
    """Each bad record gets from the form what it gets from `check`, at the same place."""
    spots = {id_: spot for id_, (spot, _) in bad.items()}
    wanted = {
        id_: sorted((each.line, each.column, each.code, language.message(each)) for each in told)
        for id_, (_, told) in bad.items()
    }
    values = {id_: spot.document.value for id_, spot in spots.items()}
    found: dict[str, list[dict[str, Any]]] = modules.evaluate(CHECKED, [values, language.code])
    told = {
        id_: sorted(placed(each, spots[id_]) for each in problems)
        for id_, problems in found.items()
    }
    assert len(wanted) > 60
    assert told == wanted


def placed(told: Mapping[str, Any], spot: SourceLocation) -> tuple[int, int, str, str]:
    """What the form tells, at the line and column at which it would stand in the file."""
    where = tuple(told["where"])
    if where == ("id",):
        return 1, 1, told["code"], told["message"]
    place = spot.problem(where, told["code"], key=told["key"])
    return place.line, place.column, told["code"], told["message"]


DATES = [
    *("1992", "1992-04", "1992-04-10", "1991-12?", "1930~", "1930%", "199X", "190X", "201X"),
    *("14XX?", "20XX", "192X~", "2022-01-02/2022-01-19", "2022-01-30/2022-02-02"),
    *("2021-12-30/2022-01-02", "2013/2014", "2014-03/2014-05", "2013/2014-05-06", "198X/199X"),
    *("1930~/1940?", "2022-01-02/2022-01-19?", "2013/..", "1930~/..", "../1995-06", "../199X?"),
    *("2000-02-29", "2016-02-29/2017-02-28", "1991-12/1992", "2099", "1000", "1992/1992-04"),
    # not dates
    *("", "..", "../..", "1992/", "/1992", "0999", "2100", "210X", "21XX", "2014-13", "2014-00"),
    *("2014-02-30", "1900-02-29", "2014-1-5", "2014/01/20", "2014.01", "20.01.2014", "14 May"),
    *("١٩٩٢", "۱۹۹۲-۴", "1992–04", "199x", "2016-12-XX", "2016-XX-XX", "2016-12-XX?", "1992؟"),
    *("1992/1992", "1992-04/1992", "2014/2013", "2014-05/2014-05", "1992?/1992?", "1992 - 04"),
    *("X", "1X", "19X2", "1992-4/1993-5", "1992-04-10T10:00", "1992/1993/1994", "2014-01-20/.."),
    "\u0661\u0669\u0669\u0662/..",
]

SAID = """async ([dates, language]) => {
  const {parse, dateWords, DateError} = await import("/look/form/dates.js");
  const {speaker} = await import("/look/form/words.js");
  const facts = await read(language);
  const {message} = speaker(facts);
  return dates.map(text => {
    try {
      return dateWords(parse(text, facts.limits.year), facts.words.dates);
    } catch (error) {
      if (!(error instanceof DateError)) throw error;
      return message(error);
    }
  });
}"""


def test_dates(modules: Page, language: Language) -> None:
    """The form says every date in the words of the pages, and what is wrong as `check` does."""
    years = [f"{year}-0{1 + year % 9}" for year in range(1000, 2100, 37)]
    decades = [f"{decade}X" for decade in range(100, 210)]
    dates = [*DATES, *years, *decades]

    def normalize(text: str) -> str:
        try:
            value: Any = TypeAdapter(Date).validate_python(text)
        except ValidationError as error:
            (wrong,) = error.errors()
            return language.message(problem("x", 1, 1, wrong["type"], **wrong.get("ctx", {})))
        return date_words(value, language)

    found = modules.evaluate(SAID, [dates, language.code])
    assert dict(zip(dates, found, strict=True)) == {text: normalize(text) for text in dates}


NAMED = """async titles => {
  const {proposedId} = await import("/look/form/naming.js");
  const facts = await read("en");
  return titles.map(title => proposedId(title, facts.limits));
}"""


def test_ids(modules: Page, real_records: Records) -> None:
    """The form proposes the id that `new` proposes, whatever the title."""
    titles = [
        *(each.record.title["en"] for each in real_records.entries),
        *("", "The of and", "Index", "2014", "a" * 80, "May Day", "دفاع", "new"),
        *("On 14 May 2014 a “Café” opens: it's Ada's", "The 1990s in trade"),
        "Visit of March 2016 to Astana",
    ]
    found = modules.evaluate(NAMED, titles)
    assert dict(zip(titles, found, strict=True)) == {each: proposed_id(each) for each in titles}


MEANT = """async texts => {
  const {fromWords} = await import("/look/form/said-dates.js");
  const {folder} = await import("/look/form/fold.js");
  const facts = await read("en");
  const months = facts.languages.flatMap(language => language.months);
  const spans = {"199X": "تسعينيات القرن العشرين", "19XX": "the 20th century"};
  return texts.map(text => fromWords(text, months, folder(facts.languages), spans));
}"""

IN_WORDS = {
    "14 December 2016": "2016-12-14",
    "December 14, 2016": "2016-12-14",
    "2nd of Dec. 2016": "2016-12-02",
    "2nd Dec. 2016": "2016-12-02",
    "december 2016": "2016-12",
    "Sept 2016": "2016-09",
    "about 1991": "1991~",
    "c. 1991": "1991~",
    "كانون الأول 2016": "2016-12",
    "14 كانون الأول/ديسمبر 2016": "2016-12-14",
    "14 ديسمبر 2016": "2016-12-14",
    "١٤ كانون الاول ٢٠١٦": "2016-12-14",
    "نحو نيسان 1992": "1992-04~",
    "1992": "",
    "2016-12-14": "",
    "spring 2016": "",
    "14/12/2016": "2016-12-14",
    "14.12.2016": "2016-12-14",
    "12/14/2016": "2016-12-14",
    "١٤/١٢/٢٠١٦": "2016-12-14",
    "5-5-2016": "2016-05-05",
    "4/12/2016": "",
    "4/12.2016": "",
    "14/12/16": "",
    "1990s": "199X",
    "in the 1990s": "199X",
    "about the 1990s": "199X~",
    "تسعينيات القرن العشرين": "199X",
    "the 20th century": "19XX",
    "": "",
}


def test_dates_in_words(modules: Page, languages: tuple[Language, ...]) -> None:
    """A date as people write it is taken as what it says; what is not sure is left alone.

    What the form understands, `make new` understands in the same way.
    """
    found = modules.evaluate(MEANT, list(IN_WORDS))
    assert dict(zip(IN_WORDS, found, strict=True)) == IN_WORDS
    reader = DateReader(languages)
    understood = {text: edtf for text, edtf in IN_WORDS.items() if edtf}
    assert {text: reader.read(text).date.text for text in understood} == understood


NEAR = """async ([words, family]) => {
  const {closest, ratio} = await import("/look/form/closest.js");
  return words.map(word => [closest(word, family), ...family.map(each => ratio(each, word))]);
}"""


def test_suggestions(modules: Page, records: Records) -> None:
    """The nearest word is the one that Python's difflib finds, and every likeness is the same."""
    family = sorted(records.ids["sources"] | records.ids["actors"] | records.ids["entries"])
    words = [f"{word[3:]}{word[:2]}" for word in family] + [word[::2] for word in family] + family
    words += ["northern-gazete", "", "x", "ab", "ba"]
    found = modules.evaluate(NEAR, [words, family])
    for word, (nearest, *ratios) in zip(words, found, strict=True):
        assert nearest == closest(word, family)
        wanted = [SequenceMatcher(None, each, word).ratio() for each in family]
        assert ratios == pytest.approx(wanted)


ALIKE = """async ([records, alike]) => {
  const {likelyDuplicates} = await import("/look/form/duplicates.js");
  const facts = await read("en");
  facts.limits.duplicates.alike = alike;
  facts.entries = Object.entries(records).map(([id, {title, actors, ...record}]) =>
    ({id, label: title, actors: actors ?? [], ...record}));
  return Object.entries(records).flatMap(([id, record]) =>
    likelyDuplicates(record, id, facts).map(each => [id, each.id]));
}"""


@pytest.mark.parametrize("alike", [duplicates.ALIKE, 0.25, 0.0])
def test_duplicates(
    alike: float,
    modules: Page,
    real_records: Records,
    languages: tuple[Language, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The form finds the pairs that `check` finds, however much alike titles must be."""
    monkeypatch.setattr(duplicates, "ALIKE", alike)
    values = {each.id: each.location.document.value for each in real_records.entries}
    found = modules.evaluate(ALIKE, [values, alike])
    wanted = [
        (Path(each.path).stem, dict(each.args)["id"])
        for each in duplicates.possible_duplicates(real_records, languages)
    ]
    assert sorted(map(tuple, found)) == sorted(wanted)
    assert wanted or alike == duplicates.ALIKE
