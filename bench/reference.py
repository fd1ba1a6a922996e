"""The same texts as ordinary pages for MkDocs with Material and mkdocs-static-i18n, without the press.

Each page has the text of the page that the press has written, as the Markdown that somebody would write by hand. Search
is off, which makes the other side quicker than it would be in use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

from build_tools.project import CONFIG
from build_tools.settings import read_site
from build_tools.site import Site

ALL_PAGES, THREE_PAGES = "all-pages.yml", "three-pages.yml"
_SHORT_PAGES = ("index.md", "advisories/index.md", "subscribe.md")


def write_reference(project: Path, folder: Path) -> Path:
    """A folder for `mkdocs build` with two settings files, from a project whose site has been built."""
    site, problems = read_site(project / CONFIG)
    if site is None:
        raise ValueError("\n".join(map(str, problems)))
    for path, text in [*_short_pages(site), *_advisories(project / "site")]:
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, encoding="utf-8")
    settings = _settings(site)
    _write_settings(folder / ALL_PAGES, settings)
    _write_settings(folder / THREE_PAGES, {**settings, "nav": list(_SHORT_PAGES)})
    return folder


def _short_pages(site: Site) -> Iterator[tuple[str, str]]:
    for language in site.language_paths:
        for path in _SHORT_PAGES:
            yield f"{language}/{path}", f"# {site.name}\n\n{site.description}\n"


def _advisories(built: Path) -> Iterator[tuple[str, str]]:
    """The page of every advisory in every language: its path below the folder of documents, and its text."""
    for page in sorted(built.glob("*/advisories/ADV-*/index.html")):
        body = BeautifulSoup(page.read_bytes(), "html.parser", parse_only=SoupStrainer(id="content"))
        title = body.find_all("h1")[0].get_text()
        path = page.parent.relative_to(built).as_posix()
        yield f"{path}.md", f"---\ntitle: {json.dumps(title)}\n---\n\n{_markdown(body)}\n"


def _markdown(body: BeautifulSoup) -> str:
    """Headings, paragraphs and list entries with their bold words; links and classes are left out."""
    blocks = (block for block in body.select("h1, h2, h3, p, li") if not block.find(["h3", "p", "li"]))
    return "\n\n".join(_MARKS.get(block.name, "") + _words(block) for block in blocks)


def _words(block: Tag) -> str:
    """The words of a block; a number with a full stop in front is no list, as in German dates."""
    for strong in block.find_all("strong"):
        strong.replace_with(f"**{strong.get_text()}**")
    return re.sub(r"^(\d+)\.", r"\1\\.", " ".join(block.get_text(" ").split()))


_MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- "}


def _settings(site: Site) -> dict[str, object]:
    first = site.language_paths[0]
    languages = [
        {"locale": setting.path, "name": setting.name, "build": True, "default": setting.path == first}
        for setting in site.languages
    ]
    return {
        "site_name": site.name,
        "site_description": site.description,
        "site_url": site.url,
        "theme": {"name": "material", "font": False},
        "plugins": [{"i18n": {"docs_structure": "folder", "languages": languages}}],
    }


def _write_settings(path: Path, settings: dict[str, object]) -> None:
    path.write_text(yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), encoding="utf-8")
