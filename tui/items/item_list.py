"""The items of a question as cards that can be added, changed, taken out and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.message import Message

from lab.figures import counted
from tui.bindings import bindings_of
from tui.doors import evidence_screen
from tui.items.kind import ItemKind, ScreenKind
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.binding import BindingType

    from tui.app import TeardownApp
    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled
    from tui.items.kind import CardKind
    from tui.widgets.prose import Line

__all__ = ["ItemList"]


@dataclass(frozen=True, slots=True)
class _Deleted:
    item: Any
    section: str
    place: int


class ItemList(CardList[Any]):
    """Cards of one kind. Everything that changes goes into the teardown at once."""

    PURPOSE: ClassVar[str] = (
        "What answers this question, one card each: a adds one, Enter changes it, d takes it "
        "out, u brings it back."
    )

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("items")
    CURSOR_STAYS = False

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    class Edited(Message):
        """Something was added, changed, taken out or brought back."""

    class Left(Message):
        """The screen on which the items are worked on was left, for a question perhaps."""

        def __init__(self, spot: Spot | None) -> None:
            super().__init__()
            self.spot = spot

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._in_hand: TeardownInHand | None = None
        self._kind: CardKind[Any] | None = None
        self._section = ""
        self._wanted = 0
        self._deleted: list[_Deleted] = []

    def bind_to(
        self, in_hand: TeardownInHand, kind: CardKind[Any] | None, section: str, *, wanted: int = 0
    ) -> None:
        """Show the items of that kind and section; *wanted* is how many the question asks for."""
        self._wanted = wanted
        if (kind, section) != (self._kind, self._section):
            self._deleted.clear()
        self._in_hand, self._kind, self._section = in_hand, kind, section
        self.update_cards()
        self.redraw()

    def update_cards(self, *, at: str = "") -> None:
        """Show the items as they stand now."""
        self.show(self.items(), at=at)

    def items(self) -> Sequence[Any]:
        """Return the items to show."""
        if self._in_hand is None or self._kind is None:
            return ()
        return self._kind.items(self._in_hand.record, self._section)

    def section_of(self, item: Any) -> str:
        """Return the section that an item belongs to."""
        del item
        return self._section

    def key_of(self, card: Any) -> str:
        """Return the item's id."""
        return str(card.id)

    def lines(self, card: Any, width: int) -> list[Line]:
        """Draw an item."""
        if self._kind is None or self._in_hand is None:
            return []
        return self._kind.lines(card, width, self._in_hand.record, self._in_hand.today())

    def draw(self, width: int) -> list[Line]:
        """Draw what it is about, then the cards."""
        head = self.head()
        lines = super().draw(width)
        self._spans = [(top + len(head), bottom + len(head)) for top, bottom in self._spans]
        return head + lines

    def head(self) -> list[Line]:
        """Return the lines above the cards: what they are, how many are wanted, how to add."""
        if self._kind is None:
            return []
        if isinstance(self._kind, ScreenKind):
            return self._head_of_screen(self._kind)
        number = len(self.cards)
        wanted = f" of {self._wanted}" if self._wanted > 1 else ""
        return [
            [
                (self._kind.plural, "accent"),
                (f"  {number}{wanted}   " if number or wanted else "   ", "muted"),
                ("F4", "accent"),
                (" goes on with the half-filled one" if self._is_begun() else " adds one", "muted"),
            ]
        ]

    def _head_of_screen(self, kind: ScreenKind[Any]) -> list[Line]:
        number = len(self.cards)
        count = f"  {counted(number, kind.noun)}   " if number else "   "
        head: Line = [
            (kind.plural, "accent"),
            (count, "muted"),
            ("F4", "accent"),
            (" opens it", "muted"),
        ]
        return [head] if number else [head, [(kind.invitation, "muted")]]

    def _is_begun(self) -> bool:
        """Return whether a new item is half-filled."""
        if self._in_hand is None or self._kind is None:
            return False
        return form_name(self._kind, self._section, None) in self._in_hand.half_filled

    # Adding and changing

    def action_add(self) -> None:
        """Add an item."""
        self._open(None)

    def action_choose(self) -> None:
        """Change the item under the cursor."""
        if self.card is not None:
            self._open(self.card)

    def _open(self, item: Any) -> None:
        kind, in_hand = self._kind, self._in_hand
        if in_hand is None:
            return
        if isinstance(kind, ItemKind):
            self._open_form(kind, in_hand, item)
        elif isinstance(kind, ScreenKind):

            def left(spot: Spot | None) -> None:
                self.update_cards()
                self.post_message(self.Left(spot))

            self.app.push_screen(kind.screen(in_hand, self._section, item), left)

    def _open_form(self, kind: ItemKind[Any], in_hand: TeardownInHand, item: Any) -> None:
        from tui.forms.form import FormScreen

        section = self.section_of(item) if item is not None else self._section
        name = form_name(kind, section, item)

        def done(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                self._put(kind, filled.values, section, item)
            elif filled is not None:
                self.app.tell(f"The half-filled {kind.noun} is kept: open it again to go on.")
            self.redraw()

        title = f"Change this {kind.noun}" if item is not None else f"Add a {kind.noun}"
        self.app.push_screen(
            FormScreen(
                title,
                kind.asked(item, section, in_hand.record),
                check=lambda values: kind.check(values, today=in_hand.today()),
                half_filled=in_hand.half_filled.get(name),
                fill=kind.fill,
                keep=lambda values: in_hand.keep_form(name, values),
                elsewhere=lambda: self.app.push_screen(evidence_screen(in_hand, section)),
            ),
            done,
        )

    def _put(self, kind: ItemKind[Any], values: Mapping[str, str], section: str, old: Any) -> None:
        in_hand = self._in_hand
        if in_hand is None:
            return
        item = kind.make(
            values,
            in_hand.record,
            section=section,
            now=in_hand.now(),
            today=in_hand.today(),
            old=old,
        )
        kind.put(in_hand.record, item, section)
        self._changed(at=str(item.id))

    # What it rests on

    def action_open_evidence(self) -> None:
        """Read what the claim under the cursor rests on."""
        from tui.items.opening import open_ground

        in_hand, item = self._in_hand, self.card
        if in_hand is not None and item is not None and isinstance(self._kind, ItemKind):
            open_ground(self.app, in_hand, getattr(item, "evidence", ()))

    # Taking out and bringing back

    def action_delete(self) -> None:
        """Take out the item under the cursor."""
        item, kind, in_hand = self.card, self._kind, self._in_hand
        if item is None or kind is None or in_hand is None:
            return
        section = self.section_of(item)
        place = kind.take_out(in_hand.record, item, section)
        self._deleted.append(_Deleted(item, section, place))
        self._changed()
        self.app.tell(f"The {kind.noun} is taken out. Press u to bring it back.")

    def action_undo(self) -> None:
        """Bring back what was taken out last."""
        kind, in_hand = self._kind, self._in_hand
        if not self._deleted or kind is None or in_hand is None:
            self.app.tell("There is nothing to bring back.")
            return
        gone = self._deleted.pop()
        kind.bring_back(in_hand.record, gone.item, gone.section, place=gone.place)
        self._changed(at=str(gone.item.id))

    def _changed(self, *, at: str = "") -> None:
        if self._in_hand is not None:
            self._in_hand.changed()
        self.update_cards(at=at)
        self.post_message(self.Edited())


def form_name(kind: CardKind[Any], section: str, item: Any) -> str:
    """Return the name under which a form's half-filled state is kept."""
    return f"{kind.noun}:{section}:{getattr(item, 'id', 'new')}"
