"""The lines of a Markdown file while it is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.exchange.closing import left_open
from store.exchange.marks import LINT_OFF, LINT_ON, mark
from store.exchange.verbatim import to_block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.exchange.said import Saying

__all__ = ["Sheet"]

_PLAIN_LINE = re.compile(
    r"(?:(?!\d+[.)])(?!.*(?:://|www\.|\][(\[:]))(?:[^\W_]|[\"'“‘(])"
    r"(?:[^\W_]|[ ,.;:!?'\"()%&/…–—“”‘’€£$+=^\[\]-])*(?<! ))?"
)


@dataclass(slots=True)
class Sheet:
    """Lines from top to bottom, and whether an author's own markup is among them."""

    lines: list[str] = field(default_factory=list)
    rough: bool = False
    """A linter might stumble over what an author wrote here."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The way to the page of a piece of evidence, where it was written beside this file."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What to say beside the ids of other things, so that a reader need not look them up."""
    says: Mapping[str, Sequence[Saying]] = field(default_factory=dict)
    """By the id of a probe or a claim: what follows from the runs, in lines of words and tables."""

    def add(self, line: str) -> None:
        """Add one line."""
        self.lines.append(line)

    def gap(self) -> None:
        """Leave one blank line, unless there is one already."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def paragraph(self, line: str) -> None:
        """Add a line with a blank one before and after it."""
        self.gap()
        self.lines.append(line)
        self.gap()

    def weigh(self, text: str) -> None:
        """Note whether a linter might stumble over this text."""
        plain = "\n\n\n" not in text and all(map(_PLAIN_LINE.fullmatch, text.split("\n")))
        self.rough = self.rough or not plain

    def block(
        self, name: str, text: str, *, opening: str = "", indent: int = 0, bullet: bool = False
    ) -> None:
        """Add a text as it stands, between two marks, and what closes what it leaves open.

        With *bullet*, the opening mark stands behind a dash: the text is an item of a list.
        """
        encoded = to_block(text)
        closing = left_open(encoded)
        alone = Sheet()
        if not indent:
            alone.weigh(text)
        else:
            self.weigh(text)
        pad = " " * indent
        if not bullet:
            self.gap()
        start = f"{pad[2:]}- " if bullet else pad
        self.add(start + (opening or mark(name)) + (LINT_OFF if alone.rough else ""))
        self.add("")
        body = "\n".join(part for part in (encoded, closing) if part)
        if body:
            self.lines += [pad + line if line else "" for line in body.split("\n")]
            self.add("")
        end = mark(f"/{name}", values={"closed": closing} if closing else None)
        self.add(pad + (LINT_ON if alone.rough else "") + end)
        self.gap()

    def region(self, content: Sheet, *, name: str, opening: str, label: str) -> None:
        """Add lists or tables between two marks, with a label that tells a reader what they are."""
        body = "\n".join(content.lines).rstrip("\n")
        closing = left_open(body)
        self.gap()
        self.add(opening + (LINT_OFF if content.rough else ""))
        if label:
            self.paragraph(label)
        self.gap()
        self.lines += body.split("\n")
        if closing:
            self.gap()
            self.lines += closing.split("\n")
        self.gap()
        end = mark(f"/{name}", values={"closed": closing} if closing else None)
        self.add((LINT_ON if content.rough else "") + end)
        self.gap()
