"""From a claim to what it rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.doors import figures_screen
from tui.items.grounds import grounds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.app import TeardownApp
    from tui.editing.in_hand import TeardownInHand
    from tui.items.grounds import Ground

__all__ = ["open_ground"]


def open_ground(app: TeardownApp, in_hand: TeardownInHand, ids: Sequence[str]) -> None:
    """Read what some ids name; of several one is chosen."""
    named = grounds_of(in_hand.record, ids)
    grounds = [ground for ground in named if ground.evidence or ground.probe]
    if not grounds:
        app.tell("It rests on nothing yet. Enter opens its form, in which evidence is picked.")
    elif len(grounds) == 1:
        _open(app, in_hand, grounds[0])
    else:
        choices = [
            Choice(
                ground.id, ground.words, ground.mark[0], "", partial(_open, app, in_hand, ground)
            )
            for ground in grounds
        ]
        app.push_screen(PickScreen("what to read", choices, at=grounds[0].id))


def _open(app: TeardownApp, in_hand: TeardownInHand, ground: Ground) -> None:
    if ground.probe is not None:
        app.push_screen(figures_screen(in_hand, ground.probe.id))
    elif ground.evidence is not None:
        quote = ground.quote.id if ground.quote is not None else ""
        app.open_page(in_hand, ground.evidence.id, quote=quote)
