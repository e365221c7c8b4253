"""No link leads nowhere: not within a page, not between pages, not from the 404 page."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from pydantic import TypeAdapter, ValidationError

from scripts.records.fields import ClaimId

from .tools import ADDRESS, CODES, Page, Site, needed, told

REFERENCES = "//@href | //@src"

DEPTHS = ("", "en/", "ar/events/nothing-here/", "en/a/b/c/d/")
"""Where the 404 page may be served."""


def target(root: Path, address: str) -> Path:
    """The file that a static host answers with for an address of the site."""
    path = unquote(urlsplit(address).path)
    file = root / path.removeprefix(urlsplit(ADDRESS).path)
    return file / "index.html" if path.endswith("/") else file


def broken(site: Site, page: Page, at: str) -> list[str]:
    """The references of `page`, standing at `at`, into the site that lead to no file or no id."""
    ids = cache(lambda file: set(Page("", file).values("//@id")))
    found = []
    for reference in page.values(REFERENCES):
        address, fragment = urldefrag(urljoin(at, reference))
        if not address.startswith(ADDRESS):
            inside = not urlsplit(reference).scheme
            found += [f"{reference} leaves the site"] if inside else []
            continue
        file = target(site.root, address)
        if not file.is_file():
            found.append(f"{reference}: no file")
        elif fragment and unquote(fragment) not in ids(file):
            found.append(f"{reference}: no such id")
    return found


def test_every_reference_leads_somewhere(site: Site) -> None:
    """Each relative address in each page leads to a file that exists, each fragment to an id."""
    wrong: dict[str, object] = {
        page.path: found
        for page in site.pages
        if page.path != "404.html" and (found := broken(site, page, page.address))
    }
    assert not wrong, told(wrong)


def test_every_claim_has_its_address(site: Site) -> None:
    """The addresses in timeline.json lead to the claims, each of which links to itself."""
    entries = json.loads((site.root / "data/timeline.json").read_text("utf-8"))["entries"]
    wrong = []
    for entry, code in itertools.product(entries, CODES):
        page = Page("", target(site.root, entry["addresses"][code]))
        found = {
            claim.get("id"): claim.xpath("string(a[@class='headerlink']/@href)")
            for claim in page.all("//p[contains(@class, 'claim')]")
        }
        addresses = [each["addresses"][code] for each in entry["claims"]]
        if addresses != [entry["addresses"][code] + own for own in found.values()]:
            wrong.append(entry["id"])
        if [each["id"] for each in entry["claims"]] != [*found]:
            wrong.append(entry["id"])
    assert not wrong, told(wrong)


def test_no_claim_can_have_the_id_of_something_else(site: Site) -> None:
    """Whatever else has an id on the page of an entry, `check` refuses that id for a claim."""
    id_of_a_claim = TypeAdapter(ClaimId)
    wrong = set()
    for page in site.in_languages:
        if page.kind in {"entry", "revision"}:
            for id_ in page.values("//@id[not(contains(concat(' ', ../@class, ' '), ' claim '))]"):
                with suppress(ValidationError):
                    wrong.add(id_of_a_claim.validate_python(id_))
    assert wrong == set()


def test_the_links_of_the_404_page_work_at_any_depth(site: Site) -> None:
    """It is served in the place of whatever is missing, so its links start at the host's root."""
    page = site.page("404.html")
    assert len(page.all("//a")) >= 4
    wrong: dict[str, object] = {
        depth: found
        for depth in DEPTHS
        # For a site at the root of a host it looks for its script there too.
        if (found := [e for e in broken(site, page, ADDRESS + depth) if not e.startswith("/look/")])
    }
    assert not wrong, told(wrong)


def test_links_within_the_site_are_relative(site: Site) -> None:
    """A page that is followed from a mirror, or from a disk, stays on that mirror or disk.

    Citations give addresses as they are.
    """
    links = "//a[not(ancestor::p[starts-with(@id, 'cite_')])]/@href"
    wrong: dict[str, object] = {
        page.path: found
        for page in site.pages
        if page.path != "404.html"
        and (found := [a for a in page.values(links) if a.startswith(("/", ADDRESS))])
    }
    assert not wrong, told(wrong)


def test_an_offline_link_checker_finds_nothing(site: Site) -> None:
    """lychee, with fragments, over the site below its base path: no error, and it did look."""
    done = subprocess.run(
        [
            needed(
                "lychee", "`make test` installs it", str(Path(sys.executable).parent / "lychee")
            ),
            "--offline",
            "--include-fragments",
            "--exclude-path",
            r"/index\.md$",  # the same links without the ids
            "--exclude",
            rf"{re.escape(site.served.name)}/look/",  # asked for by the 404 page, if at the root
            "--index-files",
            "index.html",
            "--root-dir",
            str(site.served),
            "--no-progress",
            "--format",
            "json",
            str(site.root),
        ],
        capture_output=True,
        text=True,
        cwd=site.served,
        check=False,
    )
    looked = re.search(r'"successful": (\d+)', done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert looked
    assert int(looked[1]) > 3000
