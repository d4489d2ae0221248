"""The palette: a line to type in, and what fits it below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.events import Mount
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.bindings import bindings_of
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.screens.palette.choices import Choice, best
from tui.screens.palette.offers import commands_here, teardowns
from tui.widgets.field import Field
from tui.widgets.plain import PlainText
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from tui.app import TeardownApp
    from tui.widgets.lines import Piece

__all__ = ["PaletteScreen", "ThemeScreen"]

LINES: Final = 12


class ChoiceList(RowList[Choice]):
    """The lines that fit."""

    can_focus = False

    @property
    def is_active(self) -> bool:
        """Always: the keys that are typed above it act on it."""
        return True

    def key_of(self, row: Choice) -> str:
        """Return its id."""
        return row.id

    def pieces(self, row: Choice, width: int) -> Iterable[Piece]:
        """Draw title and key, and what it does where there is room."""
        more = glyphs().more
        about = one_line(row.about)
        title = plain_punctuation(one_line(row.title))
        left = width - width_of(about) - 1
        yield fit(title, min(left, max(24, width_of(title))), more=more), ""
        left -= max(24, width_of(title)) + 2
        if left > 0:
            yield "  " + fit(plain_punctuation(one_line(row.help)), left, more=more), "muted"
        yield " " + about, "accent"


class Chooser(ModalScreen[None]):
    """A line to type in over a list; Enter runs what the cursor is on."""

    DEFAULT_CSS = """
    Chooser { align: center top; background: $background 60%; }
    Chooser > Vertical { width: 90%; max-width: 90; height: auto; margin-top: 2; padding: 1 1 0 1;
        background: $panel; }
    Chooser Field { background: $background; }
    Chooser ChoiceList { background: $panel; margin-top: 1; height: 12; max-height: 60vh; }
    Chooser PlainText { color: $ink-muted; padding: 1 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list"), *bindings_of("palette")]
    AUTO_FOCUS = "Field"

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self, placeholder: str, hint: str) -> None:
        super().__init__()
        self._placeholder = placeholder
        self._hint = hint
        self.offers: list[Choice] = []
        self.choices = ChoiceList()

    def compose(self) -> ComposeResult:
        """Lay out the line, the list and a hint."""
        with Vertical():
            yield Field(placeholder=self._placeholder)
            yield self.choices
            yield PlainText(self._hint, ours=True)

    @on(Mount)
    async def _take_what_was_typed_ahead(self) -> None:
        await self.app.hands.release(self)

    def offer(self, offers: list[Choice]) -> None:
        """Offer these."""
        self.offers = offers
        self._narrow(self.query_one(Field).value)

    def _narrow(self, typed: str) -> None:
        self.choices.show(best(self.offers, typed))
        self.choices.move_to(0)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    @on(Input.Submitted)
    @on(RowList.Chosen)
    def _on_chosen(self) -> None:
        choice = self.choices.row
        if choice is not None:
            self.dismiss()
            self.app.call_later(choice.run)

    def action_close(self) -> None:
        """Close without doing anything."""
        self.dismiss()

    # The arrows move in the list while the line keeps the focus.

    def action_down(self) -> None:
        """Go to the next line."""
        self.choices.action_down()

    def action_up(self) -> None:
        """Go to the line before."""
        self.choices.action_up()

    def action_page(self, pages: int) -> None:
        """Go a screenful down, or up where negative."""
        self.choices.action_page(pages)


class PaletteScreen(Chooser):
    """Every command by name, with its key; every teardown by its product."""

    def __init__(self, below: Screen[object]) -> None:
        super().__init__(
            "a command, or a product",
            "Enter does it. Esc closes. Type a product to open its teardown.",
        )
        self._below = below

    async def on_mount(self) -> None:
        """Offer the commands at once, and the teardowns when they are read."""
        offers = commands_here(self.app, self._below)
        self.offer(offers)
        desk = self.app.desk
        with self.app.telling():
            rows = await desk.run(desk.workspace.summaries)
            self.offer(offers + teardowns(self.app, rows))


class ThemeScreen(Chooser):
    """Colours to choose from; each is put on as the cursor comes to it."""

    def __init__(self) -> None:
        super().__init__("a theme", "Enter keeps it. Esc goes back to the one before.")
        self._before = ""

    def on_mount(self) -> None:
        """Offer every theme, with the cursor on the one that is on."""
        self._before = self.app.theme
        names = sorted(self.app.available_themes, key=lambda name: (name[:8] != "teardown", name))
        self.offer([self._choice(name) for name in names])
        self.choices.move_to_key(self._before)

    def _choice(self, name: str) -> Choice:
        theme = self.app.available_themes[name]
        about = "dark" if theme.dark else "light"
        return Choice(name, name, about, "", partial(self.app.keep_theme, name))

    @on(RowList.Moved)
    def _on_moved(self) -> None:
        choice = self.choices.row
        if choice is not None and self._before:
            self.app.theme = choice.id

    def action_close(self) -> None:
        """Put the old theme on again."""
        self.app.theme = self._before
        self.dismiss()
