"""Every link of a page to this site leads to a file of the tree."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Set

from build_tools.problems import Place, Problem
from build_tools.verify.expected import Expected

_LINK = re.compile(rb'(?:href|src)="([^"#?]+)')


def check(files: Mapping[str, bytes], paths: Set[str], expected: Expected) -> Iterator[Problem]:
    """Yield every link whose target is not produced."""
    own = expected.url.encode()
    for path, content in files.items():
        if path.endswith(".html"):
            base = posixpath.dirname(path)
            for target in set(_LINK.findall(content)):
                if (missing := _missing(target, base, own, paths)) is not None:
                    yield Problem(Place(path), "dead-link", f"The link `{missing}` leads nowhere.")


def _missing(target: bytes, base: str, own: bytes, paths: Set[str]) -> str | None:
    if target.startswith(own):
        wanted = target.removeprefix(own).decode()
    elif b":" in target:
        return None
    else:
        wanted = posixpath.normpath(posixpath.join(base, target.decode())) + ("/" if target.endswith(b"/") else "")
    wanted = wanted.removeprefix("./")
    if wanted in ("", ".") or wanted.endswith("/"):
        wanted = wanted.removesuffix(".") + "index.html"
    return None if wanted in paths else target.decode()
