"""The checks on the finished tree find what they are for, and nothing in the shipped site."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_tools import pipeline
from build_tools.feed_files import format_of
from build_tools.verify import resources, verify_tree
from build_tools.verify.expected import Expected
from tests.conftest import NOW, codes, read

LABELS = {"en": "Demonstration", "pt": "Demonstração", "de": "Demo-Website"}
EXPECTED = Expected("https://incident-press.example/", True, LABELS)
PAGE = "en/advisories/ADV-2025-0001/index.html"
CSAF = ".well-known/csaf"
STYLE = "assets/stylesheets/press.css"


def verify_changed(tree: Mapping[str, bytes], path: str, old: bytes, new: bytes) -> list[str]:
    """The codes of what is found when one file was changed; it must be found there alone."""
    assert old in tree[path]
    problems = verify_tree({**tree, path: tree[path].replace(old, new)}, EXPECTED)
    assert {problem.place.file for problem in problems} <= {path}
    return codes(problems)


def test_the_shipped_site_is_without_fault(tree: Mapping[str, bytes]) -> None:
    """No check finds anything in the site as it is built."""
    assert verify_tree(tree, EXPECTED) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (PAGE, b"</body>", b'<a href="../ADV-2025-9999/">x</a></body>', "dead-link"),
        (PAGE, b"</body>", b'<a href="https://incident-press.example/xx/">x</a></body>', "dead-link"),
        (PAGE, b"data-demonstration", b"", "demonstration-label"),
        (PAGE, b'<meta name="robots" content="noindex">', b"", "demonstration-label"),
        ("de/advisories.rss", b"</rss>", b"", "not-well-formed"),
        ("de/feed.json", b"}", b"", "not-well-formed"),
        ("de/updates.rss", b'rel="self"', b'rel="via"', "feed-address"),
        ("de/updates.atom", b"de/updates.atom", b"en/updates.atom", "feed-address"),
        ("de/feed.json", b"de/feed.json", b"de/updates.json", "feed-address"),
        ("de/products/api/feed.json", b"de/advisories/ADV-2025-0001/", b"de/advisories/ADV-2025-0009/", "dead-link"),
        ("de/advisories.atom", b"pt/advisories/ADV-2025-0001/", b"pt/advisories/ADV-2025-0009/", "dead-link"),
        ("de/updates.rss", b"#release-1</link>", b"x/</link>", "dead-link"),
        (f"{CSAF}/2025/adv-2025-0001-de.json", b"/en/advisories/ADV-2025-0001/", b"/en/ADV-2025-0001/", "dead-link"),
        (f"{CSAF}/csaf-feed-tlp-white.json", b"-de.json.sha256", b"-de.json.sha1", "dead-link"),
        (f"{CSAF}/provider-metadata.json", b"/csaf-feed-tlp-white.json", b"/feed.json", "dead-link"),
        (f"{CSAF}/index.txt", b"-de.json", b"-fr.json", "dead-link"),
        (f"{CSAF}/changes.csv", b"-de.json", b"-fr.json", "dead-link"),
    ],
)
def test_a_fault_is_found(tree: Mapping[str, bytes], path: str, old: bytes, new: bytes, code: str) -> None:
    """Each kind of fault, put into one file, is found there."""
    assert code in verify_changed(tree, path, old, new)


def test_a_document_without_a_hash_is_found(tree: Mapping[str, bytes]) -> None:
    """Each document has both hashes beside it."""
    path = f"{CSAF}/2025/adv-2025-0001.json"
    problems = verify_tree({name: content for name, content in tree.items() if name != f"{path}.sha512"}, EXPECTED)
    assert {problem.place.file for problem in problems} == {path, f"{CSAF}/csaf-feed-tlp-white.json"}


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://tracker.example/p.gif">',
        '<img alt="a > b" src="https://tracker.example/p.gif">',
        "<img src='//tracker.example/p.gif'>",
        '<img srcset="a.png 1x, https://cdn.example/b.png 2x">',
        '<link rel="stylesheet" href="//cdn.example/a.css">',
        '<link rel="alternate stylesheet" href="//cdn.example/a.css">',
        "<LINK href=https://cdn.example/f rel=preload>",
        '<script src="https://cdn.example/a.js"></script>',
        '<svg><use xlink:href="https://cdn.example/i.svg#a"/></svg>',
        '<object data="https://cdn.example/o"></object>',
        '<form action="https://collect.example/"></form>',
        '<button formaction="https://collect.example/">x</button>',
        '<a href="../" ping="https://collect.example/">x</a>',
        '<p style="color: red; background: url(https://cdn.example/i.png)">x</p>',
        '<p style="background: url(&quot;//cdn.example/i.png&quot;)">x</p>',
        "<style>p { background: url( 'https://cdn.example/i.png' ) }</style>",
        '<style>@import "https://cdn.example/a.css";</style>',
    ],
)
def test_a_page_asks_nobody_else(tree: Mapping[str, bytes], html: str) -> None:
    """Whatever makes a browser fetch from another host is found, however it is written."""
    found = verify_changed(tree, PAGE, b"</body>", html.encode() + b"</body>")
    assert set(found) - {"dead-link"} == {"foreign-resource"}


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<script type="module">alert(1)</script>',
        '<p onclick="alert(1)">x</p>',
        '<p class="a"\nONMOUSEOVER = alert(1)>x</p>',
        '<p title="a > b"onfocus=alert(1)>x</p>',
    ],
)
def test_a_page_holds_no_script(tree: Mapping[str, bytes], html: str) -> None:
    """Scripts between tags and in attributes are found."""
    assert verify_changed(tree, PAGE, b"</body>", html.encode() + b"</body>") == ["inline-script"]


@pytest.mark.parametrize(
    "html",
    [
        '<base href="/elsewhere/">',
        '<base target="_blank">',
        '<meta http-equiv="refresh" content="0; url=../">',
        "<META content=5 HTTP-EQUIV=Refresh>",
    ],
)
def test_a_page_leads_nowhere_by_itself(tree: Mapping[str, bytes], html: str) -> None:
    """What takes readers elsewhere without their doing, or changes where all links lead, is found."""
    found = verify_changed(tree, PAGE, b"</head>", html.encode() + b"</head>")
    assert set(found) - {"dead-link"} == {"leads-away"}


@pytest.mark.parametrize(
    "html",
    [
        '<p>Attackers wrote onclick="x", style="url(https://x.example)" and &lt;script src=//x.example&gt;.</p>',
        '<p title=\'&lt;script src="//x.example"> onclick=a style="url(//x.example)"\'>x</p>',
        '<a href="https://elsewhere.example/?a>b onclick=c">x</a>',
        '<a class="x" href="https://elsewhere.example/">x</a>',
        '<link rel="alternate canonical" href="https://incident-press.example/">',
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        '<img src="data:image/gif;base64,R0lGOD//">',
        '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
        '<p style="background: url(data:image/svg+xml,%3Csvg)">x</p>',
    ],
)
def test_what_only_looks_like_it_is_no_fault(html: str) -> None:
    """Words about attacks, addresses that are only named, and data in the page are no fault."""
    page = {"en/index.html": f"<!doctype html><html><body>{html}</body></html>".encode()}
    assert list(resources.check(page, page.keys(), EXPECTED)) == []


@pytest.mark.parametrize(
    "css",
    [
        '@import "https://cdn.example/a.css";',
        "@import url(//cdn.example/a.css);",
        "a { background: URL( 'https://cdn.example/i.png' ) }",
        "@font-face { src: url(https://cdn.example/f.woff2) format('woff2') }",
    ],
)
def test_a_style_sheet_asks_nobody_else(tree: Mapping[str, bytes], css: str) -> None:
    """A style sheet that imports or shows something of another host is a fault; `data:` images are none."""
    assert b"url(" in b"".join(content for path, content in tree.items() if path.endswith(".css"))
    problems = verify_tree({**tree, STYLE: tree[STYLE] + css.encode()}, EXPECTED)
    assert [(problem.place.file, problem.code) for problem in problems] == [(STYLE, "foreign-resource")]


def with_json_title(feed: bytes, title: str) -> bytes:
    return json.dumps({**json.loads(feed), "title": title}).encode()


def with_rss_title(feed: bytes, title: str) -> bytes:
    root = ET.fromstring(feed)
    element = root.find("channel/title")
    assert element is not None
    element.text = title
    return ET.tostring(root)


@pytest.mark.parametrize(("name", "replaced"), [("feed.json", with_json_title), ("advisories.rss", with_rss_title)])
@pytest.mark.parametrize("language", LABELS)
def test_a_feed_says_in_its_title_that_it_is_a_demonstration(
    tree: Mapping[str, bytes], language: str, name: str, replaced: Callable[[bytes, str], bytes]
) -> None:
    """The label counts in the title alone, in the feed's language, although the publisher's name holds the word."""
    path, label = f"{language}/{name}", LABELS[language]
    for title, found in ((label, []), ("Advisories", ["demonstration-label"]), ("", ["demonstration-label"])):
        problems = verify_tree({**tree, path: replaced(tree[path], title)}, EXPECTED)
        assert [(problem.place.file, problem.code) for problem in problems] == [(path, code) for code in found]


def test_a_real_site_must_not_carry_the_label(tree: Mapping[str, bytes]) -> None:
    """With `demonstration: false`, a page or feed that says it is a demonstration is a fault."""
    problems = verify_tree(tree, Expected(EXPECTED.url, False, EXPECTED.labels))
    assert set(codes(problems)) == {"demonstration-label"}
    documents = [path for path in tree if path.startswith("api/v1/advisories")]
    assert len(documents) == 3
    assert {problem.place.file for problem in problems} >= {*documents, "api/v1/vocabulary.json"}
    labelled = sum(path.endswith(".html") or format_of(path) is not None for path in tree)
    assert len(problems) == labelled + len(documents) + len(["vocabulary.json", "translations.json"])


def test_a_real_site_is_without_fault(project_folder: Path) -> None:
    """With `demonstration: false`, the site is built without a label, and no check finds anything in it."""
    settings = project_folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "demonstration: true" in text
    settings.write_text(text.replace("demonstration: true", "demonstration: false"), encoding="utf-8")
    project = read(project_folder)
    tree, problems = pipeline.build_tree(
        project, pipeline.public_records(project, NOW), pipeline.render_frames(project)
    )
    assert problems == []
    assert json.loads(tree["en/feed.json"])["title"] == "Incident Advisories"
    assert json.loads(tree["api/v1/advisories.json"])["demonstration"] is False
    assert b"data-demonstration" not in tree[PAGE]
    assert b"noindex" not in tree[PAGE]
