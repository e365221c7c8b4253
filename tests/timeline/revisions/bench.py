"""How long the history of a large repository takes, and how much memory.

    python tests/revisions/bench.py [ENTRIES [COMMITS]]

makes a repository of that many entries (10,000) in one folder, which is the hardest case for git,
and as many commits (6,000), each of which changes one entry.  It is a benchmark, not a test;
`test_revision_scale.py` runs it small.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2].parent
sys.path.insert(0, str(ROOT))

from scripts.i18n.language import read_languages  # noqa: E402
from scripts.pages.changes import ChangeWords  # noqa: E402
from scripts.pages.page import PageContext, SiteContext  # noqa: E402
from scripts.pages.render import Renderer  # noqa: E402
from scripts.pages.revisions import revision_pages  # noqa: E402
from scripts.pages.views import Views  # noqa: E402
from scripts.records.load import load  # noqa: E402
from scripts.timeline.git import read_history  # noqa: E402
from scripts.timeline.model import join  # noqa: E402  (a script has to say first where the code is)
from scripts.timeline.revisions import find_revisions  # noqa: E402

SOURCE = """\
title_in: {en: A source, ar: مصدر}
publisher: {en: A paper, ar: صحيفة}
published: "2010"
language: en
genre: news
point_of_view: {en: From the bank., ar: من الضفة.}
seen: excerpt
"""

TOPICS = "water: {label: {en: Water, ar: المياه}, about: {en: Rivers., ar: الأنهار.}}\n"

FIRST_SECOND = 1_500_000_000


def record(entry: int, commit: int) -> str:
    """A record of some kilobytes with some claims, all of it a little different each time."""
    claims = "".join(
        f"""\
  - text:
      en: Claim {number} of entry {entry} says that what happened at the river was thus.
      ar: يقول القول {number} من المدخل {entry} إن ما جرى عند النهر كان على هذا النحو.
    cites:
      - source: source-{(entry + number) % 20}
        says: states
        note: {{en: As of {commit % 97}., ar: حتى {commit % 97}.}}
      - source: source-{(entry + number + 1 + commit % 3) % 20}
        says: attributes
        to: {{en: a sailor, ar: بحّار}}
"""
        for number in range(5)
    )
    return f"""\
title: {{en: Entry {entry}, ar: المدخل {entry}}}
date: "{1900 + entry % 120}-0{1 + commit % 9}"
topics: [water]
summary:
  en: What happened, as it was known in the state {commit} of this record, in a few words.
  ar: ما جرى كما عُرف في الحالة {commit} من هذا السجل، بكلمات قليلة.
claims:
{claims}"""


def make(root: Path, entries: int, commits: int) -> None:
    """A repository at `root`: the first commit brings all entries, every later one changes one."""
    chosen = random.Random(1)  # noqa: S311  (the same repository every time, nothing secret)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(root)], check=True)
    with subprocess.Popen(
        ["git", "fast-import", "--quiet", "--done"], cwd=root, stdin=subprocess.PIPE
    ) as process:
        if process.stdin is None:
            raise RuntimeError
        for commit in range(commits):
            second = FIRST_SECOND + commit * 3600
            _put(process.stdin, f"commit refs/heads/main\ncommitter A <a@b> {second} +0000\n", "-")
            if commit == 0:
                _file(process.stdin, "timeline/vocabulary/topics.yml", TOPICS)
                for number in range(20):
                    _file(process.stdin, f"seeds/source-{number}.yml", SOURCE)
            for entry in [chosen.randrange(entries)] if commit else range(entries):
                name = f"timeline/events/entry-number-{entry:05}.yml"
                _file(process.stdin, name, record(entry, commit))
        process.stdin.write(b"done\n")
    subprocess.run(["git", "reset", "--quiet", "--hard"], cwd=root, check=True)


def _put(stream: IO[bytes], head: str, content: str) -> None:
    data = content.encode()
    stream.write(head.encode() + b"data %d\n" % len(data) + data + b"\n")


def _file(stream: IO[bytes], name: str, content: str) -> None:
    _put(stream, f"M 100644 inline {name}\n", content)


@contextmanager
def measured(name: str, say: Callable[[str], object]) -> Iterator[None]:
    """Say how long it took, the processors' time in it, and how large processes have ever been.

    The size of the others counts only as long as this one is small: a process that has just been
    begun is as large as the one that begins it.
    """
    start, used = time.perf_counter(), _used()
    yield
    took, used = time.perf_counter() - start, _used() - used
    own, others = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    say(f"{name:28} {took:7.2f} s ({used:6.2f} s used) {own:5} MB here {others:5} MB in git\n")


def _used() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(root: Path, say: Callable[[str], object]) -> dict[str, int]:
    """Go the way of a build from the history to the texts of the pages; how many of each."""
    languages = read_languages()
    codes = tuple(language.code for language in languages)
    with measured("history, one pass", say):
        history = read_history(root)
    with measured("(load and join)", say):
        records, problems = load(root, codes)
        chronology = join(records)
    with measured("revisions", say):
        histories = find_revisions(chronology, root, history)
    count = 0
    for language in languages:
        context = PageContext(chronology, language, Views(chronology, language), SiteContext())
        with measured(f"histories of entries ({language.code})", say):
            words = ChangeWords(context.views)
            for trail in histories.values():
                words.history(trail)
        with measured(f"pages and texts ({language.code})", say):
            renderer = Renderer(language)
            for plan in revision_pages(context, histories):
                renderer.render(plan.make())
                count += 1
    return {
        "problems": len(problems),
        "files": len(history),
        "states": sum(map(len, history.values())),
        "revisions": sum(len(trail.revisions) for trail in histories.values()),
        "pages": count,
    }


def main(words: list[str]) -> None:
    """Make a repository, measure, print."""
    entries, commits = (*map(int, words), *(10_000, 6_000)[len(words) :])
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "repository"
        with measured("(the repository)", sys.stdout.write):
            make(root, entries, commits)
        # Memory is counted from here on: what made the repository was other processes.
        figures = measure(root, sys.stdout.write)
    sys.stdout.write(f"{figures}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
