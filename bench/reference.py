"""The same texts as ordinary pages for MkDocs with Material and mkdocs-static-i18n, without the press.

Each page has the body that the press writes, as HTML in a Markdown file: nothing has to be converted, and search is
off. Both make the other side quicker than it would be in use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.corpus import NOW
from build_tools import pipeline
from build_tools.feed_items import page_path
from build_tools.model.frame import Frames
from build_tools.render.advisory_pages import advisory_page
from build_tools.render.publication import Publication
from build_tools.site import Site

CONFIG = "mkdocs.yml"
THREE_PAGES = ("index.md", "advisories/index.md", "subscribe.md")


def write_reference(project_folder: Path, folder: Path, *, all_in_navigation: bool) -> Path:
    """A project for `mkdocs build`, with a page for each edition of the press's project. Returns the folder."""
    publication = _publication(project_folder)
    for path, text in _pages(publication):
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, encoding="utf-8")
    settings = _settings(publication.site, all_in_navigation=all_in_navigation)
    (folder / CONFIG).write_text(yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return folder


def _publication(project_folder: Path) -> Publication:
    project, problems = pipeline.read_project(project_folder)
    if project is None:
        raise ValueError("\n".join(map(str, problems)))
    editions = pipeline.localise_all(pipeline.public_records(project, NOW), project)
    return Publication(project.site, project.languages, editions, Frames({}, {}))


def _pages(publication: Publication) -> Iterator[tuple[str, str]]:
    """Every page by its path below the folder of documents: an advisory each, and three short ones per language."""
    for language, editions in publication.editions.items():
        for path in THREE_PAGES:
            yield f"{language}/{path}", f"# {publication.site.name}\n\n{publication.site.description}\n"
        for edition in editions:
            page = advisory_page(edition, publication)
            yield f"{page_path(edition).rstrip('/')}.md", f"---\ntitle: {json.dumps(page.title)}\n---\n\n{page.body}\n"


def _settings(site: Site, *, all_in_navigation: bool) -> dict[str, object]:
    first, *_ = site.languages
    languages = [
        {"locale": setting.path, "name": setting.name, "build": True, **({"default": True} if setting == first else {})}
        for setting in site.languages
    ]
    settings: dict[str, object] = {
        "site_name": site.name,
        "site_description": site.description,
        "site_url": site.url,
        "theme": {"name": "material", "font": False},
        "plugins": [{"i18n": {"docs_structure": "folder", "languages": languages}}],
    }
    return settings if all_in_navigation else {**settings, "nav": list(THREE_PAGES)}
