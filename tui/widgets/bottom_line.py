"""The one line at the bottom: the keys of where you are, and how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from tui.commands import COMMANDS
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.keys import key_label
from tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.screen import Screen

    from tui.app import TeardownApp
    from tui.widgets.lines import Piece

__all__ = ["BottomLine", "Severity"]

Severity = Literal["information", "warning", "error"]

MESSAGE_SECONDS: Final = 6.0
ESCAPE: Final = key_label("escape")
HELP_TITLE: Final = next(command.title for command in COMMANDS if command.id == "app.help")
_ORDER: Final = {command.id: place for place, command in enumerate(COMMANDS)}
_INKS: Final[dict[str, str]] = {"information": "", "warning": "warning", "error": "bad bold"}


def _place(name: str) -> tuple[int, int]:
    general = name.startswith("app.")
    return (general + (general and name != "app.help"), _ORDER[name])


def _can_go(key: tuple[str, str]) -> int:
    """Return how soon a key gives way where there is no room for all; the largest goes first."""
    label, title = key
    return 0 if title == HELP_TITLE else 1 if label == ESCAPE else 2


class BottomLine(LineWidget):
    """Keys at the left, as many as fit; the state, or for a while a message, at the right."""

    DEFAULT_CSS = "BottomLine { dock: bottom; height: 1; padding: 0 1; background: $panel; }"

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self) -> None:
        super().__init__(id="bottom-line")
        self.state = ""
        self.message = ""
        self.severity: Severity = "information"
        self._keys: list[tuple[str, str]] | None = None
        self._since = 0

    def on_mount(self) -> None:
        """Follow the keys of what has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._forget_keys)

    def _forget_keys(self, _: Screen[object]) -> None:
        self._keys = None
        self.refresh()

    def show_state(self, state: str) -> None:
        """Show how things stand, such as ``Saved``; it stays until it is changed."""
        if state != self.state:
            self.state = state
            self.refresh()

    def show_message(self, text: str, *, severity: Severity = "information") -> None:
        """Show a message in place of the state; an error stays until a key is pressed."""
        self.message = plain_punctuation(one_line(text))
        self.severity = severity
        self._since += 1
        self.refresh()
        if severity != "error":
            shown = self._since
            self.set_timer(MESSAGE_SECONDS, lambda: self._hide(shown))

    def has_room_for(self, text: str) -> bool:
        """Return whether a message fits, with something of the keys beside it."""
        return width_of(one_line(text)) <= max(self.size.width * 2 // 3, self.size.width - 30)

    def clear_message(self) -> None:
        """Take the message away."""
        if self.message:
            self.message = ""
            self.refresh()

    def _hide(self, shown: int) -> None:
        if shown == self._since:
            self.clear_message()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw the line."""
        del y
        right = self.message or plain_punctuation(one_line(self.state))
        ink = _INKS[self.severity] if self.message else "muted"
        room = width - width_of(right) - 2 if right else width
        taken = 0
        for key, title in self._fitting(room):
            taken += width_of(key) + width_of(title) + 3
            yield key, "accent"
            yield f" {title}  ", "muted"
        if right:
            right = fit(right, min(width, width_of(right)), more=glyphs().more)
            yield " " * max(0, width - taken - width_of(right)), ""
            yield right, ink

    def _fitting(self, room: int) -> list[tuple[str, str]]:
        """Return as many keys as fit, from the left; help and the way out stay longest."""
        keys = [*self._keys_here()]
        while keys and sum(width_of(key) + width_of(title) + 3 for key, title in keys) - 2 > room:
            keys.pop(max(range(len(keys)), key=lambda at: (_can_go(keys[at]), at)))
        return keys

    def _keys_here(self) -> list[tuple[str, str]]:
        if self._keys is None:
            found: dict[str, tuple[str, str]] = {}
            keys = self.app.keys
            titles: Mapping[str, str] = getattr(self.screen, "key_titles", {})
            for active in self.screen.active_bindings.values():
                binding = active.binding
                if binding.id in _ORDER and binding.show and active.enabled:
                    title = titles.get(binding.id, binding.description)
                    if title:  # a screen leaves out what does not matter just now
                        found[binding.id] = key_label(keys[binding.id][0]), title
            # The keys of this place first, in the order of their declaration.
            places = sorted(found, key=_place)
            self._keys = [found[name] for name in places]
        return self._keys
