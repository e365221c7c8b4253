"""The files that citations can be had as, in one table; a new format is a line in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scripts.cite.bibtex import biblatex, classic_bibtex
from scripts.cite.csl import csl_json
from scripts.cite.ris import ris
from scripts.cite.works import Work


@dataclass(frozen=True)
class Format:
    """A format: the end of its files' names, its media type, and what writes works in it."""

    suffix: str
    media_type: str
    write: Callable[[Iterable[Work]], str]

    def file(self, works: Iterable[Work]) -> bytes:
        """The content of a file with `works`, in the order given."""
        return self.write(works).encode()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        # The media type on which the Zotero Connector imports at once.
        "ris": Format(".ris", "application/x-research-info-systems", ris),
        "biblatex": Format(".bib", "application/x-bibtex", biblatex),
        "bibtex": Format(".classic.bib", "application/x-bibtex", classic_bibtex),
        "csl-json": Format(".json", "application/vnd.citationstyles.csl+json", csl_json),
    }
)
"""Every format, by name; the one that most readers can import with one click first."""
