"""Rules on what is released, which the settings and the vocabulary must go on to fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from build_tools.model.release import Release
from build_tools.problems import Place, Problem
from build_tools.site import Site

Histories = Mapping[str, tuple[Release, ...]]
Rule = Callable[[Histories, Site, Place], Iterator[Problem]]


def check_released(histories: Histories, site: Site, settings: str) -> Iterator[Problem]:
    """Run every rule of this module on the releases by advisory id; `settings` is the name of the settings file."""
    for rule in RULES:
        yield from rule(histories, site, Place(settings))


def products_stay(histories: Histories, site: Site, settings: Place) -> Iterator[Problem]:
    """A product that a release names stays in the settings: feeds and filters go on to carry it."""
    named = {product: releases[-1] for releases in histories.values() for product in releases[-1].product_names}
    for product in sorted(named.keys() - site.product_names.keys()):
        message = f"The product `{product}` is gone, and {named[product].advisory.id} names it."
        yield Problem(settings, "product-gone", message, f"Put `id: {product}` back under `products:`.")


def languages_stay(histories: Histories, site: Site, settings: Place) -> Iterator[Problem]:
    """A language that a release was published in stays: its addresses and translations are known by its path."""
    used = {path for releases in histories.values() for path in releases[-1].languages}
    for path in sorted(used - set(site.language_paths)):
        message = f"The language `{path}` is gone, and releases were published in it."
        yield Problem(settings, "language-gone", message, f"Put `path: {path}` back under `languages:`.")


RULES: tuple[Rule, ...] = (products_stay, languages_stay)
