"""What stands above the runs: who is asked, how often, what it may cost, who marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from lab.figures import counted
from lab.models.prices import money
from lab.trials.rules import rule_words
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.widgets.prose import wrap_pieces
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lab.model import Probe
    from lab.trials.live.request import LiveRequest
    from lab.trials.live.wishes import LiveOutlook
    from tui.widgets.lines import Ink, Piece
    from tui.widgets.prose import Line

__all__ = ["LiveHead"]

LABEL: Final = 10
_MEASURE: Final = 100
"""A longer line is not read well."""
_HIGH: Final = 30
"""Rows of the screen from which on prompt and rule are shown as well."""
_LOW: Final = 24
"""Rows below which no line is left empty under the title."""
_SHOWN: Final = 300
"""Characters of a prompt or a system text."""


class LiveHead(Sheet, can_focus=False):
    """What will be done, before it is."""

    PURPOSE: ClassVar[str] = "Who is asked, how often, what it may cost, and who marks."

    DEFAULT_CSS = """
    LiveHead { height: auto; max-height: 18; scrollbar-gutter: auto; scrollbar-size: 0 0; }
    """

    def __init__(self) -> None:
        super().__init__(id="live-head")
        self._probe: Probe | None = None
        self._request: LiveRequest | None = None
        self._outlook: LiveOutlook | None = None
        self._missing = ""
        self._status: list[Piece] = []

    def show(
        self,
        probe: Probe,
        request: LiveRequest | None,
        outlook: LiveOutlook | None,
        *,
        missing: str,
        status: list[Piece],
    ) -> None:
        """Show a request; *missing* is what must be there before it can be asked."""
        self._probe, self._request, self._outlook = probe, request, outlook
        self._missing, self._status = missing, status
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        probe, request, outlook = self._probe, self._request, self._outlook
        if probe is None:
            return []
        width = min(width, _MEASURE)
        height = self.screen.size.height
        is_high, is_low = height >= _HIGH, height < _LOW
        name = one_line(probe.name) or one_line(probe.prompt[:_SHOWN])
        title: list[Piece] = [("Live runs", "accent bold"), ("  ", ""), (name, "bold")]
        lines: list[Line] = [*wrap_pieces(title, width)[:1], *([] if is_low else [[]])]
        if is_high:
            lines += _labelled("Send", [(one_line(probe.prompt[:_SHOWN]), "")], width)
            lines += _labelled("Passes if", [(one_line(probe.pass_rule[:_SHOWN]), "")], width)
            lines.append([])
        if request is not None and outlook is not None:
            lines += [
                *_labelled("Ask", _who(request), width),
                *_labelled("Runs", [(_runs(request, outlook), "")], width),
                *_labelled("Cost", [_cost(request, outlook)], width),
                *_labelled("Marked", [(_marked(request), "")], width),
            ]
        status = [(self._missing, "warning")] if self._missing else self._status
        return [*lines, [], *wrap_pieces(status, width)[:5]] if status else lines


def _labelled(label: str, pieces: list[Piece], width: int) -> list[Line]:
    """Return a label, and at most two lines behind it."""
    rows = wrap_pieces(pieces, width - LABEL)[:2]
    first: list[Piece] = [(f"{label:<{LABEL}}", "muted")]
    return [
        [*(first if not number else [(" " * LABEL, "")]), *row] for number, row in enumerate(rows)
    ]


def _who(request: LiveRequest) -> list[Piece]:
    service = request.service
    dot = f" {glyphs().dot} "
    if service.kind == "command":
        return [(one_line(service.words), "bold")]
    said = []
    if request.temperature is not None:
        said.append(f"temperature {request.temperature:g}")
    if request.system:
        said.append(f"system text of {counted(len(request.system.split()), 'word')}")
    said.append(f"at most {request.max_tokens} tokens")
    who = one_line(service.words)
    return [(who, "bold"), (f"{dot}{dot.join(said)}", "muted")]


def _runs(request: LiveRequest, outlook: LiveOutlook) -> str:
    of = f" of each of {len(request.wordings)} wordings" if len(request.wordings) > 1 else ""
    missing = f"{outlook.missing} to make" if outlook.missing else "all are there"
    return f"{request.runs}{of}: {outlook.already} recorded, {missing}"


def _cost(request: LiveRequest, outlook: LiveOutlook) -> tuple[str, Ink]:
    if request.service.kind == "command":
        return "whatever the program costs; nobody counts it here", ""
    if request.service.is_near and outlook.most_cost is None:
        return "not counted: it is asked at home, and no limit is set", ""
    if outlook.most_cost is None:
        return "not known: no price is set in Settings, so no limit can be kept", "warning"
    limit = (
        "" if outlook.limit is None else f"; no run starts that could pass {money(outlook.limit)}"
    )
    return f"at most {money(outlook.most_cost)}{limit}", ""


def _marked(request: LiveRequest) -> str:
    return rule_words(request.rules) if request.rules else "by people, blind"
