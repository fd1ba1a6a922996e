"""docs/own-site.md, done as it says: from the demonstration to an empty site under another name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
import pytest

from tests.conftest import ROOT
from tests.desk import put_on_path, run

PAGE = ROOT / "docs" / "own-site.md"
NAMES = {"pt_BR": "Problemas na Example Shop", "de": "Störungen beim Example Shop"}
"""What a translator makes of the new name of the site."""
NOT_RUN = ("make install", ". .venv/bin/activate")
"""The press is installed already; tests run with it."""


def blocks() -> list[str]:
    """The commands of the page, block by block."""
    found = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return ["".join(line + "\n" for line in block.splitlines() if line not in NOT_RUN) for block in found]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the press as a clone has it, with `advisory` on its path."""
    folder = tmp_path / "incident-press"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns("node_modules", ".venv", "site", ".git", "__pycache__"))
    put_on_path(folder, folder)
    return folder


def test_an_own_site_is_made_as_the_page_says(desk: Path) -> None:
    """Its pages bear the new name in each language and no label, and nothing of the demonstration is left."""
    leave, install, build, begin = blocks()
    run(leave, desk)
    settings = desk / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for old, new in (
        ("site_name: Incident Advisories", "site_name: Trouble at Example Shop"),
        ("demonstration: true", "demonstration: false"),
        ("incident-press.example", "status.shop.example"),
        ("Incident Press Demonstration Desk", "Example Shop"),
        ("{id: api, name: OpenAI API}", "{id: shop, name: Online shop}"),
        ("{id: chatgpt, name: ChatGPT}", "{id: app, name: App}"),
    ):
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, encoding="utf-8")
    run(install, desk)
    for file in desk.glob("locales/*/LC_MESSAGES/site.po"):
        catalogue = polib.pofile(str(file))
        for entry in catalogue.untranslated_entries():
            entry.msgstr = NAMES[file.parts[-3]] if "Trouble" in entry.msgid else entry.msgid
        catalogue.save()
    assert "0 advisories checked in English, Português (Brasil), Deutsch: no problem." in run(build, desk)
    assert "Contact: mailto:desk@status.shop.example" in (desk / "site/.well-known/security.txt").read_text()
    run(begin, desk)
    for path, name in {"en": "Trouble at Example Shop", "pt": NAMES["pt_BR"], "de": NAMES["de"]}.items():
        page = (desk / "site" / path / "index.html").read_text(encoding="utf-8")
        assert name in page
    public = b"".join(file.read_bytes() for file in (desk / "site").rglob("*") if file.is_file())
    for gone in (b"OpenAI", b"Mixpanel", b"Built from public reporting", b"incident-press.example"):
        assert gone not in public
    clone = desk.parent / "clone"
    run(f"git clone --quiet . {clone}", desk)
    run(build, clone)
