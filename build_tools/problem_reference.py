"""The list of all problems in docs/format.md, made from their explanations.

In: the text of the document. Out: the same text, with the list as it is now between its two marks.
"""

from __future__ import annotations

import re

from build_tools.explanations import read_explanations

BEGIN, END = "<!-- problems -->", "<!-- /problems -->"


def with_problems(document: str) -> str:
    """The document with the list of problems anew. Raises ValueError where its marks are missing."""
    pattern = f"{re.escape(BEGIN)}.*{re.escape(END)}"
    written, count = re.subn(pattern, lambda _: f"{BEGIN}\n{_table()}\n{END}", document, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{count} lists of problems stand between {BEGIN} and {END}, and not one")
    return written


def _table() -> str:
    rows = (f"| `{code}` | {_cell(it.what)} | {_cell(it.mend)} |" for code, it in read_explanations().items())
    return "\n".join(["| code | what it means | what to do |", "|---|---|---|", *rows])


def _cell(text: str) -> str:
    """A paragraph in a cell: on one line, with nothing that ends the cell."""
    return " ".join(text.split()).replace("|", "\\|")
