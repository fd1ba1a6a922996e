"""A filled frame is, byte for byte, what stock MkDocs with Material writes when the same body is an ordinary page."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from markupsafe import Markup, escape

from build_tools import frames, pipeline
from build_tools.model.frame import Frame, Frames, Hole
from build_tools.project import Project
from tests.conftest import NOW, ROOT, read

Values = Mapping[str, str | Markup]

TITLES = {
    "markup": "</title><script>alert(1)</script>",
    "signs": """<&"'> &amp; &#39; \\ % ` * _ 5 < 6""",
    "tokens": " ".join(map(frames.mark, ("title", "body", "head"))),
    "template": "{{ page.title }} {% raw %} {# note #} ${x} {0}",
    "yaml": "yes: [no, - ---\u2028 '\" # !tag &anchor *alias",
    "beyond": "Ünïcödé – 😀 \u00a0 العربية",
}
BODIES = {
    "plain": Markup(f"<div><p>{frames.mark('body')}</p></div>"),
    "markdown": Markup("<div>\n\n# no heading\n\n    no code\n\n- no *list*\n\n[no](link.md) ![no](x.png)\n\n</div>"),
    "template": Markup("<div>{{ config.site_name }} {% include 'x' %} {# note #} &lt;script&gt; &amp;amp;</div>"),
    "tokens": Markup("\n".join(f"<div>{frames.mark(name)}</div>" for name in ("title", "body", "switcher"))),
}


def language_of(path: str, project: Project) -> str:
    """The language of a page; the page at the root stands in the first."""
    first = path.split("/", maxsplit=1)[0]
    return first if first in project.languages else next(iter(project.languages))


def frame_of(path: str, project: Project, theme: Frames) -> Frame:
    return theme.pages[language_of(path, project), path.count("/")]


def values_of(path: str, content: bytes, project: Project, theme: Frames) -> dict[str, str]:
    """What fills the holes of a page that was built."""
    segments = frame_of(path, project, theme).segments
    pattern = "".join(f"(?P<{part.name}>.*)" if isinstance(part, Hole) else re.escape(part) for part in segments)
    match = re.fullmatch(pattern, content.decode(), re.DOTALL)
    assert match, f"{path} is not its frame, filled"
    return {**match.groupdict(), "title": html.unescape(match["title"])}


def build_ordinary(folder: Path, project: Project, pages: Mapping[str, Values]) -> Path:
    """Let MkDocs, in a process of its own and without our plugin, build Markdown files with these values."""
    for path, values in pages.items():
        file = folder / "docs" / path.replace(".html", ".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        holes = {name: str(values[name]) for name in ("title", "head", "switcher")}
        head = frames.front_matter(language_of(path, project), **holes)
        file.write_text(f"{head}\n{values['body']}", encoding="utf-8")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["theme"]["custom_dir"] = str(ROOT / settings["theme"]["custom_dir"])
    settings |= {
        "docs_dir": "docs",
        "plugins": [],
        "extra": frames.theme_words(project.site, project.languages.values()),
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=folder, check=True)
    return folder / "site"


def hostile_pages(project: Project, theme: Frames) -> dict[str, dict[str, str | Markup]]:
    """Pages whose values try to break out of their holes."""
    cases = {f"title-{name}": (title, BODIES["plain"]) for name, title in TITLES.items()}
    cases |= {f"body-{name}": ("Title", body) for name, body in BODIES.items()}
    head = Markup('<meta name="description" content="hole4title4hole {{ x }} --- &#34;">\n<link rel="x" href="y">')
    switcher = Markup("<ul>\n<li>hole4body4hole {% x %}</li>\n</ul>")
    return {
        f"de/{name}/index.html": {"title": title, "head": head, "switcher": switcher, "body": body}
        for name, (title, body) in cases.items()
    }


@pytest.fixture(scope="module")
def ordinary(
    tmp_path_factory: pytest.TempPathFactory, project: Project, theme: Frames, tree: Mapping[str, bytes]
) -> Path:
    """The site that stock MkDocs writes: every page of ours, and the hostile ones."""
    pages = [path for path in tree if path.endswith("index.html")]
    values: dict[str, Values] = {path: values_of(path, tree[path], project, theme) for path in pages}
    return build_ordinary(tmp_path_factory.mktemp("ordinary"), project, {**values, **hostile_pages(project, theme)})


def test_every_page_is_what_stock_mkdocs_writes(ordinary: Path, tree: Mapping[str, bytes], project: Project) -> None:
    """Home, lists, the advisory in each language and the chooser equal ordinary pages, byte for byte."""
    pages = [path for path in tree if path.endswith("index.html")]
    assert {f"{language}/advisories/ADV-2025-0001/index.html" for language in project.languages} <= set(pages)
    assert {"index.html", "en/index.html", "pt/advisories/index.html", "de/advisories/2025/index.html"} <= set(pages)
    for path in pages:
        assert (ordinary / path).read_bytes() == tree[path], path


def test_every_asset_is_what_stock_mkdocs_writes(ordinary: Path, tree: Mapping[str, bytes]) -> None:
    """The style sheets, scripts and pictures are the theme's own, at the theme's own addresses."""
    assets = [path for path in tree if path.startswith("assets/")]
    assert len(assets) >= 4
    for path in assets:
        assert (ordinary / path).read_bytes() == tree[path], path


@pytest.mark.parametrize("name", [*(f"title-{name}" for name in TITLES), *(f"body-{name}" for name in BODIES)])
def test_a_hostile_value_is_an_ordinary_page(ordinary: Path, project: Project, theme: Frames, name: str) -> None:
    """Markup, quotes, hole tokens, templates and YAML in a value come out as stock MkDocs writes them."""
    path = f"de/{name}/index.html"
    filled = frame_of(path, project, theme).fill(hostile_pages(project, theme)[path])
    assert filled.encode() == (ordinary / path).read_bytes()


def test_a_hostile_title_is_text(project: Project, theme: Frames) -> None:
    """No title opens an element, and each is read back as it was written."""
    for path, values in hostile_pages(project, theme).items():
        filled = frame_of(path, project, theme).fill(values)
        title, _, rest = filled.partition("<title>")[2].partition(" - Sicherheitshinweise zu Vorfällen</title>")
        assert rest
        assert not set(title) & set("<>\"'")
        assert html.unescape(title) == values["title"]


def test_a_hostile_advisory_is_an_ordinary_page(project_folder: Path, tmp_path: Path) -> None:
    """An advisory whose texts hold tokens, templates and signs of HTML gives ordinary pages in every language."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    text = source.read_text(encoding="utf-8")
    hostile = "5 < 6 & \"so\" 'on' > hole4body4hole hole4title4hole {{ x }} {% raw %} 😀"
    text = re.sub(r"(?m)^  title: .*$", lambda _: f"  title: >-\n    {hostile}", text, count=1)
    text = re.sub(r"(?m)^  summary: >-$", lambda _: f"  summary: >-\n    {hostile}", text, count=1)
    source.write_text(text, encoding="utf-8")
    project = read(project_folder)
    theme = pipeline.render_frames(project)
    tree, _ = pipeline.build_tree(project, pipeline.preview_records(project, NOW), theme)
    pages = {path: content for path, content in tree.items() if path.endswith("index.html")}
    values = {path: values_of(path, content, project, theme) for path, content in pages.items()}
    advisories = [path for path in pages if "ADV-" in path]
    assert [values[path]["title"] for path in advisories] == [hostile] * 3
    assert all(str(escape(hostile)) in values[path]["body"] for path in advisories)
    site = build_ordinary(tmp_path / "ordinary", project, values)
    for path, content in pages.items():
        assert content == (site / path).read_bytes(), path


def test_split_and_fill_are_inverse() -> None:
    """A page that is split at its holes and filled with the tokens is the page again; order and number are kept."""
    marks = {name: frames.mark(name) for name in ("title", "head", "body")}
    page = "<t>{title}</t>{head}<b>{title}</b><div>{body}</div>end".format_map(marks)
    frame = frames.split(page)
    assert [part.name for part in frame.segments if isinstance(part, Hole)] == ["title", "head", "title", "body"]
    assert frame.fill({**marks, "body": Markup(f"<div>{marks['body']}</div>")}) == page


def test_a_page_without_holes_stays_whole() -> None:
    """Nothing is cut where there is no hole."""
    assert frames.split("<p>4hole hole4title4hole</p>").fill({}) == "<p>4hole hole4title4hole</p>"


def test_text_is_escaped_and_markup_is_not() -> None:
    """A string is text; only Markup is HTML."""
    frame = Frame((Hole("title"), "|", Hole("body")))
    assert frame.fill({"title": "<&\"'>", "body": Markup("<b>&amp;</b>")}) == "&lt;&amp;&#34;&#39;&gt;|<b>&amp;</b>"


def test_values_are_not_searched_for_holes() -> None:
    """A value that looks like a hole stays what it is."""
    title, head = frames.mark("title"), frames.mark("head")
    assert frames.split(f"{title}-{head}").fill({"title": head, "head": title}) == f"{head}-{title}"


def test_a_hole_that_is_not_filled_is_an_error() -> None:
    """A missing value never gives a page with a gap."""
    with pytest.raises(KeyError, match="switcher"):
        frames.split(f"<p>{frames.mark('switcher')}</p>").fill({"title": "x"})


def test_every_language_and_depth_has_a_frame(project: Project, theme: Frames) -> None:
    """Each frame has each hole once, and names its assets relative to its own depth."""
    wanted = {(language, depth) for language in project.languages for depth in frames.DEPTHS}
    assert set(theme.pages) == wanted | {(next(iter(project.languages)), 0)}
    for (_, depth), frame in theme.pages.items():
        assert sorted(part.name for part in frame.segments if isinstance(part, Hole)) == sorted(frames._HOLES)
        literal = "".join(part for part in frame.segments if isinstance(part, str))
        assert set(re.findall(r'(?:href|src)="([./]*)assets/', literal)) == {"../" * depth}
