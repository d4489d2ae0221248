"""What the screens share that show a teardown while it is worked on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.message import Message

from lab.errors import TeardownError
from lab.merging import snapshot
from tui.background import in_background
from tui.doors import conflict_screen
from tui.editing.autosave import SaveState
from tui.editing.in_hand import News
from tui.exporting import ask_target, with_target
from tui.page import Page, Result
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from lab.exporting import ExportFormat
    from tui.editing.in_hand import TeardownInHand
    from tui.exporting import Target

__all__ = ["WorkPage", "state_words"]

LOOK_SECONDS: Final = 1.5
"""How often to look whether another program saved the teardown that is open."""

HANDS_OFF_SECONDS: Final = 1.5
"""Without a change for so long, nobody is in the middle of a word."""

_STATES: Final = {
    SaveState.SAVED: "Saved",
    SaveState.SAVING: "Saving…",
    SaveState.REFUSED: "Not saved yet",
}


def state_words(in_hand: TeardownInHand) -> str:
    """Return how things stand, for the bottom line."""
    if in_hand.clash is not None:
        return "Two versions: not saved"
    return _STATES.get(in_hand.state, "Not saved")


class WorkPage(Page[Result]):
    """Shows the state of one teardown in hand, and says what went wrong with it."""

    class Broke(Message):
        """Saving met a fault of ours."""

        def __init__(self, fault: BaseException) -> None:
            super().__init__()
            self.fault = fault

    def __init__(self, in_hand: TeardownInHand | None = None) -> None:
        super().__init__()
        self._in_hand = in_hand
        self._said = ""
        self._clash_is_due = False

    @property
    def in_hand(self) -> TeardownInHand:
        """The teardown that is worked on; only once it is open."""
        if self._in_hand is None:
            raise RuntimeError("the teardown is not open yet")
        return self._in_hand

    @property
    def is_open(self) -> bool:
        """Whether the teardown is open by now."""
        return self._in_hand is not None

    def begin(self, in_hand: TeardownInHand) -> None:
        """Begin to follow a teardown."""
        self._in_hand = in_hand
        in_hand.listeners.append(self._hear)
        self.show_state()

    def on_unmount(self) -> None:
        """Follow it no longer."""
        if self._in_hand is not None and self._hear in self._in_hand.listeners:
            self._in_hand.listeners.remove(self._hear)

    def on_screen_resume(self) -> None:
        """Show how things stand now."""
        if self._in_hand is not None:
            self.show_state()
            if self._clash_is_due:
                self._wait_for_rest()

    async def on_leaving(self) -> None:
        """Bring everything to disk, or at least beside the library; raise what prevents both."""
        in_hand = self._in_hand
        if in_hand is None or await in_hand.flush():
            return
        if not in_hand.is_rescued:
            raise in_hand.trouble or TeardownError(
                "Your last words are not saved", todo="Copy them before you leave."
            )
        self.app.tell(
            "Your last words are kept beside the library, and offered when you open this again."
        )

    # Lists

    def _cards(self) -> CardList[Any]:
        return self.query_one(CardList)

    def action_down(self) -> None:
        """Go to the next card."""
        self._cards().action_down()

    def action_up(self) -> None:
        """Go to the card before."""
        self._cards().action_up()

    def action_choose(self) -> None:
        """Choose the card under the cursor."""
        self._cards().action_choose()

    # Export

    def action_export(self, form: ExportFormat = "md") -> None:
        """Write the teardown into the folder that was used last."""
        with_target(self.app, form, self._export)

    def action_export_to(self) -> None:
        """Ask for the form and the folder, and write the teardown there."""
        ask_target(self.app, self._export)

    def _export(self, target: Target) -> None:
        in_background(self, partial(self._write_export, target), group="export")

    async def _write_export(self, target: Target) -> None:
        desk = self.app.desk
        self.in_hand.collect()
        write = partial(desk.workspace.exports.write, snapshot(self.in_hand.record))
        with self.app.telling():
            path = await desk.run(partial(write, target.folder, form=target.form))
            self.app.tell(f"Wrote {path}.")
            self.on_exported(str(path))

    def on_exported(self, path: str) -> None:
        """Show where the export is."""

    # News

    def _hear(self, news: News) -> None:
        if news is News.BROKE:
            is_topmost = self.in_hand.listeners[-1] == self._hear
            if is_topmost and self.in_hand.fault is not None:
                self.post_message(self.Broke(self.in_hand.fault))
        elif self.is_attached:
            self.on_news(news)

    def on_news(self, news: News) -> None:
        """Show what is new."""
        if news is News.CLASHED:
            self._warn_of_clash()
        self.show_state()

    def on_work_page_broke(self, event: Broke) -> None:
        """End the app by the way that keeps what was typed."""
        raise event.fault

    def state_said(self) -> str:
        """Return how things stand, for this screen's bottom line."""
        return state_words(self.in_hand)

    def show_state(self) -> None:
        """Show the state; the reason of a refusal is told once."""
        bottom = self.bottom_line()
        if bottom is None or not self.is_current:
            return
        bottom.show_state(self.state_said())
        trouble = self.in_hand.trouble if self.in_hand.state is SaveState.REFUSED else None
        said = refusal_words(trouble) if trouble is not None else ""
        if said != self._said:
            if said:
                self.app.tell(said, severity="error")
            else:
                bottom.clear_message()
                self.app.tell("Saved again. Nothing was lost.")
            self._said = said

    def _warn_of_clash(self) -> None:
        self._clash_is_due = True
        if self.is_current:
            self.app.tell(
                "This teardown was changed somewhere else too. Nothing is lost; choose soon.",
                severity="warning",
            )
            self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        self.set_timer(HANDS_OFF_SECONDS / 5, self._show_clash)

    def _show_clash(self) -> None:
        """Show the two versions once the hands rest."""
        if self.in_hand.clash is None or not self.is_current or not self._clash_is_due:
            return
        if self.in_hand.quiet_seconds() < HANDS_OFF_SECONDS:
            self._wait_for_rest()
        else:
            self.action_resolve()

    def action_resolve(self) -> None:
        """Compare both versions."""
        if self.in_hand.clash is None:
            self.app.tell("There is only one version of this teardown.")
        else:
            self._clash_is_due = False
            self.app.push_screen(conflict_screen(self.in_hand))


def refusal_words(error: TeardownError | OSError) -> str:
    """Return why the library refused, and that it is tried again."""
    if isinstance(error, TeardownError):
        why = f"{error.what}: {error.why}" if error.why else error.what
    else:
        why = error.strerror or str(error)
    return f"Not saved yet. {why.rstrip('.')}. Your text is kept; saving is tried again."
