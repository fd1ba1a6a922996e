"""The MkDocs plugin `advisories`: lets `mkdocs build` and `mkdocs serve` run the same pipeline.

MkDocs gets a scratch folder to build into; what it would publish itself is left there. The pipeline's tree goes
to the real `site_dir`. `mkdocs serve` previews drafts, `mkdocs build` publishes releases.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.utils import DuplicateFilter

from build_tools import pipeline
from build_tools.advisories import PUBLIC
from build_tools.frames import ThemeError
from build_tools.problems import Problem, is_blocking
from build_tools.project import read_project
from build_tools.publish.folder import publish_folder

log = get_plugin_logger(__name__)


class Settings(Config):  # type: ignore[no-untyped-call]
    """The names of the settings; `build_tools.site` reads and checks them."""

    demonstration = config_options.Type(bool)
    feeds = config_options.Type(dict)
    publisher = config_options.Type(dict)
    languages = config_options.Type(list)
    products = config_options.Type(list)
    csaf = config_options.Type(dict, default={})
    advisories_dir = config_options.Type(str, default="advisories")
    locales_dir = config_options.Type(str, default="locales")


class AdvisoriesPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Runs the pipeline in MkDocs' events."""

    def __init__(self) -> None:
        self.preview = False
        self.tree: dict[str, bytes] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
        """Remember what MkDocs was called for. That this method exists keeps the plugin alive between rebuilds."""
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the whole tree before MkDocs touches the old site; on a problem, stop."""
        self.tree = self._tree(Path(config.config_file_path))
        self.site_dir = Path(config.site_dir)
        self.scratch = tempfile.TemporaryDirectory()
        config.site_dir = self.scratch.name
        return config

    def _tree(self, config_file: Path) -> dict[str, bytes]:
        project, problems = read_project(config_file.parent, config_file.name, PUBLIC)
        if project is None:
            raise PluginError(_listed(problems))
        problems += () if self.preview else tuple(pipeline.losses(project, datetime.now(UTC)))
        if is_blocking(problems):
            raise PluginError(_listed(problems))
        if problems:
            log.warning(_listed(problems))
        records = (pipeline.preview_records if self.preview else pipeline.public_records)(project, datetime.now(UTC))
        try:
            tree, found = pipeline.build_tree(project, records, pipeline.render_frames(project))
        except ThemeError as error:
            raise PluginError(f"The theme cannot be rendered: {error}") from error
        if is_blocking(found):
            raise PluginError(_listed(found))
        return tree

    def on_files(self, _files: Files, **_: Any) -> Files:
        """MkDocs itself has nothing to render."""
        return Files([])

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publish the tree, and forget what MkDocs wrote."""
        self.scratch.cleanup()
        config.site_dir = str(self.site_dir)
        try:
            publish_folder(self.tree, self.site_dir, Path(config.config_file_path).parent, private=self.preview)
        except OSError as error:
            raise PluginError(f"The site could not be written: {error}. The old site is untouched.") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Reload when an advisory, a catalogue or the theme changes."""
        root = Path(config.config_file_path).parent
        folders = [root / self.config.advisories_dir, root / self.config.locales_dir, config.theme.custom_dir]
        for folder in filter(None, folders):
            server.watch(str(folder))
        server.builder = _keeping_the_last_good(server.builder)
        server.set_app(_for_this_machine(server.serve_request))
        return server


def _for_this_machine(app: Callable[..., Any]) -> Callable[..., Any]:
    """Answer only to names of this machine: a foreign page could point its own name at it and read the drafts."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        host = environ.get("HTTP_HOST", "").rpartition(":")[0] or environ.get("HTTP_HOST", "")
        if host in ("127.0.0.1", "localhost"):
            return app(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"Drafts are shown under 127.0.0.1 and localhost alone."]

    return answer


def _keeping_the_last_good(rebuild: Callable[[], None]) -> Callable[[], None]:
    """MkDocs keeps every reader waiting until a broken source is mended; with this, the last good preview stays."""

    def rebuild_or_tell() -> None:
        for remembers in getattr(logging.getLogger("mkdocs.commands.build"), "filters", []):
            if isinstance(remembers, DuplicateFilter):
                remembers.msgs.clear()  # the same mistake, made again, is told again
        try:
            rebuild()
        except (MkDocsException, OSError) as error:
            log.error("%s The preview stays as it was before this change.", error)

    return rebuild_or_tell


def _listed(problems: Any) -> str:
    found: list[Problem] = list(problems)
    return "\n" + "\n".join(str(problem) for problem in found)
