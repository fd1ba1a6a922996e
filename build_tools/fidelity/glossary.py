"""Glossary: the terms of the source are translated as the glossary says, and what it rules out stands nowhere.

A term is asked for only where the source uses it in that sense; of alternatives, each will do. What names say, and what
stands in code or in a link's target, is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from build_tools.fidelity.masking import FILLER, masked
from build_tools.fidelity.pair import Pair
from build_tools.fidelity.phrases import Found, Phrases
from build_tools.fidelity.terms import Glossary, Term, read_glossary
from build_tools.problems import Fault, shown

__all__ = ["Glossary", "glossary", "read_glossary"]
_ALONE = re.compile(r"(?:^|:)[ *]{0,4}([^.:;\n]{1,40}?) {0,3}(?=$|[.;:\n])", re.MULTILINE)
_PREFERRED = re.compile(r"[*…]")


@dataclass(frozen=True)
class _Entry:
    """A term of one language, with its forms as patterns."""

    said: str
    asks: Phrases
    alone: Phrases
    right: Phrases
    not_for_this: Phrases


@dataclass(frozen=True, eq=False)
class _Lexicon:
    """The terms of one language."""

    entries: Mapping[str, _Entry]
    any_term: Phrases
    any_alone: Phrases
    idioms: Phrases
    never: Phrases
    instead: tuple[tuple[Phrases, str], ...]


def glossary(pair: Pair) -> Iterator[Fault]:
    """Terms that the glossary rules out, and terms that it asks for in vain."""
    terms = pair.surroundings.glossary
    if not terms.terms:
        return
    asking, told = _lexicon(terms, pair.spoken.locale), _lexicon(terms, pair.language.locale)
    names = pair.surroundings.names
    source, translation = masked(pair.source, names), masked(pair.translation, names)
    ruled_out = False
    for found in told.never.find(translation):
        ruled_out = True
        yield _forbidden(found, next(said for pattern, said in told.instead if pattern.are(found.words)))
    if not ruled_out:
        for term, words in _asked(asking, source):
            if entry := told.entries.get(term):
                yield from _answered(entry, words, translation)


def _asked(lexicon: _Lexicon, source: str) -> Iterator[tuple[str, str]]:
    """The terms that a source has, and the words by which it has them; a longer term hides what it is made of."""
    plain = lexicon.idioms.without(source, FILLER)
    seen: dict[str, str] = {}
    for found in lexicon.any_term.find(plain):
        for term in _terms_asked(lexicon, found.words.lower()):
            seen.setdefault(term, found.words)
    for alone in _ALONE.finditer(plain):
        if lexicon.any_alone.are(alone[1]):
            for term, entry in lexicon.entries.items():
                if entry.alone.are(alone[1]):
                    seen.setdefault(term, alone[1])
    return iter(seen.items())


@lru_cache(maxsize=4096)
def _terms_asked(lexicon: _Lexicon, words: str) -> tuple[str, ...]:
    """The terms that some words ask for."""
    return tuple(term for term, entry in lexicon.entries.items() if entry.asks.are(words))


def _answered(entry: _Entry, words: str, translation: str) -> Iterator[Fault]:
    if entry.right.first(translation):
        return
    if wrong := entry.not_for_this.first(translation):
        yield _forbidden(wrong, entry.said)
    else:
        message = f"The source has the term {shown(words)}, and the translation has no word of the glossary for it."
        yield Fault("glossary-missing", message, f"Write {shown(entry.said)}.", "")


def _forbidden(found: Found, said: str) -> Fault:
    message = f"The glossary rules out {shown(found.words)}."
    return Fault("glossary-forbidden", message, f"Write {shown(said)}.", found.words, found.start)


@lru_cache(maxsize=32)
def _lexicon(terms: Glossary, locale: Locale) -> _Lexicon:
    listed = terms.of(locale)
    return _Lexicon(
        {name: _entry(term) for name, term in listed.items()},
        Phrases(form for term in listed.values() for form in _asking(term)),
        Phrases(form for term in listed.values() for form in term.alone),
        Phrases(form for term in listed.values() for form in term.not_this),
        Phrases(form for term in listed.values() for form in term.never),
        tuple((Phrases(term.never), _proposed(term)) for term in listed.values() if term.never),
    )


def _entry(term: Term) -> _Entry:
    return _Entry(
        _proposed(term),
        Phrases(_asking(term)),
        Phrases(term.alone),
        Phrases((*term.say, *term.accept, *term.alone)),
        Phrases(term.not_for_this),
    )


def _asking(term: Term) -> tuple[str, ...]:
    return term.say if term.asks is None else term.asks


def _proposed(term: Term) -> str:
    """The first form of a term, as a person would write it."""
    return _PREFERRED.sub("", next(iter((*term.say, *term.alone)), ""))
