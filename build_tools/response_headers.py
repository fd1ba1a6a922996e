"""What a web server says beside each file: the one table, from which the files for servers are written.

A path is a pattern as the files `_headers` of Netlify and Cloudflare Pages have it: `:name` is any one segment, and an
asterisk any end of the path, or of one segment. Where several rows fit a path, both servers join the values of a header
that stands twice. So no header stands in two rows that fit one path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from build_tools.site import Site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy: nothing of another host, no inline script, and no frame around a page."""

SECURITY = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What stands beside every file. `includeSubDomains` is for whoever owns the domain to say."""

_SHORT = {"Cache-Control": "public, max-age=60, stale-if-error=86400"}
"""Readers see a correction after a minute; while the server is out of order, they see what they saw before."""
_LONG = {"Cache-Control": "public, max-age=31536000, immutable"}
_OPEN = {"Access-Control-Allow-Origin": "*"}
"""What programs in pages of other sites may read."""
_TEXT = {"Content-Type": "text/plain; charset=utf-8"}

_DIGEST = re.compile(r"\.[0-9a-f]{8,}\.")
_FEEDS = {
    "application/rss+xml": ("advisories.rss", "advisories-*.rss", "updates.rss", "updates-*.rss"),
    "application/atom+xml": ("advisories.atom", "advisories-*.atom", "updates.atom", "updates-*.atom"),
    "application/feed+json": ("feed.json", "feed-*.json", "updates.json", "updates-*.json"),
}
"""The media types of feeds, each with the names of its files: feeds, and the archives of a year."""
_FOLDERS_OF_FEEDS = ("/:language/", "/:language/products/:product/")


class Row(NamedTuple):
    """A pattern of paths, and the headers of what lies there."""

    path: str
    headers: Mapping[str, str]


def table(site: Site, assets: Iterable[str]) -> list[Row]:
    """All rows for a site and its style sheets, scripts and pictures. A name with a digest never gets other content."""
    hidden = {"X-Robots-Tag": "noindex"} if site.demonstration else {}
    return [Row("/*", {**SECURITY, **hidden}), *_cached(site, assets), *_open()]


def _cached(site: Site, assets: Iterable[str]) -> Iterator[Row]:
    for path in ("/", "/404.html", "/robots.txt", "/sitemap*", *(f"/{path}/*" for path in site.language_paths)):
        yield Row(path, _SHORT)
    for path in sorted(assets):
        yield Row(f"/{path}", _LONG if _DIGEST.search(path) else _SHORT)
    for path in ("/api/*", "/history/*"):
        yield Row(path, {**_SHORT, **_OPEN})
    yield Row("/.well-known/*", {**_SHORT, **_OPEN})


def _open() -> Iterator[Row]:
    """What programs read in the folders of languages, and the media types that servers do not know by themselves."""
    yield Row("/:language/api/*", _OPEN)
    yield Row("/.well-known/security.txt", _TEXT)
    for ending in ("sha256", "sha512", "asc"):
        yield Row(f"/.well-known/csaf/:year/*.{ending}", _TEXT)
    for media_type, names in _FEEDS.items():
        for folder in _FOLDERS_OF_FEEDS:
            for name in names:
                yield Row(folder + name, {"Content-Type": media_type, **_OPEN})
