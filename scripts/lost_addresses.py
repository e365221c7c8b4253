"""Published addresses that a build would lose: which they are, why, and what can be done.

They are looked for before anything is written: in the plans of the pages, and in the revisions
that git knows.
"""

from __future__ import annotations

import shlex
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.console import shown
from scripts.i18n.language import Language
from scripts.publish.mkdocs import PublishError
from scripts.published import FILE, Published, revision_address
from scripts.settings import Settings
from scripts.site import Site
from scripts.timeline.gaps import Gap
from scripts.timeline.git import find_gap
from scripts.timeline.revisions import RevisionHistory

MOST_NAMED = 5
"""So many lost addresses are named in a message."""


@dataclass(frozen=True)
class Lost:
    """The published addresses that the site would not have, below the root of a language.

    `pages` are those of all pages but revisions. The others are how many of each were published.
    """

    pages: Sequence[str]
    revisions: Sequence[str]
    published_pages: int
    published_revisions: int


def find_lost(
    published: Published,
    histories: Mapping[str, RevisionHistory],
    made: Sequence[Container[str]],
) -> Lost:
    """The published addresses for which a build has no page.

    `made` are the addresses of all pages of each language.
    """
    revisions = [*published.revision_addresses()]
    known = {
        revision_address(id_, name)
        for id_ in published.revisions.keys() & histories.keys()
        for name, _, _ in histories[id_].pages
    }
    return Lost(
        [page for page in published.pages if not all(page in each for each in made)],
        [each for each in revisions if each not in known],
        len(published.pages),
        len(revisions),
    )


def check_addresses(site: Site, language: Language) -> list[str]:
    """What a person is told of addresses that were published and are not in `site`.

    Raises PublishError where they would be lost by publishing it; a preview is not published.
    """
    settings = site.settings
    made = [{*site.plans[code], *site.by_hand(code)} for code in site.codes]
    histories = next(iter(site.contexts.values())).site.histories
    lost = find_lost(site.checked.published, histories, made)
    gap = (None, "") if site.history else find_gap(settings.root)
    lines = [*messages(settings, language, lost, *gap)]
    if loses(settings, lost):
        raise PublishError("\n".join(lines))
    return lines


def loses(settings: Settings, lost: Lost) -> bool:
    """Whether the site may not be published, since addresses are lost that nobody gave up."""
    return not settings.proposed and bool(lost.pages or (settings.history and lost.revisions))


def messages(
    settings: Settings, language: Language, lost: Lost, gap: Gap | None, said: str
) -> Iterator[str]:
    """What a person is told, a line at a time; nothing where nothing is missing."""
    word = language.section("history")
    facts = {"missing": len(lost.revisions), "all": lost.published_revisions, "file": FILE}
    gone = [*lost.pages]
    if not settings.history:
        yield word("without")
        if lost.revisions:
            yield word("left-out", **facts)
    elif gap:
        why, remedy = explained(settings, language, gap, said)
        stops = loses(settings, lost) and bool(lost.revisions)
        yield word("lost" if stops else "incomplete", why=why, **facts)
        if lost.revisions and not stops:
            yield word("left-out", **facts)
        yield remedy
        if stops:
            yield word("or-without")
    else:
        gone += lost.revisions
    if gone:
        count = lost.published_pages + lost.published_revisions
        facts |= {"missing": len(gone), "all": count}
        yield word("gone", first=named(language, gone), **facts)
        if lost.pages:
            yield word("put-back")
        # A page that is lost takes its revisions with it.
        if not all(each.startswith((*lost.pages,)) for each in gone):
            yield word("rebase")


def explained(settings: Settings, language: Language, gap: Gap, said: str) -> tuple[str, str]:
    """Why there is no history, and how to get it; `said` is what git says about it."""
    word = language.section("history")
    # What git says last is why it failed.
    why = word(f"why.{gap}", reason=shown(said.rpartition("\n")[2]))
    return why, word(f"remedy.{gap}", folder=shlex.quote(str(settings.root)))


def named(language: Language, addresses: Sequence[str]) -> str:
    """The first of `addresses` for a message."""
    rest = ["…"] if len(addresses) > MOST_NAMED else []
    return language.listed([*map(shown, addresses[:MOST_NAMED]), *rest])
