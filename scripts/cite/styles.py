"""The forms of citation that a language has, each as text to copy, and as template for Wikipedia.

Which forms there are, and their words, punctuation and months, is in the language files
(`citation:`).  The English ones follow APA 7, the Chicago Manual of Style 18 and the MLA Handbook
9; the tests hold them against pandoc's citeproc with the CSL styles of these.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.cite.facts import Cited
from scripts.cite.headline import headline, quoted, typographic
from scripts.cite.patterns import ACCESSED, Segment, filled
from scripts.cite.wikitext import wikitext
from scripts.i18n.language import Language

WIKIPEDIA = "wikipedia"


@dataclass(frozen=True)
class Citation:
    """One form of a citation: its id, its name, what stands in a text, and the full form.

    `brief` stands in a text, and is empty where the form has no such thing. `segments` make the
    full form; those that are "accessed" are no part of it until the page's script fills them, with
    the names in `months`.
    """

    id: str
    name: str
    brief: tuple[Segment, ...]
    segments: tuple[Segment, ...]
    months: tuple[str, ...] = ()

    @property
    def in_text(self) -> str:
        """What stands in a text, as plain text."""
        return "".join(segment.text for segment in self.brief)

    @property
    def text(self) -> str:
        """The full form as plain text, without the day of access."""
        return "".join(segment.text for segment in self.segments if segment.role != ACCESSED)

    def accessed(self, day: datetime.date) -> str:
        """The full form with a day of access, as the page's script makes it."""
        values = {
            "{day}": str(day.day),
            "{month}": self.months[day.month - 1] if self.months else "",
            "{year}": str(day.year),
            "{date}": day.isoformat(),
        }
        texts = []
        for text, role in self.segments:
            filling = values if role == ACCESSED else {}
            for place, value in filling.items():
                text = text.replace(place, value)  # noqa: PLW2901  (a segment's text)
            texts.append(text)
        return "".join(texts)


def citations(cited: Cited, language: Language) -> tuple[Citation, ...]:
    """Every form that `language` has, the Wikipedia template last; `cited` is in that language."""
    words = language.facts["citation"]
    titles = _titles(cited, words)
    forms = [_citation(cited, form, titles, language) for form in words["forms"]]
    return (*forms, _wikipedia(cited, words["wikipedia"]))


def _citation(
    cited: Cited, form: Mapping[str, str], titles: Mapping[str, str], language: Language
) -> Citation:
    months = _months(form, language)
    values = {**_values(cited, months), **titles}
    undated = "" if cited.issued else "-undated"
    return Citation(
        id=form["id"],
        name=form["name"],
        brief=filled(form[f"in-text{undated}"], values),
        segments=filled(form[f"text{undated}"], values),
        months=months,
    )


def _months(form: Mapping[str, str], language: Language) -> tuple[str, ...]:
    if form["months"] == "short":
        return tuple(language.facts["citation"]["short-months"])
    return tuple(language.dates["months"])


def _titles(cited: Cited, words: Mapping[str, Any]) -> dict[str, str]:
    """The title as the forms have it."""
    quotes = words["quotes"]
    within = quoted(cited.title, quotes)
    return {
        "title": typographic(cited.title, quotes),
        "quoted": within,
        "headline": headline(within, words["small-words"]),
    }


def _values(cited: Cited, months: Sequence[str]) -> dict[str, str]:
    day = cited.issued
    return {
        "author": cited.author,
        "container": cited.container,
        "version": cited.version,
        "address": cited.pinned,
        "year": str(day.year) if day else "",
        "month": months[day.month - 1] if day else "",
        "day": str(day.day) if day else "",
    }


def _wikipedia(cited: Cited, words: Mapping[str, Any]) -> Citation:
    segments = wikitext(cited, words["template"], words["parameters"])
    return Citation(WIKIPEDIA, words["name"], (), segments)
