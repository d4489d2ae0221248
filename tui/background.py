"""Work that goes on while the app is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.dom import DOMNode
    from textual.worker import WorkType

__all__ = ["in_background"]


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
    """
    wanted: WorkType[object] = work
    owner.run_worker(wanted, group=group, exclusive=exclusive)
