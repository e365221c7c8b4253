"""What the latest release published is answered by the site of today."""

from __future__ import annotations

from scripts.published import read_published

from .tools import REPOSITORY, Site


def test_every_published_address_is_answered(site: Site) -> None:
    """By a page, a notice or a redirect, each of them a file of the site."""
    published = read_published(REPOSITORY)
    wanted = set(published.addresses())
    assert len(wanted) > 2500
    home = site.served / "base"
    gone = {
        address
        for address in wanted
        if not (
            home / address / "index.html" if address.endswith("/") else home / address
        ).is_file()
    }
    assert gone == set()
