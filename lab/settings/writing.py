"""Changing one setting in the file, with everything else in it left as it stands."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from lab.errors import SettingsError, UsageError
from lab.files import write_private
from lab.settings.declared import SETTINGS
from lab.settings.keymap import is_key
from lab.settings.reading import flat_keys, read_document
from lab.settings.secrets import ADVICE, looks_secret, names_a_secret
from lab.settings.setting import NotAllowed
from store.refusals import reason
from teardown_templates.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["checked_value", "put_back", "set_value", "unset_value", "written_value"]

_MARK: Final = "\ufeff"
"""What editors on Windows write first."""

_TRIES: Final = 5

_KEYS: Final = "keys."


def set_value(path: Path, name: str, text: str, *, commands: Iterable[str] = ()) -> Any:
    """Write one setting and return it as it is now used.

    *name* is a setting, or ``keys.COMMAND`` with one of *commands*. Raises ``UsageError``
    for an unknown name or a value it cannot have, ``SettingsError`` for a file that cannot
    be understood or written; the file is then as it was.
    """
    value = checked_value(name, text, commands=commands)
    _edit(path, name, value)
    return value


def unset_value(path: Path, name: str, *, commands: Iterable[str] = ()) -> bool:
    """Take one setting out of the file, so that its default holds; return whether it was there.

    What the file says wrongly can be taken out too. Raises as :func:`set_value` does.
    """
    if written_value(path, name) is None:
        _must_exist(name, commands)
        return False
    _edit(path, name, None)
    return True


def written_value(path: Path, name: str) -> Any:
    """Return what the file says, right or wrong; ``None`` where it says nothing."""
    return _look_up(read_document(path)[1], name)


def put_back(path: Path, name: str, value: Any) -> None:
    """Let the file say again what :func:`written_value` once returned, right or wrong."""
    if value is not None or written_value(path, name) is not None:
        _edit(path, name, value)


def checked_value(name: str, text: str, *, commands: Iterable[str] = ()) -> Any:
    """Return a typed value as it would be used; ``UsageError`` says why it cannot be."""
    known = list(commands)
    _must_exist(name, known)
    if name.startswith(_KEYS):
        return _checked_keys(text)
    try:
        return SETTINGS[name].parse(text)
    except NotAllowed as error:
        # A key that was pasted by mistake is not shown again.
        shown = "This" if looks_secret(text) else f"“{text}”"
        todo = f"Did you mean “{error.near}”?" if error.near else ""
        why = f"it {error}; {error.advice}" if error.advice else f"it {error}"
        raise UsageError(f"{shown} is no value for “{name}”", why, todo=todo) from None


def _must_exist(name: str, commands: Iterable[str]) -> None:
    if name.startswith(_KEYS):
        command, known = name.removeprefix(_KEYS), list(commands)
        if command in known:
            return
        near = nearest(command, known)
        raise UsageError(
            f"There is no command “{command}”",
            todo=f"Did you mean “{near}”?" if near else "“teardown keys” lists them.",
        )
    if name in SETTINGS:
        return
    if names_a_secret(name):
        raise UsageError(f"There is no setting “{name}”", ADVICE.replace("Take it out, and p", "P"))
    near = nearest(name, SETTINGS)
    raise UsageError(
        f"There is no setting “{name}”",
        todo=f"Did you mean “{near}”?" if near else f"There are: {', '.join(SETTINGS)}.",
    )


def _checked_keys(text: str) -> str:
    odd = [key.strip() for key in text.split(",") if not is_key(key)]
    if odd:
        raise UsageError(
            f"“{odd[0]}” is no key",
            todo="Write keys as ctrl+t, f2, n or question_mark, with commas between several.",
        )
    return ",".join(key.strip() for key in text.split(","))


def _look_up(document: dict[str, Any], name: str) -> Any:
    if not name.startswith(_KEYS):
        return document.get(name)
    table = document.get("keys")
    return dict(flat_keys(table)).get(name.removeprefix(_KEYS)) if isinstance(table, dict) else None


def _edit(path: Path, name: str, value: Any) -> None:
    """Let the file say *value*, or nothing where that is ``None``, and change nothing else."""
    for _ in range(_TRIES):
        text, document = read_document(path)
        changed = _with_ends_of(text, _changed(text, name, value))
        _must_say_only_that(path, changed, document, name, value)
        # Somebody else may have saved the file since it was read.
        if read_document(path)[0] == text:
            _write(path, changed)
            return
    raise SettingsError(
        f"{path} is being changed by another program", todo="Nothing was changed. Try again."
    )


def _changed(text: str, name: str, value: Any) -> str:
    # The one library that changes TOML and keeps comments, order and line ends.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Table

    try:
        document = tomlkit.parse(text)
        if not name.startswith(_KEYS):
            if value is None:
                document.remove(name)
            else:
                document[name] = value
            return tomlkit.dumps(document)
        command = name.removeprefix(_KEYS)
        table: Any = document.get("keys")
        if not isinstance(table, Table):
            table = document["keys"] = tomlkit.table()
        if value is None or command not in table:
            _drop_nested(table, command.split("."))
        if value is None:
            table.pop(command, None)
        else:
            table[command] = value
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise SettingsError(
            "The settings cannot be changed from here",
            str(error),
            todo="Nothing was changed. Change the file in a text editor.",
        ) from None


def _with_ends_of(text: str, changed: str) -> str:
    """Return the new text with the ends of lines that the old one has throughout."""
    lone = re.compile(r"(?<!\r)\n")
    if "\r\n" in text and not lone.search(text):
        return lone.sub("\r\n", changed)
    return changed


def _drop_nested(table: Any, names: list[str]) -> None:
    """Take out an entry that was written without quotes, as ``home.new = …``."""
    for name in names[:-1]:
        table = table.get(name)
        if not hasattr(table, "get"):
            return
    table.pop(names[-1], None)


def _must_say_only_that(
    path: Path, changed: str, before: dict[str, Any], name: str, value: Any
) -> None:
    """Make sure that the new text differs in nothing else; raise ``SettingsError`` if it does."""
    try:
        after = tomllib.loads(changed)
    except tomllib.TOMLDecodeError:
        after = {}
    if (
        _flat(after) | {name: None} != _flat(before) | {name: None}
        or _look_up(after, name) != value
    ):
        raise SettingsError(
            f"{path} cannot be changed from here",
            f"“{name}” is written in it in an unusual way",
            todo="Nothing was changed. Change the file in a text editor.",
        )


def _flat(document: dict[str, Any]) -> dict[str, Any]:
    """Return everything that a file says, without its empty tables."""
    return dict(flat_keys(document))


def _write(path: Path, text: str) -> None:
    try:
        # A link into somebody's own collection of settings stays a link.
        real = path.resolve()
        mark = _MARK if _begins_with_mark(real) else ""
        write_private(real, (mark + text).encode())
    except OSError as error:
        why, todo = reason(error, path.parent)
        raise SettingsError(
            f"{path} cannot be written", why, todo=f"Nothing was changed. {todo}"
        ) from None


def _begins_with_mark(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(3) == _MARK.encode()
    except FileNotFoundError:
        return False
