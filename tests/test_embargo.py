"""What is not public is in no byte and no path of the site: drafts, embargoed releases, internal notes.

A word that stands nowhere else is planted in every free value of advisories in every state, and searched for in all
that a build produces. The words of what is public are found where they belong, so that the search is known to find.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polib
import pytest
from click.testing import CliRunner

from build_tools import pipeline, releasing
from build_tools.cli import main
from build_tools.history.files import Name, add_file, path_of
from build_tools.history.releases import freeze
from build_tools.model.frame import Frames
from build_tools.project import Project
from build_tools.render import LISTINGS, OUTPUTS, renderings
from tests.conftest import copy_project, read

NOW = datetime(2025, 12, 31, tzinfo=UTC)
BEFORE, AFTER = datetime(2025, 12, 1, 10, tzinfo=UTC), datetime(2026, 6, 1, 10, tzinfo=UTC)
LATER = datetime(2026, 7, 1, tzinfo=UTC)

# An advisory with every field; MARK stands in each value that an editor is free to choose.
WHOLE = """
id: {id}
language: en
incident:
  kind: {{code: credential_stuffing, stated_by: organisation, note: MARKkindnote, text: MARKkindtext}}
  status: investigating
  severity: {{code: low, reason: MARKreason}}
  aspects: [integrity]
  organisation: {{name: MARKorganisation}}
  vendor: {{name: MARKvendor, service: hosting}}
  own_systems: {{code: not_compromised, note: MARKownnote, text: MARKowntext}}
affected:
  products: [api]
  not_affected_products: [chatgpt]
  people: {{code: some, note: MARKpeoplenote, text: MARKpeopletext}}
  count: "{count}"
  contacted_directly: {{code: planned, note: MARKcontactednote, text: MARKcontactedtext}}
data:
  exposed: [{{code: {data}, note: MARKexposednote, text: MARKexposedtext}}]
  not_exposed: [{{code: full_name, note: MARKnotexposednote, text: MARKnotexposedtext}}]
timeline:
  - {{code: attack_started, date: "{date}", note: MARKeventnote, text: MARKeventtext}}
  - {{code: attack_blocked, not_before: "{date}", not_after: "{date}"}}
aware_at: "{date}"
assessment: [{{code: passwords_from_elsewhere, note: MARKassessmentnote, text: MARKassessmenttext}}]
risks: [{{code: profiling, based_on: [{data}], note: MARKrisknote, text: MARKrisktext}}]
measures:
  taken: [{{code: sessions_ended, note: MARKmeasurenote, text: MARKmeasuretext}}]
actions: [{{code: use_unique_passwords, note: MARKactionnote, text: MARKactiontext}}]
never_asked: {{items: [{data}], stated_by: organisation}}
genuine_messages: MARKgenuine
contact: MARKcontact
next_update: "{next}"
profiles: [MARKprofile]
text:
  title: MARKtitle
  summary: MARKsummary
  what_happened: "MARKhappened [MARKlink](ref:MARKreference)"
  lessons: [{{id: MARKlesson, text: MARKlessontext, stated_by: organisation}}]
references: [{{id: MARKreference, title: MARKreferencetitle, url: "https://MARKhost.example/MARKpath"}}]
release: {{change: {change}, text: MARKrelease}}
superseded_by: {successor}
internal: MARKinternal
waivers: [{{problem: email-address, words: MARKwaived, reason: MARKwaiver}}]
"""
FIXED = {"en", "when_known", "final", "external", "self", "unknown", "initial", "update", "correction", "email-address"}


def mark(name: str) -> str:
    """The word of a state; letters alone, so that no form of escaping changes it."""
    return f"zq{name}qz"


def write(folder: Path, advisory_id: str, name: str, change: str = "initial", **values: str) -> None:
    """Write the advisory with the marks of a state, and a German translation of all its texts."""
    number = int(advisory_id[-4:])
    date, count = f"19{number % 100:02d}-03-17", f"73{number}37"
    rest = {"data": "postal_address", "successor": "null", "next": f"20{number % 100:02d}-03-17T07:31:00Z", **values}
    text = WHOLE.format(id=advisory_id, change=change, date=date, count=count, **rest).replace("MARK", mark(name))
    (folder / f"advisories/2025/{advisory_id}.yaml").write_text(text, encoding="utf-8")
    assert CliRunner().invoke(main, ["--project", str(folder), "translations", "update"]).exit_code == 0
    translate(folder, advisory_id, name)


def translate(folder: Path, advisory_id: str, name: str, source: str = "") -> None:
    """Translate every text of the catalogue, over what is there; `source` is the state that its links are of."""
    path = folder / f"locales/de/advisories/{advisory_id}.po"
    po = polib.pofile(str(path))
    for entry in (entry for entry in po if not entry.obsolete):
        link = f" [x](ref:{mark(source or name)}reference)" if "ref:" in entry.msgid else ""
        entry.msgstr = mark(name + "de") + link
    po.save()


def release(folder: Path, advisory_id: str, at: datetime) -> None:
    project = read(folder)
    draft = next(draft for draft in project.drafts if draft.advisory.id == advisory_id)
    paths, problems = releasing.release(project, draft, at)
    assert paths, "\n".join(map(str, problems))


def release_unchecked(folder: Path, advisory_id: str, at: datetime) -> None:
    """Release what the command refuses: an advisory that names a successor which is not public."""
    project = read(folder)
    draft = next(draft for draft in project.drafts if draft.advisory.id == advisory_id)
    path = path_of(folder / "advisories", advisory_id, Name(1))
    add_file(path, freeze(project.content(draft), at, 1, None))


# By advisory: what of it is public, what is not, and how it came to be.
HIDDEN = {
    "ADV-2025-0081": "draft",
    "ADV-2025-0082": "embargoed",
    "ADV-2025-0083": "draftupdate",
    "ADV-2025-0084": "embargoedupdate",
    "ADV-2025-0085": "latertranslation",
}
PUBLIC = {"ADV-2025-0083": "first", "ADV-2025-0084": "second", "ADV-2025-0085": "third", "ADV-2025-0086": "fourth"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with an advisory in each state."""
    folder = copy_project(tmp_path_factory.mktemp("embargo") / "project")
    for advisory_id, name in PUBLIC.items():
        successor = "ADV-2025-0082" if name == "fourth" else "null"
        write(folder, advisory_id, name, data="order_history", successor=successor)
        if name == "fourth":
            write(folder, "ADV-2025-0082", "embargoed")
        (release_unchecked if name == "fourth" else release)(folder, advisory_id, BEFORE)
    release(folder, "ADV-2025-0082", AFTER)
    write(folder, "ADV-2025-0081", "draft")
    write(folder, "ADV-2025-0083", "draftupdate", "correction")
    write(folder, "ADV-2025-0084", "embargoedupdate", "correction")
    release(folder, "ADV-2025-0084", AFTER)
    translate(folder, "ADV-2025-0085", "latertranslation", "third")
    added, problems = releasing.release_translations(read(folder), "ADV-2025-0085", ("de",), AFTER)
    assert added, problems
    return read(folder)


@pytest.fixture(scope="module")
def site(desk: Project, theme: Frames, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """All that a build publishes, as it lies on the disk."""
    output = tmp_path_factory.mktemp("site") / "site"
    built = pipeline.build(desk, NOW, output)
    assert built.changed, built.problems
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, str):
        yield value


def test_every_free_value_bears_a_mark(desk: Project) -> None:
    """No field is left out: what is neither a code nor fixed by the format has the mark, or is a number."""
    codes = {code for entries in desk.vocabulary.groups.values() for code in entries}
    draft = next(draft for draft in desk.drafts if draft.advisory.id == "ADV-2025-0081").advisory
    values = draft.model_dump(mode="json")
    assert {name for name, value in values.items() if not value} == {"superseded_by"}
    free = set(leaves(values)) - codes - FIXED - set(desk.site.product_names) - {draft.id}
    unmarked = {value for value in free if mark("draft") not in value}
    assert unmarked == {"1981-03-17", "738137", "2081-03-17T07:31:00Z"}


def traces(name: str, advisory_id: str) -> list[str]:
    """What would betray a state: its mark, its translation, and the numbers that are its own."""
    number = advisory_id[-2:]
    own = [f"19{number}", f"20{number}-03", f"73{number}37", f"73.{number}", f"73,{number}", f"7{number}37"]
    return [mark(name), mark(name + "de"), *(own if name in ("draft", "embargoed") else [])]


@pytest.mark.parametrize("advisory_id", HIDDEN)
def test_nothing_hidden_is_in_any_byte(site: Mapping[str, bytes], advisory_id: str) -> None:
    """No file, and no name of a file, has a trace of what is not public."""
    for trace in traces(HIDDEN[advisory_id], advisory_id):
        assert [path for path, content in site.items() if trace in path or trace.encode() in content.lower()] == []


@pytest.mark.parametrize("advisory_id", ["ADV-2025-0081", "ADV-2025-0082"])
def test_an_advisory_that_is_not_public_is_not_named(site: Mapping[str, bytes], advisory_id: str) -> None:
    """Its id stands nowhere, not even where a public advisory names it as its successor."""
    assert [path for path, content in site.items() if advisory_id in path or advisory_id.encode() in content] == []


def test_no_code_tells_what_is_hidden(site: Mapping[str, bytes]) -> None:
    """A code that only hidden states use is in nothing that is said of advisories, nor is its label."""
    said = {path: content for path, content in site.items() if path != "api/v1/vocabulary.json"}
    for word in (b"postal_address", b"Postal addresses", "Endereços postais".encode(), b"Postanschriften"):
        assert [path for path, content in said.items() if word in content and not path.startswith("assets/")] == []


def test_internal_notes_are_nowhere(site: Mapping[str, bytes], desk: Project) -> None:
    """Neither notes nor waivers are in the site or in the history, not even those of public advisories."""
    files = dict(site)
    files |= {str(path): path.read_bytes() for path in (desk.root / "advisories/history").rglob("*.json")}
    kinds = ("internal", "waived", "waiver")
    notes = [f"{mark(name)}{kind}".encode() for name in (*PUBLIC.values(), *HIDDEN.values()) for kind in kinds]
    assert [path for path, content in files.items() if any(note in content for note in notes)] == []


# What each output shows of a public advisory, which proves that the search reads it. A new output belongs here.
SHOWS = {
    "chooser_page": None,
    "theme_assets": None,
    "subscribe_pages": None,
    "integrator_pages": "ADV-2025-00",
    "headers_file": None,
    "missing_pages": None,
    "security_txt": None,
    "home_pages": f"{mark('first')}title",
    "list_pages": f"{mark('first')}title",
    "advisory_pages": f"{mark('first')}exposednote",
    "feeds": f"{mark('first')}exposednote",
    "history_index": "ADV-2025-0083",
    "translations_json": "ADV-2025-0083",
    "api_documents": f"{mark('first')}exposednote",
    "api_index": "ADV-2025-0083",
    "api_schemas": None,
    "vocabulary_json": None,
    "csaf": f"{mark('first')}exposednote",
    "statuspage": "ADV-2025-0083",
    "sitemap": "ADV-2025-0083",
}


def test_every_output_is_searched(desk: Project, theme: Frames) -> None:
    """Each output is named above, writes something, and shows the marks of what is public."""
    publication = pipeline.publication(desk, pipeline.public_records(desk, NOW), theme)
    render, outputs = renderings(publication), {output.__module__: output(publication) for output in OUTPUTS}
    outputs |= {listing.__module__: listing(publication, tuple(render)) for listing in LISTINGS}
    found = {module.rpartition(".")[2]: [path for path, _ in files] for module, files in outputs.items()}
    assert found.keys() == SHOWS.keys()
    for name, paths in found.items():
        content = b"".join(render[path]() for path in paths)
        assert content
        assert SHOWS[name] is None or str(SHOWS[name]).encode() in content, name


def test_what_was_hidden_appears_when_its_time_has_come(desk: Project, theme: Frames) -> None:
    """With a later `now`, embargoed releases and translations are public; drafts still are not."""
    tree, problems = pipeline.build_tree(desk, pipeline.public_records(desk, LATER), theme)
    assert not problems
    whole = b"".join(tree.values())
    for name in ("embargoed", "embargoedupdate"):
        assert f"{mark(name)}title".encode() in whole
    assert mark("latertranslationde").encode() in tree["de/advisories/ADV-2025-0085/index.html"]
    assert b'data-superseded-by="ADV-2025-0082"' in tree["en/advisories/ADV-2025-0086/index.html"]
    assert b'data-supersedes="ADV-2025-0086"' in tree["en/advisories/ADV-2025-0082/index.html"]
    assert not re.search(rb"zqdraft(update)?(de)?qz", whole)


def test_the_next_change_is_told(desk: Project) -> None:
    """`advisory next` prints the instant of the next embargoed release, and nothing when there is none."""
    command = ["--project", str(desk.root), "next", "--now"]
    assert CliRunner().invoke(main, [*command, "2025-12-31T00:00Z"]).stdout == "2026-06-01T10:00:00Z\n"
    assert CliRunner().invoke(main, [*command, "2026-06-01T10:00:00Z"]).stdout == ""
    states = [
        [(record.current.number, record.current.later) for record in pipeline.public_records(desk, instant)]
        for instant in (NOW, AFTER.replace(hour=9, minute=59, second=59), AFTER)
    ]
    assert states[0] == states[1] != states[2]


def test_the_json_feed_does_not_name_a_hidden_successor(site: Mapping[str, bytes]) -> None:
    """`superseded_by` is null while the successor is not public."""
    items = json.loads(site["en/feed.json"])["items"]
    fourth = next(item for item in items if "ADV-2025-0086" in item["id"])
    assert fourth["_advisory"]["superseded_by"] is None
