"""What stands above the list: what to send, what passes, the settings, and the stopwatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from lab.figures import counted
from tui.bench.stopwatch import seconds_words
from tui.glyphs import glyphs
from tui.harmless import one_line, width_of
from tui.screens.trials.settings import settings_words
from tui.screens.trials.turn import Turn, wording_name
from tui.widgets.lines import LineWidget
from tui.widgets.prose import block, wrap_pieces
from tui.widgets.sheet import Sheet
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from lab.model import Probe, Teardown
    from tui.bench.stopwatch import Stopwatch
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["StopwatchLine", "TrialsHead"]

LABEL: Final = 10
"""Cells of the words at the left."""

_MEASURE: Final = 100
"""A longer line is not read well."""
_SHOWN: Final = 2_000
"""Characters of a prompt or rule among which the lines are that fit here."""
_ROWS: Final = ((40, 10, 5), (30, 6, 3), (22, 3, 2), (0, 2, 1))
"""From so many rows of the screen on, the most lines of the prompt and of the rule."""


class TrialsHead(Sheet, can_focus=False):
    """The next words to send, the pass rule and the settings."""

    PURPOSE: ClassVar[str] = "What is sent next, what counts as a pass, and how the product is set."

    DEFAULT_CSS = """
    TrialsHead { height: auto; max-height: 26; scrollbar-gutter: auto; scrollbar-size: 0 0; }
    """

    def __init__(self) -> None:
        super().__init__(id="trials-head")
        self._record: Teardown | None = None
        self._probe: Probe | None = None
        self._turn: Turn | None = None
        self._settings: dict[str, Any] = {}
        self._other: Sequence[str] = ()

    def show(
        self,
        record: Teardown,
        probe: Probe,
        turn: Turn,
        *,
        settings: dict[str, Any],
        other: Sequence[str],
    ) -> None:
        """Show the next run; *other* is what is set otherwise than in earlier runs."""
        self._record, self._probe, self._turn = record, probe, turn
        self._settings, self._other = settings, other
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        record, probe, turn = self._record, self._probe, self._turn
        if record is None or probe is None or turn is None:
            return []
        width = min(width, _MEASURE)
        height = self.screen.size.height
        of_prompt, of_rule = next((p, r) for least, p, r in _ROWS if height >= least)
        is_low = height < _ROWS[2][0]
        gap: list[Line] = [] if height < _ROWS[1][0] else [[]]
        return [
            *self._title(record, probe, turn, width),
            *([] if is_low else [[]]),
            *_labelled("Send", turn.words, "bold", width, most=of_prompt),
            *_run_lines(probe, turn, width),
            *gap,
            *self._rule(probe, width, of_rule),
            *gap,
            *self._settings_lines(width),
        ]

    def _title(self, record: Teardown, probe: Probe, turn: Turn, width: int) -> list[Line]:
        name = one_line(probe.name) or one_line(record.product.name)
        pieces: list[Piece] = [
            ("Outputs", "accent bold"),
            ("  ", ""),
            *([EXAMPLE_MARK] if record.example else []),
            (name[:_MEASURE], "bold"),
        ]
        said = f"{turn.done} of {turn.of} recorded"
        if turn.done > turn.of:
            said = f"{turn.done} recorded, {turn.of} planned"
        errors = sum(trial.verdict == "error" for trial in probe.trials)
        parts = [said, *([counted(errors, "error")] if errors else [])]
        pieces.append(("   " + f" {glyphs().dot} ".join(parts), "muted"))
        return wrap_pieces(pieces, width)[:2]

    def _rule(self, probe: Probe, width: int, most: int) -> list[Line]:
        if probe.pass_rule.strip():
            return _labelled("Passes if", probe.pass_rule, "", width, most=most)
        words = "No pass rule yet. Write it in the bench before the first output."
        return block(words, "warning", width, first=f"{'Passes if':<{LABEL}}")

    def _settings_lines(self, width: int) -> list[Line]:
        said = settings_words(self._settings)
        pieces: list[Piece] = []
        missing = [
            words
            for name, words in (
                ("model_label", "model"),
                ("fresh_session", "fresh session"),
                ("memory_off", "memory"),
            )
            if name not in self._settings
        ]
        if said:
            pieces.append((said, ""))
        if missing:
            dot = f" {glyphs().dot} " if said else ""
            pieces.append((f"{dot}not noted: {', '.join(missing)}", "warning"))
        if self._other:
            sign = glyphs().warning
            pieces.append((f"  {sign} other {', '.join(self._other)} than before", "warning"))
        label, room = f"{'Set to':<{LABEL}}", width - LABEL
        rows = wrap_pieces(pieces, room)[:2]
        rows[-1] = with_hints(rows[-1], [("s", "sets it")], room)
        return [
            [(" " * LABEL if number else label, "muted"), *row] for number, row in enumerate(rows)
        ]


def _run_lines(probe: Probe, turn: Turn, width: int) -> list[Line]:
    """Return which run comes next, or that all are there, and the keys for that."""
    what = wording_name(turn.wording) if probe.wordings else "prompt"
    said: Piece = (f"{what}, run {turn.run} of {turn.planned}", "muted")
    hints = [("c", "copies it"), *([("w", "other words")] if probe.wordings else [])]
    if turn.is_all_there:
        said = (f"All {turn.of} are there", "bold")
        waits = any(trial.verdict == "unmarked" for trial in probe.trials)
        first = ("m", "marks them, blind") if waits else ("f", "says what they are worth")
        hints = [first, *hints]
    elif turn.run > turn.planned:
        said = (f"{what}, run {turn.run}; {turn.planned} are planned", "muted")
    return [[(" " * LABEL, ""), *with_hints([said], hints, width - LABEL)]]


def with_hints(line: Line, hints: Iterable[tuple[str, str]], width: int) -> Line:
    """Return a line with keys and what they do behind it, as many as there is room for."""
    room = width - sum(width_of(text) for text, _ in line)
    line = [*line]
    for key, words in hints:
        room -= 3 + width_of(key) + 1 + width_of(words)
        if room < 0:
            break
        line += [("   ", ""), (key, "accent"), (f" {words}", "muted")]
    return line


def _labelled(label: str, text: str, ink: str, width: int, *, most: int) -> list[Line]:
    """Return a text beside its label, cut with a mark where it is longer."""
    lines = block(text.strip()[:_SHOWN], ink, width, first=f"{label:<{LABEL}}")
    if len(lines) <= most and len(text.strip()) <= _SHOWN:
        return lines
    kept = lines[:most]
    more = f" {glyphs().more} o reads all"
    last, its_ink = kept[-1][-1]
    room = width - LABEL - width_of(more)
    while width_of(last) > room:
        last = last.rpartition(" ")[0] if " " in last else last[:-1]
    kept[-1] = [*kept[-1][:-1], (last.rstrip(), its_ink), (more, "muted")]
    return kept


class StopwatchLine(LineWidget):
    """How long the product has taken so far: one line, drawn once a second while it runs."""

    PURPOSE: ClassVar[str] = "The stopwatch for how long the product takes to answer."

    DEFAULT_CSS = "StopwatchLine { height: 1; }"

    def __init__(self, watch: Stopwatch) -> None:
        super().__init__(id="stopwatch")
        self._watch = watch

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw the line."""
        del y, width
        seconds = self._watch.seconds
        yield f"{'Time':<{LABEL}}", "muted"
        if self._watch.is_running:
            yield f"{glyphs().started} ", "accent"
            # Tenths that stand still for a second would only look precise.
            yield seconds_words(float(int(seconds or 0))).replace(".0 ", " "), "bold"
            yield " since you sent it", ""
            yield "   ", ""
            yield "Space", "accent"
            yield " or the paste stops it", "muted"
        elif seconds is not None:
            yield seconds_words(seconds), "bold"
            yield " goes to the next output", ""
            yield "   ", ""
            yield "Space", "accent"
            yield " starts again", "muted"
        else:
            yield "Space", "accent"
            yield " when you send it; the paste stops it", "muted"
