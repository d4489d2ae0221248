"""Every setting, declared once: default, meaning, check. File, environment and docs follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["SETTINGS", "Setting", "Settings", "read_settings"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the file, its default, what it means, what it may be."""

    key: str
    default: Any
    meaning: str
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    @property
    def variable(self) -> str:
        """The environment variable that overrides the file."""
        return "TEARDOWN_" + self.key.upper()

    def accept(self, value: object) -> Any:
        """Return the value in its type; raise ``ValueError`` saying what it may be."""
        if isinstance(self.default, bool):
            return _boolean(value)
        if isinstance(self.default, int):
            return _whole_number(value, self.low, self.high)
        if not isinstance(value, str):
            raise ValueError("must be text in quotes")  # noqa: TRY004 - one kind of fault for callers
        if self.choices and value.lower() not in self.choices:
            raise ValueError(f"must be one of {', '.join(self.choices)}")
        return value.lower() if self.choices else value


SETTINGS: dict[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("author", "", "Your name, as it stands in your teardowns and their exports."),
        Setting("theme", "teardown-dark", "The app's colours. Change it with ctrl+p, “theme”."),
        Setting(
            "goal", 1, "Teardowns a week that you aim for; a quick one counts.", low=1, high=14
        ),
        Setting("week_start", "monday", "The day on which your week begins.", choices=WEEKDAYS),
        Setting("template", "", "The template that New offers first; empty: the app chooses."),
        Setting("editor", "", "The text editor for ctrl+o; empty: $VISUAL, then $EDITOR."),
        Setting("vim", default=False, meaning="Move with j, k, g and G in every list."),
    )
}


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "yes", "on", "1"}:
        return True
    if isinstance(value, str) and value.lower() in {"false", "no", "off", "0"}:
        return False
    raise ValueError("must be true or false")


def _whole_number(value: object, low: int | None, high: int | None) -> int:
    try:
        number = int(str(value)) if not isinstance(value, bool) else None
    except ValueError:
        number = None
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        raise ValueError(f"must be a whole number from {low} to {high}")
    return number


@dataclass(slots=True)
class Settings:
    """The values in force, and what was wrong with the ones that are not."""

    values: dict[str, Any] = field(
        default_factory=lambda: {key: setting.default for key, setting in SETTINGS.items()}
    )
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by command id, from the file's ``[keys]``."""
    problems: list[str] = field(default_factory=list)

    def __getitem__(self, key: str) -> Any:
        """Return the value in force."""
        return self.values[key]


def read_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read the settings file and the environment; a bad value is reported and its default used."""
    settings = Settings()
    _read_file(path, settings)
    for setting in SETTINGS.values():
        value = environ.get(setting.variable)
        if value is not None:
            _take(settings, setting, value, where=setting.variable)
    return settings


def _read_file(path: Path, settings: Settings) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        settings.problems.append(f"{path.name} cannot be read ({error}); defaults are used")
        return
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        settings.problems.append(f"{path.name}: {error}; defaults are used")
        return
    keys = document.pop("keys", {})
    if isinstance(keys, dict):
        settings.keys = {str(command): str(key) for command, key in keys.items()}
    for key, value in document.items():
        setting = SETTINGS.get(key)
        if setting is None:
            near = get_close_matches(key, SETTINGS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            settings.problems.append(f"{path.name}: there is no setting “{key}”.{hint}")
            continue
        _take(settings, setting, value, where=f"{path.name}: {key}")


def _take(settings: Settings, setting: Setting, value: object, *, where: str) -> None:
    try:
        settings.values[setting.key] = setting.accept(value)
    except ValueError as error:
        settings.problems.append(f"{where} {error}; “{setting.default}” is used")
