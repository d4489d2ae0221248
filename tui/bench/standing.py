"""How a probe stands, in signs and words: the same in the walk and on the bench."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.trials.budget import outlook_words
from lab.trials.planned import next_step, planned_runs, progress
from lab.trials.saying import result_lines
from tui.glyphs import glyphs
from tui.harmless import one_line

if TYPE_CHECKING:
    from lab.model import Probe
    from lab.trials.planned import NextStep
    from tui.widgets.lines import Ink

__all__ = ["Sayings", "doing_words", "runs_words", "sign_of_probe", "title_of_probe"]

_COMMANDS: Final = {
    "rule": "bench.edit",
    "run": "bench.open",
    "mark": "bench.mark",
    "group": "bench.groups",
    "read": "bench.figures",
}


class Sayings:
    """What each probe showed, in sentences; found once for each state that it is in.

    Probes are replaced and never changed, so that the same object says the same.
    """

    def __init__(self) -> None:
        self._said: dict[str, tuple[Probe, list[str]]] = {}

    def of(self, probe: Probe) -> list[str]:
        """Return the sentence, then what limits it; before the first run, what runs can show."""
        if not probe.trials:
            return [outlook_words(planned_runs(probe)[0])]
        known = self._said.get(probe.id)
        if known is None or known[0] is not probe:
            # No sentence is about the texts themselves, and those may be long.
            trials = [trial.model_copy(update={"output": ""}) for trial in probe.trials]
            lines = result_lines(probe.model_copy(update={"trials": trials}))
            known = self._said[probe.id] = (probe, lines)
        return known[1]


def title_of_probe(probe: Probe) -> str:
    """Return what a probe is called on one line: its name, else its prompt."""
    return one_line(probe.name) or one_line(probe.prompt) or f"Probe {probe.id}"


def sign_of_probe(probe: Probe) -> tuple[str, Ink]:
    """Return the sign of how far a probe is, and its ink."""
    signs = glyphs()
    if not probe.pass_rule.strip():
        return signs.warning, "warning"
    if not probe.trials:
        return signs.empty, "muted"
    step = next_step(probe)
    if step.doing == "run":
        return signs.started, "accent"
    return (signs.written, "accent") if step.doing == "mark" else (signs.done, "good")


def runs_words(probe: Probe) -> str:
    """Return how many outputs there are, of how many that are meant to be there."""
    far = progress(probe)
    return f"{far.done}/{far.planned} runs"


def doing_words(probe: Probe) -> tuple[str, str]:
    """Return the command that a probe wants next, and what it does, to follow its key."""
    step = next_step(probe)
    return _COMMANDS[step.doing], _words(step)


def _words(step: NextStep) -> str:
    match step.doing:
        case "rule":
            return "writes the pass rule; it comes before the outputs"
        case "run":
            of = f" of wording {step.wording}" if step.wording else ""
            return f"records outputs: {counted(step.number, 'run')}{of} to go"
        case "mark":
            return f"marks {counted(step.number, 'output')}, blind"
        case "group":
            return "puts outputs that mean the same together"
        case _:
            return "shows every figure"
