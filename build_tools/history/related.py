"""Related advisories: those that must be read together to show or release one of them, since one replaces the other.

In: the folder of the advisories, an id, and the file of its draft. Out: ids. Their files are searched and not loaded,
which takes a thirtieth of the time.
"""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.history.files import FOLDER
from build_tools.model.advisory import ADVISORY_ID

_ID = re.compile(ADVISORY_ID.strip("^$").encode())


def related_ids(folder: Path, advisory_id: str, draft: Path) -> set[str]:
    """The id itself, the ids that its draft and its releases name, and those whose releases name it."""
    releases = [path for path in (folder / FOLDER).glob("ADV-*/*.json") if path.is_file()]
    own = [path for path in (draft, *releases) if path == draft or path.parent.name == advisory_id]
    named = {found.decode() for path in own if path.is_file() for found in _ID.findall(path.read_bytes())}
    wanted = advisory_id.encode()
    return {advisory_id, *named, *(path.parent.name for path in releases if wanted in path.read_bytes())}
