"""The site's settings, read from mkdocs.yml: the one configuration file.

In: the path of mkdocs.yml. Out: a `Site`, or problems with line and column. The settings of the press
stand under `plugins: - advisories:`; the theme's own settings are left to MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, Field, ValidationError, field_validator

from build_tools import authored_text
from build_tools.model.fields import Frozen, Identifier, MarkdownText, Name
from build_tools.model.moment import Moment, MomentField
from build_tools.problems import FieldError, Place, Problem, shown
from build_tools.validation import problems_of
from build_tools.yaml_source import FieldPath, SourceTree, read_yaml

CONFIG = "mkdocs.yml"
PLUGIN = "advisories"
_TRUTH = {"true": True, "false": False}


def _absolute_http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        mend = "Write it with its scheme: `https://status.example/`."
        raise FieldError("not-an-address", f"{shown(value)} is no address of a site.", mend)
    return value.rstrip("/") + "/"


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
    if value == "assets":
        raise FieldError("reserved", "At `assets` lie style sheets and scripts.", "Choose another path.")
    return value


class LanguageSetting(Frozen):
    """One language: its path on the site, its BCP 47 tag, its Babel locale, its own name, its writing direction."""

    path: Annotated[Identifier, AfterValidator(_free_path)]
    tag: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Za-z0-9]{2,8})*$"), AfterValidator(_known_locale)]
    name: Name
    direction: Annotated[str, Field(pattern="^(ltr|rtl)$")] = "ltr"


class Product(Frozen):
    id: Identifier
    name: Name


class Publisher(Frozen):
    """Who publishes the site, how to reach a person there, and how to tell a genuine message."""

    name: Name
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    genuine_messages: Annotated[MarkdownText, AfterValidator(_clean)]


class FeedIdentity(Frozen):
    """What the tag URIs of all feeds begin with (RFC 4151). Fixed once; it does not follow the site's address."""

    authority: Annotated[str, Field(pattern=r"^[a-z0-9.-]+\.[a-z]+$")]
    date: Annotated[MomentField, AfterValidator(_day)]


class Site(Frozen):
    """The settings of the site."""

    name: Name = Field(alias="site_name")
    description: Name = Field(alias="site_description")
    url: SiteUrl = Field(alias="site_url")
    demonstration: bool
    feeds: FeedIdentity
    publisher: Publisher
    languages: tuple[LanguageSetting, ...]
    products: tuple[Product, ...]
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


def read_site(config_file: Path) -> tuple[Site | None, list[Problem]]:
    """Read the settings. Exactly one of site and problems is empty."""
    try:
        content = config_file.read_bytes() if config_file.is_file() else None
    except OSError as error:
        return None, [Problem(Place(config_file.name), "no-settings", f"It cannot be read: {error.strerror}.")]
    if content is None:
        mend = "Run the command in the folder of the project, where mkdocs.yml stands."
        return None, [Problem(Place(config_file.name), "no-settings", "There is no mkdocs.yml here.", mend)]
    tree, problems = read_yaml(config_file.name, content)
    if tree is None:
        return None, problems
    prefix, settings = _plugin_settings(tree.content)
    if settings is None:
        mend = f"Add `plugins:` with an entry `- {PLUGIN}:`."
        return None, [Problem(Place(config_file.name), "no-settings", f"The plugin `{PLUGIN}` is not set up.", mend)]
    raw = {key: tree.content[key] for key in _OF_MKDOCS if key in tree.content} | settings
    try:
        return Site.model_validate(raw), []
    except ValidationError as error:
        return None, problems_of(error, _reroot(tree, prefix), Site)


def _plugin_settings(content: Mapping[str, Any]) -> tuple[FieldPath, dict[str, Any] | None]:
    """Where the plugin's settings stand, and what they are: MkDocs takes a list of plugins, or a mapping."""
    plugins = content.get("plugins")
    entries = plugins.items() if isinstance(plugins, dict) else ()
    found: list[tuple[FieldPath, Any]] = [(("plugins", name), settings) for name, settings in entries if name == PLUGIN]
    for index, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(plugin, dict) and PLUGIN in plugin:
            found.append((("plugins", index, PLUGIN), plugin[PLUGIN]))
    return next(((path, settings) for path, settings in found if isinstance(settings, dict)), ((), None))


_OF_MKDOCS = ("site_name", "site_description", "site_url", "site_dir")


def _reroot(tree: SourceTree, prefix: FieldPath) -> SourceTree:
    """The same places, by the paths of `Site`: plugin settings lose their prefix, which MkDocs' other keys get."""

    def moved(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        if path[: len(prefix)] == prefix:
            return path[len(prefix) :]
        return path if path and path[0] in _OF_MKDOCS else ("mkdocs", *path)

    keys, values = ({moved(path): place for path, place in table.items()} for table in (tree.keys, tree.values))
    return SourceTree(tree.file, tree.content, keys, values)
