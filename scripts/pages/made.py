"""What a build keeps of a page that it has made: enough to know whether to publish it again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadePage:
    """The digest of a page's Markdown, and the day of the last change of any record in it.

    The day is None where it is not known of all of them.
    """

    digest: str
    day: datetime.date | None
