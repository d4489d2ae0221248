"""The study group: who is in it, how its rounds stand, and what to do next."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Container

from lab.group.errors import NoGroup
from tui.background import in_background
from tui.bindings import bindings_of
from tui.doors import compare_screen, session_screen
from tui.group.source import OfRound
from tui.group.words import tell_group_error, tried
from tui.keys import key_label
from tui.page import Page
from tui.screens.group.afterwards import footer_titles
from tui.screens.group.drawing import action_of, draw_group, draw_welcome, head_pieces
from tui.screens.group.rows import RoundRows
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.group.overview import GroupView, RoundView
    from lab.workspace import Workspace
    from tui.commands import Scope
    from tui.screens.group.round_keys import RoundKeys
    from tui.screens.group.starting import Starting
    from tui.widgets.prose import Line

__all__ = ["GroupScreen"]

WIDE: Final = 110
LOOK_SECONDS: Final = 20.0
"""How often a folder is looked at again, in which others may have written."""
_OF_ROUND: Final = {
    "work": frozenset({"missing", "sealed", "revealed", "broken", "unsealed"}),
    "compare": frozenset({"sealed", "revealed", "broken", "unsealed"}),
    "again": frozenset({"revealed"}),
    "agree": frozenset({"revealed"}),
    "publish": frozenset({"revealed"}),
    "session": frozenset({"sealed", "revealed", "broken", "unsealed"}),
}
"""In which of one's own states each of them makes sense."""
_WRITES: Final = frozenset({"new_round", "seal", "reveal", "again", "publish", "begin", "join"})
"""What waits for a sync to end."""


class GroupSheet(Sheet):
    """One round and what to do next in it; without a group, how to come to one."""

    PURPOSE = (
        "A round: who has sealed, who has revealed, who is late, and on top what to do next with "
        "its key. The arrows scroll."
    )

    def __init__(self, key: partial[str]) -> None:
        super().__init__(id="group-sheet")
        self._key = key
        self.view: GroupView | None = None
        self.chosen = ""
        self.is_read = False

    def draw(self, width: int) -> list[Line]:
        """Return the lines for a width."""
        if not self.is_read:
            return []
        if self.view is None:
            return draw_welcome(width - 1, self._key)
        return draw_group(self.view, self.view.round(self.chosen), width - 1, self._key)


class GroupScreen(Page[None]):
    """The group that was used last, or the way to one."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("group", "list")
    PURPOSE = (
        "Take a product apart alone, seal, reveal together, compare and meet. Enter does what is "
        "next. Nothing is sent but by Sync, and nothing of a text before you reveal it; nobody "
        "sees another’s text before sealing their own."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("group")
    CSS_PATH = "group.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, *, at: str = "") -> None:
        """Show the group that was used last, at a round of it."""
        super().__init__()
        self._folder: Path | None = None
        self._at = at
        self.rows = RoundRows(id="group-rounds")
        self.sheet = GroupSheet(partial(_key, self))

    def compose(self) -> ComposeResult:
        """Lay out the head, what goes on, the rounds and the one that is read."""
        yield PlainText([("Study group", "accent bold")], id="group-head")
        yield PlainText(id="group-doing")
        with Container(id="group-body"):
            yield self.rows
            yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin to read."""
        self.set_focus(self.sheet)
        self.app.sharing.listeners.append(self._shared)
        self.set_interval(LOOK_SECONDS, self._look)
        self._show_doing()
        in_background(self, self.read, group="read", exclusive=True)

    def on_unmount(self) -> None:
        """Listen no longer; what goes on goes on."""
        if self._shared in self.app.sharing.listeners:
            self.app.sharing.listeners.remove(self._shared)

    def on_screen_resume(self) -> None:
        """Read again what another screen changed."""
        if self.sheet.is_read:
            in_background(self, self.read, group="read", exclusive=True)

    def _look(self) -> None:
        if self.is_current and self._folder is not None and not self.app.sharing.is_going_on:
            in_background(self, self.read, group="read", exclusive=True)

    # Reading and showing

    def show_folder(self, folder: Path) -> None:
        """Show the group of that folder."""
        self._folder = folder
        in_background(self, self.read, group="read", exclusive=True)

    async def read(self, *, at: str = "") -> None:
        """Read the group at the desk, and show it; *at* is the round to go to."""
        desk = self.app.desk
        try:
            view = await desk.run(_read, desk.workspace, self._folder)
        except NoGroup as error:
            if self._folder is not None:
                tell_group_error(self.app, error)
            self._folder = None
            view = None
        except OSError as error:
            tell_group_error(self.app, error)
            return
        if view is not None:
            self._folder = view.folder
        self._show(view, at=at)

    def _show(self, view: GroupView | None, *, at: str) -> None:
        sheet = self.sheet
        known = view == sheet.view and sheet.is_read and not at
        sheet.view, sheet.is_read = view, True
        rounds = view.rounds if view is not None else []
        at, self._at = at or self._at, ""
        if at or sheet.chosen not in {one.id for one in rounds}:
            sheet.chosen = at or (rounds[0].id if rounds else "")
        self.set_class(len(rounds) > 1, "-several")
        if not known:
            self.rows.show(rounds)
            self.rows.move_to_key(sheet.chosen)
            sheet.redraw()
        head = self.query_one("#group-head", PlainText)
        if view is None:
            head.show([("Study group", "accent bold")])
        else:
            offline = self.app.sharing.is_offline
            head.show(head_pieces(view, offline=offline, key=partial(_key, self)))
        self.key_titles = footer_titles(self.here)
        self.refresh_bindings()

    def _shared(self) -> None:
        self._show_doing()
        if not self.app.sharing.is_going_on:
            in_background(self, self.read, group="read", exclusive=True)

    def _show_doing(self) -> None:
        sharing = self.app.sharing
        self.set_class(sharing.is_going_on, "-sharing")
        key = key_label(self.app.keys["group.stop"][0])
        self.query_one("#group-doing", PlainText).show(
            [(f"{sharing.doing}…  ", "accent"), (key, "accent bold"), (" stops it", "muted")]
        )
        self.refresh_bindings()

    @on(RoundRows.Moved)
    def _on_moved(self) -> None:
        row = self.rows.row
        if row is not None and row.id != self.sheet.chosen:
            self.sheet.chosen = row.id
            self.key_titles = footer_titles(self.here)
            self.sheet.scroll_home(animate=False)
            self.sheet.redraw()
            self.refresh_bindings()

    # Which keys there are

    @property
    def view(self) -> GroupView | None:
        """The group as it was read last."""
        return self.sheet.view

    @property
    def here(self) -> RoundView | None:
        """The round that is shown."""
        return self.view.round(self.sheet.chosen) if self.view is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        del parameters
        view, here = self.view, self.here
        is_busy = self.app.sharing.is_going_on
        is_member = view is not None and bool(view.me)
        opening = here.standing.opening if here is not None else None
        state = here.my_state if here is not None and is_member else ""
        can = {
            "stop": is_busy,
            "seal": here is not None and (state == "missing" or here.my_fault == "seal"),
            "reveal": here is not None and (state == "sealed" or here.my_fault == "text"),
            "new_round": is_member,
            "sync": is_member and not is_busy and view is not None and view.is_synced,
            "site": is_member,
            "round": view is not None and len(view.rounds) > 1,
            "copy": opening is not None and bool(opening.prompt),
            "begin": view is None,
        }
        can = {name: state in states for name, states in _OF_ROUND.items()} | can
        return can.get(action, True) and not (is_busy and action in _WRITES)

    # Keys

    def action_next(self) -> None:
        """Do what is next."""
        view, here = self.view, self.here
        if view is None:
            self.action_begin()
        elif not view.me:
            self.action_join()
        elif here is None:
            self.action_new_round()
        else:
            name = action_of(here).removeprefix("group.")
            if self.check_action(name, ()):
                in_background(self, partial(self.run_action, name), group="next")

    @cached_property
    def _starting(self) -> Starting:
        from tui.screens.group.starting import Starting

        return Starting(self)

    def action_begin(self) -> None:
        """Begin a group."""
        self._starting.ask_to_begin()

    def action_join(self) -> None:
        """Join a group, or open another one that one is in."""
        self._starting.ask_to_join()

    def _keys(self) -> RoundKeys | None:
        from tui.screens.group.round_keys import RoundKeys

        return RoundKeys(self, self._folder) if self._folder is not None else None

    def action_new_round(self) -> None:
        """Open a round."""
        keys = self._keys()
        if keys is not None:
            in_background(self, keys.ask_for_round, group="round")

    def _in_round(
        self, do: Callable[[RoundKeys], Callable[[RoundView], Coroutine[Any, Any, None]]]
    ) -> None:
        keys, here = self._keys(), self.here
        if keys is not None and here is not None:
            in_background(self, partial(do(keys), here), group="round")

    def action_work(self) -> None:
        """Open one's own teardown, or begin it."""
        self._in_round(lambda keys: keys.work)

    def action_seal(self) -> None:
        """Seal one's own teardown."""
        self._in_round(lambda keys: keys.seal)

    def action_agree(self) -> None:
        """Begin the group's own teardown."""
        self._in_round(lambda keys: keys.agree)

    def action_publish(self) -> None:
        """Put the comparison into the folder."""
        self._in_round(lambda keys: keys.publish)

    def action_reveal(self) -> None:
        """Reveal one's own teardown."""
        keys, here = self._keys(), self.here
        if keys is not None and here is not None:
            keys.ask_to_reveal(here)

    def action_site(self) -> None:
        """Write pages for whoever reads in a browser."""
        keys = self._keys()
        if keys is not None:
            keys.ask_for_site()

    def action_compare(self) -> None:
        """Lay the revealed teardowns side by side, where there are two."""
        in_background(self, self._compare, group="compare", exclusive=True)

    async def _compare(self) -> None:
        here, folder = self.here, self._folder
        if here is None or folder is None:
            return
        source = OfRound(folder, here.id)
        if await tried(self.app, source.read, self.app.desk.workspace) is not None:
            self.app.push_screen(compare_screen(source))

    def action_session(self) -> None:
        """Open the meeting."""
        if self.here is not None and self._folder is not None:
            self.app.push_screen(session_screen(OfRound(self._folder, self.here.id)))

    def action_again(self) -> None:
        """Score a section again."""
        from tui.group.scoring import ask_for_score

        if self.here is not None and self._folder is not None:
            source = OfRound(self._folder, self.here.id)
            in_background(self, partial(ask_for_score, self, source), group="round")

    def action_sync(self) -> None:
        """Send one's own files and fetch the others'; where to, is asked where nobody said."""
        keys = self._keys()
        if self.view is not None and not self.view.address and keys is not None:
            keys.ask_for_address()
        elif self._folder is not None:
            self.app.sharing.sync(self._folder)

    def action_stop(self) -> None:
        """Break off what goes on."""
        self.app.sharing.stop()

    def action_copy(self) -> None:
        """Copy the prompt that everybody runs."""
        here = self.here
        if here is not None and here.standing.opening is not None:
            self.app.copy(here.standing.opening.prompt)

    def action_round(self, step: int) -> None:
        """Go to the next round, or the one before; round the end."""
        self.rows.move_to((self.rows.cursor + step) % max(1, len(self.rows.rows)))

    def action_down(self) -> None:
        """Read on."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Read further up."""
        self.sheet.action_up()

    def again(self) -> Callable[[], GroupScreen]:
        """Return what makes this screen anew, at the same round."""
        return partial(GroupScreen, at=self.sheet.chosen)

    def action_back(self) -> None:
        """Go back; a sync goes on."""
        self.dismiss()


def _key(screen: GroupScreen, command: str) -> str:
    return key_label(screen.app.keys[command][0])


def _read(workspace: Workspace, folder: Path | None) -> GroupView:
    import lab.group.saying  # noqa: F401 - it draws what is read, and takes long to load
    from lab.group.overview import overview

    return overview(workspace.groups.open(folder), workspace.summaries())
