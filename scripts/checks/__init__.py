"""The rules that hold between records. Each yields Problems; all of them run, none raises."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace

from scripts.checks import (
    claims,
    duplicates,
    evidence,
    language,
    names,
    order,
    plausibility,
    references,
    sources,
)
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.records.load import PROPOSED, Records

Rule = Callable[[Records], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    references.ids_are_unique,
    references.named_ids_are_known,
    references.redirects_lead_to_entries,
    claims.entries_have_claims,
    claims.claims_have_ids_of_their_own,
    claims.claims_are_supported,
    claims.attributions_name_somebody,
    claims.anchors_are_short,
    claims.cited_sources_were_seen,
    claims.passages_lie_in_the_text,
    claims.derivations_name_paragraphs,
    claims.derivations_have_an_end,
    claims.texts_go_with_full_texts,
    sources.works_are_recorded_once,
    sources.recorded_sources_are_named,
    sources.sources_are_given_once,
    sources.keys_are_unique,
    sources.fields_go_with_genres,
    names.names_have_their_time,
)
"""The rules that do not depend on the languages; the docstring of each is the rule."""


def check(records: Records, languages: tuple[Language, ...]) -> list[Problem]:
    """Everything that is wrong with `records`, sorted."""
    problems = _problems(records, languages)
    if proposed := records.drafts.get("proposed"):
        # Proposed entries are checked as if they stood among the others, and only their problems
        # are reported: the others have theirs already.
        drafts = {"entries": (*records.drafts["entries"], *proposed), "sources": ()}
        among = replace(records, entries=records.proposed, drafts=drafts, redirects={})
        own = f"{PROPOSED.as_posix()}/"
        problems += [each for each in _problems(among, languages) if each.path.startswith(own)]
    return sorted(problems)


def _problems(records: Records, languages: tuple[Language, ...]) -> list[Problem]:
    return [
        *(found for rule in RULES for found in rule(records)),
        *language.languages_have_names(records, languages),
        *language.letters_belong_to_their_language(records, languages),
    ]


def notice(
    records: Records, languages: tuple[Language, ...], today: datetime.date
) -> list[Problem]:
    """What should be known of `records` and is no error, sorted."""
    codes = [each.code for each in languages]
    found = [*duplicates.possible_duplicates(records, languages)]
    found += evidence.claims_of_retracted_sources(records)
    found += evidence.possible_dependence(records)
    found += plausibility.implausible(records, today)
    found += sources.alike_sources(records)
    return sorted([*found, *order.keys_are_in_order(records, codes)])
