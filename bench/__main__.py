"""`python -m bench [COUNT …]`: our build at each size, the peers beside it, as a table and JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from bench.measure import Measured, ours
from bench.peers import PEERS
from bench.trees import edit_entry, edit_source, make_tree

Scenario = Callable[[Path], None]

SCENARIOS: Mapping[str, Scenario] = {
    "cold": lambda _: None,
    "nothing changed": lambda _: None,
    "one entry edited": edit_entry,
    "one source edited that 50 entries cite": edit_source,
}
"""What is done to the checkout before each build, one after the other."""

STOCK = next(iter(PEERS))
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Measure, print, and keep what was measured where that is asked for."""
    top = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    top.add_argument("counts", nargs="*", type=int, default=[100, 1000, 10_000], metavar="COUNT")
    top.add_argument("--no-peers", action="store_true", help="leave the other publishers out")
    top.add_argument(
        "--keep", action="store_true", help=f"write {RESULTS.name}, which is committed"
    )
    arguments = top.parse_args()
    found = {
        count: measure(count, peers=not arguments.no_peers) for count in sorted(arguments.counts)
    }
    sys.stdout.write("\n".join(table(found)) + "\n")
    if arguments.keep:
        kept = {
            "cores": os.cpu_count(),
            "machine": platform.machine(),
            "python": platform.python_version(),
            "measured": {
                str(count): {name: asdict(each) for name, each in rows.items()}
                for count, rows in found.items()
            },
        }
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def measure(count: int, *, peers: bool) -> dict[str, Measured]:
    """Every scenario of ours at `count` entries, then the peers on the same Markdown."""
    found: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        tree = make_tree(Path(folder) / "tree", count)
        for name, change in SCENARIOS.items():
            change(tree)
            found[name] = ours(tree)
            tell(count, name, found[name])
        for name, run in PEERS.items() if peers else ():
            work = Path(folder) / "peer"
            work.mkdir()
            found[name] = run(tree, work)
            tell(count, name, found[name])
            shutil.rmtree(work)
    return found


def tell(count: int, name: str, measured: Measured) -> None:
    """Say on standard error how far it is."""
    sys.stderr.write(f"{count:>7,}  {name:<44} {measured.seconds:8.2f} s\n")


def table(found: Mapping[int, Mapping[str, Measured]]) -> list[str]:
    """The figures as a Markdown table: seconds, peak memory, ratio to the stock publisher."""
    lines = ["| entries | what | seconds | peak MB | × stock |", "| --: | --- | --: | --: | --: |"]
    for count, rows in found.items():
        stock = rows[STOCK].seconds if STOCK in rows else None
        for name, each in rows.items():
            ratio = f"{each.seconds / stock:.2f}" if stock else ""
            lines.append(f"| {count:,} | {name} | {each.seconds:.2f} | {each.peak:.0f} | {ratio} |")
    lines += ["", "| entries | stage of a cold build | seconds |", "| --: | --- | --: |"]
    for count, rows in found.items():
        for stage, seconds in rows["cold"].stages.items():
            lines.append(f"| {count:,} | {stage} | {seconds:.2f} |")
    return lines


if __name__ == "__main__":
    main()
