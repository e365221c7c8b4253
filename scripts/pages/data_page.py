"""The page on the files for reuse: what each is for, with examples that run."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from scripts.pages.escape import escape
from scripts.pages.page import Page, Stage

FILES = {
    "timeline-json": "data/timeline.json",
    "timeline-csv": "data/timeline.csv",
    "timeline-ics": "data/timeline.ics",
    "timeline-ics-language": "data/timeline.{language}.ics",
    "feed-xml": "{language}/feed.xml",
    "feed-json": "{language}/feed.json",
    "timelinejs": "data/timelinejs.{language}.json",
    "datapackage": "data/datapackage.json",
    "schema": "data/schema/timeline.schema.json",
    "ids": "data/ids.json",
}
"""The files for reuse by the key of their words, in the order in which the data page lists them."""

EXAMPLES = (
    ("shell", "curl --remote-name {address}data/timeline.json"),
    ("python", 'import pandas\ntimeline = pandas.read_csv("{address}data/timeline.csv")'),
    (
        "r",
        'timeline <- read.csv("{address}data/timeline.csv", fileEncoding = "UTF-8-BOM")',
    ),
)
"""How a file is fetched, by the key of the words for where."""


def data(stage: Stage) -> Iterator[Page]:
    """The files for reuse: what each is for, with examples that run."""
    code = stage.language.code
    yield Page(
        "data/index.md",
        "data",
        stage.word("data.title"),
        stage.word("data.description"),
        {
            "files": [
                {
                    "path": path.format(language=code),
                    "title": stage.word(f"exports.files.{key}.title"),
                    "about": stage.word(f"exports.files.{key}.about"),
                }
                for key, path in FILES.items()
            ],
            "examples": [
                (stage.word(f"data.{key}"), _code(example, stage.around.address))
                for key, example in EXAMPLES
            ],
        },
        tuple(each.path for each in stage.chronology.entries.values()),
    )


def _code(example: str, address: str) -> Markup:
    """The lines of an example, escaped one by one, since `escape` folds line breaks."""
    lines = example.replace("{address}", address).splitlines()
    return Markup("\n").join(escape(line) for line in lines)
