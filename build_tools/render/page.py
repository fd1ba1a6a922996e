"""A page of the site: what fills the holes of its frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.language.language import Language
from build_tools.render.document_forms import Form
from build_tools.render.markup import Link, render_template
from build_tools.render.publication import Publication, Rendering


@dataclass(frozen=True)
class Alternate:
    """The same page in a language of the site."""

    language: Language
    path: str
    partial: bool = False


@dataclass(frozen=True)
class Page:
    """Where a page lies (`pt/advisories/`), what it is called, what it says, and where its other languages are.

    Search engines are asked to leave out what is not `is_indexed`, and a page that stands in for one that `is_missing`,
    which has no address of its own. `forms` are other forms of it, by name, media type and path; `article` is what it
    says of itself to programs.
    """

    path: str
    language: Language
    title: str
    description: str
    body: Markup
    alternates: tuple[Alternate, ...]
    is_indexed: bool = True
    is_missing: bool = False
    forms: tuple[tuple[Form, str], ...] = ()
    article: Markup | None = None

    @property
    def is_entrance(self) -> bool:
        """Whether this is the chooser or a home page, which the chooser is the `x-default` of."""
        return self.path in ("", f"{self.language.path}/")


def rendering(path: str, page: Callable[[], Page], publication: Publication) -> Rendering:
    """The file of the page at a path, and what renders it: the frame of its language and depth, filled."""

    def render() -> bytes:
        made = page()
        frame = publication.frames.pages[made.language.path, path.count("/")]
        return frame.fill(hole_values(made, publication, relative_link(made.path))).encode()

    return f"{path}index.html", render


def hole_values(page: Page, publication: Publication, link: Link) -> dict[str, str | Markup]:
    """What fills the frame's holes: the title as text, the rest as HTML, with addresses as `link` writes them."""
    head = render_template("head.html", page.language, link, page=page, site=publication.site)
    switcher = render_template("switcher.html", page.language, link, page=page)
    return {"title": page.title, "head": head, "switcher": switcher, "body": page.body}


def relative_link(path: str) -> Link:
    """Addresses as a page at `path` writes them."""
    up = "../" * path.count("/") or "./"
    return lambda target: up + target


def everywhere(publication: Publication, path: str) -> tuple[Alternate, ...]:
    """The alternates of a page that exists in every language, at the same path below the language's."""
    return tuple(Alternate(language, f"{language.path}/{path}") for language in publication.languages.values())
