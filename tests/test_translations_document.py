"""`/api/v1/translations.json`: what is translated, as integrators read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polib
from jsonschema import Draft202012Validator

from build_tools.api.translations import TranslationsDocument
from build_tools.model.frame import Frames
from tests.test_losses import SOURCE, edit, run
from tests.test_standing import ID, build

LESSON = "text.lessons.vendor_security.text"

GERMAN = {
    "text.summary": "Durch einen Vorfall bei Mixpanel, einem Webanalyse-Dienstleister von OpenAI, wurden Metadaten "
    "einiger Konten der OpenAI API offengelegt. Passwörter, API-Schlüssel und Chatinhalte wurden nicht offengelegt. "
    "Betrügerische Nachrichten können folgen.",
    LESSON: "Jede Organisation sollte die Sicherheitspraxis ihrer Dienstleister prüfen und an Analysedienste möglichst "
    "wenige Daten weitergeben, mit denen sich Personen identifizieren lassen.",
    "release.text": "Der Wortlaut ist klarer.",
}


def document(folder: Path, theme: Frames) -> dict[str, Any]:
    """The document of a build, which must be of the published form."""
    content: dict[str, Any] = json.loads(build(folder, theme)["api/v1/translations.json"])
    schema = TranslationsDocument.model_json_schema(mode="serialization")
    Draft202012Validator(schema).validate(content)
    return content["advisories"]


def states(folder: Path, theme: Frames) -> dict[str, tuple[str, list[str]]]:
    """State and missing texts of the advisory, by the tag of the language."""
    languages = document(folder, theme)[ID]["languages"]
    return {tag: (it["state"], it["missing"]) for tag, it in languages.items()}


def translate(folder: Path, locale: str, field: str, text: str) -> None:
    """Write the translation of a field into a catalogue."""
    po = polib.pofile(str(folder / f"locales/{locale}/advisories/{ID}.po"))
    next(it for it in po if it.msgctxt == f"{ID}/{field}" and not it.obsolete).msgstr = text
    po.save()


def test_what_is_shipped_is_complete(project_folder: Path, theme: Frames) -> None:
    """Its texts are those of the source, each marked as critical or not; nothing is missing in any language."""
    shipped = document(project_folder, theme)[ID]
    assert shipped["texts"]["text.summary"] == {"critical": True}
    assert shipped["texts"][LESSON] == {"critical": False}
    assert states(project_folder, theme) == {"en": ("source", []), "pt-BR": ("complete", []), "de": ("complete", [])}


def test_each_state_is_told_from_its_time_on(project_folder: Path, theme: Frames) -> None:
    """A changed lesson is left out, a changed summary makes an edition partial; later words mend one language."""
    edit(project_folder / SOURCE, "change: initial", "change: editorial")
    edit(project_folder / SOURCE, "Organisations should check", "Every organisation should check")
    assert run(project_folder, "translations", "update").exit_code == 0
    assert run(project_folder, "release", ID, "--at", "2025-12-01T10:00Z").exit_code == 0
    assert states(project_folder, theme)["de"] == ("reduced", [LESSON])
    edit(project_folder / SOURCE, "Fraudulent messages may follow", "Fraudulent messages can follow")
    edit(
        project_folder / SOURCE,
        "release: {change: editorial}",
        "release: {change: editorial, text: The wording is clearer.}",
    )
    assert run(project_folder, "translations", "update").exit_code == 0
    assert run(project_folder, "release", ID, "--at", "2025-12-02T10:00Z").exit_code == 0
    assert states(project_folder, theme)["de"] == ("partial", ["text.summary", LESSON, "release.text"])
    for field, words in GERMAN.items():
        translate(project_folder, "de", field, words)
    done = run(project_folder, "translations", "release", ID, "--at", "2025-12-03T10:00Z")
    assert done.exit_code == 0, done.output
    assert states(project_folder, theme) == {
        "en": ("source", []),
        "pt-BR": ("partial", ["text.summary", LESSON, "release.text"]),
        "de": ("complete", []),
    }
    assert document(project_folder, theme)[ID]["languages"]["de"]["modified"] == "2025-12-03T10:00:00Z"


def test_a_draft_is_not_in_it(project_folder: Path, theme: Frames) -> None:
    """What was never released is not told, and a facts-only advisory has no texts."""
    sample = Path(__file__).parent / "samples/ADV-2025-0002.yaml"
    target = project_folder / "advisories/2025/ADV-2025-0002.yaml"
    text = sample.read_text(encoding="utf-8").replace("products: [shop]", "products: [api]")
    target.write_text(text.replace("  not_affected_products: [app]\n", ""), encoding="utf-8")
    assert list(document(project_folder, theme)) == [ID]
    assert run(project_folder, "release", "ADV-2025-0002", "--at", "2025-12-01T10:00Z").exit_code == 0
    assert document(project_folder, theme)["ADV-2025-0002"]["texts"] == {}
