"""Rules on names: of the language, of products, and those that sentences speak of."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from babel import Locale
from pydantic import BaseModel

from build_tools.language.vocabulary import Vocabulary
from build_tools.model.advisory import Advisory
from build_tools.model.draft import Draft
from build_tools.model.fields import Code
from build_tools.model.marks import marked_fields
from build_tools.model.synonyms import named_by
from build_tools.problems import Problem, did_you_mean, shown
from build_tools.rules.known import Known
from build_tools.site import LanguageSetting

Path = tuple[str | int, ...]
Codes = Container[tuple[str, str]]


def language_is_known(draft: Draft, known: Known) -> Iterator[Problem]:
    """The authored text is in a language of the site."""
    name, paths = draft.advisory.language, known.site.language_paths
    if name not in paths:
        spoken = {language.path: _names_of(language) for language in known.site.languages}
        message = f"{shown(name)} is no language of this site."
        yield Problem(draft.place("language"), "unknown-language", message, _mend(name, spoken))


def products_are_known(draft: Draft, known: Known) -> Iterator[Problem]:
    """Every product stands in mkdocs.yml."""
    names = {product: [name] for product, name in known.site.product_names.items()}
    for field in ("products", "not_affected_products"):
        for index, product in enumerate(getattr(draft.advisory.affected, field)):
            if product not in names:
                place = draft.place("affected", field, index)
                message = f"{shown(product)} is no id of a product in mkdocs.yml."
                yield Problem(place, "unknown-product", message, _mend(product, names))


def _names_of(language: LanguageSetting) -> list[str]:
    """What people call a language: by its tag, and by its names in the languages of the desk."""
    locale = Locale.parse(language.locale)
    readers = ("en", "de", "pt", language.locale)
    called = [name for it in readers for name in (locale.get_language_name(it), locale.get_display_name(it))]
    return [language.tag, language.locale, language.name, *filter(None, called)]


def _mend(word: str, names: Mapping[str, list[str]]) -> str:
    """The id that stands for a name, or those that come close."""
    if meant := named_by(word, names):
        return f"Write `{meant}`."
    return did_you_mean(word, names)


def vendor_for_sentences(draft: Draft, known: Known) -> Iterator[Problem]:
    """A code whose sentence speaks of the vendor is used only when the advisory names the vendor."""
    for path, code in codes_without_vendor(draft.advisory, known.vocabulary):
        mend = "Add `vendor: {name: …, service: …}` under `incident:`, or choose another code."
        yield Problem(draft.place(*path), "no-vendor", f"`{code}` speaks of a vendor, and none is named.", mend)


def codes_without_vendor(advisory: Advisory, vocabulary: Vocabulary) -> Iterator[tuple[Path, str]]:
    """The codes, with their paths, whose sentences speak of a vendor that the advisory does not name."""
    if advisory.incident.vendor is None:
        for path, _, code in codes_in(advisory, vocabulary.of_vendor):
            yield path, code


def codes_in(value: Any, sought: Codes, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """The codes in a model that are sought, each with its path and its group."""
    if isinstance(value, BaseModel):
        for name, mark in marked_fields(type(value), Code).items():
            item = getattr(value, name)
            if mark is None:
                yield from codes_in(item, sought, (*path, name)) if item else ()
            elif isinstance(item, tuple):
                found = ((at, code) for at, code in enumerate(item) if (mark.group, code) in sought)
                yield from (((*path, name, at), mark.group, code) for at, code in found)
            elif (mark.group, item) in sought:
                yield (*path, name), mark.group, item
    else:
        for at, item in enumerate(value):
            yield from codes_in(item, sought, (*path, at))
