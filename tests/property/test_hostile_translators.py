"""What a translator types is text in every output, or is refused with its place, whatever it looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import html5lib
import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import authored_text, frames, pipeline
from build_tools.language.catalogue import Catalogue, read_catalogue
from build_tools.language.language import Language
from build_tools.language.messages import Message, Messages, read_messages
from build_tools.language.vocabulary import placeholders
from build_tools.model.frame import Frames
from build_tools.model.release import Record, Release
from build_tools.project import Project, read_project
from build_tools.render import renderings
from build_tools.render.markup import code_words
from build_tools.verify.demonstration import check as check_label
from build_tools.verify.expected import Expected
from tests.conftest import NOW, ROOT
from tests.property.hostile import ATTACKS
from tests.property.leaves import TOKEN, Leaf, Texts, assert_same_but_for, leaves, of_page, plain, token, with_texts
from tests.translating import translation_lines

TYPED = st.text("abc <>&\"'{}[]()#*_`~|\\/%$!:;-.é", min_size=1, max_size=12).filter(str.strip)
TEXT = st.lists(st.one_of(st.sampled_from(ATTACKS), TYPED), min_size=1, max_size=3).map(" ".join)


def hostile(texts: Sequence[str], number: int) -> str:
    return texts[number % len(texts)]


@pytest.fixture(scope="module")
def messages(project: Project) -> Messages:
    found, problems = read_messages(project.root, project.site, project.vocabulary)
    assert found, problems
    return found


class Translator:
    """Writes the German catalogues anew, as a program for translators saves them, and reads them as the press does."""

    def __init__(self, texts: Texts) -> None:
        self.texts, self.number = texts, 0

    def catalogue(self, before: Catalogue, messages: Sequence[Message], keeping: Sequence[str] = ()) -> Catalogue:
        """Every message gets a text of its own, but date patterns and what is kept, which are tests of their own."""
        po = polib.POFile()
        po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": before.plural_header}
        for message in messages:
            entry = polib.POEntry(msgctxt=message.context or None, msgid=message.text, msgid_plural=message.plural)
            is_kept = message.text in keeping or "`" in message.text
            said = message.text if is_kept else self._said(message)
            if message.plural:
                entry.msgstr_plural = dict.fromkeys(range(2), said)
            else:
                entry.msgstr = said
            po.append(entry)
        read, problems = read_catalogue(before.file, str(po).encode())
        assert read, problems
        return read

    def _said(self, message: Message) -> str:
        if message.context.startswith("date pattern"):
            return message.text
        return " ".join([self.text(), *(f"{{{name}}}" for name in placeholders(message.plural or message.text))])

    def text(self) -> str:
        self.number += 1
        return self.texts(self.number)


def german(project: Project, messages: Messages, writes: Translator) -> Language:
    """German as the translator writes it; what is Markdown in the settings is a test of its own."""
    before = project.languages["de"]
    return replace(
        before,
        interface=writes.catalogue(before.interface, messages.interface),
        words=writes.catalogue(before.words, messages.vocabulary),
        site_texts=writes.catalogue(before.site_texts, messages.site, [project.site.publisher.genuine_messages]),
        _known={},
        _days={},
    )


def outputs(project: Project, messages: Messages, theme: Frames, texts: Texts) -> Mapping[str, bytes]:
    """Every file that is no asset, where each German message and plain text of the advisory is one of these."""
    writes = Translator(texts)
    speaks = german(project, messages, writes)
    site = replace(project, languages={"en": project.languages["en"], "de": speaks})
    records = [translated(record, writes) for record in pipeline.public_records(project, NOW)]
    found = renderings(pipeline.publication(site, records, theme))
    return {path: render() for path, render in found.items() if not path.startswith("assets/")}


def translated(record: Record, writes: Translator) -> Record:
    """A record whose plain texts the translator has written; those in Markdown are a test of their own."""
    release = record.current
    texts = {text.path: text.text if text.markdown else writes.text() for text in release.authored}
    values = {name: getattr(release, name) for name in Release.model_fields}
    return Record(releases=(Release(**{**values, "translations": {"de": texts}}),))


@pytest.fixture(scope="module")
def harmless(project: Project, messages: Messages, theme: Frames) -> Mapping[str, list[Leaf]]:
    """What the outputs hold when nobody means harm."""
    built = outputs(project, messages, theme, token)
    assert {"index.html", "de/index.html", "de/advisories/ADV-2025-0001/index.html"} <= set(built)
    assert {"de/advisories.rss", "de/feed.json", "api/v1/advisories/ADV-2025-0001.json", "_headers"} <= set(built)
    assert {".well-known/csaf/2025/adv-2025-0001-de.json", "de/api/v2/summary.json"} <= set(built)
    found = {path: list(leaves(path, content)) for path, content in built.items()}
    places = {number for leaf in found["de/advisories/ADV-2025-0001/index.html"] for number in TOKEN.findall(str(leaf))}
    assert len(places) > 100
    return found


def assert_only_text(
    project: Project, messages: Messages, theme: Frames, harmless: Mapping[str, list[Leaf]], texts: Texts
) -> None:
    """Every output is what it was, element by element and value by value, with other words."""
    assert_same_but_for(texts, harmless, outputs(project, messages, theme, texts))


@pytest.mark.parametrize("turn", range(4))
def test_every_known_attack_is_only_text(
    project: Project, messages: Messages, theme: Frames, harmless: Mapping[str, list[Leaf]], turn: int
) -> None:
    """Pages, feeds and documents have the elements, attributes, addresses and values that they have without it."""
    texts = [*ATTACKS[turn * 30 :], *ATTACKS[: turn * 30]]
    assert_only_text(project, messages, theme, harmless, partial(hostile, texts))


@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(TEXT, min_size=10, max_size=40))
def test_whatever_is_typed_is_only_text(
    project: Project, messages: Messages, theme: Frames, harmless: Mapping[str, list[Leaf]], texts: list[str]
) -> None:
    """The same of texts that are put together at random: some ten thousand translations."""
    assert_only_text(project, messages, theme, harmless, partial(hostile, texts))


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_text_stops_the_site(project: Project, theme: Frames, language: str) -> None:
    """Words that look like links, labels or scripts of a page are none, and no check takes them for some."""
    record = pipeline.public_records(project, NOW)[0]
    advisory, texts = record.current.advisory, record.current.translations["de"]
    lessons = [advisory.text.lessons[0].with_fields(id=f"l{at}", text=text) for at, text in enumerate(ATTACKS)]
    changed = advisory.with_fields(text=advisory.text.with_fields(lessons=tuple(lessons)))
    said = {**texts, **{f"text.lessons.l{at}.text": text for at, text in enumerate(reversed(ATTACKS))}}
    values = {name: getattr(record.current, name) for name in Release.model_fields}
    released = Release(**{**values, "advisory": changed, "translations": {"de": said, "pt": {}}})
    tree, problems = pipeline.build_tree(project, [Record(releases=(released,))], theme)
    assert problems == []
    page = tree[f"{language}/advisories/ADV-2025-0001/index.html"].decode()
    assert page.count('<div class="passage">') == len(ATTACKS)


def test_the_words_of_the_theme_are_only_text(project: Project, messages: Messages) -> None:
    """MkDocs and Material put an attack on each of their words into their pages as text, and evaluate nothing."""
    speakers, said = [], {}
    for turn in range(12):
        path = f"l{turn}"
        said[path] = token if turn == 0 else partial(hostile, ATTACKS[turn * 9 :])
        speaks = german(project, messages, Translator(said[path]))
        speakers.append(replace(speaks, setting=speaks.setting.with_fields(path=path)))
    theme = frames.render_frames(ROOT / "mkdocs.yml", project.site, speakers)
    pages = {path: list(of_page(theme.pages[path, 1].fill(dict.fromkeys(frames._HOLES, "")))) for path in said}
    assert len({number for leaf in pages["l0"] for number in TOKEN.findall(str(leaf))}) >= 8
    for path, texts in said.items():
        expected = [
            tuple(plain(with_texts(part, texts)).replace("/l0/", f"/{path}/") for part in leaf) for leaf in pages["l0"]
        ]
        assert [tuple(map(plain, leaf)) for leaf in pages[path]] == expected, path


LINKS = {"statement": "https://organisation.example/statement"}
MARKDOWN = st.lists(
    st.one_of(st.sampled_from(ATTACKS), TYPED, st.just("[words](ref:statement)")), min_size=1, max_size=5
)


@settings(max_examples=400, derandomize=True)
@given(parts=MARKDOWN, between=st.sampled_from([" ", "\n", "\n\n", "\n- "]))
def test_markdown_is_words_and_a_few_marks(parts: list[str], between: str) -> None:
    """It gives the allowed elements and the links of the advisory alone; what is not refused keeps its letters."""
    text = between.join(parts)
    shown = html5lib.parseFragment(str(authored_text.to_html(text, LINKS)), namespaceHTMLElements=False)
    for element in list(shown.iter())[1:]:
        assert element.tag in authored_text.TAGS
        assert element.attrib in ({}, {"href": LINKS["statement"]} if element.tag == "a" else {})
    if not list(authored_text.faults(text, links=LINKS, is_markdown=True)):
        assert letters("".join(shown.itertext())) == letters(text)


@settings(max_examples=400, derandomize=True)
@given(parts=st.lists(st.one_of(st.sampled_from(ATTACKS), TYPED), min_size=1, max_size=5))
def test_names_in_code_are_words(parts: list[str]) -> None:
    """Where programmers are told of names in code, a translation gives such names and no other element."""
    text = " ".join(parts)
    shown = html5lib.parseFragment(str(code_words(text)), namespaceHTMLElements=False)
    assert {element.tag for element in list(shown.iter())[1:]} <= {"code"}
    assert not any(element.attrib for element in shown.iter())
    assert plain("".join(shown.itertext()).replace("`", "")) == plain(text.replace("`", ""))


def letters(text: str) -> str:
    """Letters and digits, without the targets of links, which are words in code and not seen elsewhere."""
    return "".join(filter(str.isalnum, text)).replace("refstatement", "")


@pytest.mark.parametrize("demonstration", [True, False])
def test_no_word_is_taken_for_a_label(demonstration: bool) -> None:
    """A page that speaks of the label of demonstrations has it no more than any other page."""
    page = b"<html><body><p>data-demonstration data-withdrawn data-demonstration&gt;</p></body></html>"
    expected = Expected("https://site.example/", demonstration, {})
    found = list(check_label({"en/index.html": page}, {"en/index.html"}, expected))
    assert bool(found) == demonstration


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[Text](javascript:alert(49))", "link-not-reference"),
        ("[Text](https://evil.example/)", "link-not-reference"),
        ("<b>Text</b>", "raw-html"),
        ("&lt;b&gt;", "html-entity"),
        ("![Text](x.png)", "markup"),
    ],
)
def test_markdown_of_the_settings_is_checked_in_every_language(project_folder: Path, words: str, code: str) -> None:
    """How genuine messages are told is Markdown: a translation holds no more than the settings may."""
    path = project_folder / "locales/de/LC_MESSAGES/site.po"
    po = polib.pofile(str(path), wrapwidth=110)
    entry = next(entry for entry in po if "sends no messages" in entry.msgid)
    entry.msgstr = words
    po.save()
    found = [problem for problem in read_project(project_folder)[1] if problem.code == code]
    assert found
    assert found[0].place == ("locales/de/LC_MESSAGES/site.po", translation_lines(path)["", entry.msgid], 1)
