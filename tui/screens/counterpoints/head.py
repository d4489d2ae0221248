"""What stands above the items: how far the section is, who may be asked, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from lab.counterpoints.gate import MOST_IN_A_TEARDOWN
from lab.models.prices import money
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.widgets.prose import wrap_pieces
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lab.counterpoints.asking import AskRequest, Outlook
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["CounterpointsHead", "Heading"]

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
        title: list[Piece] = [("Counterpoints", "accent bold"), (f"  {one_line(shown.title)}", "")]
        if shown.shown:
            title.append((f"  {shown.answered} of {shown.shown} answered", "muted"))
        lines = wrap_pieces(title, width)
        if shown.request is not None and shown.outlook is not None:
            asked = wrap_pieces(_asked(shown, shown.request, shown.outlook), width - _LABEL)
            for number, row in enumerate(asked[:3]):
                label = "" if number else "Model"
                lines.append([(f"{label:<{_LABEL}}", "muted"), *row])
        return [*lines, *wrap_pieces(shown.status, width)[:5]]


def _asked(shown: Heading, request: AskRequest, outlook: Outlook) -> list[Piece]:
    service = request.service
    dot = f" {glyphs().dot} "
    facts = [f"about {outlook.tokens:,} tokens"]
    doubtful: list[Piece] = []
    if outlook.most_cost is not None:
        facts.append(f"at most {money(outlook.most_cost)}")
        if outlook.limit is not None:
            facts.append(f"{money(outlook.limit)} left to spend")
    elif service.kind != "command" and not service.is_near:
        doubtful = [(f"{dot}no price is set in Settings, so its cost is not known", "warning")]
    facts.append(
        f"at most {request.most} here, {MOST_IN_A_TEARDOWN} a teardown, {shown.given} given"
    )
    if outlook.cut:
        doubtful.append((f"{dot}not sent, for its length: {'; '.join(outlook.cut)}", "warning"))
    return [(one_line(service.words), "bold"), (f"{dot}{dot.join(facts)}", "muted"), *doubtful]
