"""What live runs stand on outside of tests: time, chance, and a child that applies patterns."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from lab.trials.ruling import rule_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.clock import Clock
    from lab.trials.live.request import LiveRequest
    from lab.trials.ruling import Ruling

__all__ = ["RealSurroundings"]


class RealSurroundings:
    """Real time and real chance."""

    def __init__(self, clock: Clock, environ: Mapping[str, str]) -> None:
        self.clock = clock
        self._environ = environ

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    def chance(self) -> float:
        """Return a number from 0 to 1."""
        return random.random()  # noqa: S311 - it spreads retries, and hides nothing

    async def rule(self, request: LiveRequest, output: str) -> Ruling:
        """Hold an output against the request's rules, without holding anything else up."""
        (ruling,) = await asyncio.to_thread(rule_on, request.rules, [output], environ=self._environ)
        return ruling
