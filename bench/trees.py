"""Checkouts for the benchmark: the code of this one, with synthetic records in place of its own.

`python -m bench.trees FOLDER COUNT` makes one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from bench.records import write_records

ROOT = Path(__file__).parent.parent
CODE = ("scripts", "docs", "pyproject.toml", "mkdocs.yml", "mkdocs.ar.yml", "CITATION.cff")


def make_tree(to: Path, count: int) -> Path:
    """A checkout with `count` entries at `to`, committed, so that it has a history."""
    written = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    patterns = [line.strip("/") for line in written if line.startswith("/docs/")]

    def left_out(folder: str, names: list[str]) -> set[str]:
        place = Path(folder).relative_to(ROOT)
        return {
            name
            for name in names
            if name == "__pycache__" or any((place / name).match(each) for each in patterns)
        }

    for name in CODE:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, to / name, ignore=left_out)
        else:
            shutil.copy(path, to)
    # The history in brief is of the real entries.
    for page in (to / "docs").glob("*/overview.md"):
        page.unlink()
    nav = (to / "mkdocs.yml").read_text("utf-8").replace("  - overview.md\n", "")
    (to / "mkdocs.yml").write_text(nav, "utf-8")
    shutil.copytree(ROOT / "timeline/vocabulary", to / "timeline/vocabulary")
    write_records(to, count, ids(to, "topics"), ids(to, "actors"))
    (to / ".gitignore").write_text("/site/\n/.site*\n/.cache/\n/docs/\n", "utf-8")
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Begin"]):
        subprocess.run(["git", *words], cwd=to, env=os.environ | author(), check=True)
    return to


def author() -> dict[str, str]:
    """The environment in which git commits without asking who does it, and when."""
    who = {"NAME": "bench", "EMAIL": "bench@example.org", "DATE": "2026-01-01T00:00:00Z"}
    return {f"GIT_{role}_{key}": who[key] for role in ("AUTHOR", "COMMITTER") for key in who}


def ids(tree: Path, table: str) -> list[str]:
    """The ids of a vocabulary."""
    text = (tree / "timeline/vocabulary" / f"{table}.yml").read_text("utf-8")
    return sorted(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506  (text, nothing else)


def edit_entry(tree: Path) -> str:
    """Add a word to the title of one entry; the title as it is now."""
    return _edit(next((tree / "timeline/events").rglob("entry-7.yml")))


def edit_source(tree: Path) -> str:
    """Add a word to the title of the source that 50 entries cite; the title as it is now."""
    return _edit(tree / "seeds" / "source-0.yml")


def _edit(file: Path) -> str:
    before, mark, after = file.read_text("utf-8").partition("  en: ")
    file.write_text(f"{before}{mark}Edited {after}", "utf-8")
    return f"Edited {after.partition(chr(10))[0]}"


if __name__ == "__main__":
    # A process of its own, so that its memory is not taken for that of what is measured.
    make_tree(Path(sys.argv[1]), int(sys.argv[2]))
