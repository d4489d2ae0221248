"""Beginning a group, and joining one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lab.group.errors import NameTaken
from tui.background import in_background
from tui.forms.question import QuestionScreen
from tui.group.forms import begin_form, join_form, path_of
from tui.group.words import tell_group_error

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lab.group.halting import Halt
    from lab.workspace import Workspace
    from tui.forms.form import Filled
    from tui.screens.group.screen import GroupScreen

__all__ = ["Starting"]


class Starting:
    """Asks, and does it on a thread of its own; what was typed comes again where it fails."""

    def __init__(self, screen: GroupScreen) -> None:
        self._screen = screen
        self._typed: dict[str, Mapping[str, str]] = {}

    @property
    def _author(self) -> str:
        return str(self._screen.app.desk.workspace.settings["author"])

    def ask_to_begin(self) -> None:
        """Ask for what a new group needs."""
        form = begin_form(self._author, self._typed.get("begin"))
        self._screen.app.push_screen(form, partial(self._take, "begin"))

    def ask_to_join(self, *, begin_at: str = "") -> None:
        """Ask which group."""
        form = join_form(self._author, self._typed.get("join"), begin_at=begin_at)
        self._screen.app.push_screen(form, partial(self._take, "join"))

    def _take(self, what: str, filled: Filled | None) -> None:
        self._typed.pop(what, None)
        if filled is None:
            return
        self._typed[what] = filled.values
        if filled.kept:
            do = self._begin if what == "begin" else self._join
            in_background(self._screen, partial(do, filled.values), group="start")

    async def _begin(self, values: Mapping[str, str]) -> None:
        def begin(workspace: Workspace, halt: Halt) -> Path:
            del halt
            found = workspace.groups.init(
                path_of(values["folder"]), title=values["title"], name=values["name"],
                remote=values["address"].strip(), with_git=values["by"] == "git",
            )  # fmt: skip
            return found.folder

        done = await self._screen.app.sharing.run("Making the group’s folder", begin)
        if isinstance(done, Exception):
            tell_group_error(self._screen.app, done)
        elif done is not None:
            self._typed.pop("begin", None)
            way = "Share its folder; the others join it."
            if values["by"] == "git":
                way = "“Sync” shares it; the others join it."
            self._screen.app.tell(f"The group is begun. {way}")
            self._screen.show_folder(done)

    async def _join(self, values: Mapping[str, str]) -> None:
        source = values["source"].strip()
        if source.startswith("~"):
            source = str(path_of(source))

        def join(workspace: Workspace, halt: Halt) -> Path:
            return workspace.groups.join(
                source, path_of(values["folder"]), name=values["name"], halt=halt
            ).folder

        done = await self._screen.app.sharing.run("Fetching the group", join)
        if isinstance(done, NameTaken):
            self._ask_who(done, values)
        elif isinstance(done, Exception):
            tell_group_error(self._screen.app, done)
        elif done is not None:
            self._joined(done)

    def _joined(self, folder: Path) -> None:
        self._typed.pop("join", None)
        sync = " “Sync” tells the others." if (folder / ".git").exists() else ""
        self._screen.app.tell(f"You are in the group.{sync}")
        self._screen.show_folder(folder)

    def _ask_who(self, taken: NameTaken, values: Mapping[str, str]) -> None:
        """Ask whether somebody of that name is oneself, on another computer."""

        def take(is_me: bool | None) -> None:  # noqa: FBT001 - Textual's own order
            if is_me:
                in_background(self._screen, partial(self._be, taken), group="start")
            else:
                self._typed["join"] = {**values, "source": str(taken.folder)}
                self.ask_to_join(begin_at="name")

        question = QuestionScreen(
            f"{taken.what}. Is that you?",
            "If you joined on another computer, go on here as the same member. What you sealed "
            "there can only be revealed there. Otherwise take a name that tells you apart.",
            yes="It is me",
            no="Another name",
        )
        self._screen.app.push_screen(question, take)

    async def _be(self, taken: NameTaken) -> None:
        def be(workspace: Workspace, halt: Halt) -> Path:
            workspace.groups.open(taken.folder, halt=halt).be(taken.member)
            return taken.folder

        done = await self._screen.app.sharing.run("Joining", be)
        if isinstance(done, Exception):
            tell_group_error(self._screen.app, done)
        elif done is not None:
            self._joined(done)
