"""Parts of a page that are no text: HTML that the theme puts beside or into the Markdown."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from scripts.i18n.language import Language
from scripts.pages.render import TEMPLATES, environment


@cache
def _templates() -> Environment:
    return environment(TEMPLATES / "parts")


def part(name: str, language: Language, **values: object) -> Markup:
    """The HTML that the template `name` makes of `values`, for `Page.parts`; it is all escaped."""
    template = _templates().get_template(f"{name}.html.j2")
    return Markup(template.render(values, t=language.word).strip())  # noqa: S704  (escaped)
