"""What to do next, alone and in a group: lines at the top of Home, and all of it to choose from."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.background import beside, in_background
from tui.keys import key_label
from tui.screens.home.reading import read_next
from tui.screens.home.wording import draft_to_go_on_with

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.model import Summary
    from tui.forms.form import Filled
    from tui.next_steps import Step
    from tui.screens.home.screen import HomeScreen

__all__ = ["NextUp"]

MOST_OF_A_KIND: Final = 5
"""So many rematches, drafts and the like stand at the top: enough to choose from."""


class NextUp:
    """The draft at once, as the rows tell of it; all the rest when it is read."""

    def __init__(self, home: HomeScreen) -> None:
        self._home = home
        self._draft: Summary | None = None
        self._steps: list[Step] | None = None
        self._turn = 0

    def take_rows(self) -> Summary | None:
        """Look for a draft among the rows; return it."""
        view = self._home.view
        self._draft = draft_to_go_on_with(view.rows, examples_too=view.demo is not None)
        return self._draft

    async def read(self) -> None:
        """Read what is due, and show the best of it."""
        desk = self._home.app.desk
        with self._home.app.telling():
            self._steps = await desk.run(read_next, desk.workspace, self._turn)
        self.show()

    async def read_again(self) -> None:
        """Read it again, if it was read before."""
        if self._steps is not None:
            await self.read()

    async def read_group(self) -> None:
        """Read what the study group waits for, and show it.

        Beside the desk: a group's folder may be on a drive that never answers, and saving waits
        for nobody.
        """
        home = self._home
        ask = partial(home.app.desk.workspace.groups.waiting, [*home.view.rows])
        found = await beside(ask)
        key = self.key_of("home.group")
        home.masthead.show_group((key, *found) if found is not None else None)
        home.set_class(found is not None, "-grouped")

    def show(self) -> None:
        """Show the best thing to do, with the key that does it."""
        home, draft, steps = self._home, self._draft, self._steps or []
        key = self.key_of("home.next")
        others = self.key_of("home.what_else")
        if draft is not None:
            done, total = draft.sections_done, draft.sections_total
            about = f"{done} of {total} sections done" if done < total else "ready to be finished"
            here = home.library.row
            if here is not None and here.id == draft.id and home.view.shelf != "trash":
                key = self.key_of("home.open")
            home.masthead.show_next((key, f"Go on with {draft.product}", about), others)
        elif steps:
            home.masthead.show_next((key, steps[0].what, steps[0].about), others)
        else:
            what = ("Begin a teardown", "two fields are enough")
            home.masthead.show_next((self.key_of("home.new"), *what))

    def key_of(self, name: str) -> str:
        """Return the key that a command of Home has now."""
        keys = self._home.app.keys.get(name) or ()
        return key_label(keys[0]) if keys else "Ctrl+P"

    def do(self) -> None:
        """Do the best thing."""
        from tui.next_steps import do_step

        home = self._home
        if self._draft is not None:
            home.app.open_walk(self._draft.id)
        elif self._steps:
            do_step(home, self._steps[0].due, after=home.reload)
        else:
            home.app.open_new()

    async def choose(self, *, kind: str = "") -> None:
        """Let one of them be chosen, the cursor on the first of a kind."""
        from tui.choosing.choices import Choice
        from tui.choosing.chooser import PickScreen
        from tui.next_steps import KIND_WORDS, do_step

        home = self._home
        await self.read()
        steps, few = _few_first(self._steps or [])
        choices = [
            Choice(
                f"{step.due.kind} {step.due.id or step.due.text}",
                step.what,
                KIND_WORDS[step.due.kind],
                step.about,
                partial(do_step, home, step.due, after=home.reload),
            )
            for step in steps
        ]
        changes = [
            Choice("another", "Draw another product", "by chance", "", self._draw),
            Choice("plan", "Plan a product for later", "your queue", "", self._plan),
            *(
                Choice(
                    f"unplan {step.due.text}",
                    f"Take {step.due.text} out of your queue",
                    "your queue",
                    "",
                    partial(self._unplan, step.due.text),
                )
                for step in steps
                if step.due.kind == "queue"
            ),
        ]
        home.app.push_screen(
            PickScreen(
                "what to do next",
                [*choices[:few], *changes, *choices[few:]],
                at=next((each.id for each in choices if each.id.startswith(kind)), "another"),
                hint="Enter does it. Esc goes back.",
            )
        )

    def _draw(self) -> None:
        self._turn += 1
        in_background(self._home, partial(self.choose, kind="chance"), group="next")

    def _plan(self) -> None:
        from tui.forms.fields import TextAsked
        from tui.forms.form import FormScreen

        self._home.app.push_screen(
            FormScreen(
                "Plan a product for later",
                [TextAsked("product", "Product", "it stands in queue.txt, beside the settings")],
            ),
            self._planned,
        )

    def _planned(self, filled: Filled | None) -> None:
        if filled is not None and filled.kept and filled.values["product"]:
            put_in = self._home.app.desk.workspace.habit.put_into_queue
            change = partial(self._change_queue, put_in, filled.values["product"])
            in_background(self._home, change, group="next")

    def _unplan(self, product: str) -> None:
        take_out = self._home.app.desk.workspace.habit.take_out_of_queue
        in_background(self._home, partial(self._change_queue, take_out, product), group="next")

    async def _change_queue(self, change: Callable[[str], None], product: str) -> None:
        with self._home.app.telling():
            await self._home.app.desk.run(change, product)
            await self.choose(kind="queue")


def _few_first(steps: Sequence[Step]) -> tuple[list[Step], int]:
    """Return the steps, a few of each kind before all others, and how many those few are."""
    seen: Counter[str] = Counter()
    few: list[Step] = []
    others: list[Step] = []
    for step in steps:
        (few if seen[step.due.kind] < MOST_OF_A_KIND else others).append(step)
        seen[step.due.kind] += 1
    return [*few, *others], len(few)
