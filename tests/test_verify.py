"""The checks on the finished tree find what they are for, and nothing in the shipped site."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from build_tools.verify import verify_tree
from build_tools.verify.expected import Expected
from tests.conftest import codes

LABELS = {"en": "Demonstration", "pt": "Demonstração", "de": "Demonstration"}
EXPECTED = Expected("https://incident-press.example/", True, LABELS)
PAGE = "en/advisories/ADV-2025-0001/index.html"


def test_the_shipped_site_is_without_fault(tree: Mapping[str, bytes]) -> None:
    """No check finds anything in the site as it is built."""
    assert verify_tree(tree, EXPECTED) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (PAGE, b"</body>", b'<a href="../ADV-2025-9999/">x</a></body>', "dead-link"),
        (PAGE, b"</body>", b'<a href="https://incident-press.example/xx/">x</a></body>', "dead-link"),
        (PAGE, b"</body>", b'<img src="https://tracker.example/p.gif"></body>', "foreign-resource"),
        (PAGE, b"</head>", b'<link rel="stylesheet" href="//cdn.example/a.css"></head>', "foreign-resource"),
        (PAGE, b"</head>", b"<LINK href=https://cdn.example/f rel=preload></head>", "foreign-resource"),
        (PAGE, b"</body>", b"<script>alert(1)</script></body>", "inline-script"),
        (PAGE, b"data-demonstration", b"", "demonstration-label"),
        ("de/advisories.rss", b"Demonstration</title>", b"x</title>", "demonstration-label"),
        ("pt/feed.json", "Demonstração".encode(), b"x", "demonstration-label"),
        ("de/advisories.rss", b"</rss>", b"", "not-well-formed"),
        ("de/feed.json", b"}", b"", "not-well-formed"),
    ],
)
def test_a_fault_is_found(tree: Mapping[str, bytes], path: str, old: bytes, new: bytes, code: str) -> None:
    """Each kind of fault, put into one file, is found there."""
    assert old in tree[path]
    problems = verify_tree({**tree, path: tree[path].replace(old, new)}, EXPECTED)
    assert code in codes(problems)
    assert {problem.place.file for problem in problems} == {path}


def test_a_real_site_must_not_carry_the_label(tree: Mapping[str, bytes]) -> None:
    """With `demonstration: false`, a page that says it is a demonstration is a fault."""
    problems = verify_tree(tree, Expected(EXPECTED.url, False, EXPECTED.labels))
    assert set(codes(problems)) == {"demonstration-label"}
    assert len(problems) == sum(path.endswith((".html", ".rss", "feed.json")) for path in tree)
