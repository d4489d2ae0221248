"""The list of versions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from lab.history import Entry
    from tui.widgets.lines import Piece

__all__ = ["VersionList", "words_about"]

GAP: Final = "  "
LEAST_FOR_AGE: Final = 34


def words_about(entry: Entry, told: str) -> str:
    """Return what an entry is, for a list; *told* is what it changed."""
    if entry.fault:
        return f"Cannot be read: {one_line(entry.fault)}"
    if entry.kind == "aside":
        return f"Kept aside: {one_line(told)}"
    if entry.kind == "older format":
        return f"In an older format: {one_line(told)}"
    return one_line(told)


class VersionList(RowList["Entry"]):
    """One line a version: its number, when it was saved, what it changed."""

    PURPOSE: ClassVar[str] = (
        "Every save is a version. Enter makes the one under the cursor the newest; the others stay."
    )

    class Unknown(Message):
        """A row is to be seen of which it is not known yet what it changed."""

    def __init__(self) -> None:
        super().__init__(id="versions")
        self.told: dict[str, str] = {}
        """What is known of what a version changed, by its name."""
        self._now: datetime | None = None
        self._offset = 0
        self._number = 1
        self._has_asked = False

    def set_time(self, now: datetime, offset: int) -> None:
        """Say what time it is; *offset* is the zone's seconds east of UTC."""
        self._now, self._offset = now, offset

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show versions, the newest first; nothing is known of them yet."""
        self.told.clear()
        self._has_asked = False
        self._number = max((len(_number(entry)) for entry in entries), default=1)
        self.show(entries)

    def learn(self, told: dict[str, str]) -> None:
        """Take in what some versions changed."""
        self.told |= told
        self._has_asked = False
        self.refresh()

    def unknown(self) -> list[Entry]:
        """Return the versions on the screen of which it is not known what they changed."""
        seen = self.rows[self._top : self._top + self.size.height]
        return [entry for entry in seen if not (entry.fault or entry.name in self.told)]

    def key_of(self, row: Entry) -> str:
        """Return its name."""
        return row.name

    def pieces(self, row: Entry, width: int) -> Iterable[Piece]:
        """Draw one version."""
        more = glyphs().more
        ink = "warning" if row.fault else "muted" if row.kind == "aside" else ""
        label = _number(row).rjust(self._number)
        yield label, ink or "accent"
        room = width - 1 - width_of(label)
        if room >= LEAST_FOR_AGE:
            yield GAP + fit(self._moment(row), 12, more=more), "muted"
            room -= 14
        told = self.told.get(row.name)
        if told is None and not row.fault:
            self._ask()
            return
        sign = f"{glyphs().warning} " if row.fault else ""
        words = plain_punctuation(words_about(row, told or ""))
        yield GAP + fit(sign + words, room - 2, more=more), ink

    def _moment(self, row: Entry) -> str:
        """Return when it was saved: the time of today, or the day, as short as can be."""
        if row.saved_at is None or self._now is None:
            return ""
        zone = timedelta(seconds=self._offset)
        at, now = row.saved_at + zone, self._now + zone
        if at.date() == now.date():
            return f"today  {at:%H:%M}"
        return f"{at:%d %b} {at:%H:%M}" if at.year == now.year else f"{at:%d %b %Y}"

    def _ask(self) -> None:
        if not self._has_asked:
            self._has_asked = True
            self.post_message(self.Unknown())


def _number(entry: Entry) -> str:
    return str(entry.rev) if entry.rev else glyphs().dash
