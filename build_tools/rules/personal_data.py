"""Personal data: what in a text leads to one person.

In: a text, and the publisher's e-mail address. Out: faults with the words that they are about. Numbers that carry
check digits are counted only where these are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.credentials import disguised
from build_tools.problems import Fault

_EMAIL = re.compile(r"(?<![\w.+%/-])[\w.+%-]+@(?P<domain>(?:[\w-]+\.)+[^\W\d_]{2,})(?![\w@-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_CARD = re.compile(
    r"(?<![\w/=.,+-])(?<![0-9] )(?:[2-6][0-9]{3}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{1,4}(?:\1[0-9]{1,3})?"
    r"|3[0-9]{3}([ -]?)[0-9]{6}\2[0-9]{4,5})(?![\w/-]|[.,][0-9])"
)
_ISSUERS = re.compile(r"4|5[0-9]|2[2-7]|3[4-8]|6[0-9]")
_CPF = re.compile(r"(?<![\w.-])[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}(?![\w-])")
_NUMBER = r"\(?[0-9][0-9 ()/.-]{5,20}[0-9](?![\w-]|[.,:][0-9])"
_PHONE = re.compile(
    rf"(?<![\w+,.])(?:\+{_NUMBER}|\([0-9]{{2}}\) ?9?[0-9]{{4}}-[0-9]{{4}}(?!\w))"
    rf"|\b(?:tel|telephone|phone|mobile|fax|hotline|whatsapp|telefone?|telefax|celular|mobil|handy)\b[.:]*\s*"
    rf"(?P<national>{_NUMBER})",
    re.IGNORECASE,
)


def email_addresses(text: str, own: str) -> Iterator[Fault]:
    """E-mail addresses outside of the domain of the publisher's own."""
    home = own.rpartition("@")[2].lower()
    for found in _EMAIL.finditer(text):
        domain = found["domain"].lower()
        if domain != home and not domain.endswith(f".{home}"):
            message = f"This e-mail address is not the publisher's: {disguised(found[0])}."
            yield Fault("email-address", message, "Delete it, or write the publisher's.", found[0], found.start())


def bank_accounts(text: str) -> Iterator[Fault]:
    """IBANs (ISO 13616)."""
    for found in _IBAN.finditer(text):
        words = found[0]
        while len(words) >= 15 and not _is_iban(words):
            words = words.rpartition(" ")[0]
        if len(words) >= 15:
            message = f"This is the number of a bank account: {disguised(words)}."
            yield Fault("bank-account", message, "Delete it.", words, found.start())


def card_numbers(text: str) -> Iterator[Fault]:
    """Numbers of payment cards (ISO/IEC 7812)."""
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if 14 <= len(digits) <= 19 and _ISSUERS.match(digits) and _is_luhn(digits):
            message = f"This is the number of a payment card: {disguised(found[0])}."
            yield Fault("card-number", message, "Delete it.", found[0], found.start())


def national_ids(text: str) -> Iterator[Fault]:
    """CPF, the number that each person in Brazil has."""
    for found in _CPF.finditer(text):
        if _is_cpf([int(digit) for digit in found[0] if digit.isdigit()]):
            message = f"This is the CPF of a person: {disguised(found[0])}."
            yield Fault("national-id", message, "Delete it.", found[0], found.start())


def phone_numbers(text: str) -> Iterator[Fault]:
    """Telephone numbers with the code of a country, and those that are called so."""
    for found in _PHONE.finditer(text):
        name = "national" if found["national"] else 0
        words = found[name].strip()
        if 7 <= sum(map(str.isdigit, words)) <= 15 and not re.match(r"[0-9]{4}-[0-9]{2}-", words):
            message = f"This is a telephone number: {disguised(words)}."
            mend = "Delete it; a number for readers to call stands in `contact:`."
            yield Fault("phone-number", message, mend, words, found.start(name))


def _is_iban(words: str) -> bool:
    plain = words.replace(" ", "")
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1


def _is_luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(number - 9 * (number > 9) for number in doubled) % 10 == 0


def _is_cpf(digits: list[int]) -> bool:
    sums = (sum(digit * weight for digit, weight in zip(digits, range(at + 1, 1, -1), strict=False)) for at in (9, 10))
    return len(set(digits)) > 1 and [10 * total % 11 % 10 for total in sums] == digits[9:]
