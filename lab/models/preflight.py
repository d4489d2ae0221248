"""Whether a model could be asked, without asking it and without loading anything."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from lab.errors import UsageError
from lab.models.command import argument_vector
from lab.models.errors import NoKey
from lab.models.keyring_entry import not_installed
from lab.models.keys import key_in, no_key
from lab.models.prices import prices_from
from lab.models.service import service_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.models.service import Service
    from lab.settings.reading import Settings

__all__ = ["missing", "preflight_words"]

_OTHER_WAYS: Final = (
    "ANTHROPIC_PROFILE",
    "ANTHROPIC_IDENTITY_TOKEN",
    "ANTHROPIC_IDENTITY_TOKEN_FILE",
)
"""By which Anthropic's SDK finds a key by itself."""


def missing(service: Service, settings: Settings, environ: Mapping[str, str]) -> str:
    """Return what is missing before a service can be asked, in words; empty for nothing."""
    if service.kind == "command":
        return _missing_program(service, environ)
    try:
        has_key = key_in(environ, service) is not None
    except NoKey as error:
        return str(error)
    others = _OTHER_WAYS if service.kind == "anthropic" else ()
    has_command = bool(settings["key_command"]) and service.kind == settings["service"]
    if has_key or has_command or any(environ.get(name, "").strip() for name in others):
        return ""
    if settings["key_in_keyring"]:
        # It is not asked before it is needed: it may want a password.
        return "" if find_spec("keyring") is not None else str(not_installed())
    needs_none = service.kind == "openai" and not service.is_makers_own
    return "" if needs_none else str(no_key(service))


def _is_left_to_the_keyring(
    service: Service, settings: Settings, environ: Mapping[str, str]
) -> bool:
    others = settings["key_command"] or key_in(environ, service) is not None
    return bool(settings["key_in_keyring"]) and service.kind != "command" and not others


def _missing_program(service: Service, environ: Mapping[str, str]) -> str:
    try:
        program = argument_vector(service.command, "")[0]
    except UsageError as error:
        return str(error)
    if shutil.which(program, path=environ.get("PATH")) is None:
        return f"There is no program “{program}” here. Check the command; try it in a shell."
    return ""


def preflight_words(settings: Settings, environ: Mapping[str, str]) -> tuple[bool, str]:
    """Return whether the model of the settings could be asked, and a sentence that says so."""
    try:
        service = service_of(settings, environ)
    except UsageError as error:
        return False, str(error)
    lacks = missing(service, settings, environ)
    if lacks:
        return False, lacks
    words = f"{service.words} can be asked."
    if _is_left_to_the_keyring(service, settings, environ):
        words = (
            f"{service.words} can be asked if this computer’s keyring holds the key; it is looked "
            "for when it is needed."
        )
    if not service.is_near and not prices_from(settings).are_set:
        words += (
            " No price is set, so nothing can be said about money, and “Most to spend” cannot "
            "hold: set “Price of input” and “Price of output”."
        )
    return True, words
