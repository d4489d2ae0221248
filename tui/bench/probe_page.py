"""A screen of one probe of the teardown that is worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.background import is_leaving
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.page import Result

if TYPE_CHECKING:
    from lab.model import Probe
    from tui.bench.changes import BenchChanges
    from tui.editing.in_hand import TeardownInHand

__all__ = ["ProbePage"]


class ProbePage(WorkPage[Result]):
    """Shows the probe as it is now, and goes where somebody took it out."""

    def __init__(self, in_hand: TeardownInHand, probe_id: str, *, changes: BenchChanges) -> None:
        super().__init__(in_hand)
        self._probe_id = probe_id
        self._changes = changes

    @property
    def probe(self) -> Probe | None:
        """The probe as it is now; ``None`` once somebody took it out."""
        probes = self.in_hand.record.probes
        return next((probe for probe in probes if probe.id == self._probe_id), None)

    def show(self) -> None:
        """Show the probe as it stands now."""
        raise NotImplementedError

    def show_or_leave(self) -> None:
        """Show the probe, or go back where it is no longer there."""
        if self.probe is not None:
            self.show()
        elif self.is_active and not is_leaving(self):
            self.dismiss(None)
            self.app.tell("This probe is no longer there.")

    def on_news(self, news: News) -> None:
        """Show what came from elsewhere."""
        super().on_news(news)
        if news is News.REPLACED:
            self.show_or_leave()

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above."""
        super().on_screen_resume()
        if self.is_mounted:
            self.show_or_leave()
