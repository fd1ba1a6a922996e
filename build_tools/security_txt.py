"""Where to report what is wrong with the site itself: the settings of security.txt, and whether they are out of date.

Source of the rules: RFC 9116. Nothing is rendered by the clock: `expires` stands in the settings, and a build says
when it is time to look at them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from build_tools.model.fields import Frozen, Name
from build_tools.model.moment import Instant, rfc3339
from build_tools.problems import FieldError, Place, Problem, shown

PATH = ".well-known/security.txt"
SOON = timedelta(days=30)
YEAR = timedelta(days=366)
_REST = r"[!-~]+"  # no spaces and no line breaks, which would begin another field
_PAGE = rf"https://[a-zA-Z0-9\[]{_REST}"
_CONTACT = rf"{_PAGE}|mailto:[^@\s]+@{_REST}|tel:\+?[0-9]{_REST}"
_KEY = rf"{_PAGE}|dns:{_REST}|openpgp4fpr:[0-9a-fA-F]{{40,64}}"


def _address(form: str, mend: str) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if not re.fullmatch(form, value, re.ASCII):
            raise FieldError("not-an-address", f"{shown(value)} is no address that can stand here.", mend)
        return value

    return checked


_WANTED = (
    "Write `mailto:` before an e-mail address, `tel:` before a phone number, or the address of a page: `https://…`."
)
Contact = Annotated[Name, AfterValidator(_address(_CONTACT, _WANTED))]
Page = Annotated[Name, AfterValidator(_address(_PAGE, "Write the address of a page: `https://status.example/policy`."))]
Key = Annotated[
    Name, AfterValidator(_address(_KEY, "Write where the key lies: `https://…`, `dns:…` or `openpgp4fpr:…`."))
]


class SecurityTxt(Frozen):
    """Whom to tell of a weakness in the site itself, and until when that holds."""

    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    expires: Instant
    encryption: Key | None = None
    acknowledgments: Page | None = None
    policy: Page | None = None
    hiring: Page | None = None


def expiry(settings: SecurityTxt, file: str, now: datetime) -> Iterator[Problem]:
    """Warn when programs no longer read the file, or will not soon; and of a date that is too far away.

    A warning alone: on no day does an address that nobody has looked at keep a notice from its readers.
    """
    left, until = settings.expires - now, rfc3339(settings.expires)
    mend = "See that its contacts are still right, and write a new date under `expires`, less than a year away."
    if left <= timedelta(0):
        message = f"security.txt holds until {until}, which is over: nobody may rely on it any longer."
    elif left < SOON:
        message = f"security.txt holds until {until}, which is soon over."
    elif left > YEAR:
        message = f"security.txt holds until {until}, which is more than a year away. By then it may be wrong."
    else:
        return
    yield Problem(Place(file), "security-txt-expires", message, mend, "warning")
