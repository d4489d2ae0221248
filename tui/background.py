"""Work that goes on while the app is used."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from textual.css.query import NoMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.dom import DOMNode
    from textual.worker import WorkType

__all__ = ["beside", "every", "in_background", "is_leaving"]

Result = TypeVar("Result")


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


def every(
    owner: DOMNode, seconds: float, work: Callable[[], Coroutine[Any, Any, object]], *, group: str
) -> None:
    """Do *work* every so many seconds while the app goes on, never twice at a time.

    A timer's own call is awaited by its owner, who takes no key until it is over.
    """
    goes_on = False

    async def once() -> None:
        nonlocal goes_on
        try:
            await work()
        finally:
            goes_on = False

    def begin() -> None:
        nonlocal goes_on
        if not goes_on:
            goes_on = True
            in_background(owner, once, group=group)

    owner.set_interval(seconds, begin)


async def beside(call: Callable[[], Result]) -> Result:
    """Return what *call* returns, from a thread that nobody waits for when the app closes.

    For what may never answer and must hold up neither saving nor leaving.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def give(result: Result | None, fault: BaseException | None) -> None:
        if answer.done():
            return
        if fault is not None:
            answer.set_exception(fault)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # there is one where nothing failed

    def work() -> None:
        result, fault = None, None
        try:
            result = call()
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            fault = error
        with suppress(RuntimeError):  # the app has closed
            loop.call_soon_threadsafe(give, result, fault)

    threading.Thread(target=work, name="beside", daemon=True).start()
    return await answer
