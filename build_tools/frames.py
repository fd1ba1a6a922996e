"""Frames: the theme's pages with holes, rendered once by MkDocs and Material, then split into segments.

The only place, beside the plugin, that knows MkDocs and Material. A hole is a word that MkDocs carries
through as it is; the theme in `build_tools/theme` puts it where the value belongs, escaped by context:
`title` is text, `head`, `switcher` and `body` are HTML.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from jinja2 import TemplateError

from build_tools.feed_files import ADVISORIES, FORMATS
from build_tools.language.language import Language
from build_tools.model.frame import Frame, Frames, Hole
from build_tools.site import Site

DEPTHS = range(1, 6)
_HOLES = ("title", "head", "switcher", "body")
_TOKEN = secrets.token_hex(8)  # another one in each run, so that no text can be taken for a hole


def mark(name: str) -> str:
    """The word that stands for a hole while MkDocs renders."""
    return f"hole{_TOKEN}{name}{_TOKEN}"


_BODY = f"<div>{mark('body')}</div>"
_SPLIT = re.compile(rf"<div>{mark('body')}</div>|{mark('([a-z]+)')}")
_ASSET = re.compile(r'(?:href|src)="(?:\.\./|\./)*(assets/[^"?#]+)"')


class ThemeError(ValueError):
    """The theme cannot be rendered. `file` and `line` say where that was found, if that is known."""

    def __init__(self, message: str, file: str | None = None, line: int = 1) -> None:
        super().__init__(message)
        self.file, self.line = file, line


def render_frames(config_file: Path, site: Site, languages: Iterable[Language]) -> Frames:
    """Let MkDocs render one page for each language and depth, and cut the holes out of them. Raises ThemeError."""
    languages = list(languages)
    with tempfile.TemporaryDirectory() as folder:
        docs, output = Path(folder, "docs"), Path(folder, "site")
        kinds = [(languages[0].path, 0), *((language.path, depth) for language in languages for depth in DEPTHS)]
        for language, depth in kinds:
            _write_hole_page(docs / _page(language, depth, "md"), language)
        run_mkdocs(config_file, docs, output, theme_words(site, languages))
        pages = {kind: split((output / _page(*kind, "html")).read_text(encoding="utf-8")) for kind in kinds}
        return Frames(pages, _assets(output, pages.values()))


def split(html: str) -> Frame:
    """Cut a rendered page at its holes."""
    segments: list[str | Hole] = []
    position = 0
    for match in _SPLIT.finditer(html):
        segments += [html[position : match.start()], Hole(match[1] or "body")]
        position = match.end()
    return Frame((*segments, html[position:]))


def front_matter(language: str, title: str, head: str, switcher: str) -> str:
    """The head of a Markdown file that gives an ordinary page the values of the holes."""
    values = {"language": language, "title": title, "head": head, "switcher": switcher}
    quoted = yaml.safe_dump(values, default_style='"', width=sys.maxsize)  # one line each, whatever they hold
    return f"---\n{quoted}---\n"


def theme_words(site: Site, languages: Iterable[Language]) -> dict[str, Any]:
    """What the theme reads from `extra`: its words in every language, and the site's facts."""
    words = {language.path: _words(site, language) for language in languages}
    return {
        "words": words,
        "demonstration": site.demonstration,
        "email": site.publisher.email,
        "feeds": [{"name": form.name, "file": ADVISORIES.file(form)} for form in FORMATS],
    }


def run_mkdocs(config_file: Path, docs: Path, output: Path, extra: Mapping[str, Any]) -> None:
    """Build `docs` into `output` with the theme of mkdocs.yml and none of its plugins."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    quiet = logging.getLogger("mkdocs")
    level = quiet.level
    quiet.setLevel(logging.ERROR)
    try:
        config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(output), plugins=[])
        config.extra.update(extra)
        build(config)
    except TemplateError as error:
        raise ThemeError(str(error), getattr(error, "filename", None), getattr(error, "lineno", 1)) from error
    except MkDocsException as error:
        raise ThemeError(str(error)) from error
    finally:
        quiet.setLevel(level)


def _page(language: str, depth: int, suffix: str) -> str:
    """An index at every depth below the language's folder; the root has one page only."""
    return "/".join([language, *["deep"] * (depth - 1), f"index.{suffix}"][0 if depth else 1 :])


def _write_hole_page(path: Path, language: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    title, head, switcher = (mark(name) for name in _HOLES[:3])
    path.write_text(front_matter(language, title, head, switcher) + "\n" + _BODY, encoding="utf-8")


def _assets(output: Path, frames: Iterable[Frame]) -> dict[str, bytes]:
    """What the rendered pages name below `assets`. Raises ThemeError where something is missing."""
    literal = "".join(segment for frame in frames for segment in frame.segments if isinstance(segment, str))
    named = sorted(set(_ASSET.findall(literal)))
    if missing := [path for path in named if not (output / path).is_file()]:
        raise ThemeError(f"its pages name what it does not have: {', '.join(missing)}")
    return {path: (output / path).read_bytes() for path in named}


def _words(site: Site, language: Language) -> dict[str, str]:
    gettext = language.gettext
    return {
        "language": language.tag,
        "language_name": language.setting.name,
        "direction": language.setting.direction,
        "site_name": language.site_text(site.name),
        "skip": gettext("Skip to content"),
        "header": gettext("Main navigation"),
        "advisories": gettext("Advisories"),
        "subscribe": gettext("Subscribe"),
        "developers": gettext("For developers"),
        "scheme": gettext("Switch between light and dark"),
        "published_by": gettext("Published by: {publisher}", publisher=site.publisher.name),
        "demonstration": gettext("Demonstration."),
        "demonstration_text": gettext(
            "Built from public reporting. It is not a publication of the organisations named in it."
        ),
    }
