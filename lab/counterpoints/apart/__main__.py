"""The child that asks a model: ``python -m lab.counterpoints.apart``."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from lab.apart.child import serve, until_the_input_ends
from lab.clock import SystemClock
from lab.counterpoints.apart.messages import Asked, item_said, report_said
from lab.counterpoints.asking import ask
from lab.models.errors import ModelError
from lab.models.opening import open_model
from lab.trials.live.apart.messages import error_said
from lab.trials.live.surroundings import RealSurroundings

if TYPE_CHECKING:
    from lab.apart.child import Voice
    from lab.counterpoints.asking import AskReport
    from lab.models.asking import Model

__all__ = ["main"]


def main() -> None:
    """Do what one line asks for, and end."""
    serve(lambda wanted, voice: _ask(Asked.of(wanted), voice))


def _ask(asked: Asked, voice: Voice) -> None:
    clock = SystemClock()
    service = asked.request.service
    try:
        model = open_model(
            service,
            settings=asked.settings,
            environ=os.environ,
            clock=clock,
            limits=asked.limits,
        )
    except ModelError as error:
        voice.say(error=error_said(error))
        return
    if service.kind == "anthropic":
        from lab.models.end_of_life import end_of_life, end_of_life_words

        ends, today = end_of_life(service.model), clock.now().date()
        if words := end_of_life_words(service.model, ends, today=today):
            voice.say(note=words)
    voice.say(report=report_said(asyncio.run(_asked(asked, model, voice, clock=clock))))


async def _asked(asked: Asked, model: Model, voice: Voice, *, clock: SystemClock) -> AskReport:
    asking = ask(
        asked.request,
        model,
        around=RealSurroundings(clock, os.environ),
        on_item=lambda item: voice.say(item=item_said(item)),
        reserve=lambda cost: voice.say(reserved=cost),
        tell=lambda words: voice.say(words=words),
    )
    try:
        return await until_the_input_ends(asking)
    finally:
        await model.close()


if __name__ == "__main__":
    main()
