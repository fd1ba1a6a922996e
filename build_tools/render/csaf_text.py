"""Statements as the plain text of CSAF notes: Markdown without HTML, which reads well as it stands, too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from build_tools.language.language import Language
from build_tools.model.said import Advice, Dated, Items, Said, Term, Text

_LINK = re.compile(r"\]\(ref:([^()\s]+)\)")


def plain(text: Text) -> str:
    """A text; of Markdown, with the addresses of its links in the place of the ids of references."""
    if not text.markdown:
        return text.value
    links = dict(text.links)

    def address(match: re.Match[str]) -> str:
        return f"]({links[match[1]]})" if match[1] in links else match[0]

    return _LINK.sub(address, text.value.strip())


def paragraphs(*parts: str | None) -> str:
    """Parts with an empty line between them; those that are not there are left out."""
    return "\n\n".join(part for part in parts if part)


def bullets(entries: Iterable[str]) -> str:
    """A list, an entry on each line."""
    return "\n".join(f"- {entry}".replace("\n", "\n  ") for entry in entries)


def statement(language: Language, said: Said, basis: str = "") -> str:
    """A statement with its certainty, what it is based on, its note, and who states it."""
    doubt = "" if said.certainty.code == "confirmed" else said.certainty.text
    return _joined(plain(said.text), doubt, basis, _note(said), sources(language, said.sources))


def datum(language: Language, said: Said) -> str:
    """A kind of data, with its definition."""
    doubt = "" if said.certainty.code == "confirmed" else f"({said.certainty.label})"
    stop = "." if said.note or said.sources else ""
    definition = f"– {plain(said.text)}{stop}"
    return _joined(f"**{said.label}**", doubt, definition, _note(said), sources(language, said.sources))


def data(language: Language, items: Items) -> str:
    """A list of data, and below it the source that speaks for all."""
    return paragraphs(bullets(datum(language, said) for said in items.items), sources(language, items.sources))


def risk(language: Language, said: Said) -> str:
    """What may follow, with its name first, and the data that makes it possible."""
    listed = language.listed(term.label for term in said.details)
    basis = language.gettext("Data that makes this possible: {data}.", data=listed) if said.details else ""
    return f"**{said.label}** – {statement(language, said, basis)}"


def advice(language: Language, entry: Advice) -> str:
    """A recommended action: what to do, how and why."""
    said, how, why = entry.said, language.gettext("How:"), language.gettext("Why:")
    support = _joined(_note(said), sources(language, said.sources))
    return _joined(f"**{said.label}** – {plain(said.text)}", how, entry.how, why, entry.why, support)


def dated(language: Language, entry: Dated) -> str:
    """An event, with when it was."""
    return f"{entry.when} – {statement(language, entry.said)}"


@lru_cache(maxsize=1024)
def sources(language: Language, terms: tuple[Term, ...]) -> str:
    """Who states it, in brackets; nothing where nobody is named."""
    if not terms:
        return ""
    names = " · ".join(term.label for term in terms)
    return f"({language.ngettext('Source: {sources}', 'Sources: {sources}', len(terms), sources=names)})"


def _note(said: Said) -> str:
    return plain(said.note) if said.note else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
