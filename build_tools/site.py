"""The settings of the site: its languages, products, publisher and feeds, and what each may be.

Values alone; `settings` reads them from mkdocs.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from build_tools import authored_text
from build_tools.model.fields import Frozen, Identifier, MarkdownText, Name
from build_tools.model.moment import Moment, MomentField
from build_tools.problems import FieldError, shown
from build_tools.security_txt import SecurityTxt

CONFIG = "mkdocs.yml"
_TRUTH = {"true": True, "false": False}


def _absolute_http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        mend = "Write it with its scheme: `https://status.example/`."
        raise FieldError("not-an-address", f"{shown(value)} is no address of a site.", mend)
    return value.rstrip("/") + "/"


def _https_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.fragment:
        mend = "Write its address with `https://`, as in `https://hub.example/`, or leave `hub` out."
        raise FieldError("not-an-address", f"{shown(value)} is no address of a hub.", mend)
    return value


def _switch(value: Any) -> Any:
    if not isinstance(value, str) or value not in _TRUTH:
        raise FieldError("wrong-form", f"{shown(value)} is no switch.", "Write `true` or `false`.")
    return _TRUTH[value]


def _known_locale(value: str) -> str:
    try:
        Locale.parse(value)
    except (ValueError, UnknownLocaleError):
        mend = "Write one that Babel knows, such as `pt_BR`; `pybabel --list-locales` prints all."
        raise FieldError("unknown-locale", f"Nobody knows how dates are written in {shown(value)}.", mend) from None
    return value


def _day(value: Moment) -> Moment:
    if value.instant:
        mend = f"Write the day alone: `{value.day.isoformat()}`."
        raise FieldError("not-a-day", "A day belongs here, and this has a time.", mend)
    return value


def _clean(value: str) -> str:
    for fault in authored_text.faults(value, links={}, is_markdown=True):
        raise FieldError(fault.code, fault.message, fault.mend)
    return value


def _folder_inside(value: str) -> str:
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or path.parts == ():
        raise FieldError("outside", f"{shown(value)} is no folder of the project.", "Name a folder beside mkdocs.yml.")
    return str(path)


Folder = Annotated[Name, AfterValidator(_folder_inside)]
SiteUrl = Annotated[str, AfterValidator(_absolute_http_url)]


def _free_path(value: str) -> str:
    if value in _TAKEN:
        raise FieldError("reserved", f"At `{value}` {_TAKEN[value]}.", "Choose another path.")
    return value


_TAKEN = {
    "assets": "lie style sheets and scripts",
    "api": "lies what programs read",
    "history": "lies what was published when",
}


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", "-")


def _direction(settings: Mapping[str, Any]) -> str:
    """How the language of these settings is written, where they do not say so."""
    return Locale.parse(settings["locale"]).text_direction if "locale" in settings else "ltr"


class LanguageSetting(Frozen):
    """One language: its path on the site, its BCP 47 tag, its Babel locale, its own name, its writing direction."""

    path: Annotated[Identifier, AfterValidator(_free_path)]
    tag: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Za-z0-9]{2,8})*$"), AfterValidator(_known_locale)]
    name: Name
    direction: Annotated[str, Field(pattern="^(ltr|rtl)$", default_factory=_direction)]


class Product(Frozen):
    id: Identifier
    name: Name


class Publisher(Frozen):
    """Who publishes the site, how to reach a person there, and how to tell a genuine message."""

    name: Name
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    genuine_messages: Annotated[MarkdownText, AfterValidator(_clean)]


class FeedSettings(Frozen):
    """What the tag URIs of all feeds begin with (RFC 4151): fixed once, it does not follow the site's address.

    `hub` is the WebSub hub that is told when a feed has changed, if there is one.
    """

    authority: Annotated[str, Field(pattern=r"^[a-z0-9.-]+\.[a-z]+$")]
    date: Annotated[MomentField, AfterValidator(_day)]
    hub: Annotated[Name, AfterValidator(_https_url)] | None = None


def _fingerprint(value: Any) -> Any:
    written = "".join(value.split()).upper() if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9A-F]{40}|[0-9A-F]{64}", written):
        mend = "Write the 40 letters and digits below `sec` that `gpg --list-secret-keys` prints."
        raise FieldError("not-a-fingerprint", f"{shown(value)} is no fingerprint of a key.", mend)
    return written


class Csaf(Frozen):
    """How CSAF documents are signed, and what aggregators of such documents may do with them."""

    signing_key: Annotated[str, BeforeValidator(_fingerprint)] | None = None
    list_on_aggregators: Annotated[bool, BeforeValidator(_switch)] = True
    mirror_on_aggregators: Annotated[bool, BeforeValidator(_switch)] = True


class Site(Frozen):
    """The settings of the site."""

    name: Name = Field(alias="site_name")
    description: Name = Field(alias="site_description")
    url: SiteUrl = Field(alias="site_url")
    demonstration: bool
    feeds: FeedSettings
    publisher: Publisher
    languages: tuple[LanguageSetting, ...]
    products: tuple[Product, ...]
    former_urls: tuple[SiteUrl, ...] = ()
    security_txt: SecurityTxt | None = None
    csaf: Csaf = Csaf()
    advisories_dir: Folder = "advisories"
    locales_dir: Folder = "locales"
    site_dir: Name = "site"

    @field_validator("demonstration", mode="before")
    @classmethod
    def _demonstration(cls, value: Any) -> Any:
        return _switch(value)

    @field_validator("languages", "products")
    @classmethod
    def _distinct(cls, value: tuple[Any, ...]) -> tuple[Any, ...]:
        keys = [getattr(item, "path", None) or item.id for item in value]
        if not keys:
            raise FieldError("empty", "This list is empty.", "Add at least one entry.")
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise FieldError("repeated", f"{shown(twice)} stands twice here.", "Delete one of them.")
        return value

    @field_validator("security_txt")
    @classmethod
    def _secure(cls, value: SecurityTxt | None, info: ValidationInfo) -> SecurityTxt | None:
        if value and info.data.get("url", "https:").startswith("http:"):
            mend = "Write `site_url` with `https://`, or delete `security_txt`."
            raise FieldError("not-secure", "A site without https cannot have a security.txt.", mend)
        return value

    def language_called(self, name: str) -> LanguageSetting | None:
        """The language of a path, tag or locale, whichever way that is written."""
        wanted = _plain(name)
        for setting in self.languages:
            if wanted in map(_plain, (setting.path, setting.tag, setting.locale)):
                return setting
        return None

    @cached_property
    def product_names(self) -> Mapping[str, str]:
        """The names of the products by id."""
        return {product.id: product.name for product in self.products}

    @cached_property
    def tags(self) -> Mapping[str, str]:
        """The BCP 47 tags of the languages by path."""
        return {language.path: language.tag for language in self.languages}

    @property
    def language_paths(self) -> tuple[str, ...]:
        return tuple(language.path for language in self.languages)
