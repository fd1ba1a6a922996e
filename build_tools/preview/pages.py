"""What the preview adds to a page, and the plain pages that it shows where the site has none.

In: the bytes of a page. Out: the same with a script and a style sheet of the preview's own. A built site has neither.
"""

from __future__ import annotations

from markupsafe import Markup

OWN = "/_preview/"
"""Where the preview's own files are; no path of a site begins like this."""
_ADDED = Markup(
    '<link rel="stylesheet" href="{own}preview.css">\n'
    '<script src="{own}preview.js" data-preview data-stamp="{stamp}" defer></script>\n'
)
_PLAIN = Markup(
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    "<title>{title}</title>\n</head>\n"
    '<body class="preview-plain">\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n{links}</main>\n</body>\n</html>\n'
)
_LINK = Markup('<p><a href="{address}">{words}</a></p>\n')


def with_reload(page: bytes, stamp: str) -> bytes:
    """A page that shows problems, and loads itself anew when its stamp is another."""
    added = _ADDED.format(own=OWN, stamp=stamp).encode()
    return page.replace(b"</head>", added + b"</head>", 1)


def waiting_page() -> bytes:
    """What is shown while the project has problems that leave nothing to preview."""
    text = "Something that every page needs has a problem. Mend it, save, and the site appears here by itself."
    return _PLAIN.format(title="The preview waits", text=text, links="").encode()


def missing_page() -> bytes:
    """What is shown where the site has no page."""
    text = "The site has no page at this address. If it comes to have one, it appears here by itself."
    links = _LINK.format(address="/", words="To the first page")
    return _PLAIN.format(title="There is no such page", text=text, links=links).encode()


def failed_page() -> bytes:
    """What is shown where a page cannot be rendered."""
    text = "The preview could not make this page. The window in which it was started says more."
    return _PLAIN.format(title="This page cannot be shown", text=text, links="").encode()
