"""The page on the files for reuse: what each is for, with an example that runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from scripts.cite.formats import FORMATS
from scripts.pages.escape import escape
from scripts.pages.page import ENTRIES, Page, Plan, Stage


@dataclass(frozen=True)
class File:
    """A file for reuse: its path below the site's root, its media type, and what to do with it.

    The examples go by the key of the words for where they are run.
    """

    path: str
    media_type: str
    examples: tuple[tuple[str, str], ...] = ()


FILES = {
    "timeline-json": File(
        "data/timeline.json",
        "application/json",
        (("shell", "curl --remote-name {file}"),),
    ),
    "timeline-csv": File(
        "data/timeline.csv",
        "text/csv",
        (
            (
                "python",
                (
                    "import pandas\n"
                    'timeline = pandas.read_csv("{file}", index_col="id")\n'
                    'print(timeline.groupby("label").size())'
                ),
            ),
            (
                "r",
                (
                    'timeline <- read.csv("{file}", fileEncoding = "UTF-8-BOM")\n'
                    "table(timeline$label)"
                ),
            ),
        ),
    ),
    "timeline-ics": File("data/timeline.ics", "text/calendar", (("subscribe", "{file}"),)),
    "timeline-ics-language": File(
        "data/timeline.{language}.ics", "text/calendar", (("subscribe", "{file}"),)
    ),
    "feed-xml": File("{language}/feed.xml", "application/atom+xml", (("subscribe", "{file}"),)),
    "feed-json": File("{language}/feed.json", "application/feed+json", (("subscribe", "{file}"),)),
    "timelinejs": File(
        "data/timelinejs.{language}.json",
        "application/json",
        (("timelinejs", 'new TL.Timeline("timeline-embed", "{file}");'),),
    ),
    "datapackage": File(
        "data/datapackage.json",
        "application/json",
        (
            (
                "frictionless",
                (
                    "from frictionless import Package\n"
                    'print(Package("{file}").get_resource("timeline-csv").to_view())'
                ),
            ),
        ),
    ),
    "schema": File(
        "data/schema/timeline.schema.json",
        "application/schema+json",
        (("shell", "check-jsonschema --schemafile {file} timeline.json"),),
    ),
}
"""The files for reuse by the key of their words, in the order in which the data page lists them."""

CITATIONS = (
    (
        "shell",
        (
            "curl --remote-name {address}data/cite.{language}.json\n"
            'echo "[@kit-{id}]" | pandoc --citeproc --bibliography=cite.{language}.json'
        ),
    ),
)
"""What to do with the citations of the whole, of which there is a file in each format."""


def files(code: str) -> Iterator[File]:
    """Every file for reuse in the language of `code`, the citations at the end."""
    for file in FILES.values():
        yield replace(file, path=file.path.format(language=code))
    for each in FORMATS.values():
        yield File(f"data/cite.{code}{each.suffix}", each.media_type)


def data(stage: Stage) -> Iterator[Plan]:
    """The files for reuse: what each is for, with an example that runs."""
    yield Plan("data/index.md", partial(_data, stage))


def _data(stage: Stage) -> Page:
    code, address = stage.language.code, stage.around.address
    listed = []
    for key, file in FILES.items():
        path = file.path.format(language=code)
        listed.append(
            {
                "id": key,
                "path": path,
                "title": stage.word(f"exports.files.{key}.title"),
                "about": stage.word(f"exports.files.{key}.about"),
                "examples": [
                    (stage.word(f"data.{where}"), _code(example, file=address + path))
                    for where, example in file.examples
                ],
            }
        )
    some = next(iter(stage.chronology.landmarks or stage.chronology.entries.values()))
    return Page(
        "data/index.md",
        "data",
        stage.word("data.title"),
        stage.word("data.description"),
        {
            "archive": stage.around.archive,
            "files": listed,
            "citations": [
                (stage.word(f"citing.formats.{name}"), f"data/cite.{code}{each.suffix}")
                for name, each in FORMATS.items()
            ],
            "examples": [
                (
                    stage.word(f"data.{where}"),
                    _code(example, address=address, language=code, id=some.id),
                )
                for where, example in CITATIONS
            ],
        },
        (ENTRIES,),
    )


def _code(example: str, **facts: str) -> Markup:
    """The lines of an example, escaped one by one, since `escape` folds line breaks."""
    for name, value in facts.items():
        example = example.replace(f"{{{name}}}", value)
    return Markup("\n").join(escape(line) for line in example.splitlines())
