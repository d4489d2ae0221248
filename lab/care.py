"""Care of the library: what is wrong with it, putting it right, moving it, keeping it small."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import IO

    from lab.moving import BackedUp, Moved
    from lab.workspace import Workspace
    from store.doctor import Ailment

__all__ = ["Care", "no_progress"]


def no_progress(doing: str, count: int) -> None:
    """Tell nobody."""


class Care:
    """Looks after a library."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def doctor(self) -> list[Ailment]:
        """Return what is wrong with the library and beside it; nothing is changed."""
        from lab.examining import examine

        return examine(self._workspace)

    def fix(self) -> list[Ailment]:
        """Put right what can be; return what was tried, with what became of each."""
        from lab.examining import mend

        return mend(self._workspace)

    def tidy(self) -> None:
        """Thin the history and sweep pages that nothing names; safe to be killed."""
        self._workspace.library.tidy(also=self._workspace.drafts.paths())

    # Moving house

    def backup(
        self,
        path: Path,
        *,
        force: bool = False,
        progress: Callable[[str, int], None] = no_progress,
    ) -> BackedUp:
        """Write everything into one file; in a folder, into one with the day in its name.

        *progress* is told what is being done and how far it is; what it raises stops all.
        """
        from lab.moving import back_up, backup_place

        workspace = self._workspace
        place = backup_place(path, workspace.places.library, workspace.clock.now())
        return back_up(
            place,
            workspace.library.parts,
            workspace.places,
            environ=workspace.environ,
            force=force,
            progress=progress,
        )

    def backup_to(
        self, stream: IO[bytes], *, progress: Callable[[str, int], None] = no_progress
    ) -> BackedUp:
        """Write everything to a stream."""
        from lab.moving import back_up_to

        workspace = self._workspace
        return back_up_to(
            stream,
            workspace.library.parts,
            workspace.places,
            environ=workspace.environ,
            progress=progress,
        )

    def restore(
        self,
        stream: IO[bytes],
        name: str,
        *,
        dry_run: bool = False,
        progress: Callable[[str, int], None] = no_progress,
    ) -> Moved:
        """Add what a backup has and the library has not; *name* is what errors call it."""
        from lab.moving import bring_home

        workspace = self._workspace
        return bring_home(
            stream,
            name,
            workspace.library.parts,
            workspace.places,
            dry_run=dry_run,
            progress=progress,
        )
