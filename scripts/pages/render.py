"""Fill the templates: a page in, its Markdown text out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.languages import Language
from scripts.pages.escape import escape, exactly, in_order
from scripts.pages.page import Page

TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """Turns pages into Markdown text, all in one language."""

    def __init__(self, language: Language) -> None:
        """A renderer for `language`; the templates are read once."""
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            undefined=StrictUndefined,
            # Nothing that a template prints goes out unescaped, forgotten filters included.
            # (Autoescape would do it for HTML only; it makes Markup of what macros return.)
            finalize=_shown,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

        @cache
        def plain(key: str) -> Markup:
            return Markup(language.word(key))  # noqa: S704  (the words are ours)

        def words(key: str, n: int | None = None, **args: object) -> Markup:
            if n is None and not args:
                return plain(key)
            # What is put into the words is escaped; the words themselves are ours.
            escaped = {name: _shown(arg) for name, arg in args.items()}
            text = language.word(key, n=n, **escaped)
            return Markup(text)  # noqa: S704

        self.environment.filters["exactly"] = exactly
        self.environment.globals.update(t=words, direction=language.direction)

    def body(self, page: Page, up: str) -> str:
        """The Markdown of `page` without front matter; `up` is the way to the language's root."""
        template = self.environment.get_template(f"{page.template}.md.j2")
        return template.render(**page.shows, title=page.title, up=up)

    def render(self, page: Page) -> str:
        """The Markdown text of `page`, front matter included."""
        body = self.body(page, "../" * page.address.count("/") or "./")
        facts = {
            "title": page.title,
            "description": page.description,
            "kind": page.template,
            "topic": page.topic,
            "scripts": page.scripts,
            "modules": page.modules,
            "styles": page.styles,
            "head": page.head,
            "linked_data": page.linked_data,
            **page.shows.get("front_matter", {}),
            "search": bool(page.shows.get("search")),
        }
        # JSON is YAML: no value can break out of its line.
        head = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items()
        )
        return f"---\n{head}---\n\n{body.strip()}\n"


def _shown(value: object) -> Markup:
    return escape(in_order(value))
