"""The publisher's Markdown, with the extensions of the site."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import lxml.html
import pytest
from markdown import Markdown
from mkdocs.config import load_config

ROOT = Path(__file__).parent.parent


@cache
def markdown() -> Markdown:
    """What turns a page into HTML, as mkdocs.yml has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        config = load_config(str(ROOT / "mkdocs.yml"))
    assert "pymdownx.tabbed" in config.markdown_extensions
    return Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def converted(text: str) -> lxml.html.HtmlElement:
    """A page's Markdown as HTML, parsed, in an element `main`."""
    made = markdown().reset().convert(text)
    return lxml.html.fragment_fromstring(made, create_parent="main")
