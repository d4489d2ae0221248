"""A model asked by a child, without holding up whoever waits for its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from lab.apart.parent import ChildProgram
from lab.counterpoints.apart.messages import item_of, report_of
from lab.trials.live.apart.messages import error_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.counterpoints.apart.messages import Asked
    from lab.counterpoints.asking import AskReport
    from lab.model import Counterpoint

__all__ = ["AskingApart", "Listener"]


class Listener(Protocol):
    """Hears what the child says."""

    def on_item(self, item: Counterpoint) -> None:
        """Keep an item that is complete."""
        ...

    def on_reserved(self, cost: float) -> None:
        """Note the most that asking may have cost so far."""
        ...

    def on_words(self, words: str) -> None:
        """Show how it goes, such as that it is tried again."""
        ...

    def on_note(self, words: str) -> None:
        """Show something worth knowing, such as that a model will be gone."""
        ...


class AskingApart:
    """One child and its question."""

    def __init__(self, asked: Asked, *, environ: Mapping[str, str]) -> None:
        self._child = ChildProgram("lab.counterpoints.apart", asked.line(), environ=environ)

    def stop(self) -> None:
        """Wish for the end: what came is kept."""
        self._child.stop()

    async def run(self, listener: Listener) -> AskReport:
        """Ask; raise ``ModelError``. A cancel ends the child at once."""

        def hear(message: dict[str, Any]) -> AskReport | None:
            if "item" in message:
                listener.on_item(item_of(message["item"]))
            elif "reserved" in message:
                listener.on_reserved(message["reserved"])
            elif "words" in message:
                listener.on_words(message["words"])
            elif "note" in message:
                listener.on_note(message["note"])
            elif "error" in message:
                raise error_of(message["error"])
            else:
                return report_of(message["report"])
            return None

        return await self._child.run(hear, doing="asks the model")
