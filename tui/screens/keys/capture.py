"""Waiting for the key that a command shall have, and saying what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.screen import ModalScreen

from lab.settings.keymap import is_key, key_name, taken_by
from tui.commands import COMMANDS, SCOPES
from tui.keys import key_label, types_a_letter
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from tui.app import TeardownApp
    from tui.commands import Command, Scope

__all__ = ["CaptureScreen", "objection"]

_TYPING: Final[frozenset[Scope]] = frozenset({"walk", "new", "form", "palette"})
"""Where one types, so that a letter alone never arrives as a command."""


def objection(key: str, command: Command, keys: Mapping[str, tuple[str, ...]]) -> str:
    """Return why a command cannot have a key; empty if it can."""
    label = key_label(key)
    if not is_key(key):
        return f"“{label}” cannot be told apart from other keys in every terminal."
    if key in map(key_name, keys[command.id]):
        return f"“{label}” is its key already."
    everywhere = command.scope == "app" and not command.yields
    if (
        (everywhere or command.scope in _TYPING)
        and types_a_letter(key)
        and len(key_label(key)) == 1
    ):
        return f"“{label}” would no longer be typed in a text. Use one with Ctrl, or F1 to F12."
    if everywhere and types_a_letter(key):
        return f"“{label}” is needed in every text and list. Use one with Ctrl, or F1 to F12."
    owner = taken_by(COMMANDS, keys, command, key)
    if owner is not None:
        named = next(each for each in COMMANDS if each.id == owner.id)
        return f"“{label}” already belongs to “{named.title}” ({SCOPES[named.scope]})."
    return ""


class CaptureScreen(ModalScreen[str | None]):
    """Takes the next key; ends with it, or with ``None`` after Esc."""

    PURPOSE = "Press the key that the command shall have; Esc leaves it as it is."

    DEFAULT_CSS: ClassVar[str] = """
    CaptureScreen { align: center middle; background: $background 60%; }
    CaptureScreen > Vertical { width: 64; max-width: 94%; height: auto; padding: 1 3;
        background: $panel; }
    CaptureScreen #objection { height: 3; margin-top: 1; }
    CaptureScreen #hint { color: $ink-muted; }
    """

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self, command: Command, *, more: bool) -> None:
        """*more*: the key comes beside the ones that there are."""
        super().__init__()
        self._command = command
        self._more = more

    def compose(self) -> ComposeResult:
        """Lay out the question, what speaks against the last key, and a hint."""
        what = "one more key" if self._more else "the key"
        with Vertical():
            yield PlainText(
                [
                    (f"Press {what} for ", ""),
                    (self._command.title, "bold"),
                    (f" ({SCOPES[self._command.scope]})", "muted"),
                ]
            )
            yield PlainText(id="objection")
            yield PlainText("Esc leaves it as it is.", id="hint")

    def on_mount(self) -> None:
        """Take every key from now on, before any command sees it."""
        self.app.hands.catch = self._take

    def on_unmount(self) -> None:
        """Give the keys back."""
        self.app.hands.catch = None

    def _take(self, event: events.Key) -> None:
        key = key_name(event.key)
        if key == "escape":
            self._end(None)
            return
        words = objection(key, self._command, self.app.keys)
        if words:
            self.query_one("#objection", PlainText).show(
                [(f"{words}\n", "warning"), ("Press another one.", "")]
            )
        else:
            self._end(key)

    def _end(self, key: str | None) -> None:
        self.app.hands.catch = None
        self.dismiss(key)
