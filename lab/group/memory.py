"""What only this person's computer knows of a group: who they are, and what their seals hide.

It lies with the app's state, never in the group's folder. A seal's text and nonce are on disk
before the seal is shown to anybody, so that no crash leaves a seal that nobody can open.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from lab.errors import LibraryBusy
from lab.files import write_private
from lab.group.errors import GroupError
from lab.group.layout import is_member_id, is_round_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["SEALED", "SEEN", "GroupMemory", "Sealed", "is_memory"]

SEALED: Final = ".sealed.json"
SEEN: Final = ".seen.json"
_AGREED: Final = ".agreed.json"
_MEETING: Final = ".meeting.json"
_ME: Final = "me.json"
"""What the files are called, all but the last behind a round's id."""

_LARGEST: Final = 64 * 1024 * 1024


def is_memory(name: str) -> bool:
    """Return whether a file of that name is part of what is remembered of a group."""
    endings = [ending for ending in (SEALED, SEEN) if name.endswith(ending)]
    return name == _ME or any(is_round_id(name.removesuffix(each)) for each in endings)


class Sealed(NamedTuple):
    """What one's own seal hides."""

    member: str
    nonce: str
    teardown: str
    """Its id in the library."""
    text: str


class GroupMemory:
    """The private side of one group."""

    def __init__(self, folder: Path, group: str) -> None:
        """*folder* is where all groups are remembered, *group* the id of this one."""
        self._root = folder
        self._folder = folder / group

    @property
    def member(self) -> str:
        """Who one is in this group; empty for nobody."""
        found = str(self._read(_ME).get("member", ""))
        return found if is_member_id(found) else ""

    def become(self, member: str) -> None:
        """Remember who one is."""
        self._write(_ME, {"member": member})

    def sealed(self, round_name: str) -> Sealed | None:
        """Return what one sealed in a round."""
        found = self._read(f"{round_name}{SEALED}") if is_round_id(round_name) else {}
        try:
            return Sealed(
                str(found["member"]),
                str(found["nonce"]),
                str(found["teardown"]),
                str(found["text"]),
            )
        except KeyError:
            return None

    def keep(self, round_name: str, sealed: Sealed) -> None:
        """Keep what a seal hides, on disk, before the seal is shown."""
        from store.files import Files

        self._write(f"{round_name}{SEALED}", sealed._asdict())
        Files().sync_folder(self._folder)

    def agreed(self, round_name: str) -> str:
        """Return the id of the group's own teardown that was begun here for a round."""
        return str(self._read(f"{round_name}{_AGREED}").get("teardown", ""))

    def keep_agreed(self, round_name: str, teardown: str) -> None:
        """Remember the group's own teardown of a round."""
        self._write(f"{round_name}{_AGREED}", {"teardown": teardown})

    def meeting(self, round_name: str) -> dict[str, Any]:
        """Return where a round's meeting is, as ``lab.group.meeting.kept`` gave it."""
        return self._read(f"{round_name}{_MEETING}")

    def keep_meeting(self, round_name: str, values: Mapping[str, Any]) -> None:
        """Remember where a round's meeting is; a crash may forget it."""
        with suppress(OSError):
            place = self._folder / f"{round_name}{_MEETING}"
            write_private(place, json.dumps(values).encode(), durable=False)

    def first_seen(self, round_name: str) -> dict[str, str]:
        """Return the commitments that were seen first in a round, by member."""
        found = self._read(f"{round_name}{SEEN}")
        return {str(member): str(said) for member, said in found.items()}

    def saw(self, round_name: str, seals: Mapping[str, str]) -> dict[str, str]:
        """Remember commitments that were not seen before; return those that were seen first."""
        known = self.first_seen(round_name)
        both = dict(seals) | known
        if both != known:
            with suppress(OSError):  # it is seen again the next time
                self._write(f"{round_name}{SEEN}", both)
        return both

    def is_syncing(self) -> bool:
        """Return whether a sync began that did not come to its end."""
        return (self._folder / "syncing").exists()

    def begin_syncing(self) -> None:
        """Note that a sync is under way."""
        write_private(self._folder / "syncing", b"", durable=False)

    def end_syncing(self) -> None:
        """Note that it came to its end."""
        (self._folder / "syncing").unlink(missing_ok=True)

    @contextmanager
    def alone(self, doing: Literal["syncing", "sealing"], *, patience: float) -> Iterator[None]:
        """Hold the group, so that two windows on this computer do so one after the other."""
        from store.locks import Lock

        folder = self._folder / f"while-{doing}"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = Lock(folder, patience=patience)
        try:
            with lock:
                yield
        except LibraryBusy:
            raise GroupError(
                f"Another teardown is {doing} in this group", todo="Try again when it has ended."
            ) from None
        finally:
            lock.close()

    @classmethod
    def last_folder(cls, folder: Path, *, is_there: bool = True) -> Path | None:
        """Return the folder of the group that was used last, if it is still there.

        Without *is_there* also one that is gone.
        """
        try:
            with (folder / "last").open("rb") as file:
                found = Path(file.read(8192).decode())
        except (OSError, ValueError):
            return None
        return found if found.is_absolute() and (found.is_dir() or not is_there) else None

    @classmethod
    def remember_folder(cls, folder: Path, group: Path) -> None:
        """Remember the group that was used last."""
        with suppress(OSError):  # only forgotten
            write_private(folder / "last", str(group).encode("utf-8", "replace"), durable=False)

    def _read(self, name: str) -> dict[str, Any]:
        try:
            with (self._folder / name).open("rb") as file:
                found = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, name: str, values: Mapping[str, Any]) -> None:
        write_private(self._folder / name, json.dumps(values).encode())
