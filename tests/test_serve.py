"""The preview is for this machine alone, and says in plain words why it cannot start."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polib
import pytest
from click.testing import CliRunner

from build_tools import pipeline
from build_tools.cli import main
from build_tools.mkdocs_plugin import _for_this_machine
from build_tools.model.frame import Frames
from tests.conftest import read


@pytest.mark.parametrize("address", ["0.0.0.0:8000", "[::]:8000", "192.168.1.2:8000", "127.0.0.1:99999", "8000"])
def test_other_machines_cannot_be_served(project_folder: Path, address: str) -> None:
    """An address that others could reach, or that is none, is refused as a wrong call."""
    done = CliRunner().invoke(main, ["--project", str(project_folder), "serve", "--address", address])
    assert done.exit_code == 2
    assert "Drafts are served to this machine alone" in done.output


def test_a_port_in_use_is_said(project_folder: Path) -> None:
    """A second preview on the same port ends with a sentence and not with a traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = CliRunner().invoke(main, ["--project", str(project_folder), "serve", "--address", address])
    assert done.exit_code == 1
    assert "is in use" in done.output


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", "200 OK"),
        ("localhost:8000", "200 OK"),
        ("localhost", "200 OK"),
        ("evil.example:8000", "403 Forbidden"),
        ("evil.example", "403 Forbidden"),
        ("", "403 Forbidden"),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, status: str) -> None:
    """A foreign name that points here gets no draft."""

    def app(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"draft"]

    said: list[str] = []
    body = b"".join(_for_this_machine(app)({"HTTP_HOST": host}, lambda status, _headers: said.append(status)))
    assert said == [status]
    assert (body == b"draft") == (status == "200 OK")


def test_what_is_embargoed_is_previewed_as_such(project_folder: Path) -> None:
    """A release whose time has not come stands in the preview, marked, and not in the public site."""
    project, before = read(project_folder), datetime(2025, 11, 27, 17, 59, tzinfo=UTC)
    assert pipeline.public_records(project, before) == []
    (record,) = pipeline.preview_records(project, before)
    assert record.draft


def test_a_page_links_what_is_not_translated(project_folder: Path, theme: Frames) -> None:
    """Optional texts without a translation are left out, and the page says where they can be read."""
    path = project_folder / "locales/de/advisories/ADV-2025-0001.po"
    po = polib.pofile(str(path))
    next(entry for entry in po if "Organisations should check" in entry.msgid).msgstr = ""
    po.save()
    project = read(project_folder)
    record = pipeline.draft_record(project, project.drafts[0], datetime(2025, 12, 1, tzinfo=UTC))
    tree, problems = pipeline.build_tree(project, [record], theme)
    page = tree["de/advisories/ADV-2025-0001/index.html"].decode()
    assert not problems
    assert "data-missing" in page
    assert '<a href="../../../en/advisories/ADV-2025-0001/" lang="en" hreflang="en">English</a>' in page
    assert "data-missing" not in tree["pt/advisories/ADV-2025-0001/index.html"].decode()
