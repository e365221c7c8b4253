"""What stands around the code: workflows, forms, owners, labels, pinned packages, licences."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import distributions
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, add_settings
from running import run
from timeline.revisions.conftest import _nobodys_git, repository
from timeline.revisions.tools import Repository

from scripts.cli import licences

__all__ = ["_nobodys_git", "repository"]

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
ARABIC = re.compile("[\u0621-\u064a]")
THIRD_PARTY = (ROOT / licences.FILE).read_text("utf-8")
SHIPPED = re.findall(
    r"^\| ([^`|]+) \| `([^`]+)` \| ([^|]+) \| [^|]+ \|$", THIRD_PARTY, re.MULTILINE
)
"""The works of others in the site: what, from which package, under which licence."""


def read(file: Path) -> Any:  # noqa: ANN401  (from YAML)
    """What a YAML file says, every scalar as text."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """Every step of a workflow."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflow(file: Path) -> None:
    """A workflow gives no more than it must, ends in time, and runs what was pinned."""
    workflow = read(file)
    assert workflow["permissions"] == {}
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
    assert workflow["concurrency"]
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
        assert "permissions" in job
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("workflow", [*map(read, WORKFLOWS)])
def test_builds_have_the_history(workflow: dict[str, Any]) -> None:
    """A job that builds the site fetches every commit: the revisions of entries have addresses."""
    for job in workflow["jobs"].values():
        runs = "".join(step.get("run", "") for step in job["steps"])
        if any(each in runs for each in ("make site", ".ci/run", ".github/proposal")):
            (fetch,) = (step for step in job["steps"] if "checkout@" in step.get("uses", ""))
            assert fetch["with"]["fetch-depth"] == "0"


def test_one_version_of_each_action() -> None:
    """The same action is pinned to the same commit everywhere, with its version beside it."""
    lines = [line for file in WORKFLOWS for line in file.read_text("utf-8").splitlines()]
    pins = {line.split("uses:")[1].strip() for line in lines if "uses:" in line}
    assert all(re.search(r" # v\d+\.\d+\.\d+$", pin) for pin in pins)
    assert len({pin.partition("@")[0] for pin in pins}) == len(pins) > 5


def test_pull_requests_get_nothing() -> None:
    """What a pull request starts can read the repository, and knows no secret."""
    started = [file for file in WORKFLOWS if "pull_request" in read(file)["on"]]
    assert len(started) >= 2
    for file in started:
        workflow = read(file)
        assert "secrets." not in file.read_text("utf-8")
        for job in workflow["jobs"].values():
            behind = "if" in job or "needs" in job
            assert job["permissions"] == {"contents": "read"} or behind
    first = read(GITHUB / "workflows/ci.yml")["jobs"]
    assert first["build"]["if"] == "github.event_name == 'push'"
    assert first["attest"]["needs"] == "build"
    assert set(first["deploy"]["needs"]) == {"build", "attest"}


def test_the_base_branch_judges_records() -> None:
    """The workflow for records checks out the base, and runs the script that a test runs."""
    (job,) = read(GITHUB / "workflows/proposal.yml")["jobs"].values()
    refs = [step["with"]["ref"] for step in job["steps"] if "checkout@" in step.get("uses", "")]
    assert refs == ["${{ github.event.pull_request.base.sha }}"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert 'bash .github/proposal "$PROPOSED"' in runs
    assert not any("checkout" in run or "merge" in run or "switch" in run for run in runs)


def shape(form: dict[str, Any]) -> list[tuple[object, ...]]:
    """What two forms that ask the same have in common."""
    return [
        (
            *(part["type"], part.get("id"), part.get("validations")),
            part["attributes"].keys() - {"placeholder"},
            len(part["attributes"].get("options", [])),
        )
        for part in form["body"]
    ]


def test_forms_are_in_both_languages() -> None:
    """Every form stands in English and in Arabic, with the same fields."""
    assert len(FORMS) == 6
    for english, arabic in zip(FORMS[::2], FORMS[1::2], strict=True):
        assert english.name[2:].replace(".en.", ".ar.") == arabic.name[2:]
        first, second = read(english), read(arabic)
        assert (shape(first), first["labels"]) == (shape(second), second["labels"])
        for form, is_arabic in ((first, False), (second, True)):
            for part in form["body"]:
                for name in {"label", "description", "value"} & part["attributes"].keys():
                    assert bool(ARABIC.search(part["attributes"][name])) is is_arabic
    template = (GITHUB / "pull_request_template.md").read_text("utf-8")
    assert all(ARABIC.search(line) for line in template.splitlines() if line.strip())


def calls_of_gh(script: Path, folder: Path) -> list[str]:
    """What a script asks of the program of GitHub, a line each; nothing is asked of GitHub."""
    calls, fake = folder / "calls", folder / "bin/gh"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\nprintf "%s|%s|%s\\n" "$1" "$2" "$3" >>{calls}\n', "utf-8")
    fake.chmod(0o755)
    path = f"{fake.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHON": sys.executable}
    subprocess.run(["bash", script], env=environment, check=True)
    return calls.read_text("utf-8").splitlines()


def test_labels(tmp_path: Path) -> None:
    """Whatever is given a label has one that is listed, and the list is what the command makes."""
    listed = {label["name"] for label in read(GITHUB / "labels.yml")}
    used = {label for form in FORMS for label in read(form)["labels"]}
    for update in read(GITHUB / "dependabot.yml")["updates"]:
        used |= set(update["labels"])
    assert used <= listed
    assert "dependencies" in listed
    assert {call.split("|")[2] for call in calls_of_gh(GITHUB / "labels", tmp_path)} == listed


def test_owners() -> None:
    """No owner is invented, and what the lines would protect is there."""
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.lstrip("# ").split() for line in lines if line.lstrip("# ").startswith("/")]
    assert len(rules) > 10
    for pattern, *owners in rules:
        # The file of redirects comes with the first of them.
        assert list(ROOT.glob(pattern.strip("/"))) or pattern == "/timeline/redirects.yml"
        assert owners
    assert all(line.startswith("#") for line in lines if "@OWNER" in line)


def test_updates_wait() -> None:
    """Dependabot watches what it can pin whole, and takes nothing younger than a week."""
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert {each["package-ecosystem"] for each in updates} == {"github-actions", "npm"}
    assert all(int(each["cooldown"]["default-days"]) >= 7 for each in updates)
    jobs = read(GITHUB / "workflows/dependencies.yml")["jobs"]
    assert any("--exclude-newer P7D" in step.get("run", "") for step in jobs["pin"]["steps"])
    assert jobs["pin"]["permissions"] == {"contents": "read"}
    assert not any("make" in step.get("run", "") for step in jobs["propose"]["steps"])


def test_versions_are_proposed(repository: Repository, tmp_path: Path) -> None:
    """The script pushes the new versions to a branch of their own and opens one pull request."""
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    repository.git("remote", "add", "origin", str(remote))
    script = repository.write(
        (GITHUB / "propose-versions").read_bytes(), ".github/propose-versions"
    )
    repository.write("old==1\n", "requirements/site.txt")
    repository.commit(2)
    repository.write("old==2\n", "requirements/site.txt")
    repository.write("x", "else.txt")
    calls = [" ".join(call.split("|")[:2]) for call in calls_of_gh(script, tmp_path)]
    assert calls == ["auth setup-git", "pr list", "pr create"]
    shown = repository.git("show", "--name-only", "--format=", "origin/dependencies").split()
    assert shown == ["requirements/site.txt"]


PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; .*)?(?: \\)?$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


@pytest.mark.parametrize(
    "file", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda f: f.stem
)
def test_python_packages_have_hashes(file: Path) -> None:
    """Every package is one version with its hashes; no file names a host or an index."""
    text = file.read_text("utf-8")
    names = [name for name, _ in PINNED.findall(text)]
    assert len(names) == len(set(names)) > 0
    assert "//" not in text
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for before, line in pairwise([*lines, ""]):
        if PINNED.match(before):
            assert HASH.match(line), before
        else:
            assert HASH.match(before), before


def test_lists_agree() -> None:
    """A package that several lists name is the same version in all of them."""
    texts = [file.read_text("utf-8") for file in (ROOT / "requirements").glob("*.txt")]
    pins = {pin for text in texts for pin in PINNED.findall(text)}
    assert len({name for name, _ in pins}) == len(pins)


def test_npm_packages_have_hashes() -> None:
    """Every npm package has its checksum and no address, and runs nothing while it is installed."""
    lock = json.loads((ROOT / licences.NPM).read_bytes())
    packages = {path: facts for path, facts in lock["packages"].items() if path}
    assert packages
    for path, facts in packages.items():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", facts["integrity"]), path
        assert "resolved" not in facts
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text("utf-8").splitlines()


def test_everything_is_installed_by_hash() -> None:
    """No script, Makefile or workflow installs a Python package that is not pinned."""
    files = [ROOT / "Makefile", ROOT / ".ci/run", *WORKFLOWS, *GITHUB.glob("[a-z]*-[a-z]*")]
    for file in files:
        text = file.read_text("utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            if re.search(r"pip\"? install", line):
                assert "--require-hashes" in line, (file, line)
            assert not re.search(r"\bnpm (install|i)\b|\bnpx\b|curl |wget ", line), (file, line)


def test_licences() -> None:
    """THIRD-PARTY.md names every pinned package, with the licence that it states."""
    listed = licences.ROW.findall(THIRD_PARTY)
    python = {name: (lists, licence) for name, lists, licence in listed if lists != "npm"}
    listed_for = {name: lists for name, (lists, _) in python.items()}
    assert listed_for == licences.locked(ROOT), "run `make licences`"
    stated = licences.stated(distributions()).items()
    differ = {name: each for name, each in stated if name in python and python[name][1] != each}
    assert differ == {}, "run `make licences`"
    npm = {name: licence for name, lists, licence in listed if lists == "npm"}
    assert npm == licences.npm(ROOT)


def test_what_is_published_is_named() -> None:
    """Each package whose work is in the site is named with its licence."""
    named = {package: licence for _, package, licence in SHIPPED}
    site = {name for name, lists in licences.locked(ROOT).items() if "site" in lists}
    assert named.keys() <= site
    fonts = {name for name in site if name.startswith("fontpkg-")}
    assert fonts | {"mkdocs-material", "pagefind-bin", "typst"} == named.keys()
    stated = licences.stated(distributions())
    assert all(stated[name] == licence for name, licence in named.items() if name in fonts)
    templates = [file.read_text("utf-8") for file in (ROOT / "docs/theme").rglob("*.html")]
    icons = {
        name for text in templates for name in re.findall(r'"([\w-]+)/[\w-]+"\) ~ "\.svg"', text)
    }
    assert icons == {"material"}
    # Material's own template carries the pages.
    assert sum('{% extends "base.html" %}' in text for text in templates) == 1


def test_readers_are_told() -> None:
    """The about page names the work of others that the site contains, in every language."""
    for code in ("en", "ar"):
        about = (ROOT / f"docs/{code}/about.md").read_text("utf-8")
        for what, _, _ in SHIPPED:
            # A font's second family goes under the name of its first.
            assert what.partition(",")[0].removesuffix(" Arabic") in about


def test_unknown_licence(tmp_path: Path) -> None:
    """A package of which nothing is known is named, and the file is not made without it."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/site.txt").write_text("never-heard-of==1\n", "utf-8")
    (tmp_path / licences.NPM).write_text('{"packages": {}}', "utf-8")
    (tmp_path / licences.FILE).touch()
    add_settings(tmp_path)
    done = run(tmp_path, "licences", "--lang", "en")
    assert (done.returncode, (tmp_path / licences.FILE).read_text("utf-8")) == (1, "")
    assert "never-heard-of" in done.stderr


def test_checksums(tmp_path: Path) -> None:
    """The list of checksums names every file but itself, in one order, and can be checked."""
    for name in ("index.html", "en/a b.html", "ar/x.html"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name, "utf-8")
    for _ in range(2):
        subprocess.run(["bash", GITHUB / "checksums", tmp_path], check=True)
        listed = (tmp_path / "SHA256SUMS").read_text("utf-8").splitlines()
        assert [line[66:] for line in listed] == ["ar/x.html", "en/a b.html", "index.html"]
    check = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    subprocess.run(check, cwd=tmp_path, check=True)
    (tmp_path / "index.html").write_text("changed", "utf-8")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1
