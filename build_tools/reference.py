"""The tables of docs/format.md: every field, code and problem, in the words of the model, vocabulary and explanations.

In: the models, a vocabulary, the explanations, and a document with marks. Out: the document with its tables anew.
`python -m build_tools.reference`, in the folder of the press, writes them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools.atomic_files import write_atomically
from build_tools.explanations import read_explanations
from build_tools.language.vocabulary import REQUIRED, Vocabulary, read_vocabulary
from build_tools.model.described import Description, described_fields
from build_tools.model.fields import Coded, Statement

DOCUMENT = Path("docs/format.md")
VOCABULARY = Path("locales/vocabulary.yaml")


def write_tables(root: Path) -> None:
    """Write the tables of the document anew. Raises ValueError where the vocabulary or a mark is missing."""
    vocabulary, problems = read_vocabulary(VOCABULARY.as_posix(), (root / VOCABULARY).read_bytes())
    if vocabulary is None:
        raise ValueError("\n".join(map(str, problems)))
    document = (root / DOCUMENT).read_text(encoding="utf-8")
    write_atomically(root / DOCUMENT, with_tables(document, vocabulary).encode())


def with_tables(document: str, vocabulary: Vocabulary) -> str:
    """The document with its tables written anew; what stands outside of the marks is left as it is."""
    own, shared = _of_advisory()
    tables = {"fields": _fields(own), "entry": _fields(shared), "codes": _codes(vocabulary), "problems": _problems()}
    for name, table in tables.items():
        document = between_marks(document, name, table)
    return document


def between_marks(document: str, name: str, content: str) -> str:
    """The document with other content between `<!-- name -->` and `<!-- /name -->`. Raises ValueError without them."""
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not marks.search(document):
        raise ValueError(f"The marks <!-- {name} --> and <!-- /{name} --> are missing.")
    return marks.sub(lambda found: f"{found[1]}\n{content}\n{found[2]}", document)


def _of_advisory() -> tuple[dict[str, Description], dict[str, Description]]:
    """The fields of an advisory, without what every coded entry has; and that, once."""
    own, shared = {}, {}
    for path, field in described_fields().items():
        name = path.rpartition(".")[2]
        if issubclass(field.model, Statement) and name in Statement.model_fields:
            shared[name] = described_fields(Statement)[name]
        elif not (issubclass(field.model, Coded) and name == "code"):
            own[path] = field
    return own, shared


def _fields(described: Mapping[str, Description]) -> str:
    rows = ((_name(path, field), _words(field), f"`{field.example}`") for path, field in described.items())
    return _table(("field", "what belongs there", "example"), rows)


def _name(path: str, field: Description) -> str:
    return f"**`{path}`**" if field.required else f"`{path}`"


def _words(field: Description) -> str:
    is_critical = field.authored and field.authored.critical
    return f"{field.text} *Critical.*" if is_critical else field.text


def _codes(vocabulary: Vocabulary) -> str:
    return "\n".join(
        f"### `{group}`\n\n{_table(('code', 'text'), ((f'`{code}`', entry.words) for code, entry in codes.items()))}"
        for group, codes in ((group, vocabulary.groups[group]) for group in REQUIRED)
    )


def _problems() -> str:
    rows = ((f"`{code}`", _line(it.what), _line(it.mend)) for code, it in read_explanations().items())
    return _table(("code", "what it means", "what to do"), rows)


def _line(text: str) -> str:
    return " ".join(text.split())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines: Iterator[tuple[str, ...]] = iter((head, ("---",) * len(head), *rows))
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    try:
        write_tables(Path.cwd())
    except (OSError, ValueError) as error:
        sys.exit(f"{DOCUMENT} was not written. {error}")
