"""`/.well-known/security.txt`: read by `sectxt`, the checker of the Dutch government, at a time when it holds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.project import read_project
from tests.conftest import codes
from tests.hosts import headers_of, rules_of

PATH = ".well-known/security.txt"
CANONICAL = "https://incident-press.example/.well-known/security.txt"
LEAST = """\
        contacts: ["mailto:desk@incident-press.example"]
        expires: 2027-10-31T00:00Z
"""
FULL = """\
        contacts: ["https://shop.example/report", "mailto:security@shop.example", "tel:+49-30-123456"]
        expires: 2027-10-31T01:00+01:00
        encryption: https://shop.example/key.asc
        acknowledgments: https://shop.example/thanks
        policy: https://shop.example/policy
        hiring: https://shop.example/jobs
"""
READER = """
import json, sys
from sectxt import Parser
parsed = Parser(sys.stdin.buffer.read(), urls=sys.argv[1])
found = {"fields": dict(parsed._values), "languages": parsed.preferred_languages}
for name in ("errors", "recommendations", "notifications"):
    found[name] = [it["code"] for it in getattr(parsed, name)]
print(json.dumps(found))
"""
NOT_SIGNED = "not_signed"
"""Nobody has asked for a key to sign the file with."""
NO_KEY = "no_encryption"
"""The demonstration reads no mail, so it has no key to encrypt to."""


def by_sectxt(content: bytes, at: str = "2027-06-01") -> dict[str, Any]:
    """What `sectxt` reads in a file on a day, by a clock that shows that day."""
    command = ["faketime", f"{at} 12:00:00", sys.executable, "-c", READER, CANONICAL]
    done = subprocess.run(command, input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def with_settings(folder: Path, new: str) -> Path:
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert LEAST in text
    settings.write_text(text.replace(LEAST, new), encoding="utf-8")
    return folder


def build(folder: Path, now: str = "2027-06-01T12:00Z") -> Result:
    done = CliRunner().invoke(main, ["--project", str(folder), "build", "--now", now])
    assert done.exit_code == 0, done.output
    return done


@pytest.mark.faketime
def test_the_demonstrations_file_is_without_fault(tree: Mapping[str, bytes]) -> None:
    """No error and no unknown field, and what is recommended is known; on the last day, too, and not after it."""
    found = by_sectxt(tree[PATH])
    assert (found["errors"], found["notifications"]) == ([], [])
    assert found["recommendations"] == [NO_KEY, NOT_SIGNED]
    assert found["languages"] == ["en", "pt-BR", "de"]
    assert by_sectxt(tree[PATH], "2027-10-30")["errors"] == []
    assert by_sectxt(tree[PATH], "2027-10-31")["errors"] == ["expired"]
    assert tree[PATH].startswith(b"# Demonstration.")


@pytest.mark.faketime
def test_every_field_is_read_as_it_was_set(project_folder: Path) -> None:
    """All settings come out, in their order, with what the press adds; nothing but a signature is missing."""
    build(with_settings(project_folder, FULL))
    found = by_sectxt((project_folder / "site" / PATH).read_bytes())
    assert (found["errors"], found["notifications"], found["recommendations"]) == ([], [], [NOT_SIGNED])
    assert found["fields"] == {
        "contact": ["https://shop.example/report", "mailto:security@shop.example", "tel:+49-30-123456"],
        "expires": ["2027-10-31T00:00:00Z"],
        "encryption": ["https://shop.example/key.asc"],
        "acknowledgments": ["https://shop.example/thanks"],
        "preferred-languages": ["en, pt-BR, de"],
        "canonical": [CANONICAL],
        "policy": ["https://shop.example/policy"],
        "hiring": ["https://shop.example/jobs"],
        "csaf": ["https://incident-press.example/.well-known/csaf/provider-metadata.json"],
    }


def test_it_is_served_as_text(tree: Mapping[str, bytes]) -> None:
    """RFC 9116 wants plain text in UTF-8, said so."""
    types = headers_of(f"/{PATH}", rules_of(tree["_headers"]))["Content-Type"]
    assert types == ["text/plain; charset=utf-8"]


def test_below_a_path_it_names_the_root_of_its_host(project_folder: Path) -> None:
    """Programs look for it there and nowhere else; what it links to lies below the path."""
    settings = project_folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("https://incident-press.example/", "https://host.example/status/"))
    build(project_folder)
    lines = (project_folder / "site" / PATH).read_text().splitlines()
    assert "Canonical: https://host.example/.well-known/security.txt" in lines
    assert "CSAF: https://host.example/status/.well-known/csaf/provider-metadata.json" in lines


def test_without_settings_there_is_no_file(project_folder: Path) -> None:
    """Nobody is named who was not set down."""
    settings = project_folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("      security_txt:\n" + LEAST, ""), encoding="utf-8")
    assert build(project_folder).stderr == ""
    assert not (project_folder / "site" / PATH).exists()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-10-29T23:59Z", "more than a year away"),
        ("2026-10-31T00:00Z", None),
        ("2027-10-01T00:00Z", None),
        ("2027-10-01T00:01Z", "which is soon over"),
        ("2027-10-31T00:00Z", "which is over"),
        ("2031-01-01T00:00Z", "which is over"),
    ],
)
def test_a_build_says_when_it_is_time_to_look_at_it(project_folder: Path, now: str, told: str | None) -> None:
    """A warning, which names the place and the mend; the notice is published all the same, with the same bytes."""
    done = build(project_folder, now)
    assert ("mkdocs.yml:1:1: warning security-txt-expires:" in done.stderr) == bool(told)
    assert (told or "") in done.stderr
    assert ("`expires`" in done.stderr) == bool(told)
    assert "Expires: 2027-10-31T00:00:00Z\n" in (project_folder / "site" / PATH).read_text()


@pytest.mark.parametrize(
    ("old", "new", "code", "mend"),
    [
        ('["mailto:desk@incident-press.example"]', "[]", "empty", "Add at least one"),
        ('["mailto:desk@incident-press.example"]', "[desk@shop.example]", "not-an-address", "`mailto:` before"),
        ('["mailto:desk@incident-press.example"]', '["http://shop.example"]', "not-an-address", "`https://…`"),
        ('["mailto:desk@incident-press.example"]', r'["https://a.example/\nExpires: x"]', "not-an-address", "page"),
        ('["mailto:desk@incident-press.example"]', '["https://a.example/ä b"]', "not-an-address", "page"),
        ("expires: 2027-10-31T00:00Z", "expires: 2027-10-31", "not-an-instant", "2027-10-31T14:30Z"),
        ("expires: 2027-10-31T00:00Z", "policy: https://a.example/", "missing-field", "Add `expires: …`"),
        ("expires: 2027-10-31T00:00Z", "expires: 2027-10-31T00:00Z\n        policy: /p", "not-an-address", "page"),
        ("expires: 2027-10-31T00:00Z", "expires: 2027-10-31T00:00Z\n        polcy: x", "unknown-key", "`policy`"),
        (
            "expires: 2027-10-31T00:00Z",
            "expires: 2027-10-31T00:00Z\n        encryption: openpgp4fpr:12",
            "not-an-address",
            "where the key lies",
        ),
    ],
)
def test_a_wrong_setting_is_a_problem(project_folder: Path, old: str, new: str, code: str, mend: str) -> None:
    """Each is found before anything is built, in its line, with what to write."""
    with_settings(project_folder, LEAST.replace(old, new))
    _, problems = read_project(project_folder)
    assert codes(problems) == [code]
    assert mend in problems[0].mend
    assert problems[0].place.file == "mkdocs.yml"
    assert problems[0].place.line > 20


def test_it_needs_https(project_folder: Path) -> None:
    """RFC 9116 allows the file on a site with https alone, so that nobody can exchange it on the way."""
    settings = project_folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("site_url: https:", "site_url: http:"))
    _, problems = read_project(project_folder)
    assert codes(problems) == ["not-secure"]
    with_settings(project_folder, LEAST)
    settings.write_text(settings.read_text().replace("      security_txt:\n" + LEAST, ""))
    assert read_project(project_folder)[1] == ()
