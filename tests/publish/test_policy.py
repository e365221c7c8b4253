"""No page is published without the security policy, whatever made it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from building import built, refused, settings_of
from website.tools import copy_small_tree, files

from scripts.publish import mkdocs
from scripts.publish.mkdocs import Sources
from scripts.publish.policy import POLICY, has_policy, without_policy
from scripts.publish.write import new_file
from scripts.settings import Settings

HEAD = (
    b'\n<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
    b'<meta http-equiv="Content-Security-Policy" content="' + POLICY + b'">'
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"'none'; script-src 'self'", b"'none'; script-src 'self' 'unsafe-inline'"),
        (b"default-src 'none'; ", b""),
        (b"http-equiv", b"name"),
        (b"Content-Security-Policy", b"Content-Security-Policy-Report-Only"),
        (b'<meta charset="utf-8">\n', b'<meta charset="utf-8"><script src="/x.js"></script>\n'),
        (b"<head>", b"<head><base href='//evil.example/'>"),
        (b"<head>", b"<head><!--"),
        (b' dir="ltr"', b' onload="hit()>"'),
        (b"<html", b"<p><html"),
        (HEAD, b""),
        (HEAD, b"<!-- " + HEAD),
    ],
)
def test_another_head(old: bytes, new: bytes) -> None:
    """The one policy comes first in the head, or it counts as missing."""
    assert has_policy(HEAD + b"<title>x")
    page = HEAD.replace(old, new)
    assert page != HEAD
    assert not has_policy(page + b"<title>x")


def test_all_pages_are_looked_at(tmp_path: Path) -> None:
    """Every file that a browser shows as a page, in every folder."""
    pages = {
        "a.html": HEAD,
        "b.HTML": b"<p>",
        "in/c.htm": b"<p>" + HEAD,
        "in/deep/d.xhtml": b"x",
        "e.html": HEAD + b"<p>",
        "g.json": b"{}",
    }
    for path, content in pages.items():
        new_file(tmp_path / path, content)
    assert sorted(without_policy(tmp_path)) == ["b.HTML", "in/c.htm", "in/deep/d.xhtml"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a small tree that was built."""
    made = settings_of(copy_small_tree(tmp_path_factory.mktemp("policy") / "tree"))
    built(made)
    return made


@pytest.mark.parametrize(
    ("path", "text", "lacking"),
    [
        ("docs/theme/main.html", "{# all pages are published again #}", "en/about/index.html"),
        ("docs/en/about.md", "\nMore.\n", "en/about/index.html"),
        ("docs/en/extra/page.html", "<script>hit()</script>", "en/extra/page.html"),
    ],
)
def test_the_build_stops(settings: Settings, path: str, text: str, lacking: str) -> None:
    """It ends with the name of the page, and the old site stays."""
    make = mkdocs.publish

    def publishing(sources: Sources, paths: list[str], out: Path, *rest: Any) -> None:  # noqa: ANN401
        make(sources, paths, out, *rest)
        if lacking in paths:
            (out / lacking).write_bytes(b"<!doctype html>" + (out / lacking).read_bytes())

    file = settings.root / path
    before, site = file.read_bytes() if file.is_file() else None, files(settings.site)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes((before or b"") + text.encode())
    with patch.object(mkdocs, "publish", publishing):
        assert f" {lacking} does not have the security" in refused(settings)[0]
    assert files(settings.site) == site
    file.unlink() if before is None else file.write_bytes(before)
    built(settings)
    assert files(settings.site) == site
