"""Reads a translation from XLIFF 2.0 or 2.1 (OASIS): every unit, by its id, in whatever segments a tool has cut it.

What stands in other namespaces, such as suggestions of a translation memory, is passed over. Marks of annotations leave
their words; codes for the formatting of another format are refused, since texts here hold their own (Markdown).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.interchange.incoming import Incoming, IncomingText, Named
from build_tools.interchange.xml_reader import Element, Handlers, RefusedError, read_xml
from build_tools.model.advisory import advisory_id_in
from build_tools.problems import Place, Problem, shown

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
VERSIONS = ("2.0", "2.1")
_CODES = ("ph", "pc", "sc", "ec")
_AS_EXPORTED = "Export the texts anew with `advisory translations export --xliff`."


@dataclass
class _Unit:
    """One unit while it is read: the parts of its source and target, of which one may be missing."""

    id: str
    place: Place
    sources: list[str] = field(default_factory=list)
    targets: list[str | None] = field(default_factory=list)
    is_finished: bool = True

    def text(self, advisory: str | None) -> IncomingText:
        translated = [part for part in self.targets if part and part.strip()]
        words = "".join(
            source if target is None else target for source, target in zip(self.sources, self.targets, strict=True)
        )
        lacks = any(
            source.strip() and not (target or "").strip()
            for source, target in zip(self.sources, self.targets, strict=True)
        )
        return IncomingText(
            advisory,
            self.id,
            words.strip() if translated else "",
            self.place,
            "".join(self.sources),
            is_finished=self.is_finished and not lacks,
        )


def read(file: str, content: bytes) -> tuple[Incoming | None, list[Problem]]:
    """The texts of an XLIFF file. Exactly one of texts and problems is empty."""
    reader = _Reader()
    problems = read_xml(file, content, Handlers(reader.begin, reader.end, reader.text))
    return (None, problems) if problems else (reader.incoming, [])


class _Reader:
    """Collects the units of a file."""

    def __init__(self) -> None:
        self.above: list[str] = []
        self.foreign = 0
        self.languages: dict[str, Named] = {}
        self.advisory: str | None = None
        self.unit: _Unit | None = None
        self.texts: list[IncomingText] = []

    @property
    def incoming(self) -> Incoming:
        return Incoming(tuple(self.texts), self.languages.get("trgLang"), self.languages.get("srcLang"))

    def begin(self, element: Element) -> None:
        if not self.above and not self.foreign:
            _require_xliff(element)
        if self.foreign or element.namespace != NAMESPACE:
            self.foreign += 1
            return
        self.above.append(element.name)
        if begin := getattr(self, f"_begin_{element.name}", None):
            begin(element)
        elif element.name in _CODES and self._is_in_words:
            message = f"A code of another format, `<{element.name}>`, stands in this text."
            raise RefusedError(element.place, message, "Write Markdown as it stands in the source, without such codes.")

    def end(self) -> None:
        if self.foreign:
            self.foreign -= 1
        elif self.above.pop() == "unit" and self.unit:
            self.texts.append(self.unit.text(self.advisory))
            self.unit = None

    def text(self, words: str) -> None:
        if self.foreign or not self._is_in_words or self.unit is None:
            return
        if "target" in self.above:
            self.unit.targets[-1] = (self.unit.targets[-1] or "") + words
        else:
            self.unit.sources[-1] += words

    @property
    def _is_in_words(self) -> bool:
        """Whether this is text of a segment, and no note: marks of annotations may stand around it."""
        return "source" in self.above or "target" in self.above

    def _begin_xliff(self, element: Element) -> None:
        for name in ("srcLang", "trgLang"):
            if value := element.attributes.get(name):
                self.languages[name] = Named(value, element.place)

    def _begin_file(self, element: Element) -> None:
        named = f"{element.attributes.get('id', '')} {element.attributes.get('original', '')}"
        self.advisory = advisory_id_in(named)

    def _begin_unit(self, element: Element) -> None:
        self.unit = _Unit(element.attributes.get("id", ""), element.place)

    def _begin_segment(self, element: Element) -> None:
        self._begin_ignorable(element)
        if self.unit and element.attributes.get("state") == "initial":
            self.unit.is_finished = False

    def _begin_ignorable(self, _element: Element) -> None:
        if self.unit:
            self.unit.sources.append("")
            self.unit.targets.append(None)

    def _begin_target(self, _element: Element) -> None:
        if self.unit and self.unit.targets:
            self.unit.targets[-1] = ""

    def _begin_cp(self, element: Element) -> None:
        if not self._is_in_words:
            return
        message = f"A character that XML cannot hold, {shown(element.attributes.get('hex'))}, stands in this text."
        raise RefusedError(element.place, message, "Delete it.")


def _require_xliff(element: Element) -> None:
    version = element.attributes.get("version", "")
    if element.name != "xliff":
        raise RefusedError(element.place, f"This is no XLIFF: it begins with `<{element.name}>`.", _AS_EXPORTED)
    if element.namespace != NAMESPACE or version not in VERSIONS:
        raise RefusedError(
            element.place, f"This is XLIFF {version or 'without a version'}; 2.0 and 2.1 can be read.", _AS_EXPORTED
        )
