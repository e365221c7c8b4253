"""Published addresses that a build would lose: which they are, why, and what can be done.

They are looked for before anything is written: in the plans of the pages, and in the revisions
that git knows.
"""

from __future__ import annotations

import shlex
from collections.abc import Container, Mapping, Sequence

from scripts.console import shown
from scripts.i18n.language import Language
from scripts.publish.mkdocs import PublishError
from scripts.settings import Settings
from scripts.site import Site
from scripts.site.published import FILE, Published, revision_address
from scripts.timeline.git import find_gap
from scripts.timeline.revisions import RevisionHistory

MOST_NAMED = 5
"""So many lost addresses are named in a message."""


def find_lost(
    published: Published,
    histories: Mapping[str, RevisionHistory],
    made: Sequence[Container[str]],
) -> tuple[list[str], list[str]]:
    """The published addresses of pages, and of revisions, for which a build has no page.

    They are below the root of a language; `made` are the addresses of all pages of each language.
    """
    known = {
        revision_address(id_, name)
        for id_ in published.revisions.keys() & histories.keys()
        for name, _, _ in histories[id_].pages
    }
    return (
        [page for page in published.pages if not all(page in each for each in made)],
        [each for each in published.revision_addresses() if each not in known],
    )


def check_addresses(site: Site, language: Language) -> list[str]:
    """The messages about published addresses that `site` lacks.

    Raises PublishError where publishing the site would lose them; a preview is not published.
    """
    settings, published = site.settings, site.checked.published
    made = [{*site.plans[code], *site.by_hand[code]} for code in site.codes]
    pages, revisions = find_lost(published, site.shared.histories, made)
    gap = None if site.history or not settings.history else explain_gap(settings, language)
    lost = [*revisions] if settings.history else []
    stops = not settings.proposed and bool(pages or lost)
    word = language.section("history")
    count = len([*published.revision_addresses()])
    facts = {"missing": len(revisions), "all": count, "file": FILE}
    left_out = [word("left-out", **facts)] if revisions and not (stops and lost) else []
    gone = pages if gap or not settings.history else pages + revisions
    lines = []
    if not settings.history:
        lines = [word("without"), *left_out]
    elif gap:
        why, remedy = gap
        lines = [word("lost" if stops and lost else "incomplete", why=why, **facts), *left_out]
        lines += [remedy, word("or-without")] if stops and lost else [remedy]
    if gone:
        facts |= {"missing": len(gone), "all": len(published.pages) + count}
        lines.append(word("gone", first=named(language, gone), **facts))
        lines += [word("put-back")] if pages else []
        # A page that is lost takes its revisions with it.
        lines += [] if all(each.startswith((*pages,)) for each in gone) else [word("rebase")]
    if stops:
        raise PublishError("\n".join(lines))
    return lines


def explain_gap(settings: Settings, language: Language) -> tuple[str, str] | None:
    """Why there is no history, and how to get it; None where there is one."""
    gap, said = find_gap(settings.root)
    if not gap:
        return None
    word = language.section("history")
    # What git says last is why it failed.
    why = word(f"why.{gap}", reason=shown(said.rpartition("\n")[2]))
    return why, word(f"remedy.{gap}", folder=shlex.quote(str(settings.root)))


def named(language: Language, addresses: Sequence[str]) -> str:
    """The first of `addresses` for a message."""
    rest = ["…"] if len(addresses) > MOST_NAMED else []
    return language.listed([*map(shown, addresses[:MOST_NAMED]), *rest])
