"""Where everything lies on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lab.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Places", "find_places", "places_under"]


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that the app reads and writes; none of them need exist yet."""

    data: Path
    config: Path
    state: Path
    cache: Path

    @property
    def library(self) -> Path:
        """The folder of teardowns."""
        return self.data / "library"

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.config / "config.toml"

    @property
    def own_templates(self) -> Path:
        """The user's own templates."""
        return self.config / "templates"


def find_places(data_dir: Path | None, environ: Mapping[str, str]) -> Places:
    """Return the folders to use: the given one, ``TEARDOWN_HOME``, or the platform's.

    A relative folder counts from the current one, ``~`` is the user's home. Raises
    ``UsageError`` for a name that can be no folder.
    """
    if data_dir is not None:
        return places_under(str(data_dir), "--data-dir")
    if environ.get("TEARDOWN_HOME", "").strip():
        return places_under(environ["TEARDOWN_HOME"], "TEARDOWN_HOME")
    # Imported here because a given folder needs none of it, and starts are short.
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("teardown", appauthor=False)
    return Places(
        data=Path(dirs.user_data_dir),
        config=Path(dirs.user_config_dir),
        state=Path(dirs.user_state_dir),
        cache=Path(dirs.user_cache_dir),
    )


def places_under(folder: str, source: str) -> Places:
    """Return the places inside one folder; *source* is what named it, for the refusal."""
    if not folder.strip() or "\0" in folder:
        raise UsageError(f"{source} names no folder", todo="Give the path of a folder.")
    try:
        base = Path(folder).expanduser()
    except RuntimeError:
        raise UsageError(
            f"{source} cannot be used",
            f"“{folder}” starts with a home folder that this computer does not know",
            todo="Write the path in full.",
        ) from None
    base = base.absolute()
    if base.exists() and not base.is_dir():
        raise UsageError(
            f"{source} cannot be used", f"{base} is a file", todo="Name a folder, or a new one."
        )
    return Places(data=base, config=base / "config", state=base / "state", cache=base / "cache")
