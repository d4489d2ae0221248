"""Versions for people: the list, and what one says differently from another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cli.streams import Styled, bold, dim, one_line, out

if TYPE_CHECKING:
    from datetime import datetime

    from lab.history import Entry, Story
    from lab.workspace import Workspace

__all__ = ["print_difference", "print_versions"]

_RED = "31"
_GREEN = "32"

_LONG = 70
"""Characters from which on removed and added do not share a line."""


def print_versions(story: Story, workspace: Workspace) -> None:
    """Print the versions of a teardown as a table, the newest first."""
    from cli.table import Column, print_table

    rows = []
    for entry in story.entries:
        rows.append([entry.label, _moment(entry.saved_at, workspace), _told(story, entry)])
        if entry.not_kept:
            rows.append(["", "", _not_kept(entry.not_kept)])
    print_table(
        (
            Column("rev"),
            Column("saved"),
            Column("what changed", least=20, wraps=True),
        ),
        rows,
    )


def _told(story: Story, entry: Entry) -> str:
    from lab.errors import StoreError
    from lab.history import headline

    fault = entry.fault
    if not fault:
        try:
            words = headline(story.told(entry).changes)
        except StoreError as error:
            fault = error.why or error.what
    if fault:
        return f"Cannot be read: {fault}"
    if entry.kind == "aside":
        return f"Kept aside ({entry.reason or 'it lost in a conflict'}): {words}"
    if entry.kind == "older format":
        return f"In an older format: {words}"
    return words


def _not_kept(number: int) -> str:
    if number == 1:
        return "(1 save in between is not kept any more)"
    return f"({number:,} saves in between are not kept any more)"


def _moment(at: datetime | None, workspace: Workspace) -> str:
    """Return an instant as the calendar and the clock show it here."""
    if at is None:
        return ""
    _, offset = workspace.clock.local_zone(at)
    return f"{at + timedelta(seconds=offset):%Y-%m-%d %H:%M}"


def print_difference(story: Story, older: Entry, newer: Entry, workspace: Workspace) -> None:
    """Print what *newer* says differently, in the order of the walk."""
    from lab.conflict import differences

    found = differences(story.record(older), story.record(newer))
    heads = [
        f"version {entry.label}" + (f" ({_moment(entry.saved_at, workspace)})")
        for entry in (newer, older)
    ]
    out(dim(f"{heads[0]} against {heads[1]}".capitalize()))
    for each in found:
        out()
        out(bold(one_line(each.where)))
        out("  ", *_marked(each.ours, each.theirs))
    if not found:
        out("Both say the same.")


def _marked(before: str, after: str) -> list[str | Styled]:
    """Return a text with what was removed and added between marks, and in colour."""
    from lab.wording import in_context, word_difference

    if before == after:
        return [dim("Only a detail changed that is not shown here.")]
    parts: list[str | Styled] = []
    removed = ""
    for kind, text in in_context(word_difference(before, after)):
        below = text.replace("\n", "\n  ")
        if kind == "added" and max(len(removed), len(text) if removed else 0) > _LONG:
            parts.append("\n  ")
        removed = text if kind == "removed" else ""
        if kind == "removed":
            parts.append(Styled(f"[-{below}-]", _RED))
        elif kind == "added":
            parts.append(Styled(f"{{+{below}+}}", _GREEN))
        else:
            parts.append(below)
    return parts
