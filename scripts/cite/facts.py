"""The title and the identifier under which an entry is cited."""

from __future__ import annotations

from scripts.i18n.language import Language

BRACKETS = str.maketrans("()", "[]")


def dated(title: str, when: str, language: Language) -> str:
    """The title with the date of the event, in words, in parentheses.

    Not before a colon: Zotero makes a short title of what stands before one. Parentheses within
    the parentheses become brackets (Chicago Manual of Style, on brackets within parentheses).
    """
    return language.word("citation.title", title=title, date=when.translate(BRACKETS))


def swhid(blob: str) -> str:
    """The SWHID (ISO/IEC 18670:2025) of a file's content, from the id that git gives to it."""
    return f"swh:1:cnt:{blob}"
