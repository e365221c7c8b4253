"""The Content-Security-Policy that every finished page must begin with.

The template of the theme has it; this module enforces it. A page with another policy, or with
anything before it that could load or run something, is not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.publish.store import files_below

POLICY = (
    b"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    b"img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    b"base-uri 'none'; form-action 'none'"
)
"""The icons in Material's stylesheet are `data:` addresses."""

PAGES = (".html", ".htm", ".xhtml")
"""The suffixes of the files that browsers show as pages."""

BEGINNING = 1024
"""Bytes of a page in which the policy stands."""

_HEAD = re.compile(
    rb"\s*<!doctype html>\s*<html(?: [a-z-]+=\"[^\"<>]*\")*>\s*<head>\s*"
    rb"<meta charset=\"utf-8\">\s*"
    rb"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">"
)


def has_policy(beginning: bytes) -> bool:
    """Whether a page that begins so has the policy, first of all that is in its head."""
    head = _HEAD.match(beginning)
    return head is not None and head[1] == POLICY


def without_policy(site: Path) -> Iterator[str]:
    """The paths of the pages below the folder `site` that lack the policy."""
    for file in files_below(site):
        if file.suffix.lower() in PAGES:
            with file.open("rb", buffering=0) as page:
                if not has_policy(page.read(BEGINNING)):
                    yield file.relative_to(site).as_posix()
