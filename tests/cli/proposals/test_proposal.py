"""A proposal is data: its records are taken, checked and shown by the code of the base branch."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, add_settings
from running import run
from timeline.revisions.tools import ENTRY, FILE, ID, Repository

from scripts.cli.proposal import read_proposal, take
from scripts.problems import Problem
from scripts.records.text import LARGEST

GATE = ".github/proposal"
SUBMODULE = "160000"
BRIDGE = "timeline/events/bridge-opens.yml"
HOSTILE = {
    "scripts/__main__.py": "open('owned', 'w').write('1')\n",
    "scripts/sitecustomize.py": "open('owned', 'w').write('1')\n",
    "sitecustomize.py": "open('owned', 'w').write('1')\n",
    "Makefile": "check site:\n\ttouch owned\n",
    GATE: "#!/bin/sh\ntouch owned\n",
    ".github/workflows/proposal.yml": "on: push\n",
    ".gitattributes": "*.yml filter=owned\n",
    "docs/theme/main.html": "<script>alert(7041)</script>\n",
    "docs/theme/look/site.js": "alert(7041)\n",
    "docs/en/evil.html": "<script>alert(7041)</script>\n",
    "mkdocs.yml": "hooks: [scripts/__main__.py]\n",
    "pyproject.toml": "[tool.timeline]\naddress = 'https://evil.example/'\nrepository = ''\n",
    "requirements/site.txt": "evil==1\n",
    "timeline/passages.json": '{"northern-gazette": ["0123456789abcdef"]}\n',
    "timeline/schema/event.schema.json": "{}\n",
}
"""What a fork may change, and what must have no effect on the check of its records."""


@pytest.fixture
def base(with_code: Path) -> Repository:
    """The toy with the code that builds it, committed on the first day."""
    (with_code / ".github").mkdir()
    shutil.copy(ROOT / GATE, with_code / GATE)
    shutil.copy(ROOT / ".gitignore", with_code)
    made = Repository(with_code)
    made.commit(1)
    return made


def fork(repository: Repository, files: dict[str, str | bytes], name: str = "fork") -> None:
    """A branch with these files on top, and the main branch checked out again."""
    repository.git("switch", "--quiet", "--create", name)
    for path, content in files.items():
        repository.write(content, path)
    repository.commit(2)
    repository.git("switch", "--quiet", "main")


def entry(repository: Repository, path: str, mode: str, content: str) -> None:
    """Commit an entry of the index as it is given on the branch `fork`, without any file."""
    blob = repository.git("hash-object", "-w", "--stdin", given=content).strip()
    if mode == SUBMODULE:
        blob = repository.git("rev-parse", "HEAD").strip()
    repository.git("switch", "--quiet", "--create", "fork")
    repository.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
    repository.git("commit", "--quiet", "--message=words", on=2)
    repository.git("switch", "--quiet", "--force", "main")


def taken(repository: Repository) -> list[Problem]:
    """The problems of the branch `fork`; its records are taken if there is none."""
    data, _ = read_proposal(repository.root, "fork")
    return take(repository.root, data)


def changed(repository: Repository) -> str:
    """What the working folder has that is not committed."""
    return repository.git("status", "--porcelain", "--untracked-files=all")


def gate(repository: Repository, commit: str = "fork") -> tuple[int, str, str]:
    """Run the script of the workflow: status, what it said, the summary."""
    summary = repository.root.parent / "summary.md"
    summary.write_bytes(b"")
    done = subprocess.run(
        ["bash", GATE, commit],
        cwd=repository.root,
        env={
            **os.environ,
            "PYTHON": sys.executable,
            "PYTHONDONTWRITEBYTECODE": "1",
            "GITHUB_STEP_SUMMARY": str(summary),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    return done.returncode, done.stdout + done.stderr, summary.read_text("utf-8")


def test_the_code_of_the_base_runs(base: Repository) -> None:
    """The record of a hostile fork is checked, shown and previewed; nothing else of it counts."""
    fork(base, {FILE: ENTRY, **HOSTILE})
    status, said, summary = gate(base)
    assert status == 0, said
    assert changed(base) == f"?? {FILE}\n"
    assert not (base.root / "owned").exists()
    assert "The ferry stops" in summary
    assert "توقّف العبّارة" in summary
    plain = summary.replace("<span>&#46;</span>", ".").replace("&#47;", "/").replace("&#95;", "_")
    for path in HOSTILE:
        assert f'<li><code dir="ltr">{path}</code></li>' in plain, path
    page = (base.root / f"site/en/events/{ID}/index.html").read_text("utf-8")
    assert "evil.example" not in page
    published = [file for file in (base.root / "site").rglob("*") if file.is_file()]
    assert [file for file in published if b"alert(7041)" in file.read_bytes()] == []
    assert (base.root / "site/data/timeline.en.pdf").is_file()


def test_a_link_stops_everything(base: Repository) -> None:
    """A symbolic link among the records is told at its place, and nothing is taken."""
    (base.root / "seeds/leak.yml").symlink_to("/etc/passwd")
    fork(base, {FILE: ENTRY})
    status, said, summary = gate(base)
    assert status == 1
    assert "seeds/leak.yml:1:1" in said
    assert "::error file=seeds/leak.yml,line=1,col=1,title=not-a-file::" in said
    assert changed(base) == ""
    assert summary == ""
    assert not (base.root / "site").exists()


def test_a_bad_record_and_bad_prose(base: Repository) -> None:
    """What is wrong is told, the summary is written all the same, and no site is built."""
    page = "---\ntemplate: base.html\n---\n\n# About\n\n<script>alert(1)</script>\n"
    command = "##[stop-commands]x"
    bad = ENTRY.replace("topics: [water]", f'topics: [wine]\nplaces: ["{command}", "::debug::x"]')
    fork(base, {FILE: bad, "docs/en/about.md": page})
    status, said, summary = gate(base)
    assert status == 1
    for line, column in ((2, 1), (7, 1)):
        assert f"::error file=docs/en/about.md,line={line},col={column}" in said
    assert f"::error file={FILE},line=5,col=10,title=unknown-topic::" in said
    assert "## [stop-commands]x" in said
    commands = [line for line in said.splitlines() if "##[" in line or line[:2] == "::"]
    assert {line.partition(" ")[0] for line in commands} <= {"::error", "::warning"}
    assert "The ferry stops" in summary
    assert "HTML is not allowed" in summary
    assert not (base.root / "site").exists()


def test_merging(repository: Repository) -> None:
    """What came to the main branch meanwhile stays; files that leave and move are followed."""
    text = (repository.root / BRIDGE).read_text("utf-8")
    repository.git("switch", "--quiet", "--create", "fork")
    (repository.root / "timeline/events/river-talks.yml").unlink()
    repository.write(text, "timeline/events/old/bridge-opens.yml")
    (repository.root / BRIDGE).unlink()
    repository.commit(2)
    repository.git("switch", "--quiet", "main")
    repository.commit(3, ENTRY)
    assert taken(repository) == []
    assert (repository.root / FILE).exists()
    assert changed(repository).splitlines() == [
        f" D {BRIDGE}",
        " D timeline/events/river-talks.yml",
        "?? timeline/events/old/bridge-opens.yml",
    ]
    assert not (repository.root / "timeline/events/old/bridge-opens.yml").is_symlink()


def test_prose(repository: Repository) -> None:
    """Pages written by hand are taken; what lies deeper, or is no Markdown, is not."""
    files: dict[str, str | bytes] = {
        "docs/en/about.md": "# About\n",
        "docs/en/events/x.md": "# x\n",
        "docs/en/x.js": "x\n",
        "docs/theme/x.md": "x\n",
    }
    fork(repository, files)
    data, others = read_proposal(repository.root, "fork")
    assert [file.path for file in data] == ["docs/en/about.md"]
    assert set(others) == files.keys() - {"docs/en/about.md"}


@pytest.mark.parametrize(
    ("path", "mode", "content", "code"),
    [
        ("seeds/x.yml", "120000", "/etc/passwd", "not-a-file"),
        ("timeline/events/x", "120000", "/etc", "not-a-file"),
        ("timeline/vocabulary/topics.yml", "120000", "/etc/passwd", "not-a-file"),
        ("docs/en/about.md", "120000", "../../LICENSE", "not-a-file"),
        ("seeds/x.yml", SUBMODULE, "", "not-a-file"),
        ("seeds/x.yml", "100644", "x" * (LARGEST + 1), "file-too-large"),
        ("seeds/::error::x.yml", "100644", "x", "bad-file-name"),
        ("seeds/a\n::error::x.yml", "100644", "x", "bad-file-name"),
        ("seeds/-x.yml", "100644", "x", "bad-file-name"),
        ("seeds/.hidden.yml", "100644", "x", "bad-file-name"),
        ("timeline/events/a b/x.yml", "100644", "x", "bad-file-name"),
        ("timeline/events/\u202ex.yml", "100644", "x", "bad-file-name"),
        ("timeline/events/a\\b.yml", "100644", "x", "bad-file-name"),
    ],
)
def test_refused(repository: Repository, path: str, mode: str, content: str, code: str) -> None:
    """What is no plain file with a plain name is refused, told in one line, and nothing written."""
    entry(repository, path, mode, content)
    (problem,) = taken(repository)
    assert problem.code == code
    assert "\n" not in problem.path
    assert changed(repository) == ""


def refusal(repository: Repository, *words: str) -> str:
    """What the command that `words` name says; it must refuse, and hand out nothing."""
    done = run(repository.root, *words)
    assert (done.returncode, done.stdout) == (1, "")
    return " ".join(done.stderr.split())


def test_words(repository: Repository) -> None:
    """The commands say in the reader's language why they did nothing, and end with status 1."""
    fork(repository, {BRIDGE: "title: x\n"})
    add_settings(repository.root)
    for words, told in {
        "take nowhere --lang en": "“nowhere” is not a commit of this repository",
        "take nowhere --lang ar": "«nowhere» ليس إيداعًا",
        "review --against nowhere --lang en": "“nowhere” is not a commit",
        "review --proposal nowhere --lang en": "“nowhere” is not a commit",
        "check --against nowhere --lang en": "“nowhere” is not a commit",
    }.items():
        assert told in refusal(repository, *words.split())
    repository.write("title: mine\n", BRIDGE)
    take_fork = ("take", "fork", "--lang", "en")
    assert f"put them aside. Files: {BRIDGE}" in refusal(repository, *take_fork)
    assert (repository.root / BRIDGE).read_text("utf-8") == "title: mine\n"
    repository.git("commit", "--quiet", "--all", "--message=words")
    told = refusal(repository, *take_fork)
    assert f"bring the proposal up to date first. Files: {BRIDGE}" in told
