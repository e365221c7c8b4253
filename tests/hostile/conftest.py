"""A site of hostile records that nothing has checked, by the real renderer and publisher."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, RootModel
from sharing import made_once
from website.conftest import DAYS
from website.tools import ADDRESS, Site, commit, copy_small_tree, git, serving

from scripts import build
from scripts.console import Reporter
from scripts.i18n.language import Language
from scripts.records.fields import Aliases, Text
from scripts.records.load import Located, Records, load
from scripts.records.model import Entry
from scripts.records.source import InlineSource
from scripts.settings import Settings
from scripts.site import checked

from .payloads import ADDRESSES, TEXTS, yaml

LINES = frozenset({"title", "publisher", "family", "given", "start", "end", "prefix", "suffix"})
"""Fields that hold one text and not one in each language."""

PAST = 12
"""Entries that had another hostile text in the past: each page of the past is one more to open."""


def poisoned(value: Any, texts: Iterator[str], addresses: Iterator[str]) -> Any:  # noqa: ANN401
    """`value`, which is a record or a part of one, with other texts and addresses: unchecked."""
    if isinstance(value, Text):
        text = next(texts)
        return Text.model_construct(dict.fromkeys(value.root, text))
    if isinstance(value, Aliases):
        return Aliases.model_construct({code: (next(texts),) for code in value.root})
    if isinstance(value, tuple):
        return tuple(poisoned(each, texts, addresses) for each in value)
    if not isinstance(value, BaseModel) or isinstance(value, RootModel):
        return value
    changed = {}
    for name in type(value).model_fields:
        held = getattr(value, name)
        if name in {"url", "archived_url"} and held:
            changed[name] = next(addresses)
        elif name in LINES and isinstance(held, str):
            changed[name] = next(texts)
        else:
            changed[name] = poisoned(held, texts, addresses)
    return value.model_copy(update=changed)


def hostile(records: Records, root: Path) -> Records:
    """The toy's records poisoned, and an entry and some of a source for each text."""
    texts, addresses = cycle(TEXTS), cycle(ADDRESSES)

    def changed(located: Located[Any]) -> Located[Any]:
        return replace(located, record=poisoned(located.record, texts, addresses))

    def table(rows: Mapping[str, Located[Any]]) -> dict[str, Located[Any]]:
        return {id_: changed(located) for id_, located in rows.items()}

    model = next(each for each in records.entries if each.id == "border-opens")
    entries = [changed(each) for each in records.entries]
    entries += [made(model, number, text, addresses, root) for number, text in enumerate(TEXTS)]
    sources = [changed(each) for each in records.sources]
    first = records.sources[0]
    sources += [
        replace(changed(first), location=replace(first.location, id=f"hostile-{number}"))
        for number in range(10)
    ]
    return replace(
        records,
        entries=tuple(entries),
        sources=tuple(sources),
        topics=table(records.topics),
        actors=table(records.actors),
        places=table(records.places),
    )


def made(
    model: Located[Entry], number: int, text: str, addresses: Iterator[str], root: Path
) -> Located[Entry]:
    """An entry that says one text everywhere, with an inline source at a bad address."""
    record: Entry = poisoned(model.record, cycle([text]), addresses)
    inline = InlineSource.model_construct(
        title=text, publisher=text, published=None, language="en", url=next(addresses)
    )
    claims = [
        claim.model_copy(
            update={
                "cites": (*claim.cites, claim.cites[0].model_copy(update={"source": inline})),
                "text": Text.model_construct({"ar": text, "en": text}),
            }
        )
        for claim in record.all_claims
    ]
    record = record.model_copy(update={"claims": tuple(claims), "cites": ()})
    path = f"timeline/events/hostile-{number:03}.yml"
    if not (root / path).exists():
        path = model.path
    return Located(replace(model.location, id=f"hostile-{number:03}", path=path), record)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, languages: tuple[Language, ...]) -> Site:
    """The site of hostile records, built with every check switched off."""

    def make(folder: Path) -> None:
        build_hostile(folder / "tree", languages)
        (folder / "tree/site").rename(folder / "base")

    folder = made_once(tmp_path_factory, "hostile", make)
    return Site(folder / "tree", folder)


def build_hostile(tree: Path, languages: tuple[Language, ...]) -> None:
    """Build a site of hostile records, some of which had other texts in the past."""
    copy_small_tree(tree)
    past = [tree / f"timeline/events/hostile-{number:03}.yml" for number in range(PAST)]
    for number, file in enumerate(past):
        file.write_text(yaml(TEXTS[-1 - number]), "utf-8")
    commit(tree, DAYS)
    for number, file in enumerate(past):
        file.write_text(yaml(TEXTS[number]), "utf-8")
    git(tree, "commit", "--all", "--quiet", "--message", "later", at="2026-02-01T00:00:00+00:00")
    settings = Settings(tree, ADDRESS, "1", "https://forge.example.org/a/b", languages, book=False)
    codes = settings.codes
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setattr(checked, "load", lambda root, *_: (hostile(load(root, codes)[0], root), []))
        patch.setattr(checked, "check", lambda *_: [])
        patch.setattr(checked, "check_prose", lambda *_: [])
        assert build.build(settings, Reporter(languages[0])) == []


@pytest.fixture(scope="session")
def hostile_url(hostile_site: Site) -> Iterator[str]:
    """The local address of it."""
    with serving(hostile_site.served) as address:
        yield f"{address}base/"
