"""Every link of a page to this site leads to a file of the tree."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Set
from urllib.parse import urlsplit

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_LINKS = (re.compile(rb'href="([^"#?]+)'), re.compile(rb'src="([^"#?]+)'))


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every link whose target is not produced."""
    own = expected.url.encode()
    root = urlsplit(own).path
    for path, content in files.items():
        if path.endswith(".html"):
            folder = posixpath.dirname(path)
            for target in {target for link in _LINKS for target in link.findall(content)}:
                start = next((it for it in (own, root) if target.startswith(it)), None)
                if start or b":" not in target:
                    wanted = _from_root(target.removeprefix(start or b""), "" if start else folder)
                    if wanted not in paths and _is_linked(target, content):
                        yield Problem(Place(path), "dead-link", f"The link `{target.decode()}` leads nowhere.")


def _is_linked(target: bytes, html: bytes) -> bool:
    """Whether a tag leads there: words that look like it do not."""
    return re.search(rb'<[^<>]*\b(?:href|src)="' + re.escape(target), html) is not None


def _from_root(target: bytes, folder: str) -> str:
    """The file that a link in a page of this folder leads to, below the site's root."""
    up = "../" * (folder.count("/") + 1) if folder else "./"
    link = target.decode()
    if folder and link.startswith(up) and not link.startswith("../", len(up)):
        wanted = link[len(up) :]
    else:
        wanted = posixpath.normpath(posixpath.join(folder, link)) + ("/" if link.endswith("/") else "")
        wanted = "" if wanted in (".", "./") else wanted
    return wanted + "index.html" if wanted == "" or wanted.endswith("/") else wanted
