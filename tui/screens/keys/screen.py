"""Keys: every command with its keys; Enter waits for another one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.widgets import Input

from tui.background import in_background
from tui.bindings import bindings_of
from tui.commands import COMMANDS
from tui.glyphs import glyphs, plain_punctuation
from tui.keys import changed_keys
from tui.preferring.page import PreferencePage
from tui.screens.keys.capture import CaptureScreen
from tui.screens.keys.key_list import KeyList
from tui.screens.keys.lines import lines_of, spoken
from tui.widgets.bottom_line import BottomLine
from tui.widgets.field import Field
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.commands import Command, Scope

__all__ = ["KeysScreen"]


AIRY: Final = 24
"""Lines of the screen from which on there is room between the places."""


class KeyFilter(Field):
    """Narrows the list."""

    PURPOSE = (
        "Type a command, a place or a key, such as “export” or “Ctrl+N”. Enter goes to the "
        "list, Esc clears."
    )


class KeysScreen(PreferencePage):
    """Every command with its keys as they are in force."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("keys",)
    PURPOSE = (
        "Give any command the key that suits your hands. A change is written under [keys] in "
        "your settings file and works at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("keys"), *bindings_of("list")]
    CSS_PATH = "keys.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (32, "-tall")]  # noqa: RUF012 - Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.list = KeyList()
        self.filter = KeyFilter(id="filter", placeholder="a command, a place, a key")
        self.search = Vertical(self.filter, id="search")
        self.about = PlainText(id="panel")

    def compose(self) -> ComposeResult:
        """Lay out the filter, the list, and more about the command under the cursor."""
        yield PlainText(id="heading")
        yield PlainText(id="problems")
        yield self.search
        yield self.list
        yield self.about
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.search.display = False
        self.query_one("#problems").display = False
        self.set_focus(self.list)
        super().on_mount()

    def show_state(self) -> None:
        """Show the keys as they are now."""
        if self.state is None:
            return
        changed = len(changed_keys(self.app.keys))
        preset = str(self.state.settings["preset"])
        told = [f"{changed} changed" if changed else "all the app's own"]
        if preset != "default":
            told.append(f"preset {preset}")
        words = f"  {glyphs().dot}  ".join(told)
        self.query_one("#heading", PlainText).show(
            [("Keys", "accent bold"), (f"   {words}", "muted")]
        )
        self.show_problems(self.query_one("#problems", PlainText), about="keys")
        self._show_lines()

    def _show_lines(self) -> None:
        first = self.list.row is None or self.list.row.command is None
        airy = self.size.height >= AIRY
        self.list.show(lines_of(self.app.keys, self.filter.value, airy=airy))
        nothing = [[("Nothing fits. Esc clears the filter.", "muted")]]
        self.list.set_note([] if self.list.rows else nothing)
        if first or (self.list.row is not None and self.list.row.command is None):
            self.list.move_to(0)
        self._show_about()

    @on(KeyList.Moved)
    def _show_about(self) -> None:
        row = self.list.row
        if row is None or row.command is None:
            self.about.show("")
            return
        own = spoken(row.command.keys) or "none; it is in the palette"
        facts = f"“{row.id}” in the file. The app's own: {own}."
        self.about.show(
            [(plain_punctuation(row.help), ""), (f"\n{plain_punctuation(facts)}", "muted")]
        )

    def on_resize(self) -> None:
        """Make room between the places, or take it away."""
        self.show_state()

    def name_of(self, name: str) -> str:
        """Return the title of a command whose keys were changed."""
        wanted = name.removeprefix("keys.")
        return next((each.title for each in COMMANDS if each.id == wanted), name)

    # Changing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the filter while one types."""
        if self.focused is self.filter and action in {"change", "add", "reset", "undo"}:
            return False
        return super().check_action(action, parameters)

    def _command(self) -> Command | None:
        return self.list.row.command if self.list.row is not None else None

    @on(KeyList.Chosen)
    def action_change(self) -> None:
        """Wait for the key that the command shall have."""
        self._capture(more=False)

    def action_add(self) -> None:
        """Wait for a key that the command shall have too."""
        self._capture(more=True)

    def _capture(self, *, more: bool) -> None:
        command = self._command()
        if command is not None:
            screen = CaptureScreen(command, more=more)
            self.app.push_screen(screen, partial(self._take, command, more=more))

    def _take(self, command: Command, key: str | None, *, more: bool) -> None:
        if key is not None:
            keys = [*(self.app.keys[command.id] if more else ()), key]
            self._change(command, ",".join(keys))

    def _change(self, command: Command, text: str | None) -> None:
        in_background(self, partial(self.change, f"keys.{command.id}", text), group="change")

    def action_reset(self) -> None:
        """Give the command the app's own keys again."""
        command = self._command()
        if command is not None:
            self._change(command, None)

    # Filter

    def action_filter(self) -> None:
        """Open the filter, or go back into it."""
        self.search.display = True
        self.set_focus(self.filter)

    @on(Input.Changed, "#filter")
    def _on_typed(self) -> None:
        self._show_lines()

    @on(Input.Submitted, "#filter")
    def _on_submitted(self) -> None:
        self.set_focus(self.list)

    # The arrows move in the list while the filter keeps the focus.

    def action_down(self) -> None:
        """Go to the next row."""
        self.list.action_down()

    def action_up(self) -> None:
        """Go to the row before."""
        self.list.action_up()

    def action_page(self, pages: int) -> None:
        """Go a screenful down, or up where negative."""
        self.list.action_page(pages)

    def action_back(self) -> None:
        """Clear the filter, else go back."""
        if self.search.display:
            self.filter.value = ""
            self.search.display = False
            self.set_focus(self.list)
        else:
            self.dismiss()
