"""The settings in force: file, then environment, with everything that was wrong named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from lab.settings.declared import SETTINGS
from store.refusals import refusal_to_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from lab.settings.declared import Setting

__all__ = [
    "Settings",
    "SettingsProblem",
    "Source",
    "flat_keys",
    "line_of",
    "nearest",
    "read_document",
    "read_settings",
]

Source = Literal["default", "file", "environment"]

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
    """The valid name that was probably meant."""

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

    def __getitem__(self, key: str) -> Any:
        """Return the value in force."""
        return self.values[key]

    def source(self, key: str) -> Source:
        """Return where a value comes from."""
        return self.sources.get(key, "default")


def read_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings file and the environment; a bad value is reported and not used."""
    settings = Settings()
    _read_file(path, settings)
    for setting in SETTINGS.values():
        text = environ.get(setting.variable)
        if text is None:
            continue
        try:
            settings.values[setting.key] = setting.parse(text)
            settings.sources[setting.key] = "environment"
        except ValueError as error:
            settings.problems.append(
                SettingsProblem(setting.variable, setting.key, f"{setting.variable} {error}")
            )
    return settings


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


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the name that was probably meant; empty if none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), n=1)), "")


def _read_file(path: Path, settings: Settings) -> None:
    try:
        text, document = _parsed(path)
    except _UnusableError as error:
        why = f" ({error.why})" if error.why else ""
        message = f"the file {error.what}{why}; nothing in it is used"
        settings.problems.append(SettingsProblem(path.name, "", message, line=error.line))
        return
    _take_keys(path.name, text, document.pop("keys", {}), settings)
    for key, value in document.items():
        setting = SETTINGS.get(key)
        if setting is not None:
            _take(path.name, text, setting, value, settings)
            continue
        settings.problems.append(
            SettingsProblem(
                path.name,
                key,
                f"there is no setting “{key}”",
                line=line_of(text, key),
                nearest=nearest(key, [*SETTINGS, "keys"]),
            )
        )


def _take(name: str, text: str, setting: Setting, value: object, settings: Settings) -> None:
    try:
        settings.values[setting.key] = setting.accept(value)
        settings.sources[setting.key] = "file"
    except ValueError as error:
        settings.problems.append(
            SettingsProblem(
                name,
                setting.key,
                f"“{setting.key}” {error}; “{setting.default}” is used",
                line=line_of(text, setting.key),
            )
        )


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
