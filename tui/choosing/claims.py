"""Going from evidence to the claims that rest on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.doors import claims_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.model import Claim
    from tui.app import TeardownApp
    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand

__all__ = ["go_to_claim"]


def go_to_claim(
    app: TeardownApp,
    in_hand: TeardownInHand,
    claims: Sequence[Claim],
    *,
    then: Callable[[Spot | None], None],
) -> None:
    """Show the one claim, or let one of several be chosen; *then* hears where to go on."""

    def show(claim: Claim) -> None:
        app.push_screen(claims_screen(in_hand, claim.section, claim=claim.id), then)

    if not claims:
        app.tell("No claim rests on this yet. In Claims, a claim is given its evidence.")
    elif len(claims) == 1:
        show(claims[0])
    else:
        choices = [
            Choice(claim.id, claim.statement, claim.basis, "", partial(show, claim))
            for claim in claims
        ]
        app.push_screen(PickScreen("the claim to go to", choices, at=claims[0].id))
