"""Texts made fit to be a line of any file."""

from __future__ import annotations

import re

# XML 1.0 (fifth edition), section 2.2: what is no Char cannot stand in a document, not even as a
# reference, and ElementTree writes it all the same.  Lone surrogates are no UTF-8 either.
NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


def line(text: object) -> str:
    """`text` as one line: white space folded, characters that no file may hold replaced.

    Records hold none of them (`records.characters`); a file that others read does not rely on it.
    """
    text = str(text)
    # Most texts are one already: of all white space and of what is replaced, only the space prints.
    if text.isprintable() and "  " not in text and text == text.strip(" "):
        return text
    return " ".join(NO_CHARACTER.sub(REPLACEMENT, text).split())
