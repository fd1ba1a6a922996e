"""CSAF documents, the provider's metadata, the ROLIE feed and the lists, of sites through all kinds of releases.

The documents are validated by the library of Germany's Federal Office for Information Security, at its extended level,
strictly; the metadata and the feed by what the standard asks of them, written down here.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.api.csaf import as_uri
from build_tools.csaf_paths import file_name
from build_tools.model.frame import Frames
from build_tools.project import Project
from build_tools.render.csaf import render, role
from build_tools.site import Csaf, Site
from tests.conftest import DICTIONARIES, NOW, ROOT, copy_project, read
from tests.feeds.conftest import release
from tests.feeds.source import Shown, Source
from tests.test_story import live

CSAF = ".well-known/csaf"
URL = "https://incident-press.example/"
VALIDATOR = ROOT / "tests" / "csaf" / "validate.mjs"
Tree = Mapping[str, bytes]
Json = dict[str, Any]

THIRD = """\
id: ADV-2025-0003
language: pt
incident: {kind: credential_stuffing, status: investigating, severity: high}
affected: {products: [api], people: some}
actions: [change_password]
text:
  title: Tentativas de acesso com senhas roubadas
  what_happened: "Senhas de outro lugar foram *testadas*; veja [o aviso](ref:notice)."
references:
  - {id: notice, title: Aviso da empresa, url: "https://vendor.example/ação?a=1&b=[2]"}
  - {id: copy, title: O mesmo comunicado no portal, url: "https://portal.example/3", kind: self}
superseded_by: ADV-2025-0004
"""
FOURTH = """\
id: ADV-2025-0004
language: en
incident: {kind: credential_stuffing, status: investigating, severity: critical}
affected: {products: [chatgpt], people: all}
actions: [change_password]
text:
  lessons: [{id: passwords, text: Passwords should not be used twice.}]
"""
SAME_SECOND, RESOLVED = "2026-01-05T10:00:00Z", "2026-01-08T10:00:00Z"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, tree: Tree) -> dict[str, Tree]:
    """The shipped site, the story's after each step, and at its end one with all else that a document can be."""
    folder = copy_project(tmp_path_factory.mktemp("csaf") / "project")
    found = {"shipped": tree}
    for step, _ in live(folder):
        if step.isdigit():
            found[step] = files(folder / "site")
    third, fourth = (folder / f"advisories/2025/ADV-2025-000{number}.yaml" for number in (3, 4))
    third.write_text(THIRD, encoding="utf-8")
    fourth.write_text(FOURTH, encoding="utf-8")
    for advisory_id in ("ADV-2025-0004", "ADV-2025-0003"):
        release(folder, advisory_id, SAME_SECOND)
    update = THIRD.replace("investigating", "resolved") + "release: {change: update, text: Tudo foi *resolvido*.}\n"
    third.write_text(update, encoding="utf-8")
    release(folder, "ADV-2025-0003", RESOLVED)
    project = read(folder)
    records = pipeline.public_records(project, datetime(2026, 1, 9, tzinfo=UTC))
    found["wide"], problems = pipeline.build_tree(project, records, pipeline.render_frames(project))
    assert not problems
    return found


def files(folder: Path) -> Tree:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def documents(tree: Tree) -> dict[str, Json]:
    """The CSAF documents of a site, by the name of their file."""
    return {
        path.rpartition("/")[2]: json.loads(content)["document"]
        for path, content in tree.items()
        if re.fullmatch(rf"{re.escape(CSAF)}/\d{{4}}/.*\.json", path)
    }


def validated(sites: Mapping[str, Tree]) -> Json:
    """What the validator says of the documents of all sites."""
    texts = {f"{site} {name}": {"document": it} for site, tree in sites.items() for name, it in documents(tree).items()}
    done = subprocess.run(
        ["node", str(VALIDATOR)], input=json.dumps(texts), text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: Json = json.loads(done.stdout)
    assert answer["tests"] >= 71
    return answer


@pytest.mark.csaf_validator
def test_the_validator_finds_nothing(sites: Mapping[str, Tree]) -> None:
    """Every document, after every kind of release, is without error, warning and remark."""
    assert sum(len(documents(tree)) for tree in sites.values()) > 40
    assert validated(sites)["found"] == []


@pytest.mark.csaf_validator
def test_the_validator_would_find_something(sites: Mapping[str, Tree]) -> None:
    """A document with keys out of order, without its own address, and with a gap in its history, is not passed."""
    path = f"{CSAF}/2025/adv-2025-0001.json"
    document = json.loads(sites["3"][path])
    del document["document"]["tracking"]["revision_history"][1]
    document["document"]["references"] = document["document"]["references"][1:]
    document["document"] = dict(reversed(document["document"].items()))
    found = {it["test"] for it in validated({"broken": {path: json.dumps(document).encode()}})["found"]}
    assert {"mandatoryTest_6_1_21", "optionalTest_6_2_11", "optionalTest_6_2_13"} <= found


# What the dictionaries do not know: names, words of the trade, and of the other languages that names are in.
UNKNOWN_WORDS = {
    "en": "ADV Axios ChatGPT MFA Mixpanel OpenAI Tentativas acesso com senhas roubadas incidnet",  # the story's mistake
    "pt_BR": "ADV API Advisory Axios ChatGPT Demonstration Desk English Incident MFA Mixpanel OpenAI Phishing Press "
    "SMS UTC credential hash mail multifator passkeys phishing stuffing tokens",
    "de": "Absenderadresse Advisory Authenticator-App Axios ChatGPT Credential Desk English Engmaschigere Hashwert "
    "Incident KI-Modell KI-Modellen MFA Metadaten Mixpanel OpenAI Passkeys Phishing Press Schweregrad "
    "Sicherheitsforschende Stuffing UTC",
}


@pytest.mark.csaf_validator
@pytest.mark.hunspell
def test_words_are_spelt_as_in_a_dictionary(sites: Mapping[str, Tree]) -> None:
    """The texts that test 6.3.8 looks at, of documents that are in one language, by hunspell."""
    whole = {
        site: {path: content for path, content in tree.items() if b'"category": "other"' not in content}
        for site, tree in sites.items()
    }
    texts = validated(whole)["texts"]
    assert texts.keys() == UNKNOWN_WORDS.keys()
    for name, known in UNKNOWN_WORDS.items():
        done = subprocess.run(
            ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[name]], input="\n".join(texts[name]), text=True,
            capture_output=True, check=True,
        )  # fmt: skip
        assert {word.strip("-–.") for word in done.stdout.split()} - {"", *known.split()} == set(), name


@pytest.mark.parametrize("language", ["en", "pt", "de"])
def test_a_document_says_what_its_source_says(tree: Tree, language: str) -> None:
    """Title, summary, data, recommendations, events and lessons of the shipped advisory, by PyYAML and polib alone."""
    source, shown = Source(ROOT, language), Shown("ADV-2025-0001", 1, "", "")
    facts, tag = source.advisory(shown.id), {"en": "", "pt": "-pt-br", "de": "-de"}[language]
    document = documents(tree)[f"adv-2025-0001{tag}.json"]
    notes = {note.get("title", note["category"]): note["text"] for note in document["notes"]}
    assert document["title"] == source.text(shown, "title")
    assert notes[capital(source.interface("summary"))] == source.text(shown, "summary")
    assert source.text(shown, "what_happened").strip() in notes[source.interface("What happened?")]
    for side, name in (("exposed", "Exposed"), ("not_exposed", "Not exposed")):
        title = f"{source.interface('Which data is concerned?')} {source.interface(name)}"
        codes = [code(item) for item in facts["data"][side]]
        assert bold(notes[title]) == [capital(source.word(facts, "data", it)) for it in codes]
    actions = [code(item) for item in facts["actions"]]
    advised = notes[source.interface("What should I do?")]
    assert bold(advised) == [capital(source.word(facts, "actions", it)) for it in actions]
    for part in ("what", "how", "why"):
        assert all(source.word(facts, "actions", it, part) in advised for it in actions)
    told = notes[source.interface("Timeline")].splitlines()
    for event, line in zip(facts["timeline"], told, strict=False):
        assert source.word(facts, "events", event["code"], "text").rstrip(".") in line
        assert source.word(facts, "sources", event["stated_by"]) in line
    assert len(notes[source.interface("What can be learnt from this?")].split("\n\n")) == len(facts["text"]["lessons"])


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def bold(text: str) -> list[str]:
    return re.findall(r"^- \*\*(.*?)\*\*", text, re.MULTILINE)


def code(item: str | Mapping[str, str]) -> str:
    return item if isinstance(item, str) else item["code"]


@pytest.mark.parametrize(
    ("site", "name", "version", "status", "current", "changes"),
    [
        ("1", "adv-2025-0001.json", "1", "interim", "2025-11-27T18:00:00Z", "First publication"),
        ("2", "adv-2025-0001.json", "2", "interim", "2025-11-28T09:00:00Z", "First publication|Editorial change"),
        ("3", "adv-2025-0001-de.json", "3", "interim", "2025-12-19T10:00:00Z", "Erst|Redaktionelle|Berichtigung"),
        ("4", "adv-2025-0001-de.json", "3", "interim", "2025-12-20T08:30:00Z", "Erst|Redaktionelle|Berichtigung"),
        ("4", "adv-2025-0001-pt-br.json", "3", "interim", "2025-12-19T10:00:00Z", "Primeira|Alteração|Correção"),
        ("5", "adv-2025-0002.json", "1", "final", "2026-01-05T10:00:00Z", "First publication"),
        ("6", "adv-2025-0002.json", "2", "final", "2026-01-06T09:00:00Z", "First publication|Withdrawal"),
        ("6", "adv-2025-0002-de.json", "2", "final", "2026-01-06T11:00:00Z", "Erst|Zurückziehung"),
        ("7", "adv-2025-0002.json", "3", "final", "2026-01-07T09:00:00Z", "First|Withdrawal|Reinstatement"),
        ("wide", "adv-2025-0003.json", "2", "final", "2026-01-08T10:00:00Z", "Primeira|Atualização"),
        ("wide", "adv-2025-0004.json", "1", "interim", "2026-01-05T10:00:00Z", "First"),
    ],
)
def test_the_history_is_that_of_the_releases(
    sites: Mapping[str, Tree], site: str, name: str, version: str, status: str, current: str, changes: str
) -> None:
    """Versions are the numbers of releases without a gap, editorial ones among them; a translation moves the date."""
    tracking = documents(sites[site])[name]["tracking"]
    assert (tracking["version"], tracking["status"], tracking["current_release_date"]) == (version, status, current)
    history = tracking["revision_history"]
    assert [revision["number"] for revision in history] == [str(number + 1) for number in range(int(version))]
    assert [revision["date"] for revision in history] == sorted({revision["date"] for revision in history})
    assert tracking["initial_release_date"] == history[0]["date"]
    for revision, beginning in zip(history, changes.split("|"), strict=True):
        assert revision["summary"].startswith(beginning)


def test_a_revision_says_what_changed_and_what_was_translated_later(sites: Mapping[str, Tree]) -> None:
    """The sentences are those of the page; a translation of a later day is told, in its language alone."""
    before, after = (documents(sites[step])["adv-2025-0001-de.json"] for step in ("3", "4"))
    summaries = [document["tracking"]["revision_history"][-1]["summary"] for document in (before, after)]
    assert all("- Neu unter den betroffenen Produkten: ChatGPT." in summary for summary in summaries)
    assert "A limited number of users" in summaries[0]
    assert "Eine begrenzte Zahl" in summaries[1] or "Auch eine begrenzte Zahl" in summaries[1]
    assert "Nachgereichte Übersetzung: 20. Dezember 2025 um 08:30 Uhr UTC." in summaries[1]
    for name in ("adv-2025-0001.json", "adv-2025-0001-pt-br.json"):
        assert documents(sites["3"])[name] == documents(sites["4"])[name]


def test_a_withdrawn_advisory_says_so_first(sites: Mapping[str, Tree]) -> None:
    """In the first note, in the title and in the history; once it is reinstated, in the history alone."""
    withdrawn, holds = (documents(sites[step])["adv-2025-0002.json"] for step in ("6", "7"))
    assert withdrawn["title"].startswith("[withdrawn] ")
    assert withdrawn["notes"][0]["title"] == "Withdrawal"
    assert "This advisory was withdrawn on 6 January 2026." in withdrawn["notes"][0]["text"]
    assert "published by mistake" in withdrawn["notes"][0]["text"]
    assert holds["title"] == withdrawn["title"].removeprefix("[withdrawn] ")
    assert holds["notes"][0]["category"] == "summary"


def test_a_partial_translation_names_its_texts(sites: Mapping[str, Tree]) -> None:
    """A note says which texts are in the source language, or are left out; a whole translation needs none."""
    texts = {
        (site, name): [note["text"] for note in documents(sites[site])[name]["notes"] if note["category"] == "other"]
        for site, name in (("3", "adv-2025-0001-de.json"), ("4", "adv-2025-0001-de.json"),
                           ("wide", "adv-2025-0003-en.json"), ("wide", "adv-2025-0004-de.json"))
    }  # fmt: skip
    partial, whole, from_portuguese, reduced = texts.values()
    assert partial == [
        "Sprache dieses Dokuments: Deutsch. Originalsprache: English. Bis zur vollständigen Übersetzung in der "
        "Originalsprache: Titel, Zusammenfassung, Beschreibung des Vorfalls, Lehren aus dem Vorfall und Erläuterungen."
    ]
    assert whole == []
    assert from_portuguese[0].endswith("title, account of what happened, further information and explanations.")
    assert reduced[0].startswith("Hier ausgelassen, bis die Übersetzung vorliegt: Lehren aus dem Vorfall.")


def test_an_original_and_its_translations_know_each_other(sites: Mapping[str, Tree]) -> None:
    """The source language has the id; a translation has its own, names the language, and its original comes first."""
    for tree in sites.values():
        for document in documents(tree).values():
            advisory_id, language = document["tracking"]["id"][:13], document["tracking"]["id"][14:]
            source = "pt-BR" if advisory_id == "ADV-2025-0003" else "en"
            assert document["lang"] == language or (language == "" and document["lang"] == source)
            assert document.get("source_lang") == (source if language else None)
            if language:
                first = document["references"][0]
                assert first["category"] == "external"
                assert first["url"].endswith(f"/{advisory_id.lower()}.json")
            assert any(f"/{file_name(document['tracking']['id'])}" in it["url"] for it in document["references"])


def test_references_are_those_of_the_advisory(sites: Mapping[str, Tree]) -> None:
    """With their titles, as addresses that a program takes; without an external one, the page is one."""
    found = documents(sites["wide"])
    links = [(it["category"], it["summary"], it["url"]) for it in found["adv-2025-0003.json"]["references"]]
    assert links[1:] == [
        ("self", "Este comunicado como página da web – Português (Brasil)", f"{URL}pt/advisories/ADV-2025-0003/"),
        ("external", "Substituído por: ADV-2025-0004.", f"{URL}{CSAF}/2026/adv-2025-0004-pt-br.json"),
        ("external", "Aviso da empresa", "https://vendor.example/a%C3%A7%C3%A3o?a=1&b=%5B2%5D"),
        ("self", "O mesmo comunicado no portal", "https://portal.example/3"),
    ]
    told = next(note["text"] for note in found["adv-2025-0003.json"]["notes"] if note["category"] == "details")
    assert "[o aviso](https://vendor.example/a%C3%A7%C3%A3o?a=1&b=%5B2%5D)" in told
    page = f"{URL}en/advisories/ADV-2025-0004/"
    categories = {it["url"]: it["category"] for it in found["adv-2025-0004.json"]["references"]}
    assert categories[page] == "external"
    assert categories[f"{URL}{CSAF}/2026/adv-2025-0003-en.json"] == "external"


def test_a_draft_is_in_no_document(sites: Mapping[str, Tree], project_folder: Path, theme: Frames) -> None:
    """A preview has pages of what is not released, and no document; what it replaces does not name it either."""
    draft = FOURTH.replace("chatgpt", "api")
    (project_folder / "advisories/2025/ADV-2025-0004.yaml").write_text(draft, encoding="utf-8")
    project = read(project_folder)
    tree, problems = pipeline.build_tree(project, pipeline.preview_records(project, NOW), theme)
    assert not problems
    assert "en/advisories/ADV-2025-0004/index.html" in tree
    assert documents(tree).keys() == documents(sites["shipped"]).keys()
    assert not [path for path, content in tree.items() if path.startswith(CSAF) and b"0004" in content]


def test_lists_have_each_document_newest_first(sites: Mapping[str, Tree]) -> None:
    """index.txt and changes.csv name exactly the documents, each in the folder of the year of its first release."""
    for tree in sites.values():
        paths = {path.removeprefix(f"{CSAF}/"): json.loads(tree[path])["document"]["tracking"] for path in tree
                 if re.fullmatch(rf"{re.escape(CSAF)}/\d+/.*\.json", path)}  # fmt: skip
        rows = [*csv.reader(io.StringIO(tree[f"{CSAF}/changes.csv"].decode()))]
        assert tree[f"{CSAF}/index.txt"].decode().splitlines() == [name for name, _ in rows]
        assert dict(rows) == {path: tracking["current_release_date"] for path, tracking in paths.items()}
        assert [instant for _, instant in rows] == sorted((instant for _, instant in rows), reverse=True)
        for path, tracking in paths.items():
            assert path == f"{tracking['initial_release_date'][:4]}/{file_name(tracking['id'])}"


def test_hashes_are_right(sites: Mapping[str, Tree], tmp_path: Path) -> None:
    """By Python, and by the programs that people check them with."""
    for path, content in sites["wide"].items():
        if path.startswith(f"{CSAF}/20"):
            (tmp_path / path.rpartition("/")[2]).write_bytes(content)
    for ending, algorithm in ((".sha256", hashlib.sha256), (".sha512", hashlib.sha512)):
        hashes = sorted(tmp_path.glob(f"*{ending}"))
        assert [it.name.removesuffix(ending) for it in hashes] == sorted(documents(sites["wide"]))
        for file in hashes:
            assert file.read_text().split()[0] == algorithm(file.with_suffix("").read_bytes()).hexdigest()
        if program := shutil.which(f"{ending[1:]}sum"):
            subprocess.run([program, "--check", "--strict", "--quiet", *hashes], cwd=tmp_path, check=True)


def test_every_address_leads_to_a_file(sites: Mapping[str, Tree]) -> None:
    """All addresses of this site, in documents, metadata and feed."""
    for tree in sites.values():
        for path, content in tree.items():
            if path.startswith(CSAF) and path.endswith(".json"):
                for address in re.findall(rf'"({URL}[^"]*)"', content.decode()):
                    target = address.removeprefix(URL)
                    assert (f"{target}index.html" if target.endswith("/") else target) in tree, f"{path}: {address}"


def test_the_metadata_is_what_the_standard_asks_for(sites: Mapping[str, Tree]) -> None:
    """Section 7.1.7 and the provider's schema: what must be there, and in which form."""
    for tree in sites.values():
        metadata = json.loads(tree[f"{CSAF}/provider-metadata.json"])
        assert list(metadata) == sorted(metadata, key=str.lower)
        assert metadata.pop("last_updated") == max(
            it["tracking"]["current_release_date"] for it in documents(tree).values()
        )
        assert metadata == {
            "canonical_url": f"{URL}{CSAF}/provider-metadata.json",
            "distributions": [{"rolie": {"feeds": [{
                "summary": "Incident Advisories – Demonstration – CSAF (TLP:WHITE)",
                "tlp_label": "WHITE",
                "url": f"{URL}{CSAF}/csaf-feed-tlp-white.json",
            }]}}],
            "list_on_CSAF_aggregators": False,
            "metadata_version": "2.0",
            "mirror_on_CSAF_aggregators": False,
            "publisher": {
                "category": "vendor",
                "contact_details": "desk@incident-press.example",
                "name": "Incident Press Demonstration Desk",
                "namespace": "https://incident-press.example",
            },
            "role": "csaf_provider",
        }  # fmt: skip
        assert all(document["publisher"] == metadata["publisher"] for document in documents(tree).values())


def test_the_feed_is_what_the_standard_asks_for(sites: Mapping[str, Tree]) -> None:
    """Section 7.1.15 and the schema of the ROLIE feed: one feed with every document, and every hash of it."""
    for tree in sites.values():
        feed, found = json.loads(tree[f"{CSAF}/csaf-feed-tlp-white.json"])["feed"], documents(tree)
        assert re.fullmatch(r"[a-zA-Z0-9+\-_.]+", feed["id"])
        assert feed["link"] == [{"href": f"{URL}{CSAF}/csaf-feed-tlp-white.json", "rel": "self"}]
        assert feed["category"] == [{"scheme": "urn:ietf:params:rolie:category:information-type", "term": "csaf"}]
        assert feed["updated"] == feed["entry"][0]["updated"]
        assert [it["updated"] for it in feed["entry"]] == sorted((it["updated"] for it in feed["entry"]), reverse=True)
        assert {entry["id"] for entry in feed["entry"]} == {it["tracking"]["id"] for it in found.values()}
        for entry in feed["entry"]:
            check_entry(entry, found[file_name(entry["id"])])


def check_entry(entry: Json, document: Json) -> None:
    """An entry says of its document what that says itself."""
    tracking = document["tracking"]
    url = f"{URL}{CSAF}/{tracking['initial_release_date'][:4]}/{file_name(tracking['id'])}"
    assert re.fullmatch(r"https://.+\.json", url)
    assert entry == {
        "content": {"src": url, "type": "application/json"},
        "format": {"schema": "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json", "version": "2.0"},
        "id": tracking["id"],
        "link": [
            {"href": url, "rel": "self"},
            {"href": f"{url}.sha256", "rel": "hash"},
            {"href": f"{url}.sha512", "rel": "hash"},
        ],
        "published": tracking["initial_release_date"],
        "title": document["title"],
        "updated": tracking["current_release_date"],
    }


@pytest.mark.parametrize(
    ("url", "key", "expected"),
    [
        ("https://status.example/", None, "csaf_provider"),
        ("https://status.example/", "8F" * 20, "csaf_trusted_provider"),
        ("https://status.example/incidents/", "8F" * 20, "csaf_publisher"),
        ("http://status.example/", "8F" * 20, "csaf_publisher"),
    ],
)
def test_the_role_is_what_is_fulfilled(project: Project, url: str, key: str | None, expected: str) -> None:
    """By section 7.2: a provider is found by the well-known address and TLS, and who signs is trusted."""
    assert role(changed(project.site, url=url, csaf=Csaf(signing_key=key))) == expected


def changed(site: Site, **values: Any) -> Site:
    return site.with_fields(**values)


def test_a_site_of_ones_own_decides_who_may_list_it(project: Project, theme: Frames) -> None:
    """Two switches, and no word of a demonstration; with no advisory, the feed is empty and has a date all the same."""
    own = changed(project.site, demonstration=False, csaf=Csaf(mirror_on_aggregators="false"))
    publication = replace(pipeline.publication_of(project, {}, theme), site=own)
    tree = {path: json.loads(make()) for path, make in render(publication) if path.endswith(".json")}
    metadata = tree[f"{CSAF}/provider-metadata.json"]
    assert (metadata["list_on_CSAF_aggregators"], metadata["mirror_on_CSAF_aggregators"]) == (True, False)
    feed = tree[f"{CSAF}/csaf-feed-tlp-white.json"]["feed"]
    assert (feed["entry"], feed["updated"], feed["title"]) == (
        [], "2025-11-01T00:00:00Z", "Incident Advisories – CSAF (TLP:WHITE)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tracking_id", "expected"),
    [
        ("Example Company - 2019-YH3234", "example_company_-_2019-yh3234.json"),
        ("RHBA-2019:0024", "rhba-2019_0024.json"),
        ("2022 #01-A", "2022_01-a.json"),
        ("ADV-2025-0001-pt-BR", "adv-2025-0001-pt-br.json"),
    ],
)
def test_file_names_are_those_of_the_standard(tracking_id: str, expected: str) -> None:
    """The examples of section 5.1, and a translation."""
    assert file_name(tracking_id) == expected


@given(address=st.text(min_size=1).map(lambda text: "https://vendor.example/" + "".join(text.split())))
def test_addresses_become_uris(address: str) -> None:
    """Whatever an address holds, what comes out has the characters of RFC 3986 alone, and is its own URI."""
    uri = as_uri(address)
    assert re.fullmatch(r"(?:[A-Za-z0-9:/?#@!$&'()*+,;=~\-._]|%[0-9A-Fa-f]{2})+", uri)
    assert uri.count("#") <= 1
    assert as_uri(uri) == uri
    assert urlsplit(uri).hostname == "vendor.example"
