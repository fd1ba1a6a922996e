"""Finds what the arguments of a command name: an advisory, its draft, a language. What nobody knows is a wrong call."""

from __future__ import annotations

from collections.abc import Iterable, Set

import click

from build_tools.cli.printing import fail
from build_tools.language.language import Language
from build_tools.language.languages import advisory_file
from build_tools.model.draft import Draft
from build_tools.problems import did_you_mean
from build_tools.project import Project
from build_tools.site import LanguageSetting, Site


def require_known(project: Project, advisory_id: str) -> None:
    """End the command where no advisory has this id, neither a file nor a release."""
    require_among(project.sources.keys() | project.histories.keys(), [advisory_id])


def require_among(known: Set[str], advisory_ids: Iterable[str]) -> None:
    """End the command where one of some ids is none of those that are known."""
    for advisory_id in advisory_ids:
        if advisory_id not in known:
            raise click.UsageError(f"There is no advisory {advisory_id}. {did_you_mean(advisory_id, known)}".strip())


def draft_of(project: Project, advisory_id: str) -> Draft:
    """The draft of an advisory."""
    require_known(project, advisory_id)
    draft = next((draft for draft in project.drafts if draft.advisory.id == advisory_id), None)
    if draft is None:
        file = advisory_file(project.site, advisory_id)
        fail(f"The file of {advisory_id}, which was released, is gone. Bring it back: git checkout HEAD -- {file}")
    return draft


def language_of(project: Project, name: str) -> Language:
    """The language of a path, tag or locale, whichever way that is written."""
    return project.languages[setting_of(project.site, name).path]


def setting_of(site: Site, name: str) -> LanguageSetting:
    """The setting of a language of the site, by its path, tag or locale."""
    if setting := site.language_called(name):
        return setting
    known = ", ".join(f"{setting.path} ({setting.name})" for setting in site.languages)
    raise click.BadParameter(f"There is no language {name}. Known are: {known}.", param_hint="--language")
