"""The settings in force: file, then environment, with everything that was wrong named."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from lab.settings.declared import SETTINGS
from lab.settings.secrets import ADVICE, names_a_secret
from lab.settings.setting import NotAllowed
from store.refusals import refusal_to_read
from teardown_templates.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lab.settings.declared import Setting

__all__ = [
    "Settings",
    "SettingsProblem",
    "Source",
    "Stamp",
    "flat_keys",
    "line_of",
    "read_document",
    "read_settings",
    "stamp_of",
]

Source = Literal["default", "file", "environment"]

Stamp = tuple[int, int, int]
"""By which one sees that a file is no longer the same."""

LARGEST_FILE = 1024 * 1024
"""Bytes; a settings file has a few hundred."""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """One thing that is wrong with a setting, and where it stands."""

    where: str
    """The file's name, or the environment variable."""
    key: str
    message: str
    line: int = 0
    """Line in the file, from 1; 0 where there is none."""
    nearest: str = ""
    """The valid name, or value, that was probably meant."""

    def __str__(self) -> str:
        """One line for a person."""
        place = f"{self.where}, line {self.line}" if self.line else self.where
        hint = f" Did you mean “{self.nearest}”?" if self.nearest else ""
        return f"{place}: {self.message}.{hint}"


@dataclass(slots=True)
class Settings:
    """The values in force, where each comes from, and what was wrong with the others."""

    values: dict[str, Any] = field(
        default_factory=lambda: {key: setting.default for key, setting in SETTINGS.items()}
    )
    sources: dict[str, Source] = field(default_factory=dict)
    """Where a value comes from; a key that is missing here has its default."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by command id, from the file's ``[keys]``; several are separated by commas."""
    problems: list[SettingsProblem] = field(default_factory=list)
    text: str = ""
    """The file as it was read."""
    stamp: Stamp | None = None
    """The file's stamp when it was read; ``None`` where there is none."""

    def __getitem__(self, key: str) -> Any:
        """Return the value in force."""
        return self.values[key]

    def source(self, key: str) -> Source:
        """Return where a value comes from."""
        return self.sources.get(key, "default")

    def line(self, key: str) -> int:
        """Return the line of the file on which a value stands; 0 where it is not from there."""
        if self.source(key) != "file":
            return 0
        found = line_of(self.text, key)
        older = next((each.key for each in SETTINGS.values() if each.replaced_by == key), "")
        return found or (line_of(self.text, older) if older else 0)


def read_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings file and the environment; a bad value is reported and not used."""
    settings = Settings(stamp=stamp_of(path))
    _read_file(path, settings)
    for setting in SETTINGS.values():
        text = environ.get(setting.variable)
        if text is None:
            continue
        try:
            settings.values[setting.key] = setting.parse(text)
            settings.sources[setting.key] = "environment"
        except NotAllowed as error:
            settings.problems.append(
                _problem(setting.variable, setting.key, f"{setting.variable} {error}", error)
            )
    if settings["vim"] and settings.source("preset") == "default":
        settings.values["preset"] = "vim"
        settings.sources["preset"] = settings.source("vim")
    return settings


def stamp_of(path: Path) -> Stamp | None:
    """Return a file's stamp; ``None`` where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def read_document(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the file's text and values; raise ``SettingsError``, naming the line.

    A missing file is an empty one.
    """
    from lab.errors import SettingsError

    try:
        return _parsed(path)
    except _UnusableError as error:
        where = f"{path}, line {error.line}," if error.line else str(path)
        raise SettingsError(
            f"{where} {error.what}", error.why, todo="Nothing was changed."
        ) from None


class _UnusableError(Exception):
    """A settings file of which nothing can be used."""

    def __init__(self, what: str, why: str = "", *, line: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.line = line


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        # A pipe would keep us waiting for ever.
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise _UnusableError("is a pipe or a device")
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return "", {}
    except OSError as error:
        raise _UnusableError("cannot be read", refusal_to_read(error)) from None
    if len(raw) > LARGEST_FILE:
        raise _UnusableError("is too large for settings")
    import tomllib

    try:
        # Editors on Windows put a mark at the beginning that TOML does not know.
        text = raw.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _UnusableError("is not UTF-8 text", line=line) from None
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else text.count("\n") + 1
        raise _UnusableError("cannot be understood", why[:1].lower() + why[1:], line=line) from None
    except RecursionError:
        raise _UnusableError("is nested too deeply") from None


def line_of(text: str, key: str) -> int:
    """Return the line on which a key is set, from 1; 0 if it cannot be found."""
    name = re.escape(key)
    found = re.search(rf"^[ \t]*[\"']?{name}[\"']?[ \t]*[=.]", text, re.MULTILINE)
    table = found or re.search(
        rf"^[ \t]*\[+[ \t]*[\"']?{name}[\"']?[ \t]*[\].]", text, re.MULTILINE
    )
    return text.count("\n", 0, table.start()) + 1 if table else 0


def _read_file(path: Path, settings: Settings) -> None:
    try:
        text, document = _parsed(path)
    except _UnusableError as error:
        why = f" ({error.why})" if error.why else ""
        message = f"the file {error.what}{why}; nothing in it is used"
        settings.problems.append(SettingsProblem(path.name, "", message, line=error.line))
        return
    settings.text = text
    _take_keys(path.name, text, document.pop("keys", {}), settings)
    for key, value in document.items():
        setting = SETTINGS.get(key)
        if setting is not None:
            _take(path.name, text, setting, value, settings)
        else:
            settings.problems += _about_unknown(path.name, text, key, value)


def _about_unknown(name: str, text: str, key: str, value: object) -> Iterator[SettingsProblem]:
    """Yield what to say of a name that is no setting; a secret's value is never shown."""
    names = [key, *(name for name, _ in flat_keys(value))] if isinstance(value, dict) else [key]
    secret = next((each for each in names if names_a_secret(each)), "")
    if secret:
        line = line_of(text, secret) or line_of(text, secret.rpartition(".")[2])
        yield SettingsProblem(name, secret, f"“{secret}”: {ADVICE}", line=line)
        return
    near = nearest(key, [*SETTINGS, "keys"])
    message = f"there is no setting “{key}”"
    yield SettingsProblem(name, key, message, line=line_of(text, key), nearest=near)


def _take(name: str, text: str, setting: Setting, value: object, settings: Settings) -> None:
    try:
        settings.values[setting.key] = setting.accept(value)
        settings.sources[setting.key] = "file"
    except NotAllowed as error:
        used = setting.shown(setting.default)
        used = f"“{used}” is used" if used else "it is not used"
        message = f"“{setting.key}” {error}; {used}"
        line = line_of(text, setting.key)
        settings.problems.append(_problem(name, setting.key, message, error, line=line))


def _problem(
    where: str, key: str, message: str, error: NotAllowed, *, line: int = 0
) -> SettingsProblem:
    if error.advice:
        message = f"{message}; {error.advice}"
    return SettingsProblem(where, key, message, line=line, nearest=error.near)


def _take_keys(name: str, text: str, table: object, settings: Settings) -> None:
    if not isinstance(table, dict):
        settings.problems.append(
            SettingsProblem(
                name, "keys", "“keys” must be a table, [keys]", line=line_of(text, "keys")
            )
        )
        return
    for command, value in flat_keys(table):
        if isinstance(value, str):
            settings.keys[command] = value
            continue
        settings.problems.append(
            SettingsProblem(
                name,
                f"keys.{command}",
                f'the keys of “{command}” must be text in quotes, such as "ctrl+t"',
                line=line_of(text, command) or line_of(text, command.rpartition(".")[2]),
            )
        )


def flat_keys(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield command ids with their values; ``home.new`` without quotes nests in TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flat_keys(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
