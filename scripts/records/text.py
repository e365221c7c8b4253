"""What text a record file may hold: UTF-8, LF, NFC, and no invisible or deceptive characters.

Sources of the rules: Unicode Technical Standard 39 (mixed scripts), "Trojan Source"
(CVE-2021-42574, bidirectional controls), Unicode Standard Annex 15 (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from scripts.problems import Problem, problem

LARGEST = 64 * 1024  # bytes of a file: a record is a page of text
MOST_PROBLEMS = 20  # with the characters of a file: a hostile one would have thousands

REPLACEMENT = "\ufffd"

# U+200C is allowed: Persian names need it.
FORBIDDEN = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls: C0 except the line feed, DEL, C1
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"  # invisible
    "\u200b\u200d-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f"  # zero width, bidirectional
    "\ufeff\ufff9-\ufffd"  # byte order mark, annotations, the replacement character
    "\u0640\ufb50-\ufdff\ufe70-\ufefe"  # tatweel, Arabic presentation forms: they break search
    "\ud800-\udfff\ue000-\uf8ff"  # surrogates, private use
    "\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff"  # noncharacters
    "\U0003fffe-\U0010ffff"  # no letters there: unassigned, tags, private use, noncharacters
    "]"
)

SCRIPTS = {
    "Arabic": re.compile(
        "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
        "\u0750-\u077f\u0870-\u08c9]"
    ),
    "Cyrillic": re.compile("[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]"),
    "Greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "Latin": re.compile(
        "[A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u1d00-\u1eff\u2c60-\u2c7f"
        "\ua722-\ua7ff\uab30-\uab6f\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a]"
    ),
}
"""A word has letters of one of these at most: they look alike, or are never joined."""

COMMON = (
    "\xa1-\xa7\xa9-\xac\xae\xb0-\xb3\xb6\xb7\xb9-\xff"  # signs and letters of Latin-1
    "\u0100-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff\uab30-\uab6f"  # Latin
    "\u02b0-\u02c1\u02c6-\u02d1\u02e0-\u02e4\u02ec\u02ee"  # ayn, hamza and the like
    "\u0300-\u0315\u0323-\u0331\u035d-\u0361\ufe20\ufe21"  # marks of transliteration
    "\u2010-\u2015\u2e3a\u2e3b"  # dashes
    "\u2030-\u2033\u2044\u2070-\u209c\u2190-\u2193\u2200-\u22ff\u2a00-\u2aff"  # mathematics
    "\u058f\u060b\u09f2\u09f3\u0af1\u0bf9\u0e3f\u17db\u20a0-\u20c0"  # currencies
    "\u2116\u2117\u2120\u2122"  # No., sound recording, service mark, trade mark
)
"""What a text in any language may have beside its own letters, inside brackets: names are written
in Latin letters and in transliteration. Not the signs that look like others: loose accents, letters
of mathematics, wide forms."""

# Combining marks and U+200C belong to a word, though `\w` does not match them.
_WORD = re.compile("[\\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u200c]+")


def decode(data: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, without byte order mark and with LF for CR LF, and its problems.

    There is no text where the file is too large (`most` is in kilobytes) or is not UTF-8.
    """
    if len(data) > LARGEST:
        return None, [problem(name, 1, 1, "file-too-large", most=LARGEST // 1024)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        at = place(before, len(before))
        return None, [problem(name, *at, "not-utf-8", byte=f"0x{data[error.start]:02X}")]
    problems = []
    if text.startswith("\ufeff"):
        problems.append(problem(name, 1, 1, "byte-order-mark"))
        text = text[1:]
    if (end := text.find("\r\n")) >= 0:
        problems.append(problem(name, *place(text, end), "carriage-return"))
        text = text.replace("\r\n", "\n")
    return text, problems


# UTS 39, 5.4: no orthography has more than four marks on a letter; they cover other lines.
STACKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}"
)


def without_forbidden(text: str) -> str:
    """`text` of the same length with U+FFFD for forbidden characters, and a space for a tab."""
    return FORBIDDEN.sub(REPLACEMENT, text.replace("\t", " "))


def character_problems(
    text: str, scalars: Iterable[tuple[str, int, int]], name: str
) -> list[Problem]:
    r"""The first problems with characters in a file's text and in its scalars.

    A scalar is (value, line, column); it is checked too, since escapes ("\u202E") make characters
    that the text does not have.
    """
    return list(islice(_character_problems(text, scalars, name), MOST_PROBLEMS))


def _character_problems(
    text: str, scalars: Iterable[tuple[str, int, int]], name: str
) -> Iterator[Problem]:
    for match in FORBIDDEN.finditer(text):
        at = place(text, match.start())
        yield problem(name, *at, "forbidden-character", **forbidden(match[0]))
    if not (composed := unicodedata.is_normalized("NFC", text)):
        pairs = enumerate(zip(text, unicodedata.normalize("NFC", text), strict=False))
        index = next(index for index, (written, wanted) in pairs if written != wanted)
        yield problem(name, *place(text, index), "not-nfc")
    # What has been reported for the text is not reported for a scalar again.
    reported = REPLACEMENT if FORBIDDEN.search(text) else ""
    for written, line, column in scalars:
        value = written.replace(reported, "")
        if value.isascii() and value.isprintable():
            continue
        for character in dict.fromkeys(FORBIDDEN.findall(value)):
            yield problem(name, line, column, "forbidden-character", **forbidden(character))
        if composed and not unicodedata.is_normalized("NFC", value):
            yield problem(name, line, column, "not-nfc")
        if STACKED.search(value):
            yield problem(name, line, column, "stacked-marks")
        for word, scripts in mixed_words(value):
            facts = {"word": word, "scripts": ", ".join(scripts)}
            yield problem(name, line, column, "mixed-scripts", **facts)


def mixed_words(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of `text` with letters of several scripts, and the names of the scripts."""
    present = [script for script, letters in SCRIPTS.items() if letters.search(text)]
    if len(present) < 2:  # noqa: PLR2004  (a mixture takes two)
        return
    for word in dict.fromkeys(_WORD.findall(text)):
        scripts = tuple(script for script in present if SCRIPTS[script].search(word))
        if len(scripts) > 1:
            yield word, scripts


def forbidden(character: str) -> dict[str, str]:
    """The arguments of the problem `forbidden-character`."""
    return {"codepoint": f"U+{ord(character):04X}", "name": unicodedata.name(character, "")}


def place(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
