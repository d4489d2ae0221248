"""The learner's own score of a section, and what opens once it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.figures import counted
from tui.keys import key_label
from tui.screens.walk.help_source import anchors_of, help_for
from tui.screens.walk.rubric import NO_SCORE, RubricScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import TeardownApp
    from tui.editing.in_hand import TeardownInHand
    from tui.screens.walk.steps import Step

__all__ = ["Scoring"]


class Scoring:
    """Asks for scores, and writes them into the record."""

    def __init__(
        self, app: TeardownApp, in_hand: TeardownInHand, *, show: Callable[[], None]
    ) -> None:
        """*show* draws what a score changes."""
        self._app = app
        self._in_hand = in_hand
        self._show = show

    def ask(self, section: str) -> None:
        """Ask for the score of a section, with the rubric in view."""
        self._in_hand.collect()
        record = self._in_hand.record
        title = next(part.title for part in record.questions if part.id == section)
        work = record.sections.get(section)

        def done(score: int | None) -> None:
            if score is not None:
                self.give(section, None if score == NO_SCORE else score)

        self._app.push_screen(
            RubricScreen(
                f"How strong is this section? {title}",
                anchors_of(self._in_hand, section),
                self._in_hand.template.rubric_notes,
                work.score if work is not None else None,
            ),
            done,
        )

    def give(self, section: str, score: int | None) -> None:
        """Score a section, ``None`` takes the score back; say what has opened."""
        self._in_hand.collect()
        was_open = help_for(self._in_hand, section).challenge.questions
        self._in_hand.score(section, score)
        self._show()
        asked = help_for(self._in_hand, section).challenge
        if asked.questions and not was_open:
            key = key_label((self._app.keys["walk.counter"] or ("ctrl+p",))[0])
            self._app.tell(f"{counted(len(asked.questions), 'counter-question')} opened: {key}.")
        elif score is not None and asked.locked:
            self._app.tell(f"Scored {score}. {asked.locked}")

    def remind(self, left: Step) -> None:
        """Say that the section that was left has no score yet, where it has text."""
        work = self._in_hand.record.sections.get(left.section.id)
        if work is not None and work.score is None and any(work.answers.values()):
            self._app.tell(f"“{left.section.title}” has no score yet: Esc, then 0 to 4.")
