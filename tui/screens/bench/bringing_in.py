"""Outputs from a file: asked for, looked at, and taken in with one key."""

from __future__ import annotations

import asyncio
import os.path
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from lab.figures import counted
from lab.importing.typed import paths_in
from lab.trials.bringing_in import bring_in
from lab.trials.files import LARGEST, read_trials
from tui.bindings import bindings_of
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.page import Page
from tui.widgets.bottom_line import BottomLine
from tui.widgets.prose import block, wrap_pieces
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Probe, Teardown
    from lab.trials.bringing_in import Bound, Plan
    from lab.trials.files import FoundProbe, TrialFile
    from tui.commands import Scope
    from tui.widgets.prose import Line

__all__ = ["FileForm", "Found", "PreviewScreen", "found_in", "path_in"]

_FORMATS: Final = {
    "csv": "a table (CSV)",
    "jsonl": "a table (JSON Lines)",
    "promptfoo": "results of promptfoo",
    "inspect": "a log of Inspect",
}
_MEASURE: Final = 96
_MOST_WORDINGS: Final = 6
_LONGEST_NAMED: Final = 300
_WHAT: Final = (
    "A table (CSV, JSON Lines) with a column “answer”, or results of promptfoo or Inspect."
)


class FileForm(FormScreen):
    """One field for the path of a file."""

    PURPOSE = (
        "The path of a file with outputs; dropping the file on the terminal types it. You see "
        "what would come in before anything does."
    )

    def __init__(self, pasted: str = "") -> None:
        super().__init__(
            "Outputs from a file",
            [TextAsked("path", "File", "drop it here, or type its path", pasted)],
            verb="Look into it",
            check=_fault,
        )

    def on_mount(self) -> None:
        """Say what can be read."""
        self._say(plain_punctuation(_WHAT), is_fault=False)


def path_in(text: str) -> Path | None:
    """Return the one file that a line names, as it is typed or dropped; ``None`` for none."""
    paths = paths_in(text, home=Path.home())
    return paths[0] if len(paths) == 1 and _is_file(paths[0]) else None


def _fault(values: Mapping[str, str]) -> tuple[str, str] | None:
    paths = paths_in(values["path"], home=Path.home())
    if not paths:
        return "path", "Name a file."
    if len(paths) > 1:
        return "path", "One file at a time, please."
    if not _is_file(paths[0]):
        named = one_line(str(paths[0])[:_LONGEST_NAMED])
        return "path", f"There is no file {named} that can be read."
    return None


def _is_file(path: Path) -> bool:
    # Unlike Path.is_file, this takes names that no system has, as a pasted text makes them.
    return os.path.isfile(path)  # noqa: PTH113 - see above


class Found:
    """What a file would add to a teardown, worked out on a copy of its probes."""

    def __init__(
        self, name: str, file: TrialFile, plan: Plan, *, before: Sequence[Probe],
        after: Sequence[Probe],
    ) -> None:  # fmt: skip
        self.name = name
        self.file = file
        self.plan = plan
        self._before = before
        self._after = after

    def take(self, record: Teardown, *, now: datetime) -> Plan:
        """Take it in; worked out anew where the record's probes have changed since."""
        same = len(record.probes) == len(self._before) and all(
            one is other for one, other in zip(record.probes, self._before, strict=True)
        )
        if not same:
            return bring_in(record, self.file, now=now)
        record.probes = [*self._after]
        return self.plan


async def found_in(path: Path, record: Teardown, *, now: datetime) -> Found:
    """Read a file and work out what it would add, off the event loop.

    Raise ``TrialsUnreadable``, or ``OSError`` for a file that cannot be read.
    """
    before = [*record.probes]
    copy = record.model_copy(update={"probes": [*before]})
    return await asyncio.to_thread(_look, path, copy, before, now)


def _look(path: Path, copy: Teardown, before: Sequence[Probe], now: datetime) -> Found:
    with path.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    file = read_trials(path.name, data)
    plan = bring_in(copy, file, now=now)
    return Found(path.name, file, plan, before=before, after=copy.probes)


class PreviewScreen(Page[bool]):
    """What would come in, probe by probe; ends with whether it shall."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("trial_file",)
    PURPOSE = (
        "What is in the file: which outputs go to which probe, which are repeats of one prompt, "
        "and what is there already. Nothing has been taken in yet."
    )
    CSS = "PreviewScreen PreviewSheet { padding: 1 3; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("trial_file")

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """Lay out the one sheet."""
        yield PreviewSheet(self._found)
        yield BottomLine()

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.set_focus(self.query_one(PreviewSheet))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take in only what is new."""
        del parameters
        return action != "take" or self._found.plan.new > 0

    def action_take(self) -> None:
        """Take it in."""
        self.dismiss(True)  # noqa: FBT003 - the result's name is the class's

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)  # noqa: FBT003 - the result's name is the class's

    def action_copy(self) -> None:
        """Copy what would come in as text."""
        lines = self.query_one(PreviewSheet).draw(_MEASURE)
        self.app.copy("\n".join("".join(text for text, _ in line).rstrip() for line in lines))


class PreviewSheet(Sheet):
    """Reads like a page."""

    PURPOSE: ClassVar[str] = "What would come in."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found

    def draw(self, width: int) -> list[Line]:
        """Draw what would come in."""
        width = max(20, min(width - 1, _MEASURE))
        found, plan = self._found, self._found.plan
        what = _FORMATS.get(found.file.format, found.file.format)
        lines = wrap_pieces(
            [("Outputs from a file  ", "accent bold"), (one_line(found.name), "bold")], width
        )
        lines += block(f"{counted(found.file.trials, 'output')} in {what}.", "muted", width)
        lines += [[], *wrap_pieces(_gist(plan), width)]
        lines += [[], [("How repeats are found", "accent bold")]]
        lines += block(plain_punctuation(plan.grouped_by), "", width)
        for bound, probe in zip(plan.bounds, found.file.probes, strict=True):
            lines += [[], *_bound(bound, _said(probe), width)]
        if plan.notes:
            lines += [[], [("Left out, or unsure", "accent bold")]]
            for note in plan.notes:
                lines += block(plain_punctuation(note), "", width, first=f"{glyphs().dot} ")
        return lines


def _gist(plan: Plan) -> list[tuple[str, str]]:
    known = (
        f" {counted(plan.known, 'output')} {_are(plan.known)} here already." if plan.known else ""
    )
    if not plan.new:
        words = "All of them are here already, so there is nothing to take in."
        return [(words, "bold")]
    probes = counted(sum(bound.new > 0 for bound in plan.bounds), "probe")
    return [(f"{counted(plan.new, 'new output')} for {probes}.", "bold"), (known, "")]


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _said(probe: FoundProbe) -> str:
    """Return what the file says about outputs of one prompt; empty where it says nothing."""
    verdicts = Counter[str](trial.verdict for trial in probe.trials)
    named = (("pass", "pass"), ("fail", "fail"), ("unclear", "cannot tell"), ("error", "error"))
    said = [f"{verdicts[verdict]} {word}" for verdict, word in named if verdicts[verdict]]
    return f"the file says: {', '.join(said)}" if said else ""


def _bound(bound: Bound, said: str, width: int) -> list[Line]:
    state = "a new probe" if bound.is_new else "is here"
    sign, ink = (glyphs().started, "accent") if bound.is_new else (glyphs().done, "good")
    head = [(f"{sign} ", ink), (f"{bound.probe} ", "bold"), (one_line(bound.name)[:400], "bold"),
            (f"  {state}", "muted")]  # fmt: skip
    lines = wrap_pieces(head, width)
    counts = [f"{bound.new} new"] if bound.new else []
    counts += [f"{bound.known} known"] if bound.known else []
    counts += [said] if said else ["not marked yet"]
    lines += block(f" {glyphs().dot} ".join(counts), "", width, first="  ")
    if len(bound.by_wording) > 1:
        for words, number in bound.by_wording[:_MOST_WORDINGS]:
            text = f"{number} of “{one_line(words)[:120]}”"
            lines += block(plain_punctuation(text), "muted", width, first="  ")
        left = len(bound.by_wording) - _MOST_WORDINGS
        if left > 0:
            lines += block(f"and {counted(left, 'more wording')}", "muted", width, first="  ")
    if bound.other_rule:
        rule = (
            f"Its verdicts follow “{one_line(bound.other_rule)[:300]}”, not the probe’s own rule."
        )
        lines += block(plain_punctuation(rule), "warning", width, first="  ")
    if not bound.has_rule:
        words = "No pass rule yet: write one before you mark."
        lines += block(words, "warning", width, first="  ")
    return lines
