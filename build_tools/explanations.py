"""Explanations: what each code of a problem means, why the press minds it, and how to mend it.

Out: what stands in `explanations.yaml`, by code, in the order of the alphabet.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.yaml_source import read_yaml

FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class Explanation:
    """What a problem is and why it matters, how to mend it, and an example of what is right, if one helps."""

    what: str
    mend: str
    example: str = ""

    @property
    def first_sentence(self) -> str:
        """What the problem is, in one sentence."""
        return self.what.partition(". ")[0].rstrip(".") + "."

    @property
    def text(self) -> str:
        """All of it, in paragraphs."""
        example = f"\n\nExample:\n{_indented(self.example)}" if self.example else ""
        return f"{self.what}\n\nWhat to do: {self.mend}{example}"


def read_explanations() -> dict[str, Explanation]:
    """Read the file. Raises ValueError where the installation is broken."""
    tree, problems = read_yaml(FILE.name, FILE.read_bytes())
    if tree is None:
        raise ValueError("\n".join(map(str, problems)))
    return {code: Explanation(**entry) for code, entry in sorted(tree.content.items())}


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
