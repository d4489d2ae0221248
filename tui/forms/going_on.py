"""From field to field, without what was typed right behind Enter going astray."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events

if TYPE_CHECKING:
    from asyncio import Queue

    from textual.message import Message
    from textual.widget import Widget

__all__ = ["GoesOn", "goes_on"]


@runtime_checkable
class GoesOn(Protocol):
    """A screen with fields."""

    def go_on(self) -> None:
        """Go on to the next field at once, or do what the last one leads to."""


def goes_on(field: Widget, event: events.Key) -> bool:
    """Leave a field for the next one where a key is Enter; return whether it is.

    The keys that came in one go with it go along: over a slow line they arrive in bundles, and
    those behind Enter wait at the field by now.
    """
    if event.key != "enter":
        return False
    event.stop()
    event.prevent_default()
    screen = field.screen
    if not isinstance(screen, GoesOn):
        raise TypeError(type(screen).__name__)
    screen.go_on()
    focused = screen.focused
    if focused is not None and focused is not field:
        _hand_on(field, focused)
    return True


def _hand_on(field: Widget, to: Widget) -> None:
    """Let *to* have the keys that wait at a field, in their order, before any that come later."""
    queue: Queue[Message | None] = field._message_queue  # noqa: SLF001 - nothing public tells what waits
    ahead = field._pending_message  # noqa: SLF001 - what was looked at ahead is no longer in there
    if isinstance(ahead, events.Key | events.Paste):
        field._pending_message = None  # noqa: SLF001 - as above
        queue.task_done()
        to.post_message(ahead)
    others: list[Message | None] = []
    while not queue.empty():
        message = queue.get_nowait()
        queue.task_done()
        if isinstance(message, events.Key | events.Paste):
            to.post_message(message)
        else:
            others.append(message)
    for message in others:
        queue.put_nowait(message)
