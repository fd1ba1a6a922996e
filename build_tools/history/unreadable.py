"""Why a site that is live cannot be read, in plain words.

In: the error of the machine, the network or the reader. Out: a sentence's end that says what is the matter.
"""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException, InvalidURL
from urllib.error import HTTPError, URLError

from pydantic import ValidationError

_SAID: tuple[tuple[type[BaseException], str], ...] = (
    (socket.gaierror, "no machine of this name is found; the name may be misspelt, or the network is down"),
    (TimeoutError, "it gives no answer in time"),
    (ssl.SSLCertVerificationError, "its certificate is not valid, so it may be another site"),
    (ssl.SSLError, "no protected connection with it is possible"),
    (ConnectionRefusedError, "nothing answers there"),
    (ConnectionError, "the connection broke off"),
    (NotADirectoryError, "it is no folder"),
    (PermissionError, "you may not read it"),
    (ValidationError, "it is not what this press publishes"),
    *((kind, "this is no address") for kind in (ValueError, InvalidURL, URLError)),
    (HTTPException, "the answer breaks off, or is none of a web server"),
)
"""What an error says, by its kind; the first that fits, since an error can be of several."""


def why_unreadable(error: Exception) -> str:
    """What is the matter with a site of which reading ended with this error."""
    if isinstance(error, HTTPError):
        return _answer(error)
    if isinstance(error, URLError) and isinstance(error.reason, Exception):
        return why_unreadable(error.reason)
    if isinstance(error, FileNotFoundError):
        return f"there is no `{error.filename}`"
    return next((words for kind, words in _SAID if isinstance(error, kind)), "the machine refuses it")


def _answer(error: HTTPError) -> str:
    if error.code in (404, 410):
        return f"there is no page `{error.url}`"
    if error.code in (401, 403):
        return f"it wants a password, or refuses access ({error.code})"
    return f"it is out of order ({error.code})" if error.code >= 500 else f"it refuses to answer ({error.code})"
