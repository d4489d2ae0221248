"""Words in an answer that a careful reader would ask about, noticed while one writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.background import in_background
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app import TeardownApp
    from tui.page import Page

__all__ = ["Noticed", "Noticing", "notice"]

_MOST: Final = 3
"""Who sees three finds the others alone."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A few words, and the question that they raise."""

    words: str
    question: str


def notice(text: str, section: str) -> tuple[Noticed, ...]:
    """Return the first places at which the method's rules about words ask something.

    Takes some milliseconds for a long text, and loads the reviewer: call it off the event loop.
    """
    from lab.review.texts import in_text

    found = sorted(
        (each.span[0] if each.span else 0, each.match, each.question)
        for _, each in in_text(text, section)
    )
    asked: dict[str, Noticed] = {}
    for _, words, question in found:
        asked.setdefault(question.casefold(), Noticed(one_line(words), question))
    return tuple(asked.values())[:_MOST]


class Noticing:
    """Looks at the words of the answer that is shown, off the event loop and never at a key."""

    def __init__(self, page: Page[None], *, show: Callable[[], None]) -> None:
        """*show* draws what is new."""
        self._page = page
        self._show = show
        self.now: tuple[Noticed, ...] = ()
        """What the answer's words raise, as they were at the last pause."""

    def forget(self) -> None:
        """Show nothing: another answer is shown."""
        self._take(())

    def look(self, section: str, text: str) -> None:
        """Look at an answer; a look that was begun before is not waited for."""
        look = partial(self._look, section, text)
        in_background(self._page, look, group="notice", exclusive=True)

    async def _look(self, section: str, text: str) -> None:
        app: TeardownApp = self._page.app
        # Without words nothing is loaded to read them.
        self._take(await app.desk.run(notice, text, section) if text else ())

    def _take(self, noticed: tuple[Noticed, ...]) -> None:
        if noticed != self.now:
            self.now = noticed
            self._show()
