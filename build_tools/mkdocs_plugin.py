"""The MkDocs plugin `advisories`: lets `mkdocs build` and `mkdocs serve` run the same pipeline.

MkDocs gets a scratch folder to build into; what it would publish itself is left there. The pipeline's tree goes
to the real `site_dir`. `mkdocs serve` previews drafts, `mkdocs build` publishes releases.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from build_tools import pipeline
from build_tools.model.frame import Frames
from build_tools.pipeline import Project
from build_tools.problems import Problem
from build_tools.publish.folder import publish_folder


class Settings(Config):  # type: ignore[no-untyped-call]
    """The names of the settings; `build_tools.site` reads and checks them."""

    demonstration = config_options.Type(bool)
    feeds = config_options.Type(dict)
    publisher = config_options.Type(dict)
    languages = config_options.Type(list)
    products = config_options.Type(list)
    advisories_dir = config_options.Type(str, default="advisories")
    locales_dir = config_options.Type(str, default="locales")


class AdvisoriesPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Runs the pipeline in MkDocs' events."""

    def __init__(self) -> None:
        self.preview = False
        self.tree: dict[str, bytes] = {}
        self.theme: Frames | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs was called for. That this method exists keeps the plugin alive between rebuilds."""
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the whole tree before MkDocs touches the old site; on a problem, stop."""
        root = Path(config.config_file_path).parent
        project, problems = pipeline.read_project(root)
        if project is None:
            raise PluginError(_listed(problems))
        self.tree = self._tree(project)
        self.site_dir = Path(config.site_dir)
        self.scratch = tempfile.TemporaryDirectory()
        config.site_dir = self.scratch.name
        return config

    def _tree(self, project: Project) -> dict[str, bytes]:
        now = datetime.now(UTC)
        if self.theme is None or not self.preview:
            self.theme = pipeline.render_frames(project)
        records = (pipeline.preview_records if self.preview else pipeline.public_records)(project, now)
        tree, problems = pipeline.build_tree(project, records, self.theme)
        if problems:
            raise PluginError(_listed(problems))
        return tree

    def on_files(self, files: Files, **_: Any) -> Files:
        """MkDocs itself has nothing to render."""
        return Files([])

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publish the tree, and forget what MkDocs wrote."""
        self.scratch.cleanup()
        config.site_dir = str(self.site_dir)
        publish_folder(self.tree, self.site_dir)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Reload when an advisory, a catalogue or the theme changes."""
        root = Path(config.config_file_path).parent
        for folder in (self.config.advisories_dir, self.config.locales_dir):
            server.watch(str(root / folder))
        return server


def _listed(problems: Any) -> str:
    found: list[Problem] = list(problems)
    return "\n" + "\n".join(str(problem) for problem in found)
