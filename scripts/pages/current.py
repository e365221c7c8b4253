"""The page of the current revision: the finished page of the entry, with a notice.

Text is replaced, without a parser: what no rule names stays as it is, byte for byte, and a parser
would write the rest in its own way. That is exact because the publisher escapes `<`, `>` and
quotation marks in all that people wrote. A page takes 2 ms, a fraction of publishing it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape as escape_html

from markupsafe import escape

from scripts.pages.escape import escape_text, folded, isolate_numbers, isolates_to_bdi
from scripts.pages.render import yaml_line

TAG = re.compile(r"<[a-z][^<>]*>")
# Of the attributes that hold addresses, those that lead away from the folder of the page. What lies
# beside the entry (`cite.bib`, `index.md`) lies beside the revision too.
AWAY = re.compile(r'(?<=\s)((?:href|src|data-base|data-root|data-method)=")(\.\.?)(?=[/"])')
CONFIG = re.compile(r'("(?:base|search)": ?")(?=\.\.)')
# The menu marks the page of the entry, which this one is not.
MARKED = re.compile(
    r' class="md-nav__item--active">(<a class="md-nav__link) [^"]*(" href="\./") [^<>]*>'
)
HREFLANG = re.compile(r'\n<link rel="alternate " hreflang=[^<>]*>')
CANONICAL = re.compile('(?=<link rel="canonical")')
SEARCHED = re.compile("(?<=<div) data-pagefind-body(?=>)")
TITLES = (
    re.compile(r"(?<=<title>)[^<]*(?= · )"),
    re.compile(r'(?<=<meta property="og:image:alt" content=")[^"]*'),
    re.compile(r'(?<="header-topic" aria-hidden="true"><span class="md-ellipsis">)[^<]*'),
)
DEFINITION = re.compile(r"^(\[[^\]\n]+\]: )(?=\.\./)", re.MULTILINE)
"""A link of the Markdown (`pages/references.py`)."""


@dataclass(frozen=True)
class CurrentPage:
    """What the page has besides that of the entry.

    `entry` is the address of the entry's page below the root of the language, `name` that of the
    revision; `lead` introduces the link to the entry, whose title is `entry_title`.
    """

    entry: str
    name: str
    title: str
    notice: str
    lead: str
    entry_title: str

    @property
    def address(self) -> str:
        return f"{self.entry}{self.name}/"

    def html(self, page: str) -> str:
        """The page, from the HTML of the entry's page."""
        page = SEARCHED.sub("", HREFLANG.sub("", MARKED.sub(r">\1\2>", page)))
        page = CANONICAL.sub('<meta name="robots" content="noindex">\n', page, count=1)
        for pattern in TITLES:
            page = pattern.sub(lambda _: escape(self.title), page, count=1)
        page = TAG.sub(self._deeper, page)
        page, mark, config = page.partition('<script id="__config"')
        head, end, rest = page.partition("</h1>\n")
        return head + end + self._notice() + rest + mark + CONFIG.sub(r"\1../", config)

    def _deeper(self, found: re.Match[str]) -> str:
        tag = AWAY.sub(lambda each: f"{each[1]}{'../..' if each[2] == '..' else '..'}", found[0])
        if " data-language=" in tag:
            # To the same revision in another language.
            tag = re.sub(r'( href="[^"]*)', rf"\g<1>{self.name}/", tag)
        return tag

    def _notice(self) -> str:
        title = f'<p class="admonition-title">{_text(self.notice)}</p>'
        return (
            f'<div class="admonition notice">\n{title}\n'
            f'<p>{_text(self.lead)} <a href="../">{_text(self.entry_title)}</a></p>\n</div>\n'
        )

    def markdown(self, text: str) -> str:
        """The Markdown of the page, from that of the entry's page."""
        _, facts, body = text.split("---\n", 2)
        facts = re.sub("(?m)^title: .*", lambda _: f"title: {yaml_line(self.title)}", facts)
        facts = re.sub('(?m)^kind: "entry"$', 'kind: "revision"', facts)
        heading, end, rest = DEFINITION.sub(r"\1../", body).partition(" { #entry }\n")
        notice = isolates_to_bdi(
            f'\n!!! notice "{escape_text(self.notice)}"\n\n'
            f"    {escape_text(self.lead)} [{escape_text(self.entry_title)}](../)\n"
        )
        return f"---\n{facts}---\n{heading}{end}{notice}{rest}"


def _text(text: str) -> str:
    """Text as HTML, as the publisher writes it."""
    return isolates_to_bdi(escape_html(isolate_numbers(folded(text)), quote=False))
