"""`python -m bench [COUNT …]`: our build at each size, the peers beside it, as tables."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from importlib.metadata import version
from pathlib import Path

from bench.peers import PEERS
from bench.results import READERS, ROWS, Measured, Results, Waits
from bench.scenarios import SCENARIOS
from bench.tables import LABELS, readme, table

ROOT = Path(__file__).parent.parent
README = ROOT / "bench" / "README.md"
PACKAGES = ("mkdocs", "mkdocs-material", "pagefind", "zensical", "hugo")


def main() -> None:
    """Measure, print, and keep what was measured where that is asked for."""
    given = parser().parse_args()
    results = Results(machine(), {}, {})
    for count in sorted(set(given.counts)):
        for name, row in measure(count, given.only, given.limit * 60):
            tell(count, name, row)
            if isinstance(row, Waits):
                results.readers[count] = row
            else:
                results.sizes.setdefault(count, {})[name] = row
            if given.keep:
                # After each row, so that a run that is broken off leaves what it measured.
                README.write_text(readme(results), "utf-8")
    sys.stdout.write("\n".join(table(results)) + "\n")


def parser() -> argparse.ArgumentParser:
    """What may stand after `python -m bench`."""
    top = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        epilog="\n".join(f"  {name:<12} {label}" for name, label in LABELS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("counts", nargs="*", type=int, default=[100, 1000, 10_000], metavar="COUNT")
    top.add_argument(
        "--only",
        nargs="+",
        choices=(*ROWS, READERS),
        default=(*ROWS, READERS),
        metavar="ROW",
        help="measure just these rows, and the build from nothing, which all others need",
    )
    top.add_argument(
        "--limit", type=float, default=15, help="minutes that a peer may take (default: 15)"
    )
    top.add_argument(
        "--keep",
        action="store_true",
        help="write the tables into bench/README.md, in place of those of the last run",
    )
    return top


def measure(
    count: int, only: Collection[str], limit: float
) -> Iterator[tuple[str, Measured | Waits]]:
    """Each row at `count` entries: ours one after the other, the peers on the same Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        making = [sys.executable, "-m", "bench.trees", str(tree), str(count)]
        subprocess.run(making, cwd=ROOT, check=True)
        for name, scenario in SCENARIOS.items():
            if name in {"cold", *only}:
                row = scenario(tree)
                if row:
                    yield name, row
                else:
                    sys.stderr.write(f"{LABELS[name]}: not measured, there is no Chromium here\n")
        for name, peer in PEERS.items():
            if name in only:
                with tempfile.TemporaryDirectory() as work:
                    yield name, peer(tree, Path(work), limit)


def machine() -> dict[str, str | int]:
    """What everything is measured on: rows of different machines are never put side by side."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count() or 1,
        "memory": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def tell(count: int, name: str, row: Measured | Waits) -> None:
    """Say on standard error how far it is."""
    if isinstance(row, Waits):
        found = "measured"
    else:
        found = f"{row.seconds:8.2f} s" if row.seconds is not None else "cut off"
    sys.stderr.write(f"{count:>7,}  {LABELS[name]:<72} {found}\n")


if __name__ == "__main__":
    main()
