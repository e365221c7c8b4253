"""Text that strangers wrote, made inert for the Markdown and the HTML of the pages.

Python-Markdown is what reads it, with the extensions of mkdocs.yml. A sign that it could take for
markup goes out with a backslash, or as a character reference where it knows no backslash. What is
safe by construction is `Markup` and passes as it is.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup

REPLACEMENT = "\ufffd"
"""Stands for a control character or a surrogate: Python-Markdown works with STX and ETX."""

CONTROLS = r"\0-\x08\x0e-\x1f\x7f\ud800-\udfff"

# The characters come first, which is quickest. `_` is emphasis only at the edge of a word, and a
# heading drops `#` at its end.
HARMFUL = re.compile(
    rf"[{CONTROLS}#&*<\[\\\]_`{{|}}]"
    r"(?:(?<![#_])|(?<=#)\Z|(?<=_)(?:(?<![^\W_]_)|(?![^\W_])))"
)
BACKSLASH = "\\"
MARKDOWN = {sign: BACKSLASH + sign for sign in "#*[\\]_`{|}"} | {"&": "&amp;", "<": "&lt;"}

OPENING = re.compile(r"[#>^]|([-+!=~])(?=\1|\s|\Z)|\d+[.)](?=\s|\Z)")
"""What opens a block, or underlines a heading, where a text begins a line; `^` opens a footnote
where it begins the words of a link."""

NOT_BACKSLASHED = {"=": "&#61;", "^": "&#94;", "~": "&#126;"}

HARMFUL_IN_TITLE = re.compile(rf'[{CONTROLS}"&<\\]')
IN_TITLE = {'"': "&quot;", "&": "&amp;", "<": "&lt;", "\\": "&#92;"}

NOT_IN_ADDRESS = re.compile(r'[\0-\x1f\x7f-\x9f\s"<>\\^`{|}\ud800-\udfff]')
"""What may stand in no address (RFC 3987, section 2.2)."""

BY_NAME = {"&": "&amp;", "'": "&apos;", "[": "&lsqb;", "]": "&rsqb;"}
"""What may, and would be read as markup. By name: in a number the publisher sees a fragment."""

IN_ADDRESS = str.maketrans(BY_NAME)
IN_ATTRIBUTE = str.maketrans(BY_NAME | {"*": "&ast;", "_": "&lowbar;"})

NUMBER = r"\d+(?:[.,:]\d+)*"
SIDED = re.compile(
    rf"(?<![A-Za-z0-9.])(?:[-+−±]{NUMBER}%?|{NUMBER}(?:[-–]{NUMBER})+%?|{NUMBER} ?%)(?![A-Za-z0-9])"
)
"""A number with a sign or a percent sign, a range of numbers, a date in digits."""

FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def isolate_numbers(text: str) -> str:
    """`text`, with its numbers isolated (UAX 9, LRI and PDI) if there are Arabic letters in it.

    Beside such letters -3% would show as %3- and 2014-2020 as 2020-2014. In Arabic with Latin
    digits a sign stands at the left and a percent sign at the right of a number (CLDR, `ar`, the
    symbols for `latn`).
    """
    return SIDED.sub("\u2066\\g<0>\u2069", text) if FROM_THE_RIGHT.search(text) else text


def isolate_name(name: str, direction: str) -> str:
    """`name`, isolated (UAX 9) if it has Latin letters in a right-to-left text.

    After Latin letters a number runs from left to right (rule W7): the day of a date would stand
    apart from its month. A name in both scripts has the direction of the text.
    """
    if direction != "rtl" or not LATIN.search(name):
        return name
    start = "\u2067" if FROM_THE_RIGHT.search(name) else "\u2068"
    return f"{start}{name}\u2069"


def isolate_foreign(text: str, direction: str) -> str:
    """`text`, isolated (UAX 9, FSI and PDI) if it has letters of the other direction only.

    Its signs would go with the text around it: what ends with a full stop would begin with it.
    """
    own, foreign = (LATIN, FROM_THE_RIGHT) if direction == "ltr" else (FROM_THE_RIGHT, LATIN)
    return f"\u2068{text}\u2069" if foreign.search(text) and not own.search(text) else text


# An isolate is of one text: what may be in it is no line break and no sign that `escape` marks,
# so that none begins in one link or cell and ends in another.
INNER = r"\\.|[^\n<\\*\[\]`{|}\u2066-\u2069]"
# Again the characters come first.
ISOLATED = re.compile(
    r"(?P<first>[<`\u2066-\u2068])(?:"
    r"(?<=<)(?:option\b.*?</option|[^>]*)>"
    r"|(?<=^`)(?P<more>``+)[^`\n]*\n.*?^`(?P=more)$"
    rf"|(?<=[\u2066-\u2068])(?P<inner>(?:{INNER}|[\u2066-\u2068](?:{INNER})*\u2069)*)\u2069)",
    re.MULTILINE | re.DOTALL,
)
"""A whole `<option>`, a tag or an address in angle brackets, or a block of code; or else an
isolate, in which there may be another."""

DIRECTIONS = {"\u2066": ' dir="ltr"', "\u2067": ' dir="rtl"', "\u2068": ""}
"""The attribute of `<bdi>` for what begins an isolate: LRI, RLI, and FSI, which guesses."""


def isolates_to_bdi(page: str) -> str:
    """A filled template with `<bdi>` for the isolates in its text: copied text has no controls.

    In code, tags, addresses and `<option>`, which hold no elements, the isolates stay. Every `<`
    in a filled template is the template's own: `escape` leaves none.
    """
    return ISOLATED.sub(_element, page) if "\u2069" in page else page


def _element(found: re.Match[str]) -> str:
    if found["inner"] is None:
        return found[0]
    return f"<bdi{DIRECTIONS[found['first']]}>{ISOLATED.sub(_element, found['inner'])}</bdi>"


def escape(value: object) -> Markup:
    """`value` escaped for Markdown, on one line: a line break could open a block.

    It is text wherever a template puts it: at the start of a line, in a heading, a list, a cell,
    the title of an admonition, the label of a tab, the words of a link.
    """
    if isinstance(value, Markup):
        return value
    text = HARMFUL.sub(lambda found: MARKDOWN.get(found[0], REPLACEMENT), folded(value))
    # Whatever is before it, this ends the key of a definition, if it is in the words of a link.
    text = text.replace("\\]:", "&#93;:")
    if start := OPENING.match(text):
        before, sign, after = start[0][:-1], start[0][-1], text[start.end() :]
        text = f"{before}{NOT_BACKSLASHED.get(sign, BACKSLASH + sign)}{after}"
    return safe(text)


def folded(value: object) -> str:
    """`value` as text on one line."""
    return " ".join(str(value).split())


def escape_text(value: object) -> Markup:
    """`value` as a template prints it: escaped, and its numbers isolated."""
    return value if isinstance(value, Markup) else escape(isolate_numbers(str(value)))


def keep_spaces(value: str) -> Markup:
    """As `escape_text`, but spaces at the ends stay: for pieces that are joined to one line."""
    text = escape_text(value)
    if text.isdecimal():
        # A full stop that comes with the next piece would make it the number of a list's item.
        text = safe(f"&#{ord(text[0])};{text[1:]}")
    before = " " if value[:1].isspace() else ""
    after = " " if value[-1:].isspace() and value.strip() else ""
    return safe(f"{before}{text}{after}")


def link_title(value: object) -> Markup:
    """As `escape_text`, for the title of a link, in which Python-Markdown keeps backslashes."""
    if isinstance(value, Markup):
        return value
    text = folded(isolate_numbers(str(value)))
    return safe(HARMFUL_IN_TITLE.sub(lambda found: IN_TITLE.get(found[0], REPLACEMENT), text))


def link_address(address: str) -> Markup:
    """An address as it stands in a link; browsers get the same, since they encode as this does."""
    encoded = NOT_IN_ADDRESS.sub(lambda found: quote(found[0], errors="replace"), address.strip())
    return safe(encoded.translate(IN_ADDRESS))


def attribute(address: str) -> Markup:
    """An address as the value of an attribute, in which Markdown still reads its own signs."""
    encoded = quote(address, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
    return safe(encoded.translate(IN_ATTRIBUTE))


def code(value: object) -> Markup:
    """`value` as code within a line; a `<code>` element where backticks could not hold it."""
    text = folded(value)
    plain = text and not re.search(rf"[{CONTROLS}&<>\\`|\u2066-\u2069]", text)
    return safe(f"`{text}`" if plain else f"<code>{escape(text)}</code>")


def code_block(text: str, language: str = "", indent: int = 0) -> Markup:
    """Lines of code as a block of their own, whatever is in them.

    Within a list, a tab or an admonition, whose content is indented by `indent` spaces, it is an
    indented block: Python-Markdown knows fences at the margin only. That has no language, and
    keeps no more than one empty line between others.
    """
    text = re.sub(rf"[{CONTROLS}\x0b\x0c]", REPLACEMENT, re.sub("\r\n?", "\n", text))
    if indent:
        lines = text.split("\n")
        return safe("\n".join(" " * (indent + 4) + line if line else "" for line in lines))
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
    return safe(f"{fence}{language}\n{text}\n{fence}")


def safe(text: str) -> Markup:
    """`text`, which is made of what is escaped, or of words of ours."""
    return Markup(text)  # noqa: S704
