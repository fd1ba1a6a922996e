"""Remember what files hold: the same bytes are read once, however many projects and saves they are read for."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

from build_tools.problems import Problem

_MOST = 64
Reader = TypeVar("Reader", bound=Callable[..., tuple[Any, list[Problem]]])


def remembered(reader: Reader) -> Reader:
    """A reader of files, by name and bytes, which reads the last few of them only once.

    What it makes of a file must not be changed by anybody; the list of problems is a new one each time.
    """
    known = lru_cache(maxsize=_MOST)(reader)

    @wraps(reader)
    def read(file: str, content: bytes, **options: Hashable) -> tuple[Any, list[Problem]]:
        found, problems = known(file, content, **options)
        return found, [*problems]

    return cast("Reader", read)
