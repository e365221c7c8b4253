"""Files that are joined from pieces, each made of one entry or of one source alone.

So what a piece was made of decides whether it is made again, and a change of one entry costs the
joining of the files, not the making of all that is in them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from scripts.contents import Chain
from scripts.timeline.model import JoinedEntry, JoinedSource


class Assembly(ABC):
    """One file that is joined from pieces."""

    def of_entry(self, _entry: JoinedEntry) -> bytes:
        """What the file holds of an entry; nothing where it leaves it out."""
        return b""

    def of_source(self, _source: JoinedSource) -> bytes:
        """What the file holds of a source."""
        return b""

    @abstractmethod
    def file(self, entries: Sequence[bytes], sources: Sequence[bytes]) -> Chain:
        """The file with the pieces that hold something, in the order of the whole."""
