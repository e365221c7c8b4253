"""data/timeline.json, which holds everything in every language, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scripts.checks.passages import digest
from scripts.cite.metadata import LICENSE
from scripts.cite.text import swhid
from scripts.exports.part import LICENCE, Part, dump
from scripts.exports.timeline_model import SCHEMA_VERSION, Passage, Timeline, json_schema
from scripts.pages.citing import Publication
from scripts.pages.source_views import passage_address
from scripts.records.fields import Text
from scripts.records.load import Located
from scripts.records.model import Cite
from scripts.records.source import InlineSource, Source, first_address
from scripts.records.vocabulary import Item, Topic, addresses
from scripts.timeline.evidence import Label
from scripts.timeline.git import revision_name
from scripts.timeline.model import Chronology, JoinedEntry

SCHEMA_PATH = "data/schema/timeline.schema.json"


def timeline_json(part: Part) -> bytes:
    """data/timeline.json: entries, sources, vocabularies, redirects, as `Timeline` describes it."""
    chronology, published = part.chronology, part.published
    whole = {
        "schema_address": published.address + SCHEMA_PATH,
        "schema_version": SCHEMA_VERSION,
        "version": published.version,
        "title": _words(part, "home.title"),
        "description": _words(part, "home.description"),
        "licence": {"id": LICENCE[0], "address": LICENSE},
        "address": published.address,
        "repository": published.repository or None,
        "languages": [
            {
                "code": each.code,
                "name": each.name,
                "direction": each.direction,
                "address": published.page(each, ""),
            }
            for each in part.languages
        ],
        "entries": (_entry(each, part) for each in chronology.entries.values()),
        "sources": (_source(each, part) for each in chronology.sources.values()),
        "topics": [_item(part, "topics", *each) for each in chronology.topics.items()],
        "actors": [_item(part, "actors", *each) for each in chronology.actors.items()],
        "places": [_item(part, "places", *each) for each in chronology.places.items()],
        "labels": [
            {
                "id": label,
                "label": _words(part, f"labels.{label}"),
                "meaning": _words(part, f"label-meanings.{label}"),
            }
            for label in Label
        ],
        "redirects": [
            {**dict(each), "id": id_, "addresses": _pages(part, f"events/{id_}/")}
            for id_, each in sorted(chronology.redirects.items())
        ],
    }
    made = Timeline.model_validate(whole, context={"words_of": part.languages})
    codes = tuple(each.code for each in part.languages)
    return made.model_dump_json(by_alias=True, context={"languages": codes}).encode() + b"\n"


def timeline_schema(part: Part) -> bytes:
    """data/schema/timeline.schema.json: what data/timeline.json holds, and how that may change."""
    codes = [language.code for language in part.languages]
    return dump(json_schema(part.address, codes), indent=1)


def _words(part: Part, key: str) -> Text:
    return Text.model_construct({each.code: each.word(key) for each in part.languages})


def _pages(part: Part, path: str) -> dict[str, str]:
    return {each.code: part.published.page(each, path) for each in part.languages}


def _entry(joined: JoinedEntry, part: Part) -> Mapping[str, Any]:
    """An entry, also a withdrawn one, with its claims, their evidence and their cites."""
    evidence = joined.evidence
    published, changed = part.days(joined)
    return {
        **dict(joined.record),
        "id": joined.id,
        "evidence": {**asdict(evidence.core), "whole_entry": evidence},
        "claims": [
            {
                "id": each.claim.id,
                "text": each.claim.text,
                "evidence": each.evidence,
                "addresses": _pages(part, f"events/{joined.id}/#{each.claim.id}"),
                "cites": [_cite(part.chronology, cite) for cite in each.claim.cites],
            }
            for each in joined.claims
        ],
        "published": published,
        "changed": changed,
        "record": _record_file(part.published, joined.path),
        "addresses": _pages(part, f"events/{joined.id}/"),
    }


def _cite(chronology: Chronology, cite: Cite) -> Mapping[str, Any]:
    """A cite, with the address that opens at its passage, and whether the passage was found."""
    passage, proven = cite.passage, False
    found: dict[str, object] = {"given": None}
    if isinstance(cite.source, InlineSource):
        source: Source | InlineSource = cite.source
        found = {"source": None, "given": source}
    else:
        source = chronology.sources[cite.source].record
        proven = passage is not None and digest(passage, source) in chronology.proven
    address = first_address(source)
    return {
        **dict(cite),
        **found,
        "party": bool(cite.party),
        # Taken over, as all that the records hold: the reader of records has checked it.
        "passage": Passage.model_construct(**dict(passage), proven=proven) if passage else None,
        "address": passage_address(address, passage) if address else None,
    }


def _source(joined: Located[Source], part: Part) -> Mapping[str, Any]:
    """A source, with the entries that cite it and the sources that derive from it."""
    return {
        **dict(joined.record),
        "id": joined.id,
        "derived": part.chronology.derived.get(joined.id, ()),
        "entries": part.chronology.by_source.get(joined.id, ()),
        "record": _record_file(part.published, joined.path),
        "addresses": _pages(part, f"sources/{joined.id}/"),
    }


def _record_file(published: Publication, path: str) -> Mapping[str, Any]:
    blob = published.states[path].blob
    return {"path": path, "swhid": swhid(blob), "revision": revision_name(blob)}


def _item(part: Part, family: str, id_: str, record: Item) -> Mapping[str, Any]:
    """An item of a vocabulary; one that no standing entry names has no page."""
    has_page = id_ in part.chronology.indexes[family]
    aliases = record.aliases.root if record.aliases else {}
    codes = [*(each.code for each in part.languages), *aliases]
    named = {} if isinstance(record, Topic) else {"same_as": addresses(record).values()}
    return {
        **dict(record),
        **named,
        "id": id_,
        "aliases": {code: aliases[code] for code in codes if aliases.get(code)},
        "addresses": _pages(part, f"{family}/{id_}/") if has_page else {},
    }
