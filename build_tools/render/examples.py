"""Examples for programmers: files that work as they stand, shown on a page and run by the tests.

In: the files of `build_tools/examples`, one for each topic and tool, which ask https://status.example/ in English.
Out: the same for the address of a site, in a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import NamedTuple

from build_tools.language.language import Language
from build_tools.render.publication import Publication

TOOLS: Mapping[str, str] = {".sh": "curl", ".py": "Python", ".mjs": "JavaScript"}
"""What runs a file, by how its name ends, in the order in which they are shown."""
_SITE, _LANGUAGE, _ADVISORY = "https://status.example/", 'LANGUAGE = "{}"', "ADV-2024-0042"


class Example(NamedTuple):
    """A program: the name of its file, what runs it, and its text."""

    file: str
    tool: str
    text: str


def examples_of(topic: str, language: Language, publication: Publication) -> list[Example]:
    """The examples on a topic, which ask this site in this language."""
    return [
        Example(file, TOOLS[PurePath(file).suffix], _for_site(text, language, publication))
        for file, text in _files().items()
        if PurePath(file).stem == topic
    ]


def _for_site(text: str, language: Language, publication: Publication) -> str:
    held = (it.id for it in publication.headlines[language.path] if not it.draft and not it.withdrawn)
    changes = {
        f"{_SITE}en/": f"{publication.site.url}{language.path}/",
        _SITE: publication.site.url,
        _LANGUAGE.format("en"): _LANGUAGE.format(language.tag),
        _ADVISORY: next(held, _ADVISORY),
    }
    for written, wanted in changes.items():
        text = text.replace(written, wanted)
    return text


@cache
def _files() -> Mapping[str, str]:
    """The text of each file by its name."""
    folder = resources.files("build_tools") / "examples"
    found = {it.name: it for it in folder.iterdir() if PurePath(it.name).suffix in TOOLS}
    ordered = sorted(found, key=lambda name: list(TOOLS).index(PurePath(name).suffix))
    return {name: found[name].read_text(encoding="utf-8") for name in ordered}
