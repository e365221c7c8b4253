"""Rules on what the pages of prose link to: the history in brief rests on the entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scripts.problems import Problem, problem
from scripts.records.load import Records
from scripts.records.model import Weight
from scripts.records.prose import HandWritten

ENTRY_PAGE = re.compile(r"events/([^/]+)/index\.md")

OVERVIEW = "overview/"
"""The address of the history in brief."""


def check_prose(pages: Iterable[HandWritten], records: Records) -> list[Problem]:
    """What is wrong with the links of `pages` to entries, sorted."""
    rules = (links_lead_to_standing_entries, overview_names_landmarks)
    return sorted(found for page in pages for rule in rules for found in rule(page, records))


def links_lead_to_standing_entries(page: HandWritten, records: Records) -> Iterator[Problem]:
    """A page links only to entries that stand, not to a withdrawn, a renamed or a missing one."""
    gone = {each.id for each in records.entries if each.record.withdrawn}
    standing = records.ids.get("entries", frozenset()) - gone
    for link in page.links:
        entry = ENTRY_PAGE.fullmatch(link.path)
        if entry and entry[1] not in standing:
            yield problem(page.path, link.line, link.column, "page-entry", id=entry[1])


def overview_names_landmarks(page: HandWritten, records: Records) -> Iterator[Problem]:
    """The history in brief has a link to each landmark."""
    if page.address != OVERVIEW:
        return
    named = {link.path for link in page.links}
    for each in records.entries:
        stands = each.record.weight == Weight.LANDMARK and not each.record.withdrawn
        if stands and f"events/{each.id}/index.md" not in named:
            yield problem(page.path, 1, 1, "page-landmark", id=each.id)
