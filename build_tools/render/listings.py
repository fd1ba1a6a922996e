"""Listings: the advisories that share a product, a status, a severity or a year, and what is said of each.

In: a publication. Out: listings, each with its path, its heading and its headlines. A new kind is an entry in `KINDS`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.language.language import Language, capitalised, gettext_noop
from build_tools.model.edition import Headline
from build_tools.model.said import Term
from build_tools.render.publication import Publication

ALL = "advisories/"
"""Where the newest of all advisories are, below a language's folder."""


@dataclass(frozen=True)
class Listing:
    """The advisories that share a code: where they are listed, below a language's folder, and what is said there.

    `name` is what links to it say; `meaning` explains the code, and is empty where nothing needs to be explained.
    """

    code: str
    path: str
    name: str
    heading: str
    meaning: str
    empty: str
    headlines: Sequence[Headline]


class Kind(NamedTuple):
    """A way to narrow down: its folder, its name, which is that of the hole in `heading` and `empty`, and its words.

    `choices` are all that there is to choose; `shares` is what an advisory has of them; `chip` goes before one of these
    on the advisory's page, where it stands there. Listings are ordered by the newest change, or by `published`.
    """

    folder: str
    name: str
    choice: str
    heading: str
    empty: str
    choices: Callable[[Language, Publication], Iterable[Term]]
    shares: Callable[[Headline, Publication], Iterable[Term]]
    chip: str = ""
    by_publication: bool = False

    def path(self, code: str) -> str:
        """Where the advisories that share a code are listed, below a language's folder."""
        return f"{self.folder}/{code}/"

    def listings(self, language: Language, publication: Publication) -> tuple[Listing, ...]:
        """Every listing of this kind, also those of codes that no advisory has."""
        found = self._by_code(language, publication)
        return tuple(
            self._listing(term, found.get(term.code, ()), language) for term in self.choices(language, publication)
        )

    def _by_code(self, language: Language, publication: Publication) -> Mapping[str, Sequence[Headline]]:
        headlines = publication.headlines[language.path]
        if self.by_publication:
            headlines = tuple(sorted(headlines, key=lambda headline: (headline.published, headline.id), reverse=True))
        table: dict[str, list[Headline]] = defaultdict(list)
        for headline in headlines:
            for term in self.shares(headline, publication):
                table[term.code].append(headline)
        return table

    def _listing(self, term: Term, headlines: Sequence[Headline], language: Language) -> Listing:
        named = {self.name: term.label}
        return Listing(
            code=term.code,
            path=self.path(term.code),
            name=capitalised(term.label),
            heading=language.gettext(self.heading, **named),
            meaning=term.text,
            empty=language.gettext(self.empty, **named),
            headlines=headlines,
        )


@dataclass(frozen=True)
class Chip:
    """What an advisory shares with others, as its page says it, and where these are listed."""

    kind: str
    name: str
    term: Term
    path: str


def chips_of(headline: Headline, language: Language, publication: Publication) -> list[Chip]:
    """The chips of an advisory's page."""
    return [
        Chip(kind.name, language.gettext(kind.chip), term, f"{language.path}/{kind.path(term.code)}")
        for kind in CHIPS
        for term in kind.shares(headline, publication)
    ]


def _products(_language: Language, publication: Publication) -> Iterator[Term]:
    return (Term(product, name) for product, name in publication.site.product_names.items())


def _products_affected(headline: Headline, publication: Publication) -> Iterator[Term]:
    """The products that the newest release says are affected, by the names of that time."""
    release = publication.records[headline.id].current
    return (Term(product, release.product_names[product]) for product in release.advisory.affected.products)


def _codes(group: str) -> Callable[[Language, Publication], Iterator[Term]]:
    """All codes of a group of the vocabulary."""

    def codes(language: Language, _publication: Publication) -> Iterator[Term]:
        for code in language.vocabulary.groups[group]:
            yield Term(code, language.phrase(group, code, "label"), language.phrase(group, code, "text"))

    return codes


def _years(language: Language, publication: Publication) -> Iterator[Term]:
    years = {headline.published.year for headline in publication.headlines[language.path]}
    return (Term(str(year), str(year)) for year in sorted(years, reverse=True))


PRODUCTS = Kind(
    folder="products",
    name="product",
    choice=gettext_noop("By product"),
    heading=gettext_noop("Advisories on the product {product}"),
    empty=gettext_noop("No advisory says that the product {product} is affected."),
    choices=_products,
    shares=_products_affected,
    chip=gettext_noop("Product:"),
)
STATUSES = Kind(
    folder="status",
    name="status",
    choice=gettext_noop("By status"),
    heading=gettext_noop("Advisories with the status “{status}”"),
    empty=gettext_noop("No advisory has the status “{status}” at the moment."),
    choices=_codes("statuses"),
    shares=lambda headline, _: [headline.status],
    chip=gettext_noop("Status:"),
)
SEVERITIES = Kind(
    folder="severity",
    name="severity",
    choice=gettext_noop("By severity"),
    heading=gettext_noop("Advisories with the severity “{severity}”"),
    empty=gettext_noop("No advisory has the severity “{severity}”."),
    choices=_codes("severities"),
    shares=lambda headline, _: [headline.severity],
    chip=gettext_noop("Severity:"),
)
YEARS = Kind(
    folder="advisories",
    name="year",
    choice=gettext_noop("By year"),
    heading=gettext_noop("Advisories of {year}"),
    empty=gettext_noop("No advisories have been published."),
    choices=_years,
    shares=lambda headline, _: [Term(str(headline.published.year), "")],
    by_publication=True,
)
KINDS = (PRODUCTS, STATUSES, SEVERITIES, YEARS)
"""In the order in which a reader is offered them."""
CHIPS = (STATUSES, SEVERITIES, PRODUCTS)
"""Those that the page of an advisory shows, in its order."""
