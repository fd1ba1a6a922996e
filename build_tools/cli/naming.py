"""Finds what the arguments of a command name: an advisory, its draft, a language. What nobody knows is a wrong call."""

from __future__ import annotations

import click

from build_tools.cli.printing import fail
from build_tools.language.language import Language
from build_tools.language.languages import advisory_file
from build_tools.model.draft import Draft
from build_tools.problems import did_you_mean
from build_tools.project import Project


def require_known(project: Project, advisory_id: str) -> None:
    """End the command where no advisory has this id, neither a file nor a release."""
    known = project.sources.keys() | project.histories.keys()
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
    for language in project.languages.values():
        setting = language.setting
        if _plain(name) in map(_plain, (setting.path, setting.tag, setting.locale)):
            return language
    known = ", ".join(f"{language.path} ({language.setting.name})" for language in project.languages.values())
    raise click.BadParameter(f"There is no language {name}. Known are: {known}.", param_hint="--language")


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-")
