"""Changing one setting in the file, with everything else in it left as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.errors import SettingsError, UsageError
from lab.files import write_private
from lab.settings.declared import SETTINGS
from lab.settings.keymap import is_key
from lab.settings.reading import nearest, read_document
from store.refusals import reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["set_value"]


def set_value(path: Path, name: str, text: str, *, commands: Iterable[str] = ()) -> Any:
    """Write one setting and return it as it is now used.

    *name* is a setting, or ``keys.COMMAND`` with one of *commands*. Raises ``UsageError``
    for an unknown name or a value it cannot have, ``SettingsError`` for a file that cannot
    be understood or written; the file is then as it was.
    """
    command = name.removeprefix("keys.") if name.startswith("keys.") else ""
    value = _checked_keys(command, text, commands) if command else _checked(name, text)
    _edit(path, ("keys", command) if command else (name,), value)
    return value


def _checked(name: str, text: str) -> Any:
    setting = SETTINGS.get(name)
    if setting is None:
        near = nearest(name, SETTINGS)
        raise UsageError(
            f"There is no setting “{name}”",
            todo=f"Did you mean “{near}”?" if near else f"There are: {', '.join(SETTINGS)}.",
        )
    try:
        return setting.parse(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is no value for “{name}”", f"it {error}") from None


def _checked_keys(command: str, text: str, commands: Iterable[str]) -> str:
    known = list(commands)
    if command not in known:
        near = nearest(command, known)
        raise UsageError(
            f"There is no command “{command}”",
            todo=f"Did you mean “{near}”?" if near else "“teardown keys” lists them.",
        )
    odd = [key.strip() for key in text.split(",") if not is_key(key)]
    if odd:
        raise UsageError(
            f"“{odd[0]}” is no key",
            todo="Write keys as ctrl+t, f2, n or question_mark, with commas between several.",
        )
    return ",".join(key.strip() for key in text.split(","))


def _edit(path: Path, place: tuple[str, ...], value: Any) -> None:
    # The one library that changes TOML and keeps comments, order and line ends.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Table

    text, _ = read_document(path)
    try:
        document = tomlkit.parse(text)
        if len(place) > 1:
            table = document.get(place[0])
            if not isinstance(table, Table):
                table = tomlkit.table()
                document[place[0]] = table
            _drop_nested(table, place[1].split("."))
            table[place[1]] = value
        else:
            document[place[0]] = value
        changed = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise SettingsError(
            f"{path.name} cannot be changed", str(error), todo="Nothing was changed."
        ) from None
    try:
        # A link into somebody's own collection of settings stays a link.
        write_private(path.resolve(), changed.encode())
    except OSError as error:
        why, todo = reason(error, path.parent)
        raise SettingsError(
            f"{path} cannot be written", why, todo=f"Nothing was changed. {todo}"
        ) from None


def _drop_nested(table: Any, names: list[str]) -> None:
    """Take out an entry that was written without quotes, as ``home.new = …``."""
    for name in names[:-1]:
        table = table.get(name)
        if not hasattr(table, "get"):
            return
    table.pop(names[-1], None)
