"""Credentials: what in a text looks like a key, a token or a password.

In: a text. Out: faults with the words that they are about, the surest first. The forms of the tokens are the ones that
their issuers document; why no library holds them is told in docs/decisions/0005-dependencies.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.authored_text import Fault
from build_tools.rules.disguise import disguised

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
_SAYS = r"[\"'“”„«»`*]*\s*(?:[:=]|\b(?:is|was|ist|war|lautet|lautete|é|era|foi)\b:?)\s*"
_KEY = re.compile(
    r"\b(?:(?:api|access|secret)[ _-]?key|secret(?:[ _-]access[ _-]key)?|token|bearer|(?:api[ -]?)?schlüssel"
    r"|chave(?: (?:de api|da api|secreta|de acesso))?)\b"
    rf"(?:{_SAYS}|(?<=bearer)\s+)[\"'“”„«»`]*(?P<words>[\w+/~.-]{{16,}}=*)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"\b(?:pass(?:word|phrase|code)|pwd|pin|senha|palavra-passe|passwort|kennwort|passphrase)\b"
    r"(?:\s+(?:of|for|to|von|vom|des|der|für|zum|do|da|de|para)(?:\s+[\w-]+){1,4}?)?"
    rf"(?P<says>{_SAYS})(?P<quote>[\"'“„»`]?)(?P<words>[^\s\"'“”„«»`,;]+)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://(?P<words>[^\s/:@]+:[^\s/@]+@)", re.IGNORECASE)
_LONG_WORD = re.compile(r"(?<![\w+/=.:-])[\w+-]{32,}={0,2}(?![\w/])")
_NO_PASSWORD = re.compile(
    r"\W*|[xX]+|[\[<{(].*|[0-9]{1,3}|(?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2}|[0-9]+-?[^\W\d]+"
    r"|(?:sha|md|bcrypt|pbkdf|argon|aes|scrypt|base)[\w-]*",
    re.IGNORECASE,
)
"""What stands behind `password is` without being one: stars, a place holder, a length, a year, the name of a hash."""

_REPLACE = "Delete it, and have it replaced where it is used: whoever has this file or its history in git can use it."


def tokens(text: str) -> Iterator[Fault]:
    """Keys and tokens of known form."""
    for found in _PRIVATE_KEY.finditer(text):
        yield _key("a private key", found[0])
    names = tuple(TOKENS)
    for word in _WORD.findall(text):
        if not word.isalpha() or word.isupper():  # most words are no token, and quickly passed over
            for found in _ANY_TOKEN.finditer(word):
                yield _key(names[int(str(found.lastgroup)[1:])], found[0])


def named_keys(text: str) -> Iterator[Fault]:
    """Words of letters and digits behind `key:`, `token is` and the like."""
    for found in _KEY.finditer(text):
        words = found["words"].rstrip(".")
        if len(words) >= 16 and sum(map(str.isdigit, words)) >= 3 and any(map(str.isalpha, words)):
            yield _key("an access key", words)


def random_words(text: str) -> Iterator[Fault]:
    """Long words of small letters, capitals and digits in such a mix as only chance makes; no digest, no address."""
    for found in _LONG_WORD.finditer(text):
        kinds = (str.isdigit, str.islower, str.isupper)
        if all(sum(map(kind, found[0])) >= 4 for kind in kinds) and len(set(found[0])) >= 16:
            yield _key("an access key", found[0])


def passwords(text: str) -> Iterator[Fault]:
    """Passwords in an address, and behind `password:`, `senha é`, `Passwort ist` and the like."""
    for found in _IN_ADDRESS.finditer(text):
        yield _password("a name with a password", found["words"])
    for found in _PASSWORD.finditer(text):
        words = found["words"].rstrip(".:)*?")
        if len(words) >= 4 and not _NO_PASSWORD.fullmatch(words) and _is_no_plain_word(found, words):
            yield _password("a password", words)


def _is_no_plain_word(found: re.Match[str], words: str) -> bool:
    """Whether a word is in quotes or right behind `=`, or has a digit or a mark in it."""
    return bool(found["quote"] or found["says"] == "=" or re.search(r"[0-9]|\w[!@#$%^&+=~]", words))


def _key(what: str, words: str) -> Fault:
    return Fault("secret-key", f"This looks like {what}: {disguised(words)}.", _REPLACE, words)


def _password(what: str, words: str) -> Fault:
    return Fault("secret-password", f"This looks like {what}: {disguised(words)}.", _REPLACE, words)
