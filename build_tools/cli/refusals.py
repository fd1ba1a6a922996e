"""What the program says when the machine refuses, or a person stops it."""

from __future__ import annotations

from build_tools.cli.printing import fail, no_reader
from build_tools.frames import ThemeError
from build_tools.language.catalogue import MissingTranslationError
from build_tools.parallel import LostProcessError


def stop_in_plain_words(error: BaseException) -> None:
    """End the program with a sentence about the error; return where there is none, since it is a mistake of ours."""
    if isinstance(error, MissingTranslationError):
        fail(f"{error}. Run `advisory translations update`, and translate what is empty.")
    if isinstance(error, ThemeError):
        fail(f"The theme cannot be rendered: {error} Nothing was published.")
    if isinstance(error, BrokenPipeError) and error.filename is None:
        no_reader()
    if isinstance(error, OSError):
        if error.filename is None:  # the terminal, or what stands in its place, refused what was printed
            fail(f"{error}. This could not be printed; what was asked for may have been done.")
        fail(f"{error.filename}: {error.strerror}. Nothing was published.")
    if isinstance(error, LostProcessError):
        fail(f"{error}. The old site is untouched.")
    if isinstance(error, KeyboardInterrupt):
        fail("Stopped. The old site is untouched.")
