"""What may be said about a probe, or about all of them, in figures."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from tui.background import in_background
from tui.bindings import bindings_of
from tui.doors import Spot, probe_changes_screen
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.glyphs import plain_punctuation
from tui.harmless import one_line
from tui.screens.figures.drawing import draw_all, draw_probe
from tui.screens.figures.rows import ProbeRows, rows_of
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Probe
    from lab.trials.figures import BenchFigures
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.prose import Line

__all__ = ["FiguresScreen"]

WIDE: Final = 110
MANY: Final = 60_000
"""Characters of outputs from which on figures are computed beside the app."""


class FiguresSheet(Sheet):
    """The sentence, the bars, and every figure with what it means."""

    PURPOSE = (
        "What a probe showed. First a sentence to paste; then each wording’s rate on one axis "
        "from 0 to 100 %, where the bar is the interval in which the true rate may well lie and "
        "the dot what you saw; then every figure that so many outputs can carry. What is missing "
        "is named at the end, with the reason."
    )

    def __init__(self) -> None:
        super().__init__(id="figures-sheet")
        self.probes: tuple[Probe, ...] = ()
        self.figures: BenchFigures | None = None
        self.chosen = ""
        self.with_meanings = True

    def draw(self, width: int) -> list[Line]:
        """Return the lines of the probe that is chosen, or of all of them."""
        if self.figures is None:
            return [[("Counting", "muted")]]
        if not self.probes:
            words = "There is no probe yet. The bench is where one is designed."
            return [[(words, "muted")]]
        means = self.with_meanings
        probe = next((each for each in self.probes if each.id == self.chosen), None)
        if probe is None:
            return draw_all(self.probes, self.figures, width=width - 1, with_meanings=means)
        figures = self.figures.probes[probe.id]
        return draw_probe(probe, figures, width=width - 1, with_meanings=means)


class FiguresScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("figures", "list")
    PURPOSE = (
        "What may be said about a probe, and what may not: a sentence with its interval, bars, "
        "and every figure with its meaning. n goes to the next probe, and last to all of them."
    )
    CSS_PATH = "figures.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("figures")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, in_hand: TeardownInHand, probe_id: str = "") -> None:
        """Show that probe; all of them where it is empty."""
        super().__init__(in_hand)
        self._probes: list[Probe] = []
        self.rows = ProbeRows(id="figures-probes")
        self.sheet = FiguresSheet()
        self.sheet.chosen = probe_id

    def compose(self) -> ComposeResult:
        """Lay out the head, the probes and the figures."""
        yield PlainText(id="figures-head")
        yield self.rows
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Count."""
        self.set_focus(self.sheet)
        self.begin(self.in_hand)
        self._count()

    def on_screen_resume(self) -> None:
        """Count again what another screen changed."""
        super().on_screen_resume()
        if self.is_mounted:
            self._count()

    def on_news(self, news: News) -> None:
        """Count again what another program changed."""
        super().on_news(news)
        if news is News.REPLACED:
            self._count()

    # Counting and showing

    def _count(self) -> None:
        """Compute the figures: at once where that takes no time, else beside the app."""
        from lab.trials.figures import bench_figures

        probes = self.in_hand.record.probes
        known = len(probes) == len(self._probes) and all(map(_is, probes, self._probes))
        if known and self.sheet.figures is not None:
            return
        self._probes = [*probes]
        written = sum(len(trial.output) for probe in probes for trial in probe.trials)
        if written > MANY:
            in_background(self, self._count_beside, group="count", exclusive=True)
        else:
            self._show(self._probes, bench_figures(self._probes))

    async def _count_beside(self) -> None:
        from lab.trials.figures import bench_figures

        probes = self._probes
        self._show(probes, await asyncio.to_thread(bench_figures, probes))

    def _show(self, probes: list[Probe], figures: BenchFigures) -> None:
        sheet = self.sheet
        sheet.probes, sheet.figures = tuple(probes), figures
        ids = [probe.id for probe in probes]
        if sheet.chosen not in ids and len(ids) == 1:
            sheet.chosen = ids[0]
        elif sheet.chosen not in ids:
            sheet.chosen = ""
        self.set_class(len(ids) > 1, "-several")
        self.set_class(len(ids) <= 1, "-single")
        self.rows.show(rows_of(probes, figures))
        self.rows.move_to_key(sheet.chosen)
        self._show_head()
        sheet.redraw()
        self.refresh_bindings()

    def _show_head(self) -> None:
        rows = self.rows.rows
        place = f"{self.rows.cursor + 1} of {len(rows)}" if len(rows) > 1 else ""
        product = one_line(self.in_hand.record.product.name)
        self.query_one("#figures-head", PlainText).show(
            [
                ("Figures", "accent bold"),
                (f"  {product}", "bold"),
                (f"  {place}", "muted"),
            ]
        )

    @on(ProbeRows.Moved)
    def _on_moved(self) -> None:
        row = self.rows.row
        if row is not None and row.id != self.sheet.chosen:
            self.sheet.chosen = row.id
            self.sheet.scroll_home(animate=False)
            self.sheet.redraw()
            self._show_head()
            self.refresh_bindings()

    @property
    def _chosen(self) -> Probe | None:
        return next((each for each in self._probes if each.id == self.sheet.chosen), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        del parameters
        if action == "probe":
            return len(self.rows.rows) > 1
        if action in {"copy", "copy_markdown", "meanings", "then_and_now"}:
            return bool(self._probes)
        return True

    # Keys

    def action_probe(self, step: int) -> None:
        """Go to the next probe, or the one before; round the end."""
        self.rows.move_to((self.rows.cursor + step) % max(1, len(self.rows.rows)))

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()

    def action_scroll(self, pages: int) -> None:
        """Read a screenful on, or back."""
        self.sheet.action_page(pages)

    def action_meanings(self) -> None:
        """Show or hide what each figure means."""
        self.sheet.with_meanings = not self.sheet.with_meanings
        self.sheet.redraw()

    def action_copy(self) -> None:
        """Copy the sentence."""
        from lab.trials.saying import result_lines

        probe, figures = self._chosen, self.sheet.figures
        if figures is None:
            return
        chosen = self._probes if probe is None else [probe]
        alone = probe is not None
        said = [" ".join(result_lines(one, figures.probes[one.id])) for one in chosen]
        named = said if alone else [
            f"{one_line(one.name or one.prompt)}: {words}"
            for one, words in zip(chosen, said, strict=True)
        ]  # fmt: skip
        self.app.copy("\n".join(named))

    def action_copy_markdown(self) -> None:
        """Copy what is seen as Markdown."""
        from lab.trials.table import bench_markdown, probe_markdown

        figures, probe = self.sheet.figures, self._chosen
        if figures is None:
            self.app.tell(plain_punctuation("The figures are still being counted."))
        elif probe is None:
            self.app.copy(bench_markdown(self._probes, figures))
        else:
            self.app.copy(probe_markdown(probe, figures.probes[probe.id]))

    def action_then_and_now(self) -> None:
        """Compare with the same probes in another teardown."""
        self.app.push_screen(probe_changes_screen(self.in_hand), self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self.dismiss(spot)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)


def _is(one: Probe, other: Probe) -> bool:
    return one is other
