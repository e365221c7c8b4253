"""The search index of the finished site: made by Pagefind, then put into one fixed order.

Pagefind writes languages, filters and their values in an order that changes from run to run.  Its
files (CBOR, RFC 8949, behind a magic word, gzipped) are read, sorted, and written again, so that
two builds of one commit are the same to the byte.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import cbor2

from scripts.chronology import Chronology
from scripts.digests import files_below
from scripts.folding import spellings
from scripts.languages import Language

MAGIC = b"pagefind_dcd"
FILTERS = 3
"""Where in the list that a language's metadata are the filters stand: pairs of name and hash."""

SORTS = 4
"""The same for the orders that pages can be sorted in: pairs of name and numbers of pages."""

LISTED = 1
"""The same for the pages: lists that begin with the hash, the name of the page's fragment."""

HEADINGS = "main h2"
"""What every page of a kind has in common is no word to find one of them by."""

PLACES = ("index.html", "*/index.html", "*/*/index.html")
PAGES = f"{{{','.join(PLACES)}}}"
"""Where pages of a language are that can be found: of each revision of an entry there is one deeper
down, which takes as long to read as the entry itself."""

ENTRY = "pagefind-entry.json"
"""What the search reads first: which languages there are, and where their files begin."""

FOLDER = "pagefind"
"""Where the index is in the site."""

LEFT_OUT = ("*-ui.*", "*-highlight.*")
"""What Pagefind adds for sites that have no search page of their own."""


class SearchIndexError(Exception):
    """Pagefind failed; the text is what it printed."""


def make_index(
    site: Path, to: Path, started: Callable[[subprocess.Popen[str]], None] | None = None
) -> None:
    """Make the index of the finished site below `site` in the folder `to`, which is made anew.

    It depends on the site's pages alone. Each language is indexed by a process of its own, which
    bounds what one takes of memory; `started` hears of each, which may be ended. Raises
    SearchIndexError.
    """
    shutil.rmtree(to, ignore_errors=True)
    codes = _codes(site)
    if not codes:
        raise SearchIndexError(f"{site}: no page that can be found")
    with ExitStack() as stack:
        running = []
        for code in codes:
            words = [sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"]
            words += ["--output-path", str(to / code), "--exclude-selectors", HEADINGS]
            # As the publisher, it holds the turn to build.
            process = stack.enter_context(
                subprocess.Popen(
                    [*words, "--glob", f"{code}/{PAGES}"],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    close_fds=False,
                )
            )
            if started:
                started(process)
            running.append(process)
        said = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise SearchIndexError("".join(said))
    _join([to / code for code in codes], to)
    for pattern in LEFT_OUT:
        for path in to.glob(pattern):
            path.unlink()
    put_in_order(to)


def _codes(site: Path) -> list[str]:
    """The languages that have pages; those of a part of a site need not have a home page."""
    return sorted(
        home.name
        for home in site.iterdir()
        if home.is_dir() and any(any(home.glob(place)) for place in PLACES)
    )


def _join(bundles: Iterable[Path], to: Path) -> None:
    """Join bundles of one language each in one: their files have other names, or are the same."""
    entry: dict[str, Any] = {}
    for bundle in bundles:
        own = json.loads((bundle / ENTRY).read_text("utf-8"))
        entry = {**own, "languages": {**entry.get("languages", {}), **own["languages"]}}
        for file in files_below(bundle):
            place = to / file.relative_to(bundle)
            place.parent.mkdir(exist_ok=True)
            file.replace(place)
        shutil.rmtree(bundle)
    (to / ENTRY).write_text(json.dumps(entry), "utf-8")


def put_in_order(bundle: Path) -> None:
    """Sort what Pagefind leaves in a random order, and name the files by their new contents."""
    file = bundle / ENTRY
    entry = json.loads(file.read_text("utf-8"))
    for code, language in entry["languages"].items():
        path = bundle / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(path)
        meta[FILTERS] = sorted(
            [name, _sorted_filter(bundle / "filter", code, hash_)] for name, hash_ in meta[FILTERS]
        )
        # A search is seldom sorted by date: what that takes is not part of what every search loads.
        dated = [meta[LISTED][number][0] for _, order in meta[SORTS] for number in order]
        (bundle / f"dates.{code}.json").write_text(json.dumps(dated), "utf-8")
        meta[SORTS] = []
        path.unlink()
        language["hash"] = _write(bundle, f"pagefind.{code}", ".pf_meta", meta).removeprefix(
            "pagefind."
        )
    file.write_text(json.dumps(entry, sort_keys=True), "utf-8")


def _sorted_filter(folder: Path, code: str, hash_: str) -> str:
    """Write a filter again with its values in order; the name of its file without the ending."""
    path = folder / f"{hash_}.pf_filter"
    name, values = _read(path)
    path.unlink()
    return _write(folder, code, ".pf_filter", [name, sorted(values)])


def _read(path: Path) -> Any:  # noqa: ANN401  (CBOR of any shape)
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))


def _write(folder: Path, name: str, ending: str, value: object) -> str:
    content = MAGIC + cbor2.dumps(value)
    stem = f"{name}_{hashlib.sha256(content).hexdigest()[:10]}"
    # No time in the header, which would be that of the run.
    (folder / f"{stem}{ending}").write_bytes(gzip.compress(content, mtime=0))
    return stem


def search_files(
    languages: Sequence[Language], chronology: Chronology, indexes: Sequence[str] = ()
) -> dict[str, bytes]:
    """What the search's script needs to fold a query as the pages were folded, by language.

    The names of the vocabularies are among it, so that other spellings of them are known; and
    `indexes`, the folders of further indexes, where the site was built in parts.
    """
    return {f"folding.{each.code}.json": _folding(each, chronology, indexes) for each in languages}


def _folding(language: Language, chronology: Chronology, indexes: Sequence[str]) -> bytes:
    facts = language.facts["search"]
    families = (chronology.topics, chronology.actors, chronology.places)
    names = [item.label[language.code] for family in families for item in family.values()]
    folding = {
        "letters": dict(language.folding),
        "prefixes": sorted(facts["prefixes"], key=len, reverse=True),
        "endings": sorted(facts["endings"], key=len, reverse=True),
        "sounds": facts["sounds"],
        "silent": facts["silent"],
        "names": spellings(names, language),
        "indexes": [f"{index}/" for index in indexes],
    }
    return json.dumps(folding, ensure_ascii=False).encode()
