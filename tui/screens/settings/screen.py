"""Settings: everything in the settings file, with its meaning, changed and kept at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from lab.settings import SETTINGS
from lab.settings.setting import NotAllowed
from tui.background import in_background
from tui.bindings import bindings_of
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.glyphs import plain_punctuation
from tui.harmless import one_line
from tui.in_force import theme_choices
from tui.preferring.page import PreferencePage
from tui.screens.settings.lines import EVERY_KEY, about, lines_of
from tui.screens.settings.opening import open_settings_file
from tui.screens.settings.setting_list import SettingList
from tui.widgets.bottom_line import BottomLine
from tui.widgets.field import Field
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.settings import Setting
    from lab.workspace import Workspace
    from tui.commands import Scope

__all__ = ["SettingsScreen"]

KEEP_AFTER: Final = 0.3
"""Seconds without a key before what is typed is kept."""

AIRY: Final = 24
"""Lines of the screen from which on there is room between the groups."""


class ValueField(Field):
    """The value that is typed."""

    PURPOSE = (
        "Type the new value. It is kept as soon as it is valid; Enter or Esc goes back to the list."
    )


class SettingsScreen(PreferencePage):
    """Every setting with what it means, changed in place."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("settings",)
    PURPOSE = (
        "Everything that can be set, as it stands in your settings file. A change is kept and "
        "takes effect at once; comments in the file stay."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("settings")
    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high"), (32, "-tall")]  # noqa: RUF012 - Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.list = SettingList()
        self.field = ValueField(id="value")
        self.name_of_it = PlainText(id="name")
        self.about = PlainText(id="about")
        self._editing = ""
        self._wrong = ""
        self._can_undo_more = True
        """Whether the next thing that is kept is the first of its edit."""
        self._keeping = asyncio.Lock()
        """Held while something is kept; whoever leaves waits for it."""

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it more about the setting under the cursor."""
        yield PlainText(id="heading")
        yield PlainText(id="problems")
        yield self.list
        with Vertical(id="panel"):
            with Horizontal(id="line"):
                yield self.name_of_it
                yield self.field
            yield self.about
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.field.visible = False
        self.query_one("#problems").display = False
        self.set_focus(self.list)
        super().on_mount()

    # Showing

    def show_state(self) -> None:
        """Show the settings as they are now."""
        if self.state is None:
            return
        file = self.app.desk.workspace.preferences.file
        heading = [("Settings", "accent bold"), (f"   {one_line(_short(file))}", "muted")]
        self.query_one("#heading", PlainText).show(heading)
        self.show_problems(self.query_one("#problems", PlainText))
        first = self.list.row is None
        airy = self.size.height >= AIRY
        self.list.show(lines_of(self.state.settings, self.app.keys, airy=airy))
        if first:
            self.list.move_to(0)
        self._show_about()

    def _show_about(self) -> None:
        row = self.list.row
        if row is None or self.state is None:
            return
        self.name_of_it.show(row.title)
        pieces = about(row.key, self.state.settings, self._wrong)
        self.about.show([(plain_punctuation(text), ink) for text, ink in pieces])

    def on_resize(self) -> None:
        """Make room between the groups, or take it away."""
        self.show_state()

    @on(SettingList.Moved)
    def _on_moved(self) -> None:
        self._show_about()

    def name_of(self, name: str) -> str:
        """Return a setting's title."""
        return SETTINGS[name].title if name in SETTINGS else name

    # Changing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the field while one types."""
        if self._editing and action in {"change", "reset", "undo", "open_file"}:
            return False
        return super().check_action(action, parameters)

    @on(SettingList.Chosen)
    def action_change(self) -> None:
        """Change the setting under the cursor in the way that suits it."""
        row = self.list.row
        if row is None or self.state is None:
            return
        if row.key == EVERY_KEY:
            self.app.action_own_keys()
            return
        setting = SETTINGS[row.key]
        if self._is_decided_elsewhere(setting):
            return
        if isinstance(setting.default, bool):
            turned = not self.state.settings[setting.key]
            self._keep(setting.key, setting.shown(turned))
        elif setting.choices or setting.key == "template":
            in_background(self, partial(self._pick, setting), group="pick", exclusive=True)
        else:
            self._begin_to_type(setting)

    def _is_decided_elsewhere(self, setting: Setting) -> bool:
        if self.state is None or self.state.settings.source(setting.key) != "environment":
            return False
        self.app.tell(
            f"{setting.variable} is set in the environment and has the last word; change it there.",
            severity="warning",
        )
        return True

    def _keep(self, key: str, text: str | None) -> None:
        in_background(self, partial(self.change, key, text), group="change")

    def action_reset(self) -> None:
        """Give the setting under the cursor its default again."""
        row = self.list.row
        if row is None or row.key not in SETTINGS or self.state is None:
            return
        setting = SETTINGS[row.key]
        if self._is_decided_elsewhere(setting):
            return
        key = setting.key
        older = next((each.key for each in SETTINGS.values() if each.replaced_by == key), "")
        if (
            older
            and self.state.settings[older]
            and f"\n{key}" not in f"\n{self.state.settings.text}"
        ):
            key = older
        self._keep(key, None)

    # Choosing one of many

    async def _pick(self, setting: Setting) -> None:
        desk = self.app.desk
        if setting.key == "theme":
            choices = theme_choices(self.app)
        elif setting.key == "template":
            choices = await desk.run(template_choices, desk.workspace)
        else:
            choices = [
                Choice(each, each, "default" if each == setting.default else "", "")
                for each in setting.choices
            ]
        if self.state is None:
            return
        preview = self._see_theme if setting.key == "theme" else (lambda _: None)
        at = str(self.state.settings[setting.key])
        screen = PickScreen(setting.title, choices, at=at, preview=preview)
        self.app.push_screen(screen, partial(self._picked, setting.key))

    def _see_theme(self, name: str) -> None:
        self.app.theme = name

    def _picked(self, key: str, value: str | None) -> None:
        if value is not None and self.state is not None and value != self.state.settings[key]:
            self._keep(key, value)

    # Typing

    def _begin_to_type(self, setting: Setting) -> None:
        if self.state is None:
            return
        self._editing = setting.key
        self._wrong = ""
        self._can_undo_more = True
        self.field.put(setting.shown(self.state.settings[setting.key]))
        self.field.visible = True
        self.set_focus(self.field)
        self.refresh_bindings()

    @on(Input.Changed, "#value")
    def _on_typed(self) -> None:
        if not self._editing or self.state is None:
            return
        setting = SETTINGS[self._editing]
        try:
            value = setting.parse(self.field.value)
        except NotAllowed as error:
            near = f" Did you mean “{error.near}”?" if error.near else ""
            advice = f"; {error.advice}" if error.advice else ""
            self._wrong = f"Not kept yet: it {error}{advice}.{near}"
            self.say_how_it_stands("Not kept yet")
        else:
            self._wrong = ""
            self.say_how_it_stands("Saved")
            if value != self.state.settings[setting.key]:
                self.say_how_it_stands("Saving…")
                self.later("keep", KEEP_AFTER, self._keep_typed)
        self._show_about()

    async def _keep_typed(self) -> None:
        """Keep what stands in the field, if it is valid and new."""
        if self._editing and not self._wrong:
            await self._keep_text(self._editing, self.field.value)

    async def _keep_text(self, key: str, text: str) -> None:
        first, self._can_undo_more = self._can_undo_more, False
        async with self._keeping:
            known = self.state.settings if self.state is not None else None
            is_new = known is not None and SETTINGS[key].parse(text) != known[key]
            kept = is_new and await self.change(key, text, can_undo=first)
        if first and not kept:
            self._can_undo_more = True

    @on(Input.Submitted, "#value")
    def _end_typing(self) -> None:
        if not self._editing:
            return
        if self._wrong:
            self.app.tell("What you typed was not valid; the value before stays.")
            self.say_how_it_stands("Saved")
        else:
            keep = partial(self._keep_text, self._editing, self.field.value)
            in_background(self, keep, group="keep the last")
        self._editing = self._wrong = ""
        self.field.visible = False
        self.set_focus(self.list)
        self.refresh_bindings()
        self._show_about()

    @on(events.DescendantBlur)
    def _on_focus_elsewhere(self) -> None:
        """Keep what is typed when the mouse goes to the list."""
        if self._editing and self.focused is self.list:
            self._end_typing()

    def action_back(self) -> None:
        """Leave the field, else the screen."""
        if self._editing:
            self._end_typing()
        else:
            in_background(self, self._leave, group="leave", exclusive=True)

    async def _leave(self) -> None:
        async with self._keeping:
            self.dismiss()

    async def on_leaving(self) -> None:
        """Keep what is typed and valid."""
        await self._keep_typed()
        async with self._keeping:
            pass

    # The file itself

    def _line_to_open(self) -> int:
        """Return the line that makes the file useless, else the one of this setting."""
        if self.state is None:
            return 0
        settings, row = self.state.settings, self.list.row
        broken = next((each.line for each in settings.problems if not each.key), 0)
        return broken or (settings.line(row.key) if row is not None else 0)

    def action_open_file(self) -> None:
        """Write the settings file in one's own editor, then read it again."""
        open_settings_file(self.app, line=self._line_to_open())
        in_background(self, self.read, group="read")


def _short(file: Path) -> str:
    """Return a path as one writes it in a shell."""
    with suppress(ValueError, RuntimeError):
        return f"~/{file.relative_to(Path.home()).as_posix()}"
    return str(file)


def template_choices(workspace: Workspace) -> list[Choice]:
    """Return the templates that New can offer first."""
    first = Choice("", "the app chooses", "default", "the short one until three are finished")
    return [
        first,
        *(
            Choice(info.id, info.id, f"{info.minutes} min", info.title)
            for info in workspace.templates.names()
        ),
    ]
