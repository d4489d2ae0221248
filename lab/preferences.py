"""Changing the settings, and saying what is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.settings import SettingsProblem
    from lab.settings.keymap import Bindable
    from lab.workspace import Workspace

__all__ = ["Preferences"]


class Preferences:
    """A person's settings, as they are changed and checked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def set(self, name: str, text: str, *, commands: Iterable[str] = ()) -> object:
        """Change one setting in the file, comments kept, and return it as it is now used."""
        from lab.settings.writing import set_value

        file = self._workspace.places.settings_file
        value = set_value(file, name, text, commands=commands)
        self._workspace.read_settings_again()
        return value

    def problems(self, commands: Sequence[Bindable]) -> list[SettingsProblem]:
        """Return everything that is wrong in the settings, the keys included."""
        from lab.errors import SettingsError, TemplateError
        from lab.settings import SettingsProblem
        from lab.settings.keymap import key_problems
        from lab.settings.reading import line_of, read_document

        workspace = self._workspace
        path, settings = workspace.places.settings_file, workspace.settings
        try:
            text, _ = read_document(path)
        except SettingsError:
            text = ""
        problems = [*settings.problems]
        if settings["template"]:
            try:
                workspace.templates.get(settings["template"])
            except TemplateError as error:
                line = line_of(text, "template")
                problems.append(SettingsProblem(path.name, "template", error.what, line=line))
        problems += key_problems(commands, settings.keys, where=path.name, text=text)
        return problems
