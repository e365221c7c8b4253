"""The page on speed and scale, with what the benchmark measured last."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from scripts.benchmark import Measured, Results
from scripts.benchmark import Stage as Timed
from scripts.languages import Language
from scripts.pages.escape import in_lines
from scripts.pages.page import Page, Plan, Stage
from scripts.pages.parts_workflow import WORKFLOW
from scripts.pages.words import day_words

STAGED = ("cold", "entry")
"""The rows whose stages are shown."""

SOON = 0.05
"""A search that follows within so many seconds has no row of its own."""

CASES = ("nothing", "entry", "source", "all", "index")
"""What can change, and what is made again then, by the key of its words."""

RUN = (
    ("one", 'make bench ARGS="1000"'),
    ("some", 'make bench ARGS="10000 --only entry stock"'),
    ("kept", 'make bench ARGS="--keep"'),
)
"""How to measure, by the key of the words for what that measures."""


PARTS = (
    'make site ARGS="--shard 1/2"',
    'make site ARGS="--shard 2/2"',
    'make merge ARGS="parts/1-of-2 parts/2-of-2"',
)
"""How to build in parts."""


@dataclass(frozen=True)
class Figures:
    """A table: what its figures are, and its rows, each a name and a cell a size."""

    title: str
    rows: Sequence[tuple[str, Sequence[str]]]


def scale(stage: Stage) -> Iterator[Plan]:
    """What a build takes, what is made again, and how to measure it."""
    yield Plan("contribute/scale/index.md", partial(_scale, stage))


def _scale(stage: Stage) -> Page:
    results = stage.around.benchmark
    word = stage.language.section("scale")
    return Page(
        "contribute/scale/index.md",
        "scale",
        word("title"),
        word("description"),
        {
            "circumstances": _circumstances(results, stage.language) if results else (),
            "sizes": [f"{count:,}" for count in (results.sizes if results else ())],
            "tables": list(_tables(results, stage.language)) if results else (),
            "cases": [word(f"again.cases.{case}") for case in CASES],
            "parts": in_lines("\n".join(PARTS)),
            "workflow": in_lines(WORKFLOW.rstrip("\n")),
            "run": [(word(f"run.{key}", file="bench/results.json"), line) for key, line in RUN],
        },
    )


def _circumstances(results: Results, language: Language) -> Sequence[str]:
    """When and on what everything was measured."""
    first, last = (day_words(datetime.date.fromisoformat(day), language) for day in results.days())
    facts = {name.removeprefix("mkdocs-"): value for name, value in results.machine.items()}
    word = language.section("scale.figures")
    if first == last:
        return word("on", day=last, **facts), word("versions", **facts)
    return word("between", first=first, last=last, **facts), word("versions", **facts)


def _tables(results: Results, language: Language) -> Iterator[Figures]:
    """Seconds, how many times as long as the stock publisher, memory; readers; the stages."""
    word = language.section("scale")
    names = dict.fromkeys(name for rows in results.sizes.values() for name in rows)
    measured = {name: [rows.get(name) for rows in results.sizes.values()] for name in names}
    seconds, ratios, memory = [], [], []
    for name, rows in measured.items():
        label = word(f"rows.{name}")
        seconds.append((label, [_seconds(row, language) for row in rows]))
        later = [_figure(row.indexed) if row and _follows(row) else "" for row in rows]
        if any(later):
            seconds.append((word("followed"), later))
        times = [results.times_stock(count, name) for count in results.sizes]
        ratios.append((label, [_figure(each) for each in times]))
        memory.append((label, [f"{row.peak:,.0f}" if row else "" for row in rows]))
    yield Figures(word("figures.seconds"), seconds)
    if any(any(cells) for _, cells in ratios):
        yield Figures(word("figures.ratio"), ratios)
    yield Figures(word("figures.memory"), memory)
    if results.readers:
        yield Figures(word("waits.title"), list(_waits(results, language)))
    for name in STAGED:
        stages = [row.stages if row else {} for row in measured.get(name, ())]
        if any(stages):
            title = word("figures.stages", name=word(f"rows.{name}"))
            yield Figures(title, list(_stages(stages, language)))


def _waits(results: Results, language: Language) -> Iterator[tuple[str, list[str]]]:
    """A row for each thing that readers wait for, in milliseconds or kilobytes."""
    word = language.section("scale.waits")
    found = [results.readers.get(count) for count in results.sizes]
    tasks = [(f"{each.task:.0f}" if each.task else word("none")) if each else "" for each in found]
    yield word("task"), tasks
    for name in ("first", "filter"):
        yield word(name), [f"{getattr(each, name):.0f}" if each else "" for each in found]
    for name in ("word", "words"):
        yield word(name), [f"{getattr(each, name) / 1000:.0f}" if each else "" for each in found]


def _follows(row: Measured) -> bool:
    return row.seconds is not None and (row.indexed or 0) > row.seconds + SOON


def _seconds(row: Measured | None, language: Language) -> str:
    if row is None:
        return ""
    if row.seconds is None:
        return language.word("scale.figures.cut-off", seconds=f"{row.limit or 0:,.0f}")
    return _figure(row.seconds) if row.whole else language.word("scale.figures.fewer")


def _figure(value: float | None) -> str:
    """A figure with the digits that say something; nothing for one that is not known."""
    if value is None:
        return ""
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"  # noqa: PLR2004  (two digits say it)


def _stages(
    stages: Sequence[Mapping[str, Timed]], language: Language
) -> Iterator[tuple[str, list[str]]]:
    """A row a stage, named as the build names it while it runs, and its seconds at each size."""
    known = language.facts["progress"]
    for name in dict.fromkeys(name for each in stages for name in each):
        cells = [_figure(each[name].seconds) if name in each else "" for each in stages]
        yield str(known.get(name, name)), cells
