"""The formats of citation files, in one table; a new format is an entry in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from scripts.cite.bibtex import biblatex, classic_bibtex
from scripts.cite.csl import csl_json
from scripts.cite.ris import ris
from scripts.cite.works import Work


@dataclass(frozen=True)
class Format:
    """A format: the suffix of its files, its media type, and the function that writes works in it.

    `before`, `between` and `after` are what a file has besides its works.
    """

    suffix: str
    media_type: str
    write: Callable[[Iterable[Work]], str]
    before: bytes = b""
    between: bytes = b""
    after: bytes = b""

    def file(self, works: Iterable[Work]) -> bytes:
        """The content of a file with `works`, in the order given."""
        return self.write(works).encode()

    def merged(self, files: Sequence[bytes]) -> bytes:
        """One file of what several `files` hold, none of them empty: as if written at once."""
        works = (each.removeprefix(self.before).removesuffix(self.after) for each in files)
        return self.before + self.between.join(works) + self.after


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        # The media type on which the Zotero Connector imports at once.
        "ris": Format(".ris", "application/x-research-info-systems", ris),
        "biblatex": Format(".bib", "application/x-bibtex", biblatex, between=b"\n"),
        "bibtex": Format(".classic.bib", "application/x-bibtex", classic_bibtex, between=b"\n"),
        "csl-json": Format(
            ".json",
            "application/vnd.citationstyles.csl+json",
            csl_json,
            before=b"[\n",
            between=b",\n",
            after=b"\n]\n",
        ),
    }
)
"""Every format, by name; the one that most readers can import with one click first."""
