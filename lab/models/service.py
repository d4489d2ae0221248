"""Who is asked: a service with its model and address, or a program on this computer."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from lab.errors import UsageError
from lab.models.redaction import Redaction
from lab.settings.declared import address_problem, is_near

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.settings.reading import Settings

__all__ = ["DEFAULT_MODEL", "SERVICES", "Service", "ServiceKind", "service_of"]

ServiceKind = Literal["anthropic", "openai", "command"]

SERVICES: Final[tuple[ServiceKind, ...]] = ("anthropic", "openai", "command")

DEFAULT_MODEL: Final = "claude-sonnet-5-5"
"""The model of Anthropic that is asked where nobody chose one. It stands here and nowhere else."""

_MAKERS: Final[dict[ServiceKind, str]] = {
    "anthropic": "https://api.anthropic.com",
    "openai": "https://api.openai.com/v1",
}
_ADDRESS_VARIABLE: Final[dict[ServiceKind, str]] = {
    "anthropic": "ANTHROPIC_BASE_URL",
    "openai": "OPENAI_BASE_URL",
}


@dataclass(frozen=True, slots=True)
class Service:
    """Who is asked. Holds no key, so that it may be shown, recorded and logged."""

    kind: ServiceKind
    model: str = ""
    base_url: str = ""
    """Where it is asked; never empty for a service."""
    command: str = ""
    """The program and its arguments, as one types them in a shell."""

    @property
    def host(self) -> str:
        """The host that is asked, with its port where one is named; empty for a command."""
        if not self.base_url:
            return ""
        address = urlsplit(self.base_url)
        port = f":{address.port}" if address.port else ""
        return f"{address.hostname or ''}{port}"

    @property
    def words(self) -> str:
        """Who it is, in words: the model and its host, or the command without any key in it."""
        return f"{self.model} at {self.host}" if self.host else Redaction()(self.command)

    @property
    def is_makers_own(self) -> bool:
        """Whether the maker's own address is asked, which never answers without a key."""
        return self.base_url.rstrip("/") == _MAKERS.get(self.kind)

    @property
    def is_near(self) -> bool:
        """Whether it runs on this computer or in its network: nobody sends a bill."""
        return self.kind == "command" or is_near(urlsplit(self.base_url).hostname or "")

    @property
    def is_here(self) -> bool:
        """Whether it runs on this very computer, which no proxy stands before."""
        host = urlsplit(self.base_url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def name(self) -> str:
        """What to call it at the beginning of a sentence."""
        if self.is_makers_own:
            return {"anthropic": "Anthropic", "openai": "OpenAI"}[self.kind]
        return f"The service at {self.host}" if self.host else "The command"


def service_of(
    settings: Settings,
    environ: Mapping[str, str],
    *,
    kind: ServiceKind | None = None,
    model: str = "",
    base_url: str = "",
    command: str = "",
) -> Service:
    """Return who is asked: what was said, then the environment, the settings, the default.

    The settings’ model and address count for the service that they are set for. Raise
    ``UsageError`` where something is missing or cannot be.
    """
    chosen: ServiceKind = kind or settings["service"]
    if chosen == "command":
        given = (command or settings["model_command"]).strip()
        if not given:
            raise UsageError(
                "No command was given",
                todo="Say which program answers; “Command” in the settings keeps it.",
                option="--command",
            )
        return Service("command", model=model, command=given)
    is_set_for = chosen == settings["service"]
    address = base_url or _address(settings, environ, chosen, is_set_for=is_set_for)
    if problem := address_problem(address):
        raise UsageError(
            f"The model’s address {problem}",
            todo="Put it right; “Address” in the settings keeps it.",
            option="--base-url",
        )
    name = model or (settings["model"] if is_set_for else "")
    if not name and chosen == "anthropic":
        name = DEFAULT_MODEL
    if not name:
        raise UsageError(
            "No model was named",
            todo="Say which one; “Which model” in the settings keeps it.",
            option="--model",
        )
    return Service(chosen, model=name, base_url=address.rstrip("/"))


def _address(
    settings: Settings, environ: Mapping[str, str], kind: ServiceKind, *, is_set_for: bool
) -> str:
    own = str(settings["model_url"]) if is_set_for else ""
    if own and settings.sources.get("model_url") == "environment":
        return own
    return environ.get(_ADDRESS_VARIABLE[kind], "").strip() or own or _MAKERS[kind]
