"""Which texts the catalogues must translate: those of the interface, the vocabulary and the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.language.po_file import read_po
from build_tools.language.vocabulary import Vocabulary
from build_tools.problems import Place, Problem
from build_tools.site import Site

TEMPLATE = "interface.pot"


@dataclass(frozen=True)
class Message:
    """A source text with its context, its plural, a comment for the translator, and where it stands;
    whether it is Markdown.

    `before` are contexts that it may have had before, with the same words.
    """

    text: str
    context: str = ""
    plural: str = ""
    comment: str = ""
    places: tuple[Place, ...] = ()
    before: tuple[str, ...] = ()
    is_markdown: bool = False


@dataclass(frozen=True)
class Messages:
    """All generated texts, by the catalogue they belong to."""

    interface: tuple[Message, ...]
    vocabulary: tuple[Message, ...]
    site: tuple[Message, ...]


def read_messages(root: Path, site: Site, vocabulary: Vocabulary) -> tuple[Messages | None, list[Problem]]:
    """Collect the texts. The interface's are listed in `locales/interface.pot`, which is extracted from the code."""
    file = f"{site.locales_dir}/{TEMPLATE}"
    if not (root / file).is_file():
        mend = "Run `advisory translations update`, which writes it."
        return None, [Problem(Place(file), "no-catalogue", "The list of the interface's texts is missing.", mend)]
    interface, problems = read_template(file, (root / file).read_bytes())
    if interface is None:
        return None, problems
    return Messages(interface, vocabulary_messages(vocabulary), site_messages(site)), []


def read_template(file: str, content: bytes) -> tuple[tuple[Message, ...] | None, list[Problem]]:
    """The messages of a POT file. Exactly one of messages and problems is empty."""
    po, problems = read_po(file, content)
    if po is None:
        mend = "Run `advisory translations update`, which writes it anew."
        return None, [replace(problem, mend=mend) for problem in problems]
    return tuple(Message(e.msgid, e.msgctxt or "", e.msgid_plural, e.comment) for e in po if not e.obsolete), []


def vocabulary_messages(vocabulary: Vocabulary) -> tuple[Message, ...]:
    """The texts of all codes, with `group.code.field` for context."""
    return tuple(Message(text, context) for context, text in vocabulary.messages.items())


def site_messages(site: Site) -> tuple[Message, ...]:
    """The texts that readers see from the settings."""
    markdown = site.publisher.genuine_messages
    texts = dict.fromkeys((site.name, site.description, markdown))
    return tuple(Message(text, is_markdown=text == markdown) for text in texts)
