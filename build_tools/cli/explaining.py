"""The command that explains."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.explaining import Dictionary
from build_tools.explanations import Explanation, read_explanations
from build_tools.language.languages import read_languages, read_site_and_vocabulary
from build_tools.language.vocabulary import Vocabulary


@click.command()
@click.argument("word", required=False, metavar="[CODE]")
@click.pass_obj
def explain(root: Path, word: str | None) -> None:
    """Tell what CODE means: the code of a problem, a code of the vocabulary, or a field such as `affected.count`.

    Without CODE, list the codes of all problems.
    """
    explanations = read_explanations()
    if word is None:
        click.echo(_listed(explanations))
        return
    dictionary = _dictionary(root, explanations)
    meanings = dictionary.meanings(word)
    if not meanings:
        raise click.UsageError(f"There is no problem, code or field `{word}`. {dictionary.closest(word)}")
    click.echo("\n\n".join(map(str, meanings)))


def _listed(explanations: dict[str, Explanation]) -> str:
    """All codes, each with the first sentence about it."""
    width = max(map(len, explanations))
    return "\n".join(f"{code.ljust(width)}  {it.first_sentence}" for code, it in explanations.items())


def _dictionary(root: Path, explanations: dict[str, Explanation]) -> Dictionary:
    """What can be explained here: codes of the vocabulary only in a project whose vocabulary can be read."""
    known, _ = read_site_and_vocabulary(root)
    if known is None:
        return Dictionary(explanations, Vocabulary({}))
    site, vocabulary = known
    languages, _ = read_languages(root, site, vocabulary)
    return Dictionary(explanations, vocabulary, tuple(languages.values()))
