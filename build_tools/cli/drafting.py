"""The command that begins an advisory: new."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from build_tools.atomic_files import create_atomically
from build_tools.cli.asking import Interview
from build_tools.cli.parameters import AdvisoryIdType
from build_tools.cli.printing import fail, out, shown, site_and_vocabulary
from build_tools.drafting import FirstFacts, is_free, new_source, next_id, schema_seen_from
from build_tools.language.languages import advisory_file
from build_tools.language.vocabulary import Vocabulary
from build_tools.load import load_advisory
from build_tools.model.advisory import is_advisory_id
from build_tools.problems import counted


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--id", "advisory_id", type=AdvisoryIdType(), help="Id of the advisory (default: the next free one of this year)."
)
@click.option("--language", default="", help="Path of the language that you write in (default: the site's first).")
@click.option("--organisation", default="", help="Whose incident it is, if it is not the publisher's own.")
@click.option("--vendor", default="", help="Name of the vendor involved.")
@click.option("--service", default="", help="What the vendor does: a code of `services`.")
@click.option("--product", "products", multiple=True, help="Id of a product affected; may be given several times.")
@click.option("--severity", default="", help="How serious it is: a code of `severities`.")
@click.option("--people", default="", help="How many people are affected: a code of `people`.")
@click.pass_obj
def new(root: Path, /, kind: str | None, advisory_id: str | None, **facts: Any) -> None:
    """Begin an advisory of a KIND of incident: write a commented file with what this kind needs.

    Without a KIND, it asks. What is not known yet stays a blank, and `advisory check` says what belongs there.
    """
    site, vocabulary = site_and_vocabulary(root)
    known = _first_facts(FirstFacts(kind=kind or "", **facts), Interview(site, vocabulary))
    known = replace(known, language=known.language or site.language_paths[0])
    advisory_id = advisory_id or next_id(root, site, datetime.now(UTC).year)
    if not is_advisory_id(advisory_id):
        raise click.BadParameter(f"{advisory_id} is no id. An id looks like ADV-2025-0001.", param_hint="--id")
    if not is_free(root, site, advisory_id):
        message = f"There is an advisory {advisory_id} already. Nothing was written."
        raise click.BadParameter(message, param_hint="--id")
    file = advisory_file(site, advisory_id)
    source = new_source(advisory_id, known, site, vocabulary, schema_seen_from(root, file))
    _write(root, file, source, vocabulary)


def _first_facts(given: FirstFacts, interview: Interview) -> FirstFacts:
    """What is known of the incident; without a kind, the rest is asked for as well."""
    interview.refuse_unknown(given)
    return given if given.kind else interview.others(replace(given, kind=interview.kind()))


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
