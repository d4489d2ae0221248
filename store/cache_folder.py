"""Files that can always be made again: private, replaced whole, and never in the way.

Nothing here raises for a folder that cannot be read or written; the caller then
works without a cache. There is no fsync: a file that a power cut spoils fails its
checksum and is made again.
"""

from __future__ import annotations

import os
from binascii import crc32
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["make_cache_folder", "read_sealed", "write_sealed"]


def make_cache_folder(folder: Path) -> bool:
    """Make the folder, readable by its owner only; return whether it is there."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return False
    return True


def read_sealed(path: Path, *, kind: bytes) -> bytes | None:
    """Return what :func:`write_sealed` wrote; None if it is missing, garbled or another kind."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    seal, _, body = content.partition(b"\n")
    return body if seal == _seal(kind, body) else None


def write_sealed(path: Path, body: bytes, *, kind: bytes) -> bool:
    """Replace the file in one step; return whether that worked."""
    if not make_cache_folder(path.parent):
        return False
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        # A left-over of a killed process with the same number is simply written over.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_seal(kind, body) + b"\n" + body)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        return False
    return True


def _seal(kind: bytes, body: bytes) -> bytes:
    return b"%s %d %08x" % (kind, len(body), crc32(body))
