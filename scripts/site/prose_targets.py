"""What pages written by hand link to and the site has not: the publisher lets such links through.

Generated pages link to files that are made beside them (`validation` in mkdocs.yml), so a link
without a target is no mistake to the publisher.
"""

from __future__ import annotations

from scripts.console import shown
from scripts.i18n.language import Language
from scripts.publish.mkdocs import PublishError
from scripts.records.prose import ProseLink, prose_links
from scripts.site import Site


def check_prose_targets(site: Site, language: Language) -> None:
    """Raise PublishError where a page written by hand links to a file that is not there."""
    lines = [
        language.word("progress.no-target", file=page.path, line=link.line, target=shown(link.path))
        for code in site.codes
        for page in site.by_hand[code].values()
        for link in prose_links((site.settings.root / page.path).read_text("utf-8"))
        if not is_there(site, code, link)
    ]
    if lines:
        raise PublishError("\n".join(lines))


def is_there(site: Site, code: str, link: ProseLink) -> bool:
    """Whether there is what `link` names: a page, or a file that lies beside the prose."""
    if link.path.endswith(".md"):
        by_hand = f"{link.path.removesuffix('.md')}/" in site.by_hand[code]
        return by_hand or link.path.removesuffix("index.md") in site.plans[code]
    return not link.path.startswith("../") and (site.settings.docs / code / link.path).is_file()
