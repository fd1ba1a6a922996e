"""CSAF documents are signed by the system's `gpg` with a real key, in a keyring of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from tests.conftest import copy_project
from tests.test_csaf import files
from tests.test_losses import edit

CSAF = ".well-known/csaf"
NOW = "2025-12-01T12:00Z"
pytestmark = pytest.mark.gpg


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty keyring, which `gpg` uses; its path is short, since the socket of gpg-agent lies in it."""
    folder, gpgconf = Path(tempfile.mkdtemp(prefix="gpg-")), str(shutil.which("gpgconf"))
    monkeypatch.setenv("GNUPGHOME", str(folder))
    yield folder
    subprocess.run([gpgconf, "--homedir", str(folder), "--kill", "all"], check=True, capture_output=True)
    shutil.rmtree(folder, ignore_errors=True)


def gpg(*arguments: str, passphrase: str = "") -> str:
    """Run gpg; a new key gets the passphrase."""
    command = ["gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", passphrase, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def new_key(name: str, passphrase: str = "") -> str:
    """Make a key that can sign. Returns its fingerprint."""
    gpg("--quick-generate-key", name, "ed25519", "sign", "never", passphrase=passphrase)
    listed = gpg("--list-secret-keys", "--with-colons", name)
    found = re.search(r"^fpr:+([0-9A-F]{40}):", listed, re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture
def signing(project_folder: Path, keyring: Path) -> tuple[Path, str]:
    """The shipped project with a key in its settings, written with spaces as `gpg` prints it."""
    key = new_key("Desk <desk@incident-press.example>")
    set_key(project_folder, " ".join(key[at : at + 4] for at in range(0, 40, 4)).lower())
    return project_folder, key


def set_key(folder: Path, key: str) -> None:
    settings = folder / "mkdocs.yml"
    text = re.sub(r"\n      csaf: .*", "", settings.read_text(encoding="utf-8"))
    settings.write_text(f"{text}      csaf: {{signing_key: {key}}}\n", encoding="utf-8")


def build(folder: Path, output: str = "site", now: str = NOW) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "build", "--now", now, "--output", str(folder / output)])


def signed(folder: Path) -> dict[str, bytes]:
    """The signatures of a site."""
    return {path: content for path, content in files(folder).items() if re.search(r"/\d{4}/.*\.asc$", path)}


def test_every_document_is_signed(signing: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody else, who has nothing but the published key, verifies each document; one that was changed is refused."""
    folder, key = signing
    done = build(folder)
    assert done.exit_code == 0, done.output
    site = folder / "site"
    metadata = json.loads((site / CSAF / "provider-metadata.json").read_bytes())
    published = metadata["public_openpgp_keys"]
    assert published == [{"fingerprint": key, "url": f"https://incident-press.example/{CSAF}/openpgp/{key}.asc"}]
    assert metadata["role"] == "csaf_trusted_provider"
    public = site / CSAF / "openpgp" / f"{key}.asc"
    assert b"PRIVATE" not in public.read_bytes()
    reader = tmp_path / "reader.gpg"
    gpg("--no-default-keyring", "--keyring", str(reader), "--import", str(public))
    entries = json.loads((site / CSAF / "csaf-feed-tlp-white.json").read_bytes())["feed"]["entry"]
    assert len(entries) == len(signed(site)) == 3
    for entry in entries:
        signature = next(link["href"] for link in entry["link"] if link["rel"] == "signature")
        path = site / signature.removeprefix("https://incident-press.example/")
        gpg("--no-default-keyring", "--keyring", str(reader), "--verify", str(path), str(path.with_suffix("")))
    (site / CSAF / "2025" / "adv-2025-0001.json").write_bytes(b"{}")
    with pytest.raises(subprocess.CalledProcessError):
        gpg("--verify", str(site / CSAF / "2025/adv-2025-0001.json.asc"), str(site / CSAF / "2025/adv-2025-0001.json"))


def test_what_has_not_changed_keeps_its_signature(signing: tuple[Path, str]) -> None:
    """A second build changes nothing; after a change of one language, its document alone is signed anew."""
    folder, _ = signing
    build(folder)
    first = signed(folder / "site")
    again = build(folder)
    assert "up to date" in again.output
    assert signed(folder / "site") == first
    edit(folder / "locales/de/LC_MESSAGES/interface.po", 'msgstr "Bin ich betroffen?"', 'msgstr "Betrifft es mich?"')
    build(folder)
    second = signed(folder / "site")
    assert second.keys() == first.keys()
    assert {path for path in first if first[path] != second[path]} == {f"{CSAF}/2025/adv-2025-0001-de.json.asc"}


@pytest.mark.parametrize("kind", ["of another document", "of another key", "no signature", "gone"])
def test_a_signature_that_is_not_right_is_not_kept(signing: tuple[Path, str], kind: str) -> None:
    """What stands in the folder of the site is verified before it is published again."""
    folder, _ = signing
    build(folder)
    documents = folder / "site" / CSAF / "2025"
    signature = documents / "adv-2025-0001.json.asc"
    if kind == "of another document":
        signature.write_bytes((documents / "adv-2025-0001-de.json.asc").read_bytes())
    elif kind == "of another key":
        other = new_key("Somebody <somebody@else.example>")
        signature.unlink()
        gpg(
            "--local-user",
            other,
            "--armor",
            "--output",
            str(signature),
            "--detach-sign",
            str(documents / "adv-2025-0001.json"),
        )
    elif kind == "no signature":
        signature.write_bytes(b"-----BEGIN PGP SIGNATURE-----\n")
    else:
        signature.unlink()
    wrong = signature.read_bytes() if signature.exists() else None
    done = build(folder)
    assert done.exit_code == 0, done.output
    assert signature.read_bytes() != wrong
    gpg("--verify", str(signature), str(documents / "adv-2025-0001.json"))


def test_another_key_signs_everything_anew(signing: tuple[Path, str]) -> None:
    """With a new key in the settings, no signature and no key of before is left."""
    folder, old = signing
    build(folder)
    before = signed(folder / "site")
    new = new_key("Desk <desk@incident-press.example> 2")
    set_key(folder, new)
    assert build(folder).exit_code == 0
    after = signed(folder / "site")
    assert all(after[path] != content for path, content in before.items())
    assert [path.name for path in (folder / "site" / CSAF / "openpgp").iterdir()] == [f"{new}.asc"]
    assert old != new


@pytest.mark.parametrize("code", ["no-gpg", "no-signing-key", "not-signed"])
def test_what_keeps_gpg_from_signing_is_a_problem(
    signing: tuple[Path, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    """No program, no key, or one whose passphrase nobody can type: told with its mend, and the old site stays."""
    folder, _ = signing
    build(folder)
    before = files(folder / "site")
    if code == "no-gpg":
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "git").symlink_to(shutil.which("git") or "")
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    elif code == "no-signing-key":
        set_key(folder, "AB" * 20)
    else:
        set_key(folder, new_key("Locked <locked@incident-press.example>", passphrase="secret"))
        subprocess.run(["gpgconf", "--kill", "gpg-agent"], check=True)
        monkeypatch.setenv("DISPLAY", "")
        monkeypatch.delenv("GPG_TTY", raising=False)
    done = build(folder)
    assert done.exit_code == 1
    assert f"mkdocs.yml:1:1: error {code}: " in done.output
    assert "signing_key" in done.output or "gpg-agent" in done.output
    assert files(folder / "site") == before


def test_a_site_without_a_key_has_no_signatures(project_folder: Path) -> None:
    """Nothing is signed and no key is named, unless the settings say so."""
    assert build(project_folder).exit_code == 0
    assert not [path for path in files(project_folder / "site") if path.endswith(".asc")]
    assert b"openpgp" not in (project_folder / "site" / CSAF / "provider-metadata.json").read_bytes()


def test_mkdocs_signs_too(signing: tuple[Path, str]) -> None:
    """`mkdocs build` publishes the same signatures, and keeps those that stand."""
    folder, key = signing
    build(folder)
    before = signed(folder / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert signed(folder / "site") == before
    assert (folder / "site" / CSAF / "openpgp" / f"{key}.asc").exists()


def test_a_copy_of_the_project_builds_the_same_documents(signing: tuple[Path, str], tmp_path: Path) -> None:
    """Signatures hold the time at which they were made; all else of two builds is the same."""
    folder, _ = signing
    copy = copy_project(tmp_path / "copy")
    shutil.copy(folder / "mkdocs.yml", copy)
    trees = []
    for place in (folder, copy):
        build(place)
        trees.append({path: it for path, it in files(place / "site").items() if not path.endswith(".json.asc")})
    assert trees[0] == trees[1]
