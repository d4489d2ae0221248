"""Reading a backup that may be cut short, garbled or made to do harm.

Everything is looked at before anything of it is believed: the names, the sizes, each byte
against the list of contents. What is handed out afterwards is compared once more.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from contextlib import contextmanager
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Final

from store.backup.errors import BackupUnusable
from store.backup.manifest import FORMAT, Entry, Manifest, NoManifest
from store.backup.names import MANIFEST, clash_key, slot_of
from store.errors import NewerSchema
from store.files import LARGEST_FILE
from store.summary import KNOWN_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Backup", "is_backup", "opened"]

_LARGEST_MANIFEST: Final = 256 * 1024 * 1024
_MOST_GROWTH: Final = 250
"""How many times its size a backup may unpack to; text shrinks to a tenth, rarely to a fiftieth."""
_ALWAYS_FINE: Final = 1024 * 1024 * 1024
"""Bytes up to which the growth does not matter."""
_HEAD: Final = 30
"""Bytes of an entry's own head, its name aside."""
_BLOCK: Final = 1 << 20
_ENCRYPTED: Final = 0x1 | 0x40
_KNOWN_WAYS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_GARBLED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
)


class Backup:
    """An open backup whose names and list of contents are in order."""

    def __init__(self, archive: zipfile.ZipFile, name: str, *, size: int) -> None:
        self._archive = archive
        self._name = name
        self._heads = _heads(archive, name, size=size)
        self.manifest = _manifest(archive, self._heads, name)
        self.entries: dict[str, Entry] = {each.name: each for each in self.manifest.entries}
        """Every file by its name, in the order in which they were put in."""
        self._check_contents_list()

    def verify(self, progress: Callable[[str, int], None]) -> None:
        """Read every byte and compare it with the list; raise ``BackupUnusable``."""
        for number, entry in enumerate(self.entries.values(), 1):
            if not entry.same_as:
                for _ in self.blocks(entry.name):
                    pass
            progress("Checking", number)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes, block by block; raise at the end if they are not those listed."""
        entry = self.entries[name]
        digest, size = sha256(), 0
        try:
            with self._archive.open(self._heads[entry.same_as or name]) as stream:
                while block := stream.read(_BLOCK):
                    size += len(block)
                    digest.update(block)
                    yield block
        except _GARBLED:
            raise self._unusable(f"“{name}” in it is garbled") from None
        if size != entry.size or digest.hexdigest() != entry.sha256:
            raise self._unusable(f"“{name}” in it is not what was put in")

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""
        return b"".join(self.blocks(name))

    @property
    def unpacked(self) -> int:
        """Bytes of all files together."""
        return sum(entry.size for entry in self.entries.values())

    def _check_contents_list(self) -> None:
        if len(self.entries) != len(self.manifest.entries):
            raise self._unusable("its list of contents names a file twice")
        listed = {e.name for e in self.entries.values() if not e.same_as}
        if listed != self._heads.keys() - {MANIFEST}:
            raise self._unusable("what is in it is not what its list of contents names")
        seen: set[str] = set()
        for entry in self.entries.values():
            source = self.entries.get(entry.same_as) if entry.same_as else entry
            if source is None or source.same_as or _facts(source) != _facts(entry):
                raise self._unusable("its list of contents contradicts itself")
            if not entry.same_as and self._heads[entry.name].file_size != entry.size:
                raise self._unusable(f"“{entry.name}” in it has another size than listed")
            if entry.size > LARGEST_FILE:
                raise self._unusable(f"“{entry.name}” in it is larger than {LARGEST_FILE >> 20} MB")
            _check_name(entry.name, seen, self._name)

    def _unusable(self, why: str) -> BackupUnusable:
        return BackupUnusable(self._name, why)


@contextmanager
def opened(stream: IO[bytes], name: str) -> Iterator[Backup]:
    """Open a backup and check everything but the bytes of its files.

    Raise ``BackupUnusable``, or ``NewerSchema`` for one of a newer version.
    """
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(0)
    begins = stream.read(2)
    try:
        archive = zipfile.ZipFile(stream)
    except _GARBLED:
        why = "it is no zip file"
        if not size:
            why = "it is empty"
        elif begins == b"PK":
            why = "it is cut short or garbled, as after a copy that was interrupted"
        raise BackupUnusable(name, why) from None
    with archive:
        yield Backup(archive, name, size=size)


def is_backup(path: Path) -> bool:
    """Return whether a file is a backup of ours, as far as its list of contents says."""
    try:
        with path.open("rb") as stream, opened(stream, path.name):
            return True
    except NewerSchema:
        return True
    except (OSError, BackupUnusable):
        return False


def _heads(archive: zipfile.ZipFile, name: str, *, size: int) -> dict[str, zipfile.ZipInfo]:
    """Return the archive's entries by name; raise for what could do harm."""
    seen: set[str] = set()
    found: dict[str, zipfile.ZipInfo] = {}
    end = 0
    for head in sorted(archive.infolist(), key=lambda each: each.header_offset):
        if head.flag_bits & _ENCRYPTED:
            raise BackupUnusable(name, f"“{head.filename}” in it is encrypted")
        kind = stat.S_IFMT(head.external_attr >> 16)
        if head.is_dir() or kind not in {0, stat.S_IFREG}:
            raise BackupUnusable(name, f"“{head.filename}” in it is a link or a folder")
        if head.compress_type not in _KNOWN_WAYS:
            raise BackupUnusable(name, f"“{head.filename}” in it is packed in an unknown way")
        if head.header_offset < end:
            raise BackupUnusable(name, "its files lie over each other, as in a zip bomb")
        end = head.header_offset + _HEAD + len(head.orig_filename) + head.compress_size
        if head.orig_filename != head.filename:
            raise BackupUnusable(name, "a name in it is not what it seems to be")
        if head.filename != MANIFEST:
            _check_name(head.filename, seen, name)
        elif MANIFEST in found:
            raise BackupUnusable(name, "it has two lists of contents")
        found[head.filename] = head
    unpacked = sum(head.file_size for head in found.values())
    if unpacked > max(_ALWAYS_FINE, _MOST_GROWTH * size):
        grown = f"{unpacked / 1e9:,.0f} GB"
        raise BackupUnusable(name, f"it would unpack to {grown}, as a zip bomb does")
    return found


def _check_name(entry: str, seen: set[str], name: str) -> None:
    if slot_of(entry) is None:
        raise BackupUnusable(name, f"“{entry}” in it is a name that no backup has")
    if clash_key(entry) in seen:
        raise BackupUnusable(name, f"“{entry}” is in it twice, or only in other capitals")
    seen.add(clash_key(entry))


def _manifest(archive: zipfile.ZipFile, heads: dict[str, zipfile.ZipInfo], name: str) -> Manifest:
    head = heads.get(MANIFEST)
    if head is None:
        raise BackupUnusable(
            name, "it is a zip file, but no backup that teardown made", todo="Name another file."
        )
    if head.file_size > _LARGEST_MANIFEST:
        raise BackupUnusable(name, "its list of contents is far too large")
    try:
        manifest = Manifest.from_json(archive.read(head))
    except NoManifest as error:
        raise BackupUnusable(name, str(error)) from None
    except _GARBLED:
        raise BackupUnusable(name, "its list of contents is garbled") from None
    if manifest.format > FORMAT:
        raise NewerSchema(f"“{name}”", found=manifest.format, known=FORMAT)
    if manifest.library_schema > KNOWN_SCHEMA:
        raise NewerSchema(f"“{name}”", found=manifest.library_schema, known=KNOWN_SCHEMA)
    return manifest


def _facts(entry: Entry) -> tuple[int, str]:
    return entry.size, entry.sha256
