"""Where the texts of a file belong: which advisory, which language, by what the file and its importer say.

In: an `Incoming`. Out: a `Destination`, which is never in doubt, or problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

from build_tools.interchange.incoming import Incoming, IncomingText, Named
from build_tools.problems import Place, Problem, did_you_mean, shown
from build_tools.site import LanguageSetting, Site


class Meant(NamedTuple):
    """What whoever imports a file says of it: the advisory and the language, or nothing; and whether translations that
    are there already are replaced."""

    advisory: str | None = None
    language: LanguageSetting | None = None
    replace: bool = False


class Destination(NamedTuple):
    """The advisory and the language that a file is for."""

    advisory: str
    language: LanguageSetting


def destination(
    file: str, incoming: Incoming, meant: Meant, site: Site, known: Set[str]
) -> tuple[Destination | None, list[Problem]]:
    """Where the texts of a file belong, which must not be in doubt; `known` are the ids of all advisories.

    Exactly one of it and problems is empty.
    """
    if not any(text.words for text in incoming.texts):
        mend = "Translate its texts first; the file was read, and holds no translation."
        return None, [Problem(Place(file), "nothing-to-import", "No text is translated in this file.", mend)]
    advisory, problems = _advisory(file, incoming.texts, meant.advisory, known)
    language, found = _language(file, incoming.language, meant.language, site)
    problems += found
    if problems or advisory is None or language is None:
        return None, problems
    return Destination(advisory, language), []


def _advisory(
    file: str, texts: Iterable[IncomingText], meant: str | None, known: Set[str]
) -> tuple[str | None, list[Problem]]:
    named = {text.advisory: text.place for text in reversed([*texts]) if text.advisory}
    advisory = meant or next(iter(reversed(named)), None)
    if advisory is None:
        mend = "Say it with `--advisory`, or write it into the file, in YAML as `id`."
        return None, [Problem(Place(file), "other-advisory", "Nobody says which advisory this translates.", mend)]
    if advisory not in known:
        mend = did_you_mean(advisory, known, "Name the advisory that this translates.")
        return None, [Problem(named[advisory], "other-advisory", f"There is no advisory {advisory}.", mend)]
    mend = "Import one advisory at a time, each from a file of its own."
    others = {name: place for name, place in named.items() if name != advisory}
    return advisory, [
        Problem(place, "other-advisory", f"This is a text of {name}, not of {advisory}.", mend)
        for name, place in others.items()
    ]


def _language(
    file: str, named: Named | None, meant: LanguageSetting | None, site: Site
) -> tuple[LanguageSetting | None, list[Problem]]:
    found = site.language_called(named.name) if named else None
    known = ", ".join(f"`{setting.path}`" for setting in site.languages)
    if named and (found is None or (meant and found != meant)):
        wanted = f"this is imported as `{meant.path}`" if meant else f"the site has {known}"
        message = f"The file says that it is in {shown(named.name)}; {wanted}."
        mend = "Choose the right file, or mend the language in it."
        return None, [Problem(named.place, "other-language", message, mend)]
    if found is None and meant is None:
        mend = f"Say it with `--language`, or write it into the file. The site has {known}."
        return None, [Problem(Place(file), "other-language", "Nobody says which language this is.", mend)]
    return meant or found, []
