"""The site's settings, read from mkdocs.yml: the one configuration file.

In: the path of mkdocs.yml. Out: a `Site`, or problems with line and column. The settings of the press
stand under `plugins: - advisories:`; the theme's own settings are left to MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError, field_validator

from build_tools.model.fields import Frozen, Identifier, MarkdownText, Name
from build_tools.model.moment import MomentField
from build_tools.problems import FieldError, Place, Problem, shown
from build_tools.validation import problems_of
from build_tools.yaml_source import SourceTree, read_yaml

PLUGIN = "advisories"
_TRUTH = {"true": True, "false": False}


def _absolute_http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        mend = "Write it with its scheme: `https://status.example/`."
        raise FieldError("not-an-address", f"{shown(value)} is no address of a site.", mend)
    return value.rstrip("/") + "/"


def _switch(value: Any) -> Any:
    if value not in _TRUTH:
        raise FieldError("wrong-form", f"{shown(value)} is no switch.", "Write `true` or `false`.")
    return _TRUTH[value]


SiteUrl = Annotated[str, AfterValidator(_absolute_http_url)]


class LanguageSetting(Frozen):
    """One language: its path on the site, its BCP 47 tag, its Babel locale, its own name, its writing direction."""

    path: Identifier
    tag: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(_[A-Za-z0-9]{2,8})*$")]
    name: Name
    direction: Annotated[str, Field(pattern="^(ltr|rtl)$")] = "ltr"


class Product(Frozen):
    id: Identifier
    name: Name


class Publisher(Frozen):
    """Who publishes the site, how to reach a person there, and how to tell a genuine message."""

    name: Name
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    genuine_messages: MarkdownText


class FeedIdentity(Frozen):
    """What the tag URIs of all feeds begin with (RFC 4151). Fixed once; it does not follow the site's address."""

    authority: Annotated[str, Field(pattern=r"^[a-z0-9.-]+\.[a-z]+$")]
    date: MomentField


class Site(Frozen):
    """The settings of the site."""

    name: Name
    description: Name
    url: SiteUrl
    demonstration: bool
    feeds: FeedIdentity
    publisher: Publisher
    languages: tuple[LanguageSetting, ...]
    products: tuple[Product, ...]
    advisories_dir: Name = "advisories"
    locales_dir: Name = "locales"

    @field_validator("demonstration", mode="before")
    @classmethod
    def _demonstration(cls, value: Any) -> Any:
        return _switch(value)

    @field_validator("languages", "products")
    @classmethod
    def _distinct(cls, value: tuple[Any, ...]) -> tuple[Any, ...]:
        keys = [getattr(item, "path", None) or item.id for item in value]
        if not keys or len(set(keys)) < len(keys):
            raise FieldError("repeated", "At least one entry is needed, and none may stand twice.")
        return value

    @property
    def product_names(self) -> Mapping[str, str]:
        return {product.id: product.name for product in self.products}

    @property
    def language_paths(self) -> tuple[str, ...]:
        return tuple(language.path for language in self.languages)


def read_site(config_file: Path) -> tuple[Site | None, list[Problem]]:
    """Read the settings. Exactly one of site and problems is empty."""
    try:
        content = config_file.read_bytes()
    except FileNotFoundError:
        mend = "Run the command in the folder of the project, where mkdocs.yml stands."
        return None, [Problem(Place(config_file.name), "no-settings", "There is no mkdocs.yml here.", mend)]
    tree, problems = read_yaml(config_file.name, content)
    if tree is None:
        return None, problems
    index, settings = _plugin_settings(tree.content)
    if settings is None:
        mend = f"Add `plugins:` with an entry `- {PLUGIN}:`."
        return None, [Problem(Place(config_file.name), "no-settings", f"The plugin `{PLUGIN}` is not set up.", mend)]
    raw = _site_fields(tree.content) | settings
    try:
        return Site.model_validate(raw), []
    except ValidationError as error:
        return None, problems_of(error, _reroot(tree, index))


def _plugin_settings(content: Mapping[str, Any]) -> tuple[int, dict[str, Any] | None]:
    plugins = content.get("plugins")
    for index, plugin in enumerate(plugins if isinstance(plugins, list) else []):
        if isinstance(plugin, dict) and isinstance(plugin.get(PLUGIN), dict):
            return index, plugin[PLUGIN]
    return 0, None


_MKDOCS_KEYS = {"site_name": "name", "site_description": "description", "site_url": "url"}


def _site_fields(content: Mapping[str, Any]) -> dict[str, Any]:
    return {field: content[key] for key, field in _MKDOCS_KEYS.items() if key in content}


def _reroot(tree: SourceTree, index: int) -> SourceTree:
    """The same places, by the paths of `Site`: plugin settings lose their prefix, MkDocs' keys get our names."""
    prefix = ("plugins", index, PLUGIN)

    def moved(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        if path[: len(prefix)] == prefix:
            return path[len(prefix) :]
        return (_MKDOCS_KEYS.get(str(path[0]), f"mkdocs:{path[0]}"), *path[1:]) if path else ("mkdocs",)

    keys, values = ({moved(path): place for path, place in table.items()} for table in (tree.keys, tree.values))
    return SourceTree(tree.file, tree.content, keys, values)
