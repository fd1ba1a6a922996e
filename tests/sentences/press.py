"""Notices from a few facts: what stands in `cases.yaml`, or a code of the vocabulary, through the whole pipeline.

In: the facts of a notice as its YAML has them, one mapping for each release. Out: its editions, and the pages of a site
that has it. Nothing is put into a sentence here: it is loaded, frozen, localised and rendered as on any site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from build_tools import pipeline
from build_tools.history.releases import Content, freeze
from build_tools.load import load_advisory
from build_tools.localise import localise, speaker_of
from build_tools.model.edition import Edition
from build_tools.model.frame import Frames
from build_tools.model.release import Record, Release
from build_tools.project import Project
from build_tools.render import renderings
from tests.conftest import copy_project, read

Facts = Mapping[str, Any]
TABLE = yaml.load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def awkward_project(folder: Path) -> Project:
    """The shipped project without its advisories, with the publisher and the products of `cases.yaml`."""
    copy_project(folder)
    config = folder / "mkdocs.yml"
    settings, _, _ = config.read_text(encoding="utf-8").partition("      products:")
    products = [f"        - {{id: {name}, name: {label!r}}}\n" for name, label in TABLE["products"].items()]
    settings = settings.replace("Incident Press Demonstration Desk", TABLE["publisher"])
    config.write_text(settings + "".join(["      products:\n", *products]), encoding="utf-8")
    for file in [*(folder / "advisories").rglob("*.*"), *folder.glob("locales/*/advisories/*.po")]:
        file.unlink()
    return read(folder)


def merged(facts: Any, more: Any) -> Any:
    """Facts with more of them; a list takes the place of a list, and `null` of what is no longer said."""
    if not isinstance(facts, Mapping) or not isinstance(more, Mapping):
        return more
    both = {**facts, **{key: merged(facts.get(key, {}), value) for key, value in more.items()}}
    return {key: value for key, value in both.items() if value != "null"}


@dataclass(frozen=True)
class Press:
    """A project, and what makes records and pages of facts."""

    project: Project

    @cached_property
    def frames(self) -> Frames:
        return pipeline.render_frames(self.project)

    @cached_property
    def codes(self) -> dict[str, Any]:
        return dict(self.project.vocabulary.groups)

    def release(self, facts: Facts, number: int, translations: Mapping[str, Mapping[str, str]]) -> Release:
        """The release that freezes facts, at the time that `cases.yaml` gives its number."""
        content = yaml.safe_dump(facts, allow_unicode=True).encode()
        draft, problems = load_advisory("advisory.yaml", content, self.codes)
        assert draft is not None, problems
        at = datetime.fromisoformat(TABLE["released_at"][number - 1])
        return freeze(Content(draft.advisory, translations, {}, self.project.site), at, number, None)

    def record(self, notice: Facts, order: int = 0) -> Record:
        """The record of a notice of `cases.yaml`; the rest is as in `notice` there, with a pair of names."""
        special = {key: notice[key] for key in ("then", "translations", "draft", "embargoed_until") if key in notice}
        told = {key: value for key, value in notice.items() if key not in special and key != "beside"}
        states = [merged(merged(TABLE["notice"], named(order)), told)]
        for more in special.get("then", ()):
            states.append(merged(states[-1], more))
        translations = special.get("translations", {})
        releases = tuple(self.release(facts, number, translations) for number, facts in enumerate(states, start=1))
        until = special.get("embargoed_until")
        return Record(
            releases=releases,
            draft="draft" in special or until is not None,
            embargoed_until=datetime.fromisoformat(until) if until else None,
        )

    def edition(self, record: Record, language: str) -> Edition:
        return localise(speaker_of(record, self.project.languages[language], self.project.site))

    def pages(self, records: list[Record]) -> Mapping[str, Callable[[], bytes]]:
        """Every path of a site with these records, with what renders it."""
        return renderings(pipeline.publication(self.project, records, self.frames))


def named(order: int) -> Facts:
    """The pair of names whose turn it is."""
    pairs = TABLE["names"]
    organisation, vendor = pairs[order % len(pairs)]
    return {"incident": {"organisation": {"name": organisation}, "vendor": {"name": vendor}}}
