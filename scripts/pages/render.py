"""Fill the templates: of a page its Markdown; of a part of a page, which is no text, its HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from scripts.cite.metadata import Tag
from scripts.i18n.language import Language
from scripts.pages.entry_writer import EntryWriter
from scripts.pages.escape import (
    attribute,
    code,
    escape_text,
    isolate_foreign,
    isolates_to_bdi,
    link_address,
    safe,
)
from scripts.pages.page import Page
from scripts.pages.references import References

NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")

TEMPLATES = Path(__file__).parent / "templates"


def environment(folder: Path, finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates in a folder; `finalize` is applied to each value that they print."""
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class Renderer:
    """Turns pages into Markdown text, all in one language."""

    def __init__(self, language: Language) -> None:
        # Nothing that a template prints goes out unescaped. (Autoescape would do it for HTML only;
        # it makes Markup of what macros return.)
        self.environment = environment(TEMPLATES, finalize=escape_text)
        self.language = language

        def words(key: str, n: int | None = None, **args: object) -> Markup:
            # What is put into the words is escaped; the words themselves are ours.
            escaped = {name: escape_text(arg) for name, arg in args.items()}
            return safe(language.word(key, n=n, **escaped))

        self.environment.filters |= {
            "attribute": attribute,
            "code": code,
            "isolated": partial(isolate_foreign, direction=language.direction),
            "join": joined,
            "link_address": link_address,
        }
        self.environment.globals.update(t=words)

    def body(self, page: Page, up: str) -> str:
        """The Markdown of `page` without front matter; `up` is the way to the language's root.

        Templates write links with `link` (`References.link`) and what is said of entries with
        `write`, macros where they are imported with context; what is defined stands at the end.
        """
        template = self.environment.get_template(f"{page.template}.md.j2")
        references = References()
        write = EntryWriter(references.link, up, self.language)
        filled = template.render(
            page.shows, title=page.title, up=up, link=references.link, write=write
        )
        text, definitions = isolates_to_bdi(filled).strip(), references.definitions()
        return f"{text}\n\n{definitions}" if definitions else f"{text}\n"

    def render(self, page: Page) -> str:
        """The Markdown text of `page`, front matter included."""
        body = self.body(page, "../" * page.address.count("/") or "./")
        facts: dict[str, object] = {
            "title": page.title,
            "description": page.description,
            "kind": page.template,
        }
        if page.hide:
            facts["hide"] = [*page.hide]
        head = "".join(f"{key}: {yaml_line(value)}\n" for key, value in facts.items())
        return f"---\n{head}---\n\n{body}"


def joined(texts: Iterable[object], between: str) -> Markup:
    """What templates write `join` for: Jinja's own would escape the texts for HTML alone."""
    return safe(between).join(map(escape_text, texts))


PARTS = environment(TEMPLATES / "parts")


def part(name: str, language: Language, **values: object) -> Markup:
    """The HTML that the template `name` makes of `values`, for `Page.parts`."""
    return safe(PARTS.get_template(f"{name}.html.j2").render(values, t=language.word).strip())


def head_html(tags: Iterable[Tag], linked_data: str = "") -> str:
    """The tags of a page's head as HTML, and its JSON-LD, which is inert already."""
    lines = [
        "<{}{}>".format(name, "".join(f' {key}="{escape(value)}"' for key, value in each.items()))
        for name, each in tags
    ]
    if linked_data:
        lines.append(f'<script type="application/ld+json">{linked_data}</script>')
    return "\n".join(lines)


def yaml_line(value: object) -> str:
    """`value` as YAML in one line: as JSON.

    Characters that YAML's readers refuse (YAML 1.2.2, 5.1) or take for the end of a line are
    escaped: the publisher would take all of the front matter for text of the page.
    """
    text = SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))
    return NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
