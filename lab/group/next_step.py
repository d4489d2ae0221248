"""What one person does next in a round. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from lab.group.standing import RoundStanding

__all__ = ["Do", "NextStep", "next_step"]

Do = Literal["begin", "go on", "seal", "reveal", "compare", "wait"]
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, or to wait for."""

    do: Do
    words: str
    """What, in a sentence; where there is something to do it begins with a verb."""


_MENDING: Final = {
    "seal": NextStep("seal", "Put back the seal that you gave: somebody changed it."),
    "text": NextStep("reveal", "Reveal again: what is shown as yours is not what you sealed."),
}
"""What whoever has a broken seal does, by what is broken."""


def next_step(
    standing: RoundStanding, me: str, *, status: str = "", scored_again: bool = False
) -> NextStep:
    """Return what somebody does next.

    *status* is that of their teardown of the product, empty where they have none.
    *scored_again*: whether they gave second scores.
    """
    if me in standing.came_later:
        return NextStep("compare", "Compare: this round was over before you came.")
    mine = standing.of(me)
    if mine is None or mine.state == "missing":
        return _before_sealing(standing, status=status)
    if mine.state == "sealed":
        return _before_revealing(standing)
    return _MENDING.get(mine.fault) or _after_revealing(standing, scored_again=scored_again)


def _after_revealing(standing: RoundStanding, *, scored_again: bool) -> NextStep:
    if sum(one.counts for one in standing.members) < _FEWEST:
        return NextStep("wait", f"Wait for the others to reveal{_hidden(standing)}.")
    if scored_again:
        return NextStep("compare", "Compare: see who moved, and what you agree on.")
    return NextStep(
        "compare", f"Compare and meet; then score again, in silence{_hidden(standing)}."
    )


def _before_sealing(standing: RoundStanding, *, status: str) -> NextStep:
    product = standing.opening.product if standing.opening is not None else standing.id
    if not status:
        return NextStep("begin", f"Take {product} apart, alone.")
    if status == "draft":
        return NextStep("go on", f"Go on with your teardown of {product}, finish it, then seal it.")
    return NextStep("seal", "Seal your teardown: it shows nothing, and fixes what you wrote.")


def _before_revealing(standing: RoundStanding) -> NextStep:
    from lab.compare.saying import named

    if standing.phase != "sealing":
        return NextStep("reveal", "Reveal your teardown, so that you can compare.")
    missing = [one.name for one in standing.members if one.state == "missing"]
    until = standing.opening.until if standing.opening is not None else None
    end = f", until {until.isoformat()}" if until else ""
    return NextStep("wait", f"Yours is sealed. Wait for {named(missing)}{end}.")


def _hidden(standing: RoundStanding) -> str:
    from lab.compare.saying import named

    names = [one.name for one in standing.members if one.state == "sealed"]
    return f" ({named(names)} {'has' if len(names) == 1 else 'have'} not revealed)" if names else ""
