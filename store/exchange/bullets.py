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
    top = Bullet(0, -1, "")
    path = [top]
    loose: list[Line] = []
    source = Lines(lines, faults)
    while (line := source.take()) is not None:
        if line.blank:
            continue
        mark = find_mark(line.text) if "teardown:" in line.text else None
        if mark and mark.fault:
            faults.add(line.number, mark.fault)
        elif bullet := _BULLET.match(line.text):
            _read_bullet(path, line=line, text=line.text[bullet.end() :], faults=faults)
            path[-1].first = source.at - 1
        elif line.text.lstrip(" \t").startswith("|"):
            _owner(path, line).rows.append(line)
        elif mark and mark.name == "text":
            inside, closed = source.take_until_end(mark, line=line.number)
            moved = [_moved_left(one.text, line.indent) for one in inside]
            _owner(path, line).block = text_of(moved, closed=closed)
        elif mark:
            _owner(path, line).mark = mark
        elif len(path) > 1:
            _owner(path, line).more.append(line.text.strip(" \t"))
        else:
            loose.append(line)
        for open_bullet in path:
            open_bullet.last = source.at
    return top, loose


def _owner(path: list[Bullet], line: Line) -> Bullet:
    """Close the bullets that a line has left; return the one that it is in."""
    while len(path) > 2 and path[-1].indent >= line.indent:  # noqa: PLR2004 - the top and one bullet
        path.pop()
    if path[-1].indent >= 0 and line.indent == 0 and line.text.startswith("|"):
        return path[0]
    return path[-1]


def _read_bullet(path: list[Bullet], *, line: Line, text: str, faults: Faults) -> None:
    while path[-1].indent >= line.indent:
        path.pop()
    if len(path) > _MOST_DEEP:
        faults.add(line.number, "this list is nested too deep")
        return
    bullet = Bullet(line.number, line.indent, text.rstrip(" \t"))
    if (mark := find_mark(text) if "teardown:" in text else None) is not None:
        bullet.mark, bullet.text = mark, (mark.before + mark.after).strip(" \t")
    path[-1].children.append(bullet)
    path.append(bullet)


def _moved_left(text: str, indent: int) -> str:
    spaces = len(text) - len(text.lstrip(" "))
    return text[min(spaces, indent) :]
