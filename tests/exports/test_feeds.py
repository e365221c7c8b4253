"""The feeds: readers of feeds read them, the dates are those of addition, no text breaks them."""

from __future__ import annotations

import datetime
import json
from typing import Any
from uuid import uuid5

import feedparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from scripts.cite.text import line
from scripts.exports.feeds import MOST_ITEMS, newest
from scripts.i18n.language import Language
from scripts.pages.citing import Publication
from scripts.timeline.model import Chronology

from .tools import ADDRESS, FIRST, NAMESPACE, Days, made, publication_of, saying

CODES = ("ar", "en")
ATOM = "{http://www.w3.org/2005/Atom}"


def atom(content: bytes) -> Any:  # noqa: ANN401  (feedparser has no types)
    """The feed as feedparser reads it, with nothing to complain of."""
    found = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def feeds(files: dict[str, bytes], suffix: str) -> list[str]:
    return [path for path in files if path.endswith(f"/feed.{suffix}")]


@pytest.mark.parametrize("code", CODES)
def test_the_fields_come_back(
    real: Chronology, published: Publication, files: dict[str, bytes], code: str
) -> None:
    """The newest additions of all and of each topic, dated by their addition and last change."""
    for topic in ("", *real.indexes["topics"]):
        found = atom(files[f"{code}/topics/{topic}/feed.xml" if topic else f"{code}/feed.xml"])
        ids = [*newest(real, published.states, topic)][:MOST_ITEMS]
        addresses = [f"{ADDRESS}{code}/events/{id_}/" for id_ in ids]
        assert [each.link for each in found.entries] == addresses
        assert [each.id for each in found.entries] == [
            uuid5(NAMESPACE, f"{code}/events/{id_}").urn for id_ in ids
        ]
        assert not topic or real.topics[topic].label[code] in found.feed.title
        for each, id_ in zip(found.entries, ids, strict=True):
            record, state = real.entries[id_].record, published.states[real.entries[id_].path]
            assert each.title.startswith(record.title[code])
            assert each.title.endswith(")")
            assert each.summary == record.summary[code]
            assert each.published == f"{state.first}T00:00:00Z"
            assert each.updated == f"{state.last}T00:00:00Z"
            assert [(tag.term, tag.label) for tag in each.tags] == [
                (id_, real.topics[id_].label[code]) for id_ in record.topics
            ]
            assert not topic or topic in record.topics
        days = [each.published for each in found.entries]
        assert days == sorted(days, reverse=True)
        # None is as old as what happened.
        assert min([*days, str(FIRST)]) == str(FIRST)


def test_every_feed_says_what_it_is(
    files: dict[str, bytes], languages: tuple[Language, ...]
) -> None:
    """Its own address, its page, its language, its licence; no id occurs twice."""
    for path in feeds(files, "xml"):
        found = atom(files[path])
        code, *place, _ = path.split("/")
        language = next(each for each in languages if each.code == code)
        links = {link.rel: link for link in found.feed.links}
        assert set(links) == {"self", "alternate", "license"}
        assert links["self"].href == ADDRESS + path
        assert found.feed.id == uuid5(NAMESPACE, path).urn
        assert links["alternate"].href == ADDRESS + "/".join([code, *place, ""])
        assert found.feed.language == code
        assert found.feed.title.startswith(language.word("home.title"))
        assert found.feed.author_detail.name == language.word("home.title")
        assert found.feed.rights == "Creative Commons Attribution 4.0 International"
        assert found.feed.updated == max(each.updated for each in found.entries)
        ids = [each.id for each in found.entries]
        assert len(ids) == len(set(ids)) <= MOST_ITEMS


def test_json_feed_says_the_same(files: dict[str, bytes]) -> None:
    """JSON Feed 1.1, field by field, with the items of the Atom feed beside it."""
    for path in feeds(files, "json"):
        found = json.loads(files[path])
        twin = atom(files[path.removesuffix("json") + "xml"])
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        assert found["feed_url"] == ADDRESS + path
        assert found["home_page_url"] == next(
            each.href for each in twin.feed.links if each.rel == "alternate"
        )
        assert (found["title"], found["language"]) == (twin.feed.title, twin.feed.language)
        assert found["authors"] == [
            {"name": twin.feed.author_detail.name, "url": twin.feed.author_detail.href}
        ]
        for each, other in zip(found["items"], twin.entries, strict=True):
            assert each == {
                "id": other.id,
                "url": other.link,
                "title": other.title,
                "content_text": other.summary,
                "date_published": other.published,
                "date_modified": other.updated,
                "tags": [tag.label for tag in other.tags],
            }


def test_what_came_on_no_known_day_is_left_out(toy: Chronology) -> None:
    """Any date would be made up. A feed without items is a feed all the same."""
    day = datetime.date(2026, 5, 1)
    some: Days = {"bridge-opens": (day, None), "river-talks": (None, day)}
    (only,) = atom(made(toy, "en/feed.xml", some)).entries
    assert only.link.endswith("/events/bridge-opens/")
    assert only.published == only.updated == "2026-05-01T00:00:00Z"
    empty = atom(made(toy, "en/feed.xml", {}))
    assert empty.entries == []
    assert empty.feed.updated == "1970-01-01T00:00:00Z"
    assert json.loads(made(toy, "en/feed.json", {}))["items"] == []


def test_additions_of_one_day_go_from_late_to_early(toy: Chronology) -> None:
    """Else their order would be an accident; and there are never more than the newest."""
    day = datetime.date(2026, 5, 1)
    same = publication_of(toy, dict.fromkeys(toy.entries, (day, day)))
    assert [*newest(toy, same.states)] == [*toy.entries][::-1]


def test_a_withdrawn_entry_stays_and_says_so(toy: Chronology) -> None:
    """Whoever read it in the feed hears of it there."""
    day = datetime.date(2026, 5, 1)
    only = {"telegram-lost": (day, day)}
    (item,) = atom(made(toy, "en/feed.xml", only)).entries
    assert item.title == "Withdrawn: A telegram is lost (c. 1994)"
    assert item.summary == "The paper has retracted its report."


@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.text())
@example("\x00\x0b\x0c\x1f\ufffe\uffff\ud800 &<>\"']]> &amp; &#0; <!-- --> <?x ?>")
@example("</title></entry><entry><id>evil</id>")
@example("<script>alert(1)</script>")
@example("\u202e\u2066\u0085\u2028")
def test_a_hostile_text_stays_text(toy: Chronology, words: str) -> None:
    """What XML cannot hold is replaced, the rest comes back as it was."""
    hostile = saying(toy, words)
    parser = etree.XMLParser(recover=False, resolve_entities=False)
    found = etree.fromstring(made(hostile, "en/feed.xml"), parser).findall(f"{ATOM}entry")
    items = json.loads(made(hostile, "en/feed.json"))["items"]
    assert items
    for each, item in zip(found, items, strict=True):
        if not item["url"].endswith("/events/telegram-lost/"):  # withdrawn
            assert (each.findtext(f"{ATOM}summary") or "") == line(words)
            assert item["content_text"] == line(words)
