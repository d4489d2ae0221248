"""The app: it owns the desk, knows the screens by name, and tells people what happened."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import App

from tui.background import in_background
from tui.bindings import bindings_of
from tui.hands import Hands
from tui.hiding import when_shown
from tui.housekeeping import Housekeeping
from tui.keys import changed_keys, key_label, keys_in_force
from tui.leaving import cause_of, leave, save_after_crash
from tui.messages import MessageLog
from tui.navigation import first_screen, go_home, open_above_home, walk_screen, way_back
from tui.page import Page
from tui.presenter import Telling, words_for
from tui.settling import (
    SETTLED_AFTER,
    collect_garbage_again,
    report_copies,
    report_rescued,
    report_settings,
)
from tui.theme import ink_variables, set_up_themes

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Future

    from textual.binding import Binding, BindingType
    from textual.screen import Screen

    from lab.group.meeting import Meeting
    from lab.model import Teardown
    from tui.capturing import Captures
    from tui.desk import Desk
    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand
    from tui.group.sharing import Sharing
    from tui.navigation import WayBack
    from tui.screens.home.reading import Reading
    from tui.widgets.bottom_line import Severity

__all__ = ["TeardownApp"]

TERMINAL_GONE: Final = 1
"""The number of SIGHUP."""

QUIET_SECONDS: Final = 1.0
"""After so long without a key or the mouse, other things may use the processor."""


class TeardownApp(App[None], inherit_bindings=False):
    """Walks a person through teardowns."""

    TITLE = "teardown"
    ENABLE_COMMAND_PALETTE = False  # ours takes every text literally
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("app")

    def __init__(
        self,
        desk: Desk,
        *,
        start: str | None = None,
        early_reading: Future[Reading] | None = None,
    ) -> None:
        # Without colour the terminal's own are used; Textual must know before it starts.
        super().__init__(ansi_color=True if "NO_COLOR" in desk.workspace.environ else None)
        self.desk = desk
        self.early_reading = early_reading
        """The library as it was read while the program started, for the first frame."""
        self.messages = MessageLog(desk.workspace.clock)
        self.unfinished_new: dict[str, str] = {}
        """What was typed on New when it was closed."""
        self.compared_at: dict[str, tuple[str, tuple[str, ...]]] = {}
        """For each comparison that was left: the entry under the cursor, and who was shown."""
        self.meetings: dict[str, Meeting] = {}
        """Where the meeting of each round is; its clock goes on whatever screen is shown."""
        self.hidden: Mapping[str, str] = {}
        """The ids of teardowns that rematches keep out of sight, each with that of the rematch."""
        self.way_back: WayBack = ()
        """What is shown again above Home when the walk is left: where one came from."""
        self.crash: BaseException | None = None
        """The fault of the program that ended it."""
        self._saving: asyncio.Task[None] | None = None
        self._start = start
        self.hands = Hands(self)
        settings = desk.workspace.settings
        set_up_themes(self, str(settings["theme"]))
        self._parsed_for = self.theme
        self.keys = keys_in_force(settings.keys, preset=str(settings["preset"]))
        """Every command's keys as they are in force."""
        self.set_keymap(changed_keys(self.keys))

    # Looks

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the inks their colours in the theme that is on."""
        return ink_variables(self.current_theme)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key's name as a person knows it."""
        return binding.key_display or key_label(binding.key)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Parse the styles for another theme; Textual asks at every start, where none is new."""
        if self.theme != self._parsed_for:
            self._parsed_for = self.theme
            super().refresh_css(animate)

    def on_mount(self) -> None:
        """Do, once there is time for it, what can wait."""
        self.set_timer(SETTLED_AFTER, collect_garbage_again)
        reports = [report_settings]
        if self._start is None:
            reports += [report_rescued, report_copies]
        for report in reports:
            begin = partial(in_background, self, partial(report, self), group="reports")
            self.set_timer(SETTLED_AFTER, begin)
        Housekeeping(self).begin()

    def keep_theme(self, name: str | None) -> None:
        """Put a theme on and write it into the settings."""
        if name is not None:
            self.theme = name
            in_background(self, partial(self._write_theme, name), group="theme")

    async def _write_theme(self, name: str) -> None:
        with self.telling():
            workspace = self.desk.workspace
            await self.desk.run(workspace.preferences.set, "theme", name)
            if workspace.settings["theme"] != name:
                self.tell("TEARDOWN_THEME is set and decides again at the next start.")

    # Screens, each imported when it is first shown

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: Home, or the teardown that was asked for."""
        return first_screen(self, self._start)

    @when_shown
    def open_walk(self, teardown_id: str, *, claim: str = "") -> None:
        """Show one teardown, at a claim of it if need be, with nothing but Home below it.

        From the comparison, the group and its meeting one comes back there when it is left.
        """
        self.way_back = way_back(self)
        screen = walk_screen(teardown_id, claim=claim)
        in_background(self, partial(open_above_home, self, screen), group="go")

    def open_new(self, product: str = "") -> None:
        """Begin a teardown; *product* stands there already, with what is known about it."""
        from tui.screens.new.screen import NewScreen

        self.push_screen(NewScreen(product))

    def open_import(self) -> None:
        """Read in teardowns and notes from files."""
        from tui.screens.bring_in.screen import BringInScreen

        self.push_screen(BringInScreen())

    @when_shown
    def open_reading(self, teardown_id: str | None, *, version: str = "") -> None:
        """Show a teardown, or a version of it, as one page; ``None`` is the worked example."""
        from tui.screens.reading.screen import ReadingScreen

        self.push_screen(ReadingScreen(teardown_id, version=version))

    def open_record(self, record: Teardown, *, at: str = "") -> None:
        """Show a teardown that need not be in the library, as one page; *at* is a place in it."""
        from tui.screens.reading.screen import ReadingScreen

        self.push_screen(ReadingScreen(None, record=record, at=at))

    @when_shown
    def open_history(self, teardown_id: str) -> None:
        """Show the versions of a teardown that is not open."""
        from tui.screens.history.screen import HistoryScreen

        self.push_screen(HistoryScreen(teardown_id))

    def open_page(
        self,
        in_hand: TeardownInHand,
        evidence_id: str,
        *,
        quote: str = "",
        then: Callable[[Spot | None], None] = lambda _: None,
    ) -> None:
        """Read a captured page, the cursor on a quote of it; *then* hears where to go on."""
        from tui.doors import page_screen

        self.push_screen(page_screen(in_hand, evidence_id, quote=quote), then)

    @when_shown
    def open_comparison(self, names: Sequence[str]) -> None:
        """Lay teardowns of the library side by side."""
        from tui.comparing import InLibrary
        from tui.doors import compare_screen

        self.push_screen(compare_screen(InLibrary(tuple(names))))

    @when_shown
    def open_review(self, teardown_id: str | None) -> None:
        """Review a teardown of the library; ``None`` is the worked example."""
        from tui.screens.review.screen import ReviewScreen

        self.push_screen(ReviewScreen(teardown_id=teardown_id))

    @when_shown
    def open_evidence(self, teardown_id: str) -> None:
        """Show the evidence of a teardown of the library."""
        from tui.screens.evidence.screen import EvidenceScreen

        self.push_screen(EvidenceScreen(teardown_id=teardown_id))

    @when_shown
    def open_bench(self, teardown_id: str) -> None:
        """Show the trial bench of a teardown of the library."""
        from tui.screens.bench.screen import BenchScreen

        self.push_screen(BenchScreen(teardown_id=teardown_id))

    def open_group(self) -> None:
        """Show the study group."""
        from tui.doors import group_screen

        self.push_screen(group_screen())

    @cached_property
    def sharing(self) -> Sharing:
        """What goes on with a group's repository, whatever screen is shown."""
        from tui.group.sharing import Sharing

        return Sharing(self)

    @cached_property
    def captures(self) -> Captures:
        """The pages that are being captured, whatever screen is shown."""
        from tui.capturing import Captures

        return Captures(self)

    def go_home(self) -> None:
        """Leave a teardown for the library, or for where one came from; everything is on disk."""
        back, self.way_back = self.way_back, ()
        in_background(self, partial(go_home, self, back), group="go")

    def action_go_home(self) -> None:
        """Go back to the library, wherever one came from."""
        self.way_back = ()
        self.go_home()

    def action_help(self) -> None:
        """Say what can be done here."""
        from tui.screens.help.screen import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Search every command and every teardown by name."""
        from tui.screens.palette.screen import PaletteScreen

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen(self.screen))

    def action_change_theme(self) -> None:
        """Choose other colours, seeing each as the cursor comes to it."""
        from tui.choosing.chooser import PickScreen
        from tui.in_force import theme_choices

        def see(name: str) -> None:
            self.theme = name

        screen = PickScreen("a theme", theme_choices(self), at=self.theme, preview=see)
        self.push_screen(screen, self.keep_theme)

    def action_settings(self) -> None:
        """Show everything that can be set."""
        from tui.screens.settings.screen import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen())

    def action_own_keys(self) -> None:
        """Show every command with its keys, to change them."""
        from tui.screens.keys.screen import KeysScreen

        if not any(isinstance(screen, KeysScreen) for screen in self.screen_stack):
            self.push_screen(KeysScreen())

    def action_back_up(self) -> None:
        """Ask where the backup goes, and write it there."""
        from tui.caring import ask_for_backup

        ask_for_backup(self)

    def action_care(self) -> None:
        """Show what is wrong with the library."""
        from tui.screens.care.screen import CareScreen

        if not isinstance(self.screen, CareScreen):
            self.push_screen(CareScreen())

    def action_merge_copies(self) -> None:
        """Put together what a syncing tool kept twice."""
        from tui.caring import merge_copies

        in_background(self, partial(merge_copies, self), group="copies", exclusive=True)

    def action_messages(self) -> None:
        """Show what was said."""
        from tui.screens.messages.screen import MessagesScreen

        if not isinstance(self.screen, MessagesScreen):
            self.push_screen(MessagesScreen())

    # Telling

    def tell(self, text: str, *, severity: Severity = "information") -> None:
        """Say something in the bottom line; it can be read again in the messages."""
        self.messages.add(text, severity)
        if isinstance(self.screen, Page):
            self.screen.show_message(text, severity=severity)

    def tell_error(self, error: Exception) -> None:
        """Say what happened, why, and what to do."""
        self.tell(words_for(error), severity="error")

    def telling(self) -> Telling:
        """Return a context that says what goes wrong inside it, and goes on."""
        return Telling(self)

    def copy(self, text: str) -> None:
        """Copy, also over ssh; whether the terminal took it cannot be known."""
        self.copy_to_clipboard(text)
        self.tell(
            f"Copied {len(text):,} characters. If nothing arrives, your terminal does not "
            "take them; in tmux, “set -g set-clipboard on” helps."
        )

    def action_help_quit(self) -> None:
        """Say how to quit to those who press ctrl+c."""
        self.tell("Ctrl+Q quits. Everything typed is on disk.")

    # Coming and going

    @property
    def seconds_quiet(self) -> float:
        """The seconds since somebody last typed or clicked."""
        return self.hands.seconds_quiet

    @property
    def is_quiet(self) -> bool:
        """Whether nobody has typed for a moment."""
        return self.seconds_quiet > QUIET_SECONDS

    async def on_event(self, event: events.Event) -> None:
        """Note when somebody types, and take away a message that has been seen."""
        if self.hands.hold(event):
            return
        self.hands.note(event)
        if isinstance(event, events.Key | events.MouseDown) and isinstance(self.screen, Page):
            self.screen.seen()
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Leave, with everything typed on disk."""
        in_background(self, partial(leave, self, 0), group="leave", exclusive=True)

    def leave_for_signal(self, number: int) -> None:
        """Leave as a signal asks: save, then go with its status, whatever happens."""
        in_background(self, partial(leave, self, 128 + number), group="leave", exclusive=True)

    def panic(self, *_: object) -> None:
        """Leave when the terminal is gone; Textual calls this when it can no longer read keys."""
        self.leave_for_signal(TERMINAL_GONE)

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print the values of all variables, somebody's text among them.
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.crash = cause_of(error)
            self._saving = save_after_crash(self)
        self._close_messages_no_wait()

    async def saved_after_crash(self) -> None:
        """Wait until what was typed before a crash is on disk."""
        if self._saving is not None:
            await self._saving
