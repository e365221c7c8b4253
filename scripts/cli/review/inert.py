"""Text that strangers wrote, made inert for a page that GitHub renders.

`pages.escape` keeps Markdown and HTML from taking a text for anything else. GitHub looks for more
in the text that comes out of that: `@name` notifies, `#1` and `owner/name#1` link, `:name:` becomes
a picture, `www.` and addresses become links. So every sign that such a thing needs stands in an
element of its own, and no two of its parts are in one piece of text.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from scripts.records.text import without_forbidden

# What opens a mention, a reference, a shortcode, an address; the point of "www." and of hosts;
# the hyphen of "GH-1". A line of the runner's own commands needs two colons, or `##[`.
APART = frozenset("@#:.-")
HARMLESS = re.compile(r"[^\w\s,;]|_", re.ASCII)


def inert(value: object) -> Markup:
    """`value` as text and nothing else, in Markdown, in HTML, and for what GitHub makes of both.

    What is `Markup` passes as it is. White space is folded; what hides or turns text (as names of
    files may have it) is replaced.
    """
    if isinstance(value, Markup):
        return value
    text = " ".join(without_forbidden(str(value)).split())
    return Markup(HARMLESS.sub(_reference, text))  # noqa: S704  (this is the escape itself)


def _reference(match: re.Match[str]) -> str:
    sign = match[0]
    if not sign.isascii():
        return sign
    reference = f"&#{ord(sign)};"
    following = match.string[match.end() : match.end() + 1]
    apart = sign in APART and not following.isspace() and following
    return f"<span>{reference}</span>" if apart else reference
