"""Brings catalogues up to date with their source texts, never by guessing.

A text that changed gets an empty translation, with the previous source and translation as a comment for the
translator; what is no longer used is kept as obsolete. Fuzzy matching is never used (decision 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural

from build_tools.atomic_files import write_atomically
from build_tools.language.languages import is_source_language
from build_tools.language.messages import TEMPLATE, Message, site_messages, vocabulary_messages
from build_tools.language.vocabulary import Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.authored import authored_texts
from build_tools.site import LanguageSetting, Site

PROJECT = "incident-advisory-press"
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("theme/**.html", "jinja2")]
_KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "gettext_in": (2,)}


def extract_interface() -> tuple[Message, ...]:
    """The texts of templates and code, sorted by file and order, each once."""
    found: dict[tuple[str, str], Message] = {}
    package = Path(__file__).parent.parent
    rows = extract_from_dir(str(package), _METHODS, keywords=_KEYWORDS, comment_tags=("For translators:",))
    for _file, _line, message, comments, context in rows:
        text, plural = message if isinstance(message, tuple) else (message, "")
        found.setdefault((context or "", text), Message(text, context or "", plural, " ".join(comments)))
    return tuple(sorted(found.values(), key=lambda m: (m.context, m.text)))


def advisory_messages(advisory: Advisory) -> tuple[Message, ...]:
    """The authored texts of an advisory, with `<ID>/<field path>` for context."""
    kinds = {
        True: "critical: without a translation the page shows all its prose in the source language",
        False: "not critical: left out until it is translated",
    }
    return tuple(
        Message(text.text, f"{advisory.id}/{text.path}", comment=f"{text.path}; {kinds[text.critical]}")
        for text in authored_texts(advisory)
    )


def update_catalogues(root: Path, site: Site, vocabulary: Vocabulary, advisories: Iterable[Advisory]) -> Iterator[Path]:
    """Write every catalogue that is not up to date, and yield its path."""
    interface = extract_interface()
    locales = root / site.locales_dir
    template = _merged(None, interface, "")
    yield from _write(locales / TEMPLATE, template)
    for setting in site.languages:
        if not is_source_language(setting):
            folder = locales / setting.locale / "LC_MESSAGES"
            yield from _update(folder / "interface.po", interface, setting)
            yield from _update(folder / "vocabulary.po", vocabulary_messages(vocabulary), setting)
            yield from _update(folder / "site.po", site_messages(site), setting)
    for advisory in advisories:
        for setting in site.languages:
            if setting.path != advisory.language and (messages := advisory_messages(advisory)):
                yield from _update(locales / setting.locale / "advisories" / f"{advisory.id}.po", messages, setting)


def _update(path: Path, messages: Iterable[Message], setting: LanguageSetting) -> Iterator[Path]:
    before = polib.pofile(path.read_text(encoding="utf-8")) if path.exists() else None
    yield from _write(path, _merged(before, messages, setting.locale))


def _write(path: Path, po: polib.POFile) -> Iterator[Path]:
    content = (str(po).rstrip("\n") + "\n").encode()
    if not path.exists() or path.read_bytes() != content:
        write_atomically(path, content)
        yield path


def _merged(before: polib.POFile | None, messages: Iterable[Message], locale: str) -> polib.POFile:
    po = polib.POFile(wrapwidth=110)
    po.metadata = before.metadata if before and before.metadata else _headers(locale)
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in before or ()}
    by_context = {entry.msgctxt: entry for entry in before or () if entry.msgctxt and not entry.obsolete}
    forms = get_plural(locale or "en").num_plurals
    for message in messages:
        kept = known.pop((message.context, message.text), None)
        po.append(_entry(message, kept, by_context.get(message.context), forms))
    for entry in known.values():
        if entry.translated() or entry.obsolete:
            entry.obsolete = True
            po.append(entry)
    return po


def _entry(message: Message, kept: polib.POEntry | None, previous: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context or None, msgid=message.text, comment=message.comment)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict(kept.msgstr_plural) if kept else dict.fromkeys(range(forms), "")
    elif kept:
        entry.msgstr = kept.msgstr
    if kept:
        entry.flags, entry.tcomment = kept.flags, kept.tcomment
    elif previous and previous.msgstr:
        before = f"Before, the source was: {previous.msgid}\nand its translation: {previous.msgstr}"
        entry.comment = f"{message.comment}\n{before}".strip()
    return entry


def _headers(locale: str) -> dict[str, str]:
    return {
        "Project-Id-Version": PROJECT,
        "PO-Revision-Date": "2025-11-27 18:00+0000",
        "Last-Translator": "",
        "Language-Team": locale,
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": get_plural(locale or "en").plural_forms.rstrip(";") + ";",
    }
