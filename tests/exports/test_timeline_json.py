"""data/timeline.json: it is valid against its published schemas and has all of the records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from scripts.checks.passages import digest
from scripts.exports import exports
from scripts.exports.timeline_model import SCHEMA_VERSION
from scripts.pages.citing import Publication
from scripts.timeline.model import Chronology

from .tools import ADDRESS, LANGUAGES, publication_of, third, translated

PUBLISHED = Path(__file__).parent / "published"
"""Every version of the schema that was ever published, by its number, without its words."""

SCHEMA = "data/schema/timeline.schema.json"

Json = Any


@pytest.fixture(scope="session")
def timeline(files: dict[str, bytes]) -> Json:
    return json.loads(files["data/timeline.json"])


@pytest.fixture(scope="session")
def toy_timeline(toy_files: dict[str, bytes]) -> Json:
    return json.loads(toy_files["data/timeline.json"])


def validator(schema: Json) -> jsonschema.Draft202012Validator:
    """What says whether a file fits `schema`, days included."""
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def closed(schema: Json) -> Json:
    """The schema with nothing allowed that it does not name."""
    made_closed = deepcopy(schema)
    for definition in [made_closed, *made_closed["$defs"].values()]:
        if "properties" in definition:
            definition["additionalProperties"] = False
        if "anyOf" in definition:
            definition["anyOf"] = definition["anyOf"][:1]
    return made_closed


def bare(schema: Json) -> Json:
    """The schema without what is there for people alone."""
    if isinstance(schema, list):
        return [bare(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    # `properties` maps names to schemas: there, "title" and "description" may be fields.
    return {
        key: {name: bare(each) for name, each in value.items()}
        if key in {"properties", "$defs"}
        else bare(value)
        for key, value in schema.items()
        if key not in {"title", "description"}
    }


def test_the_file_fits_its_schema(files: dict[str, bytes], timeline: Json) -> None:
    """The schema at the address that the file gives; and no field or value beyond it."""
    schema = json.loads(files[SCHEMA])
    assert timeline["$schema"] == schema["$id"] == ADDRESS + SCHEMA
    assert timeline["schema_version"] == SCHEMA_VERSION
    validator(schema).validate(timeline)
    validator(closed(schema)).validate(timeline)


def test_the_odd_cases_fit_too(toy: Chronology, toy_files: dict[str, bytes]) -> None:
    """Inline sources, open dates, withdrawn entries, redirects, a third language."""
    more = publication_of(toy, languages=(*LANGUAGES, third(LANGUAGES[0])))
    for made_files in (toy_files, exports(translated(toy), more)):
        schema = json.loads(made_files[SCHEMA])
        validator(closed(schema)).validate(json.loads(made_files["data/timeline.json"]))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("entries", 0, "date", "lower"), "1991-12"),
        (("entries", 0, "title"), {"en": "Only one language"}),
        (("entries", 0, "evidence", "sources"), "two"),
        (("schema_version",), "2.0.0"),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    files: dict[str, bytes], path: tuple[str | int, ...], value: object
) -> None:
    """It is more than a list of names."""
    timeline = json.loads(files["data/timeline.json"])
    place = timeline
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        validator(json.loads(files[SCHEMA])).validate(timeline)


def test_the_schema_of_this_version_is_the_published_one(files: dict[str, bytes]) -> None:
    """Whoever changes the schema, but for its words, gives it another version and a file here."""
    now = bare(json.loads(files[SCHEMA]))
    kept = PUBLISHED / f"timeline-{SCHEMA_VERSION}.schema.json"
    assert kept.is_file(), f"write the new schema to {kept}"
    assert json.loads(kept.read_text("utf-8")) == now, (
        "the schema has changed: raise SCHEMA_VERSION in scripts/exports/timeline_model.py (a "
        "minor for additions, a major for all else) and add the new one beside the old ones"
    )


def test_what_reads_an_older_version_reads_this_one(timeline: Json) -> None:
    """Within a major version, today's file fits every schema that was ever published."""
    major = SCHEMA_VERSION.partition(".")[0]
    older = sorted(PUBLISHED.glob(f"timeline-{major}.*.schema.json"))
    assert older
    for file in older:
        validator(json.loads(file.read_text("utf-8"))).validate(timeline)


def strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def test_nothing_that_a_record_says_is_missing(real: Chronology, timeline: Json) -> None:
    """Every text of every record is in the file, in every language."""
    records = (
        *(each.record for each in real.entries.values()),
        *(each.record for each in real.sources.values()),
        *(*real.topics.values(), *real.actors.values(), *real.places.values()),
    )
    # `compared` is for editors, and of identifiers the addresses are there.
    without = {"compared", "aliases", "same_as"}
    written = [record.model_dump(mode="json", exclude=without) for record in records]
    assert set(strings(written)) - set(strings(timeline)) == set()


def test_entries_stand_in_the_order_of_time(
    real: Chronology, published: Publication, timeline: Json
) -> None:
    """Each with its evidence, its days, its file and its pages."""
    assert [each["id"] for each in timeline["entries"]] == list(real.entries)
    for each in timeline["entries"]:
        entry = real.entries[each["id"]]
        assert each["date"]["edtf"] == entry.record.date.text
        assert each["evidence"]["label"] == entry.evidence.label
        assert each["evidence"]["sources"] == entry.evidence.core.sources
        assert each["evidence"]["whole_entry"]["sources"] == entry.evidence.sources
        blob = published.states[entry.path].blob
        assert each["record"] == {
            "path": entry.path,
            "swhid": f"swh:1:cnt:{blob}",
            "revision": blob[:10],
        }
        assert each["addresses"] == {
            code: f"{ADDRESS}{code}/events/{entry.id}/" for code in ("ar", "en")
        }


def test_a_passage_says_whether_it_is_proven(real: Chronology, timeline: Json) -> None:
    """As the build found it; and the address of the cite opens at the passage."""
    proven = []
    for each in timeline["entries"]:
        for said, joined in zip(each["claims"], real.entries[each["id"]].claims, strict=True):
            for one, cite in zip(said["cites"], joined.claim.cites, strict=True):
                if cite.passage is None or not isinstance(cite.source, str):
                    assert one["passage"] is None
                    continue
                source = real.sources[cite.source].record
                proven.append(digest(cite.passage, source) in real.proven)
                assert one["passage"]["proven"] is proven[-1]
                assert bool(one["address"]) == bool(source.url)
                assert not source.url or one["address"].startswith(source.url)
                assert not source.url or ":~:text=" in one["address"]
    assert any(proven)


def test_an_entry_with_everything(toy: Chronology, toy_timeline: Json) -> None:
    """Date, evidence, cites with their passages, differences, what was sought."""
    (entry,) = [each for each in toy_timeline["entries"] if each["id"] == "border-opens"]
    assert entry["date"] == {
        "edtf": "1991-12?",
        "kind": "date",
        "lower": "1991-12-01",
        "upper": "1991-12-31",
        "precision": "month",
        "uncertain": True,
        "approximate": False,
        "words": {
            "ar": "كانون الأول/ديسمبر 1991 (غير مؤكد)",
            "en": "December 1991 (uncertain)",
        },
    }
    joined = toy.entries["border-opens"]
    assert [each["text"]["en"] for each in entry["claims"]] == [
        each.claim.text["en"] for each in joined.claims
    ]
    assert [each["evidence"]["independent"] for each in entry["claims"]] == [
        each.evidence.independent for each in joined.claims
    ]
    cite = entry["claims"][0]["cites"][0]
    assert (cite["source"], cite["says"], cite["given"]) == ("northern-gazette", "states", None)
    assert cite["passage"] == {
        "start": "the border was",
        "end": "opened at last",
        "prefix": "in that winter",
        "suffix": "and people",
        "paragraph": 4,
        "proven": False,
    }
    assert [each["sources"] for each in entry["differences"][0]["positions"]] == [
        ["northern-gazette", "southern-herald"],
        ["southland-ministry"],
    ]
    assert [(each["date"], each["found"]) for each in entry["sought"]] == [
        ("2020-01-06", "nothing"),
        ("2020-01-07", "partly"),
    ]


def test_who_said_it_and_what_became_of_it(toy: Chronology, toy_timeline: Json) -> None:
    """The relays in order, the party, what became of a source; where it is gone, its copy."""
    entries = {each["id"]: each for each in toy_timeline["entries"]}
    cites = [each["cites"][0] for each in entries["river-talks"]["claims"]]
    assert [[each["en"] for each in cite["through"]] for cite in cites] == [
        ["River Agency", "the Harbour Radio"],
        [],
    ]
    assert [each["party"] for each in cites] == [False, True]
    (source,) = [each for each in toy_timeline["sources"] if each["id"] == "river-post"]
    assert [(each["what"], each["date"]) for each in source["status"]] == [
        ("retracted", "2020-02-20"),
        ("gone", "2020-02-28"),
    ]
    assert source["status"][0]["note"]["en"] == "The telegram had been delivered."
    assert source["status"][1]["note"] is None
    (claim,) = entries["telegram-lost"]["claims"]
    assert claim["evidence"]["label"] == "unsupported"
    assert claim["cites"][0]["address"] == toy.sources["river-post"].record.archived_url
    (agency,) = [each for each in toy_timeline["sources"] if each["id"] == "river-agency"]
    assert (agency["seen"], agency["url"], agency["derived"]) == (
        "nothing",
        None,
        ["harbour-digest"],
    )


def test_an_inline_source(toy_timeline: Json) -> None:
    """It is described where it is cited, and a source without a date has none."""
    (entry,) = [each for each in toy_timeline["entries"] if each["id"] == "bridge-opens"]
    first, second = entry["claims"][0]["cites"]
    assert first["source"] is None
    assert (
        first["address"] == first["given"]["url"] == "https://watch.example.org/a_b*c(d)?e=f&g='h'"
    )
    assert first["given"]["published"]["edtf"] == "2004-05-17"
    assert second["given"]["published"] is None


def test_withdrawn_entries_and_redirects_are_marked(toy_timeline: Json) -> None:
    """Nothing vanishes: a withdrawn entry says when and why, an old id where to go."""
    marked = {each["id"]: each["withdrawn"] for each in toy_timeline["entries"]}
    assert {id_ for id_, why in marked.items() if why} == {"telegram-lost"}
    assert marked["telegram-lost"]["date"] == "2020-03-01"
    assert set(marked["telegram-lost"]["why"]) == {"ar", "en"}
    redirects = toy_timeline["redirects"]
    assert [(each["id"], each["to"], each["date"], each["because"]) for each in redirects] == [
        ("bridge-inaugurated", "bridge-opens", "2020-02-01", "renamed"),
        ("market-on-the-bridge", "bridge-fair", "2020-02-02", "merged"),
    ]
    for each in (*toy_timeline["entries"], *redirects):
        pages = {code: f"{ADDRESS}{code}/events/{each['id']}/" for code in ("ar", "en")}
        assert pages.items() <= each["addresses"].items()


def test_what_is_not_known_is_null(toy: Chronology) -> None:
    """Without history, and without the address of a repository, nothing is made up."""
    files = exports(toy, publication_of(toy, days={}, repository=""))
    timeline = json.loads(files["data/timeline.json"])
    assert timeline["repository"] is None
    for entry in timeline["entries"]:
        assert (entry["published"], entry["changed"]) == (None, None)
    validator(json.loads(files[SCHEMA])).validate(timeline)


def test_names_of_a_time(toy_timeline: Json) -> None:
    """A name with its time; aliases in every language; addresses in registers of names."""
    (renamed,) = [each for each in toy_timeline["places"] if each["id"] == "two-rivers"]
    times = [
        (each["name"]["en"], *(each[end] and each[end]["edtf"] for end in ("from", "until")))
        for each in renamed["names"]
    ]
    assert times == [
        ("Two Rivers", None, "1950"),
        ("Concord", "1950", "1993-06-01"),
        ("Two Rivers", "1993-06-01", None),
    ]
    assert [*renamed["aliases"]] == ["ar", "he", "ru"]
    assert renamed["same_as"] == ["https://www.wikidata.org/entity/Q4115189"]
    assert all(each["same_as"] == [] for each in toy_timeline["actors"])
    assert "names" not in toy_timeline["topics"][0]
