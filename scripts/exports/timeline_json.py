"""data/timeline.json, which holds everything in every language, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from scripts.checks.passages import digest
from scripts.cite.text import swhid
from scripts.exports.edition import LICENCE, LICENCE_ADDRESS, Edition, Part, dump
from scripts.exports.timeline_model import SCHEMA_VERSION, Passage, Timeline, json_schema
from scripts.pages.views import passage_address
from scripts.records.load import Located
from scripts.records.model import Actor, Cite, InlineSource, Place, Source, Topic
from scripts.timeline.evidence import Label
from scripts.timeline.git import revision_name
from scripts.timeline.model import Chronology, JoinedEntry

SCHEMA_PATH = "data/schema/timeline.schema.json"


def timeline_json(chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """data/timeline.json: entries, sources, vocabularies, redirects, as `Timeline` describes it."""
    item = partial(_item, chronology, edition)
    whole = {
        "schema_address": edition.address + SCHEMA_PATH,
        "schema_version": SCHEMA_VERSION,
        "version": edition.version,
        "title": edition.words("home.title"),
        "description": edition.words("home.description"),
        "licence": {"id": LICENCE[0], "address": LICENCE_ADDRESS},
        "address": edition.address,
        "repository": edition.repository or None,
        "languages": [
            {
                "code": each.code,
                "name": each.name,
                "direction": each.direction,
                "address": edition.page(each),
            }
            for each in edition.languages
        ],
        "entries": (_entry(chronology, edition, each) for each in chronology.entries.values()),
        "sources": (_source(chronology, edition, each) for each in chronology.sources.values()),
        "topics": [item("topics", *each) for each in chronology.topics.items()],
        "actors": [item("actors", *each) for each in chronology.actors.items()],
        "places": [item("places", *each) for each in chronology.places.items()],
        "labels": [
            {
                "id": label,
                "label": edition.words(f"labels.{label}"),
                "meaning": edition.words(f"label-meanings.{label}"),
            }
            for label in Label
        ],
        "redirects": [
            {**dict(each), "id": id_, "addresses": edition.pages(f"events/{id_}/")}
            for id_, each in sorted(chronology.redirects.items())
        ],
    }
    codes = tuple(each.code for each in edition.languages)
    made = Timeline.model_validate(whole, context={"edition": edition})
    return made.model_dump_json(by_alias=True, context={"languages": codes}).encode() + b"\n"


def timeline_schema(_chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """data/schema/timeline.schema.json: what data/timeline.json holds, and how that may change."""
    codes = [language.code for language in edition.languages]
    return dump(json_schema(edition.address + SCHEMA_PATH, codes), indent=1)


def _entry(chronology: Chronology, edition: Edition, joined: JoinedEntry) -> Mapping[str, Any]:
    """An entry, also a withdrawn one, with its claims, their evidence and their cites."""
    evidence = joined.evidence
    return {
        **dict(joined.record),
        "id": joined.id,
        "evidence": {**asdict(evidence.core), "whole_entry": evidence},
        "claims": [
            {
                "text": each.claim.text,
                "evidence": each.evidence,
                "cites": [_cite(chronology, cite) for cite in each.claim.cites],
            }
            for each in joined.claims
        ],
        "published": edition.first_published(joined.path),
        "changed": edition.last_changed(joined.path),
        "record": _record_file(edition, joined.path),
        "addresses": edition.pages(f"events/{joined.id}/"),
    }


def _cite(chronology: Chronology, cite: Cite) -> Mapping[str, Any]:
    """A cite, with the address that opens at its passage, and whether the passage was found."""
    passage = cite.passage
    if isinstance(cite.source, InlineSource):
        found = {"source": None, "given": cite.source}
        address: str | None = cite.source.url
        proven = False
    else:
        source = chronology.sources[cite.source].record
        found = {"given": None}
        address = source.url
        proven = passage is not None and digest(passage, source) in chronology.proven
    return {
        **dict(cite),
        **found,
        # Taken over, as all that the records hold: the reader of records has checked it.
        "passage": Passage.model_construct(**dict(passage), proven=proven) if passage else None,
        "address": passage_address(address, passage) if address else None,
    }


def _source(chronology: Chronology, edition: Edition, joined: Located[Source]) -> Mapping[str, Any]:
    """A source, with the entries that cite it and the sources that derive from it."""
    return {
        **dict(joined.record),
        "id": joined.id,
        "derived": chronology.derived.get(joined.id, ()),
        "entries": chronology.by_source.get(joined.id, ()),
        "record": _record_file(edition, joined.path),
        "addresses": edition.pages(f"sources/{joined.id}/"),
    }


def _record_file(edition: Edition, path: str) -> Mapping[str, Any]:
    blob = edition.blob(path)
    return {
        "path": path,
        "swhid": swhid(blob) if blob else None,
        "revision": revision_name(blob) if blob else None,
    }


def _item(
    chronology: Chronology, edition: Edition, family: str, id_: str, record: Topic | Actor | Place
) -> Mapping[str, Any]:
    """An item of a vocabulary; one that no standing entry names has no page."""
    has_page, aliases = id_ in chronology.indexes[family], record.aliases
    return {
        **dict(record),
        "id": id_,
        "aliases": {
            language.code: names
            for language in edition.languages
            if aliases and (names := aliases[language.code])
        },
        "addresses": edition.pages(f"{family}/{id_}/") if has_page else {},
    }
