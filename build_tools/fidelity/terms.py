"""Terms: the words that each language uses for one thing, and those that it never uses, from `locales/glossary.yaml`.

In: the bytes of the file. Out: a `Glossary`, or problems with line and column.
"""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale
from pydantic import Field, ValidationError

from build_tools.fidelity.wording import Listed, Words
from build_tools.problems import Problem
from build_tools.remembered import remembered
from build_tools.validation import problems_of
from build_tools.yaml_source import read_yaml


class Term(Words):
    """How a language says one thing; forms as in the wording: `word*` is the word with any ending."""

    say: Listed = Field((), description="What translators write; the first form is proposed.")
    accept: Listed = Field((), description="What is right as well, in other sentences.")
    asks: Listed | None = Field(None, description="Forms that ask for the term; without them, those of `say`.")
    alone: Listed = Field((), description="Forms that count where they are the whole text, or follow a colon.")
    not_this: Listed = Field((), description="Idioms in which the words mean something else.")
    never: Listed = Field((), description="What is wrong wherever it stands.")
    not_for_this: Listed = Field((), description="What is wrong where the source has the term.")


class Glossary(Words):
    """The terms, each with an id, by the locale of their language."""

    terms: Mapping[str, Mapping[str, Term]] = Field({}, description="Each thing, in each language.")

    def of(self, locale: Locale) -> Mapping[str, Term]:
        """The terms of a language: of its locale, else of the language alone."""
        names = (str(locale), locale.language)
        return {
            term: languages[name]
            for term, languages in self.terms.items()
            for name in [next((name for name in names if name in languages), "")]
            if name
        }


NO_TERMS = Glossary()


@remembered
def read_glossary(file: str, content: bytes) -> tuple[Glossary | None, list[Problem]]:
    """Read a glossary. Exactly one of glossary and problems is empty."""
    tree, problems = read_yaml(file, content)
    if tree is None:
        return None, problems
    try:
        return Glossary.model_validate(tree.content), []
    except ValidationError as error:
        return None, problems_of(error, tree, Glossary)
