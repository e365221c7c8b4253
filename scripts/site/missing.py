"""What a site must not lack: published addresses, and what pages written by hand link to.

Both are looked for before anything is written.
"""

from __future__ import annotations

import shlex
from collections.abc import Container, Mapping, Sequence

from scripts.console import shown
from scripts.i18n.language import Language
from scripts.publish.mkdocs import PublishError
from scripts.records.prose import ProseLink, prose_links
from scripts.settings import Settings
from scripts.site import Site
from scripts.site.published import FILE, Published, revision_address
from scripts.timeline.git import find_gap
from scripts.timeline.revisions import RevisionHistory

MOST_NAMED = 5
"""So many lost addresses are named in a message."""


def check_site(site: Site, language: Language) -> list[str]:
    """The messages about published addresses that `site` lacks.

    Raises PublishError where publishing the site would lose them (a preview is not published), and
    where a page written by hand links to what is not there.
    """
    messages = check_addresses(site, language)
    check_prose_targets(site, language)
    return messages


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
    settings, published = site.settings, site.checked.published
    made = [{*site.plans[code], *site.checked.by_hand[code]} for code in site.codes]
    pages, revisions = find_lost(published, site.shared.histories, made)
    stops = not settings.proposed and bool(pages or (revisions and settings.history))
    word = language.section("history")
    count = len([*published.revision_addresses()])
    facts = {"missing": len(revisions), "all": count, "file": FILE}
    left_out = [word("left-out", **facts)] if revisions else []
    gone, lines = pages, []
    if not settings.history:
        lines = [word("without"), *left_out]
    elif not site.history and (gap := explain_gap(settings, language)):
        why, remedy = gap
        if stops and revisions:
            lines = [word("lost", why=why, **facts), remedy, word("or-without")]
        else:
            lines = [word("incomplete", why=why, **facts), *left_out, remedy]
    else:
        gone = pages + revisions
    if gone:
        facts |= {"missing": len(gone), "all": len(published.pages) + count}
        lines.append(word("gone", first=named(language, gone), **facts))
        if pages:
            lines.append(word("put-back"))
        # A page that is lost takes its revisions with it.
        if not all(each.startswith((*pages,)) for each in gone):
            lines.append(word("rebase"))
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


def check_prose_targets(site: Site, language: Language) -> None:
    """Raise PublishError where a page written by hand links to a file that is not there.

    The publisher lets such links through: generated pages link to files that are made beside them
    (`validation` in mkdocs.yml).
    """
    lines = [
        language.word("progress.no-target", file=page.path, line=link.line, target=shown(link.path))
        for code in site.codes
        for page in site.checked.by_hand[code].values()
        for link in prose_links((site.settings.root / page.path).read_text("utf-8"))
        if not is_there(site, code, link)
    ]
    if lines:
        raise PublishError("\n".join(lines))


def is_there(site: Site, code: str, link: ProseLink) -> bool:
    """Whether there is what `link` names: a page, or a file that lies beside the prose."""
    if link.path.endswith(".md"):
        by_hand = f"{link.path.removesuffix('.md')}/" in site.checked.by_hand[code]
        return by_hand or link.path.removesuffix("index.md") in site.plans[code]
    return not link.path.startswith("../") and (site.settings.docs / code / link.path).is_file()
