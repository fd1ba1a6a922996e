"""What readers call the authored texts of an advisory: a title, a summary, explanations."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.language.language import Language, gettext_noop

TEXTS = {
    "text.title": gettext_noop("title"),
    "text.summary": gettext_noop("summary"),
    "text.what_happened": gettext_noop("account of what happened"),
    "text.lessons": gettext_noop("what can be learnt"),
    "genuine_messages": gettext_noop("how to recognise a genuine message"),
    "contact": gettext_noop("contact"),
    "references": gettext_noop("further information"),
    "": gettext_noop("explanations"),
}
"""Their names, by the beginning of the field path."""


def text_names(language: Language, paths: Iterable[str]) -> str:
    """What readers call the texts with these field paths, as a list in a sentence; each name once."""
    names = (next(name for start, name in TEXTS.items() if path.startswith(start)) for path in paths)
    return language.listed(language.gettext(name) for name in dict.fromkeys(names))
