"""What two versions say differently, as lines to read. Runs at the desk, off the event loop."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from lab.conflict import differences
from lab.errors import StoreError
from lab.figures import counted
from lab.history import headline
from lab.wording import word_difference
from tui.glyphs import plain_punctuation
from tui.harmless import one_line
from tui.screens.history.versions import words_about
from tui.widgets.comparison import (
    MEASURE,
    Comparison,
    both_sign,
    drawn_difference,
    stops_in,
)
from tui.widgets.prose import block, wrap_pieces

if TYPE_CHECKING:
    from lab.conflict import Difference
    from lab.history import Entry, Story
    from tui.widgets.prose import Line

__all__ = ["compare", "headlines"]

_NOTHING_BEFORE: Final = (
    "Nothing before it is kept that it could be compared with. Press o to read it."
)
_NOW: Final = "This is how it is now. Go to an older version to see what changed since."


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
        stops += stops_in(drawn, top)
        texts.append(f"{one_line(each.where)}\n{marked}")
    return Comparison([*lines, []], stops, "\n\n".join(texts))


def _difference(each: Difference, width: int) -> tuple[list[Line], str]:
    """Return a difference as lines, each behind a sign that says what changed in it."""
    if each.ours == each.theirs:
        words = "A detail changed that is not shown here."
        return [[(both_sign(), "accent"), (words, "muted")]], words
    words_of = word_difference(each.ours, each.theirs)
    return drawn_difference(words_of, width, beyond="press o to read the version.")
