"""Work that goes on while the app is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.css.query import NoMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.dom import DOMNode
    from textual.worker import WorkType

__all__ = ["in_background", "is_leaving"]


def is_leaving(node: DOMNode) -> bool:
    """Tell whether *node* is being taken away, or was: then its parts are gone before it."""
    return node._pruning or not node.is_attached  # noqa: SLF001 - nothing public says so this early


def in_background(
    owner: DOMNode,
    work: Callable[[], Coroutine[Any, Any, object]],
    *,
    group: str = "default",
    exclusive: bool = False,
) -> None:
    """Await *work* while the app goes on; it ends with its owner.

    An *exclusive* one ends those of its group that still go on. It takes the function, not
    the coroutine: what is ended before its first step would leave that one never awaited.
    Work that finds no widget to show its result in while its owner goes away just ends.
    """

    async def until_it_leaves() -> object:
        try:
            return await work()
        except NoMatches:
            if is_leaving(owner):
                return None
            raise

    wanted: WorkType[object] = until_it_leaves
    owner.run_worker(wanted, group=group, exclusive=exclusive)
