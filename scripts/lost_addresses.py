"""Published addresses that a build would lose: which they are, why, and what can be done.

They are looked for before anything is written: in the plans of the pages, and in the revisions
that git knows.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.console import Reporter, shown
from scripts.i18n.language import Language
from scripts.kept import Kept
from scripts.pages.kinds import plans
from scripts.pages.page import Stage
from scripts.publish.mkdocs import PublishError
from scripts.published import FILE, Published, revision_address
from scripts.records.hand_written import HandWritten
from scripts.settings import Settings
from scripts.timeline.gaps import Gap
from scripts.timeline.revisions import Trail

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
    trails: Mapping[str, Trail],
    stages: Sequence[Stage] = (),
    by_hand: Mapping[str, Sequence[HandWritten]] | None = None,
) -> Lost:
    """The published addresses for which a build has no page.

    `by_hand` are the pages that are written by hand, by language. Without `stages` pages that are
    no revisions are not looked for.
    """
    made = [
        {plan.address for plan in plans(stage)}.union(
            page.address for page in (by_hand or {}).get(stage.language.code, ())
        )
        for stage in (stages if published.pages else ())
    ]
    revisions = [*published.revision_addresses()]
    known = {
        revision_address(id_, name)
        for id_ in published.revisions.keys() & trails.keys()
        for name, _, _ in trails[id_].pages
    }
    return Lost(
        [page for page in published.pages if not all(page in each for each in made)],
        [each for each in revisions if each not in known],
        len(published.pages),
        len(revisions),
    )


def tell_lost(
    settings: Settings,
    reporter: Reporter,
    kept: Kept,
    lost: Lost,
    gap: tuple[Gap | None, str],
) -> None:
    """Say what the site lacks, unless the last build of this process has said the same.

    `gap` is why there is no history, and what git says about it. Raises PublishError where
    addresses would be lost by publishing the site; a preview is not published.
    """
    lines = messages(settings, reporter.language, lost, *gap)
    if loses(settings, lost):
        raise PublishError("\n".join(lines))
    # Where there is no history, every edit changes how many revisions are left out.
    told = gap[0], tuple(lost.pages), () if gap[0] else tuple(lost.revisions)
    for each in lines if told != kept.told else ():
        reporter.say(each)
    kept.told = told


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
