"""Whether a model could be asked, said before one is: nobody is asked, and no key is read out."""

from __future__ import annotations

import shlex
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.errors import UsageError
from lab.models.keys import find_key, no_key
from lab.models.prices import prices_from
from lab.models.service import service_of
from lab.settings.reading import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from lab.models.service import Service

__all__ = ["Fact", "preflight"]

_PRICED: Final = "Prices are set, so that the limit holds."
_UNPRICED: Final = "No price is set: nobody can say what asking costs, and no limit holds."
_SET_PRICES: Final = "Set price_input and price_output, in US dollars for a million tokens."


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that asking a model needs."""

    name: str
    """switch, service, key, price or life"""
    ok: bool
    """Whether it is as it must be; a missing price is, since only the cost is unknown then."""
    words: str
    todo: str = ""


def preflight(settings: Settings, environ: Mapping[str, str], *, today: date) -> list[Fact]:
    """Return what there is to say, in the order in which it would fail.

    A command that prints the key is not run: it may ask for a finger.
    """
    return list(_facts(settings, environ, today))


def _facts(settings: Settings, environ: Mapping[str, str], today: date) -> Iterator[Fact]:
    if not settings["counterpoints"]:
        yield Fact(
            "switch", ok=False, words="Counterpoints from a model are switched off.",
            todo="“teardown config set counterpoints true” switches them on.",
        )  # fmt: skip
    try:
        service = service_of(settings, environ)
    except UsageError as error:
        yield Fact("service", ok=False, words=_sentence(error.what, error.why), todo=error.todo)
        return
    where = f"{service.model} at {service.host}" if service.host else f"“{_program(service)}”"
    yield Fact("service", ok=True, words=f"{where} would be asked.")
    key = _key(service, settings, environ)
    yield key
    if not service.is_near:
        priced = prices_from(settings).are_set
        yield Fact(
            "price",
            ok=True,
            words=_PRICED if priced else _UNPRICED,
            todo="" if priced else _SET_PRICES,
        )
    if service.kind == "anthropic" and key.ok:
        yield from _life(service.model, today)


def _key(service: Service, settings: Settings, environ: Mapping[str, str]) -> Fact:
    if service.kind == "command":
        return _program_there(service, environ)
    of_command = settings["key_command"] and service.kind == settings["service"]
    # What stands in the environment goes before the command, which is not run here.
    asked = Settings() if of_command else settings
    key = find_key(service, asked, environ)
    if key is not None:
        return Fact("key", ok=True, words="A key is set in your environment.")
    if of_command:
        return Fact("key", ok=True, words="Your command is to print the key.")
    if service.is_near and service.kind == "openai":
        return Fact("key", ok=True, words="No key is set; a model of your own needs none.")
    missing = no_key(service)
    return Fact("key", ok=False, words=_sentence(missing.what, missing.why), todo=missing.todo)


def _program_there(service: Service, environ: Mapping[str, str]) -> Fact:
    name = _program(service)
    if shutil.which(name, path=environ.get("PATH")):
        return Fact("key", ok=True, words="A command needs no key.")
    words, todo = f"There is no program “{name}” here.", "Check “Command” in the settings."
    return Fact("key", ok=False, words=words, todo=todo)


def _life(model: str, today: date) -> Iterator[Fact]:
    from lab.models.end_of_life import end_of_life, end_of_life_words

    ends = end_of_life(model)
    if ends is not None:
        words = end_of_life_words(model, ends, today=today)
        yield Fact("life", ok=ends > today, words=words, todo="Choose another model.")


def _program(service: Service) -> str:
    try:
        return next(iter(shlex.split(service.command)), service.command)
    except ValueError:
        return service.command.split()[0]


def _sentence(what: str, why: str) -> str:
    return f"{what}: {why}." if why else f"{what}."
