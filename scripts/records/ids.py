"""Ids proposed for new records, made from their titles."""

from __future__ import annotations

import re
import unicodedata

from scripts.records.fields import LONGEST_ID, wrong_id

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
