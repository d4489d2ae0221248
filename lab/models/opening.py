"""A model made ready to be asked: its edge, its key, whom it trusts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.models.asking import Limits
from lab.models.errors import ConnectionDoubtful
from lab.models.keys import find_key, no_key
from lab.models.redaction import Redaction

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from lab.clock import Clock
    from lab.models.asking import Model
    from lab.models.service import Service
    from lab.settings.reading import Settings

__all__ = ["limits_from", "open_model"]


def limits_from(settings: Settings) -> Limits:
    """Return how long an answer may take, as the settings say."""
    return Limits(quiet=float(settings["model_seconds"]))


def open_model(
    service: Service,
    *,
    settings: Settings,
    environ: Mapping[str, str],
    clock: Clock,
    limits: Limits | None = None,
) -> Model:
    """Return what answers; nobody is asked yet. Raise ``ModelError``, such as ``NoKey``.

    Loads the library that it needs: for Anthropic about a second.
    """
    limits = limits or limits_from(settings)
    if service.kind == "command":
        from lab.models.command import CommandModel

        return CommandModel(service, redact=Redaction(), environ=environ, limits=limits)
    key = find_key(service, settings, environ)
    redact = Redaction([key.reveal()] if key is not None else [])
    trusted = _trusted(environ) if service.base_url.startswith("https") else None
    if service.kind == "anthropic":
        from lab.models.anthropic_api import AnthropicModel

        return AnthropicModel(
            service, key=key, redact=redact, clock=clock, limits=limits, trusted=trusted
        )
    if key is None and service.is_makers_own:
        raise no_key(service)
    from lab.models.chat_api import ChatModel

    return ChatModel(service, key=key, redact=redact, clock=clock, limits=limits, trusted=trusted)


def _trusted(environ: Mapping[str, str]) -> ssl.SSLContext:
    from lab.evidence.fetching.errors import CertificateWrong
    from lab.evidence.fetching.secure import trust

    try:
        return trust(environ)
    except CertificateWrong as error:
        raise ConnectionDoubtful(error.what, error.why, todo=error.todo) from error
