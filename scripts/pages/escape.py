"""Text that strangers wrote, made inert for Markdown and HTML alike.

Every ASCII character that could mean something to Markdown, its extensions or HTML goes out as a
numeric character reference: whatever the place (paragraph, heading, list, attribute in double
quotes), it can only be text.  What is safe by construction is `Markup` and passes as it is.
"""

from __future__ import annotations

import re

from markupsafe import Markup

# Of ASCII, letters, digits, space and ,;?%/ are harmless anywhere; a point only when no digit is
# before it ("1." opens a list), a hyphen only inside a word ("- " opens a list).  The characters
# come first: a search for one of a set is the quickest there is.
HARMFUL = re.compile(
    r"[\0-\x08\x0e-\x1f!-$&-+\-.:<->@\[-`{-\x7f]"
    r"(?:(?<![.\-])|(?<=\d\.)|(?<=-)(?:(?<!\w-)|(?!\w)))",
    re.ASCII,
)

NUMBER = r"\d+(?:[.,:]\d+)*"
SIDED = re.compile(
    rf"(?<![A-Za-z0-9.])(?:[-+−±]{NUMBER}%?|{NUMBER}(?:[-–]{NUMBER})+%?|{NUMBER} ?%)(?![A-Za-z0-9])"
)
"""A number with a sign or a percent sign, a range of numbers, a date in digits."""

FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def isolate_numbers(text: str) -> str:
    """`text`, with its numbers isolated (UAX 9, LRI and PDI) if there are Arabic letters in it.

    Beside such letters -3% would show as %3- and 2014-2020 as 2020-2014. In Arabic with Latin
    digits a sign stands at the left and a percent sign at the right of a number (CLDR, `ar`, the
    symbols for `latn`).
    """
    return SIDED.sub("\u2066\\g<0>\u2069", text) if FROM_THE_RIGHT.search(text) else text


def isolate_name(name: str, direction: str) -> str:
    """`name`, isolated (UAX 9, FSI and PDI) if it has Latin letters in a right-to-left text.

    After Latin letters a number runs from left to right (rule W7): the day of a date would stand
    apart from its month.
    """
    return f"\u2068{name}\u2069" if direction == "rtl" and LATIN.search(name) else name


TAG = re.compile(r"(<option\b.*?</option>|<[^>]*>)")
"""A tag, or a whole `<option>`, which holds no other elements."""

ISOLATED = re.compile("([\u2066\u2068])([^\u2066\u2068\u2069]*)\u2069")


def isolates_to_bdi(page: str) -> str:
    """A filled template with `<bdi>` for the isolates in its text: copied text has no controls.

    In attributes and in `<option>`, which hold no elements, the isolates stay. Every `<` in a
    filled template is the template's own: `escape` leaves none.
    """
    if "\u2069" not in page:
        return page
    parts = TAG.split(page)
    # Twice: there may be numbers in an isolated name.
    parts[::2] = [ISOLATED.sub(_element, ISOLATED.sub(_element, text)) for text in parts[::2]]
    return "".join(parts)


def _element(found: re.Match[str]) -> str:
    return f'<bdi dir="ltr">{found[2]}</bdi>' if found[1] == "\u2066" else f"<bdi>{found[2]}</bdi>"


def escape(value: object) -> Markup:
    """`value` escaped for Markdown and HTML, on one line: a line break could open a block."""
    if isinstance(value, Markup):
        return value
    text = HARMFUL.sub(lambda found: f"&#{ord(found[0])};", " ".join(str(value).split()))
    return Markup(text)  # noqa: S704  (the escape itself)


def escape_text(value: object) -> Markup:
    """`value` as a template prints it: escaped, and its numbers isolated."""
    return value if isinstance(value, Markup) else escape(isolate_numbers(str(value)))


def keep_spaces(value: str) -> Markup:
    """As `escape_text`, but spaces at the ends stay: for pieces that are joined to one line."""
    before = " " if value[:1].isspace() else ""
    after = " " if value[-1:].isspace() and value.strip() else ""
    return Markup(f"{before}{escape_text(value)}{after}")  # noqa: S704  (spaces and what is escaped)


def in_lines(text: str) -> Markup:
    """Lines of code, escaped one by one; how far each is indented means something."""
    lines = [(len(line) - len(line.lstrip()), line) for line in text.split("\n")]
    return Markup("\n").join(Markup("&#32;") * indent + escape(line) for indent, line in lines)
