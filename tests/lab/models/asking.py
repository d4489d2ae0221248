"""Models made ready against a server on this machine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lab.models.asking import Limits, Question
from lab.models.opening import open_model
from lab.models.service import Service
from lab.settings.reading import Settings
from tests.conftest import FrozenClock

if TYPE_CHECKING:
    from lab.models.asking import Answer
    from lab.models.service import ServiceKind

KEY = "a-key-nobody-may-see-0123456789"

LIMITS = Limits(quiet=5.0, seconds=9.0, bytes=2000)


def settings(**values: Any) -> Settings:
    """Return settings that differ from the defaults in what is given."""
    found = Settings()
    found.values.update(values)
    return found


async def ask(
    kind: ServiceKind, url: str, *, key: str = KEY, limits: Limits = LIMITS, **said: Any
) -> Answer:
    """Ask one question of a service at an address."""
    service = Service(kind, model="claude-sonnet-5-5", base_url=url)
    name = "ANTHROPIC_API_KEY" if kind == "anthropic" else "OPENAI_API_KEY"
    model = open_model(
        service,
        settings=settings(),
        environ={name: key} if key else {},
        clock=FrozenClock(),
        limits=limits,
    )
    try:
        return await model.ask(replace(Question("Which day?"), **said))
    finally:
        await model.close()
