"""The ids of records and claims: what they may be, and those proposed for new records."""

from __future__ import annotations

import re
import unicodedata

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_ID = 64
RESERVED_IDS = frozenset(
    {"404", "assets", "aux", "con", "feed", "index", "nul", "new", "prn", "search", "sitemap"}
)
"""Names of files of the site, and names that Windows reserves for devices."""

MAIN_CLAIM = "main"
"""The id of the one claim of an entry in the short form; in the long form a claim may keep it."""

CLAIM_WORDS = range(2, 5)
"""How many words the id of any other claim has."""

RESERVED_CLAIM_IDS = frozenset(
    {"cite", "claims", "differences", "entry", "facts", "history", "related", "sought"}
)
"""The ids of the headings of an entry's page, on which those of its claims are ids too."""

MOST_WORDS = 6  # of a proposed id

SMALL = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has"),
        *("have", "in", "into", "is", "it", "its", "of", "on", "or", "that", "the", "their"),
        *("this", "to", "was", "were", "who", "will", "with"),
    }
)
"""English words that are left out of ids."""

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(rf"\b(?:[0-9]{{4}}s?|(?:[0-9]{{1,2}} )?(?:{_MONTH})(?= [0-9]))\b")


def wrong_id(text: str) -> str:
    """The code of what is wrong with `text` as an id (kebab-case), or an empty string."""
    if not re.fullmatch(ID_PATTERN, text):
        return "bad-id"
    if len(text) > LONGEST_ID:
        return "long-id"
    return "reserved-id" if text in RESERVED_IDS else ""


def proposed_id(*texts: str) -> str:
    """An id from English texts: their words without SMALL ones and dates; empty if none remains.

    Dates are left out since they can be corrected, and an id cannot be changed.
    """
    plain = unicodedata.normalize("NFKD", " ".join(texts)).casefold()
    plain = re.sub("['’ʼ\u0300-\u036f]", "", plain)
    words = _DATE.sub(" ", " ".join(re.findall("[a-z0-9]+", plain))).split()
    known = [word for word in words if word not in SMALL][:MOST_WORDS]
    while len(found := "-".join(known)) > LONGEST_ID:
        known.pop()
    return "" if wrong_id(found) else found
