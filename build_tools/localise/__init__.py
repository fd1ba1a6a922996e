"""Localise: a record (its releases up to now) in one language becomes an edition.

Pure: values in, values out. Facts are said by the vocabulary's sentences; authored text is shown in the
reader's language when all critical texts have a current translation, and in the source language otherwise.
"""

from build_tools.localise.edition import headline as headline
from build_tools.localise.edition import localise as localise
from build_tools.localise.edition import update as update
from build_tools.localise.speaker import speaker_of as speaker_of
