"""Fidelity: whether a translation says what its source says, as far as a program can tell.

In: a `Pair` of texts. Out: faults, each with a stable code. A check is a generator of faults in a module of its own,
and a line in `checks.CHECKS`. What differs by language is data: `locales/<locale>/wording.yaml`, read by `wording`; a
language that has none is checked for what is the same in all languages.

Translations are untrusted text: nothing here runs or renders them.
"""
