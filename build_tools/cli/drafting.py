"""The command that begins an advisory: new."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from build_tools.atomic_files import create_atomically
from build_tools.cli.printing import fail, out, shown, stop_at
from build_tools.drafting import Known, is_free, new_source, next_id, preset_kinds
from build_tools.language.languages import advisory_file, read_vocabulary_of
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisory
from build_tools.model.advisory import is_advisory_id
from build_tools.problems import counted, did_you_mean
from build_tools.site import CONFIG, Site, read_site


@click.command()
@click.argument("kind", required=False)
@click.option("--id", "advisory_id", help="Id of the advisory (default: the next free one of this year).")
@click.option("--language", default="", help="Path of the language that you write in (default: the site's first).")
@click.option("--organisation", default="", help="Whose incident it is, if it is not the publisher's own.")
@click.option("--vendor", default="", help="Name of the vendor involved.")
@click.option("--service", default="", help="What the vendor does: a code of `services`.")
@click.option("--product", "products", multiple=True, help="Id of a product affected; may be given several times.")
@click.option("--severity", default="", help="low, medium, high or critical.")
@click.option("--people", default="", help="How many people are affected: none, some, all or unknown.")
@click.pass_obj
def new(root: Path, /, kind: str | None, advisory_id: str | None, **facts: Any) -> None:
    """Begin an advisory of a KIND of incident: write a commented file with what this kind needs.

    Without a KIND, it asks. What is not known yet stays a blank, and `advisory check` says what belongs there.
    """
    site, vocabulary = _read(root)
    known = Known(kind=kind or _asked_kind(vocabulary), **facts)
    known = known if kind else _asked(known, site, vocabulary)
    known = replace(known, language=known.language or site.language_paths[0])
    _refuse_unknown(known, site, vocabulary)
    advisory_id = advisory_id or next_id(root, site, datetime.now(UTC).year)
    if not is_advisory_id(advisory_id):
        raise click.BadParameter(f"{advisory_id} is no id. An id looks like ADV-2025-0001.", param_hint="--id")
    if not is_free(root, site, advisory_id):
        fail(f"There is an advisory {advisory_id} already. Nothing was written.")
    _write(root, advisory_file(site, advisory_id), new_source(advisory_id, known, site, vocabulary), vocabulary)


def _read(root: Path) -> tuple[Site, Vocabulary]:
    site, problems = read_site(root / CONFIG)
    stop_at(problems)
    assert site is not None  # noqa: S101 - nothing stopped us, so there is one
    vocabulary, problems = read_vocabulary_of(root, site)
    stop_at(problems)
    assert vocabulary is not None  # noqa: S101 - as above
    return site, vocabulary


def _write(root: Path, file: str, source: str, vocabulary: Vocabulary) -> None:
    content = source.encode()
    try:
        create_atomically(root / file, content)
    except FileExistsError:
        fail(f"Somebody else has written {file} just now. Nothing was written.")
    _, problems = load_advisory(file, content, vocabulary.groups)
    out.print(f"Written: {shown(root / file, root)}")
    if problems:
        out.print(f"{counted(len(problems), 'blank')} to fill in. What belongs there: advisory check {file}")


def _asked_kind(vocabulary: Vocabulary) -> str:
    """The kind, chosen from a list by its number or its code."""
    kinds = [kind for kind in preset_kinds() if kind in vocabulary.groups["kinds"]]
    for number, kind in enumerate(kinds, 1):
        out.print(f"{number:>3}  {kind:<24} {vocabulary.groups['kinds'][kind].label}")
    numbered = {str(number): kind for number, kind in enumerate(kinds, 1)}
    answer = str(
        click.prompt("What kind of incident is it", type=click.Choice([*numbered, *kinds]), show_choices=False)
    )
    return numbered.get(answer, answer)


def _asked(known: Known, site: Site, vocabulary: Vocabulary) -> Known:
    """What else is known already; Enter leaves a blank."""
    out.print("Press Enter where you do not know it yet.")
    groups = vocabulary.groups
    words = " ".join(product.id for product in site.products)
    return replace(
        known,
        organisation=known.organisation or _answer(f"Whose incident is it, if not that of {site.publisher.name}"),
        products=known.products or tuple(_answer(f"Which products are affected ({words})").replace(",", " ").split()),
        severity=known.severity or _answer(f"How serious is it ({', '.join(groups['severities'])})"),
        people=known.people or _answer(f"How many people are affected ({', '.join(groups['people'])})"),
    )


def _answer(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False)).strip()


def _refuse_unknown(known: Known, site: Site, vocabulary: Vocabulary) -> None:
    """A word that is no code or id ends the command before anything is written."""
    groups = vocabulary.groups
    for given, name, choices in (
        (known.kind, "kind of incident", [kind for kind in preset_kinds() if kind in groups["kinds"]]),
        (known.language, "language", site.language_paths),
        (known.service, "service", groups["services"]),
        (known.severity, "severity", groups["severities"]),
        (known.people, "share of people", groups["people"]),
        *((product, "product", site.product_names) for product in known.products),
    ):
        if given and given not in choices:
            raise click.UsageError(f"`{given}` is no {name}. {did_you_mean(given, choices)}")
