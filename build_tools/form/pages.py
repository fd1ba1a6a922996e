"""Pages: the form of an advisory, the list of all, and the plain ones.

In: ids and words. Out: the bytes of a page. What moves in them is done by the scripts in `browser/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from build_tools.form.listing import Listed
from build_tools.site import LanguageSetting

_HEAD = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
    '<link rel="icon" href="data:,">\n{added}</head>\n'
)
_PLAIN = Markup('{head}<body class="plain">\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n')
_FORM = Markup("""{head}<body data-id="{id}">
<header class="bar">
<a class="bar__all" href="../../">All advisories</a>
<h1>{id}</h1>
<p id="state" role="status">One moment …</p>
<a class="bar__preview" href="#preview">Preview</a>
<button type="button" id="save" class="button button--main" disabled>Save</button>
</header>
<div id="notice" class="notice" role="alert" tabindex="-1" hidden></div>
<main class="desk">
<section class="desk__form" aria-label="Form">
<div id="problems" class="problems"></div>
<div id="form" class="form" role="form" aria-label="Facts and texts of {id}"></div>
</section>
<section class="desk__preview" id="preview" aria-label="Preview" tabindex="-1">
<div class="languages" role="group" aria-label="Language of the preview">
{languages}<p id="preview-state" role="status"></p>
</div>
<iframe id="page" title="Preview of {id}"></iframe>
</section>
</main>
</body>
</html>
""")
_LANGUAGE = Markup(
    '<button type="button" class="button" lang="{tag}" data-path="{path}" aria-pressed="false">{name}</button>\n'
)
_LIST = Markup("""{head}<body class="plain">
<main>
<h1>Advisories</h1>
{entries}
<h2>Begin a new one</h2>
<p><label for="kind">What kind of incident is it?</label></p>
<p class="new"><select id="kind">{kinds}</select>
<button type="button" id="begin" class="button button--main">Begin</button></p>
<p id="state" role="status"></p>
</main>
</body>
</html>
""")
_ENTRY = Markup('<li><a href="edit/{id}/">{id}</a> {words} <span class="state">({state})</span></li>\n')


def form_page(advisory_id: str, languages: Iterable[LanguageSetting]) -> bytes:
    """The page with the form of an advisory, and its preview in some languages."""
    own, scripts = "../../own/", ("vendor/jedison-1.23.0.umd.js", "form.js")
    buttons = Markup("").join(_LANGUAGE.format(tag=one.tag, path=one.path, name=one.name) for one in languages)
    return _FORM.format(head=_head(f"{advisory_id} · form", own, scripts), id=advisory_id, languages=buttons).encode()


def list_page(advisories: Sequence[Listed], kinds: Mapping[str, str]) -> bytes:
    """The page with all advisories, and with the kinds that a new one can be of."""
    lines = Markup("").join(_ENTRY.format(id=one.id, words=one.words, state=one.state) for one in advisories)
    entries = Markup('<ul class="advisories">\n{}</ul>').format(lines) if lines else Markup("<p>There is none yet.</p>")
    options = Markup("").join(Markup('<option value="{}">{}</option>').format(*kind) for kind in kinds.items())
    return _LIST.format(head=_head("Advisories", "own/", ("list.js",)), entries=entries, kinds=options).encode()


def no_preview_page(style: str) -> bytes:
    """What is shown in place of the preview while there is none."""
    own = style.removesuffix("form.css")
    text = "The preview appears here as soon as what every notice needs is filled in. The list above the form names it."
    return _PLAIN.format(head=_head("No preview yet", own), title="No preview yet", text=text).encode()


def plain_page(title: str, text: str) -> bytes:
    """A page with one sentence."""
    return _PLAIN.format(head=_head(title, ""), title=title, text=text).encode()


def _head(title: str, own: str, scripts: Iterable[str] = ()) -> Markup:
    """The head of a page. `own` is the way to the files of the form; without it, the page is unadorned."""
    lines = [Markup('<link rel="stylesheet" href="{}form.css">\n').format(own)] if own else []
    for name in scripts:
        kind = Markup("") if name.startswith("vendor/") else Markup(' type="module"')
        lines.append(Markup('<script src="{}{}"{} defer></script>\n').format(own, name, kind))
    return _HEAD.format(title=title, added=Markup("").join(lines))
