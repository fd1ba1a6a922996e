"""Writing changed values back into the YAML of an advisory, as a careful editor would.

In: the text of a file, and the content that it is to have. Out: the text that is read as this content. Only lines whose
content changes are touched; comments, order, blank lines and styles stay.

`layout` finds where everything stands, `matching` which entry is which, `replacement` puts new values in the place of
old ones, `rewriting` puts all the pieces together, and `edit` proves that what comes out is read as what was wanted.
"""

from build_tools.yaml_edit.edit import NotWritableError, edited

__all__ = ["NotWritableError", "edited"]
