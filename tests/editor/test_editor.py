"""What an editor with the YAML language server does with an advisory: it completes, explains and underlines."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT, SOUND
from tests.editor.conftest import vscode_settings
from tests.editor.language_server import LanguageServer

COMPLETED = {
    "fields at the top": ("‸\n", "timeline", "What took place, the earliest first"),
    "fields of a mapping": ("text:\n  ‸\n", "what_happened", "What happened, beyond what the facts say"),
    "fields of an entry": ("timeline:\n  - code: attack_started\n    ‸\n", "not_after", "The latest that it can have"),
    "codes in a list": ("data:\n  exposed:\n    - ‸\n", "email_address", "the address linked to the account"),
    "codes of an entry": ("timeline:\n  - code: ‸\n", "dataset_exported", "The attacker exported a dataset"),
    "codes in brackets": ("risks: [‸]\n", "phishing", "Fraudulent messages can be made"),
    "a source": ("data: {stated_by: ‸}\n", "researchers", "security researchers"),
    "a date that is not known": ("aware_at: ‸\n", "unknown", "Readers are told that it is not known."),
    "the next update": ("next_update: ‸\n", "final", "No further ones are planned."),
}


@pytest.mark.parametrize(("text", "label", "words"), COMPLETED.values(), ids=COMPLETED)
def test_completes(language_server: LanguageServer, text: str, label: str, words: str) -> None:
    """Fields and codes are offered where they can stand, each with its words."""
    offered = language_server.completions(SOUND + text)
    assert words in documentation(offered[label])


def test_completes_products(language_server: LanguageServer) -> None:
    """The products of mkdocs.yml are offered by their ids, with their names."""
    offered = language_server.completions(SOUND.replace("[api]", "[‸]"))
    told = {label: documentation(item) for label, item in offered.items()}
    assert told == {"api": "OpenAI API", "chatgpt": "ChatGPT"}


@pytest.mark.parametrize("text", ["text:\n  ‸\n", "text:\n  title: ‸\n", "timeline:\n  - not_before: ‸\n", "‸\n"])
def test_writes_nothing_that_passes_for_a_fact(language_server: LanguageServer, text: str) -> None:
    """No completion puts the example of a field into the file."""
    for item in language_server.completions(SOUND + text).values():
        written = getattr(item.text_edit, "new_text", item.insert_text) or ""
        assert "Mixpanel" not in written
        assert "2025" not in written


HOVERED = {
    "a field": ("timeline: [{code: attack_started, da‸te: unknown}]\n", "When it was", "For example: `2025-11-09`"),
    "a list": (
        "data: {expo‸sed: [password]}\n",
        "The data that was exposed",
        "{code: phone_number, certainty: possible}",
    ),
    "a text": ("text: {sum‸mary: Words.}\n", "Two or three sentences: what happened", "Passwords were not exposed."),
    "a code in a list": ("data: {exposed: [pass‸word]}\n", "`password`: passwords", "also in encrypted or hashed form"),
    "a code of an entry": (
        "risks: [{code: phi‸shing}]\n",
        "What may follow",
        "`phishing`: phishing – Fraudulent messages",
    ),
    "a product": ("", "`api`: OpenAI API", "`chatgpt`: ChatGPT"),
}


@pytest.mark.parametrize(("text", "words", "more"), HOVERED.values(), ids=HOVERED)
def test_explains(language_server: LanguageServer, text: str, words: str, more: str) -> None:
    """A field is shown with its description and an example, a code with its label and its text."""
    shown = language_server.hover(SOUND + text if text else SOUND.replace("[api]", "[a‸pi]"))
    assert words in shown
    assert more in shown


UNDERLINED = {
    "unknown code": (SOUND.replace("high", "hgih"), 2, "This is no severity. Ctrl+Space shows those that are known."),
    "unknown code in a list": (f"{SOUND}data: {{exposed: [passwort]}}\n", 5, "This is no kind of data."),
    "unknown code of an entry": (f"{SOUND}risks: [{{code: fishing}}]\n", 5, "This is no risk."),
    "unknown product": (SOUND.replace("[api]", "[apis]"), 3, "This is no product in mkdocs.yml."),
    "unknown language": (SOUND.replace("en\n", "fr\n"), 1, "This is no language of this site."),
    "unknown key": (f"{SOUND}titel: Words\n", 5, "Property titel is not allowed."),
    "missing field": (SOUND.replace("language: en\n", ""), 0, 'Missing property "language".'),
    "text for a list": (SOUND.replace("[api]", "api"), 3, "A list belongs here."),
    "text for a mapping": (f"{SOUND}text: Words\n", 5, "Lines with `key: value` belong here"),
    "list for a text": (f"{SOUND}text: {{title: [Words]}}\n", 5, "Text belongs here."),
    "German date": (f"{SOUND}aware_at: 20.11.2025\n", 5, "Write year-month-day, such as `2025-11-30`"),
    "comma in a number": (SOUND.replace("some}", 'some, count: "12,500"}'), 3, "Write digits alone, such as `12500`"),
    "point in a number": (SOUND.replace("some}", "some, count: 12.500}"), 3, "Write digits alone, such as `12500`"),
    "address without a scheme": (
        f"{SOUND}references: [{{id: statement, title: Words, url: shop.example}}]\n",
        5,
        "An address looks like `https://status.example/notice`.",
    ),
    "blank that was not filled": (f"{SOUND}timeline: [{{code: ___, date: unknown}}]\n", 5, "This is no event"),
}


@pytest.mark.parametrize(("text", "line", "message"), UNDERLINED.values(), ids=UNDERLINED)
def test_underlines(language_server: LanguageServer, text: str, line: int, message: str) -> None:
    """One mistake is underlined once, in its line, in words that say what belongs there."""
    (found,) = language_server.diagnostics(text)
    assert found.range.start.line == line
    assert found.message.startswith(message)


@pytest.mark.parametrize("path", ["advisories/2025/ADV-2025-0001.yaml", "tests/samples/ADV-2025-0002.yaml"])
def test_underlines_nothing_that_is_sound(language_server: LanguageServer, path: str) -> None:
    """A sound advisory has not a single line under it; of the sample, only products of another site."""
    found = language_server.diagnostics((ROOT / path).read_text(encoding="utf-8"))
    assert {one.message for one in found} <= {
        "This is no product in mkdocs.yml. Ctrl+Space shows those that are known."
    }
    assert bool(found) == path.startswith("tests/")


@pytest.mark.language_server
def test_other_editors_find_the_schema_by_a_line() -> None:
    """Without settings, the first line of a file leads to the schema; what docs/format.md shows is that line."""
    (line,) = re.findall(
        r"`(# yaml-language-server: [^`]+)`", (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    )
    nothing = {name: value for name, value in vscode_settings().items() if name != "yaml.schemas"}
    text = SOUND.replace("high", "hgih")
    with LanguageServer(ROOT, nothing) as server:
        assert server.diagnostics(text) == []
        (found,) = server.diagnostics(f"{line}\n{text}")
    assert found.message.startswith("This is no severity.")


def test_an_editor_asks_nothing_of_the_network() -> None:
    """The settings switch off what the extension would fetch or send."""
    off = ("yaml.schemaStore.enable", "yaml.kubernetesCRDStore.enable", "redhat.telemetry.enabled")
    settings = vscode_settings()
    assert [settings[name] for name in off] == [False] * 3
    assert all(schema.startswith("./") for schema in settings["yaml.schemas"])


def documentation(item: object) -> str:
    """The words that stand beside what is offered."""
    words = getattr(item, "documentation", None) or ""
    return str(getattr(words, "value", words))
