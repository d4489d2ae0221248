"""Bringing a backup back: what is missing is added, and nothing is ever written over.

What will be needed is unpacked first, into a folder of its own on the library's disk, and is
on the disk before the library is touched. From there each file is moved to its name in one
step, under the lock, pages before the teardowns that name them. Killed at any instant, the
library holds what it held and some of what is added; restoring again adds the rest. Whatever
goes wrong otherwise, what was added is taken away again.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from os.path import lexists
from typing import TYPE_CHECKING, Final, Self

from store.backup.comparing import Comparison, groups_of
from store.backup.deciding import document_of
from store.documents import rev_of
from store.errors import LibraryUnwritable
from store.files import quietly, real_folder, replace_file
from store.names import temporary_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.backup.comparing import Group, Step
    from store.backup.deciding import Fate
    from store.backup.reading import Backup
    from store.parts import Parts

__all__ = ["Restored", "old_stages", "restore"]

_STAGE: Final = "restoring"
_ABANDONED_AFTER: Final = 60 * 60
"""Seconds after which nobody restores any more from what was unpacked."""
_ROOM: Final = 16 * 1024 * 1024
"""Bytes that shall stay free on the disk."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a backup."""

    fates: dict[str, Fate]
    """By teardown."""
    added: dict[str, int] = field(default_factory=dict)
    """How many files went where: ``teardowns``, ``history``, ``pages``, ``trash`` …"""


def restore(
    parts: Parts, backup: Backup, *, dry_run: bool, progress: Callable[[str, int], None]
) -> Restored:
    """Add what is missing; return what became of everything.

    The backup must have been verified. With *dry_run* nothing is written. Raise
    ``StoreError`` or ``OSError``; then everything is as it was.
    """
    comparison = Comparison(parts, backup)
    first, last = groups_of(backup)
    needed: list[Step] = []
    for number, group in enumerate((*first, *last), 1):
        needed += comparison.steps(group)
        progress("Comparing", number)
    added: dict[str, int] = {}
    if dry_run or not needed:
        _count(needed, added)
        return Restored(comparison.fates, added)
    with _Stage(parts, backup) as stage, ExitStack() as undo:
        stage.unpack(needed, progress)
        mover = _Mover(parts, backup, stage, undo)
        number = 0
        for groups in (first, last):
            for group in groups:
                _count(mover.restore(group, comparison), added)
                number += 1
                progress("Restoring", number)
            mover.make_sure()
        undo.pop_all()
    return Restored(comparison.fates, added)


def old_stages(root: Path) -> list[Path]:
    """Return what restores that were killed have left."""
    found = []
    for path in root.glob(f".cache/{_STAGE}.*"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > _ABANDONED_AFTER and not path.is_symlink():
                found.append(path)
    return found


class _Stage:
    """A folder on the library's disk for what is unpacked; it is gone afterwards."""

    def __init__(self, parts: Parts, backup: Backup) -> None:
        self._parts = parts
        self._backup = backup
        self._folder = parts.root / ".cache" / f"{_STAGE}{temporary_name()}"
        self._files: dict[str, Path] = {}

    def __enter__(self) -> Self:
        for path in old_stages(self._parts.root):
            shutil.rmtree(path, ignore_errors=True)
        cache = self._folder.parent
        if not real_folder(cache):
            with suppress(FileExistsError):
                self._parts.files.make_folder(cache)
        self._parts.files.make_folder(self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def unpack(self, steps: list[Step], progress: Callable[[str, int], None]) -> None:
        """Unpack what is needed, so that it is on the disk before the library is touched."""
        files = self._parts.files
        size = sum(self._backup.entries[step.entry].size for step in steps)
        if size + _ROOM > shutil.disk_usage(self._parts.root).free:
            raise LibraryUnwritable(
                "The backup was not restored",
                f"it needs {size / 1e6:,.0f} MB, and the disk has less left",
                todo="Nothing was changed. Free some space and try again.",
            )
        for number, step in enumerate(steps, 1):
            self._unpack(step.entry, sure=not files.syncs_all)
            progress("Unpacking", number)
        if files.syncs_all:
            files.sync_all()

    def take(self, entry: str) -> Path:
        """Return the unpacked file of an entry, for whoever moves it away."""
        if entry not in self._files:
            self._unpack(entry, sure=True)
        return self._files.pop(entry)

    def _unpack(self, entry: str, *, sure: bool) -> None:
        files = self._parts.files
        path = self._folder / temporary_name()
        descriptor = files.create(path)
        try:
            for block in self._backup.blocks(entry):
                files.write(descriptor, block)
            if sure:
                files.sync(descriptor)
        finally:
            os.close(descriptor)
        self._files[entry] = path


class _Mover:
    """Moves what was unpacked into the library, and notes how to undo it."""

    def __init__(self, parts: Parts, backup: Backup, stage: _Stage, undo: ExitStack) -> None:
        self._parts = parts
        self._backup = backup
        self._stage = stage
        self._undo = undo
        self._folders: dict[Path, bool] = {}
        """The folders that are known to be there, and whether something new is in them."""

    def restore(self, group: Group, comparison: Comparison) -> list[Step]:
        """Do what is to be done for a group, as the library stands now."""
        with self._parts.lock:
            steps = comparison.steps(group)
            for step in steps:
                if step.aside:
                    self._keep_aside(step)
                elif step.replaces is not None:
                    self._bring_forward(step)
                else:
                    self._add(step)
        return steps

    def make_sure(self) -> None:
        """Wait until the new names are on the disk."""
        files = self._parts.files
        if files.syncs_all:
            files.sync_all()
            return
        for folder in [folder for folder, changed in self._folders.items() if changed]:
            files.sync_folder(folder)
            self._folders[folder] = False

    def _add(self, step: Step) -> None:
        files = self._parts.files
        self._make_folder(step.target.parent)
        if lexists(step.target):
            raise FileExistsError(17, "another program wrote there", str(step.target))
        files.replace(self._stage.take(step.entry), step.target)
        self._undo.callback(quietly, files.remove, step.target)
        self._folders[step.target.parent] = True

    def _bring_forward(self, step: Step) -> None:
        """Save the backup's teardown over its own earlier version, as every save does."""
        parts, name = self._parts, step.target.stem
        kept = parts.history.path_for(name, rev_of(step.replaces or {}), same_as=step.target)
        data = self._backup.read(step.entry)
        replace_file(step.target, data, files=parts.files, keep_as=kept)
        self._undo.callback(quietly, parts.files.replace, kept, step.target)

    def _keep_aside(self, step: Step) -> None:
        parts, name = self._parts, step.target.name
        document = document_of(self._backup.read(step.entry), teardown_id=name)
        kept = parts.history.keep_aside(
            name, document or {}, reason=step.aside, now=parts.clock.now()
        )
        self._undo.callback(quietly, parts.files.remove, kept)

    def _make_folder(self, folder: Path) -> None:
        if folder in self._folders or folder == self._parts.root:
            return
        if not real_folder(folder):
            self._make_folder(folder.parent)
            self._parts.files.make_folder(folder)
            self._undo.callback(quietly, self._parts.files.remove_folder, folder)
            self._folders[folder.parent] = True
        self._folders[folder] = False


def _count(steps: list[Step], added: dict[str, int]) -> None:
    for step in steps:
        added[step.kind] = added.get(step.kind, 0) + 1
