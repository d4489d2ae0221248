"""Where the key comes from. It is held for one run, and never stored, shown or logged."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING, Final

from lab.models.errors import NoKey
from lab.models.redaction import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.models.service import Service, ServiceKind
    from lab.settings.reading import Settings

__all__ = ["VARIABLES", "Key", "find_key", "no_key"]

VARIABLES: Final[dict[ServiceKind, tuple[str, ...]]] = {
    "anthropic": ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"),
    "openai": ("OPENAI_API_KEY",),
}
"""The environment variables that hold a key, for each service that wants one."""

_PATIENCE: Final = 30.0
"""Seconds for the command that prints the key; a password manager may ask for a finger."""

_LONGEST: Final = 10_000
"""Characters; what is longer is no key."""


class Key:
    """A key that does not show itself: printed, formatted or in a traceback it is ``[key]``."""

    __slots__ = ("_text", "is_token")

    def __init__(self, text: str, *, is_token: bool = False) -> None:
        """*is_token* says that it is a bearer token rather than an API key."""
        self._text = text
        self.is_token = is_token

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def reveal(self) -> str:
        """Return the text itself, for the one header that it goes into."""
        return self._text


def find_key(service: Service, settings: Settings, environ: Mapping[str, str]) -> Key | None:
    """Return the key for a service: from the environment, else from the user's command.

    ``None`` where there is none, which a service at home may not mind. A system keyring would be
    asked here, last. Raise ``NoKey`` where the command brings none.
    """
    for name in VARIABLES.get(service.kind, ()):
        if text := environ.get(name, "").strip():
            return Key(text, is_token=name.endswith("_TOKEN"))
    if settings["key_command"] and service.kind == settings["service"]:
        return _printed(settings["key_command"], environ)
    return None


def no_key(service: Service) -> NoKey:
    """Return what to say where a service wants a key and there is none."""
    variable = VARIABLES[service.kind][0]
    return NoKey(
        f"{service.name} answers only with a key",
        "none is set",
        todo=f"Put it into your environment, as {variable}, or set “Key command” to a command that "
        "prints it. Everything else in teardown works without one.",
    )


def _printed(command: str, environ: Mapping[str, str]) -> Key:
    """Run the user's command and return what it prints; what it says otherwise is not shown."""
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            env=dict(environ),
            check=False,
        )
    except (ValueError, IndexError) as error:
        raise _brought_none("it is no command that can be run") from error
    except subprocess.TimeoutExpired:
        raise _brought_none(f"it took more than {_PATIENCE:.0f} seconds") from None
    except OSError as error:
        raise _brought_none((error.strerror or "it cannot be started").lower()) from None
    if done.returncode:
        raise _brought_none(f"it ended with status {done.returncode}")
    text = done.stdout.decode("utf-8", "replace").strip()
    if not text or len(text) > _LONGEST or not text.isprintable() or " " in text:
        raise _brought_none("what it prints is no key alone on one line")
    return Key(text)


def _brought_none(why: str) -> NoKey:
    return NoKey(
        "Your command brings no key",
        why,
        todo="Check “Key command” in the settings: run it in a shell.",
    )
