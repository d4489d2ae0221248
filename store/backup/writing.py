"""Writing a backup: beside its place first, read back to the last byte, then given its name."""

from __future__ import annotations

import os
import shutil
import stat
import time
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Final

from store.backup.errors import BackupUnusable, BackupUnwritable
from store.backup.gathering import LeftOut, Source, sources
from store.backup.manifest import Entry, Manifest
from store.backup.names import MANIFEST, READ_ME, clash_key
from store.backup.reading import is_backup, opened
from store.errors import NotFound, StoreError
from store.files import quietly, read_file
from store.names import teardown_id, temporary_name
from store.refusals import reason
from store.summary import KNOWN_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from store.parts import Parts

__all__ = ["Written", "write_backup", "write_backup_to"]

_BLOCK: Final = 1 << 20
_FIRST_YEAR: Final = 1980
_LAST_YEAR: Final = 2107
_LEVEL: Final = 6
_PRIVATE: Final = (stat.S_IFREG | 0o600) << 16
_UNIX: Final = 3

_EXPLANATION: Final = """\
This is a backup of a teardown library.

    teardown restore FILE

brings it back, on this computer or on another one; what is there already is never
overwritten. "teardown restore FILE --dry-run" only says what would happen.

Nothing in here needs teardown to be read. library/teardowns holds the teardowns, one
file each; library/history their earlier versions; library/pages the captured pages;
settings the settings and your own templates; beside what is remembered of findings that
you matched and of study groups, what your seals hide among it. manifest.json lists
every file with its size and SHA-256. Where two files are the same, only the first is in
here, and the list says under "same_as" which it is.
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A backup that was written and read back."""

    path: Path | None
    """Where it is; ``None`` for one that went to a stream."""
    size: int
    teardowns: int
    versions: int
    pages: int
    left_out: tuple[LeftOut, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everything that belongs to the library is in it."""
        return not any(each.lost for each in self.left_out)


def write_backup(
    path: Path,
    parts: Parts,
    *,
    settings: Sequence[tuple[str, bytes]] = (),
    app: str,
    force: bool = False,
    progress: Callable[[str, int], None],
) -> Written:
    """Write everything to a new file, private to the user, or leave nothing behind.

    With *force* an earlier backup that stands there is replaced; anything else never is.
    *settings* are entries that do not lie in the library. *progress* is told what is being
    done and how many files are; it may raise to stop it all. Raise ``BackupUnwritable``.
    """
    _check_place(path, force=force)
    temporary = path.with_name(f"{temporary_name()}.zip")
    files = parts.files
    try:
        with ExitStack() as tidying, ExitStack() as undo:
            descriptor = files.create(temporary)
            tidying.callback(quietly, files.remove, temporary)
            with os.fdopen(descriptor, "wb") as stream:
                written = _fill(stream, parts, settings, app=app, progress=progress)
                stream.flush()
                files.sync(descriptor)
                size = stream.tell()
            with temporary.open("rb") as stream:
                _read_back(stream, path.name, progress)
            _take_name(temporary, path, parts=parts, replace=force)
            if not force:
                undo.callback(quietly, files.remove, path)
            files.sync_folder(path.parent)
            undo.pop_all()
    except FileExistsError:
        raise _is_there(path) from None
    except OSError as error:
        raise _refused(path, error) from error
    return _summed_up(path, size, *written)


def write_backup_to(
    stream: IO[bytes],
    parts: Parts,
    *,
    settings: Sequence[tuple[str, bytes]] = (),
    app: str,
    progress: Callable[[str, int], None],
) -> Written:
    """Write everything to a stream, once it was written to a file of no name and read back."""
    import tempfile

    try:
        with tempfile.TemporaryFile() as spool:
            written = _fill(spool, parts, settings, app=app, progress=progress)
            size = spool.tell()
            _read_back(spool, "stdout", progress)
            spool.seek(0)
            shutil.copyfileobj(spool, stream, _BLOCK)
    except BrokenPipeError:
        raise
    except OSError as error:
        why, todo = reason(error, parts.root)
        raise BackupUnwritable("stdout", why, todo=todo) from error
    return _summed_up(None, size, *written)


def _fill(
    stream: IO[bytes],
    parts: Parts,
    settings: Sequence[tuple[str, bytes]],
    *,
    app: str,
    progress: Callable[[str, int], None],
) -> tuple[list[Entry], list[LeftOut]]:
    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    first: dict[str, str] = {}
    taken: set[str] = set()

    def add(name: str, data: bytes, changed: float) -> None:
        digest = sha256(data).hexdigest()
        same_as = first.setdefault(digest, name)
        if same_as == name:
            archive.writestr(_head(name, changed), data, zipfile.ZIP_DEFLATED, _LEVEL)
            same_as = ""
        entries.append(Entry(name, len(data), digest, same_as))
        taken.add(clash_key(name))

    with zipfile.ZipFile(stream, "w") as archive:
        now = parts.clock.now()
        add(READ_ME, _EXPLANATION.encode(), now.timestamp())
        for source in sources(parts, left_out.append):
            if clash_key(source.name) in taken:
                if not any(entry.name == source.name for entry in entries):
                    why = "another file has its name in other capitals"
                    left_out.append(LeftOut(source.path, why, lost=True))
                continue
            found = _content(source, left_out)
            if found is not None:
                add(source.name, *found)
            progress("Backing up", len(entries))
        for name, data in settings:
            add(name, data, now.timestamp())
        manifest = Manifest(
            made_at=now.isoformat().replace("+00:00", "Z"),
            app=app,
            library_schema=KNOWN_SCHEMA,
            entries=tuple(entries),
        )
        head = _head(MANIFEST, now.timestamp())
        archive.writestr(head, manifest.to_json(), zipfile.ZIP_DEFLATED, _LEVEL)
    return entries, left_out


def _content(source: Source, left_out: list[LeftOut]) -> tuple[bytes, float] | None:
    """Return a file's bytes and when it was changed; ``None`` where it went or is refused."""
    try:
        return read_file(source.path), source.path.lstat().st_mtime
    except (NotFound, FileNotFoundError):
        return None
    except StoreError as error:
        left_out.append(LeftOut(source.path, error.why or error.what, lost=True))
        return None


def _head(name: str, changed: float) -> zipfile.ZipInfo:
    at = time.gmtime(min(max(changed, 0), 2**32))
    year = min(max(at.tm_year, _FIRST_YEAR), _LAST_YEAR)
    head = zipfile.ZipInfo(name, (year, *at[1:6]))
    # The same on every system, so that the same library makes the same file.
    head.create_system = _UNIX
    head.external_attr = _PRIVATE
    return head


def _read_back(stream: IO[bytes], name: str, progress: Callable[[str, int], None]) -> None:
    try:
        with opened(stream, name) as backup:
            backup.verify(progress)
    except BackupUnusable as error:
        raise BackupUnwritable(
            name,
            f"what was written could not be read back ({error.why})",
            todo="Check the disk that it goes to, or choose another.",
        ) from error


def _summed_up(
    path: Path | None, size: int, entries: list[Entry], left_out: list[LeftOut]
) -> Written:
    names = [entry.name.split("/") for entry in entries]
    return Written(
        path=path,
        size=size,
        teardowns=sum(n[1:2] == ["teardowns"] and teardown_id(n[2]) is not None for n in names),
        versions=sum(n[1:2] == ["history"] for n in names),
        pages=sum(n[1:2] == ["pages"] and n[-1].endswith(".md") for n in names),
        left_out=tuple(left_out),
    )


def _check_place(path: Path, *, force: bool) -> None:
    """Raise for a place where no backup may go, before anything is read."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise BackupUnwritable(
                str(path),
                f"there is no folder {path.parent}",
                todo="Make the folder, or choose another.",
            ) from None
        return
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no file can have this name"
        raise BackupUnwritable(str(path), why.lower(), todo="Choose another name.") from None
    if not stat.S_ISREG(mode):
        kind = {stat.S_IFLNK: "a link", stat.S_IFDIR: "a folder"}.get(stat.S_IFMT(mode))
        what = f"{kind or 'something that is no file'} stands in its place"
        raise BackupUnwritable(str(path), what, todo="Choose another name.")
    if not force:
        raise _is_there(path)
    if not is_backup(path):
        raise BackupUnwritable(
            str(path),
            "the file that is there is no backup of teardown",
            todo="Nothing was overwritten. Choose another name.",
        )


def _take_name(temporary: Path, path: Path, *, parts: Parts, replace: bool) -> None:
    """Give a file its name; one that somebody made meanwhile is not replaced."""
    if replace:
        parts.files.replace(temporary, path)
        return
    try:
        parts.files.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # No second names on this disk: take the name with an empty file, then fill it.
        os.close(parts.files.create(path))
        try:
            parts.files.replace(temporary, path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    quietly(parts.files.remove, temporary)


def _is_there(path: Path) -> BackupUnwritable:
    return BackupUnwritable(
        str(path),
        "there is a file of that name already",
        todo="Nothing was overwritten. Choose another name; --force replaces an earlier backup.",
    )


def _refused(path: Path, error: OSError) -> BackupUnwritable:
    why, todo = reason(error, path.parent)
    return BackupUnwritable(str(path), why, todo=f"Nothing was left there. {todo}")
