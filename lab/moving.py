"""Moving house: everything into one file, and out of it again, settings and templates included.

The library's part is the store's (``store.backup``); here is what lies beside it, and in
``lab.beside``. A key or password that somebody wrote into the settings does not go along.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.errors import UsageError
from lab.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import IO

    from lab.places import Places
    from store.backup.deciding import Fate
    from store.backup.reading import Backup
    from store.backup.writing import Written
    from store.parts import Parts

__all__ = ["BackedUp", "Moved", "back_up", "back_up_to", "backup_place", "bring_home"]

_LARGEST: Final = 8 * 1024 * 1024
"""Bytes that a settings file or a template may have."""

_HIDDEN: Final = "# A line with a key or password stood here; it is not in the backup.\n"

_TEMPLATE_ENDINGS: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was written and read back."""

    path: Path | None
    """Where it is; ``None`` for one that went to a stream."""
    size: int
    teardowns: int
    versions: int
    pages: int
    left_out: tuple[str, ...]
    """What should be in it and is not, each with its reason."""
    passed_over: tuple[str, ...]
    """What lies in the folders and is no part of a library."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a backup that was restored."""

    made_at: str
    fates: Mapping[str, Fate]
    """What became of each teardown."""
    added: Mapping[str, int]
    """How many files of the library were added, by kind."""
    settings: tuple[str, ...]
    """What became of the settings, own templates and what lies beside, one sentence each."""


def backup_place(path: Path, library: Path, now: datetime) -> Path:
    """Return the file for a backup: in a folder, one with the day in its name.

    Raise ``UsageError`` for a place inside the library, or a name that no file can have.
    """
    if "\0" in str(path) or not path.name:
        raise UsageError("The backup has no name", todo="Name a file that ends in .zip.")
    path = path.expanduser()
    if path.is_dir():
        path /= f"teardown-{now:%Y-%m-%d}.zip"
    if path.resolve().is_relative_to(library.resolve()):
        raise UsageError(
            f"{path} lies inside the library",
            "a backup belongs somewhere else, best on another disk",
            todo="Choose another place.",
        )
    return path


def back_up(
    path: Path,
    parts: Parts,
    places: Places,
    *,
    environ: Mapping[str, str],
    force: bool,
    progress: Callable[[str, int], None],
) -> BackedUp:
    """Write everything to a file; raise ``BackupUnwritable``, and then nothing is there."""
    from lab import __version__
    from store.backup.writing import write_backup

    hidden: list[str] = []
    settings = [*_settings(places, environ, hidden), *_beside(places, hidden)]
    written = write_backup(
        path, parts, settings=settings, app=__version__, force=force, progress=progress
    )
    return _said(written, hidden)


def back_up_to(
    stream: IO[bytes],
    parts: Parts,
    places: Places,
    *,
    environ: Mapping[str, str],
    progress: Callable[[str, int], None],
) -> BackedUp:
    """Write everything to a stream."""
    from lab import __version__
    from store.backup.writing import write_backup_to

    hidden: list[str] = []
    settings = [*_settings(places, environ, hidden), *_beside(places, hidden)]
    written = write_backup_to(stream, parts, settings=settings, app=__version__, progress=progress)
    return _said(written, hidden)


def bring_home(
    stream: IO[bytes],
    name: str,
    parts: Parts,
    places: Places,
    *,
    dry_run: bool,
    progress: Callable[[str, int], None],
) -> Moved:
    """Check a backup to the last byte, then add what is missing here.

    Raise ``BackupUnusable`` or ``NewerSchema`` before anything is written.
    """
    from store.backup.reading import opened
    from store.backup.restoring import restore
    from store.refusals import refusing

    with opened(stream, name) as backup:
        backup.verify(progress)
        with refusing("The backup was not restored", parts.root):
            restored = restore(parts, backup, dry_run=dry_run, progress=progress)
        settings = [*_restore_settings(backup, places, dry_run=dry_run)]
        with refusing("What lies beside the library was not restored", parts.root):
            settings += _restore_beside(backup, parts, places, dry_run=dry_run)
        return Moved(backup.manifest.made_at, restored.fates, restored.added, tuple(settings))


def _said(written: Written, hidden: list[str]) -> BackedUp:
    lost = [f"{each.path}: {each.why}" for each in written.left_out if each.lost]
    passed = [f"{each.path}: {each.why}" for each in written.left_out if not each.lost]
    return BackedUp(
        path=written.path,
        size=written.size,
        teardowns=written.teardowns,
        versions=written.versions,
        pages=written.pages,
        left_out=tuple(lost),
        passed_over=(*passed, *hidden),
    )


def _settings(
    places: Places, environ: Mapping[str, str], hidden: list[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the settings and the user's own templates as entries of a backup."""
    from lab.crash import redact
    from store.backup.names import OWN_TEMPLATES, SETTINGS_FILE, is_portable

    raw = _read(places.settings_file)
    if raw is not None:
        lines = raw.decode("utf-8", "surrogateescape").splitlines(keepends=True)
        harmless = [each if redact(each, environ) == each else _HIDDEN for each in lines]
        if harmless != lines:
            hidden.append(f"{places.settings_file}: a key or password in it was left out")
        yield SETTINGS_FILE, "".join(harmless).encode("utf-8", "surrogateescape")
    if not places.own_templates.is_dir():
        return
    for path in sorted(places.own_templates.iterdir()):
        if path.suffix in _TEMPLATE_ENDINGS and is_portable(path.name):
            raw = _read(path)
            if raw is not None:
                yield f"{OWN_TEMPLATES}{path.name}", raw


def _beside(places: Places, hidden: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what is kept beside the library as entries of a backup."""
    from lab.beside import LARGEST, kept_beside
    from store.backup.names import BESIDE

    for name, path in kept_beside(places):
        raw = _read(path, most=LARGEST)
        if raw is None:
            hidden.append(f"{path}: it could not be read")
        else:
            yield f"{BESIDE}/{name}", raw


def _restore_beside(
    backup: Backup, parts: Parts, places: Places, *, dry_run: bool
) -> Iterator[str]:
    from lab.beside import put_beside
    from store.backup.names import BESIDE

    for entry in backup.entries:
        if entry.startswith(f"{BESIDE}/"):
            name = entry.removeprefix(f"{BESIDE}/")
            if dry_run:
                said = put_beside(places, name, backup.read(entry), dry_run=True)
            else:
                with parts.lock:
                    said = put_beside(places, name, backup.read(entry), dry_run=False)
            if said:
                yield said


def _read(path: Path, *, most: int = _LARGEST) -> bytes | None:
    with suppress(OSError):
        if path.is_file() and path.stat().st_size <= most:
            return path.read_bytes()
    return None


def _restore_settings(backup: Backup, places: Places, *, dry_run: bool) -> Iterator[str]:
    """Put settings and templates where there are none, or beside; say what became of each."""
    from store.backup.names import OWN_TEMPLATES, SETTINGS, SETTINGS_FILE

    for name in backup.entries:
        if not name.startswith(f"{SETTINGS}/"):
            continue
        data = backup.read(name)
        if name == SETTINGS_FILE:
            what, target = "The settings", places.settings_file
            beside = target.with_name("config.restored.toml")
        else:
            file_name = name.removeprefix(OWN_TEMPLATES)
            what, target = f"Your template {file_name}", places.own_templates / file_name
            beside = target.with_name(f"{file_name}.restored")
        yield _restore_one(what, target, beside, data, dry_run=dry_run)


def _restore_one(what: str, target: Path, beside: Path, data: bytes, *, dry_run: bool) -> str:
    from os.path import lexists

    from store.repairs import free_name

    are = "are" if what.endswith("settings") else "is"
    if not lexists(target):
        if not dry_run:
            write_private(target, data)
        return f"{what}: added."
    if _read(target) == data:
        return f"{what}: the same here."
    if _read(beside) == data:
        return f"{what}: yours stay; the backup's {are} in {beside}."
    beside = free_name(beside)
    if not dry_run:
        write_private(beside, data)
    return f"{what}: what is here stays; the backup's {are} in {beside}."
