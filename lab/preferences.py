"""Changing the settings, and saying what is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from lab.settings import SettingsProblem
    from lab.settings.keymap import Bindable
    from lab.workspace import Workspace

__all__ = ["Preferences"]


class Preferences:
    """A person's settings, as they are changed and checked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def file(self) -> Path:
        """The settings file; it need not exist."""
        return self._workspace.places.settings_file

    # Changing

    def check(self, name: str, text: str, *, commands: Iterable[str] = ()) -> object:
        """Return a typed value as it would be used; ``UsageError`` says why it cannot be."""
        from lab.errors import TemplateError, UsageError
        from lab.settings.writing import checked_value

        value = checked_value(name, text, commands=commands)
        if name == "template" and value:
            try:
                self._workspace.templates.get(str(value))
            except TemplateError as error:
                raise UsageError(error.what, error.why, todo=error.todo) from None
        return value

    def set(self, name: str, text: str, *, commands: Iterable[str] = ()) -> object:
        """Change one setting in the file, comments kept, and return it as it is now used."""
        from lab.settings.writing import set_value

        known = list(commands)
        checked = self.check(name, text, commands=known)
        if name == "goal":
            self._keep_goal(checked)
        value = set_value(self.file, name, text, commands=known)
        self._workspace.read_settings_again()
        return value

    def unset(self, name: str, *, commands: Iterable[str] = ()) -> bool:
        """Take one setting out of the file; return whether it was there."""
        from lab.settings.writing import unset_value

        if name == "goal":
            from lab.settings import SETTINGS

            self._keep_goal(SETTINGS[name].default)
        was_there = unset_value(self.file, name, commands=commands)
        self._workspace.read_settings_again()
        return was_there

    def written(self, name: str) -> Any:
        """Return what the file says of a setting, right or wrong; ``None`` where nothing."""
        from lab.settings.writing import written_value

        return written_value(self.file, name)

    def put_back(self, name: str, value: Any) -> None:
        """Let the file say again what :meth:`written` once returned."""
        from lab.settings.writing import put_back

        if name == "goal":
            from lab.settings import SETTINGS

            self._keep_goal(SETTINGS[name].default if value is None else value)
        put_back(self.file, name, value)
        self._workspace.read_settings_again()

    def _keep_goal(self, following: object) -> None:
        """Write down the goal of the weeks that are over before another takes its place."""
        from lab.settings.writing import set_value

        workspace = self._workspace
        if following != workspace.settings["goal"]:
            known, kept = str(workspace.settings["earlier_goals"]), workspace.habit.earlier_goals()
            if kept != known:
                set_value(self.file, "earlier_goals", kept)

    def changed_outside(self) -> bool:
        """Return whether the file is another than the one that was read."""
        from lab.settings.reading import stamp_of

        return stamp_of(self.file) != self._workspace.settings.stamp

    # Checking

    def problems(self, commands: Sequence[Bindable]) -> list[SettingsProblem]:
        """Return everything that is wrong in the settings, the keys included."""
        from lab.settings.keymap import key_problems

        settings = self._workspace.settings
        return [
            *settings.problems,
            *self._about_template(),
            *self._about_editor(),
            *key_problems(
                commands,
                settings.keys,
                where=self.file.name,
                text=settings.text,
                preset=str(settings["preset"]),
            ),
        ]

    def _about_template(self) -> Iterable[SettingsProblem]:
        from lab.errors import TemplateError

        settings = self._workspace.settings
        if settings["template"]:
            try:
                self._workspace.templates.get(settings["template"])
            except TemplateError as error:
                yield self._problem("template", error.what)

    def _about_editor(self) -> Iterable[SettingsProblem]:
        import os
        import shlex
        import shutil

        environ, command = self._workspace.environ, str(self._workspace.settings["editor"])
        try:
            program = next(iter(shlex.split(command, posix=os.name != "nt")), "")
        except ValueError:
            yield self._problem("editor", "“editor” has a quote that does not end")
            return
        if program and not shutil.which(program, path=environ.get("PATH")):
            yield self._problem("editor", f"“editor”: there is no program “{program}” here")

    def _problem(self, key: str, message: str) -> SettingsProblem:
        """Return a problem with a setting that has the form it must have."""
        from lab.settings import SETTINGS, SettingsProblem

        settings = self._workspace.settings
        inside = settings.source(key) == "file"
        where = self.file.name if inside else SETTINGS[key].variable
        return SettingsProblem(where, key, message, line=settings.line(key))
