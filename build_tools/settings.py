"""Reads the settings of the site from mkdocs.yml, the one configuration file.

In: the path of mkdocs.yml. Out: a `Site`, or problems with line and column. The settings of the press stand under
`plugins: - advisories:`; the theme's own settings are left to MkDocs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from build_tools.problems import Place, Problem
from build_tools.site import Site
from build_tools.validation import problems_of
from build_tools.yaml_source import FieldPath, SourceTree, read_yaml

PLUGIN = "advisories"
_OF_MKDOCS = ("site_name", "site_description", "site_url", "site_dir")


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
        return None, problems_of(error, _reroot(tree, prefix, raw), Site)


def _plugin_settings(content: Mapping[str, Any]) -> tuple[FieldPath, dict[str, Any] | None]:
    """Where the plugin's settings stand, and what they are: MkDocs takes a list of plugins, or a mapping."""
    plugins = content.get("plugins")
    entries = plugins.items() if isinstance(plugins, dict) else ()
    found: list[tuple[FieldPath, Any]] = [(("plugins", name), settings) for name, settings in entries if name == PLUGIN]
    for index, plugin in enumerate(plugins if isinstance(plugins, list) else ()):
        if isinstance(plugin, dict) and PLUGIN in plugin:
            found.append((("plugins", index, PLUGIN), plugin[PLUGIN]))
    return next(((path, settings) for path, settings in found if isinstance(settings, dict)), ((), None))


def _reroot(tree: SourceTree, prefix: FieldPath, content: dict[str, Any]) -> SourceTree:
    """The content and its places, by the paths of `Site`: plugin settings lose their prefix, and MkDocs' other keys get
    one.
    """

    def moved(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        if path[: len(prefix)] == prefix:
            return path[len(prefix) :]
        return path if path and path[0] in _OF_MKDOCS else ("mkdocs", *path)

    keys, values = ({moved(path): place for path, place in table.items()} for table in (tree.keys, tree.values))
    return SourceTree(tree.file, content, keys, values)
