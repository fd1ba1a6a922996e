"""Drafting: the file of a new advisory, made from the preset for its kind of incident.

In: the kind, and what is known already. Out: commented YAML. What nobody can know beforehand is a blank, which `check`
asks for; what may be true is offered as a comment. Only what holds in the first hour of any such incident stands there
by itself, so that nothing untrue is published because it was not deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from build_tools.blanks import BLANK
from build_tools.history.files import FOLDER
from build_tools.language.vocabulary import PLACEHOLDER, Entry, Vocabulary
from build_tools.load import yaml_files
from build_tools.model.advisory import is_advisory_id
from build_tools.model.fields import Frozen
from build_tools.schema import SCHEMA_FILE
from build_tools.site import Site
from build_tools.yaml_emission import flow_text

PRESETS = Path(__file__).parent / "presets"
COMMENT_COLUMN = 44


class Choice(Frozen):
    """Codes that stand in the new file, and codes that are offered there as comments."""

    written: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


class Story(Frozen):
    """Events in the order in which they mostly happen, and those among them that stand in the new file."""

    order: tuple[str, ...]
    written: tuple[str, ...]


class PresetMeasures(Frozen):
    """What is often done; nothing of it is said to have been done already."""

    taken: tuple[str, ...]
    ongoing: Choice
    planned: Choice


class Preset(Frozen):
    """What one kind of incident needs: the codes of each list, most likely or most important first."""

    aspects: Choice
    vendor: bool = False
    exposed: tuple[str, ...]
    not_exposed: tuple[str, ...]
    timeline: Story
    assessment: Choice
    risks: Choice
    measures: PresetMeasures
    actions: Choice
    never_asked: tuple[str, ...]


@dataclass(frozen=True)
class FirstFacts:
    """What is known of the incident when the file is made; what is empty becomes a blank."""

    kind: str
    language: str
    organisation: str = ""
    vendor: str = ""
    service: str = ""
    products: tuple[str, ...] = ()
    severity: str = ""
    people: str = ""


def preset_kinds() -> tuple[str, ...]:
    """The kinds of incident that there is a preset for."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.yaml")))


def read_preset(kind: str) -> Preset:
    """The preset for a kind. Raises OSError where there is none."""
    return Preset.model_validate(yaml.safe_load((PRESETS / f"{kind}.yaml").read_text(encoding="utf-8")))


def next_id(root: Path, site: Site, year: int) -> str:
    """The first free id of a year: one above the highest that a file or a release has."""
    numbers = [int(name.rsplit("-", 1)[1]) for name in _taken(root, site) if name.startswith(f"ADV-{year}-")]
    return f"ADV-{year}-{max(numbers, default=0) + 1:04}"


def is_free(root: Path, site: Site, advisory_id: str) -> bool:
    """Whether neither a file nor a release has an id."""
    return advisory_id not in set(_taken(root, site))


def _taken(root: Path, site: Site) -> Iterator[str]:
    folder = root / site.advisories_dir
    history = folder / FOLDER
    names = [path.stem for path in yaml_files(folder)]
    names += [path.name for path in history.iterdir()] if history.is_dir() else []
    return filter(is_advisory_id, names)


def schema_seen_from(root: Path, file: str) -> str:
    """The path of the project's schema as a comment in a file names it; nothing where the project has none."""
    return Path(os.path.relpath(SCHEMA_FILE, Path(file).parent)).as_posix() if (root / SCHEMA_FILE).is_file() else ""


def new_source(advisory_id: str, facts: FirstFacts, site: Site, vocabulary: Vocabulary, schema: str = "") -> str:
    """The YAML of a new advisory, for editors with the path of its schema."""
    words = _Words(facts, site, vocabulary)
    template = _environment().get_template("advisory.yaml.jinja")
    values = {"known": facts, "site": site, "preset": read_preset(facts.kind), "words": words, "blank": BLANK}
    return template.render(id=advisory_id, schema=schema, **values)


@dataclass(frozen=True)
class _Words:
    """What the template says of codes, in English, as comments behind them."""

    known: FirstFacts
    site: Site
    vocabulary: Vocabulary

    def label(self, group: str, code: str) -> str:
        """What a code says, with the names that are known."""
        entry = self.vocabulary.groups[group].get(code, Entry())
        text = (entry.text if group == "aspects" else entry.label or entry.text) or ""
        return PLACEHOLDER.sub(lambda match: self._names.get(match[1]) or "…", text)

    def either(self, group: str) -> str:
        """All codes of a small group, for a choice."""
        return " | ".join(self.vocabulary.groups[group])

    def products(self) -> str:
        """The products of the site."""
        return ", ".join(f"{product.id} ({product.name})" for product in self.site.products)

    def choice(self, group: str, choice: Choice) -> Iterator[str]:
        """The lines of a list: what stands there, then what is offered."""
        yield from self._lines(group, choice.written, choice.written)
        yield from self._lines(group, choice.offered)

    def offer(self, group: str, codes: Iterable[str]) -> Iterator[str]:
        """The lines of a list in which nothing stands yet: a blank, and what is offered."""
        yield f"- {BLANK}"
        yield from self._lines(group, codes)

    def story(self, story: Story) -> Iterator[str]:
        """The lines of a timeline, each with a blank for its date."""
        return self._lines("events", story.order, story.written, f"{{{{code: {{}}, date: {BLANK}}}}}")

    def _lines(self, group: str, codes: Iterable[str], written: Iterable[str] = (), form: str = "{}") -> Iterator[str]:
        for code in codes:
            line = f"{'' if code in written else '#'}- {form.format(code)}"
            yield f"{line:<{COMMENT_COLUMN}} # {self.label(group, code)}"

    @property
    def _names(self) -> Mapping[str, str]:
        names = {product.id: product.name for product in self.site.products}
        return {
            "organisation": self.known.organisation or self.site.publisher.name,
            "vendor": self.known.vendor,
            "products": ", ".join(names.get(product, product) for product in self.known.products),
            "publisher": self.site.publisher.name,
        }


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - this writes YAML, which has no HTML to escape
        loader=FileSystemLoader(PRESETS),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["scalar"] = flow_text
    return environment
