"""What the theme reads besides the Markdown, and what the HTML of a page depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.publish.mkdocs import INDEX, split_path
from scripts.publish.store import content_digest, digest_of
from scripts.site import MadePage, Site
from scripts.site.frame import FRAME, frame, frame_digest, frame_text, template_text


def frame_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """What the theme reads besides the pages and their parts: path below the checkout, content."""
    for code, context in site.contexts.items():
        facts = frame(site.settings, context.language, site.years(code))
        yield f"docs/{FRAME}/{code}.html", frame_text(facts, site.prose[code])
        for key, listed in site.near[code].items():
            yield f"docs/{FRAME}/{code}/years/{key}.html", template_text("near", listed)


def parts_path(path: str) -> str:
    """Where the parts of the page at `path` below the site's root are, below the checkout."""
    return f"docs/{FRAME}/{path.removesuffix(INDEX)}parts.html"


def frame_digests(site: Site) -> Mapping[str, str]:
    """By language, a digest of all that every page depends on besides its Markdown and parts."""
    digests = {}
    for code, context in site.contexts.items():
        facts = frame(site.settings, context.language, site.years(code))
        titles = [*site.titles[code].values()]
        titles += [page.facts["title"] for page in site.by_hand[code].values()]
        digests[code] = frame_digest(site.settings, facts, titles)
    return digests


def page_key(site: Site, page: MadePage, frames: Mapping[str, str]) -> str:
    """The digest of all that the HTML of a page depends on; `frames`: see `frame_digests`."""
    code, address = split_path(page.path)
    parts = content_digest(page.parts) if page.parts else site.prose[code][address]
    near = site.near[code][page.near] if page.near else None
    return digest_of([page.digest, frames[code], parts, near])
