"""Says single facts of one release in one language: terms, statements, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from build_tools.language.language import Language, capitalised
from build_tools.localise.authored_words import AuthoredWords
from build_tools.model.advisory import Advisory, Organisation
from build_tools.model.authored import entry_names
from build_tools.model.edition import Said, Term, Text
from build_tools.model.fields import Statement
from build_tools.model.release import Release
from build_tools.site import Site


@dataclass(frozen=True)
class Speaker:
    """One release in one language, with what the placeholders of its sentences stand for."""

    release: Release
    language: Language
    site: Site
    source_tag: str
    words: AuthoredWords
    values: Mapping[str, str]
    _terms: dict[tuple[str, str], Term] = field(default_factory=dict, compare=False)

    def phrase(self, group: str, code: str, part: str) -> str:
        return self.language.phrase(group, code, part, self.values)

    def term(self, group: str, code: str) -> Term:
        """A code with its label and what explains it; data are explained by a definition, the rest by a sentence."""
        if (group, code) not in self._terms:
            explained = "definition" if group == "data" else "text"
            label, text = self.phrase(group, code, "label"), self.phrase(group, code, explained)
            self._terms[group, code] = Term(code, label, text)
        return self._terms[group, code]

    def generated(self, value: str) -> Text:
        return Text(value, self.language.tag)

    def setting(self, value: str) -> Text:
        return Text(self.language.site_text(value), self.language.tag, markdown=True)

    def authored(self, path: str) -> Text | None:
        return self.words.texts.get(path)

    def sources(self, codes: Iterable[str]) -> tuple[Term, ...]:
        return tuple(self.term("sources", code) for code in codes)

    def said(self, group: str, statement: Statement, path: str, part: str = "text") -> Said:
        """A coded statement in words; authored text replaces the vocabulary's where the advisory has some."""
        code = statement.code
        return Said(
            code=code,
            label=capitalised(self.phrase(group, code, "label")),
            text=self.authored(f"{path}.text") or self.generated(self.phrase(group, code, part)),
            sources=self.sources(statement.stated_by),
            certainty=self.term("certainties", statement.certainty),
            note=self.authored(f"{path}.note"),
        )

    def optional(self, group: str, statement: Statement | None, path: str) -> Said | None:
        return self.said(group, statement, path) if statement else None

    def all_said(
        self, group: str, path: str, statements: tuple[Statement, ...], part: str = "text"
    ) -> tuple[Said, ...]:
        pairs = zip(statements, entry_paths(path, statements), strict=True)
        return tuple(self.said(group, statement, entry, part) for statement, entry in pairs)


def speaker_of(release: Release, language: Language, site: Site) -> Speaker:
    """Make the one who speaks for a release in a language."""
    tags = {setting.path: setting.tag for setting in site.languages}
    source_tag = tags.get(release.advisory.language, release.advisory.language)
    words = AuthoredWords.of(release, language, source_tag)
    values = placeholder_values(release.advisory, language, site)
    return Speaker(release, language, site, source_tag, words, values)


def placeholder_values(advisory: Advisory, language: Language, site: Site) -> dict[str, str]:
    """What the placeholders of the vocabulary stand for in this advisory."""
    incident = advisory.incident
    products = [site.product_names.get(product, product) for product in advisory.affected.products]
    values = {
        "organisation": (incident.organisation or Organisation(name=site.publisher.name)).name,
        "publisher": site.publisher.name,
        "products": language.listed(products),
    }
    if incident.vendor:
        service = language.phrase("services", incident.vendor.service, "label")
        values |= {"vendor": incident.vendor.name, "service": service}
    return values


def entry_paths(path: str, entries: tuple[object, ...]) -> list[str]:
    """The field paths of the entries of a list, as the authored texts name them."""
    return [f"{path}.{name}" for name in entry_names(entries)]
