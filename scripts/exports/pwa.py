"""What lets the site be read without a connection, and kept among a reader's apps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scripts.exports.sitemap import html_templates
from scripts.i18n.language import Language
from scripts.share.icon import app_icon
from scripts.share.sheet import colours

LOOK = Path(__file__).parents[2] / "docs" / "theme" / "look"
WORKER = "service-worker.js"
NOTICE = "offline.html.j2"
MANIFEST = "manifest.webmanifest"

ICONS = (192, 512)
"""The sizes that a system asks an app for, in pixels."""

KEPT = ("", "timeline/")
"""Pages below a language's root that are at hand offline though the reader has not opened them."""


def offline_files(languages: Sequence[Language], kept: Iterable[str]) -> dict[str, bytes]:
    """Every file that reading offline takes, by its path below the site's root.

    `kept` are the texts of the pages of KEPT in every language, by which a browser learns that it
    has old ones.
    """
    files = {f"{language.code}/{MANIFEST}": manifest(language) for language in languages}
    files |= {icon_path(size): app_icon(size) for size in ICONS}
    files[WORKER] = service_worker(assets(), languages, kept)
    return files


def assets() -> dict[str, bytes]:
    """The stylesheets and scripts of the pages, by their names."""
    return {
        file.name: file.read_bytes()
        for file in sorted(LOOK.iterdir())
        if file.suffix in {".css", ".js", ".svg"} and file.name != WORKER
    }


def look_folder() -> str:
    """Where the look stands below the site's root: in a folder named by its state.

    So what is there never changes: it may be kept for ever, and no page gets an older one.
    """
    return f"{LOOK.name}/{look_digest(assets())}"


def look_digest(site_files: Mapping[str, bytes]) -> str:
    """A name for the state of `site_files`, stylesheets and scripts by name, and the modules."""
    given = {**site_files, **modules()}
    return _digest(part for name, data in given.items() for part in (name.encode(), data))


def modules() -> dict[str, bytes]:
    """The modules of scripts that have a folder of their own, by path below that of the look.

    Only the page that needs them asks for them; they are not kept offline.
    """
    return {
        file.relative_to(LOOK).as_posix(): file.read_bytes() for file in sorted(LOOK.glob("*/*.js"))
    }


def service_worker(
    site_files: Mapping[str, bytes], languages: Sequence[Language], kept: Iterable[str]
) -> bytes:
    """The service worker of the site, to stand in its root.

    `site_files` are stylesheets and scripts by name, which are kept as long as they stay the same;
    `kept` as for `offline_files`.
    """
    digest = look_digest(site_files)
    known = {
        "look": digest,
        "edition": _digest(text.encode() for text in kept),
        "assets": [*site_files],
        "pages": [f"{language.code}/{page}" for language in languages for page in KEPT],
        "notice": _notice(languages, f"{LOOK.name}/{digest}"),
    }
    source = (LOOK / WORKER).read_text("utf-8")
    return f"self.BUILD = {json.dumps(known, indent=1)};\n{source}".encode()


def manifest(language: Language) -> bytes:
    """What the site is as an app in one language (W3C Web Application Manifest)."""
    look = {name: "#{:02x}{:02x}{:02x}".format(*value) for name, value in colours().items()}
    sign = {"src": f"../{look_folder()}/icon.svg", "sizes": "any", "type": "image/svg+xml"}
    drawn = [
        {
            "src": f"../{icon_path(size)}",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in ICONS
    ]
    content = {
        "name": language.word("home.title"),
        "short_name": language.word("offline.short-name"),
        "description": language.word("home.description"),
        "lang": language.code,
        "dir": language.direction,
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": look["paper"],
        "theme_color": look["accent"],
        "icons": [sign, *drawn],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def icon_path(size: int) -> str:
    """Where the sign in this size is, below the site's root."""
    return f"icon-{size}.png"


def _notice(languages: Sequence[Language], look: str) -> str:
    """The page that stands for one that is not at hand, in every language."""
    return html_templates().get_template(NOTICE).render(languages=languages, look=look)


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part).digest())
    return found.hexdigest()[:16]
