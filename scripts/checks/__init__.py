"""What must hold between records: rules that yield Problems; all of them run, none raises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from scripts.checks import claims, duplicates, language, references, sources
from scripts.languages import Language
from scripts.problems import Problem
from scripts.records.load import PROPOSED, Records

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


def notice(records: Records, languages: tuple[Language, ...]) -> list[Problem]:
    """What should be known of `records` and is no error, sorted."""
    return sorted(duplicates.possible_duplicates(records, languages))
