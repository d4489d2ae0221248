"""Lessons: a principle to take home, with its limit. It becomes a card to recall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.walk import next_item_id
from tui.forms.fields import TextAsked
from tui.items.kind import Fault, ItemKind
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from lab.model import Lesson, Teardown
    from tui.forms.form import Asked
    from tui.widgets.prose import Line

__all__ = ["Lessons"]


class Lessons(ItemKind["Lesson"]):
    """What is taken home."""

    noun = "principle"
    plural = "Principles"

    def items(self, record: Teardown, section: str) -> Sequence[Lesson]:
        """Return all lessons."""
        del section
        return record.take_home.lessons

    def replace_all(self, record: Teardown, items: Sequence[Lesson], section: str) -> None:
        """Let *items* be the lessons."""
        del section
        record.take_home = record.take_home.model_copy(update={"lessons": list(items)})

    def asked(self, item: Lesson | None, section: str, record: Teardown) -> list[Asked]:
        """Ask for principle and limit."""
        del section, record
        return [
            TextAsked(
                "principle",
                "It holds that",
                "Say where each fact came from, beside the fact",
                item.principle if item else "",
            ),
            TextAsked(
                "limit",
                "But not when",
                "The user cannot open the source",
                item.limit if item else "",
            ),
        ]

    def check(self, values: Mapping[str, str], *, today: date) -> Fault | None:
        """Want a principle."""
        del today
        return (
            None if values["principle"] else ("principle", "Say it so that it makes sense alone.")
        )

    def make(
        self,
        values: Mapping[str, str],
        record: Teardown,
        *,
        section: str,
        now: datetime,
        today: date,
        old: Lesson | None,
    ) -> Lesson:
        """Return the lesson as it was filled in."""
        from lab.model import Lesson

        del section, now, today
        if old is not None:
            return old.model_copy(update=dict(values))
        return Lesson.model_validate(
            dict(values) | {"id": next_item_id("lessons", record.take_home.lessons)}
        )

    def lines(self, item: Lesson, width: int, record: Teardown, today: date) -> list[Line]:
        """Draw principle and limit."""
        del record, today
        lines = block(item.principle, "bold", width)
        return lines + (block(item.limit, "", width, first="not when ") if item.limit else [])
