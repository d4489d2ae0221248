"""What the parts of the reader share: lines with their numbers, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.exchange.errors import Fault, MarkdownInvalid
from store.exchange.marks import find_mark, without_lint_marks
from store.exchange.verbatim import from_block

if TYPE_CHECKING:
    from store.exchange.marks import Mark

__all__ = ["TEXT_MARKS", "Faults", "Line", "Lines", "mapping", "text_of"]

_MOST_FAULTS = 50
_LINT_LINE = re.compile(r"(?:[ \t]*<!-- markdownlint-[a-z]+(?: [A-Z0-9 ]+)? -->)+[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file and its number, from 1."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        """The number of spaces at its start; a tab counts as four."""
        bare = self.text.lstrip(" \t")
        return len(self.text[: len(self.text) - len(bare)].expandtabs(4))

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it but spaces, or remarks for a linter."""
        return not self.text.strip(" \t") or bool(_LINT_LINE.match(self.text))


@dataclass(slots=True)
class Faults:
    """What was found to be wrong, up to what a person would read."""

    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """Note a fault; give up where there are too many."""
        self.found.append(Fault(line, message))
        if len(self.found) >= _MOST_FAULTS:
            self.check()

    def check(self) -> None:
        """Raise ``MarkdownInvalid`` if there is any fault."""
        if self.found:
            raise MarkdownInvalid(self.found)


@dataclass(slots=True)
class Lines:
    """Lines that are taken from the top."""

    lines: list[Line]
    faults: Faults
    at: int = 0

    def take(self) -> Line | None:
        """Return the next line, or None at the end."""
        if self.at >= len(self.lines):
            return None
        self.at += 1
        return self.lines[self.at - 1]

    def take_until_end(self, opening: Mark, *, line: int) -> tuple[list[Line], str]:
        """Return the lines up to the closing mark, and what the export added to close the text."""
        inside: list[Line] = []
        if first := without_lint_marks(opening.after).strip(" \t"):
            inside.append(Line(line, first))
        while self.at < len(self.lines):
            here = self.lines[self.at]
            found = find_mark(here.text) if "teardown:" in here.text else None
            if found is None:
                inside.append(here)
            elif found.closing and found.name == opening.name:
                self.at += 1
                if before := without_lint_marks(found.before).rstrip(" \t"):
                    inside.append(Line(here.number, before))
                if found.fault:
                    self.faults.add(here.number, found.fault)
                closed = found.values.get("closed", "")
                return inside, closed if isinstance(closed, str) else ""
            elif found.name in _LISTED and opening.name not in TEXT_MARKS:
                inside.append(here)
            else:
                break
            self.at += 1
        name = opening.name
        self.faults.add(line, f"the “teardown:{name}” that starts here has no “/teardown:{name}”")
        return inside, ""


TEXT_MARKS = frozenset(("answer", "cannot-conclude", "text"))
"""The marks around a text, in which no other mark can stand."""
_LISTED = frozenset(
    (
        *("claim", "counterpoint", "prediction", "probe", "trial", "metric"),
        *("lesson", "evidence", "quote", "session", "text", "figures", "warning"),
    )
)
"""The marks that stand within a list."""


def text_of(lines: list[str], *, closed: str = "") -> str:
    """Return the text that stands in these lines, without the blank ones at its edges."""
    first, last = 0, len(lines)
    while first < last and not lines[first].strip(" \t"):
        first += 1
    while last > first and not lines[last - 1].strip(" \t"):
        last -= 1
    text = "\n".join(lines[first:last])
    if closed and text.endswith(f"\n{closed}"):
        text = text[: -len(closed) - 1]
    return from_block(text)


def mapping(value: Any) -> dict[str, Any]:
    """Return a value from a mark if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}
