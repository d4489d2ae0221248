"""What stands above the items: how far the section is, who may be asked, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from lab.counterpoints.gate import MOST_IN_A_TEARDOWN
from lab.figures import counted
from lab.models.prices import money
from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.widgets.prose import wrap_pieces
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lab.counterpoints.asking import AskRequest, Outlook
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["CounterpointsHead", "Heading"]

_NAME: Final = "Counterpoints"
_LABEL: Final = 8
_MEASURE: Final = 100


@dataclass(frozen=True, slots=True)
class Heading:
    """Everything that is said above the items."""

    title: str
    answered: int
    shown: int
    given: int
    """Items of a model in the whole teardown."""
    request: AskRequest | None
    """What would be asked; ``None`` while nothing may be."""
    outlook: Outlook | None
    status: tuple[Piece, ...]


class CounterpointsHead(Sheet, can_focus=False):
    """How far it is, and what asking would take, before it is done."""

    PURPOSE: ClassVar[str] = "How far this section is, who may be asked, and what that costs."

    DEFAULT_CSS = """
    CounterpointsHead { height: auto; max-height: 10; scrollbar-gutter: auto;
        scrollbar-size: 0 0; }
    """

    def __init__(self) -> None:
        super().__init__(id="counter-head")
        self._shown: Heading | None = None

    def show(self, heading: Heading) -> None:
        """Show how it stands now."""
        if heading != self._shown:
            self._shown = heading
            self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        shown = self._shown
        if shown is None:
            return []
        width = min(width, _MEASURE)
        lines = [_title(shown, width)]
        if shown.request is not None and shown.outlook is not None:
            facts = _facts(shown, shown.request, shown.outlook)
            for number, row in enumerate(_rows(facts, width - _LABEL)[:4]):
                label = "" if number else "Model"
                lines.append([(f"{label:<{_LABEL}}", "muted"), *row])
        return [*lines, *wrap_pieces(shown.status, width)[:5]]


def _title(shown: Heading, width: int) -> Line:
    """Return the first line; a long title makes room for how far it is."""
    far = f"  {shown.answered} of {shown.shown} answered" if shown.shown else ""
    title = one_line(shown.title)
    room = width - width_of(_NAME) - 2 - width_of(far)
    if width_of(title) > room:
        title = fit(title, room, more=glyphs().more)
    return [(_NAME, "accent bold"), (f"  {title}", ""), (far, "muted")]


def _facts(shown: Heading, request: AskRequest, outlook: Outlook) -> list[Piece]:
    """Return who would be asked, and what it would take."""
    service = request.service
    facts: list[Piece] = [
        (one_line(service.words), "bold"),
        (f"about {outlook.tokens:,} tokens", "muted"),
    ]
    if outlook.most_cost is not None:
        left = f" of {money(outlook.limit)} left" if outlook.limit is not None else ""
        facts.append((f"at most {money(outlook.most_cost)}{left}", "muted"))
    facts.append((f"up to {counted(request.most, 'point')}", "muted"))
    facts.append((f"{shown.given} of {MOST_IN_A_TEARDOWN} given", "muted"))
    if outlook.most_cost is None and service.kind != "command" and not service.is_near:
        facts.append(("no price is set in Settings, so its cost is not known", "warning"))
    if outlook.cut:
        facts.append((f"not sent, for its length: {'; '.join(outlook.cut)}", "warning"))
    return facts


def _rows(facts: list[Piece], width: int) -> list[Line]:
    """Return facts with a dot between two of a row; a row ends between facts where it can."""
    dot = f" {glyphs().dot} "
    rows: list[Line] = []
    taken = width
    for text, ink in facts:
        needs = width_of(dot) + width_of(text)
        if taken + needs <= width:
            rows[-1] += [(dot, "muted"), (text, ink)]
            taken += needs
        else:
            rows += wrap_pieces([(text, ink)], width)
            taken = sum(width_of(part) for part, _ in rows[-1])
    return rows
