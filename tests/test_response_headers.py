"""`/_headers`: which headers each file of the site gets, by the reader of Netlify and by the rules of Cloudflare."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.project import Project
from build_tools.response_headers import table
from tests.conftest import read
from tests.hosts import address_of, headers_of, hosted, rules_of

ELSEWHERE = {
    "en/advisories-2024.rss": "application/rss+xml",
    "en/updates.atom": "application/atom+xml",
    "pt/products/api/feed-2024.json": "application/feed+json",
    "de/products/chatgpt/updates.rss": "application/rss+xml",
    ".well-known/csaf/provider-metadata.json": "application/json",
    ".well-known/csaf/2025/adv-2025-0001.json.sha256": "text/plain; charset=utf-8",
    ".well-known/csaf/2025/adv-2025-0001-de.json.asc": "text/plain; charset=utf-8",
    ".well-known/csaf/index.txt": "text/plain",
    ".well-known/csaf/changes.csv": "text/csv; charset=utf-8",
}
"""Paths that a site has once it grows, and their media types."""
MEDIA_TYPES = {
    r".*\.html": "text/html; charset=utf-8",
    r".*\.css": "text/css; charset=utf-8",
    r".*\.js": "text/javascript; charset=utf-8",
    r".*\.svg": "image/svg+xml",
    r"(en|pt|de)/(products/.*/)?(feed|updates)(-\d{4})?\.json": "application/feed+json",
    r".*\.rss": "application/rss+xml",
    r".*\.atom": "application/atom+xml",
    r".*\.json": "application/json",
    r".*\.xml": "application/xml",
    r"\.well-known/security\.txt": "text/plain; charset=utf-8",
    r".*\.(sha256|sha512|asc)": "text/plain; charset=utf-8",
    r".*\.txt": "text/plain",
    r".*\.csv": "text/csv; charset=utf-8",
}
"""What each path must be served as; the first pattern that fits decides."""
EVERYWHERE = {
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
}


@pytest.fixture(scope="module")
def paths(tree: Mapping[str, bytes]) -> list[str]:
    """The files of the site that hosts show, and those that it will have."""
    return [path for path in tree if path != "_headers"] + [path for path in ELSEWHERE if path not in tree]


def expected_type(path: str) -> str:
    return next(media_type for pattern, media_type in MEDIA_TYPES.items() if re.fullmatch(pattern, path))


def test_each_file_is_served_as_what_it_is(tree: Mapping[str, bytes], paths: list[str]) -> None:
    """Asked over HTTP, each path of the site has its media type, and the headers of security in full."""
    with hosted({**dict.fromkeys(ELSEWHERE, b""), **tree}) as site:
        for path in paths:
            with urllib.request.urlopen(site + address_of(path)[1:]) as answer:  # noqa: S310 - on this machine
                assert (path, answer.headers["Content-Type"]) == (path, ELSEWHERE.get(path, expected_type(path)))
                assert set(answer.headers) >= EVERYWHERE
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", sorted(ELSEWHERE))
def test_what_is_expected_agrees(path: str) -> None:
    """The two tables of this test say the same."""
    assert ELSEWHERE[path] == expected_type(path)


def test_no_header_is_said_twice(tree: Mapping[str, bytes], paths: list[str]) -> None:
    """Hosts would join the values of both, and a joined media type or age is none."""
    rules = rules_of(tree["_headers"])
    for path in paths:
        assert {name: values for name, values in headers_of(address_of(path), rules).items() if len(values) > 1} == {}


def test_programs_of_other_sites_may_read_data_alone(tree: Mapping[str, bytes], paths: list[str]) -> None:
    """JSON, feeds and what is well known may be read from anywhere; pages, scripts and styles need not."""
    rules = rules_of(tree["_headers"])
    for path in paths:
        is_data = path.startswith((".well-known/", "api/", "history/")) or path.endswith((".json", ".rss", ".atom"))
        assert headers_of(address_of(path), rules).get("Access-Control-Allow-Origin", []) == ["*"] * is_data, path


def test_only_what_never_changes_is_kept_long(tree: Mapping[str, bytes], paths: list[str]) -> None:
    """A correction is seen after a minute; only a file whose name has a digest of its content is kept for a year."""
    rules = rules_of(tree["_headers"])
    ages = {path: headers_of(address_of(path), rules)["Cache-Control"] for path in paths}
    long = {path for path, (age,) in ages.items() if age == "public, max-age=31536000, immutable"}
    assert {re.sub(r"[0-9a-f]{8}", "…", path) for path in long} == {"assets/stylesheets/main.….min.css"}
    assert {age for path, (age,) in ages.items() if path not in long} == {"public, max-age=60, stale-if-error=86400"}


def test_netlify_reads_the_same(
    tree: Mapping[str, bytes], paths: list[str], headers_parser: Path, tmp_path: Path
) -> None:
    """Netlify's own reader finds no fault in the file, and gives each path the headers that Cloudflare's rules give."""
    (tmp_path / "_headers").write_bytes(tree["_headers"])
    done = subprocess.run(
        ["node", str(headers_parser), str(tmp_path / "_headers")],
        input=json.dumps([address_of(path) for path in paths]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rules = rules_of(tree["_headers"])
    assert json.loads(done.stdout) == {address_of(path): headers_of(address_of(path), rules) for path in paths}


def test_the_file_is_within_the_limits_of_hosts(project: Project, tree: Mapping[str, bytes]) -> None:
    """Cloudflare reads a hundred rules, and 2,000 characters of a line; a site of thirty languages stays below."""
    assert max(map(len, tree["_headers"].splitlines())) < 2000
    many = tuple(project.site.languages[0].with_fields(path=f"l{number}") for number in range(30))
    assert len(table(project.site.with_fields(languages=many), [path for path in tree if "assets/" in path])) < 100


def test_a_demonstration_stays_out_of_search(project_folder: Path, tree: Mapping[str, bytes]) -> None:
    """Its feeds and data say so, too, where a file has no place for it; a site of one's own does not."""
    assert headers_of("/en/feed.json", rules_of(tree["_headers"]))["X-Robots-Tag"] == ["noindex"]
    site = read(project_folder).site.with_fields(demonstration=False)
    assert not any("X-Robots-Tag" in headers for _, headers in table(site, ()))
