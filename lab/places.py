"""Where everything lies on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Places", "find_places"]


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
    """Return the folders to use: the given one, ``TEARDOWN_HOME``, or the platform's."""
    home = str(data_dir) if data_dir is not None else environ.get("TEARDOWN_HOME", "")
    if home.strip():
        base = Path(home).expanduser().absolute()
        return Places(
            data=base / "data", config=base / "config", state=base / "state", cache=base / "cache"
        )
    # Imported here because a given folder needs none of it, and starts are short.
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("teardown", appauthor=False)
    return Places(
        data=Path(dirs.user_data_dir),
        config=Path(dirs.user_config_dir),
        state=Path(dirs.user_state_dir),
        cache=Path(dirs.user_cache_dir),
    )
