"""The same probes in two teardowns: what changed, and what is noise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from lab.figures import counted
from lab.trials.saying import reading_words
from lab.trials.table import paired_words
from tui.background import in_background
from tui.bindings import bindings_of
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.doors import Spot
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.hiding import HIDDEN
from tui.screens.probe_changes.drawing import Card, Sides, cards_of, draw_card
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Teardown
    from lab.trials.difference import BenchDifference
    from lab.trials.others import Other
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["ProbeChangesScreen"]


class ChangeCards(CardList[Card]):
    """Each probe that both sides have, before and after."""

    PURPOSE = (
        "One probe before and after, on one axis from 0 to 100 %, and below it the difference "
        "with its interval around zero. Changed: the interval leaves zero out. Noise: it does "
        "not, with ten runs or more on both sides. Else there are too few runs to say, and it "
        "says how many would settle it."
    )

    def __init__(self) -> None:
        super().__init__(id="probe-changes")
        self.sides = Sides("before", "after")
        self.empty = ""

    def key_of(self, card: Card) -> str:
        """Return the probes' ids."""
        return card.key

    def lines(self, card: Card, width: int) -> list[Line]:
        """Draw a card."""
        return draw_card(card, self.sides, width=width - 1)

    def draw(self, width: int) -> list[Line]:
        """Draw the cards, or say why there is none."""
        return super().draw(width) if self.cards else [[("  ", ""), (self.empty, "muted")]]


class ProbeChangesScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("probe_changes", "list")
    PURPOSE = (
        "The same prompts in another teardown: the same product earlier or later, or another "
        "product. Prompts are the same where their words are. o chooses the other teardown."
    )
    CSS_PATH = "probe_changes.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("probe_changes")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, in_hand: TeardownInHand, other_id: str = "") -> None:
        """Compare with that teardown; with the most likely one where it is empty."""
        super().__init__(in_hand)
        self._other_id = other_id
        self._others: list[Other] = []
        self._other: Teardown | None = None
        self._is_swapped = False
        self._difference: BenchDifference | None = None
        self.cards = ChangeCards()

    def compose(self) -> ComposeResult:
        """Lay out the head and the cards."""
        yield PlainText(id="probe-changes-head")
        yield self.cards
        yield BottomLine()

    def on_mount(self) -> None:
        """Look for the other teardown."""
        self.set_focus(self.cards)
        self.begin(self.in_hand)
        self.cards.empty = "Looking for the same prompts in other teardowns"
        self._show_head()
        self.cards.redraw()
        in_background(self, self._look, group="look", exclusive=True)

    async def _look(self) -> None:
        from lab.habit.rematch import still_to_write
        from lab.trials.others import others

        if still_to_write(self.in_hand.record):
            self.cards.empty = HIDDEN
            self.cards.redraw()
            return
        workspace, record = self.app.desk.workspace, self.in_hand.record
        probes = [*record.probes]
        asked = record.model_copy(update={"probes": probes})
        with self.app.telling():
            self._others = await self.app.desk.run(
                lambda: others(asked, workspace.summaries(), workspace.load)
            )
        self._take(self._other_id)

    def _take(self, name: str) -> None:
        """Compare with that teardown, else with the most likely one that shares a prompt."""
        named = [one for one in self._others if one.record.id == name]
        likely = named or [one for one in self._others if one.shared]
        self._other = likely[0].record if likely else None
        self._is_swapped = False
        self._show()

    def on_news(self, news: News) -> None:
        """Compare again where another program changed the teardown."""
        super().on_news(news)
        if news is News.REPLACED:
            self._show()

    # Showing

    @property
    def _pair(self) -> tuple[Teardown, Teardown] | None:
        """The earlier one and the later one, or the other way round."""
        ours, other = self.in_hand.record, self._other
        if other is None:
            return None
        ours_first = ours.created_at <= other.created_at
        return (ours, other) if ours_first is not self._is_swapped else (other, ours)

    def _show(self) -> None:
        from lab.trials.difference import bench_difference

        pair = self._pair
        if pair is None:
            self._difference = None
            self.cards.empty = self._why_none()
            self.cards.show([])
        else:
            self._difference = bench_difference(*pair)
            self.cards.sides = self._sides(*pair)
            self.cards.empty = "No prompt stands in both, word for word. o chooses another."
            self.cards.show(cards_of(self._difference))
        self._show_head()
        self.cards.redraw()
        self.refresh_bindings()

    def _why_none(self) -> str:
        if not self.in_hand.record.probes:
            return "This teardown has no probe yet, so there is nothing to compare."
        if self._others:
            return "No other teardown has the same prompts. o chooses one all the same."
        return "No other teardown has probes yet. Run the same prompts again in a new one."

    def _sides(self, before: Teardown, after: Teardown) -> Sides:
        if before.product.name == after.product.name:
            days = before.day_begun, after.day_begun
            if days[0] != days[1]:
                return Sides(*(day.isoformat() for day in days))
            return Sides("before", "after")
        return Sides(one_line(before.product.name), one_line(after.product.name))

    def _show_head(self) -> None:
        pieces: list[Piece] = [("Then and now", "accent bold")]
        pair = self._pair
        if pair is not None:
            before, after = (one_line(each.product.name) for each in pair)
            days = [each.day_begun.isoformat() for each in pair]
            pieces += [
                ("  before: ", "muted"), (before, "bold"), (f" {days[0]}", "muted"),
                (f" {glyphs().right} after: ", "muted"), (after, "bold"), (f" {days[1]}", "muted"),
            ]  # fmt: skip
        found = self._difference
        if found is not None and found.probes:
            counts = [
                (sum(one.change.reading == word for one in found.probes), word)
                for word in ("changed", "noise", "too few runs")
            ]
            said = [f"{number} {word}" for number, word in counts if number]
            whole = f"{counted(len(found.probes), 'prompt')} in both"
            dot = f" {glyphs().dot} "
            pieces.append((f"\n{whole}: {dot.join(said)}", "muted"))
        self.query_one("#probe-changes-head", PlainText).show(pieces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        del parameters
        if action == "other":
            return bool(self._others)
        if action == "swap":
            return self._other is not None
        if action in {"copy", "copy_markdown", "export_table", "probe"}:
            return bool(self.cards.cards)
        return True

    # Keys

    def action_probe(self, step: int) -> None:
        """Go to the next probe, or the one before."""
        self.cards.move_to(self.cards.cursor + step)

    def action_swap(self) -> None:
        """Let the two change their places."""
        self._is_swapped = not self._is_swapped
        self._show()

    def action_other(self) -> None:
        """Choose the other teardown."""
        choices = [
            Choice(
                one.record.id,
                f"{one.record.product.name}, {one.record.day_begun.isoformat()}",
                counted(one.shared, "same prompt"),
                "same product" if one.same_product else "",
                partial(self._take, one.record.id),
            )
            for one in self._others
        ]
        at = self._other.id if self._other is not None else choices[0].id
        self.app.push_screen(PickScreen("the teardown to compare with", choices, at=at))

    def action_copy(self) -> None:
        """Copy what became of the probe under the cursor."""
        card, sides = self.cards.card, self.cards.sides
        if card is None:
            return
        one = card.difference
        if one is not None:
            name = one_line(one.before.name or one.before.prompt)
            text = f"{name} ({sides.before}, then {sides.after}): {reading_words(one.change)}"
        else:
            text = paired_words(card.paired) if card.paired is not None else ""
        if text:
            self.app.copy(text)

    def _markdown(self) -> str:
        from lab.trials.table import difference_markdown

        pair = self._pair
        if pair is None or self._difference is None:
            return ""
        before, after = (f"{each.product.name} {each.day_begun.isoformat()}" for each in pair)
        return difference_markdown(self._difference, before=before, after=after)

    def action_copy_markdown(self) -> None:
        """Copy the whole comparison."""
        self.app.copy(self._markdown())

    def action_export_table(self) -> None:
        """Write the whole comparison into the folder that was used last."""
        in_background(self, self._write_table, group="export")

    async def _write_table(self) -> None:
        from lab.exporting import write_numbered

        desk, text = self.app.desk, self._markdown()
        name = f"{self.in_hand.record.id}-then-and-now.md"
        with self.app.telling():
            folder = await desk.run(desk.workspace.exports.folder)
            path = await desk.run(partial(write_numbered, folder / name, lambda _: text))
            self.app.tell(f"Wrote {path}.")

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)
