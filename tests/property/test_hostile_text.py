"""Text that somebody typed comes out of every output as the text that it is, whatever it looks like."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from html import unescape
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.model.frame import Frames
from build_tools.model.release import Record, Release
from build_tools.project import Project
from tests.conftest import NOW

NASTY = st.sampled_from(
    [
        "&", "<", ">", '"', "'", "]]>", "<!--", "&amp;", "&lt;b&gt;", "{{ x }}", "{% raw %}", "{vendor}", "{0}", "%s",
        "hole4body4hole", "hole4title4hole", "<script>alert(1)</script>", "🚨", "שלום", "a" * 300, "\\", "`", "*", "_",
        "[x](ref:y)", "javascript:", "${x}", "__class__", "{obj.__class__}", "ß", "İ",
    ]
)  # fmt: skip
TYPED = st.text("abc <>&\"'{}[]()#*_`~|\\/é", min_size=1, max_size=8)
TEXT = st.lists(st.one_of(NASTY, TYPED), min_size=1).map(" ".join)


def written(text: str) -> str:
    return " ".join(text.split())


def tree_with(project: Project, theme: Frames, language: str, title: str, summary: str) -> dict[str, bytes]:
    """The site as it would be if the release, or its translation, had these texts."""
    release = pipeline.public_records(project, NOW)[0].current
    text = release.advisory.text.with_fields(title=title, summary=summary)
    advisory = release.advisory.with_fields(text=text)
    texts = {"text.title": title, "text.summary": summary}
    translated = {path: {**before, **texts} for path, before in release.translations.items()}
    fields = {name: getattr(release, name) for name in Release.model_fields}
    changed = Release(**{**fields, "advisory": advisory, "translations": translated})
    return pipeline.build_tree(project, [Record(releases=(changed,))], theme)[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT.filter(str.strip), summary=TEXT.filter(str.strip), language=st.sampled_from(["en", "pt", "de"]))
def test_hostile_text_is_only_text(project: Project, theme: Frames, title: str, summary: str, language: str) -> None:
    """Page, JSON-LD, home, list, feeds and CSAF, read by independent parsers, all say exactly what was typed."""
    tree = tree_with(project, theme, language, title, summary)
    page = BeautifulSoup(tree[f"{language}/advisories/ADV-2025-0001/index.html"], "html.parser")
    shown = [page.select_one("h1"), page.select_one(".lead p")]
    assert [written(element.get_text()) if element else None for element in shown] == [written(title), written(summary)]
    assert page.title
    assert written(page.title.get_text()).startswith(written(title))
    description = page.select_one('meta[name="description"]')
    assert description
    assert written(str(description["content"])) == written(summary)
    (article,) = (json.loads(script.get_text()) for script in page.select("script") if not script.get("src"))
    assert [written(article[name]) for name in ("headline", "description")] == [written(title), written(summary)]
    for path in (f"{language}/index.html", f"{language}/advisories/index.html"):
        assert written(title) in written(BeautifulSoup(tree[path], "html.parser").get_text())
    item = ET.fromstring(tree[f"{language}/advisories.rss"]).find("channel/item")
    feed: dict[str, Any] = json.loads(tree[f"{language}/feed.json"])["items"][0]
    assert item is not None
    assert written(item.findtext("title") or "") == written(feed["title"]) == written(title)
    assert written(unescape(item.findtext("description") or "")) == written(feed["summary"]) == written(summary)
    update: dict[str, Any] = json.loads(tree[f"{language}/updates.json"])["items"][0]
    assert written(update["title"].partition(" – ")[2]) == written(title)
    assert written(update["summary"]) == written(summary)
    for name, told in (("advisories", feed), ("updates", update)):
        entry = ET.fromstring(tree[f"{language}/{name}.atom"]).find("{*}entry")
        assert entry is not None
        said = [entry.findtext(f"{{*}}{part}") or "" for part in ("title", "summary", "content")]
        assert list(map(written, said)) == [written(told[part]) for part in ("title", "summary", "content_html")]
        assert written(summary) in written(BeautifulSoup(said[2], "html.parser").get_text())
    name = {"en": "", "pt": "-pt-br", "de": "-de"}[language]
    document = json.loads(tree[f".well-known/csaf/2025/adv-2025-0001{name}.json"])["document"]
    assert (document["title"], document["notes"][0]["text"]) == (title, summary)
