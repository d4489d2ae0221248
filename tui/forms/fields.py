"""What a form asks, and the kinds of field that ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from textual.binding import Binding
from textual.message import Message

from tui.editing.answer_editor import AnswerEditor
from tui.editing.characters import shown
from tui.editing.wrapping import line_breaks
from tui.forms.going_on import goes_on
from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.widgets.lines import LineWidget
from tui.widgets.plain import literal
from tui.widgets.prose import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Size

    from tui.choosing.choices import Choice
    from tui.widgets.lines import Piece

__all__ = [
    "ChoiceAsked", "ChoiceField", "FieldEditor", "PickAsked", "TextAsked", "values_of",
]  # fmt: skip

NEW_LINE: Final = "ctrl+j"
"""The one key beside Enter that every terminal sends for a new line."""


@dataclass(frozen=True, slots=True)
class TextAsked:
    """A line or two of text."""

    name: str
    label: str
    hint: str = ""
    """Shown in the field while it is empty."""
    value: str = ""
    suggestions: tuple[str, ...] = ()
    """Offered while one of them begins like, or holds, what is typed."""


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """One of a few values."""

    name: str
    label: str
    options: tuple[tuple[str, str, str], ...]
    """Value, the word that is shown, and what it means."""
    value: str = ""
    meaning_lines: int = 1
    """Lines for what the chosen one means, at the most."""


@dataclass(frozen=True, slots=True)
class PickAsked:
    """Several of many things, chosen from a list; the value is their ids, a space between them."""

    name: str
    label: str
    offers: Callable[[], Sequence[Choice]]
    words: Callable[[Sequence[str]], Sequence[tuple[str, str]]]
    """For ids, what each is, and why to look at it again where there is a reason."""
    hint: str = ""
    """Shown while nothing is picked."""
    value: str = ""
    more: str = ""
    """What the way to more of them is called, such as “Capture a page…”."""


class FieldEditor(AnswerEditor):
    """A field of a form: Enter goes on, a longer text wraps; pasted lines stay lines."""

    DEFAULT_CSS = """
    FieldEditor, FieldEditor:focus { height: auto; max-height: 6; background: $ink-field; }
    """

    PURPOSE: ClassVar[str] = (
        "A field of the form: Enter goes on to the next one, and from the last one keeps the form; "
        "Ctrl+J is a new line."
    )

    class Taken(Message):
        """A suggestion was taken."""

        def __init__(self, field: str, value: str) -> None:
            super().__init__()
            self.field = field
            self.value = value

    def __init__(self, asked: TextAsked, value: str) -> None:
        self.asked = asked
        self.proposed = ""
        """Offered while nothing is typed."""
        super().__init__(value, id=f"field-{asked.name}")
        self.placeholder = literal(one_line(asked.hint))

    @property
    def purpose(self) -> str:
        """What this one asks, for help."""
        hint = f": {one_line(self.asked.hint).rstrip('.')}" if self.asked.hint else ""
        return f"{self.asked.label}{hint}. {self.PURPOSE}"

    def on_mount(self) -> None:
        """Begin at the end of what is there."""
        self.move_cursor(self.document.end)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows that the text takes."""
        del container, viewport
        room = max(1, width - 1)
        return sum(len(line_breaks(shown(line), room)) + 1 for line in self.document.lines)

    async def _on_key(self, event: events.Key) -> None:
        suggested = self.suggested()
        if goes_on(self, event):
            return
        if event.key == NEW_LINE:
            event.stop()
            event.prevent_default()
            self.insert("\n")
        elif event.key == "right" and suggested and self.cursor_at_end_of_text:
            event.stop()
            event.prevent_default()
            self.load_text(suggested)
            self.move_cursor(self.document.end)
            self.post_message(self.Taken(self.asked.name, suggested))
        else:
            await super()._on_key(event)

    def suggested(self) -> str:
        """Return the suggestion that fits what is typed; empty where there is none."""
        typed = self.text.strip().casefold()
        if not typed:
            return self.proposed
        names = [name for name in self.asked.suggestions if name.casefold() != typed]
        begin = [name for name in names if name.casefold().startswith(typed)]
        hold = [name for name in names if typed in name.casefold()]
        return (begin or hold or [""])[0]


class ChoiceField(LineWidget, can_focus=True):
    """Values beside each other; the arrows choose, a first letter or digit goes straight to one."""

    PURPOSE: ClassVar[str] = "Choose with the arrow keys, or type the first letter or the digit."

    DEFAULT_CSS = "ChoiceField { height: auto; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self, asked: ChoiceAsked, value: str) -> None:
        super().__init__(id=f"field-{asked.name}")
        self.asked = asked
        self.value = value

    @property
    def purpose(self) -> str:
        """What this one asks, for help."""
        return f"{self.asked.label}. {self.PURPOSE}"

    @property
    def _place(self) -> int:
        values = [value for value, _, _ in self.asked.options]
        return values.index(self.value) if self.value in values else -1

    def _rows(self, width: int) -> list[list[int]]:
        """Return the options as they fit on lines."""
        rows: list[list[int]] = [[]]
        used = 0
        for number, (_, word, _) in enumerate(self.asked.options):
            size = width_of(word) + 3
            if used + size > width and rows[-1]:
                rows.append([])
                used = 0
            rows[-1].append(number)
            used += size
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of options, and those for the meaning."""
        del container, viewport
        return len(self._rows(width)) + self._meaning_lines(width)

    def _meaning_lines(self, width: int) -> int:
        """Return the lines of the longest meaning, so that choosing moves nothing."""
        most = self.asked.meaning_lines
        if most == 1:
            return 1
        return min(most, max(len(wrapped(words, width)) for _, _, words in self.asked.options))

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw the options, and below them what the chosen one means."""
        rows = self._rows(width)
        if y < len(rows):
            for number in rows[y]:
                _, word, _ = self.asked.options[number]
                chosen = number == self._place
                yield f"[{word}]" if chosen else f" {word} ", self._ink(chosen=chosen)
                yield " ", ""
            return
        meaning = self.asked.options[self._place][2] if self._place >= 0 else ""
        lines = wrapped(meaning, width)
        place = y - len(rows)
        if place < len(lines):
            yield fit(lines[place], width, more=glyphs().more), "muted"

    def _ink(self, *, chosen: bool) -> str:
        if chosen:
            return "accent bold reverse" if self.has_focus else "accent bold"
        return "" if self.has_focus else "muted"

    def action_step(self, step: int) -> None:
        """Choose the next value."""
        self._choose((self._place + step) % len(self.asked.options))

    def action_clear(self) -> None:
        """Choose none, where none is a choice."""
        empty = [number for number, option in enumerate(self.asked.options) if not option[0]]
        if empty:
            self._choose(empty[0])

    def on_key(self, event: events.Key) -> None:
        """Go straight to the value that begins with the letter, or on to the next field."""
        if goes_on(self, event):
            return
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        words = [word.casefold() for _, word, _ in self.asked.options]
        fitting = [number for number, word in enumerate(words) if word.startswith(letter)]
        if fitting:
            event.stop()
            later = [number for number in fitting if number > self._place]
            self._choose((later or fitting)[0])

    def on_click(self, event: events.Click) -> None:
        """Choose the value under the mouse."""
        offset = event.get_content_offset(self)
        rows = self._rows(self.size.width)
        if offset is None or offset.y >= len(rows):
            return
        x = 0
        for number in rows[offset.y]:
            x += width_of(self.asked.options[number][1]) + 3
            if offset.x < x:
                self._choose(number)
                return

    def _choose(self, number: int) -> None:
        self.value = self.asked.options[number][0]
        self.refresh()
        self.post_message(self.Changed())

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()


class HasValue(Protocol):
    """Whatever a form asks."""

    @property
    def name(self) -> str:
        """What its field is called."""

    @property
    def value(self) -> str:
        """What its field begins with."""


def values_of(asked: Sequence[HasValue]) -> dict[str, str]:
    """Return what the fields begin with."""
    return {field.name: field.value for field in asked}
