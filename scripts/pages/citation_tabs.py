"""The forms of citation of a work as Markdown: a tab for each style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from markupsafe import Markup

from scripts.cite.patterns import ACCESSED, ADDRESS, APART, ITALIC, Segment
from scripts.cite.styles import WIKIPEDIA, Citation
from scripts.i18n.language import Language
from scripts.pages.escape import escape, keep_spaces, link_address

OTHERS = {"ltr": {"R", "AL"}, "rtl": {"L"}}
"""The letters of the other direction, as classes of the bidirectional algorithm (UAX 9)."""


LINK = "link"
"""The role of an address that is a link."""


class Forms(NamedTuple):
    """Forms of citation of a work in one language."""

    language: Language
    forms: Sequence[Citation]


def citation_tabs(given: Sequence[Forms], numbers: Iterator[int]) -> Markup:
    """The forms, the page's language first; those of another stand in tabs below its name.

    What a button copies has the id `cite-<number>`; `numbers` are those of the whole page.
    """
    blocks = [block for forms in given for block in _blocks(forms, given, numbers)]
    return Markup("\n\n".join(blocks))  # noqa: S704  (made of what is escaped)


def in_text(form: Citation, language: Language) -> Markup:
    """What stands in a text, without the parentheses around it."""
    brief = _line(form.brief, form, language.direction)
    return Markup(brief.strip("()"))  # noqa: S704  (made of what is escaped)


def _blocks(own: Forms, given: Sequence[Forms], numbers: Iterator[int]) -> Iterator[str]:
    language, forms = own
    direction, other = language.direction, ""
    if own is not given[0]:
        other = f" lang={language.code} dir={direction}"
        yield f"{escape(language.name)}\n{{ .muted{other} }}"
    for form in forms:
        name = escape(form.name)
        # The name of a form is in its language too.
        yield f'=== "**{name}**{{ lang={language.code} }}"' if other else f'=== "{name}"'
        full = _line(form.segments, form, direction)
        yield f"    {full}\n    {{ #cite-{next(numbers)}{other} }}"
        if form.brief:
            label, brief = language.word("citing.in-text"), _line(form.brief, form, direction)
            yield f"    {escape(label)} {brief}\n    {{ .muted{other} }}"


def _line(segments: Sequence[Segment], form: Citation, direction: str) -> str:
    """The segments in Markdown, isolated where they would be seen in another order."""
    shown = ""
    for role, group in groupby(segments, partial(_role, form=form, direction=direction)):
        texts = [segment.text for segment in group]
        # After Arabic letters a day would be seen from its end: it stands alone.
        joined = texts if role == ACCESSED and direction == "rtl" else ["".join(texts)]
        shown += "".join(_printed(text, role, form, direction) for text in joined)
    return shown


def _role(segment: Segment, form: Citation, direction: str) -> str:
    """The role of a segment; "" for one that can be part of the text around it."""
    text, role = segment
    if role == ADDRESS and form.id != WIKIPEDIA:
        return LINK if text.startswith(("http://", "https://")) else ""
    if role == ADDRESS:
        # Signs such as hyphens would go with the Arabic letters before them.
        return ADDRESS if direction == "rtl" and not text.isalnum() else ""
    return "" if role == APART and not _is_foreign(text, direction) else role


def _is_foreign(text: str, direction: str) -> bool:
    return any(bidirectional(sign) in OTHERS[direction] for sign in text)


def _printed(text: str, role: str, form: Citation, direction: str) -> str:
    shown = keep_spaces(text)
    if role == ACCESSED:
        # look/site.js fills and shows it.
        short = " short" if form.has_short_months else ""
        return f'<bdi class="accessed{short}" hidden>{shown}</bdi>'
    if role == ITALIC:
        shown = escape(text)
        return f"*<bdi>{shown}</bdi>*" if _is_foreign(text, direction) else f"*{shown}*"
    if role == LINK:
        return f"<{link_address(text)}>"
    if role == ADDRESS:
        return f'<bdi dir="ltr">{shown}</bdi>'
    return f"<bdi>{shown}</bdi>" if role == APART else str(shown)
