"""What can become of an advisory, one stage after the other: the history that outputs for programs are shown with.

A project without the shipped advisory goes through all stages once; as the history keeps every release, the site of
each stage is that of its instant.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polib
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.model.frame import Frames
from build_tools.project import Project
from tests.conftest import copy_project

FIRST, SECOND, THIRD = "ADV-2026-0001", "ADV-2026-0002", "ADV-2026-0003"
LOCALES = {"en": "en_GB", "pt": "pt_BR", "de": "de"}
TEXTS = {
    FIRST: f"""\
id: {FIRST}
language: en
incident:
  kind: {{code: credential_stuffing, stated_by: organisation}}
  status: investigating
  severity: medium
  organisation: {{name: Example Shop}}
affected: {{products: [api], not_affected_products: [chatgpt], people: some, count: 12500}}
data:
  exposed: [full_name, {{code: phone_number, certainty: possible, stated_by: researchers}}]
  not_exposed: [password]
timeline:
  - {{code: attack_started, not_before: 2026-01-03, not_after: 2026-01-04, certainty: possible}}
  - {{code: attack_blocked, date: 2026-01-04T22:30-03:00, stated_by: organisation}}
actions: [change_password, enable_mfa]
text:
  title: Log-ins with stolen passwords at Example Shop
  summary: Attackers used passwords from elsewere. Few accounts are affected.
references: [{{id: notice, title: Notice of Example Shop, url: "https://shop.example/notice?a=1&b=2"}}]
release: {{change: initial}}
internal: Nobody must ever read this.
""",
    SECOND: f"""\
id: {SECOND}
language: de
incident: {{kind: lost_device, status: resolved, severity: low, organisation: {{name: Beispiel GmbH}}}}
affected: {{products: [chatgpt], people: unknown}}
data: {{exposed: [email_address]}}
actions: [no_action_needed]
text: {{title: Laptop der Beispiel GmbH gestohlen}}
release: {{change: initial}}
""",
    THIRD: f"""\
id: {THIRD}
language: pt
incident: {{kind: ransomware, status: identified, severity: critical, organisation: {{name: Exemplo S.A.}}}}
affected: {{products: [api, chatgpt], people: all}}
data: {{exposed: [full_name]}}
actions: [beware_unexpected_messages]
text: {{lessons: [{{id: backups, text: Cópias de segurança devem ser testadas.}}]}}
release: {{change: initial}}
""",
}
TITLE = "Log-ins with stolen passwords at Example Shop"
SUMMARY = "Attackers used passwords from elsewhere. Few accounts are affected."
CORRECTED = "Attackers used passwords from elsewhere. ChatGPT is affected, too."
LESSON = "Shops should not accept passwords that were stolen elsewhere."
CAUSE = "The count of people was wrong, and a product was missing."
TRANSLATIONS = {
    "en": {"Laptop der Beispiel GmbH gestohlen": "Laptop of Beispiel GmbH stolen"},
    "pt": {
        TITLE: "Acessos com senhas roubadas na Example Shop",
        SUMMARY: "Invasores usaram senhas obtidas em outros lugares. Poucas contas foram afetadas.",
        CORRECTED: "Invasores usaram senhas obtidas em outros lugares. O ChatGPT também foi afetado.",
        CAUSE: "O número de pessoas estava errado, e faltava um produto.",
        LESSON: "Lojas não devem aceitar senhas roubadas em outros lugares.",
        "Notice of Example Shop": "Comunicado da Example Shop",
    },
    "de": {
        TITLE: "Anmeldungen mit gestohlenen Passwörtern bei Example Shop",
        SUMMARY: "Angreifer nutzten Passwörter von anderswo. Wenige Konten sind betroffen.",
        CORRECTED: "Angreifer nutzten Passwörter von anderswo. Auch ChatGPT ist betroffen.",
        CAUSE: "Die Zahl der Personen war falsch, und ein Produkt fehlte.",
        LESSON: "Shops sollten keine Passwörter annehmen, die anderswo gestohlen wurden.",
        "Notice of Example Shop": "Mitteilung von Example Shop",
    },
}


@dataclass(frozen=True)
class Stage:
    """What happens at an instant: what is edited and translated before, and the commands without their `--at`."""

    name: str
    at: str
    commands: tuple[tuple[str, ...], ...]
    edits: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    translated: str = FIRST
    advisories: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


RELEASE = (("release", FIRST),)
STAGES = (
    Stage("first release", "2026-01-05T09:00Z", RELEASE, languages=("pt", "de"), advisories=(FIRST,)),
    Stage(
        "silent editorial change",
        "2026-01-06T09:00Z",
        RELEASE,
        edits=(("elsewere", "elsewhere"), ("change: initial", "change: editorial")),
        languages=("pt", "de"),
    ),
    Stage(
        "update",
        "2026-01-07T09:00Z",
        RELEASE,
        edits=(
            ("status: investigating", "status: monitoring"),
            ("references:", f"  lessons: [{{id: passwords, text: {LESSON}}}]\nreferences:"),
            ("change: editorial", "change: update"),
        ),
    ),
    Stage(
        "correction that nobody has translated yet",
        "2026-01-08T09:00Z",
        RELEASE,
        edits=(
            ("products: [api], not_affected_products: [chatgpt]", "products: [api, chatgpt]"),
            ("count: 12500", "count: {from: 10000, to: 20000}"),
            (SUMMARY, CORRECTED),
            ("change: update}", f'change: correction, text: "{CAUSE}"}}'),
        ),
    ),
    Stage("later translation", "2026-01-09T09:00Z", (("translations", "release", FIRST),), languages=("pt", "de")),
    Stage(
        "withdrawal", "2026-01-10T09:00Z", (("withdraw", FIRST, "--reason", "It was published for another company."),)
    ),
    Stage("reinstatement", "2026-01-11T09:00Z", (("reinstate", FIRST, "--text", "It was right after all."),)),
    Stage(
        "two advisories in one second",
        "2026-01-12T09:00Z",
        (("release", SECOND), ("release", THIRD)),
        advisories=(SECOND, THIRD),
    ),
    Stage(
        "translation of one that was not written in English",
        "2026-01-13T09:00Z",
        (("translations", "release", SECOND, "--language", "en"),),
        languages=("en",),
        translated=SECOND,
    ),
)


def lived(folder: Path) -> Path:
    """Let everything happen in a new project in a folder."""
    copy_project(folder)
    for gone in ("advisories/history", "advisories/2025", *(f"locales/{it}/advisories" for it in LOCALES.values())):
        shutil.rmtree(folder / gone, ignore_errors=True)
    (folder / "advisories/2026").mkdir()
    for stage in STAGES:
        _happen(stage, folder)
    return folder


def _happen(stage: Stage, folder: Path) -> None:
    for advisory_id in stage.advisories:
        _source(folder, advisory_id).write_text(TEXTS[advisory_id], encoding="utf-8")
    for old, new in stage.edits:
        text = _source(folder, FIRST).read_text(encoding="utf-8")
        assert old in text
        _source(folder, FIRST).write_text(text.replace(old, new), encoding="utf-8")
    run(folder, "translations", "update")
    for language in stage.languages:
        translate(folder, stage.translated, language)
    for command in stage.commands:
        run(folder, *command, "--at", stage.at)


def _source(folder: Path, advisory_id: str) -> Path:
    return folder / f"advisories/2026/{advisory_id}.yaml"


def run(folder: Path, *arguments: str) -> None:
    """Run a command in the project; it must work."""
    done = CliRunner().invoke(main, ["--project", str(folder), *arguments])
    assert done.exit_code == 0, done.output


def translate(folder: Path, advisory_id: str, language: str) -> None:
    """Fill what is empty in a catalogue of an advisory."""
    catalogue = polib.pofile(str(folder / f"locales/{LOCALES[language]}/advisories/{advisory_id}.po"))
    for entry in catalogue:
        if not entry.msgstr and not entry.obsolete:
            entry.msgstr = TRANSLATIONS[language][entry.msgid.replace("elsewere", "elsewhere")]
    catalogue.save()


def site_at(project: Project, theme: Frames, at: str) -> dict[str, bytes]:
    """The whole site of an instant by path, which must be without problems."""
    records = pipeline.public_records(project, datetime.fromisoformat(at))
    tree, problems = pipeline.build_tree(project, records, theme)
    assert not problems, "\n".join(map(str, problems))
    return tree
