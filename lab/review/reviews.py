"""The room for reviews: of teardowns in the library, in hand, and in files from elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from lab.review.finding import Finding
    from lab.review.review import Review
    from store.clock import Clock
    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["Reviews"]


class Reviews:
    """Looks at teardowns and changes none."""

    def __init__(self, template_of: Callable[[Teardown], Template], *, clock: Clock) -> None:
        """*template_of* returns the template that a teardown was written against."""
        self._template_of = template_of
        self._clock = clock

    def of(self, record: Teardown) -> Review:
        """Return what there is to say about a teardown today."""
        from lab.review.review import review

        return review(record, self._template_of(record), today=self.today())

    def findings(self, record: Teardown) -> list[Finding]:
        """Return all that the rules find, also what was answered as a counter-question."""
        from lab.review.rules import find
        from lab.review.subject import Subject

        return find(Subject(record, self._template_of(record), self.today()))

    def today(self) -> date:
        """Return the calendar day that it is here."""
        now = self._clock.now()
        _, offset = self._clock.local_zone(now)
        return (now + timedelta(seconds=offset)).date()

    def read(self, text: str, *, name: str) -> Teardown:
        """Return the teardown that a file's text holds, Markdown of ours or exported JSON.

        Nothing is imported. Raises ``InvalidRecord`` with a line for each fault.
        """
        from lab.review.reading import read_teardown

        return read_teardown(text, name=name)
