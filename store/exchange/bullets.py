"""Lists as a tree of bullets, with the texts, tables and marks that stand under each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.exchange.marks import find_mark
from store.exchange.reading import Faults, Line, Lines, text_of

if TYPE_CHECKING:
    from store.exchange.marks import Mark

__all__ = ["Bullet", "read_bullets"]

_BULLET = re.compile(r"[ \t]*[-*+](?:[ \t]+|\Z)")
_MOST_DEEP = 60


@dataclass(slots=True)
class Bullet:
    """One bullet of a list."""

    line: int
    indent: int
    text: str
    """What stands behind the dash."""
    mark: Mark | None = None
    mark_line: int = 0
    block: str | None = None
    """The text between two marks, as the author wrote it."""
    more: list[str] = field(default_factory=list)
    """Lines that go on with the text, without their indent."""
    rows: list[Line] = field(default_factory=list)
    """The rows of a table."""
    children: list[Bullet] = field(default_factory=list)
    first: int = 0
    last: int = 0
    """Which of the list's lines are its own, those of its children included."""

    def own_text(self) -> str:
        """Return the bullet's text, still encoded, with the lines that go on with it."""
        return "\n".join(part for part in (self.text, *self.more) if part)

    def as_written(self, lines: list[Line], *, indent: int) -> str:
        """Return everything under this bullet as Markdown, moved left by ``indent``."""
        return text_of([_moved_left(line.text, indent) for line in lines[self.first : self.last]])


def read_bullets(lines: list[Line], faults: Faults) -> tuple[Bullet, list[Line]]:
    """Return a bullet that holds the whole list, and the lines above it that are no part of it."""
    tree = _Tree(Lines(lines, faults))
    while (line := tree.source.take()) is not None:
        if not line.blank:
            tree.take(line)
            for bullet in tree.path:
                bullet.last = tree.source.at
    return tree.path[0], tree.loose


@dataclass(slots=True)
class _Tree:
    """A tree of bullets while it grows."""

    source: Lines
    path: list[Bullet] = field(default_factory=lambda: [Bullet(0, -1, "")])
    """From the whole list to the bullet that is being read."""
    loose: list[Line] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Put a line where it belongs."""
        mark = find_mark(line.text) if "teardown:" in line.text else None
        if mark and mark.fault:
            self.source.faults.add(line.number, mark.fault)
        elif found := _BULLET.match(line.text):
            self._open(line, text=line.text[found.end() :], mark=mark)
        elif line.text.lstrip(" \t").startswith("|"):
            self._owner(line).rows.append(line)
        elif mark and mark.name == "text":
            self._read_block(self._owner(line), mark=mark, line=line)
        elif mark:
            owner = self._owner(line)
            owner.mark, owner.mark_line = mark, line.number
        elif len(self.path) > 1:
            self._owner(line).more.append(line.text.strip(" \t"))
        else:
            self.loose.append(line)

    def _owner(self, line: Line) -> Bullet:
        """Close the bullets that a line has left; return the one that it is in."""
        while len(self.path) > 2 and self.path[-1].indent >= line.indent:  # noqa: PLR2004 - the list and one bullet
            self.path.pop()
        if line.indent == 0 and line.text.startswith("|"):
            return self.path[0]
        return self.path[-1]

    def _open(self, line: Line, *, text: str, mark: Mark | None) -> None:
        while self.path[-1].indent >= line.indent:
            self.path.pop()
        if len(self.path) > _MOST_DEEP:
            self.source.faults.add(line.number, "this list is nested too deep")
            return
        bullet = Bullet(line.number, line.indent, text.rstrip(" \t"), first=self.source.at - 1)
        self.path[-1].children.append(bullet)
        self.path.append(bullet)
        if mark and mark.name == "text":
            bullet.text = ""
            self._read_block(bullet, mark=mark, line=line)
        elif mark:
            before = line.text[: len(line.text) - len(text)]
            bullet.mark, bullet.mark_line = mark, line.number
            bullet.text = (mark.before.removeprefix(before) + mark.after).strip(" \t")

    def _read_block(self, owner: Bullet, *, mark: Mark, line: Line) -> None:
        """Read the text that starts with this mark; its lines are moved left to the mark."""
        column = len(mark.before.expandtabs(4))
        inside, closed = self.source.take_until_end(mark, line=line.number)
        owner.block = text_of([_moved_left(one.text, column) for one in inside], closed=closed)


def _moved_left(text: str, indent: int) -> str:
    spaces = len(text) - len(text.lstrip(" "))
    return text[min(spaces, indent) :]
