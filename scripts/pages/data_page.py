"""The page on the files for reuse: what each is for, with an example that runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from scripts.cite.formats import FORMATS
from scripts.pages.escape import in_lines
from scripts.pages.page import ENTRIES, Page, PageContext


@dataclass(frozen=True)
class File:
    """A file for reuse: its path below the site's root, its media type, and what to do with it.

    The examples have the key of the words for where they are run. `{file}` stands for the file's
    address, `{language}` for the code of the language.
    """

    path: str
    media_type: str
    examples: Mapping[str, str] = field(default_factory=dict)


FILES = {
    "timeline-json": File(
        "data/timeline.json", "application/json", {"shell": "curl --remote-name {file}"}
    ),
    "timeline-csv": File(
        "data/timeline.csv",
        "text/csv",
        {
            "python": (
                "import pandas\n"
                'timeline = pandas.read_csv("{file}", index_col="id")\n'
                'print(timeline.groupby("label").size())'
            ),
            "r": (
                'timeline <- read.csv("{file}", fileEncoding = "UTF-8-BOM")\ntable(timeline$label)'
            ),
        },
    ),
    "timeline-ics": File("data/timeline.ics", "text/calendar", {"subscribe": "{file}"}),
    "timeline-ics-language": File(
        "data/timeline.{language}.ics", "text/calendar", {"subscribe": "{file}"}
    ),
    "feed-xml": File("{language}/feed.xml", "application/atom+xml", {"subscribe": "{file}"}),
    "feed-json": File("{language}/feed.json", "application/feed+json", {"subscribe": "{file}"}),
    "timelinejs": File(
        "data/timelinejs.{language}.json",
        "application/json",
        {"timelinejs": 'new TL.Timeline("timeline-embed", "{file}");'},
    ),
    "datapackage": File(
        "data/datapackage.json",
        "application/json",
        {
            "frictionless": (
                "from frictionless import Package\n"
                'print(Package("{file}").get_resource("timeline-csv").to_view())'
            )
        },
    ),
    "schema": File(
        "data/schema/timeline.schema.json",
        "application/schema+json",
        {"shell": "check-jsonschema --schemafile {file} timeline.json"},
    ),
}
"""The files for reuse by the key of their words, in the order in which the data page lists them."""

CITATIONS = {
    "shell": (
        "curl --remote-name {address}data/cite.{language}.json\n"
        'echo "[@kit-{id}]" | pandoc --citeproc --bibliography=cite.{language}.json'
    )
}
"""What to do with the citations of all entries, of which there is a file in each format."""


def files(code: str) -> Iterator[File]:
    """Every file for reuse in the language of `code`, the citations at the end."""
    for file in FILES.values():
        yield replace(file, path=file.path.format(language=code))
    for each in FORMATS.values():
        yield File(f"data/cite.{code}{each.suffix}", each.media_type)


def data(context: PageContext, path: str) -> Page:
    """The files for reuse: what each is for, with an example that runs."""
    code, word, address = context.language.code, context.word, context.site.address

    def filled(examples: Mapping[str, str], **values: str) -> list[tuple[str, Markup]]:
        found = []
        for where, example in examples.items():
            text = re.sub(r"\{(\w+)\}", lambda name: values[name[1]], example)
            found.append((word(f"data.{where}"), in_lines(text)))
        return found

    listed = [
        {
            "id": key,
            "path": file.path,
            "title": word(f"exports.files.{key}.title"),
            "about": word(f"exports.files.{key}.about"),
            "examples": filled(file.examples, file=address + file.path),
        }
        for key, file in zip(FILES, files(code), strict=False)
    ]
    some = next(iter(context.chronology.landmarks or context.chronology.entries.values()))
    shows = {
        "archive": context.site.archive,
        "files": listed,
        "citations": [
            (word(f"citing.formats.{name}"), f"data/cite.{code}{each.suffix}")
            for name, each in FORMATS.items()
        ],
        "examples": filled(CITATIONS, address=address, language=code, id=some.id),
    }
    return context.page(path, "data", shows, (ENTRIES,))
