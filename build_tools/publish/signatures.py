"""OpenPGP signatures of the CSAF documents, made by the system's `gpg` when a key is named in the settings.

In: a finished tree, the site that stands, and the key. Out: a signature for each document and the public key, by path.
A signature holds the time at which it was made, so that of a document that has not changed, the one that stands is
kept, once `gpg` has verified it. Source of the rules: CSAF 2.0, requirements 19 and 20 of section 7.1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from build_tools.csaf_paths import SIGNATURE, is_document, key_path
from build_tools.problems import Fault, Place, Problem
from build_tools.site import CONFIG

_ALONE = ("--batch", "--no-auto-key-retrieve", "--no-auto-key-locate")
"""Nothing is asked, neither the terminal nor another host."""


class _SigningError(Exception):
    """Why something cannot be signed."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def signatures(
    tree: Mapping[str, bytes], standing: Path, fingerprint: str
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The signatures and the public key by path, or why there are none; `standing` is the folder of the old site."""
    try:
        gpg = _gpg(fingerprint)
        documents = [(path, content) for path, content in tree.items() if is_document(path)]
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            signed = threads.map(lambda one: _kept(gpg, standing / one[0], one[1]) or gpg.sign(one[1]), documents)
            made = {path + SIGNATURE: content for (path, _), content in zip(documents, signed, strict=True)}
        return {**made, key_path(fingerprint): gpg.public_key()}, ()
    except _SigningError as error:
        fault = error.fault
        return {}, (Problem(Place(CONFIG), fault.code, fault.message, fault.mend),)


def _kept(gpg: _Gpg, standing: Path, content: bytes) -> bytes | None:
    """The signature that stands beside the same document, if it is one of this key."""
    try:
        if standing.read_bytes() != content:
            return None
        signature = standing.with_name(standing.name + SIGNATURE)
        return signature.read_bytes() if gpg.has_signed(signature, content) else None
    except OSError:
        return None


def _gpg(fingerprint: str) -> _Gpg:
    """The program, which must be there and have the secret key."""
    program = shutil.which("gpg")
    if program is None:
        mend = "Install GnuPG, or take `signing_key` out of the settings."
        raise _SigningError(
            Fault("no-gpg", "Documents are to be signed, and there is no program `gpg` here.", mend, "")
        )
    gpg = _Gpg(program, fingerprint)
    if gpg.run("--list-secret-keys", fingerprint).returncode != 0:
        mend = "Import it with `gpg --import FILE`, or take `signing_key` out of the settings."
        message = f"`gpg` does not have the secret key `{fingerprint}`."
        raise _SigningError(Fault("no-signing-key", message, mend, fingerprint))
    return gpg


@dataclass(frozen=True)
class _Gpg:
    """The program `gpg` with one key."""

    program: str
    fingerprint: str

    def run(self, *arguments: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [self.program, *_ALONE, *arguments]
        return subprocess.run(command, input=content, capture_output=True, check=False)

    def sign(self, content: bytes) -> bytes:
        """A signature. Raises _SigningError with the words of `gpg`."""
        return self._output("--local-user", self.fingerprint, "--armor", "--detach-sign", content=content)

    def public_key(self) -> bytes:
        """The public key, without what others signed on it, which would differ from machine to machine."""
        return self._output("--armor", "--export-options", "export-minimal", "--export", self.fingerprint)

    def has_signed(self, signature: Path, content: bytes) -> bool:
        """Whether a signature is a good one of this key, which holds today."""
        done = self.run("--status-fd", "1", "--verify", str(signature), "-", content=content)
        words = [line.split()[1:] for line in done.stdout.decode(errors="replace").splitlines()]
        is_good = any(line[0] == "GOODSIG" for line in words if line)
        return is_good and any(self.fingerprint in line for line in words if line and line[0] == "VALIDSIG")

    def _output(self, *arguments: str, content: bytes = b"") -> bytes:
        done = self.run(*arguments, content=content)
        if done.returncode != 0 or not done.stdout:
            said = " ".join(done.stderr.decode(errors="replace").split()) or "it does not say why"
            mend = (
                f"See that `gpg --local-user {self.fingerprint} --detach-sign FILE` works where the site is built. "
                "A key with a passphrase needs a running gpg-agent that knows it."
            )
            raise _SigningError(Fault("not-signed", f"`gpg` did not sign: {said}", mend, ""))
        return done.stdout
