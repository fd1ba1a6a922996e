"""Credentials: keys, tokens and passwords as faults of a text.

In: a text. Out: faults with the words that they are about.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools import credentials
from build_tools.credentials import Secret, disguised
from build_tools.problems import Fault

_REPLACE = "Delete it, and have it replaced where it is used: whoever has this file or its history in git can use it."


def tokens(text: str) -> Iterator[Fault]:
    """Keys and tokens of known form."""
    return map(_key, credentials.tokens(text))


def named_keys(text: str) -> Iterator[Fault]:
    """Words of letters and digits that are called a key."""
    return map(_key, credentials.named_keys(text))


def random_words(text: str) -> Iterator[Fault]:
    """Long words that only chance makes."""
    return map(_key, credentials.random_words(text))


def passwords(text: str) -> Iterator[Fault]:
    """Words that are called a password."""
    return map(_password, credentials.passwords(text))


def passwords_in_addresses(text: str) -> Iterator[Fault]:
    """Names with passwords in addresses of the web."""
    return map(_password, credentials.passwords_in_addresses(text))


def _key(secret: Secret) -> Fault:
    message = f"This looks like {secret.what}: {disguised(secret.words)}."
    return Fault("secret-key", message, _REPLACE, secret.words, secret.start)


def _password(secret: Secret) -> Fault:
    message = f"This looks like {secret.what}: {disguised(secret.words)}."
    return Fault("secret-password", message, _REPLACE, secret.words, secret.start)
