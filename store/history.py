"""Earlier versions of a teardown: kept by every save, thinned as they age.

``history/ID/REV.json`` is the file that a save replaced, under a second name. Beside
them stand what lost in a conflict (``REV-aside.json``) and the last version in an older
format (``REV-format1.json``); these two are never thinned.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from store.documents import NoDocument, decode, decode_any, encode, rev_of
from store.errors import Damaged, NotFound, StoreError
from store.files import make_folders, read_file, real_folder, replace_file
from store.names import VersionName, is_valid_id, parse_version

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from store.files import Files, Place

__all__ = ["KEEP_LAST", "History", "Version", "surplus"]

KEEP_LAST: Final = 50
"""How many versions stay whatever their age."""

_SLACK: Final = 10
"""How many more there may be before thinning is worth a look at their dates."""

_QUARTER: Final = 15 * 60
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier version, as a list shows it."""

    rev: int
    saved_at: datetime
    size: int
    """Bytes of its file."""
    aside: bool
    """True for what lost in a conflict and was kept beside."""
    name: str
    """The name by which exactly this one is asked for."""
    reason: str = ""
    """Why it was kept aside."""
    fault: str = ""
    """Why it cannot be read; empty if it can."""


class History:
    """The versions of all teardowns of a library."""

    def __init__(self, root: Path, *, files: Files) -> None:
        self._root = root
        self._folder = root / "history"
        self._place = str(self._folder)
        self._files = files

    def folder(self, teardown_id: str) -> Path:
        """Return where a teardown's versions are; links in their place are refused."""
        folder = self._folder / teardown_id
        if real_folder(self._folder):
            real_folder(folder)
        return folder

    def ids(self) -> list[str]:
        """Return the ids of all teardowns that have versions, also of those that are gone."""
        if not real_folder(self._folder):
            return []
        return sorted(entry.name for entry in self._folder.iterdir() if is_valid_id(entry.name))

    def names(self, teardown_id: str) -> list[VersionName]:
        """Return the names of a teardown's versions, newest first."""
        folder = self.folder(teardown_id)
        try:
            found = (parse_version(name) for name in os.listdir(folder))  # noqa: PTH208 - names only
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted((name for name in found if name is not None), reverse=True)

    def path_for(self, teardown_id: str, rev: int, *, mark: str = "", same_as: Place) -> str:
        """Return a path for keeping the file *same_as*: free, or that very file already."""
        folder = f"{self._place}{os.sep}{teardown_id}"
        if real_folder(self._place):
            real_folder(folder)
        number = 1
        while True:
            path = f"{folder}{os.sep}{VersionName(rev, number, mark)}"
            try:
                if os.path.samestat(os.lstat(path), os.lstat(same_as)):
                    return path
            except FileNotFoundError:
                return path
            number += 1

    def versions(self, teardown_id: str) -> list[Version]:
        """Return a teardown's versions, newest first."""
        return [self._version(teardown_id, name) for name in self.names(teardown_id)]

    def find(self, teardown_id: str, rev: int | str) -> VersionName:
        """Return the version with that number, or of that name; raise ``NotFound``."""
        for name in self.names(teardown_id):
            if str(name) == rev or (name.rev == rev and name.mark != "aside"):
                return name
        raise NotFound(
            f"{teardown_id} has no version “{rev}”",
            todo=f"“teardown history {teardown_id}” lists those that are there.",
        )

    def read(self, teardown_id: str, name: VersionName) -> dict[str, Any]:
        """Return a version's document, as it was written; raise as for a teardown's file."""
        path = self.folder(teardown_id) / str(name)
        try:
            return decode(read_file(path))
        except NoDocument as error:
            raise Damaged(path, str(error)) from error

    def keep_aside(
        self, teardown_id: str, document: dict[str, Any], *, reason: str, now: datetime
    ) -> Path:
        """Keep a document beside the versions, durably; raise ``OSError``."""
        folder = self.folder(teardown_id)
        taken = set(self.names(teardown_id))
        name = VersionName(rev_of(document), 1, "aside")
        while name in taken:
            name = name._replace(number=name.number + 1)
        note = {"reason": reason, "kept_at": now.isoformat()}
        path = folder / str(name)
        with ExitStack() as undo:
            make_folders(folder, inside=self._root, files=self._files, undo=undo)
            replace_file(path, encode(document, aside=note), files=self._files)
            undo.pop_all()
        return path

    def forget(self, teardown_id: str) -> None:
        """Remove all versions of a teardown; raise ``OSError``."""
        folder = self.folder(teardown_id)
        for name in self.names(teardown_id):
            self._files.remove(folder / str(name))
        with suppress(OSError):
            self._files.remove_folder(folder)

    def thin(self, teardown_id: str, *, now: datetime) -> int:
        """Remove the versions that are not worth keeping; return how many those were.

        Safe to kill, and to run in several processes: it only ever removes what stays
        surplus whatever else happens.
        """
        names = [name for name in self.names(teardown_id) if not name.mark]
        if len(names) <= KEEP_LAST + _SLACK:
            return 0
        folder = self.folder(teardown_id)
        dated = [(name, self._version(teardown_id, name).saved_at) for name in names]
        gone = surplus(dated, now=now)
        for name in gone:
            (folder / str(name)).unlink(missing_ok=True)
        return len(gone)

    def _version(self, teardown_id: str, name: VersionName) -> Version:
        path = self.folder(teardown_id) / str(name)
        size, written, reason, fault = 0, datetime.fromtimestamp(0, UTC), "", ""
        try:
            status = path.lstat()
            size, written = status.st_size, datetime.fromtimestamp(status.st_mtime, UTC)
            data = read_file(path)
            document = decode(data)
            note = _note(data) if name.mark == "aside" else {}
            reason = str(note.get("reason", ""))
            written = _instant(note.get("kept_at") or document.get("updated_at")) or written
        except (OSError, NoDocument) as error:
            fault = str(error)
        except StoreError as error:
            fault = error.why or error.what
        aside = name.mark == "aside"
        return Version(name.rev, written, size, aside, str(name), reason, fault)


def surplus(
    versions: Iterable[tuple[VersionName, datetime]], *, now: datetime
) -> list[VersionName]:
    """Return which of the versions, given newest first, can go.

    The last fifty stay; of older ones the newest of each quarter of an hour within the
    last day, and the newest of each day (in UTC) before that.
    """
    seen: set[tuple[str, int]] = set()
    gone: list[VersionName] = []
    for place, (name, saved_at) in enumerate(versions):
        if now - saved_at < _DAY:
            stretch = ("quarter", int(saved_at.timestamp() // _QUARTER))
        else:
            stretch = ("day", saved_at.astimezone(UTC).toordinal())
        if place >= KEEP_LAST and stretch in seen:
            gone.append(name)
        seen.add(stretch)
    return gone


def _note(data: bytes) -> dict[str, Any]:
    try:
        note = decode_any(data)["aside"]["1"]
    except (KeyError, TypeError):
        return {}
    return note if isinstance(note, dict) else {}


def _instant(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.astimezone(UTC) if at is not None and at.tzinfo is not None else None
