"""Every file of citations and of data on the built site, in readers that are not ours."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pypandoc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from cite.tools import raised, without_network
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from pylatexenc.latex2text import LatexNodes2Text
from pyld import jsonld

from scripts.records.load import load
from scripts.records.source import Genre, Source, first_address

from .heads import linked_data, meta, zotero_item
from .tools import ADDRESS, CODES, PATIENCE, Page, Site, git, needed, wait_for

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

KEY = {
    ".json": ("csljson", re.compile(r'(?<="id": ")(?=kit-)')),
    ".ris": ("ris", re.compile(r"(?<=^ID  - )(?=kit-)", re.MULTILINE)),
    ".classic.bib": ("bibtex", re.compile(r"(?<=\{)(?=kit-[a-z0-9-]+,$)", re.MULTILINE)),
    ".bib": ("biblatex", re.compile(r"(?<=\{)(?=kit-[a-z0-9-]+,$)", re.MULTILINE)),
}
"""For each end of a file's name pandoc's name of the format, and where the keys of works begin."""

MISLEADING = re.compile(
    r"citation_|.*(?:archiveLocation|publisher|coverage|identifier)$|prism\.|eprints"
    r"|article:published_time|z:date|unapi"
)
"""Names of metadata that spoil what Zotero makes of a page."""

FORMS = "//main//*[@class='tabbed-block']/p[@id]"
"""The citations on a page, in every style."""

SWHID = "//main//code[starts-with(., 'swh:1:cnt:')]/text()"
"""What an entry's page says of the content of its record."""

Items = dict[str, list[dict[str, Any]]]


def suffix(path: Path) -> str:
    """The end of a name by which the format is known."""
    return ".classic.bib" if path.name.endswith(".classic.bib") else path.suffix


@cache
def citation_files(root: Path) -> tuple[Path, ...]:
    """Every file of citations."""
    found = [path for path in root.rglob("*") if re.match(r"(cite|sources)\.", path.name)]
    return tuple(sorted(found))


@cache
def read_by_pandoc(root: Path, end: str) -> Items:
    """The works in every file with this end, by the file's path without it: one call for all."""
    reader, key = KEY[end]
    files = [path for path in citation_files(root) if suffix(path) == end]
    texts = [key.sub(f"{number}-", path.read_text("utf-8")) for number, path in enumerate(files)]
    whole = (
        json.dumps([item for text in texts for item in json.loads(text)])
        if end == ".json"
        else "\n".join(texts)
    )
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", reader, "-t", "csljson", "--fail-if-warnings"],
        input=whole.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    names = [path.relative_to(root).as_posix().removesuffix(end) for path in files]
    found: Items = {name: [] for name in names}
    for item in json.loads(done.stdout):
        number, _, item["id"] = item["id"].partition("-")
        found[names[int(number)]].append(item)
    return found


def plain(text: str) -> str:
    """`text` on one line, quotation marks all alike: readers make others of them, each its own."""
    return " ".join(re.sub("[‘’`“”\"']+", "'", text).split())


def told(item: Mapping[str, Any]) -> tuple[str, str, str]:
    """What every format has to give back of a work."""
    return item["id"], raised(plain(item["title"])), item.get("URL", "")


def test_every_page_has_its_files(site: Site) -> None:
    """Beside entries, sources, and what gave way to another; and the whole in data/."""
    made = defaultdict(set)
    for path in citation_files(site.root):
        made[path.parent.relative_to(site.root).as_posix() + "/"].add(path.name)
    cited = {f"cite{end}" for end in KEY}
    for page in site.in_languages:
        if page.kind in {"entry", "moved"}:
            assert made.pop(page.path) == cited | {f"sources{end}" for end in KEY}, page.path
        elif page.kind in {"source", "data", "revision"}:
            assert made.pop(page.path) == cited, page.path
    assert dict(made) == {"data/": {f"cite.{code}{end}" for code in CODES for end in KEY}}


@pytest.mark.parametrize("end", KEY)
def test_pandoc_reads_every_file(site: Site, end: str) -> None:
    """Each format gives back the same works, titles and addresses as CSL-JSON says in plain."""
    read = read_by_pandoc(site.root, end)
    assert len(read) > 300
    for name, items in read.items():
        said = json.loads((site.root / f"{name}.json").read_bytes())
        assert sorted(map(told, items)) == sorted(map(told, said)), name


def test_another_reader_reads_every_bibtex_file(site: Site) -> None:
    """Bibtexparser finds the fields, pylatexenc the text behind TeX's commands."""
    text_of = LatexNodes2Text().latex_to_text
    for path in citation_files(site.root):
        if path.suffix != ".bib":
            continue
        library = parse_string(path.read_text("utf-8"))
        assert library.failed_blocks == [], path
        plainly = path.with_name(path.name.removesuffix(suffix(path)) + ".json")
        said = {item["id"]: item for item in json.loads(plainly.read_bytes())}
        assert [entry.key for entry in library.entries] == list(said), path
        for entry in library.entries:
            title = plain(str(text_of(entry["title"])).replace("ˆ", "^"))
            assert title == plain(said[entry.key]["title"])
            url = entry.fields_dict.get("url")
            assert (url.value if url else "") == said[entry.key].get("URL", "")


def test_another_reader_reads_every_ris_file(site: Site) -> None:
    """Rispy."""
    for path in citation_files(site.root):
        if path.suffix == ".ris":
            read = rispy.loads(path.read_bytes().decode())
            said = json.loads(path.with_suffix(".json").read_bytes())
            assert [(each["id"], each["title"]) for each in read] == [
                (each["id"], each["title"]) for each in said
            ], path


def entries(site: Site) -> Iterator[Page]:
    return (page for page in site.in_languages if page.kind == "entry")


def said_in(folder: Path) -> dict[str, Any]:
    """The work in the CSL-JSON file of a page."""
    (item,) = json.loads((folder / "cite.json").read_bytes())
    return dict(item)


def test_files_lead_to_the_revision(site: Site) -> None:
    """The address in a file is that of a page of the site, which shows the same entry."""
    known = {page.address: page for page in site.in_languages}
    for page in entries(site):
        item = said_in(page.file.parent)
        revision = known[item["URL"]]
        assert revision.kind == "revision"
        assert revision.values("//head/link[@rel='canonical']/@href") == [page.address]
        assert meta(revision, "DC.title") == meta(page, "DC.title") == [item["title"]]
        swhid = item["note"].splitlines()[0].removeprefix("SWHID: ")
        assert swhid.startswith(f"swh:1:cnt:{item['URL'].rstrip('/').rpartition('/')[2]}")


def test_git_computes_the_same_swhid(site: Site) -> None:
    """On the page, in its metadata and in its files stands what git says of the record."""
    paths = {path.stem: path for path in (site.tree / "timeline/events").rglob("*.yml")}
    said = git(site.tree, "hash-object", *(str(path) for path in paths.values())).split()
    blobs = dict(zip(paths, said, strict=True))
    for page in entries(site):
        swhid = f"swh:1:cnt:{blobs[page.file.parent.name]}"
        assert page.values(SWHID) == [swhid]
        assert f"SWHID: {swhid}" in meta(page, "z:extra")[0].splitlines()
        item = said_in(page.file.parent)
        assert f"SWHID: {swhid}" in item["note"].splitlines()


def test_withdrawn_and_moved(site: Site) -> None:
    """A withdrawal stands in title and note; an old id has the files of what stands for it."""
    for code, mark in (("en", "[withdrawn]"), ("ar", "[مسحوب]")):
        folder = site.root / code / "events"
        gone = said_in(folder / "added-withdrawn")
        assert gone["title"].endswith(mark)
        assert "2026" in gone["note"].splitlines()[1]
        old, new = said_in(folder / "former-entry"), said_in(folder / "added-day")
        assert "former-entry" in old.pop("note").splitlines()[-1]
        assert old == {name: value for name, value in new.items() if name != "note"}
        page = site.page(f"{code}/events/added-withdrawn/")
        assert linked_data(page)["creativeWorkStatus"] == "Withdrawn"


def test_what_pages_say_to_zotero(site: Site) -> None:
    """Every page says what it is, by whom, in which language, and of which day; no more.

    The page of a source says it of the source instead: see below.
    """
    for page in site.in_languages:
        if page.kind == "source":
            continue
        kinds = {"entry": "encyclopediaArticle", "revision": "encyclopediaArticle"}
        wanted = {**kinds, "data": "dataset"}.get(page.kind, "webpage")
        assert meta(page, "z:itemType") == [wanted], page.path
        assert meta(page, "DC.language") == [page.code]
        assert len(meta(page, "DC.title")) == 1
        assert meta(page, "DC.creator")[0].endswith(",")
        # Without a day the first date on the page, which is of an event, is taken for its own.
        (day,) = meta(page, "DCTERMS.issued") or [""]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", day) or not page.values("//time/@datetime")
        names = page.values("//head/meta/@name | //head/meta/@property")
        assert [name for name in names if MISLEADING.match(name)] == []
        assert meta(page, "og:type") in ([], ["article"])
        # It takes the place of all that: on lists alone, where Zotero offers a choice.
        spans = page.values("//*[contains(@class, 'Z3988')]/@class")
        assert not spans or (page.kind in {"listing", "year"} and len(spans) > 1)


ITEM_TYPES = {
    "article-newspaper": "newspaperArticle",
    "dataset": "dataset",
    "entry-encyclopedia": "encyclopediaArticle",
    "post": "forumPost",
    "report": "report",
    "webpage": "webpage",
}
"""What Zotero makes of the types of CSL-JSON."""


@pytest.fixture(scope="module")
def sources(site: Site) -> Mapping[str, Source]:
    """The records of the sources, by id."""
    records, problems = load(site.tree, CODES)
    assert problems == []
    return {each.id: each.record for each in records.sources}


def source_pages(site: Site, sources: Mapping[str, Source]) -> Iterator[tuple[Page, Source]]:
    """Every page of a source, with its record."""
    pages = [page for page in site.in_languages if page.kind == "source"]
    assert len(pages) == len(CODES) * len(sources) > 200
    return ((page, sources[page.file.parent.name]) for page in pages)


def test_zotero_saves_the_source(site: Site, sources: Mapping[str, Source]) -> None:
    """Of the page of a source Zotero makes an item of the work, with nothing of the page's."""
    for page, record in source_pages(site, sources):
        item = zotero_item(page)
        csl = said_in(page.file.parent)
        # No field of its own for this one: Zotero fills in the address of the page.
        address = record.url or record.archived_url or page.address
        published = record.published.text if record.published else ""
        when = "" if published and re.fullmatch(r"[\d/~?-]+", published) else item["date"][0]
        assert not re.search(r"\d{4}-\d\d", when), page.path
        wanted = {
            "itemType": ITEM_TYPES[csl["type"]],
            "title": record.title or f"[{record.title_in[page.code]}]",
            "creators": [
                f"{each.family}, {each.given or ''}".strip()
                if each.family
                else f"{each.name[page.code]},"
                for each in record.authors
            ],
            "publicationTitle": csl.get("container-title", ""),
            "publisher": csl.get("publisher", ""),
            "date": when or published,
            "language": record.language,
            "url": address,
            "extra": csl.get("note", ""),
        }
        # An item without a container has no field for one.
        if csl["type"] in {"report", "dataset"}:
            assert item.pop("publicationTitle") == meta(page, "og:site_name")
        expected = {
            field: value if isinstance(value, list) else [value]
            for field, value in wanted.items()
            if value
        }
        assert item == expected, page.path


def test_dublin_core_describes_the_source(site: Site, sources: Mapping[str, Source]) -> None:
    """As the record does, in no more words; its address and type stand in links."""
    for page, record in source_pages(site, sources):
        (title,) = page.all("//head/meta[@name='DC.title']")
        assert title.get("lang") == (record.language if record.title else None), page.path
        publisher = [record.publisher[page.code]] if record.publisher else []
        assert meta(page, "DC.publisher") == publisher, page.path
        published = [record.published.text] if record.published else []
        assert meta(page, "DC.date") == published, page.path
        addresses = [record.url or record.archived_url] if record.url or record.archived_url else []
        assert page.values("//head/link[@rel='DC.identifier']/@href") == addresses, page.path
        (type_,) = page.values("//head/link[@rel='DC.type']/@href")
        assert type_.endswith("/Dataset" if record.genre == Genre.DATA else "/Text"), page.path


def test_open_graph_describes_the_page_of_a_source(
    site: Site, sources: Mapping[str, Source]
) -> None:
    """Title, address and description are those of the page; the site claims no more than that."""
    for page, record in source_pages(site, sources):
        name = site.page(f"{page.code}/").values("//h1/text()")
        assert meta(page, "og:title") == [record.title_in[page.code]]
        assert meta(page, "og:url") == [page.address]
        assert meta(page, "og:description") == [record.point_of_view[page.code]]
        assert meta(page, "og:site_name") == name
        relations = page.values("//head/link/@rel")
        assert not {"license", "author"} & set(relations), page.path
        doi = [f"https://doi.org/{record.doi}"] if record.doi else []
        own = doi or [each for each in (record.url, record.archived_url) if each][:1]
        gone = first_address(record) != record.url
        if not gone or doi:
            assert page.values("//head/link[@rel='cite-as']/@href") == own, page.path
        names = " ".join(page.values("//head/meta/@name | //head/meta/@property"))
        assert not re.search("(?i)rights|licen[cs]e|author|modified|issued", names), page.path


def test_linked_data_describes_the_source(site: Site, sources: Mapping[str, Source]) -> None:
    """The work is the main entity of the page; the page, not the work, is part of the whole."""
    for page, record in source_pages(site, sources):
        node = linked_data(page)
        about = node.pop("mainEntityOfPage")
        assert (about["@type"], about["@id"]) == ("WebPage", page.address)
        title = record.title or f"[{record.title_in[page.code]}]"
        assert node["name"] == node["headline"] == title
        assert [each.get("familyName") for each in node.get("author", [])] == [
            each.family for each in record.authors
        ]
        publisher = record.publisher[page.code] if record.publisher else None
        assert node.get("publisher", {}).get("name") == publisher
        assert node["inLanguage"] == record.language
        assert node.get("url") == (record.url or record.archived_url)
        published = record.published.text if record.published else ""
        is_plain = re.fullmatch(r"\d{4}(-\d\d){0,2}", published)
        assert node.get("datePublished", "") == (published if is_plain else "")
        assert not {"license", "isPartOf", "creator", "copyrightHolder"} & set(node)


def test_signposts_lead_somewhere(site: Site) -> None:
    """The typed links of an entry name files that are there, under their media types."""
    for page in entries(site):
        assert page.values("//head/link[@rel='cite-as']/@href") == [
            said_in(page.file.parent)["URL"]
        ]
        files = page.values("//head/link[@rel='describedby']/@href")
        assert len(files) == len(KEY)
        assert all((site.root / each.removeprefix(ADDRESS)).is_file() for each in files)
        (collection,) = page.values("//head/link[@rel='collection']/@href")
        assert (site.root / collection.removeprefix(ADDRESS) / "index.html").is_file()


def test_linked_data(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A JSON-LD processor expands what every page says, each of which says something."""
    context = {"@context": {"@vocab": "https://schema.org/"}}
    monkeypatch.setattr(jsonld, "_default_document_loader", without_network(context))
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for page in site.in_languages:
        (text,) = page.values("//script[@type='application/ld+json']/text()")
        said = json.loads(text)
        (node,) = jsonld.expand(said)
        types[page.kind][node["@type"][0].rpartition("/")[2]] += 1
        assert len(node) == len(said) - 1
        files = [each["contentUrl"] for each in said.get("distribution", ())]
        assert all((site.root / each.removeprefix(ADDRESS)).is_file() for each in files)
    named = {"Country", "Organization", "Person", "Place", "CollectionPage"}
    assert set(types.pop("listing")) <= named
    assert types.pop("entry") == {"Article": len(list(entries(site)))}
    assert types.pop("data") == {"Dataset": len(CODES)}
    assert types.pop("home") == {"WebSite": len(CODES)}
    assert "Article" in types.pop("revision")
    types.pop("source")
    pages = {"WebPage", "CollectionPage", "AboutPage"}
    assert {each for some in types.values() for each in some} == pages


def test_the_page_on_citing(site: Site) -> None:
    """Its example is an entry as it is: same forms as on its page, the digits that git prints."""
    for code in CODES:
        page = site.page(f"{code}/cite/")
        shown = [each.text_content() for each in page.all(FORMS)]
        (link,) = page.values("//main//p/a[contains(@href, '#cite')][1]/@href")[:1]
        entry = site.page(f"{code}/{link.removeprefix('../').partition('#')[0]}")
        forms = [each.text_content() for each in entry.all(f"{FORMS}[not(@lang)]")]
        assert shown[: len(forms)] == forms
        command, blob = page.values("//main//pre/code/text()")
        (record,) = set(page.values("//main//a/@href[contains(., 'record.yml')]"))
        assert command.split() == ["git", "hash-object", "record.yml"]
        assert git((page.file.parent / record).parent, *command.split()[1:]) == blob
        assert entry.values(SWHID) == [f"swh:1:cnt:{blob.strip()}"]


def test_examples_run(site: Site, url: str, tmp_path: Path) -> None:
    """Those of the data page, as they stand there, but for where the site is.

    Pandas and R need not be here: of theirs the columns that they name are looked up.
    """
    needed("curl", "install curl", "curl")
    pandoc = Path(pypandoc.get_pandoc_path()).parent
    path = os.pathsep.join([str(Path(sys.executable).parent), str(pandoc), os.environ["PATH"]])
    header = (site.root / "data/timeline.csv").read_text("utf-8-sig").partition("\n")[0]
    ran = Counter[str]()
    for code in site.page("en/data/").all("//main//pre/code"):
        example = code.text_content().replace(ADDRESS, url)
        if "pandas" in example or "read.csv" in example:
            columns = re.findall(r'(?:index_col=|groupby\()"(\w+)"|\$(\w+)', example)
            assert columns
            assert all(f'"{"".join(each)}"' in header for each in columns)
        elif example.startswith(("curl", "check-jsonschema", "from ")):
            words = [sys.executable, "-c"] if example.startswith("from ") else ["sh", "-ec"]
            done = subprocess.run(
                [*words, example],
                cwd=tmp_path,
                env={**os.environ, "PATH": path},
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=PATIENCE,
                check=False,
            )
            assert done.returncode == 0, example + done.stderr
            ran[example.split()[0]] += 1
        elif example.startswith("git checkout"):
            command = re.search(r"\$\(git (.*)\)", example)
            assert command
            found = git(site.tree, *command[1].split())
            assert found == git(site.tree, "rev-parse", "HEAD")
        elif "TL.Timeline" not in example:
            assert (site.root / example.strip().removeprefix(url)).is_file()
    assert ran == {"curl": 2, "check-jsonschema": 1, "from": 1}


COPIED = "() => navigator.clipboard.readText()"
RICH = """async () => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType("text/html")).text();
}"""


@pytest.fixture
def tab(browser: Browser, url: str) -> Iterator[Tab]:
    """A tab that may copy."""
    permissions = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(base_url=url, permissions=permissions)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_copying_the_address_of_a_claim(tab: Tab, url: str, code: str) -> None:
    """A button beside each claim copies its permanent address, which its sign leads to."""
    tab.goto(f"{code}/events/recognition/")
    claims = tab.locator("li:has(> .claim)")
    assert claims.count() > 3
    for claim in claims.all():
        button = claim.locator(".evidence > button.copy")
        button.click()
        address = f"{url}{code}/events/recognition/#{claim.locator('.claim').get_attribute('id')}"
        assert tab.evaluate(COPIED) == address
        expect(button).to_have_accessible_name(re.compile(": .+"))
        claim.locator(".claim > .headerlink").click()
        assert tab.url == address


@pytest.mark.parametrize("code", CODES)
def test_citing_a_claim(tab: Tab, code: str) -> None:
    """Every form has the pinned address of the claim that the page names, until that is undone."""
    tab.goto(f"{code}/events/recognition/")
    forms = tab.locator(".tabbed-block > p[id]")
    whole = forms.evaluate_all("all => all.map((each) => each.textContent)")
    pinned = re.compile(r"/([0-9a-f]{10})/")
    claims = tab.locator(".claim")
    for claim in (claims.nth(0), claims.nth(1)):
        claim.locator(".headerlink").click()
        end = f"#{claim.get_attribute('id')}"
        expect(tab.locator("#cited")).to_contain_text(claim.inner_text().removesuffix("#").strip())
        cited = forms.evaluate_all("all => all.map((each) => each.textContent)")
        assert cited == [pinned.sub(rf"/\1/{end}", each) for each in whole]
        links = forms.locator("a").evaluate_all("all => all.map((each) => each.href)")
        assert links
        assert all(link.endswith(f"/{end}") for link in links)
    tab.locator("#cite > .headerlink").click()
    expect(tab.locator("#cited")).to_be_visible()
    tab.locator("#cited > button").click()
    expect(tab.locator("#cited")).to_have_count(0)
    assert forms.evaluate_all("all => all.map((each) => each.textContent)") == whole


@pytest.mark.parametrize("path", ["events/recognition/", "sources/ap-boston-globe-uranium-deal/"])
@pytest.mark.parametrize("code", CODES)
def test_copying(tab: Tab, code: str, path: str) -> None:
    """Each button copies what stands above it, with today's day, without marks of direction."""
    tab.goto(f"{code}/{path}")
    labels = tab.locator(".tabbed-labels > label").all()
    buttons = tab.locator(".tabbed-block > button")
    assert len(labels) == buttons.count() > 6
    today = datetime.datetime.now(tz=datetime.UTC).year
    for number, label in enumerate(labels):
        label.click()
        button, text = buttons.nth(number), tab.locator(f"#cite_{number + 1}")
        tab.evaluate("() => navigator.clipboard.writeText('')")
        button.click()
        wait_for(tab, "async () => Boolean(await navigator.clipboard.readText())")
        expect(tab.locator(".md-dialog")).to_be_visible()
        copied = tab.evaluate(COPIED)
        assert copied.replace("\n", " ") == text.inner_text()
        assert copied.strip() == copied
        assert not BIDI.search(copied)
        assert not re.search(r"\{(day|month|year|date)\}", copied)
        assert text.locator(".accessed").count() == 0 or str(today) in copied
        # For word processors the same with its italics, in its language and direction.
        (rich,) = lxml.html.document_fromstring(tab.evaluate(RICH)).iter("p")
        assert " ".join(rich.text_content().split()) == " ".join(copied.split())
        assert rich.get("dir") == text.evaluate("e => getComputedStyle(e).direction")
        assert rich.get("lang") == text.evaluate("e => e.closest('[lang]').lang")
        italic = text.locator("em").all_text_contents()
        assert [each.text_content() for each in rich.iter("em", "i")] == italic
        assert (button.get_attribute("aria-label") or "").endswith(f": {label.inner_text()}")


def test_what_is_copied(tab: Tab) -> None:
    """Character for character, in a full month and in a short one, and in ISO 8601."""
    tab.clock.set_fixed_time(datetime.datetime(2026, 9, 7, 12, tzinfo=datetime.UTC))
    tab.goto("en/sources/ap-boston-globe-uranium-deal/")
    address = (
        "http://archive.boston.com/news/world/asia/articles/2009/12/30/"
        "iran_pursuing_uranium_deal_with_kazakhstan/"
        "?rss_id=Boston.com+%2F+Boston+Globe+--+World+News"
    )
    title, place = "Iran pursuing uranium deal", "The Associated Press, in The Boston Globe"
    translated = "إيران تسعى إلى صفقة يورانيوم مع كازاخستان"
    head = "“Iran Pursuing Uranium Deal with Kazakhstan"
    wanted = f"""
Jahn, G. (2009, December 30). {title} with Kazakhstan. {place}. {address}
Jahn, George. 2009. {head}.” {place}, December 30. Accessed September 7, 2026. {address}.
George Jahn, {head},” {place}, December 30, 2009, accessed September 7, 2026, {address}.
Jahn, George. {head}.” {place}, December 30, 2009. Accessed September 7, 2026. {address}.
Jahn, George. {head}.” {place}, 30 Dec. 2009, {address}. Accessed 7 Sept. 2026.
{{{{Cite news |last=Jahn |first=George |title={title} with Kazakhstan |newspaper={place} \
|date=2009-12-30 |url={address} |language=en |access-date=2026-09-07}}}}
George Jahn. «{title} with Kazakhstan». أسوشيتد برس، في صحيفة بوسطن غلوب، \
30 كانون الأول/ديسمبر 2009. اطُلع عليه في 7 أيلول/سبتمبر 2026. <{address}>
{{{{استشهاد ويب |الأخير=Jahn |الأول=George |عنوان={title} with Kazakhstan \
|عنوان مترجم={translated} |عمل=أسوشيتد برس، في صحيفة بوسطن غلوب |تاريخ=2009-12-30 \
|مسار={address} |لغة=en |تاريخ الوصول=2026-09-07}}}}
"""
    texts = [each.text_content() for each in tab.locator(".tabbed-block > p[id]").all()]
    assert [" ".join((text or "").split()) for text in texts] == wanted.strip().split("\n")


def test_no_citation_has_marks_of_direction(site: Site) -> None:
    """What a reader selects and copies without a script has none either."""
    for page in site.in_languages:
        for each in page.all(FORMS):
            assert not BIDI.search(each.text_content()), page.path


def test_english_citations_on_arabic_pages(tab: Tab) -> None:
    """They go from left to right, what stands before them too, and their tabs say the language."""
    tab.goto("ar/events/recognition/")
    direction = "e => getComputedStyle(e).direction"
    english = tab.locator(".tabbed-block > p[lang=en]").all()
    assert len(english) > 8
    assert {each.evaluate(direction) for each in english} == {"ltr"}
    assert sum("In the text:" in (each.text_content() or "") for each in english) == 3
    assert tab.locator(".tabbed-labels [lang=en]").count() == 6
    assert tab.locator("#cite_1").evaluate(direction) == "rtl"
