"""What is known about the probe under the cursor: whole where there is room, else its gist."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final

from lab.figures import counted
from lab.trials.planned import planned_runs
from lab.trials.tally import by_wording, tally
from tui.bench.bars import axis_pieces, rate_bar, rate_pieces
from tui.bench.designing import kind_title
from tui.bench.standing import Sayings, doing_words
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.keys import key_label
from tui.widgets.prose import block, wrap_pieces
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from lab.model import Probe
    from tui.app import TeardownApp
    from tui.widgets.prose import Line

__all__ = ["Detail"]

_MEASURE: Final = 84
_MOST_LINES: Final = 12
"""Lines of a long prompt; all of it stands where outputs are recorded."""
_FEWEST_CELLS: Final = 12


class Detail(Sheet):
    """Next step, sentence and limits, prompt and rule, wordings, who marked."""

    PURPOSE: ClassVar[str] = "What is known about the probe under the cursor, and what is next."

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self) -> None:
        super().__init__(id="probe-detail")
        self._probe: Probe | None = None
        self._sayings = Sayings()
        self.is_brief = False

    def show(self, probe: Probe | None) -> None:
        """Show another probe, or the same as it stands now."""
        if probe is None or self._probe is None or probe.id != self._probe.id:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._probe = probe
        self.redraw()

    def sentences(self, probe: Probe) -> list[str]:
        """Return what a probe showed, then what limits that."""
        return self._sayings.of(probe)

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        probe, width = self._probe, max(8, min(width - 1, _MEASURE))
        if probe is None:
            return []
        return self._brief(probe, width) if self.is_brief else self._whole(probe, width)

    def _next(self, probe: Probe, width: int) -> list[Line]:
        command, words = doing_words(probe)
        keys = self.app.keys[command]
        key = key_label(keys[0]) if keys else "Ctrl+P"
        return wrap_pieces([(f"{key} ", "accent bold"), (words, "")], width)

    def _brief(self, probe: Probe, width: int) -> list[Line]:
        rule = one_line(probe.pass_rule)
        lines = self._next(probe, width)
        sentence, *limits = self.sentences(probe)
        lines += block(plain_punctuation(sentence), "", width)
        for words in limits[:1]:
            lines += block(plain_punctuation(words), "muted", width)
        if rule:
            lines += block(rule, "muted", width, first="Passes if: ", rest="  ")
        return lines

    def _whole(self, probe: Probe, width: int) -> list[Line]:
        lines = block(one_line(probe.name), "bold", width) if probe.name.strip() else []
        lines += block(
            f"{probe.id} {glyphs().dot} {one_line(kind_title(probe.kind))}", "muted", width
        )
        lines += [[], *self._next(probe, width), []]
        sentence, *limits = self.sentences(probe)
        lines += block(plain_punctuation(sentence), "bold" if probe.trials else "", width)
        lines += self._bar(probe, width)
        for words in limits:
            lines += block(plain_punctuation(words), "muted", width)
        lines += _part("Prompt") + _long(probe.prompt, width)
        lines += _part("Passes if")
        if probe.pass_rule.strip():
            lines += block(probe.pass_rule, "", width)
        else:
            lines += block("Nothing is said yet, so nothing can be recorded.", "warning", width)
        lines += self._wordings(probe, width)
        lines += _facts(probe, width)
        return lines

    def _bar(self, probe: Probe, width: int) -> list[Line]:
        count = tally(trial for trial in probe.trials if trial.wording == 0)
        cells = min(width, 61)
        if not count.runs or cells < _FEWEST_CELLS:
            return []
        bar = rate_bar(count, cells=cells, line=probe.quality_line)
        return [[], bar, [axis_pieces(cells)], []]

    def _wordings(self, probe: Probe, width: int) -> list[Line]:
        if not probe.wordings:
            return []
        planned, split = planned_runs(probe), by_wording(probe.trials)
        lines = _part("In other words")
        for number, words in enumerate(probe.wordings, start=1):
            trials = split.get(number, [])
            count = tally(trials)
            done = sum(trial.verdict != "error" for trial in trials)
            lines += _long(words, width, first=f"{number} ", most=3)
            if count.runs:
                lines.append([("  ", ""), *rate_pieces(count, width=min(width - 2, 44))])
            else:
                lines.append([(f"  {done}/{planned.get(number, 0)} runs, none marked", "muted")])
        return lines


def _part(title: str) -> list[Line]:
    return [[], [(title, "accent bold")]]


def _long(text: str, width: int, *, first: str = "", most: int = _MOST_LINES) -> list[Line]:
    """Return the beginning of a long text."""
    lines = block(text[: most * 4 * width], "", width, first=first)
    if len(lines) <= most:
        return lines
    start, (last, ink) = lines[most - 1]
    cut = fit(last, min(width_of(last), width - width_of(first) - 4)).rstrip()
    return [*lines[: most - 1], [start, (f"{cut} {glyphs().more}", ink)]]


def _facts(probe: Probe, width: int) -> list[Line]:
    facts = []
    if probe.target.strip():
        facts.append(f"Asked of {one_line(probe.target)}.")
    markers: Counter[str] = Counter()
    for trial in probe.trials:
        if trial.verdict not in {"unmarked", "error"}:
            markers[one_line(trial.marker)] += 1
        markers.update(one_line(mark.marker) for mark in trial.marks)
    unnamed = markers.pop("", 0)
    if markers:
        by = ", ".join(f"{name} ({number})" for name, number in markers.items())
        by += f", and {unnamed} without a name" if unnamed else ""
        facts.append(f"Marked by {by}.")
    errors = sum(trial.verdict == "error" for trial in probe.trials)
    if errors:
        facts.append(f"{counted(errors, 'error')} left out: an error is not a failure.")
    if not facts:
        return []
    return [[], *block(plain_punctuation(" ".join(facts)), "muted", width)]
