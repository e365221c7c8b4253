"""The form and `check` say the same of the same record: place, code and words."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from pydantic import TypeAdapter, ValidationError

from scripts.checks import check, duplicates
from scripts.i18n.dates import date_words
from scripts.i18n.human_dates import DateReader
from scripts.i18n.language import Language
from scripts.problems import Problem, problem
from scripts.records.dates import DateError
from scripts.records.errors import closest
from scripts.records.fields import Date
from scripts.records.ids import proposed_id
from scripts.records.load import EVENTS, Records, load
from scripts.records.location import SourceLocation
from scripts.records.yaml import parse

HUMAN_DATES = Path(__file__).parents[1] / "human_dates.yml"
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
        refusal = DateReader(languages).refusal
        records, problems = load(root / case.stem, codes, refusal=refusal)
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
    *("1995-21", "1995-22/1995-23", "1995-23/1996-21", "1995-21?", "1995-24", "1995-25", "2150-60"),
    *(
        "[1991..1993]",
        "[1992-03..1992-05]",
        "[1992-12-30..1992-12-31]",
        "[..1992]",
        "[..1992-04-10]",
    ),
    *("[1993..]", "[1993-01-02..]", "[1993..1991]", "[1992..1992]", "[..199X]", "[1995-21..1996]"),
    *("[..]", "[1992]", "[..1930~]", "1995-08-30~/1995-08-31", "18XX/19XX", "2014-03/2014-05"),
]

SAID = """async ([dates, language]) => {
  const {parse, dateWords, DateError} = await import("/look/form/dates.js");
  const {RULES} = await import("/look/form/rules.js");
  const {speaker} = await import("/look/form/words.js");
  const facts = await read(language);
  const {message} = speaker(facts);
  return dates.map(text => {
    try {
      return dateWords(parse(text, facts.limits.year), facts.words.dates);
    } catch (error) {
      if (!(error instanceof DateError)) throw error;
      const [code, args] = RULES.date(text, facts.limits, facts);
      return message({code, args});
    }
  });
}"""


def test_dates(modules: Page, language: Language, languages: tuple[Language, ...]) -> None:
    """The form says every date in the words of the pages, and what is wrong as `check` does."""
    years = [f"{year}-0{1 + year % 9}" for year in range(1000, 2100, 37)]
    decades = [f"{decade}X" for decade in range(100, 210)]
    table = yaml.load(HUMAN_DATES.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    dates = [*DATES, *years, *decades, *(text for section in table.values() for text in section)]
    context = {"refusal": DateReader(languages).refusal}

    def normalize(text: str) -> str:
        try:
            value: Any = TypeAdapter(Date).validate_python(text, context=context)
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
  const {readDate} = await import("/look/form/said-dates.js");
  const facts = await read("en");
  return texts.map(text => {
    try {
      return [readDate(text, facts)];
    } catch (error) {
      return [error.code, error.args];
    }
  });
}"""


def test_dates_in_words(modules: Page, languages: tuple[Language, ...]) -> None:
    """A date as people write it is read as the table has it, as `make new` reads it."""
    table = yaml.load(HUMAN_DATES.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    texts = [text for section in table.values() for text in section]
    found = dict(zip(texts, modules.evaluate(MEANT, texts), strict=True))
    assert {text: found[text] for text in table["read"]} == {
        text: [edtf] for text, edtf in table["read"].items()
    }
    assert {text: found[text][0] for text in table["refused"]} == table["refused"]
    reader = DateReader(languages)
    for text in (*table["ambiguous"], *table["refused"]):
        with pytest.raises(DateError) as caught:
            reader.read(text)
        assert found[text] == [caught.value.code, caught.value.args_], text


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
