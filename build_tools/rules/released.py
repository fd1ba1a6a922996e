"""Rules on what is released, which the settings and the vocabulary must go on to fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from build_tools.model.release import Release
from build_tools.problems import Place, Problem
from build_tools.rules.known import Known
from build_tools.rules.names import codes_without_vendor

Histories = Mapping[str, tuple[Release, ...]]
Rule = Callable[[Histories, Known, Place], Iterator[Problem]]


def check_released(histories: Histories, known: Known, settings: str) -> Iterator[Problem]:
    """Run every rule of this module on the releases by advisory id; `settings` is the name of the settings file."""
    for rule in RULES:
        yield from rule(histories, known, Place(settings))


def products_stay(histories: Histories, known: Known, settings: Place) -> Iterator[Problem]:
    """A product that a release names stays in the settings: feeds and filters go on to carry it."""
    named = {product: releases[-1] for releases in histories.values() for product in releases[-1].product_names}
    for product in sorted(named.keys() - known.site.product_names.keys()):
        message = f"The product `{product}` is gone, and {named[product].advisory.id} names it."
        yield Problem(settings, "product-gone", message, f"Put `id: {product}` back under `products:`.")


def languages_stay(histories: Histories, known: Known, settings: Place) -> Iterator[Problem]:
    """A language that a release was published in stays: its addresses and translations are known by its path."""
    used = {path for releases in histories.values() for path in releases[-1].languages}
    for path in sorted(used - set(known.site.language_paths)):
        message = f"The language `{path}` is gone, and releases were published in it."
        yield Problem(settings, "language-gone", message, f"Put `path: {path}` back under `languages:`.")


def sentences_stay(histories: Histories, known: Known, settings: Place) -> Iterator[Problem]:
    """A sentence of the vocabulary does not come to speak of a vendor where a release names none."""
    wanting = defaultdict(list)
    for advisory_id, releases in histories.items():
        for _, code in codes_without_vendor(releases[-1].advisory, known.vocabulary):
            wanting[code].append(advisory_id)
    for code, ids in wanting.items():
        message = f"The text of `{code}` speaks of a vendor now, and {ids[0]} names none."
        yield Problem(
            Place(f"{known.site.locales_dir}/vocabulary.yaml"),
            "no-vendor",
            message,
            "Say it without `{vendor}` and `{service}`.",
        )


RULES: tuple[Rule, ...] = (products_stay, languages_stay, sentences_stay)
