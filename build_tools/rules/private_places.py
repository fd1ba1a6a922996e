"""Private places: what in a text tells of the inside of a network or of somebody's computer.

In: a text. Out: faults with the words that they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from build_tools.credentials import disguised
from build_tools.problems import Fault

_PRIVATE = tuple(
    map(
        ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("fc00::/7", "fe80::/10", "::1/128"),
        ),
    )
)
"""RFC 1918, 6598, 1122, 3927, 4193, 4291. Addresses that are kept for documentation are none of them."""

_ADDRESS = re.compile(
    r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?!\.?\w)"
    r"|(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:versions?|versão|release|build|firmware)\s$", re.IGNORECASE)
_INTERNAL_NAME = re.compile(
    r"(?<![\w.@-])(?:localhost(?![\w-]|\.\w)"
    r"|(?:[\w-]+\.)+(?:local|internal|corp|lan|intranet|localdomain|home\.arpa)(?![\w-]|\.\w))",
    re.IGNORECASE,
)
_FOLDER_OF_SOMEBODY = re.compile(
    r"(?<![\w])[A-Za-z]:[\\/]+(?:Users|Documents and Settings)[\\/]+[^\s\"'<>|]+"
    r"|(?<![\w.~/-])(?:file://)?/(?:home|Users)/[\w.-]+(?:/[^\s\"'<>|)]*)?"
    r"|(?<![\w\\])\\\\[\w.-]+\\[\w$.-]+[^\s\"'<>|]*"
)
_DELETE = "Delete it; readers cannot use it, and attackers can."


def private_addresses(text: str) -> Iterator[Fault]:
    """IP addresses of private networks."""
    for found in _ADDRESS.finditer(text):
        if _is_private(found[0]) and not _VERSION.search(text, max(0, found.start() - 12), found.start()):
            message = f"This is an address inside of a private network: {disguised(found[0])}."
            yield Fault("private-address", message, _DELETE, found[0], found.start())


def internal_names(text: str) -> Iterator[Fault]:
    """Names of computers that only a private network knows."""
    for found in _INTERNAL_NAME.finditer(text):
        message = f"This is the name of a computer inside of a network: {disguised(found[0])}."
        yield Fault("private-address", message, _DELETE, found[0], found.start())


def private_paths(text: str) -> Iterator[Fault]:
    """Paths that tell whose computer it was, or which server."""
    for found in _FOLDER_OF_SOMEBODY.finditer(text):
        words = found[0].rstrip(".,;:)")
        message = f"This is a path on somebody's computer: {disguised(words)}."
        yield Fault("private-path", message, "Delete it, or write the name of the file alone.", words, found.start())


def _is_private(words: str) -> bool:
    try:
        address = ip_address(words)
    except ValueError:
        return False
    return any(address in network for network in _PRIVATE if network.version == address.version)
