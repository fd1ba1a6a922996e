"""docs/integrators.md: its example runs as it stands, and what it names is there."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from build_tools import pipeline
from tests.conftest import NOW, ROOT, published_at, read

JSON = (ROOT / "docs/integrators.md").read_text(encoding="utf-8").partition("## JSON")[2].partition("\n## ")[0]
"""What integrators are told of `/api/v1/`."""
SITE = "https://incident-press.example/"


@contextmanager
def serving(tree: dict[str, bytes]) -> Iterator[str]:
    """Serves the files of a tree on loopback; its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = tree.get(self.path.lstrip("/"))
            self.send_response(404 if content is None else 200)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_the_example_runs(project_folder: Path) -> None:
    """Copied, pointed at a site and run, it prints the advisory with its state and the data that was exposed."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", JSON, re.MULTILINE | re.DOTALL)
    tree: dict[str, bytes] = {}
    with serving(tree) as address:
        published_at(project_folder, address)
        project = read(project_folder)
        records = pipeline.public_records(project, NOW)
        tree.update(pipeline.build_tree(project, records, pipeline.render_frames(project))[0])
        command = [sys.executable, "-c", code.replace(SITE, address)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    title = "ADV-2025-0001 (investigating): Security incident at Mixpanel exposes metadata of OpenAI API accounts"
    assert done.stdout.splitlines()[:2] == [title, "- account names (confirmed)"]
    assert len(done.stdout.splitlines()) == 9


def test_every_document_is_explained(tree: Mapping[str, bytes]) -> None:
    """Each file below `/api/v1/` has its row in the table."""
    rows = re.findall(r"^\| `([^`]+)` \|", JSON, re.MULTILINE)
    holes = [
        re.escape(row).replace("<ID>", "ADV-[0-9-]+").replace("<N>", "[0-9]+").replace(r"\*", ".+") for row in rows
    ]
    published = [path.removeprefix("api/v1/") for path in tree if path.startswith("api/v1/")]
    assert len(published) == 10
    assert [path for path in published if not any(re.fullmatch(hole, path) for hole in holes)] == []
    assert [hole for hole in holes if not any(re.fullmatch(hole, path) for path in published)] == []
