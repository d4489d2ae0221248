"""Taking the probes of another teardown along, without their outputs, to run them again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lab.figures import counted
from lab.trials.carrying import carry_over, probes_to_carry
from lab.trials.others import others
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.model import Teardown
    from lab.workspace import Workspace
    from tui.app import TeardownApp
    from tui.bench.changes import BenchChanges
    from tui.editing.in_hand import TeardownInHand

__all__ = ["offer_probes"]


async def offer_probes(
    app: TeardownApp,
    in_hand: TeardownInHand,
    changes: BenchChanges,
    *,
    show: Callable[[str], None],
) -> None:
    """Let one of the other teardowns be chosen; *show* is told the first probe that came along."""

    def take(earlier: Teardown) -> None:
        now = in_hand.now()
        with app.telling():
            added = changes.do(
                lambda record: carry_over(record, earlier, now=now), called="Probes taken over"
            )
            if added:
                show(added[0].id)
                app.tell(
                    f"{counted(len(added), 'probe')} taken over, without outputs: run them as "
                    "before. u takes that back."
                )

    desk = app.desk
    asked = in_hand.record.model_copy(update={"probes": [*in_hand.record.probes]})
    with app.telling():
        choices = await desk.run(_choices, desk.workspace, asked, take)
        if choices:
            screen = PickScreen("the teardown whose probes to take over", choices, at=choices[0].id)
            app.push_screen(screen)
        else:
            app.tell("No other teardown has a probe that is not here already.")


def _choices(
    workspace: Workspace, record: Teardown, take: Callable[[Teardown], None]
) -> list[Choice]:
    """Return the teardowns that have probes to take over: those of the same product first."""
    choices = []
    for one in others(record, workspace.summaries(), workspace.load):
        probes = probes_to_carry(record, one.record)
        if probes:
            choices.append(
                Choice(
                    one.record.id,
                    f"{one.record.product.name}, {one.record.day_begun.isoformat()}",
                    counted(len(probes), "probe"),
                    "same product" if one.same_product else "",
                    partial(take, one.record),
                )
            )
    return choices
