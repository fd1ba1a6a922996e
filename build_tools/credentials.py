"""Credentials: what in a text looks like a key, a token or a password.

In: a text. Out: the words, and what they look like, the surest first; or the text with these words disguised. The forms
of the tokens are the ones that their issuers document; why no library holds them is told in
docs/decisions/0005-dependencies.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

TOKENS = {
    "an access key of AWS": r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)",
    "an access key of GitHub": r"gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{22,}",
    "an access key of GitLab": r"gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt)-[\w-]{20,}",
    "an access key of Slack": r"xox[abceoprs]-[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{10,}"
    r"|hooks\.slack\.com/(?:services|workflows)/[\w/]{20,}",
    "an access key of Stripe": r"[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/]{24,}=*",
    "an access key of Google": r"AIza[\w-]{35}|GOCSPX-[\w-]{28}|ya29\.[\w-]{20,}",
    "an access key of OpenAI or Anthropic": r"sk-(?:(?:proj|svcacct|admin|ant|or)-[\w-]{20,}|[A-Za-z0-9]{32,})",
    "an access key of npm": r"npm_[A-Za-z0-9]{36}",
    "an access key of PyPI": r"pypi-A[\w-]{40,}",
    "a JSON Web Token": r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*",
    "an access key of Azure": r"AccountKey=[A-Za-z0-9+/]{86}==|[\w~.]{3}[0-9]Q~[\w~.-]{31,34}|sig=[A-Za-z0-9%+/]{40,}",
    "an access key of Telegram": r"[0-9]{8,10}:AA[\w-]{33}(?!\w)",
    "an access key of Discord": r"[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38}"
    r"|discord(?:app)?\.com/api/webhooks/[0-9]+/[\w-]+",
    "an access key of SendGrid": r"SG\.[\w-]{22}\.[\w-]{43}",
    "an access key of Twilio": r"SK[0-9a-f]{32}(?!\w)",
    "an access key of Mailchimp or Mailgun": r"[0-9a-f]{32}-us[0-9]{1,2}(?!\w)|key-[0-9a-f]{32}(?!\w)",
    "an access key of DigitalOcean": r"do[opr]_v1_[0-9a-f]{64}",
    "an access key of Docker": r"dckr_pat_[\w-]{27}",
    "an access key of Hugging Face": r"hf_[A-Za-z0-9]{34,}",
    "an access key of Shopify": r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",
    "an access key of Atlassian": r"ATATT3[\w=-]{50,}",
    "an access key of Databricks": r"dapi[0-9a-f]{32}(?!\w)",
    "an access key of HashiCorp Vault": r"hv[sb]\.[\w-]{24,}",
    "an access key of Postman": r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}",
    "an access key of New Relic": r"NRAK-[A-Z0-9]{27}",
    "an access key of age": r"AGE-SECRET-KEY-1[0-9A-Z]{58}",
}
"""What it is, and the form that nothing else has."""

_ANY_TOKEN = re.compile("|".join(f"(?P<t{at}>(?<![\\w-])(?:{form}))" for at, form in enumerate(TOKENS.values())))
_WORD = re.compile(r"[\w./+=~:%-]{16,}")
_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----")
_SAYS = r"[\"'“”„«»`*]*\s*(?::=|=>|[:=]|\b(?:is|was|ist|war|lautet|lautete|é|era|foi)\b:?)\s*"
_ENDS = r"(?:_\w{1,40})?[0-9]{0,3}(?!\w)"
"""How the name of a setting goes on: `API_KEY_PROD`, `senha_db`, `password2`."""

_KEY = re.compile(
    r"(?:(?:api|access|secret|private|signing|encryption|auth|account)[ _-]?key|(?<![^\W_])key"
    r"|secret(?:[ _-]access[ _-]key)?|token|bearer|schlüssel|chave(?: (?:de api|da api|secreta|de acesso))?)s?"
    rf"{_ENDS}(?:{_SAYS}|(?<=bearer)\s+)[\"'“”„«»`*&!]*(?P<words>[\w+/~.-]{{16,}}=*)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"(?:pass(?:word|phrase|code|wd)s?|pwd|(?<![^\W_])pin|senhas?|palavras?-passe|passw(?:ort|örter)|kennw(?:ort|örter))"
    rf"{_ENDS}(?: (?:mestra|mestre|master|principal|padrão|tempor[aá]ria|provisória|inicial|atual|nova|antiga))?"
    r"(?:\s+(?:of|for|to|von|vom|des|der|für|zum|do|da|de|para)(?:\s+[\w-]+){1,4}?)?"
    rf"(?P<says>{_SAYS})(?P<quote>[\"'“„»`]?)(?P<words>[^\s\"'“”„«»`,;]+)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://(?P<words>[^\s/:@]*:[^\s/@]+@)", re.IGNORECASE)
_LONG_WORD = re.compile(r"(?<![\w+/=.:-])[\w+-]{32,}={0,2}(?![\w/])")
_NO_PASSWORD = re.compile(
    r"\W*|[xX]+|[\[<{(].*|[0-9]{1,3}|(?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2}(?:T.*)?|[0-9]+-?[^\W\d]+|.*…"
    r"|(?:sha|md|bcrypt|pbkdf|argon|aes|scrypt|base)[\w-]*|true|false|none|null",
    re.IGNORECASE,
)
"""What stands behind `password is` without being one: stars, a place holder, a length, a date, the name of a hash, what
is disguised."""


class Secret(NamedTuple):
    """What some words look like, the words, and where they begin in the text."""

    what: str
    words: str
    start: int


def disguised(words: str) -> str:
    """How a message names what nobody should read in a log: at most a third of the words, and four characters."""
    start = " ".join(words[: min(4, len(words) // 3)].split()).replace("`", "'")
    return f"`{start}…`"


def concealed(text: str) -> str:
    """A text with its keys and passwords disguised. Behind the beginning of a private key, nothing is left."""
    if key := _PRIVATE_KEY.search(text):
        text = text[: key.start()] + disguised(key[0]).strip("`")
    for find in _ALL:
        parts, end = [], 0
        for secret in find(text):
            parts += [text[end : secret.start], disguised(secret.words).strip("`")]
            end = secret.start + len(secret.words)
        text = "".join([*parts, text[end:]])
    return text


def secrets(text: str) -> frozenset[str]:
    """The words of a text that look like keys and passwords, as YAML takes them: without the marks before them."""
    found = (secret.words.lstrip("*&!") for find in _ALL for secret in find(text))
    return frozenset(words for words in found if len(words) >= 4)


def tokens(text: str) -> Iterator[Secret]:
    """Keys and tokens of known form."""
    for found in _PRIVATE_KEY.finditer(text):
        yield Secret("a private key", found[0], found.start())
    names = tuple(TOKENS)
    for word in _WORD.finditer(text):
        if not word[0].isalpha() or word[0].isupper():  # most words are no token, and quickly passed over
            for found in _ANY_TOKEN.finditer(word[0]):
                yield Secret(names[int(str(found.lastgroup)[1:])], found[0], word.start() + found.start())


def named_keys(text: str) -> Iterator[Secret]:
    """Words of letters and digits behind `key:`, `token is` and the like."""
    for found in _KEY.finditer(text):
        words = found["words"].rstrip(".")
        if len(words) >= 16 and _is_mixed(words):
            yield Secret("an access key", words, found.start("words"))


def random_words(text: str) -> Iterator[Secret]:
    """Long words of small letters, capitals and digits in such a mix as only chance makes; no digest, no address."""
    for found in _LONG_WORD.finditer(text):
        if all(count >= 4 for count in _kinds(found[0])) and len(set(found[0])) >= 16:
            yield Secret("an access key", found[0], found.start())


def passwords(text: str) -> Iterator[Secret]:
    """Passwords behind `password:`, `senha é`, `Passwort ist` and the like."""
    for found in _PASSWORD.finditer(text):
        words = found["words"].rstrip(".:)*?")
        if len(words) >= 4 and not _NO_PASSWORD.fullmatch(words) and _is_no_plain_word(found, words):
            yield Secret("a password", words, found.start("words"))


def passwords_in_addresses(text: str) -> Iterator[Secret]:
    """Names with passwords in addresses of the web."""
    for found in _IN_ADDRESS.finditer(text):
        yield Secret("a name with a password", found["words"], found.start("words"))


_ALL: tuple[Callable[[str], Iterator[Secret]], ...] = (
    *(tokens, passwords_in_addresses, passwords),
    *(named_keys, random_words),
)


def _kinds(words: str) -> tuple[int, int, int]:
    """How many digits, small letters and capitals there are."""
    return sum(map(str.isdigit, words)), sum(map(str.islower, words)), sum(map(str.isupper, words))


def _is_mixed(words: str) -> bool:
    """Whether these are letters among digits, or small letters and capitals with a digit."""
    digits, small, capitals = _kinds(words)
    return (digits >= 3 and small + capitals > 0) or (digits >= 1 and small >= 4 and capitals >= 4)


def _is_no_plain_word(found: re.Match[str], words: str) -> bool:
    """Whether a word is in quotes or behind `=`, or has a digit or a mark in it."""
    return bool(found["quote"] or found["says"].strip() == "=" or re.search(r"[0-9]|\w[!@#$%^&+=~]", words))
