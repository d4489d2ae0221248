"""What is asked about one output: what went wrong, which words it answers, how long it took."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen
from tui.harmless import one_line
from tui.screens.trials.turn import wording_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Probe, Trial

__all__ = ["correct_form", "error_form", "seconds_of", "seconds_text"]

_LONGEST_SECONDS: Final = 7 * 24 * 3600
_NUMBER: Final = re.compile(r"(\d{1,7}(?:[.,]\d{1,6})?)\s*(?:s|sec|seconds?)?")
_MINUTES: Final = re.compile(
    r"(\d{1,5})\s*(?::|m|min|minutes?)\s*(\d{1,2}(?:[.,]\d{1,6})?)?\s*(?:s|sec|seconds?)?"
)
_WHAT_HAPPENS: Final = (
    "An error message",
    "It gave no answer",
    "It broke off half-way",
    "A limit was reached",
    "I stopped it; it took too long",
)


def error_form() -> FormScreen:
    """Ask what came instead of an answer."""
    return FormScreen(
        "No answer to judge: an error counts neither as a pass nor as a failure",
        [
            TextAsked(
                "note", "What happened", "An error message, nothing came, a limit was reached",
                suggestions=_WHAT_HAPPENS,
            ),
        ],
        verb="Record it",
    )  # fmt: skip


def correct_form(probe: Probe, trial: Trial, *, number: int) -> FormScreen:
    """Ask how long an output took and which wording it answers; of an error, what happened."""
    asked: list[TextAsked | ChoiceAsked] = [
        TextAsked("seconds", "Seconds", "4.2, or 1:05; empty if unknown", seconds_text(trial)),
    ]
    if probe.wordings:
        asked.append(
            ChoiceAsked(
                "wording",
                "It answers",
                tuple(
                    (str(place), wording_name(place), one_line(words[:400]))
                    for place, words in enumerate((probe.prompt, *probe.wordings))
                ),
                str(trial.wording),
            )
        )
    if trial.verdict == "error":
        asked.append(TextAsked("note", "What happened", "An error message", trial.note))

    def check(values: Mapping[str, str]) -> tuple[str, str] | None:
        try:
            seconds_of(values["seconds"])
        except ValueError:
            return "seconds", "Write the seconds as 4.2, or minutes as 1:05."
        return None

    return FormScreen(f"Correct output {number}", asked, check=check)


def seconds_text(trial: Trial) -> str:
    """Return an output's seconds as they stand in the form."""
    return "" if trial.seconds is None else f"{trial.seconds:g}"


def seconds_of(text: str) -> float | None:
    """Return the seconds that a text says, ``None`` for none; raise ``ValueError`` for others."""
    plain = text.strip().lower()
    if not plain:
        return None
    found = _NUMBER.fullmatch(plain)
    if found is not None:
        seconds = float(found[1].replace(",", "."))
    else:
        found = _MINUTES.fullmatch(plain)
        if found is None:
            raise ValueError(text)
        seconds = 60 * int(found[1]) + float((found[2] or "0").replace(",", "."))
    if seconds > _LONGEST_SECONDS:
        raise ValueError(text)
    return seconds
