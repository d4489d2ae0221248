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

__all__ = ["VARIABLES", "Key", "can_be_sent", "find_key", "key_in", "no_key"]

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
    """Return the key: from the environment, else the user's command, else the keyring.

    ``None`` where there is none, which a service at home may not mind. The keyring is asked only
    where the settings say so. Raise ``NoKey`` where one of them brings something that is no key.
    """
    found = key_in(environ, service)
    if found is None and settings["key_command"] and service.kind == settings["service"]:
        return _printed(settings["key_command"], environ)
    if found is None and settings["key_in_keyring"] and service.kind in VARIABLES:
        from lab.models.keyring_entry import text_in_keyring

        text = text_in_keyring(service.kind, is_needed=not service.is_near)
        return Key(text) if text else None
    return found


def key_in(environ: Mapping[str, str], service: Service) -> Key | None:
    """Return the key that the environment holds; raise ``NoKey`` where it cannot be one."""
    for name in VARIABLES.get(service.kind, ()):
        if text := environ.get(name, "").strip():
            if not can_be_sent(text):
                raise NoKey(
                    f"What stands in {name} cannot be a key",
                    "it holds spaces, or signs that no key has",
                    todo="Copy the key anew, whole and alone, and set it again.",
                )
            return Key(text, is_token=name.endswith("_TOKEN"))
    return None


def no_key(service: Service) -> NoKey:
    """Return what to say where a service wants a key and there is none."""
    variable = VARIABLES[service.kind][0]
    return NoKey(
        f"{service.name} answers only with a key",
        "none is set",
        todo=f"Set {variable} before you start teardown, or use “Key command” or “Key in the "
        "keyring” in the settings. Everything else works without one.",
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
    if not can_be_sent(text):
        raise _brought_none("what it prints is no key alone on one line")
    return Key(text)


def can_be_sent(text: str) -> bool:
    """Return whether a text can stand in a header; the curly quotes of a mail cannot."""
    return 0 < len(text) <= _LONGEST and text.isascii() and text.isprintable() and " " not in text


def _brought_none(why: str) -> NoKey:
    return NoKey(
        "Your command brings no key",
        why,
        todo="Check “Key command” in the settings: run it in a shell.",
    )
