"""A page that changes the settings: kept at once, undone one by one, read again when others do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tui.background import every, in_background, is_leaving
from tui.commands import COMMANDS
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.in_force import put_in_force
from tui.page import Page
from tui.presenter import problems_with_settings
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.settings import Settings
    from lab.workspace import Workspace
    from tui.widgets.plain import PlainText

__all__ = ["PreferencePage", "State"]

LOOK_SECONDS: Final = 1.0
"""How often to look whether another program changed the settings file."""

MOST_PROBLEMS: Final = 3

MARGINS: Final = 6
"""Cells at both sides of the problems."""

_COMMAND_IDS: Final = tuple(command.id for command in COMMANDS)


@dataclass(frozen=True, slots=True)
class State:
    """The settings as of one moment, and what is wrong with them."""

    settings: Settings
    problems: Sequence[tuple[str, str]]
    """What is wrong: the setting's name, and a sentence."""


def read_state(workspace: Workspace) -> State:
    """Read the settings anew."""
    workspace.read_settings_again()
    return State(workspace.settings, problems_with_settings(workspace))


def write(workspace: Workspace, name: str, text: str | None) -> Any:
    """Set a setting, or take it out with ``None``; return what the file said before."""
    preferences = workspace.preferences
    before = preferences.written(name)
    if text is None:
        preferences.unset(name, commands=_COMMAND_IDS)
    else:
        preferences.set(name, text, commands=_COMMAND_IDS)
    return before


class PreferencePage(Page[None]):
    """Shows settings and changes them; a subclass says how."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State | None = None
        self._done: list[tuple[str, Any]] = []
        """What was changed, each with what the file said before."""

    def on_mount(self) -> None:
        """Read the settings, and look from time to time whether others changed them."""
        in_background(self, self.read, group="read")
        every(self, LOOK_SECONDS, self._look, group="look")

    async def read(self) -> None:
        """Read everything again, put it in force, and show it."""
        desk = self.app.desk
        with self.app.telling():
            self.state = await desk.run(read_state, desk.workspace)
            # Somebody may have left meanwhile.
            if not is_leaving(self):
                put_in_force(self.app)
                self.show_state()

    def show_state(self) -> None:
        """Show what was read."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Show what was changed meanwhile."""
        if self.state is not None:
            in_background(self, self.read, group="read")

    async def change(self, name: str, text: str | None, *, can_undo: bool = True) -> bool:
        """Write one setting, or take it out with ``None``; return whether that was done."""
        desk = self.app.desk
        with self.app.telling() as trouble:
            before = await desk.run(write, desk.workspace, name, text)
            if can_undo:
                self._done.append((name, before))
        if not trouble:
            self.say_how_it_stands("Saved")
        await self.read()
        return not trouble

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._done:
            in_background(self, self._undo, group="change")
        else:
            self.app.tell("Nothing was changed since you came here.")

    async def _undo(self) -> None:
        name, before = self._done.pop()
        desk = self.app.desk
        with self.app.telling() as trouble:
            await desk.run(desk.workspace.preferences.put_back, name, before)
        if trouble:
            self._done.append((name, before))
        else:
            self.say_how_it_stands("Saved")
            self.app.tell(f"“{self.name_of(name)}” is as it was before.")
        await self.read()

    def name_of(self, name: str) -> str:
        """Return a setting's name for a person."""
        return name

    def say_how_it_stands(self, state: str) -> None:
        """Say in the bottom line whether everything is saved."""
        bottom = self.bottom_line()
        if bottom is not None:
            bottom.show_state(state)

    def show_problems(self, words: PlainText, *, about: str = "") -> None:
        """Name what is wrong, the first few; only with names that begin with *about*."""
        found = self.state.problems if self.state is not None else ()
        problems = [text for name, text in found if name.startswith(about)]
        width = self.size.width - MARGINS
        first = f"{glyphs().warning} "
        lines = [
            line
            for text in problems[:MOST_PROBLEMS]
            for line in block(plain_punctuation(one_line(text)), "warning", width, first=first)
        ]
        if len(problems) > MOST_PROBLEMS:
            left = len(problems) - MOST_PROBLEMS
            more = f"  and {left} more: “teardown config check” names them all"
            lines.append([(plain_punctuation(more), "warning")])
        plain = ["".join(text for text, _ in line) for line in lines]
        words.show([("\n".join(plain), "warning")])
        words.display = bool(lines)

    async def _look(self) -> None:
        if self.state is None or not self.is_current:
            return
        desk = self.app.desk
        if await desk.run(desk.workspace.preferences.changed_outside):
            await self.read()
