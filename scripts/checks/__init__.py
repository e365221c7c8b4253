"""What must hold between records: rules that yield Problems; all of them run, none raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scripts.checks import claims, duplicates, language, order, references, sources
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.records.load import PROPOSED, Located, Records
from scripts.records.model import Entry
from scripts.records.spots import Spot

Rule = Callable[[Records], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    references.ids_are_unique,
    references.topics_are_known,
    references.actors_are_known,
    references.places_are_known,
    references.related_entries_are_known,
    references.cited_sources_are_known,
    references.derivations_are_known,
    references.redirects_lead_to_entries,
    claims.entries_have_claims,
    claims.claims_are_supported,
    claims.attributions_name_somebody,
    claims.anchors_are_short,
    sources.cited_sources_were_seen,
    sources.passages_lie_in_the_text,
    sources.derivations_name_paragraphs,
    sources.derivations_have_an_end,
    sources.texts_go_with_full_texts,
)
"""The rules that no language matters to; the docstring of each is the rule."""


def check(records: Records, languages: tuple[Language, ...]) -> list[Problem]:
    """Everything that is wrong with `records`, sorted."""
    problems = _found(records, languages)
    if proposed := records.drafts.get("proposed"):
        # By the same rules, as if they stood among the others; what is wrong with these is told.
        drafts = {"entries": (*records.drafts["entries"], *proposed), "sources": ()}
        among = replace(records, entries=records.proposed, drafts=drafts, redirects={})
        own = f"{PROPOSED.as_posix()}/"
        problems += [each for each in _found(among, languages) if each.path.startswith(own)]
    return sorted(problems)


def _found(records: Records, languages: tuple[Language, ...]) -> list[Problem]:
    problems = [found for rule in RULES for found in rule(records)]
    problems += language.languages_have_names(records, languages)
    problems += language.letters_belong_to_their_language(records, languages)
    return problems


def check_again(
    records: Records, languages: tuple[Language, ...], before: Records
) -> list[Problem]:
    """What `check` finds in `records`, where it found nothing in `before`.

    Only those records are looked at that are new or others now, or that name one of these or one
    that is gone; where a vocabulary or the redirects changed, or entries are proposed, all of them.
    """
    if _tables(records) != _tables(before) or records.drafts.get("proposed"):
        return check(records, languages)
    changed = {
        name: _changed(records.drafts.get(name, ()), before.drafts.get(name, ()))
        for name in ("entries", "sources")
    }
    touched = changed["entries"] | changed["sources"]
    if not touched:
        return []
    entries = [each for each in records.entries if each.id in touched or touched & _named(each)]
    among = {each.id for each in entries} | changed["entries"]
    drafts = {
        "entries": tuple(each for each in records.drafts.get("entries", ()) if each.id in among),
        "sources": records.drafts.get("sources", ()) if changed["sources"] else (),
    }
    narrow = replace(records, entries=tuple(entries), drafts=drafts)
    problems = [found for rule in RULES for found in rule(narrow)]
    sources = tuple(each for each in records.sources if each.id in changed["sources"])
    narrow = replace(narrow, sources=sources, topics={}, actors={}, places={})
    problems += language.languages_have_names(narrow, languages)
    problems += language.letters_belong_to_their_language(narrow, languages)
    return sorted(problems)


def _tables(records: Records) -> list[object]:
    """What stands in the vocabularies and the redirects, and where."""
    tables = (records.topics, records.actors, records.places, records.redirects)
    return [
        [(id_, each.record, each.spot.document.marks) for id_, each in table.items()]
        for table in tables
    ]


def _changed(now: Iterable[Spot], before: Iterable[Spot]) -> set[str]:
    """The ids of files that are new, others, elsewhere, or gone."""
    # What was not read again is the very same: most of them.
    same = {id(each) for each in before} & {id(each) for each in now}
    there = {_state(each) for each in now if id(each) not in same}
    return {id_ for id_, _, _ in there ^ {_state(each) for each in before if id(each) not in same}}


def _state(spot: Spot) -> tuple[str, str, str]:
    return spot.id, spot.path, spot.blob


def _named(entry: Located[Entry]) -> frozenset[str]:
    """The ids of other entries and of sources in an entry."""
    return entry.record.named_sources | {*entry.record.see_also}


def notice(records: Records, languages: tuple[Language, ...]) -> list[Problem]:
    """What should be known of `records` and is no error, sorted."""
    found = [*duplicates.possible_duplicates(records, languages)]
    found += order.keys_are_in_order(records, tuple(each.code for each in languages))
    return sorted(found)
