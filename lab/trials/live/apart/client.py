"""Runs made by a child, without holding up whoever asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from lab.apart.parent import ChildProgram
from lab.trials.live.apart.messages import draft_of, error_of, report_of
from lab.trials.live.running import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.trials.live.apart.messages import Asked
    from lab.trials.live.running import LiveReport
    from lab.trials.writing import TrialDraft

__all__ = ["Listener", "RunsApart"]


class Listener(Protocol):
    """Hears what the child says."""

    def on_trial(self, draft: TrialDraft, marker: str) -> None:
        """Keep a run that is there."""
        ...

    def on_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        ...

    def on_note(self, words: str) -> None:
        """Show something worth knowing, such as that a model will be gone."""
        ...


class RunsApart:
    """One child and its runs."""

    def __init__(self, asked: Asked, *, environ: Mapping[str, str]) -> None:
        self._child = ChildProgram("lab.trials.live.apart", asked.line(), environ=environ)

    def stop(self) -> None:
        """Wish for the end: what is there is kept, what is under way is given up."""
        self._child.stop()

    async def run(self, listener: Listener) -> LiveReport:
        """Make the runs; raise ``ModelError``. A cancel ends the child at once."""

        def hear(message: dict[str, Any]) -> LiveReport | None:
            if "trial" in message:
                listener.on_trial(draft_of(message["trial"]), message["marker"])
            elif "progress" in message:
                listener.on_progress(Progress(**message["progress"]))
            elif "note" in message:
                listener.on_note(message["note"])
            elif "error" in message:
                raise error_of(message["error"])
            else:
                return report_of(message["report"])
            return None

        return await self._child.run(hear, doing="makes the runs")
