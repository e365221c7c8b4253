"""What the latest release published is answered by the site of today."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scripts.site.published import list_site, read_published

from .tools import CODES, REPOSITORY, Site


def test_every_published_address_is_answered(site: Site) -> None:
    """By a page, a notice or a redirect, each of them a file of the site.

    Before the first release these are the addresses of the site itself.
    """
    home = site.served / "base"
    published = read_published(REPOSITORY)
    if not published.version:
        published = list_site(home, CODES, "1")
    wanted = {*published.addresses()}
    assert len(wanted) > 2500
    assert not_answered(home, wanted) == set()
    assert not_answered(home, {"en/events/never/"}) == {"en/events/never/"}


def not_answered(home: Path, addresses: Iterable[str]) -> set[str]:
    """The addresses for which a site has no file."""
    return {
        address
        for address in addresses
        if not (
            home / address / "index.html" if address.endswith("/") else home / address
        ).is_file()
    }
