"""The authored texts of one release as a reader of one language gets them (decision 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.language.language import Language
from build_tools.model.edition import Text
from build_tools.model.release import Release


@dataclass(frozen=True)
class AuthoredWords:
    """The texts by field path, the paths without a current translation, and whether a critical one is among them."""

    texts: Mapping[str, Text]
    missing: tuple[str, ...]
    partial: bool

    @classmethod
    def of(cls, release: Release, language: Language, source_tag: str) -> AuthoredWords:
        authored = release.authored
        if release.advisory.language == language.path:
            texts = {text.path: Text(text.text, source_tag, "authored", text.markdown) for text in authored}
            return cls(texts, (), False)
        translations = release.translations.get(language.path, {})
        missing = tuple(text.path for text in authored if text.path not in translations)
        partial = any(text.critical for text in authored if text.path in missing)
        shown: dict[str, Text] = {}
        for text in authored:
            if partial:
                shown[text.path] = Text(text.text, source_tag, "untranslated", text.markdown)
            elif text.path in translations:
                shown[text.path] = Text(translations[text.path], language.tag, "translated", text.markdown)
        return cls(shown, missing, partial)
