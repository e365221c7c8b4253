"""What sources say of an entry, in Markdown: its claims with their sources, and where they differ.

Functions and not macros of templates, as in entry_list.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from scripts.i18n.language import Language
from scripts.pages.entry_view import CiteView, ClaimView, DifferenceView
from scripts.pages.escape import code, escape_text
from scripts.pages.evidence_line import evidence_words
from scripts.pages.views import LinkView
from scripts.timeline.evidence import Label

SIGN = Markup("#")


@dataclass(frozen=True)
class Claims:
    """Writes what sources say on one page.

    `link` is `References.link` of that page, `up` leads from it to the root of the language's site.
    """

    link: Callable[..., Markup]
    up: str
    language: Language

    def claims(self, claims: Iterable[ClaimView]) -> Markup:
        """An item for each claim, with the id that its number gives it; below it its sources."""
        return _made("\n\n".join(self._claim(*each) for each in enumerate(claims, start=1)))

    def differences(self, differences: Iterable[DifferenceView]) -> Markup:
        """A box for each point: what is held and by whom, then what the entry does."""
        return _made("\n\n".join(map(self._difference, differences)))

    def contested(self, claims: Iterable[ClaimView]) -> Markup:
        """A box for each of them that a source disputes, with its sources."""
        boxes = (
            f"{_box(each.text)}\n\n{self._cites(each.cites)}"
            for each in claims
            if each.evidence.label == Label.CONTESTED
        )
        return _made("\n\n".join(boxes))

    def also_contested(self, claims: Iterable[ClaimView]) -> Markup:
        """Links to those of an entry's claims that a source disputes, if there are any."""
        links = [
            self.link(claim.text, f"#claim-{number}", "", "disputed")
            for number, claim in enumerate(claims, start=1)
            if claim.evidence.label == Label.CONTESTED
        ]
        words = self.language.word("differences.contested")
        return _made(f"{words} {' · '.join(links)}" if links else "")

    def source(self, link: LinkView) -> Markup:
        """A link to a source. What is gone has no address: its id stands there alone."""
        if not link.to:
            return _made(f"{code(link.text)} *{self.language.word('revision.gone')}*")
        up = "" if "://" in link.to else self.up
        return self.link(link.text, up + link.to, link.note)

    def _claim(self, number: int, claim: ClaimView) -> str:
        id_ = f"claim-{number}"
        sign = self.link(SIGN, f"#{id_}", self.language.word("entry.claim-link"))
        return (
            f"-   {escape_text(claim.text)} {sign}{{ .headerlink }}\n"
            f"    {{ .claim #{id_} }}\n\n"
            f"    {evidence_words(claim.evidence, self.link, self.up)}\n"
            f"    {{ .evidence }}\n\n"
            f"{self._cites(claim.cites)}"
        )

    def _cites(self, cites: Iterable[CiteView]) -> str:
        return "\n".join(f"    - {' · '.join(self._cite(each))}{_note(each)}" for each in cites)

    def _cite(self, cite: CiteView) -> Iterator[str]:
        word = self.language.word
        yield f"**{escape_text(cite.words)}**{{ .{cite.act} }} {self.source(cite.source)}"
        if cite.passage:
            yield self.link(cite.locator, cite.passage, "", "passage")
        elif cite.locator:
            yield f"*{escape_text(cite.locator)}*"
        if cite.address:
            yield self.link(word("cite.open"), cite.address, "", "open")
        for each in cite.follows:
            yield f"{word('cite.follows')} {self.source(each)}"

    def _difference(self, difference: DifferenceView) -> str:
        positions = "\n".join(
            "\n        - ".join([f"    -   {escape_text(text)}", *map(self.source, sources)])
            for text, sources in difference.positions
        )
        decision = self.language.word("differences.decision")
        return (
            f"{_box(difference.about)}\n\n"
            f"{positions}\n\n"
            f"    **{decision}** {escape_text(difference.decision)}"
        )


def _box(about: str) -> str:
    return f'!!! differs "{escape_text(about)}"'


def _note(cite: CiteView) -> str:
    return f" — {escape_text(cite.note)}" if cite.note else ""


def _made(text: str) -> Markup:
    return Markup(text)  # noqa: S704  (made of what is escaped)
