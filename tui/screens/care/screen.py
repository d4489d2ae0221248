"""Looking after the library: what is wrong, why, what to do, and one key that mends it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from lab.errors import TeardownError
from tui.background import in_background
from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.keys import key_label
from tui.page import Page
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.prose import block
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Ailment
    from lab.workspace import Workspace
    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.widgets.lines import Ink
    from tui.widgets.prose import Line

__all__ = ["CareScreen"]

_WORDS: dict[str, tuple[str, Ink]] = {
    "error": ("Cannot be used", "bad"),
    "warning": ("Look at it", "warning"),
    "note": ("Good to know", "muted"),
    "mended": ("Mended", "good"),
}


_ON_THE_COMMAND_LINE, _HERE = "“teardown doctor --fix”", "“Mend”"
"""The doctor speaks of its command; here a key does it."""


@dataclass(frozen=True, slots=True)
class _Card:
    """One thing that was found, or mended."""

    state: str
    ailment: Ailment


class AilmentList(CardList[_Card]):
    """One card for each thing, the worst first."""

    PURPOSE: ClassVar[str] = "What is wrong with the library, the worst first."

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def key_of(self, card: _Card) -> str:
        """Return the file and what it has."""
        return f"{card.ailment.path} {card.ailment.what}"

    def lines(self, card: _Card, width: int) -> list[Line]:
        """Draw what, why, what to do, and where."""
        word, ink = _WORDS[card.state]
        ailment = card.ailment
        lines = [*block(ailment.what, "bold", width, first=f"{word}  ", first_ink=ink, rest="  ")]
        why = f"{ailment.why[:1].upper()}{ailment.why[1:].rstrip('.')}." if ailment.why else ""
        refused = f"It could not be mended: {ailment.refused}." if ailment.refused else ""
        todo = ailment.todo.replace(_ON_THE_COMMAND_LINE, _HERE)
        for text in (why, refused, todo):
            lines += block(text, "", width, first="  ") if text else []
        return [*lines, *block(self._place(ailment.path), "muted", width, first="  ")]

    def _place(self, path: Path) -> str:
        """Return where a file is: within the library, or in full where it is elsewhere."""
        root = self.app.desk.workspace.places.library
        return str(path.relative_to(root)) if root in path.parents else str(path)


class CareScreen(Page[None]):
    """What the doctor says about the library."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("care", "list")
    PURPOSE = (
        "What is wrong with the library, why, and what to do. Mending throws nothing away: what "
        "is taken out of the way lies in the folder “damaged” or in the history."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("care")
    DEFAULT_CSS = """
    CareScreen AilmentList { padding: 0 1; height: 1fr; max-width: 110; }
    CareScreen #care-head { padding: 1 3; height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the head and the list."""
        yield PlainText("", id="care-head")
        yield AilmentList(id="ailments")
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin to look."""
        self.query_one(AilmentList).focus()
        in_background(self, partial(self._look, fix=False), group="care")

    def action_fix(self) -> None:
        """Mend what can be mended."""
        if not self._busy:
            in_background(self, partial(self._look, fix=True), group="care")

    def action_down(self) -> None:
        """Go to the next one."""
        self.query_one(AilmentList).action_down()

    def action_up(self) -> None:
        """Go to the one before."""
        self.query_one(AilmentList).action_up()

    def action_copy(self) -> None:
        """Copy the card under the cursor."""
        card = self.query_one(AilmentList).card
        if card is not None:
            each = card.ailment
            self.app.copy("\n".join((each.what, each.why, each.todo, str(each.path))))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()

    async def _look(self, *, fix: bool) -> None:
        """Examine the library beside everything else, and show what there is."""
        self._busy = True
        self._head("Mending…" if fix else "Looking at every file…")
        try:
            with self.app.telling() as told:
                mended, found = await asyncio.to_thread(_examine, self.app.desk.workspace, fix=fix)
        finally:
            self._busy = False
        if told:
            self._head("It could not be looked at; F2 says why.")
            return
        self._show(mended, found)

    def _show(self, mended: Sequence[Ailment], found: Sequence[Ailment]) -> None:
        cards = [_Card(each.severity, each) for each in found]
        cards += [_Card("mended", each) for each in mended]
        self.query_one(AilmentList).show(cards)
        fixable = sum(each.fixable and not each.refused for each in found)
        if not found:
            self._head(f"The library is well {glyphs().dot} every file was looked at.")
        else:
            things = "One thing" if len(found) == 1 else f"{len(found)} things"
            self._head(f"{things} to look at. ", can_mend=bool(fixable))

    def _head(self, text: str, *, can_mend: bool | None = None) -> None:
        pieces = [("Looking after the library", "accent bold"), (f"\n{text}", "muted")]
        if can_mend:
            key = key_label(self.app.keys["care.fix"][0])
            pieces += [(key, "accent"), (" mends what can be mended.", "muted")]
        elif can_mend is not None:
            pieces.append(("Only you can put it right.", "muted"))
        self.query_one("#care-head", PlainText).show(pieces)


def _examine(mine: Workspace, *, fix: bool) -> tuple[list[Ailment], list[Ailment]]:
    """Return what was mended and what is left; on a thread of its own, with its own library."""
    from dataclasses import replace

    from lab.workspace import Workspace

    workspace = Workspace(mine.places, clock=mine.clock, environ=mine.environ, create=False)
    try:
        tried = workspace.care.fix() if fix and mine.places.library.is_dir() else []
        refused = {(each.path, each.what): each for each in tried if each.refused}
        found = []
        for each in workspace.care.doctor():
            why = refused.get((each.path, each.what))
            found.append(replace(each, refused=why.refused, todo=why.todo) if why else each)
        return [each for each in tried if not each.refused], found
    except OSError as error:
        raise TeardownError(
            "The library could not be looked at", (error.strerror or "the disk refused").lower()
        ) from error
    finally:
        workspace.close()
