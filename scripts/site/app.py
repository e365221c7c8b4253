"""The files of a progressive web app: service worker, manifests, icons.

With them a browser shows the site without a connection, and installs it as an app.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.exports.sitemap import ROOT_TEMPLATES
from scripts.i18n.language import Language
from scripts.pages.render import environment
from scripts.share.picture import ACCENT, colours

LOOK = Path(__file__).parents[2] / "docs" / "theme" / "look"
WORKER = "service-worker.js"
MANIFEST = "manifest.webmanifest"

ICONS = (192, 512)
"""The sizes in which operating systems request an icon, in pixels."""

KEPT = ("", "timeline/")
"""Pages below a language's root that are stored for offline use before the reader opens them."""


def assets() -> dict[str, bytes]:
    """The stylesheets, scripts and drawings that browsers store, by name."""
    return {
        file.name: file.read_bytes()
        for file in sorted(LOOK.iterdir())
        if file.suffix in {".css", ".js", ".svg"} and file.name != WORKER
    }


def look_folder() -> str:
    """The folder of stylesheets and scripts below the site's root, named by their digest.

    So a file at its address never changes: browsers may cache it for ever.
    """
    given = assets()
    for file in sorted(LOOK.glob("*/*.js")):
        given[file.relative_to(LOOK).as_posix()] = file.read_bytes()
    digest = _digest(part for name, data in given.items() for part in (name.encode(), data))
    return f"{LOOK.name}/{digest}"


def service_worker(
    paths: Sequence[str], languages: Sequence[Language], digests: Iterable[str]
) -> bytes:
    """The service worker of the site, which is served from its root.

    A browser stores the stylesheets and scripts at `paths`, which change with their content, and
    the pages of KEPT until one of `digests` changes, those of their content in every language.
    """
    # The page shown for one that is not stored.
    notice = environment(ROOT_TEMPLATES).get_template("offline.html.j2")
    known = {
        "version": _digest(path.encode() for path in paths),
        "assets": paths,
        "edition": _digest(text.encode() for text in digests),
        "pages": [f"{language.code}/{page}" for language in languages for page in KEPT],
        "notice": notice.render(languages=languages, look=look_folder()),
    }
    source = (LOOK / WORKER).read_text("utf-8")
    return f"self.BUILD = {json.dumps(known, indent=1)};\n{source}".encode()


def manifest(language: Language) -> bytes:
    look = {name: "#{:02x}{:02x}{:02x}".format(*value) for name, value in colours().items()}
    sign = {"src": f"../{look_folder()}/icon.svg", "sizes": "any", "type": "image/svg+xml"}
    drawn = {"type": "image/png", "purpose": "any maskable"}
    icons = [{"src": f"../icon-{size}.png", "sizes": f"{size}x{size}", **drawn} for size in ICONS]
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
        "theme_color": look[ACCENT],
        "icons": [sign, *icons],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _digest(parts: Iterable[bytes]) -> str:
    digests = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(digests).hexdigest()[:16]
