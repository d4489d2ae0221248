"""A whole teardown in somebody's own text editor, and back.

It lies in a private file of ours while the editor has it. The file goes only once what it
says is in the library, or says nothing new; whatever happens before that, the next edit of
that teardown finds it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from os import getpid
from typing import TYPE_CHECKING, Final, Literal

from lab.errors import Conflict, LabError, StoreError, TeardownError
from lab.files import write_private
from lab.processes import is_running

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lab.workspace import Workspace
    from store.records import Teardown

__all__ = ["Manuscript", "Manuscripts", "NotTaken", "Outcome"]

_NAME: Final = re.compile(r"(?P<id>.+)~r(?P<rev>[0-9]+)~(?P<process>[0-9]+)")
_MOST_PLACES: Final = 4
"""Places of a clash that are named; the others are counted."""
_MOST_FAULTS: Final = 5
_ATTEMPTS: Final = 3


class NotTaken(LabError):
    """What the editor left was not taken into the library; it is kept in a file."""

    def __init__(
        self, what: str, why: str, *, path: Path, lines: Sequence[str] = (), line: int = 0
    ) -> None:
        super().__init__(
            what,
            why,
            todo=f"Nothing was changed; edit it again to go on. Your text is kept in {path}.",
        )
        self.path = path
        self.lines = tuple(lines)
        """What is wrong, each with its line, where that can be said."""
        self.line = line
        """The first line that is wrong; 0 where it is no single line."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A teardown's text in its private file."""

    teardown_id: str
    path: Path
    rev: int
    """The version that the text began from."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a text."""

    did: Literal["saved", "merged", "unchanged", "cancelled"]
    places: tuple[str, ...] = ()
    """Where something changed, in words."""
    notes: int = 0
    """How many passages had no place of their own and were kept as notes."""


class Manuscripts:
    """Teardowns that are with an editor, or were left there."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folder = workspace.places.state / "manuscripts"

    def kept(self, teardown_id: str) -> Manuscript | None:
        """Return the newest text that an earlier edit left behind; what says nothing new goes."""
        found = []
        with suppress(OSError):
            found = sorted(self._folder.glob("*.md"), key=lambda path: path.stat().st_mtime)
        for path in reversed(found):
            name = _NAME.fullmatch(path.stem)
            if name is None or name["id"] != teardown_id or is_running(int(name["process"])):
                continue
            manuscript = Manuscript(teardown_id, path, int(name["rev"]))
            if self._says_something(manuscript):
                return manuscript
            path.unlink(missing_ok=True)
        return None

    def begin(self, teardown_id: str) -> Manuscript:
        """Write a teardown into a private file; raise ``NotTaken`` where that is impossible."""
        from lab.exporting import export_text

        record = self._workspace.load(teardown_id)
        path = self._path(teardown_id, record.rev)
        try:
            write_private(path, export_text(record).encode())
        except OSError as error:
            raise LabError(
                "Your editor could not be given the text",
                f"{path.parent}: {error.strerror}",
                todo="Nothing was changed.",
            ) from error
        return Manuscript(teardown_id, path, record.rev)

    def go_on(self, kept: Manuscript) -> Manuscript:
        """Take a text that was left behind, so that nobody else does."""
        path = self._path(kept.teardown_id, kept.rev)
        if path != kept.path:
            kept.path.replace(path)
        return replace(kept, path=path)

    def set_aside(self, kept: Manuscript) -> Path:
        """Keep a text under a name that is no longer offered; return the file."""
        number = 1
        while (path := self._folder / f"{kept.teardown_id} kept {number}.md").exists():
            number += 1
        return kept.path.replace(path)

    def drop(self, manuscript: Manuscript) -> bool:
        """Forget a text that says nothing new; return whether it is kept because it does."""
        if self._says_something(manuscript):
            return True
        manuscript.path.unlink(missing_ok=True)
        return False

    def take_back(self, manuscript: Manuscript) -> Outcome:
        """Save what the editor left, and forget the file.

        An emptied or deleted file means that nothing shall change. Raises ``NotTaken``, with
        the text kept, where it cannot be read or where both sides changed the same thing.
        """
        text = self._read(manuscript)
        if not text.strip():
            manuscript.path.unlink(missing_ok=True)
            return Outcome("cancelled")
        if not self._says_something(manuscript):
            manuscript.path.unlink(missing_ok=True)
            return Outcome("unchanged")
        edited, notes = self._parse(manuscript, text)
        base = self._base(manuscript)
        if base is not None and _same(edited, base):
            manuscript.path.unlink(missing_ok=True)
            return Outcome("unchanged")
        try:
            outcome = self._save(manuscript, edited, base)
        except NotTaken:
            raise
        except TeardownError as error:
            raise NotTaken(error.what, error.why, path=manuscript.path) from error
        manuscript.path.unlink(missing_ok=True)
        return replace(outcome, notes=notes)

    # Inside

    def _path(self, teardown_id: str, rev: int) -> Path:
        return self._folder / f"{teardown_id}~r{rev}~{getpid()}.md"

    def _base(self, manuscript: Manuscript) -> Teardown | None:
        """Return the version that the text began from, if it is still there."""
        with suppress(StoreError):
            here = self._workspace.load(manuscript.teardown_id)
            if here.rev == manuscript.rev:
                return here
        with suppress(StoreError):
            return self._workspace.library.load_version(manuscript.teardown_id, manuscript.rev)
        return None

    def _says_something(self, manuscript: Manuscript) -> bool:
        from lab.exporting import export_text

        try:
            data = manuscript.path.read_bytes()
        except OSError:
            return False
        base = self._base(manuscript)
        return bool(data.strip()) and (base is None or data != export_text(base).encode())

    def _read(self, manuscript: Manuscript) -> str:
        try:
            data = manuscript.path.read_bytes()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise NotTaken(
                "The text could not be read back", error.strerror or "", path=manuscript.path
            ) from error
        coding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        try:
            return data.decode(coding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise NotTaken(
                "The file is not UTF-8 text",
                f"line {line} is the first that cannot be read; tell your editor to save as UTF-8",
                path=manuscript.path,
                line=line,
            ) from None

    def _parse(self, manuscript: Manuscript, text: str) -> tuple[Teardown, int]:
        from store.errors import NewerSchema
        from store.exchange.errors import MarkdownInvalid
        from store.exchange.markdown_reader import read_markdown

        try:
            reading = read_markdown(text)
        except MarkdownInvalid as error:
            places = error.places
            lines = [str(place) for place in places[:_MOST_FAULTS]]
            if len(places) > _MOST_FAULTS:
                lines.append(f"and {len(places) - _MOST_FAULTS} more")
            first = places[0].line if places else 0
            raise NotTaken(
                "The text cannot be read as a teardown any more",
                "; ".join(lines),
                path=manuscript.path,
                lines=lines,
                line=first,
            ) from None
        except NewerSchema:
            raise self._changed_by_hand(manuscript, text, "teardown_schema") from None
        record = reading.record
        if record.id != manuscript.teardown_id:
            raise self._changed_by_hand(manuscript, text, "teardown_id")
        from store.records import CURRENT_SCHEMA

        if record.schema_ != CURRENT_SCHEMA:
            raise self._changed_by_hand(manuscript, text, "teardown_schema")
        return record, len(reading.kept)

    def _changed_by_hand(self, manuscript: Manuscript, text: str, key: str) -> NotTaken:
        from store.records import CURRENT_SCHEMA

        wanted = {"teardown_id": manuscript.teardown_id, "teardown_schema": CURRENT_SCHEMA}[key]
        lines = text.splitlines()
        line = next((n for n, one in enumerate(lines, 1) if one.startswith(f"{key}:")), 1)
        said = f"line {line}: the library goes by “{key}”; it has to be {wanted}"
        return NotTaken(
            "This line has to stay as it was", said, path=manuscript.path, lines=[said], line=line
        )

    def _save(self, manuscript: Manuscript, edited: Teardown, base: Teardown | None) -> Outcome:
        """Save; where somebody saved meanwhile, both versions in one, unless they clash."""
        from lab.conflict import differences
        from lab.merging import merge

        for _ in range(_ATTEMPTS):
            here = self._workspace.load(manuscript.teardown_id)
            if here.rev == manuscript.rev:
                mine, did = edited, Outcome("saved")
            else:
                merged = merge(edited, here, base=base)
                if merged.clashes:
                    raise self._clash(manuscript, merged.record, edited, here, base)
                mine, did = merged.record, Outcome("merged")
            mine = mine.model_copy(update={"rev": here.rev, "updated_at": here.updated_at})
            with suppress(Conflict):
                changed = differences(mine, here)
                self._workspace.save(mine)
                return replace(did, places=tuple(one.where for one in changed))
        raise NotTaken(
            "It was saved elsewhere again and again",
            "another program is writing to this teardown",
            path=manuscript.path,
        )

    def _clash(
        self,
        manuscript: Manuscript,
        both: Teardown,
        edited: Teardown,
        here: Teardown,
        base: Teardown | None,
    ) -> NotTaken:
        """Put both versions into the file, ours where they clash, to be looked at once more."""
        from lab.conflict import differences
        from lab.exporting import export_text

        found = differences(edited, here, base=base)
        places = [one.where for one in found if one.changed_by in {"both", "unknown"}]
        path = self._path(manuscript.teardown_id, here.rev)
        kept = manuscript.path
        with suppress(OSError):
            write_private(path, export_text(both).encode())
            if path != manuscript.path:
                manuscript.path.unlink(missing_ok=True)
            kept = path
        more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        where = "; ".join(places[:_MOST_PLACES]) + more
        return NotTaken(
            "This teardown was changed elsewhere while you wrote",
            f"you and somebody else changed the same: {where}; the text now has both, and yours "
            "where they differ, so look at it and save once more",
            path=kept,
        )


def _same(edited: Teardown, base: Teardown) -> bool:
    """Return whether nothing differs but what nobody writes by hand."""
    clockwork = {"rev", "updated_at"}
    return edited.model_dump(exclude=clockwork) == base.model_dump(exclude=clockwork)
