"""What two versions say differently, as lines to read. Runs at the desk, off the event loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from lab.conflict import differences
from lab.errors import StoreError
from lab.figures import counted
from lab.history import headline
from lab.wording import Segment, in_context, word_difference
from tui.glyphs import UNICODE, glyphs, plain_punctuation
from tui.harmless import one_line
from tui.screens.history.versions import words_about
from tui.widgets.prose import block, wrap_pieces

if TYPE_CHECKING:
    from lab.conflict import Difference
    from lab.history import Entry, Story
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["MEASURE", "Comparison", "compare", "headlines"]

MEASURE: Final = 92
"""Cells of a line that reads well."""

LONG: Final = 70
"""Characters from which on removed and added do not share a line."""

MOST_LINES: Final = 4000
"""Lines of one difference; what goes on beyond them is read in the version itself."""

_NOTHING_BEFORE: Final = (
    "Nothing before it is kept that it could be compared with. Press o to read it."
)
_NOW: Final = "This is how it is now. Go to an older version to see what changed since."

_INKS: Final = {"removed": "bad strike", "added": "good underline", "equal": ""}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One version against another, drawn for a width."""

    lines: list[Line] = field(default_factory=list)
    stops: list[tuple[int, int]] = field(default_factory=list)
    """First line and the line after the last of each changed place, in order."""
    text: str = ""
    """The same to be copied, with marks around what was removed and added."""


def headlines(story: Story, entries: list[Entry]) -> dict[str, str]:
    """Return what some versions changed, in one line each, by name."""
    found = {}
    for entry in entries:
        try:
            found[entry.name] = headline(story.told(entry).changes)
        except StoreError as error:
            found[entry.name] = f"Cannot be read: {error.why or error.what}"
    return found


def compare(
    story: Story, entry: Entry, *, against_newest: bool, width: int, offset: int
) -> Comparison:
    """Compare a version with the one before it, or with the teardown as it is now."""
    width = max(8, min(width - 2, MEASURE))
    try:
        if entry.fault:
            return _unreadable(entry, entry.fault, width)
        record = story.record(entry)
        told = headline(story.told(entry).changes, named=6)
        other = story.entries[0] if against_newest else story.before(entry)
        if against_newest and other is not None and other.fault:
            return _unreadable(other, other.fault, width)
        against = story.record(other) if other is not None else None
    except StoreError as error:
        return _unreadable(entry, error.why or error.what, width)
    head = _head(entry, other, told, width, offset=offset, against_newest=against_newest)
    is_itself = against_newest and entry.kind == "newest"
    if against is None or other is None or is_itself:
        words = _NOW if is_itself else _NOTHING_BEFORE
        return Comparison([*head, [], *block(words, "muted", width)], [], told)
    pair = (record, against) if against_newest else (against, record)
    found = differences(*pair)
    if not found:
        words = "Both say the same; only what nobody writes changed, such as the minutes."
        return Comparison([*head, [], *block(words, "muted", width)], [], told)
    return _drawn(head, found, width)


def _head(
    entry: Entry,
    other: Entry | None,
    told: str,
    width: int,
    *,
    offset: int,
    against_newest: bool,
) -> list[Line]:
    name = "As it is now" if entry.kind == "newest" else f"Version {entry.label}"
    saved = ""
    if entry.saved_at is not None:
        saved = f", {entry.saved_at + timedelta(seconds=offset):%d %b %Y, %H:%M}"
    lines = wrap_pieces([(name, "bold"), (saved, "muted")], width)
    lines += block(plain_punctuation(words_about(entry, told)), "", width)
    facts = []
    if entry.kind == "aside":
        facts.append(f"Kept because {one_line(entry.reason) or 'it lost in a conflict'}.")
    if against_newest and entry.kind != "newest":
        facts.append("Below: what the teardown as it is now says differently.")
    elif other is not None and not against_newest:
        facts.append(f"Below: what it says differently from version {other.label}.")
    if entry.not_kept:
        facts.append(f"{counted(entry.not_kept, 'save')} before it no longer kept.")
    if facts:
        lines += block(" ".join(facts), "muted", width)
    return lines


def _unreadable(entry: Entry, fault: str, width: int) -> Comparison:
    name = "This teardown" if entry.kind == "newest" else f"Version {entry.label}"
    rest = (
        "Go to an earlier version and press Enter: it becomes the newest, and the file that "
        "cannot be read is set aside."
        if entry.kind == "newest"
        else "The other versions are as they were."
    )
    lines = [
        *block(f"{name} cannot be read", "bold", width),
        *block(_sentence(fault), "warning", width),
        [],
        *block(rest, "", width),
    ]
    return Comparison(lines, [], fault)


def _sentence(text: str) -> str:
    text = one_line(text).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."


def _drawn(head: list[Line], found: list[Difference], width: int) -> Comparison:
    lines = [*head]
    stops: list[tuple[int, int]] = []
    texts = []
    for each in found:
        lines += [[], *block(one_line(each.where), "accent", width)]
        drawn, marked = _difference(each, width)
        top = len(lines)
        lines += drawn
        stops += _stops(drawn, top)
        texts.append(f"{one_line(each.where)}\n{marked}")
    return Comparison([*lines, []], stops, "\n\n".join(texts))


def _difference(each: Difference, width: int) -> tuple[list[Line], str]:
    """Return a difference as lines, each behind a sign that says what changed in it."""
    if each.ours == each.theirs:
        words = "A detail changed that is not shown here."
        return [[(_signs()["both"], "accent"), (words, "muted")]], words
    segments = in_context(word_difference(each.ours, each.theirs), more=glyphs().more)
    rows = wrap_pieces(_pieces(segments), width - 2)
    lines: list[Line] = [[_sign(row), *row] for row in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        words = f"and {len(rows) - MOST_LINES:,} lines more; press o to read the version."
        lines.append([("  ", ""), (words, "muted")])
    marks = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return lines, "".join(marks[kind].format(text) for kind, text in segments)


def _pieces(segments: list[Segment]) -> list[Piece]:
    """Return segments in their inks; what was written wholly anew begins on a line of its own."""
    pieces: list[Piece] = []
    before = Segment("equal", "")
    for segment in segments:
        if before.kind == "removed" and segment.kind == "added":
            is_long = max(len(before.text), len(segment.text)) > LONG
            arrow = f" {glyphs().right} " if len(segments) == 2 else " "  # noqa: PLR2004 - one for the other
            pieces.append(("\n" if is_long else arrow, "muted"))
        pieces.append((segment.text, _INKS[segment.kind]))
        before = segment
    return pieces


def _sign(row: Line) -> tuple[str, str]:
    inks = {ink for text, ink in row if text.strip() or len(row) == 1}
    signs = _signs()
    removed, added = _INKS["removed"] in inks, _INKS["added"] in inks
    if removed and added:
        return signs["both"], "accent"
    if removed:
        return signs["removed"], "bad"
    return (signs["added"], "good") if added else ("  ", "")


def _signs() -> dict[str, str]:
    both = "± " if glyphs() is UNICODE else "~ "
    return {"removed": "- ", "added": "+ ", "both": both}


def _stops(drawn: list[Line], top: int) -> list[tuple[int, int]]:
    """Return where lines that changed begin and end."""
    stops: list[tuple[int, int]] = []
    for number, line in enumerate(drawn):
        if not line or not line[0][0].strip():
            continue
        # An empty line between two that changed belongs to both.
        since = stops[-1][1] - top if stops else -1
        if stops and all(not "".join(text for text, _ in x).strip() for x in drawn[since:number]):
            stops[-1] = (stops[-1][0], top + number + 1)
        else:
            stops.append((top + number, top + number + 1))
    return stops
