"""What a disk can hold after a power cut, worked out from the calls that were made.

A file's content is sure to be there once ``sync`` on it returned; before that it may be
whole, half, zeros or nothing. A change of the names in a folder is sure to be there once
``sync_folder`` on it returned; before that, any number of the latest ones may be missing.
Folders lose their latest changes independently of each other, except that a file which
is moved between two is never in neither.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.files import Files

if TYPE_CHECKING:
    from random import Random

    from store.files import Place

__all__ = ["PowerlessFiles"]


class Moment(NamedTuple):
    """How far things were at one moment."""

    changes: int
    """Changes of names that were made."""
    whole: frozenset[int]
    """Files whose content is sure to be there."""
    sure: dict[Path, int]
    """By folder, how many of the changes of names are sure to be there."""


class PowerlessFiles(Files):
    """Does what it is told, and remembers what a power cut could leave of it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._contents: dict[int, bytes] = {}
        self._folders: set[int] = set()
        self._names: dict[Path, dict[str, int]] = {}
        self._changes: list[dict[tuple[Path, str], int | None]] = []
        self._now = Moment(0, frozenset(), {})
        self._written: dict[int, int] = {}
        self.moments: list[Moment] = []

    def begin(self) -> None:
        """Take all that is there now as sure, and watch from here."""
        self._contents, self._names, self._changes = {}, {}, []
        for place, names, files in os.walk(self._root):
            folder = Path(place)
            entries = {name: (folder / name).stat().st_ino for name in (*names, *files)}
            self._names[folder] = entries
            self._folders.update(entries[name] for name in names)
            self._contents.update((entries[n], (folder / n).read_bytes()) for n in files)
        self._now = Moment(0, frozenset(self._contents), {})
        self.moments = [self._now]

    def create(self, path: Place) -> int:
        descriptor = super().create(path)
        self._written[descriptor] = number = os.fstat(descriptor).st_ino
        self._contents[number] = b""
        self._move_on(whole=self._now.whole - {number})
        self._change({_entry(path): number})
        return descriptor

    def write(self, descriptor: int, data: bytes) -> None:
        super().write(descriptor, data)
        self._contents[self._written[descriptor]] = data

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        if descriptor in self._written:
            self._move_on(whole=self._now.whole | {self._written.pop(descriptor)})

    def link(self, source: Place, target: Place) -> None:
        super().link(source, target)
        self._change({_entry(target): Path(target).stat().st_ino})

    def replace(self, source: Place, target: Place) -> None:
        super().replace(source, target)
        number = Path(target).stat().st_ino
        self._change({_entry(source): None, _entry(target): number})

    def remove(self, path: Place) -> None:
        super().remove(path)
        self._change({_entry(path): None})

    def make_folder(self, path: Place) -> None:
        super().make_folder(path)
        number = Path(path).stat().st_ino
        self._folders.add(number)
        self._names[Path(path)] = {}
        self._change({_entry(path): number})

    def sync_folder(self, path: Place) -> None:
        super().sync_folder(path)
        self._move_on(sure=self._now.sure | {Path(path): len(self._changes)})

    def leave(self, moment: Moment, random: Random, target: Path) -> None:
        """Make the folder *target* as a power cut at that moment could have left it."""
        kept = {f: random.randint(moment.sure.get(f, 0), moment.changes) for f in self._names}
        for place, change in enumerate(self._changes[: moment.changes]):
            folders = {folder for folder, _ in change}
            if any(kept[folder] > place for folder in folders):
                for folder in folders:
                    kept[folder] = max(kept[folder], place + 1)
        self._leave_folder(self._root, target, kept, moment, random)

    def _leave_folder(
        self, folder: Path, target: Path, kept: dict[Path, int], moment: Moment, random: Random
    ) -> None:
        target.mkdir()
        names: dict[str, int | None] = dict(self._names[folder])
        for change in self._changes[: kept[folder]]:
            names.update({name: number for (f, name), number in change.items() if f == folder})
        for name, number in names.items():
            if number in self._folders:
                self._leave_folder(folder / name, target / name, kept, moment, random)
            elif number is not None:
                whole = self._contents[number]
                half = whole[: len(whole) // 2]
                rests = [whole, half, half.ljust(len(whole), b"\0"), bytes(len(whole)), b""]
                sure = number in moment.whole
                (target / name).write_bytes(whole if sure else random.choice(rests))

    def _change(self, names: dict[tuple[Path, str], int | None]) -> None:
        self._changes.append(names)
        self._move_on()

    def _move_on(
        self, *, whole: frozenset[int] | None = None, sure: dict[Path, int] | None = None
    ) -> None:
        self._now = Moment(
            len(self._changes),
            self._now.whole if whole is None else whole,
            self._now.sure if sure is None else sure,
        )
        self.moments.append(self._now)


def _entry(path: Place) -> tuple[Path, str]:
    return Path(path).parent, Path(path).name
