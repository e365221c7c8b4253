"""No page is published without the security policy, whatever made it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from building import Quiet, small_publisher
from website.tools import ADDRESS, copy_small_tree, files

from scripts.build import build
from scripts.publish import mkdocs
from scripts.publish.mkdocs import Sources
from scripts.publish.policy import POLICY, has_policy, without_policy
from scripts.publish.write import new_file
from scripts.settings import Settings, read_settings

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
    root = copy_small_tree(tmp_path_factory.mktemp("policy") / "tree")
    made = read_settings(root, {"SITE_ADDRESS": ADDRESS})
    with small_publisher():
        assert build(made, Quiet(made.languages[-1])) == []
    return made


@pytest.mark.parametrize("change", ["the frame", "a page", "a file"])
def test_the_build_stops(settings: Settings, change: str) -> None:
    """Whether all pages are published again, or some: it ends with the page's name."""
    about, extra = "docs/en/about.md", "docs/en/extra/page.html"
    changes = {
        "the frame": ("docs/theme/main.html", "{# another #}"),
        "a page": (about, "\nMore.\n"),
        "a file": (extra, "<script>hit()</script>"),
    }
    path, text = changes[change]
    lacking = extra if change == "a file" else about.replace(".md", "/index.html")
    lacking = lacking.removeprefix("docs/")
    make = mkdocs.publish

    def publishing(sources: Sources, paths: list[str], out: Path, *rest: Any) -> None:  # noqa: ANN401
        make(sources, paths, out, *rest)
        if lacking in paths:
            (out / lacking).write_bytes(b"<!doctype html>" + (out / lacking).read_bytes())

    file = settings.root / path
    before, site = file.read_bytes() if file.is_file() else None, files(settings.site)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes((before or b"") + text.encode())
    with small_publisher():
        with (
            patch.object(mkdocs, "publish", publishing),
            pytest.raises(mkdocs.PublishError, match=f" {lacking} does not have the security"),
        ):
            build(settings, Quiet(settings.language("en")))
        assert files(settings.site) == site
        file.unlink() if before is None else file.write_bytes(before)
        assert build(settings, Quiet(settings.languages[-1])) == []
    assert files(settings.site) == site
