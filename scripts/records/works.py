"""Which sources are one work: those at one address, in whatever form the address is written.

Two works can share an address where each names a part of what is there, in `locator`, or the day of
an archived copy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from scripts.records.source import InlineSource, Source

ARCHIVED = (
    # A time, then an address: the Wayback Machine, and all archives that run its software.
    r"https?://[^/?#]+/(?:[^/?#]+/)*?([0-9]{4}[0-9.-]{0,15})\*?(?:[a-z]{2}_)?/(https?:/.+)",
    r"https?://web\.archive\.org/web/([0-9]{4,14})\*?(?:[a-z]{2}_)?/([^/?#]+\..+)",
    r"https?://(?:web\.)?archive\.(?:org|ph|today|is|li|fo|md|vn)/(?:[a-z]+/)?()(https?:/.+)",
)
"""An address in a web archive, the time of the copy, and the address of the page."""

TRACKING = (
    r"amp|utm_.*|at_.*|hsa_.*|pk_.*|mtm_.*|piwik_.*|matomo_.*|_ga|_gl|_hs(?:enc|mi)|_openstat|cmp"
    r"|cmpid|dclid|epik|fb_.*|fbclid|gbraid|gclid|gclsrc|guccounter|guce_referrer.*|igsh|igshid"
    r"|mc_[ce]id|mkt_tok|msclkid|ocid|oly_.*_id|ref_(?:src|url)|s_kwcid|smid|smtyp|spm|srsltid"
    r"|ttclid|twclid|vero_id|wbraid|wt_mc|wt\.mc_id|xtor|yclid|ysclid|__twitter_impression"
)
"""Parameters that say how somebody came to a page, or in which layout; not which page it is."""

INDEX = r"index\.(?:html?|php)"
SAME = r"[A-Za-z0-9._~!'()*,:@$;-]"
"""The characters that mean the same when they are percent-encoded: RFC 3986, 2.3, and those of 2.2
that servers do not tell apart."""


@cache
def unarchived(address: str) -> tuple[str, str]:
    """The address of a page that `address` is an archived copy of, and the day of that copy.

    The day has eight digits, or fewer where the address has fewer. It is empty for what is no
    archived copy; then the address is unchanged.
    """
    day = ""
    while found := next(
        filter(None, (re.fullmatch(each, address, re.IGNORECASE) for each in ARCHIVED)), None
    ):
        address = re.sub("^(?:(https?:)/+)?", lambda scheme: f"{scheme[1] or 'http:'}//", found[2])
        day = day or re.sub("[.-]", "", found[1])[:8]
    return address, day


@cache
def normalized(address: str) -> str:
    """What is equal for all addresses of one page: host, path and query, without the scheme.

    RFC 3986, 6.2, and what publishers and archives add: see the cases in tests/records/works.yml.
    A fragment that names a page (`#!/news`, `#/news`) is kept.
    """
    page, _ = unarchived(address)
    found = re.fullmatch(
        r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", page, re.IGNORECASE
    )
    if not found:
        return address
    scheme, host, path, query, fragment = (part or "" for part in found.groups())
    default = "80" if scheme.lower() == "http" else "443"
    labels = re.sub(rf"\.?(?::(?:{default})?)?$", "", host.lower()).split(".")
    kept = [each for each in labels[:-2] if each not in {"www", "m", "amp"}]
    segments = [each for each in _plain(path).split("/") if each not in {"", "amp"}]
    if segments and re.fullmatch(INDEX, segments[-1]):
        segments.pop()
    parameters = sorted(
        _plain(each.replace("+", "%20"))
        for each in query.split("&")
        if each and not re.fullmatch(TRACKING, each.split("=")[0], re.IGNORECASE)
    )
    return (
        "/".join([".".join([*kept, *labels[-2:]]), *segments])
        + (f"?{'&'.join(parameters)}" if parameters else "")
        + (f"#{fragment}" if re.match("!?/", fragment) else "")
    )


def _plain(text: str) -> str:
    """`text` with each character percent-encoded only where that changes its meaning."""

    def plain(found: re.Match[str]) -> str:
        character = chr(int(found[1], 16))
        return character if re.fullmatch(SAME, character) else found[0].upper()

    return re.sub("%([0-9A-Fa-f]{2})", plain, text)


def addresses(source: Source | InlineSource) -> frozenset[str]:
    """The normalized addresses of a source; that of an archived copy is mostly the page's own."""
    return frozenset(normalized(each) for each in (source.url, source.archived_url) if each)


def part(source: Source | InlineSource) -> tuple[str, str]:
    """The field that names the part or archived state of what is at the address, and its value.

    Both are empty for the whole.
    """
    if source.locator:
        return "locator", f"{source.locator.label} {source.locator.value}"
    for name in ("url", "archived_url"):
        if day := unarchived(getattr(source, name) or "")[1]:
            return name, day
    return "", ""


def are_one(one: Source | InlineSource, other: Source | InlineSource) -> bool:
    """Whether two sources are one work: at one address, without the same field to part them."""
    (field, value), (other_field, other_value) = part(one), part(other)
    parted = field == other_field and value != other_value
    return not parted and not addresses(one).isdisjoint(addresses(other))


class Works:
    """The recorded sources by address.

    `first` has the id of the first record of a work by the id of each further record of it.
    """

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._at: dict[str, list[tuple[str, Source]]] = {}
        self.first: dict[str, str] = {}
        for id_, source in sorted(sources.items()):
            if same := self.recorded(source):
                self.first[id_] = same
            for address in addresses(source):
                self._at.setdefault(address, []).append((id_, source))

    def recorded(self, source: Source | InlineSource) -> str:
        """The id of the first record of the same work; empty if there is none."""
        found = (
            each for address in sorted(addresses(source)) for each in self._at.get(address, ())
        )
        return next((id_ for id_, other in found if are_one(source, other)), "")

    def at(self, address: str) -> str:
        """The id of the first source at an address; empty if there is none."""
        return next((id_ for id_, _ in self._at.get(normalized(address), ())), "")
