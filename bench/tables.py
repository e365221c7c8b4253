"""The results as Markdown tables, for the terminal and for bench/README.md."""

from __future__ import annotations

from collections.abc import Iterator

from bench.results import READERS, Measured, Results

LABELS = {
    "cold": "a build from nothing",
    READERS: "what readers wait for",
    "same": "nothing changed",
    "entry": "one entry edited",
    "source": "one source edited that 50 entries cite",
    "serve": "make serve: from saving to the browser showing it",
    "stock": "MkDocs and Material as they come, with their search, two side by side",
    "stock-plain": "the same without search",
    "zensical": "Zensical, two side by side",
    "hugo": "Hugo with a bare template, no search",
}

STAGED = ("cold", "entry")
"""The scenarios whose stages are shown."""


README = """\
# Benchmark

`make bench` builds synthetic timelines of 100, 1,000 and 10,000 entries, and measures other
publishers beside them, on the same Markdown. `make bench ARGS="1000 --only entry stock"` measures
some rows; `ARGS=--help` lists the options. With `--keep` the tables of the run replace those below.

"Site" is the time until the site is in place, "search" until its search index is ready too. "Peak"
is the memory of the largest process. The last table has the longest task while a page loads, the
time that a change of a filter takes, and the bytes that a search for one and for two common words
loads.

Measured from {first} to {last} on {cores} cores with {memory} GB, {system}, with {versions}.

"""
"""What stands in bench/README.md above the tables."""


def readme(results: Results) -> str:
    """The text of bench/README.md."""
    first, last = results.days()
    machine = dict(results.machine)
    cores, memory, system = (machine.pop(name) for name in ("cores", "memory", "system"))
    head = README.format(
        first=first,
        last=last,
        cores=cores,
        memory=memory,
        system=system,
        versions=", ".join(f"{name} {version}" for name, version in machine.items()),
    )
    return head + "\n".join(table(results)) + "\n"


def table(results: Results) -> Iterator[str]:
    """Seconds, memory, pages and ratio of every row, then the stages."""
    yield "| entries | what | site s | search s | ms an entry | peak MB | pages | × stock |"
    yield "| --: | --- | --: | --: | --: | --: | --: | --: |"
    for count, rows in results.sizes.items():
        for name, row in rows.items():
            ratio = results.times_stock(count, name)
            cells = [f"{count:,}", LABELS[name], *_figures(row, count), f"{row.peak:.0f}"]
            cells += [_pages(row), "" if ratio is None else f"{ratio:.2f}"]
            yield f"| {' | '.join(cells)} |"
    for name in STAGED:
        yield from _stages(results, name)
    if results.readers:
        yield ""
        yield "| entries | longest task ms | first filter ms | later ms | one word KB | two KB |"
        yield "| --: | --: | --: | --: | --: | --: |"
    for count, each in results.readers.items():
        times = f"{each.task:.0f} | {each.first:.0f} | {each.filter:.0f}"
        yield f"| {count:,} | {times} | {each.word / 1000:.0f} | {each.words / 1000:.0f} |"


def _figures(row: Measured, count: int) -> tuple[str, str, str]:
    if row.seconds is None or row.indexed is None:
        return f"cut off after {row.limit:.0f}", "", ""
    return f"{row.seconds:.2f}", f"{row.indexed:.2f}", f"{row.indexed / count * 1000:.2f}"


def _pages(row: Measured) -> str:
    return f"{row.pages:,}" if row.pages == row.of else f"{row.pages:,} of {row.of:,}"


def _stages(results: Results, name: str) -> Iterator[str]:
    sized = {count: rows[name].stages for count, rows in results.sizes.items() if name in rows}
    if not sized:
        return
    yield ""
    yield f"| {LABELS[name]}, stage | {' | '.join(f'{c:,}: s | peak MB' for c in sized)} |"
    yield f"| --- |{' --: | --: |' * len(sized)}"
    for stage in dict.fromkeys(stage for stages in sized.values() for stage in stages):
        found = [stages.get(stage) for stages in sized.values()]
        cells = [f"{each.seconds:.2f} | {each.peak:.0f}" if each else " | " for each in found]
        yield f"| {stage} | {' | '.join(cells)} |"
