"""Going from screen to screen and out, without leaving anything typed behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.leaving import save_everything
from tui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.screen import Screen

    from tui.app import TeardownApp

    WayBack = tuple[Callable[[], Screen[Any]], ...]

__all__ = ["first_screen", "go_home", "open_above_home", "walk_screen", "way_back"]


def first_screen(app: TeardownApp, teardown_id: str | None) -> Page[None]:
    """Return the screen to begin with, ready for its first frame: Home, or one teardown."""
    if teardown_id is not None:
        screen = walk_screen(teardown_id)
    else:
        from tui.screens.home.screen import HomeScreen

        screen = HomeScreen()
    # Textual reads the style sheets of screens that are pushed, not of the first one.
    app.stylesheet.read_all(screen.css_path)
    screen.fit_to(app.size)
    return screen


def walk_screen(teardown_id: str, *, claim: str = "") -> Page[None]:
    """Return the walk through one teardown, imported when it is first needed."""
    from tui.screens.walk.screen import WalkScreen

    return WalkScreen(teardown_id, claim=claim)


def way_back(app: TeardownApp) -> WayBack:
    """Return what makes the screens above Home anew, as far as they are ones to come back to."""
    found: list[Callable[[], Screen[Any]]] = []
    for screen in app.screen_stack[1:]:
        makes = screen.again() if isinstance(screen, Page) else None
        if makes is None:
            break
        found.append(makes)
    return tuple(found)


async def go_home(app: TeardownApp, back: WayBack = ()) -> None:
    """Show Home, with everything above it saved and closed; and above it what *back* makes."""
    from tui.screens.home.screen import HomeScreen

    if not await save_everything(app, app.screen_stack):
        return
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    if not isinstance(app.screen, HomeScreen):
        await _replace_first(app, HomeScreen())
    for make in back:
        await app.push_screen(make())


async def open_above_home(app: TeardownApp, screen: Screen[Any]) -> None:
    """Show a screen with nothing but Home below it."""
    from tui.screens.home.screen import HomeScreen

    if not await save_everything(app, app.screen_stack):
        return
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    if isinstance(app.screen, HomeScreen):
        await app.push_screen(screen)
    else:
        await _replace_first(app, screen)


async def _replace_first(app: TeardownApp, screen: Screen[Any]) -> None:
    """Put a screen in the place of the only one there is."""
    first = app.screen
    if not first._result_callbacks:  # noqa: SLF001 - Textual gives the very first screen none
        first._push_result_callback(first, None)  # noqa: SLF001 - and takes one away in switching
    await app.switch_screen(screen)
