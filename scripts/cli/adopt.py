"""The command `adopt`: move a proposed entry into the timeline, and its inline sources to seeds/.

Everything is written or nothing: what is incomplete is reported at the place where it is missing.
An entry that stands in timeline/events/ already gives up its inline sources in the same way.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from scripts.checks import check
from scripts.cli.format import path_of
from scripts.cli.inline_sources import inline_sources, proposed_source_id, source_text, value_at
from scripts.console import Commands, Reporter
from scripts.layout import dumped, laid_out, loaded
from scripts.problems import Problem
from scripts.publish.write import write_all
from scripts.records.errors import problems_from
from scripts.records.fields import LONGEST_ID, wrong_id
from scripts.records.load import EVENTS, PROPOSED, SEEDS, Located, Records, load
from scripts.records.location import KeyPath, SourceLocation, Value
from scripts.records.model import Entry, Source
from scripts.records.yaml import parse
from scripts.settings import Settings


@dataclass
class Plan:
    """What adopting an entry comes to: the texts to be written by path, and what is wrong."""

    entry: SourceLocation
    target: str
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def add_command(commands: Commands, common: ArgumentParser) -> None:
    """Say what may stand after `python -m scripts adopt`."""
    parser = commands.add_parser(
        "adopt",
        parents=[common],
        help="move a proposed entry to timeline/events/ and its inline sources to seeds/",
    )
    parser.add_argument("file", type=Path, help="a file of timeline/proposed/ or timeline/events/")
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="ID",
        help="the id of a source's record, in the order of the file (default: one is proposed)",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing; say what would be")
    parser.set_defaults(run=adopt)


def adopt(settings: Settings, reporter: Reporter, arguments: Namespace) -> int:
    """Adopt the entry that is named; the exit status."""
    word = reporter.language.section("adopting")
    path = path_of(settings.root, arguments.file)
    records, problems = load(settings.root, settings.codes)
    problems += check(records, settings.languages)
    drafts = (*records.drafts.get("proposed", ()), *records.drafts.get("entries", ()))
    spot = next((each for each in drafts if each.path == path), None)
    own = sorted(each for each in problems if each.path == path)
    if own:
        reporter.problems(own)
        return 1
    if spot is None:
        reporter.say(word("no-entry", file=arguments.file))
        return 1
    plan = plan_of(spot, records, settings, arguments.source)
    gone = [spot.path] if plan.target != spot.path else []
    if plan.problems:
        reporter.problems(sorted(plan.problems))
        return 1
    if not gone and len(plan.texts) == 1:
        reporter.say(word("nothing", file=path))
        return 0
    if not arguments.dry_run:
        write_all(
            {settings.root / each: text.encode("utf-8") for each, text in plan.texts.items()},
            [settings.root / each for each in gone],
        )
    verb = "would-write" if arguments.dry_run else "wrote"
    for each in sorted(plan.texts):
        reporter.say(word(verb, file=each))
    if not arguments.dry_run:
        reporter.say(word("next"))
    return 0


def plan_of(
    spot: SourceLocation, records: Records, settings: Settings, names: Sequence[str]
) -> Plan:
    """What it takes to adopt the entry at `spot`, in which the checks have found nothing wrong.

    `names` are the ids of its sources that somebody chose, in the order of the file. Codes besides
    those of the checks: `source-recorded` (id), `sources-unlike`, `unnamed-source`,
    `source-id-taken` (id), `needless-name` (id), `no-layout`.
    """
    place = PurePosixPath(spot.path)
    inside = place.relative_to(PROPOSED) if place.is_relative_to(PROPOSED) else None
    plan = Plan(spot, (EVENTS / inside).as_posix() if inside else spot.path)
    text, plan.problems = laid_out((settings.root / spot.path).read_bytes(), spot.path)
    if plan.problems:
        return plan
    entry = loaded(text)
    values: dict[str, object] = {}
    ids = _source_ids(plan, records, names)
    places: dict[str, KeyPath] = {}
    for where, id_ in ids.items():
        path = (SEEDS / f"{id_}.yml").as_posix()
        if path not in values:
            places[path] = where
            values[path] = _source_value(plan, where, settings.codes)
            plan.texts[path] = source_text(entry, where, path)
        value_at(entry, where[:-1])["source"] = "id" if wrong_id(id_) else id_
    plan.problems += _wrong_in(Entry, entry, spot, settings.codes)
    values[plan.target] = entry
    plan.texts[plan.target] = dumped(entry)
    if plan.problems:
        return plan
    new: list[Located[Any]] = []
    context = {"languages": settings.codes, "complete": True}
    for path, value in values.items():
        plan.texts[path], wrong = laid_out(plan.texts[path].encode(), path)
        document, _ = parse(plan.texts[path].encode(), path)
        if wrong or document is None or document.value != value:
            plan.problems.append(spot.problem((), "no-layout"))
            return plan
        record = (Source if path in places else Entry).model_validate(
            document.value, context=context
        )
        new.append(Located(SourceLocation(Path(path).stem, path, document), record))
    among = _among(records, spot, new[:-1], new[-1])
    plan.problems += [
        replace(spot.problem(places.get(each.path, ()), each.code), args=each.args)
        for each in check(among, settings.languages)
        if each.path in plan.texts
    ]
    return plan


def _among(
    records: Records, old: SourceLocation, sources: Sequence[Located[Source]], entry: Located[Entry]
) -> Records:
    """`records` with the new ones, `entry` in place of the one at `old`."""
    entries = (*(each for each in records.entries if each.path != old.path), entry)
    all_sources = (*records.sources, *sources)
    ids = {
        **records.ids,
        "entries": records.ids["entries"] | {entry.id},
        "sources": records.ids["sources"] | {each.id for each in sources},
    }
    drafts = {
        "entries": tuple(each.location for each in entries),
        "sources": tuple(each.location for each in all_sources),
    }
    return replace(
        records, entries=entries, sources=all_sources, proposed=(), drafts=drafts, ids=ids
    )


def _source_ids(plan: Plan, records: Records, names: Sequence[str]) -> dict[KeyPath, str]:
    """The id of each source on the spot; what is given twice, word for word, gets one id."""
    recorded = {each.record.url: each.id for each in records.sources if each.record.url}
    left = list(names)
    ids: dict[KeyPath, str] = {}
    by_url: dict[str, tuple[dict[str, Value], str]] = {}
    for where, value in inline_sources(plan.entry):
        url = str(value.get("url"))
        if url in recorded:
            plan.problems.append(
                plan.entry.problem((*where, "url"), "source-recorded", id=recorded[url])
            )
        elif url in by_url:
            before, id_ = by_url[url]
            ids[where] = id_
            if before != value:
                plan.problems.append(plan.entry.problem((*where, "url"), "sources-unlike"))
        else:
            id_ = ids[where] = left.pop(0) if left else proposed_source_id(value)
            by_url[url] = value, id_
            plan.problems += _id_problems(plan, where, id_, records, set(ids.values()) - {id_})
    plan.problems += [plan.entry.problem((), "needless-name", id=each) for each in left]
    return ids


def _id_problems(
    plan: Plan, where: KeyPath, id_: str, records: Records, others: set[str]
) -> Iterator[Problem]:
    if not id_:
        yield plan.entry.problem(where, "unnamed-source")
    elif code := wrong_id(id_):
        yield plan.entry.problem(where, code, value=id_, most=LONGEST_ID)
    elif id_ in records.ids["sources"] or id_ in others:
        yield plan.entry.problem(where, "source-id-taken", id=id_)


def _wrong_in(
    model: type[Any], value: object, spot: SourceLocation, languages: tuple[str, ...]
) -> list[Problem]:
    """What `value` lacks of a complete record, at its place in the entry's file."""
    try:
        model.model_validate(value, context={"languages": languages, "complete": True})
    except ValidationError as error:
        return [*problems_from(error, spot, model, languages)]
    return []


def _source_value(plan: Plan, where: KeyPath, languages: tuple[str, ...]) -> dict[str, Value]:
    """What the record of an inline source says; `plan` gets the problems that it has."""
    here = replace(plan.entry, base=where)
    record = dict(value_at(plan.entry.document.value, where))
    del record["publisher"]
    if "publisher_in" in record:
        record["publisher"] = record.pop("publisher_in")
    else:
        plan.problems.append(here.problem((), "missing-field", key=True, field="publisher_in"))
    plan.problems += _wrong_in(Source, record, here, languages)
    return record
